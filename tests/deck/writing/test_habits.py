"""The habits of files: found in what is there, usual where nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import read_deck, read_deck_file
from deckapp.deck.writing.habits import habits_of
from deckapp.deck.writing.scalars import Habits
from deckapp.paths import reference_deck


def habits(text: str) -> Habits:
    return habits_of(read_deck(text.encode()))


USUAL = Habits().flow
WRAPPED = "wrapped over several lines of about so many characters,"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Habits()),
        ("format: deckapp/1\n", Habits()),
        ("format: deckapp/1\r\ntitle: x\r\n", Habits(newline="\r\n")),
        ("format: deckapp/1\rtitle: x\r", Habits(newline="\r")),
        ("format: 'deckapp/1'\ntitle: 'x'\nmarking: \"y\"\n", Habits(quote="'")),
        ("meeting:\n    place: x\n", Habits(indent=4)),
        ("issues:\n- title: x\n", Habits(dash_indent=0)),
        ("issues:\n    - title: x\n      cards:\n          - title: y\n", Habits(dash_indent=4)),
        ("meeting: {place: x, others: [y]}\n", Habits(flow=USUAL | {"meeting", "others"})),
        ("avoid:\n- also:\n  - x\n  - y\n", Habits(dash_indent=0, flow=USUAL - {"also"})),
        (f"title: >-\n  {WRAPPED} {WRAPPED}\n  {WRAPPED}\n", Habits(width=2 * 55 + 3)),
        (f"title: >-\n  {WRAPPED * 4}\n  x\n", Habits(width=120)),
        ("title: >-\n  short\n  lines\n", Habits(width=60)),
        (f"title: {WRAPPED}\n  {WRAPPED}\n", Habits(width=7 + 55)),
        (f'title: "{WRAPPED}\n  {WRAPPED}"\n', Habits(width=8 + 55)),
        (f"title: >-\n  {WRAPPED * 4}\n", Habits()),
        (f"title: |\n  {WRAPPED * 4}\n  {WRAPPED}\n", Habits()),
    ],
)
def test_that_habits_are_found(text: str, found: Habits) -> None:
    assert habits(text) == found


def test_that_the_reference_deck_has_the_usual_habits() -> None:
    found = habits_of(read_deck_file(reference_deck()))
    assert (found.newline, found.quote, found.indent, found.dash_indent) == ("\n", '"', 2, 2)
    assert 80 <= found.width <= 120


def test_that_an_alias_is_looked_at_once() -> None:
    assert habits(
        'title: &x \'x\'\nmarking: "y"\nmeeting: {place: *x, principal: "z"}\n'
    ) == Habits(flow=USUAL | {"meeting"})


@given(st.text(max_size=60))
def test_that_every_file_has_some(text: str) -> None:
    source = read_deck(text.encode("utf-8", "surrogatepass"))
    assert habits_of(source).newline in ("\n", "\r\n", "\r")
