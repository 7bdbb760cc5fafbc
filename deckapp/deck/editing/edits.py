"""Edits as values: each makes another deck out of one, and says in a few words what it did.

Cards and issues are named by id; what is within them by path (see `paths`). An empty id names the
deck itself ("meeting.place"). Every edit raises EditError where it cannot be made; the deck stays
as it was, because decks never change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, Protocol

from deckapp.deck.characters import shortened
from deckapp.deck.fields import FieldSpec, Kind
from deckapp.deck.fingerprints import fingerprint
from deckapp.deck.model import Card, Cleared, Deck, FollowUp, Issue, is_newer

from .addressing import (
    card_of,
    issue_of,
    quoted,
    section_of,
    with_cards,
    with_each_card,
    with_section,
)
from .ids import claim, free_id, ids_of, with_follow_up_ids, with_id, with_ids
from .paths import EditError, as_written, changed, index_of, section_as_written


class Edited(NamedTuple):
    """The deck after an edit, and what was done: "change of “Rebuttal” in “Crimea”".

    `renamed` has the old id by the new one, for cards and issues whose id was changed.
    """

    deck: Deck
    label: str
    renamed: Mapping[str, str] = {}


class Edit(Protocol):
    """What can be done to a deck."""

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""


@dataclass(frozen=True, slots=True)
class SetField:
    """Set a field of a card, an issue (by id) or the deck (""); "", None or () empty it.

    A text is read as it would be from a file: "45" is a number where a number belongs.
    """

    target: str
    field: str
    value: Any

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        labels: list[str] = []

        def change(spec: FieldSpec, _old: Any) -> Any:
            labels.append(spec.label)
            return as_written(spec, self.value)

        section = section_of(deck, self.target)
        new = changed(section, self.field, change)
        label = f"change of “{labels[0]}” in {quoted(section)}"
        if new is section or new == section:
            return Edited(deck, label)
        if isinstance(new, Deck) and new.format != section.format and is_newer(new.format):
            raise EditError(f"“{shortened(new.format)}” is for a newer deckapp to write.")
        renamed = {}
        if self.target and new.id != section.id:
            claim(deck, new.id)
            renamed = {new.id: section.id}
        return Edited(with_section(deck, self.target, new), label, renamed)


@dataclass(frozen=True, slots=True)
class AddCard:
    """Add a card to an issue, at an index (from 0) or at the end. Without an id it gets one."""

    issue: str
    card: Card
    index: int | None = None

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        card = _new(self.card, ids_of(deck))
        added = with_cards(deck, self.issue, lambda cards: _inserted(cards, self.index, card))
        return Edited(added, f"addition of {quoted(card)}")


@dataclass(frozen=True, slots=True)
class DuplicateCard:
    """Add a copy of a card after it, with an id of its own and without its clearances."""

    card: str

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        issue, index, card = card_of(deck, self.card)
        clearance = replace(card.clearance, cleared=())
        copy = replace(card, id=free_id(card.id, ids_of(deck)), clearance=clearance)
        added = with_cards(deck, issue.id, lambda cards: _inserted(cards, index + 1, copy))
        return Edited(added, f"duplication of {quoted(card)}")


@dataclass(frozen=True, slots=True)
class DeleteCard:
    """Delete a card."""

    card: str

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        issue, index, card = card_of(deck, self.card)
        left = with_cards(deck, issue.id, lambda cards: _without(cards, index))
        return Edited(left, f"deletion of {quoted(card)}")


@dataclass(frozen=True, slots=True)
class MoveCard:
    """Move a card to an index (from 0, counted without it; None is the end) of an issue."""

    card: str
    issue: str
    index: int | None = None

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        issue, index, card = card_of(deck, self.card)
        left = with_cards(deck, issue.id, lambda cards: _without(cards, index))
        moved = with_cards(left, self.issue, lambda cards: _inserted(cards, self.index, card))
        return Edited(deck if moved == deck else moved, f"move of {quoted(card)}")


@dataclass(frozen=True, slots=True)
class AddIssue:
    """Add an issue at an index (from 0) or at the end. It and its cards get the ids they lack."""

    issue: Issue
    index: int | None = None

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        taken = ids_of(deck)
        issue = with_id(section_as_written(self.issue), taken)
        cards = tuple([_new(card, taken) for card in issue.cards])
        issues = _inserted(deck.issues, self.index, replace(issue, cards=cards))
        return Edited(replace(deck, issues=issues), f"addition of {quoted(issue)}")


@dataclass(frozen=True, slots=True)
class DeleteIssue:
    """Delete an issue with its cards."""

    issue: str

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        index, issue = issue_of(deck, self.issue)
        left = replace(deck, issues=_without(deck.issues, index))
        return Edited(left, f"deletion of {quoted(issue)}")


@dataclass(frozen=True, slots=True)
class MoveIssue:
    """Move an issue to an index (from 0, counted without it; None is the end)."""

    issue: str
    index: int | None = None

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        index, issue = issue_of(deck, self.issue)
        issues = _inserted(_without(deck.issues, index), self.index, issue)
        moved = deck if issues == deck.issues else replace(deck, issues=issues)
        return Edited(moved, f"move of {quoted(issue)}")


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Add an entry to a list of a card, an issue or the deck, such as "asks" or "follow_ups".

    `entry` is a text, or a section such as a FollowUp; it is added at an index or at the end.
    """

    target: str
    field: str
    entry: Any
    index: int | None = None

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""

        def add(spec: FieldSpec, entries: tuple[Any, ...]) -> tuple[Any, ...]:
            entry = self.entry
            if spec.kind is not Kind.RECORDS:
                entry = as_written(spec, entry)
            elif type(entry) is not spec.record:
                raise EditError(f"“{spec.label}” does not take a {type(entry).__name__}.")
            else:
                entry = section_as_written(entry)
            if isinstance(entry, FollowUp):
                entry = with_id(entry, {each.id for each in entries})
            return _inserted(entries, self.index, entry)

        return _listed(deck, self.target, self.field, add, "addition to")


