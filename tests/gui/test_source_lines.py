"""Lines by number, of texts of any size."""

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from deckapp.gui.source_lines import LONGEST, SourceLines


@given(
    text=st.lists(st.sampled_from(("a", "bc", "\n", "\r", "\r\n", "\x85", "\u2028"))).map("".join),
    first=st.integers(1, 9),
    more=st.integers(0, 9),
)
def test_that_lines_are_those_of_a_split(text: str, first: int, more: int) -> None:
    split = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)
    assert SourceLines(text).between(first, first + more) == split[first - 1 : first + more]


def test_that_lines_far_down_are_found_again_and_again() -> None:
    lines = SourceLines("".join(f"line {number}\n" for number in range(1, 5001)))
    for number in (4999, 1, 1000, 3001, 5000):
        assert lines.between(number, number) == [f"line {number}"]
    assert lines.between(5001, 5009) == [""]
    assert lines.between(6000, 6001) == []


def test_that_a_long_line_is_cut_and_the_next_one_found() -> None:
    lines = SourceLines("a" * 10_000 + "\nb" + "c" * LONGEST + "\nlast")
    long, longer, last = lines.between(1, 3)
    assert long == "a" * LONGEST + "…"
    assert longer.endswith("c…")
    assert last == "last"


def test_that_a_huge_text_costs_no_time() -> None:
    for text in ("a\n" * 16_000_000, "x" * 32_000_000, "\r" * 16_000_000):
        start = time.process_time()
        assert SourceLines(text).between(40_000, 40_200) is not None
        assert time.process_time() - start < 1
