"""Replacing a text wherever it stands in the cards of a deck."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from deckapp.deck.characters import shortened
from deckapp.deck.fields import Kind, specs
from deckapp.deck.model import Deck, FollowUp, Issue

from .edits import Edited
from .paths import EditError, as_written


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Replace a text wherever it stands in cards; `fields` are those looked at, all if empty.

    Case counts if `case` says so; `words` finds whole words only.
    """

    find: str
    replacement: str
    fields: tuple[str, ...] = ()
    case: bool = False
    words: bool = False

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        if not self.find:
            raise EditError("There is nothing to find: give a text.")
        pattern = re.escape(self.find)
        if self.words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        found = re.compile(pattern, 0 if self.case else re.IGNORECASE)

        def new(text: str) -> str:
            return found.sub(lambda _match: self.replacement, text)

        issues = tuple([_replaced_in(issue, new, self.fields) for issue in deck.issues])
        return Edited(
            deck if issues == deck.issues else replace(deck, issues=issues),
            f"replacement of “{shortened(self.find)}”",
        )


def _replaced_in(issue: Issue, new: Callable[[str], str], fields: tuple[str, ...]) -> Issue:
    cards = tuple([_mapped(card, new, fields) for card in issue.cards])
    return issue if cards == issue.cards else replace(issue, cards=cards)


def _mapped(section: Any, new: Callable[[str], str], fields: tuple[str, ...]) -> Any:
    """A section with its texts, in these fields or in all, changed; itself if none is."""
    changes: dict[str, Any] = {}
    for name, spec in specs(type(section)).items():
        value = getattr(section, name)
        looked_at = not fields or name in fields
        if spec.kind is Kind.RECORDS and (looked_at or spec.record is FollowUp):
            within = () if looked_at else fields
            changes[name] = tuple([_mapped(entry, new, within) for entry in value])
        elif looked_at and spec.kind is Kind.TEXT:
            changes[name] = as_written(spec, new(value))
        elif looked_at and spec.kind is Kind.TEXTS:
            changes[name] = as_written(spec, map(new, value))
        elif looked_at and spec.kind is Kind.TRANSLATIONS:
            changes[name] = as_written(spec, {tag: new(text) for tag, text in value.items()})
    changed = replace(section, **changes)
    return section if changed == section else changed
