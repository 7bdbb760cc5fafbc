"""The readiness page on paper: one page, whole, and nothing on it that is too small to read."""

import datetime
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from deckapp.printing import PAPERS, ExportError, OptionError
from deckapp.printing.palette import contrast
from deckapp.printing.readiness_chart import LINE_COLOURS
from deckapp.printing.readiness_sheet import (
    ReadinessSheet,
    SheetLine,
    SheetNumber,
    SheetPoint,
    SheetSession,
    SheetShare,
    write_readiness,
)

from .extraction import Run, runs
from .making import texts, words

REVISED = datetime.date(2017, 4, 4)
SMALLEST = 7.0
SHEET = ReadinessSheet(
    title="Moscow, April 2017",
    marking="UNCLASSIFIED",
    meeting="Tillerson – Lavrov · Moscow, 2017-04-12",
    as_of="Readiness as of 4 April 2017, 19:40.",
    language="en",
    numbers=(SheetNumber("72 %", "if rehearsal stops now"), SheetNumber("97 %", "with the plan")),
    meaning="Expected share of answers.",
    caution="An expectation, not a promise.",
    notes=("2 of 69 prompts were never rehearsed.",),
    shares=(
        SheetShare("Syria", 0, 0.7, 0.95, ("70 %", "95 %")),
        SheetShare("Words to avoid", None, 0.0, 0.5, ("not yet rehearsed", "50 %")),
    ),
    lines=(SheetLine("There is no proof.", "Rebuttal · Nerve agent", "40 %"),),
    recall="if rehearsal stops now",
    curve=(SheetPoint(0, 0.8, 0.8), SheetPoint(0, 0.8, 0.9), SheetPoint(1, 0.72, 0.97)),
    end="meeting, 12 April 2017",
    sessions=(
        SheetSession("Now", 0.0, "50 of 69 prompts, 20 minutes"),
        SheetSession("Tue 11 April, 19:40 · last pass", 0.9, "all 69 prompts, 26 minutes"),
    ),
)
TODAY = replace(SHEET, numbers=(SheetNumber("72 %", "today"),), curve=(), end="", sessions=())
MANY = tuple(SheetSession(f"Session {n}", n / 60, "50 prompts") for n in range(60))


def written(sheet: ReadinessSheet, folder: Path, paper: str = "a4") -> PdfReader:
    out = folder / "ready.pdf"
    write_readiness(out, sheet, PAPERS[paper], revised=REVISED, creator="deckapp 1.2")
    return PdfReader(out, strict=True)


def shown(sheet: ReadinessSheet, folder: Path, paper: str = "a4") -> list[Run]:
    """The strings of the page, which is the only one and has room for all of them."""
    reader = written(sheet, folder, paper)
    (page,) = reader.pages
    size = PAPERS[paper]
    assert [float(edge) for edge in page.mediabox[2:]] == pytest.approx(
        [size.width, size.height], abs=0.01
    )
    found = runs(page)
    for run in found:
        left, bottom, right, top = run.box
        assert left > 20, run
        assert right < size.width - 20, run
        assert 20 < bottom < top < size.height - 20, run
        assert run.size >= SMALLEST, run
    for one, other in combinations(found, 2):
        assert not _overlap(one, other), (one, other)
    return found


def _overlap(one: Run, other: Run) -> bool:
    left, bottom, right, top = one.box
    left_2, bottom_2, right_2, top_2 = other.box
    wide = min(right, right_2) - max(left, left_2)
    high = min(top, top_2) - max(bottom, bottom_2)
    return wide > 0.1 and high > 0.1


def texts_of(found: list[Run]) -> list[str]:
    return [run.text for run in found]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_that_everything_stands_on_one_page(paper: str, tmp_path: Path) -> None:
    found = texts_of(shown(SHEET, tmp_path, paper))
    for text in (
        *("Moscow, April 2017", "72 %", "97 %", "with the plan", "Syria", "70 % · 95 %"),
        *("There is no proof.", "Rebuttal · Nerve agent", "40 %", "now"),
        *("meeting, 12 April 2017", "Now: 50 of 69 prompts, 20 minutes"),
        "Tue 11 April, 19:40 · last pass: all 69 prompts, 26 minutes",
        "An expectation, not a promise.",
    ):
        assert text in found, text


