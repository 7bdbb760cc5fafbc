"""What differs between two decks, by card and field, in agenda order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from deckapp.deck.characters import shortened
from deckapp.deck.model import Card, Deck

from .agendas import Agenda, agendas_of, head, moved_in
from .differences import ChangeKind, Difference, differences
from .field_paths import label_at
from .ordering import in_one_order


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `str()` is a sentence.

    `issue` and `card` are ids: none in a change of the deck, no card in one of an issue. A card is
    in the issue where it is now, one that was removed where it was. `title` is that of the card,
    issue or deck, `issue_title` that of a card's issue: a card without an id has nothing else.

    `field` is a path within the card, issue or deck (see `deckapp.deck.editing.paths`) and `label`
    is the same in words; both are empty where the whole card or issue was added, removed or moved.

    `before` and `after` are values of the field, or sections, None before one is added and after
    one is removed. What was moved has a `Spot`, a follow-up its index.
    """

    kind: ChangeKind
    issue: str
    card: str
    field: str
    before: Any
    after: Any
    title: str
    issue_title: str = ""
    label: str = ""

    def __str__(self) -> str:
        """A sentence."""
        what = f"“{shortened(self.title)}”" if self.title else "the deck"
        if self.field:
            return f"“{self.label}” of {what} was {self.kind}."
        return f"{what} was {self.kind}{self._where()}."

    def _where(self) -> str:
        """Of a card: from where and to where."""
        issue = f"“{shortened(self.issue_title)}”"
        if not self.issue_title:
            return ""
        if self.kind != "moved":
            return f" to {issue}" if self.kind == "added" else f" from {issue}"
        if self.before.issue == self.after.issue:
            return f" within {issue}"
        return f" from “{shortened(self.before.title)}” to {issue}"


def changes(before: Deck, after: Deck) -> tuple[Change, ...]:
    """What differs, in agenda order; what was removed comes where it was.

    Cards are the same by id, wherever they are; the cards of an issue that was added or removed
    are changes of their own. As few as can be are told as moved. In a broken file missing and
    doubled ids are made up for (see `pairing`).
    """
    return tuple(_changes(before, after)) if before is not after else ()


def changed_cards(before: Deck, after: Deck) -> frozenset[str]:
    """The ids of cards that were added, removed, moved or changed."""
    return frozenset(change.card for change in changes(before, after) if change.card)


def _changes(before: Deck, after: Deck) -> Iterator[Change]:
    for kind, path, old, new in differences(head(before), head(after)):
        label = label_at(Deck, path)
        yield Change(kind, "", "", path, old, new, after.title, "", label)
    was, now = agendas_of(before, after)
    elsewhere = moved_in(was, now)
    for issue in in_one_order(list(was.issues), list(now.issues)):
        left = [card for card in was.listed.get(issue, []) if now.home.get(card, issue) == issue]
        for key in [issue, *in_one_order(left, now.listed.get(issue, []))]:
            yield from _of_section(key, was, now, moved=key in elsewhere)


def _of_section(key: int, was: Agenda, now: Agenda, *, moved: bool) -> Iterator[Change]:
    """The changes of an issue or a card."""
    there = now if now.section(key) else was
    section = there.section(key)
    assert section
    card, issue, title = "", section.id, ""
    if isinstance(section, Card):
        card, (issue, title, _) = section.id, there.spot(key)
    for kind, path, old, new in _found(key, was, now, moved=moved):
        label = label_at(type(section), path) if path else ""
        yield Change(kind, issue, card, path, old, new, section.title, title, label)


def _found(key: int, was: Agenda, now: Agenda, *, moved: bool) -> Iterator[Difference]:
    old, new = was.section(key), now.section(key)
    if moved:
        yield Difference("moved", "", was.spot(key), now.spot(key))
    if old is None or new is None:
        yield Difference("removed" if old else "added", "", old, new)
    elif old is not new:
        yield from differences(head(old), head(new))
