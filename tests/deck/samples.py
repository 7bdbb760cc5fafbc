"""Small decks for tests."""

from deckapp.deck import SourceDocument, read_deck

HEAD = "format: deckapp/1\ntitle: Talks\nmarking: UNCLASSIFIED\n"
ISSUE = f"{HEAD}issues:\n  - id: issue\n    title: Issue\n    cards:\n"
CARD = """\
      - id: card
        title: Title
        position: What we say.
        counter: What they say.
        rebuttal: What we answer.
"""
CARD_LINE = 8
"""The line of the first card of `deck_with_card`."""


def deck_with_card(more: str = "", **replaced: str) -> str:
    """A deck of one card; `more` are further lines of it, `replaced` other values of its fields."""
    card = CARD
    for name, value in replaced.items():
        lines = card.splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if f"{name}: " in line)
        lines[at] = f"{lines[at].split(': ')[0]}: {value}\n"
        card = "".join(lines)
    indented = "".join(f"        {line}\n" for line in more.splitlines())
    return ISSUE + card + indented


def read(text: str) -> SourceDocument:
    """Read a deck from text."""
    return read_deck(text.encode())


def found(document: SourceDocument) -> list[tuple[int, int, str]]:
    """Line, column and code of each problem of reading."""
    return [(problem.line, problem.column, problem.code) for problem in document.problems]
