"""Lines: never wider than their measure, never short of a character."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from deckapp.printing.breaking import measured
from deckapp.printing.fonts import Weight
from deckapp.printing.typeface import Typefaces

from .extraction import runs
from .making import card, deck_of, export

FACE = Typefaces()[Weight.REGULAR]
pieces = st.text(st.sampled_from("abcdefgШЩж-/.,\u00ad\u200b\u00a0"), min_size=1, max_size=30)
paragraphs = st.lists(pieces, min_size=1, max_size=30).map(" ".join)
measures = st.floats(3.0, 40.0)


def width(line: str) -> float:
    return sum(FACE.widths[character] for character in line)


def visible(text: str) -> str:
    return re.sub("[\u00ad\u200b\u00a0 ]", "", text)


@given(paragraphs, measures, st.sampled_from([{}, {"balanced": True}]))
def test_that_lines_fit_and_keep_every_character(
    text: str, measure: float, how: dict[str, bool]
) -> None:
    lines = measured(text, FACE).lines(measure, **how)
    assert len(lines) == measured(text, FACE).count(measure)
    assert all(width(line) <= measure + 1e-4 for line in lines)
    kept = "".join(lines)
    if "\u00ad" not in text:
        assert visible(kept) == visible(text)
    else:  # soft hyphens may have become visible at ends of lines
        assert visible(kept).replace("-", "") == visible(text).replace("-", "")


@given(paragraphs, measures, st.floats(1.0, 2.0))
def test_that_a_wider_measure_never_takes_more_lines(
    text: str, measure: float, factor: float
) -> None:
    plain = measured(re.sub("[-/.,]", "x", text), FACE)
    narrow = max(measure, plain.widest)  # a word that has to be taken apart may come out worse
    assert plain.count(narrow * factor) <= plain.count(narrow)


def test_that_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    paragraph = measured("co\u00adoperation", FACE)
    assert paragraph.lines(20) == ["cooperation"]
    assert paragraph.lines(4.5) == ["co-", "operation"]


def test_that_no_break_spaces_hold_words_together() -> None:
    paragraph = measured("about 10\u00a0000\u00a0km", FACE)
    assert paragraph.lines(6) == ["about", "10 000 km"]


def test_that_a_word_wider_than_a_line_breaks_after_punctuation() -> None:
    url = "https://example.org/one/two/three/four"
    lines = measured(f"See {url}", FACE).lines(9)
    assert "".join(lines) == f"See {url}"
    assert len(lines) > 1
    assert all(line.endswith(("/", ".")) for line in lines[:-1])


def test_that_a_letter_wider_than_a_line_still_gets_one() -> None:
    assert measured("WW W", FACE).lines(0.5) == ["W", "W", "W"]


def test_that_a_last_line_of_one_short_word_gets_company() -> None:
    lines = measured("Not for Ukraine, not for us, and not in law. Crimea is gone", FACE).lines(21)
    assert len(lines) == 2
    assert len(lines[-1].split()) > 1


def test_that_a_widow_stays_where_no_break_would_help() -> None:
    lines = measured(f"{'x' * 30} a", FACE).lines(width("x" * 30))
    assert lines == ["x" * 30, "a"]


def test_that_balanced_lines_are_about_equally_long() -> None:
    one, two = measured("The agreement on the northern border and its guarantor", FACE).lines(
        20, balanced=True
    )
    assert abs(width(one) - width(two)) < 5


def test_that_hints_for_breaking_lines_take_no_room_in_a_marking(tmp_path: Path) -> None:
    plain, hinted = (
        runs(export(deck_of(card(), marking=text), tmp_path)[0].pages[0])
        for text in ("UNCLASSIFIED", "UN\u00adCLASSI\u200bFIED")
    )
    places = [[(run.x, run.size) for run in found if run.is_marking] for found in (plain, hinted)]
    assert places[0] == places[1] != []
