"""Readiness for tests: a small deck, what was answered, and when the meeting is."""

from datetime import datetime, timedelta, timezone

from deckapp.deck import AvoidPhrase, Card, Deck, FollowUp, Issue
from deckapp.rehearsal import prompts_of
from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.readiness import Readiness, assess
from deckapp.rehearsal.reviews import Review

NOW = datetime(2017, 4, 4, 19, 40, tzinfo=timezone(timedelta(hours=3)))
DAY = timedelta(days=1)
MEETING = datetime(2017, 4, 12, 12, 0, tzinfo=NOW.tzinfo)


def card(id_: str, **fields: object) -> Card:
    """A card with a position, a counter and a rebuttal, unless they are given."""
    given = {"title": f"Title of {id_}", "position": "We say.", "counter": f"They say {id_}."}
    given |= {"rebuttal": "We answer."}
    return Card(id=id_, **{**given, **fields})  # type: ignore[arg-type]  # fields come by name


def deck_of(*cards: Card, **fields: object) -> Deck:
    """A deck with two issues: an empty one, and one with the cards."""
    issues = (
        Issue(id="empty", title="Nothing here"),
        Issue(id="syria", title="Syria", cards=cards),
    )
    given = {"title": "Moscow", "marking": "TLP:AMBER", "format": "deckapp/1", "issues": issues}
    return Deck(**{**given, **fields})  # type: ignore[arg-type]  # fields come by name


DECK = deck_of(
    card("gas", follow_ups=(FollowUp(id="proof", counter="Prove it.", rebuttal="We did."),)),
    card("base"),
    avoid=(AvoidPhrase(phrase="mutual respect", say="plain words"),),
)


def reviews_of(
    deck: Deck, now: datetime = NOW, *, skipped: int = 0, changed: int = 0
) -> list[Review]:
    """All prompts but the first few answered a day ago; some of them in other words than now."""
    prompts = prompts_of(deck)[skipped:]
    grades = (Grade.AGAIN, Grade.GOOD, Grade.HARD, Grade.EASY)
    return [
        Review(
            prompt.id,
            now - DAY + timedelta(minutes=number),
            grades[number % len(grades)],
            90.0,
            fingerprint="000000000000" if number < changed else prompt.fingerprint,
        )
        for number, prompt in enumerate(prompts)
    ]


def readiness_of(
    deck: Deck = DECK,
    reviews: list[Review] | None = None,
    *,
    now: datetime = NOW,
    meeting: datetime | None = MEETING,
    minutes: int = 20,
) -> Readiness:
    """How ready one is; without `reviews` everything was rehearsed a day ago."""
    answered = reviews_of(deck, now) if reviews is None else reviews
    return assess(deck, answered, now, meeting, minutes)
