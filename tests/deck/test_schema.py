"""The JSON Schema and the reader agree on what a valid deck is."""

from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import ERRORS, json_schema, read_deck
from deckapp.paths import reference_deck, template_deck
from tests.deck import core_schema
from tests.deck.samples import HEAD, ISSUE, deck_with_card
from tests.hostile.corpus import small_files

# A schema sees neither bytes nor the way in which YAML was written, and compares no two values.
CODES = {"unknown-key", "missing-key", "wrong-type", "bad-value", "not-a-deck"}
BEYOND = {*ERRORS, "suspicious-character"} - CODES - {"duplicate-id"}
ODD_NUMBERS = {"bad-numbers", "number-of-5000-digits"}

VALIDATOR = jsonschema.Draft202012Validator(
    json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def agree(text: str) -> bool:
    """Whether schema and reader say the same, and whether they say that all is well."""
    codes = {problem.code for problem in read_deck(text.encode()).problems}
    complaints = [error.message for error in VALIDATOR.iter_errors(core_schema.load(text))]
    assert bool(codes & CODES) == bool(complaints), (codes, complaints, text)
    return not complaints


def test_that_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", [reference_deck(), template_deck()], ids=["reference", "template"])
def test_that_shipped_decks_are_valid(path: Path) -> None:
    assert agree(path.read_text(encoding="utf-8"))


READABLE = [
    path
    for _, path, expected in small_files()
    if not {code for _, _, code in expected} & BEYOND and path.stem not in ODD_NUMBERS
]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_that_schema_and_reader_agree_on_hostile_decks(path: Path) -> None:
    agree(path.read_bytes().decode("utf-8-sig"))


TEXTS = [
    "a",
    "no",
    "12:30",
    "012",
    "2024-01-31",
    "true",
    "-5",
    ".5",
    '""',
    "' '",
    "''",
    "[a]",
    "{a: b}",
    "[]",
    "{}",
    "{ru: a}",
    "[~]",
    "[[a]]",
    "[{text: a}]",
]
DATES = [
    "2017-04-12",
    "2017-13-01",
    "2017-02-30",
    "0999-01-01",
    "12 April",
    "2013-09",
    "2013-13",
    '"2013"',
    "2013",
    "999",
    "20170412",
    "[2013]",
]
NUMBERS = [
    "1",
    "0",
    "60",
    "060",
    '"60"',
    '"060"',
    '"0"',
    "1440",
    "1441",
    '"1441"',
    "3600",
    '"3601"',
    "99999",
    "-1",
    "1.5",
    "true",
    "many",
    "[1]",
]
WORDS = [
    "must",
    "Must",
    '"must"',
    "certain",
    "consecutive",
    "none",
    "[private]",
    "[private, x]",
    "private",
    "ru",
    "zh-Hant",
    "english",
    "12",
    "x_y",
    "a-b",
    "A-b",
    "1-2",
    "0123456789ab",
    "012345678901",
    "0123",
]
NOTHING = [
    "",
    "~",
    "null",
    "NULL",
]
FIELDS = [
    "id",
    "title",
    "when",
    "position",
    "short",
    "asks",
    "counter",
    "counter_in",
    "likelihood",
    "rebuttal",
    "follow_ups",
    "facts",
    "audience",
    "seconds",
    "avoid",
    "clearance",
    "tags",
]


@pytest.mark.parametrize("value", [*TEXTS, *DATES, *NUMBERS, *WORDS, *NOTHING])
def test_that_schema_and_reader_agree_on_any_value_of_a_card(value: str) -> None:
    for field in FIELDS:
        if field == "id" and value == ".5":
            continue  # an id that YAML takes for a number
        if field in ("title", "position") and value in NOTHING[1:]:
            continue  # a text to the reader, nothing to YAML
        fields = {"title": "T", "position": "P"} | {field: value}
        card = "".join(f"        {name}: {text}\n" for name, text in fields.items())
        agree(f"{ISSUE}      - when: x\n{card}" if field != "when" else f"{ISSUE}      -\n{card}")


@pytest.mark.parametrize("value", [*TEXTS, *DATES, *NUMBERS, *WORDS, *NOTHING])
def test_that_schema_and_reader_agree_on_values_elsewhere(value: str) -> None:
    agree(deck_with_card() + f"language: {value}\n")
    agree(deck_with_card(f"facts: [{{text: a, date: {value}}}]"))
    agree(deck_with_card(f"counter_in: {{ru: {value}}}"))
    agree(deck_with_card(f"asks: [{value}]\naudience: [{value}]"))
    for field in ("date", "minutes", "interpreted", "others", "place"):
        agree(deck_with_card() + f"meeting:\n  {field}: {value}\n")
    agree(deck_with_card(f"clearance: {{cleared: [{{by: a, on: {value}}}]}}"))
    if not value.replace(".", "").isdigit():  # of digits the schema cannot tell how many they were
        agree(deck_with_card(f"clearance: {{cleared: [{{by: a, covers: {value}}}]}}"))
    if value not in NOTHING[1:]:
        agree(f"{HEAD}issues: [{{title: {value}}}]\n")


@pytest.mark.parametrize(
    "text", ["issues: []\n", "meeting:\n", "[]", "format: deckapp/2\n", '""', "3"]
)
def test_that_schema_and_reader_agree_on_decks_that_are_none(text: str) -> None:
    assert not agree(text)


@pytest.mark.parametrize("value", ["0x10", "0o17", "1e3", "1.0", ".inf", "+5"])
def test_that_texts_may_look_like_numbers_of_any_notation(value: str) -> None:
    assert agree(deck_with_card(f"notes: {value}\ntags: [{value}]", title=value))


def test_that_texts_may_not_be_too_long() -> None:
    assert agree(deck_with_card(f"notes: {'a' * 100_000}"))
    assert not agree(deck_with_card(f"notes: {'a' * 100_001}"))


KEYS = st.sampled_from(
    ["id", "title", "position", "asks", "facts", "text", "phrase", "seconds", "zzz"]
)
VALUES = st.recursive(
    st.sampled_from(["a", "b c", "", "5", "no"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_that_schema_and_reader_agree_on_any_structure(card: dict[str, object]) -> None:
    deck = {"format": "deckapp/1", "title": "T", "issues": [{"title": "I", "cards": [card]}]}
    agree(yaml.safe_dump(deck, allow_unicode=True))
