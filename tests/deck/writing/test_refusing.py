"""Edits in files with anchors, and what cannot be written into its file."""

import pytest

from deckapp.deck import Deck, DeleteCard, Edit, ReplaceText, SetField, read_deck
from deckapp.deck.writing.verified import UnsavableError, edited_source, is_unusual
from tests.deck.writing.after_edits import HEAD, after

ALIASES = HEAD + (
    "      - id: c\n        title: &t C\n        position: *t\n        asks: &a [x, *t]\n"
    "      - id: d\n        title: *t\n        position: P\n        asks: *a\n"
    "        red_lines:\n        - &r R\n        - *r\n"
)


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (SetField("d", "title", "D"), "title: *t\n", "title: D\n"),
        (SetField("c", "position", "Q"), "position: *t\n", "position: Q\n"),
        (SetField("d", "asks.0", "y"), "asks: *a\n", 'asks: ["y", C]\n'),
        (SetField("c", "asks.1", "y"), "[x, *t]\n", "[x, *t]\n"),
        (SetField("d", "red_lines.1", "S"), "- *r\n", "- S\n"),
        (DeleteCard("d"), ALIASES[ALIASES.index("      - id: d") :], ""),
    ],
)
def test_that_an_edit_at_an_alias_writes_it_out(edit: Edit, old: str, new: str) -> None:
    if old == new:
        with pytest.raises(UnsavableError, match="line 9 has “\\*t”"):
            after(ALIASES, edit)
    else:
        assert after(ALIASES, edit) == ALIASES.replace(old, new, 1)


@pytest.mark.parametrize("edit", [SetField("c", "title", "D"), DeleteCard("c")])
def test_that_an_edit_that_reaches_further_is_refused(edit: Edit) -> None:
    with pytest.raises(UnsavableError, match=r"several places.*Open the file in a text editor"):
        after(ALIASES, edit)


def test_that_all_uses_of_an_anchor_may_change_together() -> None:
    text = HEAD + "      - id: c\n        title: &t Crimea\n        position: *t\n"
    assert after(text, ReplaceText("Crimea", "Donbas")) == text.replace(
        "&t Crimea", "&t Donbas"
    ).replace("*t", "Donbas")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n", False),
        ("a: R&D\nb: 2*3\n", False),
        ("a: &x b\nc: *x\n", True),
        ("a: [&x b, *x]\n", True),
        ("? a\n: b\n", True),
        ("a: what? b\n", False),
    ],
)
def test_that_files_are_known_in_which_an_edit_may_be_refused(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_unusual(text) is expected


def test_that_what_cannot_be_written_is_refused_with_a_way_out() -> None:
    text = "? format\n: deckapp/1\n? title\n: T\nissues: []\n"
    with pytest.raises(UnsavableError, match="Save the deck as another file"):
        after(text, SetField("", "title", "U"), SetField("", "marking", "X"))
    with pytest.raises(UnsavableError, match=r"“\*a”"):
        after("title: &a T\nmarking: # beside\n  *a\nissues: []\n", SetField("", "marking", "X"))
    wrong = read_deck(text.encode())
    with pytest.raises(UnsavableError):
        edited_source(wrong, wrong.deck, Deck(title=" x\ud800"), {})
