"""Where the characters of a text stand in the YAML source, however it is quoted and wrapped."""

import re
from collections.abc import Iterable, Iterator

from yaml.nodes import ScalarNode

from .places import Places

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEADER = re.compile(r"[|>][^\r\n]*")
_IN_QUOTES = {
    "'": re.compile(r"''|\S"),
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|\r\n|.)|\S", re.DOTALL),
}
_PLAIN = re.compile(r"\S")
_SPACES = {f"\\{escaped}" for escaped in ("\r\n", *"\t\r\n nrtvfNLP_")}


def places(source: str, node: ScalarNode, indexes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Line and column, from 1, of characters of a node's value (not spaces; ascending indexes)."""
    mark = node.start_mark
    lines = Places(source, mark.index, mark.line + 1, mark.column + 1)
    spelled = list(_spelled(source, node))
    before = count = 0
    for index in indexes:
        count += sum(map(len, node.value[before:index].split()))
        before = index
        yield lines.of(spelled[min(count, len(spelled) - 1)])


def _spelled(source: str, node: ScalarNode) -> Iterator[int]:
    """The index in the source of each character of the value that is not a space."""
    start, end = node.start_mark.index, node.end_mark.index
    style = node.style or ""
    start = _end(_PROPERTIES, source, start)
    if style in ("|", ">"):
        start = _end(_HEADER, source, start)
    elif style:
        start, end = start + 1, end - 1
    for match in _IN_QUOTES.get(style, _PLAIN).finditer(source, start, end):
        if not _is_space(match.group()):
            yield match.start()


def _end(pattern: re.Pattern[str], source: str, start: int) -> int:
    match = pattern.match(source, start)
    return match.end() if match else start


def _is_space(written: str) -> bool:
    """Whether an escape of a double-quoted text stands for a space or for nothing."""
    if len(written) > 2 and written[1] in "xuU":
        return chr(int.from_bytes(bytes.fromhex(written[2:]))).isspace()
    return written in _SPACES
