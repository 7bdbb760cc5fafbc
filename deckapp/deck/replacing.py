"""Replacing a text wherever it stands in the cards of a deck."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from .characters import shortened
from .edits import Edited
from .fields import Kind, specs
from .model import Card, Deck, FollowUp
from .paths import EditError


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

        issues = tuple([_mapped(issue, new, ("cards", *self.fields)) for issue in deck.issues])
        return Edited(
            deck if issues == deck.issues else replace(deck, issues=issues),
            f"replacement of “{shortened(self.find)}”",
        )


def _mapped(section: Any, new: Callable[[str], str], fields: tuple[str, ...]) -> Any:
    """A section with its texts, in these fields or in all (if only "cards" is), changed."""
    changes = {}
    for name, spec in specs(type(section)).items():
        value = getattr(section, name)
        looked_at = name in fields or fields == ("cards",)
        if spec.kind is Kind.RECORDS and value and (looked_at or spec.record in _WITHIN):
            mapped: Any = tuple([_mapped(entry, new, fields) for entry in value])
        elif not looked_at:
            continue
        elif spec.kind is Kind.TEXT:
            mapped = new(value)
        elif spec.kind is Kind.TEXTS:
            mapped = tuple([text for text in map(new, value) if text.strip()])
        elif spec.kind is Kind.TRANSLATIONS:
            mapped = {tag: new(text) for tag, text in value.items()}
        else:
            continue
        if mapped != value:
            changes[name] = mapped
    return replace(section, **changes) if changes else section


_WITHIN = (Card, FollowUp)
"""Sections whose fields are looked at one by one."""
