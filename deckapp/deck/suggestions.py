"""“Did you mean …?” for keys that the format does not know."""

from functools import cache
from typing import cast

from .fields import Kind, specs
from .model import Deck


def suggest_key(key: str, type_: type) -> str:
    """A sentence that helps with an unknown key of a section, or the keys it may have."""
    from difflib import get_close_matches

    folded = key.strip().lower().replace("-", "_").replace(" ", "_")
    known = list(specs(type_))
    close = get_close_matches(folded[:60], known, 1, 0.7)
    if close:
        return f"Did you mean “{close[0]}”?"
    homes = [section.__name__ for section in _sections(Deck) if folded in specs(section)]
    if homes:
        return f"It belongs to another section ({', '.join(homes)}): check the indentation."
    return f"Known keys: {', '.join(known)}."


@cache
def _sections(type_: type) -> tuple[type, ...]:
    """A section's type and those of all sections within it."""
    found = [type_]
    for spec in specs(type_).values():
        if spec.kind in (Kind.RECORD, Kind.RECORDS):
            found += _sections(cast(type, spec.record))
    return tuple(dict.fromkeys(found))
