"""YAML's own error messages, said so that a desk officer knows what to do."""

import yaml

from .problems import Problem

_SENTENCES = (
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside a text.",
        "Put the text in quotes.",
    ),
    (
        "cannot start any token",
        "A text cannot start with this character.",
        "Use spaces, not tabs, to indent; put the text in quotes.",
    ),
    (
        "found unexpected end of stream",
        "A quote or bracket that opens here is never closed.",
        "Close it.",
    ),
    (
        "found unexpected document separator",
        "A quote that opens here is never closed.",
        "Close it.",
    ),
    (
        "undefined alias",
        "A text that starts with * is read as an alias.",
        "Put the text in quotes.",
    ),
    ("duplicate anchor", "The same anchor (&name) is set twice.", "Rename one of them."),
    (
        "expected alphabetic or numeric character",
        "A text cannot start with this character.",
        "Put the text in quotes.",
    ),
    (
        "could not find expected ':'",
        "This line is neither a key with a colon nor part of a text.",
        "Check the indentation, or add the colon.",
    ),
    (
        "did not find expected key",
        "This line does not fit its section.",
        "Check the indentation and the quotes above it.",
    ),
    (
        "did not find expected '-' indicator",
        "This line does not fit its list.",
        "Check the indentation; items start with '- '.",
    ),
    (
        "did not find expected ',' or",
        "A list or section in brackets is not closed.",
        "Add the comma or the bracket.",
    ),
    (
        "block sequence entries are not allowed",
        "A list starts in the middle of a line.",
        "Start the list on a line of its own.",
    ),
    (
        "found another document",
        "A second document starts here ('---').",
        "One file holds one deck: delete the line or split the file.",
    ),
    (
        "did not find expected <document start>",
        "Something stands after the end of the deck.",
        "Check the indentation of this line.",
    ),
    (
        "unknown escape character",
        "A backslash in double quotes starts an escape that YAML does not know.",
        "Write two backslashes, or use single quotes.",
    ),
    ("found a tab character", "A tab stands where YAML wants spaces.", "Use spaces to indent."),
)


def explain(error: yaml.MarkedYAMLError, text: str, left_out: tuple[int, int] | None) -> Problem:
    """The problem for a YAML error; `left_out` are the lines that were skipped to read on."""
    said = error.problem or error.context or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    if "end of stream" in said and error.context_mark:
        mark = error.context_mark
    message, hint = f"The file breaks a rule of YAML: {said}.", ""
    for fragment, sentence, remedy in _SENTENCES:
        if fragment in said:
            message, hint = sentence, remedy
            break
    if left_out:
        first, last = left_out
        which = f"line {first}" if first == last else f"lines {first} to {last}"
        hint = f"{hint} Until then {which} cannot be shown.".strip()
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    if "cannot start any token" in said and line <= len(lines) and "\t" in lines[line - 1][:column]:
        message, hint = (
            "A tab stands where YAML wants spaces.",
            hint.replace("; put the text in quotes", ""),
        )
    return Problem("yaml-syntax", message, line, column, hint)