def test_that_the_marking_stands_at_both_ends(tmp_path: Path) -> None:
    marked = [run for run in shown(SHEET, tmp_path) if run.text == "UNCLASSIFIED"]
    assert [run.is_marking for run in marked] == [True, True]
    assert marked[0].y > 790
    assert marked[1].y < 50
    amber = [r for r in shown(replace(SHEET, marking="TLP:AMBER"), tmp_path) if r.is_marking]
    assert all(run.right > 500 for run in amber)
    assert not [run for run in shown(replace(SHEET, marking=""), tmp_path) if run.is_marking]


def test_that_a_long_marking_is_whole_and_one_without_end_is_refused(tmp_path: Path) -> None:
    marking = "SECRET // RELEASABLE TO " * 12
    found = shown(replace(SHEET, marking=marking), tmp_path)
    said = " ".join(run.text for run in found if run.is_marking)
    assert said == " ".join([marking.strip()] * 2)
    with pytest.raises(OptionError, match="marking is too long"):
        written(replace(SHEET, marking=marking * 30), tmp_path)


def test_that_without_a_day_to_come_there_is_neither_curve_nor_plan(tmp_path: Path) -> None:
    found = texts_of(shown(TODAY, tmp_path))
    assert "today" in found
    assert "now" not in found
    assert "Planned sessions" not in found


def test_that_a_deck_with_nothing_in_it_has_its_page(tmp_path: Path) -> None:
    bare = replace(TODAY, title="", numbers=(), notes=(), shares=(), lines=(), meeting="")
    assert "Expected share of answers." in texts_of(shown(bare, tmp_path))
    assert PdfReader(tmp_path / "ready.pdf").metadata.title == "readiness"  # type: ignore[union-attr]


def test_that_nothing_rehearsed_is_said_in_words(tmp_path: Path) -> None:
    numbers = (SheetNumber("Not yet rehearsed", "", is_words=True), SHEET.numbers[1])
    flat = (SheetPoint(0, 0.0, 0.9), SheetPoint(1, 0.0, 0.97))
    found = texts_of(shown(replace(SHEET, numbers=numbers, lines=(), curve=flat), tmp_path))
    assert found.count("Not yet rehearsed") == 2
    assert "The weakest lines" not in found


def test_that_lines_that_end_alike_are_named_apart(tmp_path: Path) -> None:
    for end in (0.0, 0.5, 1.0):
        curve = (SheetPoint(0, 0.5, 0.5), SheetPoint(1, end, end))
        found = texts_of(shown(replace(SHEET, curve=curve), tmp_path))
        assert found.count("with the plan") == 2


def test_that_long_lists_tell_how_much_more_there_is(tmp_path: Path) -> None:
    shares = tuple(replace(SHEET.shares[0], name=f"Issue {n}", place=n) for n in range(40))
    sheet = replace(SHEET, shares=shares, lines=SHEET.lines * 10, sessions=MANY)
    found = texts_of(shown(sheet, tmp_path, "letter"))
    issues = [text for text in found if text.startswith("Issue ")]
    assert f"… and {40 - len(issues)} more" in found
    told = [text for text in found if text.startswith("Session ")]
    assert told[0].startswith("Session 0:")
    assert told[-1].startswith("Session 59:")
    assert f"… {60 - len(told)} more" in found
    assert found.count("There is no proof.") == 10


def test_that_long_cues_take_two_lines_where_all_of_them_can(tmp_path: Path) -> None:
    cue = "They say this and that about everything there is. " * 5
    long = replace(SHEET.lines[0], cue=cue)
    assert _cue_lines(shown(replace(SHEET, lines=(long,) * 3), tmp_path)) == 6
    many = replace(SHEET, lines=(long,) * 10, sessions=MANY, notes=SHEET.notes * 2)
    assert _cue_lines(shown(many, tmp_path, "letter")) == 10
    worst = replace(many, title=cue, meeting=cue, as_of=cue, notes=(cue,) * 3, marking=cue)
    assert 3 < _cue_lines(shown(worst, tmp_path, "letter")) < 10


