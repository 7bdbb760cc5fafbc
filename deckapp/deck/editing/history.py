"""What was done to a deck, to be undone and done again.

Decks never change, so a step is the deck after it: undoing a thousand replacements costs no more
than undoing one.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from deckapp.deck.model import Deck

from .edits import Edit, SetField, renames


class Step(NamedTuple):
    """The deck after an edit, and what the edit was. The first step is the deck as it was opened.

    `renamed` has the ids that cards and issues had in the opened deck, by those they have now.
    No other step of the history, forgotten ones included, has the same `number`.
    """

    deck: Deck
    label: str = ""
    renamed: Mapping[str, str] = {}
    edit: Edit | None = None
    number: int = 0


Rebase = Callable[[Step], Step]


def renamed_since(before: Step, after: Step) -> dict[str, str]:
    """The ids that cards and issues had in one step, by those they have in another."""
    then = {first: id_ for id_, first in before.renamed.items()}
    kept = {first: id_ for first, id_ in then.items() if first not in after.renamed.values()}
    found = kept | {id_: then.get(first, first) for id_, first in after.renamed.items()}
    return {id_: was for id_, was in found.items() if id_ != was}


class History:
    """The steps of a deck and where in them it is. Nothing limits their number.

    While somebody types, successive settings of one field make one step (`merging`).
    """

    def __init__(self, deck: Deck) -> None:
        self._numbers = count()
        self._steps = [Step(deck, number=next(self._numbers))]
        self._at = 0
        self._clean = self._steps[0].number
        self._merges = False
        self._rebases: list[Rebase] = []
        self._rebased = [0]  # how many rebases each step has gone through

    @property
    def present(self) -> Step:
        """The step that the deck is at."""
        return self._steps[self._at]

    @property
    def labels(self) -> Sequence[str]:
        """What each step did, those that were undone last; the first is empty."""
        return [step.label for step in self._steps]

    @property
    def at(self) -> int:
        """Which step the deck is at, from 0."""
        return self._at

    @property
    def is_clean(self) -> bool:
        """Whether the deck is as it was opened or saved."""
        return self.present.number == self._clean

    @property
    def saved_at(self) -> int | None:
        """Which step is as the deck was opened or saved, from 0; None if it was forgotten."""
        numbers = (step.number for step in self._steps)
        return next((at for at, number in enumerate(numbers) if number == self._clean), None)

    @property
    def undo_label(self) -> str:
        """What undoing would undo; empty where there is nothing."""
        return self.present.label

    @property
    def redo_label(self) -> str:
        """What would be done again; empty where there is nothing."""
        return self._steps[self._at + 1].label if self._at + 1 < len(self._steps) else ""

    def apply(self, edit: Edit, *, merging: bool = False) -> Step:
        """Make an edit, and forget what was undone; raises EditError, and then nothing changed.

        An edit that changes nothing is no step.
        """
        before = self.present
        edited = edit.apply(before.deck)
        if edited.deck is before.deck:
            return before
        renamed = renames(before.renamed, edited.renamed)
        step = Step(edited.deck, edited.label, renamed, edit, next(self._numbers))
        merges = merging and self._merges and _same_field(before.edit, edit)
        self._at += not merges
        self._steps[self._at :] = [step]
        self._rebased[self._at :] = [len(self._rebases)]
        self._merges = merging
        return step

    def undo(self) -> Step:
        """Go back a step; at the first nothing happens."""
        return self.go_to(self._at - 1)

    def redo(self) -> Step:
        """Go forward a step; at the last nothing happens."""
        return self.go_to(self._at + 1)

    def go_to(self, index: int) -> Step:
        """Go to a step by its index in `labels`; beyond the ends nothing happens."""
        if 0 <= index < len(self._steps):
            self._at = index
            for rebase in self._rebases[self._rebased[index] :]:
                self._steps[index] = rebase(self._steps[index])
            self._rebased[index] = len(self._rebases)
        self._merges = False
        return self.present

    def rebase(self, rebase: Rebase) -> Step:
        """Change every step, each when it is gone to: what others did was always so."""
        self._rebases.append(rebase)
        return self.go_to(self._at)

    def mark_clean(self, number: int | None = None) -> None:
        """A step, by default the present one, was saved; typing after it is a step of its own."""
        self._clean = self.present.number if number is None else number
        self._merges = False


def _same_field(before: Edit | None, edit: Edit) -> bool:
    if not (isinstance(before, SetField) and isinstance(edit, SetField)):
        return False
    return (before.target, before.field) == (edit.target, edit.field)
