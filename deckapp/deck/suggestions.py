"""“Did you mean …?” for keys that the format does not know."""

from functools import lru_cache

from .fields import section_name, sections, specs


@lru_cache(maxsize=1024)
def suggest_key(key: str, type_: type, root: type) -> str:
    """A sentence that helps with an unknown key of a section, or the keys it may have.

    `root` is the section that is the whole file.
    """
    from difflib import get_close_matches

    folded = key.strip().lower().replace("-", "_").replace(" ", "_")
    known = list(specs(type_))
    close = get_close_matches(folded, known, 1, 0.7)
    if close:
        return f"Did you mean “{close[0]}”?"
    homes = [section_name(section) for section in sections(root) if folded in specs(section)]
    if homes:
        return f"It belongs to another section ({', '.join(homes)}): check the indentation."
    return f"Known keys: {', '.join(known)}."
