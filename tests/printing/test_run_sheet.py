"""The page of a run-through: one page, whole, and readable without colour."""

import datetime
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from deckapp.printing import PAPERS, ExportError, OptionError
from deckapp.printing.palette import INK, QUIET, STOP, contrast
from deckapp.printing.readiness_sheet import SheetNumber
from deckapp.printing.run_sheet import RunColumn, RunRow, RunSheet, write_run

from .extraction import Run
from .making import texts, words
from .sheets import whole_page

REVISED = datetime.date(2017, 4, 9)
ROW = RunRow("Syria", 0, 0.8, 1.0, ("15:00", "17:10", "+2:10 over", "14:02", "–"), is_over=True)
SHEET = RunSheet(
    title="Moscow, April 2017",
    marking="UNCLASSIFIED",
    meeting="Tillerson – Lavrov · Moscow, 2017-04-12",
    as_of="Run-through of 9 April 2017, 20:40, to 21:46.",
    language="en",
    numbers=(
        SheetNumber("61:20", "spoken"),
        SheetNumber("60:00", "planned"),
        SheetNumber("+1:20 over", "difference"),
    ),
    meaning="1 issue went over its time.",
    notes=("3 questions took 2:10 besides.",),
    columns=(
        *(RunColumn("Planned"), RunColumn("Spoken"), RunColumn("Difference")),
        *(
            RunColumn("8 Apr", "19:40", is_earlier=True),
            RunColumn("7 Apr", "9:05", is_earlier=True),
        ),
    ),
    rows=(
        ROW,
        RunRow("Ukraine", 1, 0.5, 0.2, ("9:00", "4:00", "−5:00", "9:01", "8:44"), is_over=False),
        RunRow("Gone", None, 0.0, 0.1, ("0:00", "1:40", "+1:40 over", "–", "–"), is_over=True),
        RunRow("Dropped", 2, 0.0, 0.0, ("0:00", "0:00", "0:00", "6:20", "5:10"), is_over=False),
    ),
    total=RunRow(
        *("In all", None, 0.0, 0.0, ("60:00", "61:20", "+1:20 over", "59:01", "58:02")),
        is_over=True,
    ),
    legend="Bars: what was spoken.",
    caution="Timed by the principal.",
)


def written(sheet: RunSheet, folder: Path, paper: str = "a4") -> PdfReader:
    out = folder / "run.pdf"
    write_run(out, sheet, PAPERS[paper], revised=REVISED, creator="deckapp 1.2")
    return PdfReader(out, strict=True)


def shown(sheet: RunSheet, folder: Path, paper: str = "a4") -> list[Run]:
    return whole_page(written(sheet, folder, paper), PAPERS[paper])


def texts_of(found: list[Run]) -> list[str]:
    return [run.text for run in found]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_that_everything_stands_on_one_page(paper: str, tmp_path: Path) -> None:
    found = texts_of(shown(SHEET, tmp_path, paper))
    every = [SHEET.title, SHEET.meeting, SHEET.as_of, SHEET.meaning, *SHEET.notes]
    every += [SHEET.legend, SHEET.caution, "UNCLASSIFIED", "By issue", "Earlier runs, spoken"]
    every += [part for number in SHEET.numbers for part in (number.value, number.caption)]
    every += ["Planned", "Spoken", "Difference", "8 Apr", "19:40", "7 Apr", "9:05"]
    every += [text for row in (*SHEET.rows, SHEET.total) for text in (row.name, *row.values)]
    assert sorted(found) == sorted([*every, "UNCLASSIFIED"])


def test_that_a_first_run_is_compared_with_none(tmp_path: Path) -> None:
    rows = tuple(replace(row, values=row.values[:3]) for row in (*SHEET.rows, SHEET.total))
    sheet = replace(SHEET, columns=SHEET.columns[:3], rows=rows[:-1], total=rows[-1])
    found = texts_of(shown(sheet, tmp_path))
    assert "Earlier runs, spoken" not in found
    assert "+2:10 over" in found


