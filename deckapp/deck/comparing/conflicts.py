"""What two versions of a deck made differently, and taking one side of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deckapp.deck.characters import shortened
from deckapp.deck.editing.addressing import issue_of, quoted, section_of, with_section
from deckapp.deck.editing.edits import DeleteCard, DeleteIssue, MoveCard
from deckapp.deck.editing.ids import ids_of
from deckapp.deck.editing.paths import EditError, changed
from deckapp.deck.model import Deck

from .agendas import Spot
from .sections import ClashKind


@dataclass(frozen=True, slots=True)
class Conflict:
    """What cannot be merged; the merged deck has our version of it. `str()` is a sentence.

    `issue` and `card` are ids in the merged deck: none in a conflict of the deck, no card in one
    of an issue. `field` is a path within the card, issue or deck (see
    `deckapp.deck.editing.paths`), empty where it is about the whole; `title` and `label` are the
    section and the field in words. By kind, `base`, `ours` and `theirs` are

    - changed: values of the field,
    - deleted: a card, issue or follow-up, None on the side that deleted it; the merged deck keeps
      what the other side made of it. `cards` are those in an issue by id, each with where the side
      that deleted it has the card, None where it has not;
    - moved: the `Spot` of a card, whose issues differ; None in the base if both added it;
    - renamed: two sections that each side added with one id, None in the base; in the merged deck
      that of theirs has another.
    """

    kind: ClashKind
    issue: str
    card: str
    field: str
    base: Any
    ours: Any
    theirs: Any
    title: str
    label: str = ""
    cards: tuple[tuple[str, Spot | None], ...] = ()

    def __str__(self) -> str:
        """A sentence."""
        what = f"“{shortened(self.title)}”" if self.title else "the deck"
        if self.field:
            what = f"“{self.label}” of {what}"
        if self.kind == "moved":
            ours, theirs = (f"“{shortened(spot.title)}”" for spot in (self.ours, self.theirs))
            return f"You moved {what} to {ours}, they moved it to {theirs}: choose one."
        if self.kind == "renamed":
            return f"Both sides added the id “{self.ours.id}”: theirs, {what}, has another now."
        if self.kind == "changed":
            return f"Both sides changed {what}: choose one version."
        who, others = ("You", "they") if self.ours is None else ("They", "you")
        did = "changed or moved it" if self.card else "changed it or what is in it"
        return f"{who} deleted {what}, but {others} {did}: keep it or delete it."


def with_theirs(deck: Deck, conflict: Conflict) -> Deck:
    """The merged deck with their side of a conflict.

    It may have been edited since, or other conflicts decided. Raises EditError where that leaves
    no way: what the conflict is about is gone, or a deleted issue has another card in it now. To
    take their side in all conflicts, one after the other, there is always a way, and so for ours.
    """
    return _with_side(deck, conflict, conflict.theirs)


def with_ours(deck: Deck, conflict: Conflict) -> Deck:
    """The merged deck with our side. It has that, unless we deleted what they changed.

    Raises EditError as `with_theirs` does.
    """
    return _with_side(deck, conflict, conflict.ours)


def _with_side(deck: Deck, conflict: Conflict, value: Any) -> Deck:
    target = conflict.card or conflict.issue
    if conflict.kind == "moved":
        return MoveCard(target, value.issue, value.at).apply(deck).deck
    if conflict.field:
        new = changed(section_of(deck, target), conflict.field, lambda _spec, _old: value)
        changed_deck: Deck = with_section(deck, target, new)
        return changed_deck
    if value is not None or target not in ids_of(deck):
        return deck
    if conflict.card:
        return DeleteCard(target).apply(deck).deck
    return _without_issue(deck, target, dict(conflict.cards))


def _without_issue(deck: Deck, id_: str, spots: Mapping[str, Spot | None]) -> Deck:
    """The deck without an issue; those of its cards that have a spot go there."""
    _, issue = issue_of(deck, id_)
    for card in issue.cards:
        if card.id not in spots:
            raise EditError(f"{quoted(card)} is in {quoted(issue)} now: move it elsewhere first.")
        if spot := spots[card.id]:
            deck = MoveCard(card.id, spot.issue, spot.at).apply(deck).deck
    return DeleteIssue(id_).apply(deck).deck
