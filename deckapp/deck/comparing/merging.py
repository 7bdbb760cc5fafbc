"""Merging two versions of a deck that come from one base, by card and field."""

from dataclasses import dataclass, replace
from typing import Any

from deckapp.deck.model import Deck, Issue

from .agendas import agendas_of, head
from .clashes import conflicts_in
from .conflicts import Conflict
from .drafts import Draft
from .field_paths import label_at
from .sections import survivor


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged deck, and what could not be merged, in agenda order (see `conflicts`)."""

    deck: Deck
    conflicts: tuple[Conflict, ...]


def merge(base: Deck, ours: Deck, theirs: Deck) -> Merged:
    """What both sides made of a deck. Where they conflict the deck has ours, and nothing is lost.

    - Fields merge one by one: texts by language by tag, follow-ups by id, other lists by entry; a
      list whose entry both sides changed is in conflict as a whole.
    - A card is the same by its id, wherever it is. One side may move it and the other change it.
      If both moved it, it is where we did; that is a conflict if the issues differ.
    - What one side deleted and the other changed or moved stays, and is in conflict; so does an
      issue that anything stays in.
    - What both sides added with one id is merged as if it had been empty. A card and an issue with
      one id stay two: theirs gets another id, and is in conflict.

    In a broken file missing and doubled ids are made up for (see `pairing`) and stay as they are;
    what is in conflict and has no id gets one.
    """
    draft = Draft(*agendas_of(base, ours, theirs))
    draft.give_ids(base, ours, theirs)
    deck, clashes = survivor(head(base), head(ours), head(theirs), held=True)
    issues = tuple([_issue(key, draft) for key in draft.order])
    conflicts = [
        Conflict(kind, "", "", path, was, mine, other, deck.title, label_at(Deck, path))
        for kind, path, was, mine, other in clashes
    ]
    for key in draft.order:
        conflicts += conflicts_in(key, draft)
    return Merged(_known(replace(deck, issues=issues), ours, theirs), tuple(conflicts))


def _issue(key: int, draft: Draft) -> Issue:
    """An issue with its cards."""
    _, ours, theirs = draft.sides
    if key in draft.listed:
        cards = tuple([draft.sections[card] for card in draft.listed[key]])
    else:  # they are equal on all sides
        cards = ours.issues[key].cards
    merged = replace(draft.sections[key], cards=cards)
    issue: Issue = _known(merged, ours.issues.get(key), theirs.issues.get(key))
    return issue


def _known(new: Any, *versions: Any) -> Any:
    """The version that equals it, to go on with the same object, or itself."""
    return next((version for version in versions if version == new), new)