@dataclass(frozen=True, slots=True)
class DeleteEntry:
    """Delete an entry of a list, named by its id or index."""

    target: str
    field: str
    entry: str

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""

        def delete(_spec: FieldSpec, entries: tuple[Any, ...]) -> tuple[Any, ...]:
            return _without(entries, index_of(entries, self.entry, self.field))

        return _listed(deck, self.target, self.field, delete, "deletion from")


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """Move an entry of a list, named by its id or index, to an index (counted without it)."""

    target: str
    field: str
    entry: str
    index: int | None = None

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""

        def move(_spec: FieldSpec, entries: tuple[Any, ...]) -> tuple[Any, ...]:
            index = index_of(entries, self.entry, self.field)
            return _inserted(_without(entries, index), self.index, entries[index])

        return _listed(deck, self.target, self.field, move, "move in")


@dataclass(frozen=True, slots=True)
class MarkCleared:
    """Note that an office cleared cards as they are now; an earlier note of it is replaced."""

    cards: tuple[str, ...]
    by: str
    on: date

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        if not self.by.strip():
            raise EditError("Say who cleared the cards.")

        def cleared(card: Card) -> Card:
            others = tuple([note for note in card.clearance.cleared if note.by != self.by])
            note = Cleared(by=self.by, on=self.on, covers=fingerprint(card))
            return replace(card, clearance=replace(card.clearance, cleared=(*others, note)))

        deck = with_each_card(deck, frozenset(self.cards), cleared)
        count = "1 card" if len(self.cards) == 1 else f"{len(self.cards)} cards"
        return Edited(deck, f"clearance of {count} by {self.by}")


@dataclass(frozen=True, slots=True)
class TakeDeck:
    """Take over a whole deck: recovered work, or an earlier version.

    `renamed` has the ids that its cards and issues have in the present deck, by those they have
    in it, where they differ.
    """

    deck: Deck
    label: str
    renamed: Mapping[str, str] = field(default_factory=dict)

    def apply(self, deck: Deck) -> Edited:
        """Make it."""
        new = with_ids(self.deck)
        return Edited(deck if new == deck else new, self.label, self.renamed)


@dataclass(frozen=True, slots=True)
class Batch:
    """Several edits as one; all of them are made or none."""

    edits: tuple[Edit, ...]
    label: str

    def apply(self, deck: Deck) -> Edited:
        """Make them; raises EditError."""
        renamed: dict[str, str] = {}
        for edit in self.edits:
            edited = edit.apply(deck)
            deck = edited.deck
            renamed = renames(renamed, edited.renamed)
        return Edited(deck, self.label, renamed)


def renames(before: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """The first ids by the last of two renamings, one after the other."""
    again = {new: before.get(old, old) for new, old in then.items()}
    kept = {new: old for new, old in before.items() if new not in then.values()}
    return {new: old for new, old in (kept | again).items() if new != old}


def _new(card: Card, taken: set[str]) -> Card:
    """A card as the file will give it back, with the ids it lacks."""
    return with_follow_up_ids(with_id(section_as_written(card), taken))


# Lists


def _inserted(entries: tuple[Any, ...], index: int | None, entry: Any) -> tuple[Any, ...]:
    at = len(entries) if index is None else max(0, min(index, len(entries)))
    return (*entries[:at], entry, *entries[at:])


def _without(entries: tuple[Any, ...], index: int) -> tuple[Any, ...]:
    return entries[:index] + entries[index + 1 :]


def _listed(
    deck: Deck,
    target: str,
    field: str,
    change: Callable[[FieldSpec, tuple[Any, ...]], tuple[Any, ...]],
    words: str,
) -> Edited:
    """The deck with a list changed, and what was done to it in words."""
    labels: list[str] = []

    def labelled(spec: FieldSpec, entries: Any) -> Any:
        if spec.kind not in (Kind.TEXTS, Kind.CHOICES, Kind.RECORDS):
            raise EditError(f"“{spec.label}” is not a list.")
        labels.append(spec.label)
        new = change(spec, entries)
        return entries if new == entries else new

    section = section_of(deck, target)
    new = changed(section, field, labelled)
    label = f"{words} “{labels[0]}” of {quoted(section)}"
    return Edited(deck if new is section else with_section(deck, target, new), label)
