"""Texts written as YAML: read back as they were, by everybody, in the plainest style."""

import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from deckapp.deck.writing.scalars import Habits, is_plain, scalar
from tests.deck.core_schema import load

HABITS = st.builds(
    Habits,
    newline=st.sampled_from(["\n", "\r\n"]),
    width=st.integers(20, 100),
    quote=st.sampled_from(['"', "'"]),
)
PIECES = st.sampled_from(
    [
        *(
            "a",
            "no",
            "12:30",
            "- ",
            ": ",
            " #",
            "#",
            "'",
            '"',
            "\\",
            "\n",
            "\n\n",
            " ",
            "  ",
            "\t",
            ",",
        ),
        *(
            "[",
            "{",
            "&x",
            "*x",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "?",
            "...",
            "---",
            "Сергей",
            "\U0001f600",
        ),
        *("\u2028", "\x85", "\u202e", "\x07", "\r", "\xa0", "=", "<<", "~", "null", "0o17", "1e3"),
    ]
)
TEXTS = (
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=40),
        st.lists(PIECES, max_size=12).map("".join),
        st.lists(st.sampled_from(["word", "longer-word", "и", "«да»"]), max_size=60).map(" ".join),
    )
    .map(lambda text: text.rstrip("\n"))
    .filter(str.strip)
)


def in_block(text: str, habits: Habits, depth: int) -> str:
    """A file that has the text deep within it, and something after it."""
    lines = [" " * habits.indent * level + f"k{level}:" for level in range(depth)]
    start = " " * habits.indent * depth + "key: "
    indent = habits.indent * (depth + 1)
    lines.append(start + scalar(text, habits, column=len(start), indent=indent))
    return habits.newline.join([*lines, "after: 1", ""])


def innermost(value: object) -> object:
    while isinstance(value, dict):
        value = next(iter(value.values()))
    return value


@given(TEXTS, HABITS, st.integers(0, 4))
@example("y", Habits(), 0)
@example("0o17", Habits(), 0)
@example("1_000e3", Habits(), 0)
@example("=", Habits(), 0)
@example("2017-04-12", Habits(), 0)
def test_that_a_text_is_read_as_it_was_by_yaml_1_1_and_1_2(
    text: str, habits: Habits, depth: int
) -> None:
    file = in_block(text, habits, depth)
    for read in (yaml.safe_load, load):
        value = innermost(read(file))
        assert isinstance(value, str)
        assert value.rstrip("\n") == text
    assert read(file)["after"] == 1


@given(TEXTS, HABITS)
def test_that_a_text_in_brackets_is_read_as_it_was(text: str, habits: Habits) -> None:
    first = scalar(text, habits, column=4, indent=4, in_flow=True)
    assert "\n" not in first
    file = f"key: [{first}, {{in: {first}, on: {first}}}]\n"
    assert load(file) == {"key": [text, {"in": text, "on": text}]}
    assert yaml.safe_load(file.replace("on:", "out:")) == {"key": [text, {"in": text, "out": text}]}


@given(TEXTS, HABITS)
def test_that_lines_end_as_those_of_the_file_and_hold_nothing_invisible(
    text: str, habits: Habits
) -> None:
    file = in_block(text, habits, 1)
    assert file.count("\n") == file.count(habits.newline)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", file)
    assert not re.search("[ \t](?:\r?\n|\\Z)", file)


@pytest.mark.parametrize("text", ["00000000 0\t", "\t00000000 0", " 00000000 0"])
def test_that_a_text_with_blanks_at_an_end_is_not_folded(text: str) -> None:
    file = in_block(text, Habits(width=12), 1)
    assert ">-" not in file
    assert not re.search("[ \t](?:\r?\n|\\Z)", file)


@given(st.lists(st.sampled_from(["word", "longer", "и", "«да»"]), min_size=1).map(" ".join), HABITS)
def test_that_words_are_folded_within_the_width(text: str, habits: Habits) -> None:
    file = in_block(text, habits, 1)
    assert all(len(line) <= habits.width for line in file.splitlines())
    if len(f"  key: {text}") <= habits.width:
        assert f"  key: {text}" in file.splitlines()
    else:
        assert "  key: >-" in file.splitlines()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Sergei, please don't waste my time.", "Sergei, please don't waste my time."),
        ("Сергей, не тратьте моё время.", "Сергей, не тратьте моё время."),
        ("no", '"no"'),
        ("on", '"on"'),
        ("12:30", '"12:30"'),
        ("2013", '"2013"'),
        ("price #1", '"price #1"'),
        ("price#1", "price#1"),
        ("They say: no", '"They say: no"'),
        ("“Mutual respect”", "“Mutual respect”"),
        ('He said "no": twice', "'He said \"no\": twice'"),
        ("Don't: stop", '"Don\'t: stop"'),
        ("C:\\temp: here", "'C:\\temp: here'"),
        ("a\tb", '"a\\tb"'),
        ("first\nsecond", "|-\n    first\n    second"),
        ("first\n\nsecond", "|-\n    first\n\n    second"),
        ("first \nsecond", '"first \\nsecond"'),
        ("over\u202eride", '"over\\u202eride"'),
        ("bell\x07", '"bell\\x07"'),
        (" led by a space", '" led by a space"'),
    ],
)
def test_that_the_plainest_style_is_chosen(text: str, written: str) -> None:
    assert scalar(text, Habits(), column=6, indent=4) == written


def test_that_the_quotes_of_the_file_are_taken() -> None:
    habits = Habits(quote="'")
    assert scalar("no", habits, column=6, indent=4) == "'no'"
    assert scalar("Don't: stop", habits, column=6, indent=4) == '"Don\'t: stop"'
    assert scalar('"Don\'t": stop', habits, column=6, indent=4) == "'\"Don''t\": stop'"


def test_that_long_texts_are_folded_and_long_words_are_not() -> None:
    habits = Habits(width=30)
    text = "We will not tolerate another chemical attack."
    assert scalar(text, habits, column=12, indent=4) == (
        ">-\n    We will not tolerate\n    another chemical attack."
    )
    word = "https://example.org/" + "a" * 40
    assert scalar(word, habits, column=12, indent=4) == word
    assert scalar(f"see {word} now", habits, column=12, indent=4) == (
        f">-\n    see\n    {word}\n    now"
    )
    spaced = " starts with a space, and goes on"
    assert scalar(spaced, habits, column=12, indent=4) == f'"{spaced}"'
    assert scalar("two  spaces  only  everywhere", habits, column=12, indent=4) == (
        "two  spaces  only  everywhere"
    )


@given(st.one_of(TEXTS, st.just("")))
def test_that_a_plain_text_needs_nothing_around_it(text: str) -> None:
    if is_plain(text):
        assert load(f"key: {text}\n") == {"key": text}
        assert yaml.safe_load(f"key: {text}\n") == {"key": text}
    if is_plain(text, in_flow=True):
        assert load(f"[{text}, {text}]") == [text, text]
