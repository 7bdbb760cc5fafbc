"""Hostile decks that are too large to be kept as files: how to make them, what is expected.

`GENERATED` maps a name to the bytes and the problems, the first few of them where there are many.
"""

from collections.abc import Callable

from deckapp.deck.files import MAX_BYTES

Expected = list[tuple[int, int, str]]
"""Line, column and code of each problem, in reading order."""

_HEAD = "format: deckapp/1\ntitle: Hostile\nmarking: UNCLASSIFIED\nissues:\n"
_CARDS = f"{_HEAD}  - id: issue\n    title: Issue\n    cards:\n"
_ISSUES_ARE_EMPTY = (4, 8, "missing-key")


def _full(repeated: str, before: str = _HEAD, after: str = "", most: int = MAX_BYTES) -> bytes:
    """As often as a file may hold it."""
    room = most - len(before.encode()) - len(after.encode())
    return before.encode() + repeated.encode() * (room // len(repeated.encode())) + after.encode()


def _numbered(line: str, count: int, before: str = _HEAD, after: str = "") -> bytes:
    """A line with numbers in it."""
    return (before + "".join(line.format(n=n) for n in range(count)) + after).encode()


def _not_a_deck(data: bytes) -> tuple[bytes, Expected]:
    return data, [(1, 1, "not-a-deck")]


GENERATED: dict[str, Callable[[], tuple[bytes, Expected]]] = {
    # Nothing but size
    "larger-than-allowed": lambda: (b"#" * (MAX_BYTES + 1), [(1, 1, "too-large")]),
    "spaces": lambda: _not_a_deck(b" " * MAX_BYTES),
    "newlines": lambda: _not_a_deck(b"\n" * MAX_BYTES),
    "tiny-entries-and-no-deck": lambda: _not_a_deck(_full("- a\n", "")),
    "nul-bytes": lambda: (b"\0" * MAX_BYTES, [(1, 1, "encoding")]),
    "invalid-bytes": lambda: (
        _full("a ", "issues:\n ").replace(b"a", b"\xff"),
        [
            *((2, column, "encoding") for column in range(2, 44, 2)),
        ],
    ),
    "emoji-and-16-mebibytes": lambda: (
        "issues: # 🕊".encode() + b"a" * (MAX_BYTES // 2),
        [(1, 1, "too-large")],
    ),
    "comments": lambda: (_full("# a\n"), [_ISSUES_ARE_EMPTY]),
    "huge-text": lambda: (
        _full("word ", f"{_CARDS}      - id: c\n        title: t\n        position: "),
        [(10, 19, "bad-value")],
    ),
    "huge-cyrillic-text": lambda: (
        _full("слово ", f"{_CARDS}      - id: c\n        title: t\n        position: "),
        [(10, 19, "bad-value")],
    ),
    "huge-key": lambda: (
        _full("k", f"{_HEAD}? ", "\n: v\n", MAX_BYTES // 2),
        [_ISSUES_ARE_EMPTY, (5, 3, "unknown-key")],
    ),
    "deep-indentation": lambda: (
        (_HEAD + " " * 1_000_000 + "- {id: i, title: t, minutes: many}\n").encode(),
        [(5, 1_000_030, "bad-value")],
    ),
    # Too many entries
    "tiny-entries": lambda: (_full("- a\n"), [(39_995, 4, "too-large")]),
    "tiny-entries-in-brackets": lambda: (_full("a,", f"{_HEAD} ["), [(5, 79_984, "too-large")]),
    "longer-entries": lambda: (_full("- a text of some words\n"), [(39_995, 23, "too-large")]),
    "tiny-sections": lambda: (_full("- {}\n"), [(39_995, 5, "too-large")]),
    "keys": lambda: (_numbered("k{n}: v\n", 100_000), [(19_999, 10, "too-large")]),
    "keys-of-a-card": lambda: (
        _numbered("        k{n}: v\n", 15_000, f"{_CARDS}      - id: c\n"),
        [
            (8, 9, "missing-key"),
            (8, 9, "missing-key"),
            *((line, 9, "unknown-key") for line in range(9, 1008)),
            (1008, 9, "too-large"),
        ],
    ),
    "cards-of-nothing": lambda: (
        (_CARDS + "      - {}\n" * 8_000).encode(),
        [(line // 2, 9, "missing-key") for line in range(16, 1016)] + [(507, 9, "missing-key")],
    ),
    # Depth
    "brackets": lambda: (_HEAD.encode() + b" [" * 30_000, [(5, 62, "too-deep")]),
    "braces": lambda: (_HEAD.encode() + b" {" * 30_000, [(5, 62, "too-deep")]),
    "dashes": lambda: (_HEAD.encode() + b"- " * 30_000, [(5, 61, "too-deep")]),
    "question-marks": lambda: (b"issues:\n" + b" ?" * 30_000, [(2, 62, "too-deep")]),
    "brackets-to-the-brim": lambda: (_full(" ["), [(5, 62, "too-deep")]),
    # Aliases, tags, directives, markers
    "aliases": lambda: (_full("*a,", f"a: &a b\n{_HEAD} ["), [(6, 3003, "unsafe-yaml")]),
    "what-looks-like-aliases": lambda: (
        _full(" *not ", f"a: &a b\n{_HEAD} - {{title: >\n "),
        [(7, 300_009, "unsafe-yaml")],
    ),
    "anchors": lambda: (_numbered("- &a{n} b\n", 2_000_000), [(39_995, 12, "too-large")]),
    "repeated-long-text": lambda: (
        _numbered(
            "      - {{id: c{n}, title: t, position: *p}}\n",
            900,
            _CARDS + "      - {id: c, title: t, position: &p " + "we need " * 12_000 + "}\n",
        ),
        [(8, 7, "unsafe-yaml")],
    ),
    "directives": lambda: (
        _numbered("%TAG !a{n}! x\n", 1_000_000, "", f"---\n{_HEAD}"),
        [(1, 1, "unsafe-yaml")],
    ),
    "directives-after-the-deck": lambda: (
        _numbered("%TAG !a{n}! x\r", 1_000_000, _HEAD, "---\na: b\n"),
        [(5, 1, "unsafe-yaml")],
    ),
    "conflict-markers": lambda: (
        _full("<<<<<<< HEAD\n"),
        [_ISSUES_ARE_EMPTY, *((line, 1, "conflict-marker") for line in range(5, 1005))],
    ),
    # Syntax errors
    "syntax-errors": lambda: (
        _full("  - id: a: b\n", most=100_000),
        [(line, 10, "yaml-syntax") for line in range(5, 30)],
    ),
    "syntax-errors-to-the-brim": lambda: (
        _full("  - id: a: b\n"),
        [(5, 10, "yaml-syntax")],
    ),
    "tabs": lambda: (_full("\ta: b\n"), [(5, 1, "yaml-syntax")]),
    "quote-never-closed": lambda: (
        _full("a\n", f'{_HEAD}  - title: "'),
        [(5, 12, "yaml-syntax")],
    ),
    "documents": lambda: (_full("--- a\n"), [(5, 1, "yaml-syntax")]),
    # Values
    "invisible-characters": lambda: (
        _full("\u202e", f"{_HEAD}# ", most=1_000_000),
        [_ISSUES_ARE_EMPTY, *((5, column, "suspicious-character") for column in range(3, 24))],
    ),
}
