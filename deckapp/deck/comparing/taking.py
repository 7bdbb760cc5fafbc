"""Taking over what differs in another deck: an edit for each difference."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from deckapp.deck.editing.addressing import issue_of, quoted, section_of
from deckapp.deck.editing.edits import (
    AddCard,
    AddEntry,
    AddIssue,
    Batch,
    DeleteCard,
    DeleteEntry,
    DeleteIssue,
    Edit,
    MoveCard,
    MoveEntry,
    MoveIssue,
    SetField,
)
from deckapp.deck.editing.ids import ids_of
from deckapp.deck.editing.paths import EditError, value_at
from deckapp.deck.model import Deck

from .changes import Change
from .ordering import moved


def taking(change: Change, deck: Deck, other: Deck) -> Edit:
    """The edit of a deck that takes over a change, one of `changes(deck, other)`.

    Everything has an id in both (see `with_ids`). What is added or moved comes after what stands
    before it in the other. An issue comes with those of its cards that the deck has not, and goes
    with those that the other has not.

    Raises EditError where another change must be taken over first.
    """
    edit = _edit(change, deck, other)
    edit.apply(deck)
    return edit


def taking_together(changes: Sequence[Change], deck: Deck, other: Deck) -> Edit:
    """The edit that takes over one or more changes of one section; raises EditError."""
    edits: list[Edit] = []
    for change in changes:
        edits.append(taking(change, deck, other))
        deck = edits[-1].apply(deck).deck
    if len(edits) == 1:
        return edits[0]
    return Batch(tuple(edits), f"taking over of {quoted(changes[0])}")


def _edit(change: Change, deck: Deck, other: Deck) -> Edit:
    if change.kind == "changed":
        return SetField(change.card or change.issue, change.field, change.after)
    if change.field:
        return _of_entry(change, deck, other)
    if not change.card:
        return _of_issue(change, deck, other)
    if change.kind == "removed":
        return DeleteCard(change.card)
    if change.kind == "moved":
        return _move(change.card, change.issue, deck, other)
    _require_free(change.card, deck)
    return AddCard(change.issue, change.after, _place(change.card, change.issue, deck, other))


def _of_entry(change: Change, deck: Deck, other: Deck) -> Edit:
    """The edit for an entry with an id in a list, such as a follow-up."""
    target = change.card or change.issue
    path, _, entry = change.field.rpartition(".")
    if change.kind == "removed":
        return DeleteEntry(target, path, entry)
    here, there = (_ids(value_at(section_of(each, target), path)) for each in (deck, other))
    index = _index(entry, here, there)
    if change.kind == "moved":
        return MoveEntry(target, path, entry, index)
    return AddEntry(target, path, change.after, index)


def _of_issue(change: Change, deck: Deck, other: Deck) -> Edit:
    if change.kind == "removed":
        return _removal(change.issue, deck, other)
    index = _index(change.issue, _ids(deck.issues), _ids(other.issues))
    if change.kind == "moved":
        return MoveIssue(change.issue, index)
    _require_free(change.issue, deck)
    taken = ids_of(deck)
    cards = tuple([card for card in change.after.cards if card.id not in taken])
    return AddIssue(replace(change.after, cards=cards), index)


def _removal(id_: str, deck: Deck, other: Deck) -> Batch:
    """The edit that deletes an issue; those of its cards that the other has go where they are."""
    _, issue = issue_of(deck, id_)
    homes = {card.id: home.id for home, card in other.cards()}
    edits: list[Edit] = []
    for card in issue.cards:
        if card.id in homes:
            edits.append(_move(card.id, homes[card.id], deck, other))
            deck = edits[-1].apply(deck).deck
    return Batch((*edits, DeleteIssue(id_)), f"deletion of {quoted(issue)}")


def _move(card: str, issue: str, deck: Deck, other: Deck) -> MoveCard:
    return MoveCard(card, issue, _place(card, issue, deck, other))


def _require_free(id_: str, deck: Deck) -> None:
    """Refuse to add what would get another id, because something else has its own."""
    if id_ in ids_of(deck):
        raise EditError(
            f"The id “{id_}” belongs to {quoted(section_of(deck, id_))} here: delete that first."
        )


def _place(card: str, issue: str, deck: Deck, other: Deck) -> int:
    """The index that a card of the other deck should have in an issue of the deck."""
    _, there = issue_of(other, issue)
    if issue not in _ids(deck.issues):
        raise EditError(f"{quoted(there)} is not in this deck: take that over first.")
    _, here = issue_of(deck, issue)
    return _index(card, _ids(here.cards), _ids(there.cards))


def _ids(sections: Iterable[Any]) -> list[str]:
    return [section.id for section in sections]


def _index(item: str, before: Sequence[str], after: Sequence[str]) -> int:
    """Where to put an item of `after` into `before`, counted without it.

    It comes behind the last of what stands before it in `after` and need not be moved itself: so
    each item that is put in place leaves one less to be moved.
    """
    here = [each for each in before if each != item]
    fixed = set(here) - moved(here, after)
    ahead = [each for each in after[: after.index(item)] if each in fixed]
    return here.index(ahead[-1]) + 1 if ahead else 0
