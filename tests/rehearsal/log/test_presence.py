"""Being alone with the log, where locks are shared and where they are not."""

from pathlib import Path

import pytest

from deckapp.rehearsal.log import presence
from deckapp.rehearsal.log.presence import Presence


@pytest.fixture
def two(tmp_path: Path) -> tuple[Presence, Presence]:
    return Presence(tmp_path / "lock"), Presence(tmp_path / "lock")


def test_that_who_is_not_the_only_one_is_not_alone(two: tuple[Presence, Presence]) -> None:
    one, other = two
    assert one.enter()
    assert other.enter()
    assert not one.be_alone()
    other.leave()
    assert one.be_alone()
    assert one.be_alone()
    one.leave()


def test_that_nobody_enters_where_somebody_wants_to_be_alone(
    two: tuple[Presence, Presence],
) -> None:
    one, other = two
    assert one.be_alone()
    assert not other.enter()
    assert one.enter()
    assert other.enter()
    one.leave()
    other.leave()


def test_that_without_shared_locks_everybody_enters(
    two: tuple[Presence, Presence], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "_IS_SHARED", False)
    one, other = two
    assert one.enter()
    assert one.be_alone()
    assert one.enter()
    assert one.be_alone()
    assert other.enter()
    assert not other.be_alone()
    one.leave()
    other.leave()
