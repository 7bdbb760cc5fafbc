"""Lines and columns."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck.places import Places


def by_hand(text: str, index: int) -> tuple[int, int]:
    lines = text[:index].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


@given(st.text("a\n\ré🕊", max_size=30), st.lists(st.integers(0, 30)))
def test_that_places_are_right_in_any_order(text: str, indexes: list[int]) -> None:
    places = Places(text)
    for index in indexes:
        if index <= len(text) and text[index - 1 : index + 1] != "\r\n":
            assert places.of(index) == by_hand(text, index)


@given(st.text("a\n\ré🕊", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_that_places_may_start_in_the_middle(text: str, start: int, further: int) -> None:
    index = start + further
    if index <= len(text) and "\r\n" not in (
        text[start - 1 : start + 1],
        text[index - 1 : index + 1],
    ):
        assert Places(text, start, *Places(text).of(start)).of(index) == Places(text).of(index)


@given(
    st.lists(
        st.sampled_from(["a", "é", "🕊", "  ", "\n", "\r\n", "# x", "- ", "b: ", '"q"']), max_size=25
    )
)
def test_that_places_agree_with_the_marks_of_libyaml(pieces: list[str]) -> None:
    text = "".join(pieces) + "\n"
    places = Places(text)
    try:
        for token in yaml.scan(text, yaml.CSafeLoader):
            mark = token.start_mark
            assert (mark.line + 1, mark.column + 1) == places.of(mark.index)
    except yaml.YAMLError:
        pass
