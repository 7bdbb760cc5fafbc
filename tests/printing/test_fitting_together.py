"""What belongs together stays together, unless that would leave a face with nothing on it."""

from dataclasses import replace
from pathlib import Path

import pytest

from .extraction import runs
from .making import LAYOUTS, LONG, card, deck_of, export


@pytest.mark.parametrize(("layout", "times"), [("index-3x5", 12), ("business", 5)])
def test_that_a_condition_stands_on_the_first_card_however_long_it_is(
    tmp_path: Path, layout: str, times: int
) -> None:
    said = card(when=LONG * times, position=LONG * 40)
    reader, _ = export(deck_of(said), tmp_path, layout=LAYOUTS[layout])
    assert any(run.is_body for run in runs(reader.pages[0]))


def test_that_a_page_does_not_begin_with_its_title_alone(tmp_path: Path) -> None:
    said = card(when=LONG * 60, position=LONG * 60)
    reader, _ = export(deck_of(said), tmp_path, layout=LAYOUTS["contingencies"])
    assert any(run.is_body for run in runs(reader.pages[0]))


def test_that_an_issue_is_one_line_on_a_pocket_cover(tmp_path: Path) -> None:
    deck = deck_of(card(counter="x"))
    issue = replace(deck.issues[0], title="Syria\nand\u202e more")
    reader, _ = export(replace(deck, issues=(issue,)), tmp_path, layout=LAYOUTS["pocket-letter"])
    shown = [run.text for run in runs(reader.pages[0])]
    assert "SYRIA AND MORE" in shown


def test_that_a_stock_that_is_not_printed_stops_nothing(tmp_path: Path) -> None:
    layout = replace(LAYOUTS["index-3x5"], stock="エーワン")
    _, report = export(deck_of(card()), tmp_path, layout=layout)
    assert report.pages == 2
