"""Erasing what was rehearsed of a deck: nothing of it is left in any file."""

from pathlib import Path

import pytest

from deckapp.rehearsal.log.review_log import LogError
from tests.rehearsal.log.logs import START, found, names, of_deck, opened, review

MARK = "zq-mark-"


def marked(folder: Path) -> list[str]:
    """The files that hold the mark."""
    return sorted(path.name for path in folder.iterdir() if MARK.encode() in path.read_bytes())


def test_that_nothing_of_an_erased_deck_is_left_anywhere(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        deck = log.of(Path("secret.yaml"), f"{MARK}title")
        of_deck(log).record(review(), "Kept.")
        for number in range(250):
            deck.record(review(f"{MARK}{number}/position", number), f"{MARK}answer {number}")
        drill = deck.begin([f"{MARK}queue/position"], START, practice=False)
        deck.record(review(f"{MARK}graded/position", 999), drill=drill)
        deck.undo(3)
        log.keep_snapshot()
        deck.skip(drill, f"{MARK}queue/position")
        deck.bury(drill, f"{MARK}buried/position", START)
        (tmp_path / "reviews.damaged-1.db").write_text(MARK)
        (tmp_path / "reviews.damaged-1.db-wal").write_text(MARK)
        (tmp_path / "reviews.making-0.db").write_text(MARK)
        assert len(marked(tmp_path)) == 6
        assert deck.erase() == 250
        assert marked(tmp_path) == []
        assert deck.reviews() == []
        assert deck.buried(START.replace(year=2000)) == set()
        assert deck.unfinished() is None
        assert found(of_deck(log)) == [review()]
        deck.record(review())
    assert names(tmp_path) == ["reviews.db", "reviews.lock", "reviews.snapshot.db"]
    (tmp_path / "reviews.db").unlink()
    with opened(tmp_path) as log:
        assert found(of_deck(log)) == [review()]
        assert of_deck(log).answer("abcdef012345") == "Kept."


def test_that_copies_go_even_where_a_deck_is_not_known(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        aside = tmp_path / "reviews.damaged-1.db"
        aside.write_text(MARK)
        assert log.set_aside == [aside]
        assert of_deck(log).erase() == 0
        assert marked(tmp_path) == []
        assert log.set_aside == []


def test_that_nothing_is_erased_while_another_has_the_log_open(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        of_deck(log).record(review())
        with opened(tmp_path), pytest.raises(LogError, match="so that nothing was erased"):
            of_deck(log).erase()
        assert found(of_deck(log)) == [review()]
        assert of_deck(log).erase() == 1
        with opened(tmp_path) as second:
            assert found(of_deck(second)) == []


def test_that_traces_that_a_reader_keeps_are_told_of(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with opened(tmp_path) as log:
        of_deck(log).record(review(f"{MARK}/position"))
        with closing(sqlite3.connect(tmp_path / "reviews.db", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM reviews").fetchone()
            with pytest.raises(LogError, match="then erase them again"):
                of_deck(log).erase()
        assert of_deck(log).erase() == 0
        assert marked(tmp_path) == []
