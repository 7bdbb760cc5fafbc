"""PyYAML, imported without waiting for what only its Python reader and resolver need.

WORKAROUND: when it is imported, yaml compiles a character class over all of Unicode for its
scanner, and the patterns by which it guesses types. That is most of the time that `import yaml`
takes, and decks need neither: libyaml scans them, and no type is guessed (`composing`). So while
yaml is imported, patterns are put off until somebody matches with them.
"""

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator


_compile = re.compile


class _LatePattern:
    """A pattern that is compiled when it is first used."""

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """What the compiled pattern has; `re` keeps that one."""
        return getattr(_compile(self._pattern, self._flags), name)


@contextmanager
def _late_patterns() -> "Iterator[None]":
    re.compile = cast(Any, _LatePattern)
    try:
        yield
    finally:
        re.compile = cast(Any, _compile)


if "yaml" not in sys.modules:
    with _late_patterns():
        import yaml  # noqa: F401  for its effect: it is there from now on
