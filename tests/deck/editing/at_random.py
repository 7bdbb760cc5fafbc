"""Edits at random, of every sort, most of which can be made."""

from collections.abc import Callable
from datetime import date
from random import Random

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    AvoidPhrase,
    Deck,
    DeleteCard,
    DeleteEntry,
    DeleteIssue,
    DuplicateCard,
    Edit,
    FollowUp,
    Issue,
    MarkCleared,
    MoveCard,
    MoveEntry,
    MoveIssue,
    ReplaceText,
    SetField,
)
from tests.deck.saying import Saying, text_of

FIELDS = ["title", "position", "counter", "rebuttal", "notes", "short", "delivery", "when"]
FIELDS += ["counter_in.ru", "counter_in.uk", "counter_in.no", "clearance.drafted_by", "seconds"]
FIELDS += ["follow_ups.0.rebuttal", "facts.0.text", "facts.0.date", "asks.0", "asks.1", "id"]
OF_DECK = ["title", "marking", "meeting.place", "meeting.date", "meeting.minutes", "language"]
LISTS = ["asks", "follow_ups", "facts", "tags", "red_lines", "avoid"]
TEXTS = ["asks", "tags", "red_lines", "withhold"]


def edit_at_random(random: Random, deck: Deck, *, deletes: bool = True) -> Edit:
    """An edit of a deck, which may turn out to be impossible; `deletes` allows it to take away."""
    saying = Saying(random)
    issues = [issue.id for issue in deck.issues]
    cards = [card.id for _, card in deck.cards()]
    if not issues:
        return AddIssue(Issue(title="New"))
    if not cards:
        return AddCard(random.choice(issues), saying.card())
    card, issue = random.choice(cards), random.choice(issues)
    place = random.choice([None, 0, 1, 2])
    text = text_of(random)
    nothing = "" if deletes else text
    adds: list[Callable[[], Edit]] = [
        lambda: AddCard(issue, saying.card(), place),
        lambda: SetField(card, random.choice(FIELDS), random.choice([text, text, "40", nothing])),
        lambda: SetField(card, random.choice(FIELDS[:4]), text),
        lambda: SetField(card, random.choice(FIELDS[:4]), text),
        lambda: SetField(issue, "title", text),
        lambda: SetField(
            issue, random.choice(["priority", "minutes"]), random.choice(["must", "12"])
        ),
        lambda: SetField("", random.choice(OF_DECK), random.choice(["2017-04-13", "30", nothing])),
        lambda: MoveCard(card, issue, place),
        lambda: MoveCard(card, issue, place),
        lambda: DuplicateCard(card),
        lambda: MoveIssue(issue, place),
        lambda: AddIssue(saying.issue(), place),
        lambda: AddEntry(card, random.choice(TEXTS), text, place),
        lambda: AddEntry(card, "follow_ups", FollowUp(counter="x: y", rebuttal=text), place),
        lambda: AddEntry("", "avoid", AvoidPhrase("aa", also=("x",)), place),
        lambda: MoveEntry(card, random.choice(LISTS), random.choice("012"), place),
        lambda: MarkCleared((card,), "NEA", date(2017, 4, 1)),
        lambda: ReplaceText(random.choice(["no", "we", "ask"]), text),
    ]
    takes: list[Callable[[], Edit]] = [
        lambda: DeleteCard(card),
        lambda: DeleteIssue(issue),
        lambda: DeleteEntry(card, random.choice(LISTS), random.choice("012")),
    ]
    return random.choice(adds + takes * deletes)()