def _cue_lines(found: list[Run]) -> int:
    """How many lines there are in the column of the weakest lines, those of cards left out."""
    (left,) = (run.x for run in found if run.text == "The weakest lines")
    return sum(run.is_body and run.size == 8.5 and abs(run.x - left) < 0.1 for run in found)


def test_that_deck_text_is_never_markup(tmp_path: Path) -> None:
    text = r"<b>bold</b> \(x) (y"
    sheet = replace(SHEET, title=text, lines=(SheetLine(text, text, "1 %"),))
    found = texts_of(shown(sheet, tmp_path))
    assert found.count(text) == 3


def test_that_characters_the_typeface_lacks_are_told(tmp_path: Path) -> None:
    out = tmp_path / "ready.pdf"
    sheet = replace(SHEET, title="中国 Встреча\u202e\ud800")
    missing = write_readiness(out, sheet, PAPERS["a4"], revised=REVISED)
    assert missing == ("中", "国")
    assert "?? Встреча" in texts_of(runs(PdfReader(out).pages[0]))
    assert PdfReader(out).metadata.title == "中国 Встреча readiness"  # type: ignore[union-attr]


def test_that_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("one.pdf", "two.pdf"):
        write_readiness(tmp_path / name, SHEET, PAPERS["a4"], revised=REVISED)
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    assert b"D:20170404" in files[0]


def test_that_neither_the_deck_nor_what_is_no_pdf_is_overwritten(tmp_path: Path) -> None:
    deck = tmp_path / "deck.pdf"
    deck.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="deck itself"):
        write_readiness(deck, SHEET, PAPERS["a4"], revised=REVISED, source=deck)
    with pytest.raises(ExportError, match="End the name"):
        write_readiness(tmp_path / "deck.yaml", SHEET, PAPERS["a4"], revised=REVISED)
    assert deck.read_text(encoding="utf-8") == "mine"


def test_that_the_lines_read_on_paper() -> None:
    assert all(contrast(colour, "#FFFFFF") >= 7 for colour in LINE_COLOURS)


shares = st.floats(0, 1)
anything = st.builds(
    ReadinessSheet,
    title=texts,
    marking=st.sampled_from(["", "TLP:AMBER", "SECRET // " + "RELEASABLE TO " * 20]),
    meeting=texts,
    as_of=texts,
    language=st.just("en"),
    numbers=st.just(SHEET.numbers),
    meaning=words,
    caution=texts,
    notes=st.lists(texts, max_size=3).map(tuple),
    shares=st.lists(
        st.builds(
            SheetShare,
            name=texts,
            place=st.one_of(st.none(), st.integers(0, 20)),
            solid=shares,
            reach=shares,
            values=st.just(("not yet rehearsed", "no time for it")),
        ),
        max_size=20,
    ).map(tuple),
    lines=st.lists(
        st.builds(SheetLine, cue=texts, card=texts, recall=st.just("not yet rehearsed")),
        max_size=10,
    ).map(tuple),
    recall=st.just("if rehearsal stops now"),
    curve=st.lists(st.builds(SheetPoint, shares, shares, shares), min_size=2, max_size=5).map(
        lambda points: tuple(replace(p, with_plan=max(p.without, p.with_plan)) for p in points)
    ),
    end=st.sampled_from(["meeting, today", "meeting, 12 September 2017"]),
    sessions=st.sampled_from([SHEET.sessions, MANY]),
)


@given(anything, st.sampled_from(["a4", "letter"]))
@settings(max_examples=15, deadline=None)
def test_that_whatever_is_told_fits(sheet: ReadinessSheet, paper: str) -> None:
    with TemporaryDirectory() as folder:
        shown(sheet, Path(folder), paper)
