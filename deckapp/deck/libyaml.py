"""PyYAML, imported without waiting for what only its Python reader needs.

WORKAROUND: `yaml.reader` compiles a character class over all of Unicode when it is imported. That
is most of the time that `import yaml` takes, and libyaml, which reads decks, never uses it. While
yaml is imported, that one pattern is put off until somebody searches with it.
"""

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAST_CHARACTER = "\U0010ffff"


class _LatePattern:
    """A pattern that is compiled when it is first used."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def search(self, text: str) -> re.Match[str] | None:
        """Search as the compiled pattern does; `re` keeps that one."""
        return re.search(self._pattern, text)


@contextmanager
def _late_patterns() -> "Iterator[None]":
    compile_now = re.compile

    def compile_later(pattern: Any, flags: int = 0) -> Any:
        is_vast = isinstance(pattern, str) and _LAST_CHARACTER in pattern
        return _LatePattern(pattern) if is_vast else compile_now(pattern, flags)

    re.compile = cast(Any, compile_later)
    try:
        yield
    finally:
        re.compile = compile_now


if "yaml" not in sys.modules:
    with _late_patterns():
        import yaml  # noqa: F401  for its effect: it is there from now on
