"""A review log of a newer deckapp: every way to rehearse says so, and leaves it as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from deckapp.paths import review_folder
from deckapp.rehearsal import Grade, Review, ReviewLog

from .drilling import EVENING, Key, Rehearser

SAID = (
    "A newer deckapp wrote this review log, and this one does not know its form. Nothing was "
    "changed. Start the newer deckapp, or set XDG_DATA_HOME to another folder."
)


@pytest.fixture
def log(small: Rehearser) -> Path:
    """The file of the log, with one review in it, as a newer deckapp left it."""
    deck = small.window.document.path
    assert deck is not None
    review = Review("card-1/position", EVENING, Grade.GOOD, 4.5, fingerprint="abcdef012345")
    with ReviewLog(review_folder()) as log:
        log.of(deck).record(review)
    path = review_folder() / "reviews.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    return path


@pytest.mark.parametrize("way", ["start_drill", "start_shuffle", "start_run"])
def test_that_nothing_is_rehearsed_into_it(way: str, small: Rehearser, log: Path) -> None:
    before = log.read_bytes()
    small.trigger(way)
    small.until(lambda: bool(small.said))
    assert small.said == f"{log}: {SAID}"
    assert small.is_at(small.window.rehearse)
    assert log.read_bytes() == before


def test_that_no_murder_board_is_held(small: Rehearser, log: Path) -> None:
    before = log.read_bytes()
    small.trigger("start_board")
    small.press(Key.Key_Return)
    small.until(lambda: bool(small.said))
    assert small.said == f"{log}: {SAID}"
    assert log.read_bytes() == before


def test_that_readiness_is_not_guessed(small: Rehearser, log: Path) -> None:
    before = log.read_bytes()
    small.trigger("show_readiness")
    small.until(lambda: SAID in small.desk.readiness.page.message())
    assert log.read_bytes() == before


def test_that_cards_are_flipped_through_all_the_same(small: Rehearser, log: Path) -> None:
    before = log.read_bytes()
    small.press(Key.Key_Right)
    small.press(Key.Key_Space)
    assert "Position 2." in small.window.rehearse.card.revealed_text()
    assert small.said == ""
    assert log.read_bytes() == before
