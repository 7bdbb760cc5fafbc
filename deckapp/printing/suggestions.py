"""“Did you mean …?” for names of cards, issues and layouts."""

from collections.abc import Sequence

MOST_LISTED = 8


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """A sentence with the names that come close, or with the first ones there are."""
    from difflib import get_close_matches

    close = get_close_matches(name[:100], known, 3, 0.6)
    if close:
        return f"Did you mean {' or '.join(f'“{match}”' for match in close)}?"
    if not known:
        return ""
    listed = ", ".join(known[:MOST_LISTED])
    return f"There are: {listed}{', …' if len(known) > MOST_LISTED else ''}."