def test_that_numbers_stand_below_each_other_at_the_right(tmp_path: Path) -> None:
    found = {run.text: run for run in shown(SHEET, tmp_path)}
    for column in zip(*(row.values for row in SHEET.rows), strict=True):
        rights = [found[text].right for text in column if text not in ("–", "0:00", "+1:40 over")]
        assert rights == pytest.approx([rights[0]] * len(rights), abs=0.1)


def test_that_what_is_over_is_told_in_words_and_not_by_colour_alone(tmp_path: Path) -> None:
    found = shown(SHEET, tmp_path)
    colours = {run.text: run.colour for run in found}
    over = colours["+2:10 over"]
    assert over != colours["−5:00"]
    red = {run.text for run in found if run.colour == over} - {"difference"}
    assert red == {text for text in colours if text.endswith("over")}
    assert all(contrast(colour, "#FFFFFF") >= 7 for colour in (INK, QUIET, STOP))


def test_that_many_issues_have_their_bars_beside_their_names(tmp_path: Path) -> None:
    for count, told in ((12, ""), (30, ""), (70, "more")):
        rows = tuple(replace(ROW, name=f"Issue {n}", place=n) for n in range(count))
        found = texts_of(shown(replace(SHEET, rows=rows), tmp_path))
        issues = [text for text in found if text.startswith("Issue ")]
        assert (f"… and {count - len(issues)} more" in found) == bool(told)
        assert len(issues) == count or told
        assert "In all" in found


def test_that_a_long_title_is_cut_before_the_numbers(tmp_path: Path) -> None:
    rows = (replace(ROW, name="Сирия и химическое оружие " * 9), *SHEET.rows)
    found = [run for run in shown(replace(SHEET, rows=rows), tmp_path) if "Сирия" in run.text]
    assert len(found) == 1
    assert found[0].text.endswith("…")


def test_that_a_marking_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="marking is too long"):
        written(replace(SHEET, marking="RELEASABLE TO " * 400), tmp_path)


def test_that_it_has_a_title_and_tells_what_the_typeface_lacks(tmp_path: Path) -> None:
    out = tmp_path / "run.pdf"
    sheet = replace(SHEET, title="中国 Встреча\ud800")
    assert write_run(out, sheet, PAPERS["a4"], revised=REVISED) == ("中", "国")
    assert PdfReader(out).metadata.title == "中国 Встреча run-through"  # type: ignore[union-attr]


def test_that_neither_the_deck_nor_what_is_no_pdf_is_overwritten(tmp_path: Path) -> None:
    deck = tmp_path / "deck.pdf"
    deck.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="deck itself"):
        write_run(deck, SHEET, PAPERS["a4"], revised=REVISED, source=deck)
    with pytest.raises(ExportError, match="End the name"):
        write_run(tmp_path / "deck.yaml", SHEET, PAPERS["a4"], revised=REVISED)
    assert deck.read_text(encoding="utf-8") == "mine"


shares = st.floats(0, 1)
LONGEST = ("about 1,440:00", "1,440:00", "+1,440:00 over", "1,440:00", "1,440:00")
anything = st.builds(
    replace,
    st.just(SHEET),
    title=texts,
    marking=st.sampled_from(["", "TLP:AMBER", "SECRET // " + "RELEASABLE TO " * 20]),
    meeting=texts,
    as_of=texts,
    meaning=words,
    caution=texts,
    notes=st.lists(texts, max_size=4).map(tuple),
    rows=st.lists(
        st.builds(
            RunRow,
            name=texts,
            place=st.one_of(st.none(), st.integers(0, 20)),
            planned=shares,
            actual=shares,
            values=st.sampled_from([LONGEST, SHEET.rows[1].values]),
            is_over=st.booleans(),
        ),
        max_size=40,
    ).map(tuple),
)


@given(anything, st.sampled_from(["a4", "letter"]))
@settings(max_examples=15, deadline=None)
def test_that_whatever_is_told_fits(sheet: RunSheet, paper: str) -> None:
    with TemporaryDirectory() as folder:
        shown(sheet, Path(folder), paper)
