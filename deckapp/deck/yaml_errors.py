"""YAML's own error messages, said so that a desk officer knows where to look and what to do."""

import re
from contextlib import suppress
from dataclasses import dataclass

import yaml
from yaml.tokens import ScalarToken

from .problems import Problem

_UNCLOSED_QUOTE = "A quote that opens here is never closed."
_AFTER_QUOTE = "The text goes on after its closing quote."
_NOT_A_START = "A text cannot start with this character.", "Put the text in quotes."
_ESCAPE = (
    "A backslash in double quotes starts an escape that YAML does not know.",
    "Write two backslashes, or use single quotes.",
)
_TAG = "A text that starts with ! is read as a tag.", "Put the text in quotes."
_BLOCK = (
    "A text that starts with > or | goes on in the next line.",
    "Put the text on lines of its own, or in quotes.",
)
_SENTENCES = {
    "mapping values are not allowed": (
        "A colon followed by a space stands inside a text.",
        "Put the text in quotes.",
    ),
    "mapping keys are not allowed": _NOT_A_START,
    "cannot start any token": _NOT_A_START,
    "expected alphabetic or numeric": _NOT_A_START,
    "expected node content": _NOT_A_START,
    "found unexpected": (_UNCLOSED_QUOTE, "Close it."),
    _UNCLOSED_QUOTE: (_UNCLOSED_QUOTE, "Close it; in single quotes write an apostrophe twice."),
    _AFTER_QUOTE: (
        _AFTER_QUOTE,
        "Quote all of it; in single quotes write an apostrophe twice.",
    ),
    "undefined alias": (
        "A text that starts with * is read as an alias.",
        "Put the text in quotes.",
    ),
    "second occurrence": ("The same anchor (&name) is set twice.", "Rename one of them."),
    "could not find expected ':'": (
        "This line is neither a key with a colon nor part of a text.",
        "Check the indentation, or add the colon.",
    ),
    "expected key": (
        "This does not fit the section it stands in.",
        "Check the indentation, and the quotes of the text before it.",
    ),
    "expected '-' indicator": (
        "This line does not fit its list.",
        "Check the indentation; items start with '- '.",
    ),
    "expected ',' or": (
        "The bracket that opens here is not closed where it should be.",
        "Add the comma or the bracket, or put a text that has brackets in quotes.",
    ),
    "sequence entries are not allowed": (
        "A list starts in the middle of a line.",
        "Start the list on a line of its own, or put the text in quotes.",
    ),
    "another document": (
        "A second document starts here ('---').",
        "One file holds one deck: delete the line or split the file.",
    ),
    "expected <document start>": (
        "Something stands here after the end of the deck.",
        "Check the indentation of this line and the quotes before it.",
    ),
    "escape": _ESCAPE,
    "hexdecimal": _ESCAPE,
    "tab character": ("A tab stands where YAML wants spaces.", "Use spaces to indent."),
    "tag": _TAG,
    "expected '>'": _TAG,
    "comment or line break": _BLOCK,
    "indentation indicator": _BLOCK,
}
_IN_LINES_BEFORE = "while scanning a simple key", "while scanning a quoted", "while parsing a flow"
_AT_START = "while scanning an alias", "while scanning an anchor", "while scanning a tag"
_MOST_CHARACTERS = 1_000_000
_KEY = re.compile(r"^[ \t]*(?:- +)?[a-z_]+:(?:[ \t]|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Blame:
    """What a YAML error says, and the place of its cause (line and column from 1)."""

    said: str
    index: int
    line: int
    column: int
    ends_deck: bool = False


def blame(error: yaml.YAMLError, text: str) -> Blame:
    """The cause of an error: often before the place at which libyaml stumbled."""
    said: str = getattr(error, "problem", "")
    context: str = getattr(error, "context", "") or ""
    mark: yaml.Mark | None = getattr(error, "problem_mark", None)
    opened: yaml.Mark | None = getattr(error, "context_mark", None)
    if mark is None:
        return Blame(said, 0, 1, 1)
    if opened and (
        context.startswith(_AT_START)
        or (opened.line < mark.line and context.startswith(_IN_LINES_BEFORE))
        or (opened.line == mark.line and context.startswith("while scanning a block"))
    ):
        mark = opened
    elif _after_quote(text, mark.index):
        quote = _runaway_quote(text, mark.index)
        said, mark = (_UNCLOSED_QUOTE, quote) if quote else (_AFTER_QUOTE, mark)
    elif "cannot start any token" in said and text[mark.index : mark.index + 1] == "\t":
        said = "tab character"
    return Blame(said, mark.index, mark.line + 1, mark.column + 1, "another document" in said)


def _after_quote(text: str, index: int) -> bool:
    before = text[max(index - 100, 0) : index].rstrip(" ")
    return index < _MOST_CHARACTERS and before.endswith(("'", '"'))


def _runaway_quote(text: str, index: int) -> yaml.Mark | None:
    """Where a quoted text starts that ends right before an index and has swallowed keys."""
    start: yaml.Mark | None = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text[:index], yaml.CSafeLoader):
            if isinstance(token, ScalarToken):
                start = token.start_mark
    _, _, swallowed = text[start.index if start else index : index].partition("\n")
    return start if _KEY.search(swallowed) else None


def explain(found: Blame, left_out: tuple[int, int] | None) -> Problem:
    """The problem for a YAML error; `left_out` are the lines that were skipped to read on."""
    message, hint = "This breaks a rule of YAML.", "Check indentation, quotes and brackets here."
    for fragment, sentences in _SENTENCES.items():
        if fragment in found.said:
            message, hint = sentences
            break
    if left_out:
        first, last = left_out
        which = f"line {first}" if first == last else f"lines {first} to {last}"
        hint = f"{hint} Until then {which} cannot be shown."
    return Problem("yaml-syntax", message, found.line, found.column, hint)
