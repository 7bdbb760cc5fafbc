"""What was done to a deck, to be undone and done again.

Decks never change, so a step is the deck after it: undoing a thousand replacements costs no more
than undoing one.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from deckapp.deck.model import Deck

from .edits import Edit, SetField, renames


class Step(NamedTuple):
    """The deck after an edit, and what the edit was. The first step is the deck as it was opened.

    `renamed` has the ids that cards and issues had in the opened deck, by those they have now.
    """

    deck: Deck
    label: str = ""
    renamed: Mapping[str, str] = {}
    edit: Edit | None = None


class History:
    """The steps of a deck and where in them it is. Nothing limits their number.

    While somebody types, successive settings of one field make one step (`merging`).
    """

    def __init__(self, deck: Deck) -> None:
        self._steps = [Step(deck)]
        self._at = 0
        self._clean = self._steps[0]
        self._merges = False

    @property
    def present(self) -> Step:
        """The step that the deck is at."""
        return self._steps[self._at]

    @property
    def steps(self) -> Sequence[Step]:
        """All steps, those that were undone last."""
        return tuple(self._steps)

    @property
    def is_clean(self) -> bool:
        """Whether the deck is as it was opened or saved."""
        return self.present is self._clean

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
        step = Step(edited.deck, edited.label, renames(before.renamed, edited.renamed), edit)
        del self._steps[self._at + 1 :]
        if merging and self._merges and _same_field(before.edit, edit):
            self._steps[self._at] = step
        else:
            self._steps.append(step)
            self._at += 1
        self._merges = merging
        return step

    def undo(self) -> Step:
        """Go back a step; at the first nothing happens."""
        return self.go_to(self._at - 1)

    def redo(self) -> Step:
        """Go forward a step; at the last nothing happens."""
        return self.go_to(self._at + 1)

    def go_to(self, index: int) -> Step:
        """Go to a step by its index in `steps`; beyond the ends nothing happens."""
        if 0 <= index < len(self._steps):
            self._at = index
        self._merges = False
        return self.present

    def mark_clean(self) -> None:
        """The deck as it is now was saved; what is typed next is a step of its own."""
        self._clean = self.present
        self._merges = False


def _same_field(before: Edit | None, edit: Edit) -> bool:
    if not (isinstance(before, SetField) and isinstance(edit, SetField)):
        return False
    return (before.target, before.field) == (edit.target, edit.field)
