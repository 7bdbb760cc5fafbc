"""Derived files are up to date, and the documentation knows every code."""

import re

import pytest

from deckapp.deck import ERRORS, WARNINGS, read_deck, read_deck_file
from deckapp.deck.fields import sections, specs
from deckapp.deck.model import Deck
from deckapp.paths import reference_deck, template_deck
from deckapp.printing import read_layout
from tests.derived import (
    FORMAT_DOC,
    LAYOUTS_DOC,
    SCHEMA,
    format_doc_text,
    layouts_doc_text,
    schema_text,
)

REMEDY = "is stale: run `make derived`"


def test_that_the_schema_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), f"{SCHEMA.name} {REMEDY}"


def test_that_the_tables_of_the_documentation_are_up_to_date() -> None:
    present = FORMAT_DOC.read_text(encoding="utf-8")
    assert present == format_doc_text(present), f"{FORMAT_DOC.name} {REMEDY}"


def test_that_the_tables_about_layouts_are_up_to_date() -> None:
    present = LAYOUTS_DOC.read_text(encoding="utf-8")
    assert present == layouts_doc_text(present), f"{LAYOUTS_DOC.name} {REMEDY}"


def test_that_the_example_of_a_layout_has_no_problem() -> None:
    _, _, rest = LAYOUTS_DOC.read_text(encoding="utf-8").partition("```yaml\n")
    example, _, _ = rest.partition("```")
    layout, problems = read_layout(example.encode(), "postcards")
    assert problems == ()
    assert layout is not None
    assert layout.rows == len(layout.cells)


@pytest.mark.parametrize("code", [*ERRORS, *WARNINGS])
def test_that_every_code_is_explained_with_an_example(code: str) -> None:
    text = FORMAT_DOC.read_text(encoding="utf-8")
    section = re.search(rf"^### `{code}`\n(.+?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, f"docs/deck-format.md has no section about {code}"
    assert "```yaml" in section[1]


def test_that_the_example_of_the_documentation_has_no_problem() -> None:
    text = FORMAT_DOC.read_text(encoding="utf-8")
    _, _, rest = text.partition("```yaml\n")
    example, _, _ = rest.partition("```")
    document = read_deck(example.encode())
    assert document.problems == ()
    assert document.deck.issues[0].cards[0].id == "minimum-flow"


def test_that_every_field_is_used_in_the_shipped_decks() -> None:
    text = "".join(read_deck_file(deck()).text for deck in (reference_deck, template_deck))
    for section in sections(Deck):
        for name in specs(section):
            assert re.search(rf"\b{name}:", text), f"{section.__name__}.{name}"
