"""Logs for tests: a moment to begin with, reviews, and a deck's file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from deckapp.rehearsal.log.review_log import DeckLog, ReviewLog
from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.reviews import Review

START = datetime(2017, 3, 1, 9, tzinfo=UTC)


def review(prompt: str = "gas/position", minutes: float = 0, grade: int = 3) -> Review:
    """A review so many minutes after the beginning."""
    at = START + timedelta(minutes=minutes)
    return Review(prompt, at, Grade(grade), 4.5, fingerprint="abcdef012345")


def opened(folder: Path) -> ReviewLog:
    """The log in a folder, which waits for nobody."""
    return ReviewLog(folder, patience=0)


def deck_file(folder: Path, name: str = "deck.yaml") -> Path:
    """A file that stands for a deck's."""
    path = folder / name
    path.write_text("deck")
    return path


def of_deck(log: ReviewLog, name: str = "deck.yaml") -> DeckLog:
    """The log of a deck of which nothing matters but its name."""
    return log.of(Path(name), "Moscow")


def recorded(deck: DeckLog, review: Review, drill: int | None = None) -> int:
    """Record a review that is no other's; its number."""
    number = deck.record(review, drill=drill)
    assert number is not None
    return number


def found(deck: DeckLog) -> list[Review]:
    """The reviews of a deck, without their numbers."""
    return [each for _, each in deck.reviews()]


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())
