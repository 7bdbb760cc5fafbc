"""Reading what was rehearsed, and starting a drill: the plan's, one that was left, or practice."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from deckapp.rehearsal import Grade, LogError, Review, ReviewLog, prompts_of
from deckapp.rehearsal import history as module
from deckapp.rehearsal.history import (
    History,
    Started,
    Wish,
    conclude,
    read_history,
    start_drill,
)
from deckapp.rehearsal.log.store import SNAPSHOT

from .histories import DAY, DECK, HOUR, MINUTE, NOW
from .log.logs import deck_file

PROMPTS = prompts_of(DECK)
IDS = [prompt.id for prompt in PROMPTS]
MEETING = NOW + 7 * DAY

Starter = Callable[..., Started]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return deck_file(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rehearsal"


@pytest.fixture
def start(folder: Path, path: Path) -> Starter:
    def start(
        now: datetime = NOW,
        meeting: datetime | None = MEETING,
        minutes: float = 20,
        practice: Wish | None = None,
    ) -> Started:
        return start_drill(folder, path, DECK, now, meeting, minutes, practice)

    return start


def asked(started: Started) -> list[str]:
    return [] if started.drill is None else [prompt.id for prompt in started.drill.left]


def test_that_reading_makes_no_log(folder: Path, path: Path) -> None:
    assert read_history(folder, path, DECK, NOW) == History()
    assert not folder.exists()


def test_that_reading_finds_what_was_rehearsed(folder: Path, path: Path) -> None:
    with ReviewLog(folder) as log:
        of_deck = log.of(path)
        for minutes in (2, 1):
            of_deck.record(Review(IDS[0], NOW + minutes * MINUTE, Grade.GOOD))
        drill = of_deck.begin(IDS, NOW, practice=False)
        of_deck.bury(drill, IDS[1], NOW + DAY)
    found = read_history(folder, path, DECK, NOW + HOUR)
    assert [review.at for review in found.reviews] == [NOW + MINUTE, NOW + 2 * MINUTE]
    assert found.buried == {IDS[1]}
    assert found.notices == ()


def test_that_a_first_drill_has_what_there_is_time_for(start: Starter) -> None:
    with closing(start(minutes=0)) as one:
        assert asked(one) == IDS[:1]
        assert one.drill is not None
        one.drill.end(NOW)
    with closing(start()) as everything:
        assert asked(everything) == IDS
        assert not everything.resumed


def test_that_a_drill_that_was_left_goes_on(start: Starter) -> None:
    with closing(start()) as first:
        assert first.drill is not None
        first.drill.grade(Grade.GOOD, NOW, 1)
        left = asked(first)
    with closing(start(NOW + HOUR)) as again:
        assert (asked(again), again.resumed) == (left, True)
        assert again.words == {IDS[0]: PROMPTS[0].fingerprint}


def test_that_practice_begins_anew_and_the_plan_goes_on_after_it(start: Starter) -> None:
    with closing(start()) as plan:
        assert plan.drill is not None
    with closing(start(practice=lambda prompt: prompt.id in IDS[1:3])) as practice:
        assert practice.drill is not None
        assert (asked(practice), practice.resumed) == ([IDS[1], IDS[2]], False)
        assert practice.drill.is_practice
        practice.drill.end(NOW)
    with closing(start()) as again:
        assert again.resumed
        assert again.drill is not None
        assert not again.drill.is_practice


def test_that_what_is_buried_is_not_planned(start: Starter) -> None:
    with closing(start()) as first:
        assert first.drill is not None
        buried = asked(first)[0]
        first.drill.bury(NOW)
        first.drill.end(NOW)
    with closing(start(NOW + MINUTE)) as again:
        assert sorted(asked(again)) == sorted(set(IDS) - {buried})


def test_that_there_is_no_drill_where_nothing_would_gain(start: Starter) -> None:
    with closing(start()) as first:
        assert first.drill is not None
        while first.drill.present is not None:
            first.drill.grade(Grade.GOOD, NOW, 1)
        first.drill.end(NOW)
    with closing(start(NOW + MINUTE)) as again:
        assert again.drill is None
        assert len(again.history.reviews) == len(IDS)
    with closing(start(NOW + MINUTE, practice=lambda _prompt: True)) as practice:
        assert sorted(asked(practice)) == sorted(IDS)


def test_that_a_clock_that_was_set_back_is_told_of(
    start: Starter, folder: Path, path: Path
) -> None:
    with closing(start(NOW)) as first:
        assert first.drill is not None
        first.drill.grade(Grade.GOOD, NOW, 1)
    assert read_history(folder, path, DECK, NOW - MINUTE).notices == ()
    (notice,) = read_history(folder, path, DECK, NOW - DAY).notices
    assert notice == (
        "1 review is dated after 2017-04-04 19:00, the last 2017-04-05 19:00: that does not count "
        "before. If it is later now, set the clock of this computer right."
    )


def test_that_the_log_is_closed_where_a_drill_cannot_be_started(
    start: Starter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_args: object, **_words: object) -> None:
        raise LogError(tmp_path, "No.")

    def note(log: ReviewLog) -> None:
        closed.append(log)

    closed: list[ReviewLog] = []
    monkeypatch.setattr(module, "begin_drill", fail)
    monkeypatch.setattr(ReviewLog, "close", note)
    with pytest.raises(LogError):
        start()
    assert len(closed) == 1
    monkeypatch.undo()
    closed[0].close()


def test_that_a_drill_is_concluded_with_a_copy_of_the_log(start: Starter, folder: Path) -> None:
    started = start()
    assert started.drill is not None
    started.drill.grade(Grade.AGAIN, NOW, 2)
    outcome, trouble = conclude(started, started.drill, DECK, NOW)
    assert (outcome.answered, outcome.missed, trouble) == (1, 1, "")
    assert (folder / SNAPSHOT).is_file()


def test_that_a_copy_that_cannot_be_kept_is_told(
    start: Starter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_log: ReviewLog) -> None:
        raise LogError(tmp_path, "The disk is full.")

    started = start()
    assert started.drill is not None
    monkeypatch.setattr(ReviewLog, "keep_snapshot", fail)
    _, trouble = conclude(started, started.drill, DECK, NOW)
    assert trouble.endswith("Your answers are kept; a second copy of them is not.")
