"""Calibration: the ruler sheet, what is read on it, and the profiles of printers."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from deckapp.printing import (
    PAPERS,
    BadFileError,
    Duplex,
    ExportError,
    OptionError,
    PrintOptions,
    Profile,
    UnknownNameError,
    calibration_sheet,
    measured_profile,
    preflight,
    profile_named,
    profile_text,
    save_profile,
)
from deckapp.printing.geometry import IDENTITY, Matrix, Size, apply

from .extraction import runs
from .making import LAYOUTS, REVISED, card, deck_of, export

MILLIMETRE = 72 / 25.4
NEAR = 0.05
LETTER = PAPERS["letter"]
EDGES = [Duplex.LONG, Duplex.SHORT]
Line = tuple[complex, complex]
"""Where a straight line starts and ends."""

every_paper = pytest.mark.parametrize("paper", ["letter", "a4"])
every_edge = pytest.mark.parametrize("edge", EDGES)


def sheet(folder: Path, paper: str = "letter", edge: Duplex = Duplex.LONG) -> PdfReader:
    out = folder / "rulers.pdf"
    calibration_sheet(out, PAPERS[paper], edge, revised=REVISED, creator="deckapp 1.2")
    return PdfReader(out, strict=True)


def lines(page: PageObject) -> list[Line]:
    matrix: Matrix = IDENTITY
    found: list[Line] = []
    start = 0j
    for operands, operator in ContentStream(page.get_contents(), None).operations:
        if operator == b"cm":
            a, b, c, d, e, f = map(float, operands)
            matrix = a, b, c, d, e, f
        elif operator in (b"m", b"l"):
            x, y = map(float, operands)
            place = complex(*apply(matrix, x, y))
            if operator == b"l":
                found.append((start, place))
            start = place
    return found


def middles(page: PageObject, millimetres: float) -> list[complex]:
    """The middles of the lines of a length: of horizontal ones first, from below to above."""
    long = [
        (abs((end - start).real) < NEAR, ((start + end) / 2).imag, (start + end) / 2)
        for start, end in lines(page)
        if abs(abs(end - start) - millimetres * MILLIMETRE) < NEAR
    ]
    return [place for *_, place in sorted(long, key=lambda line: line[:2])]


@every_paper
@every_edge
def test_that_crosses_lie_behind_the_middle_of_the_rulers_and_reach_over_them(
    tmp_path: Path, paper: str, edge: Duplex
) -> None:
    front, back = sheet(tmp_path, paper, edge).pages
    rulers = middles(front, 20)
    places = [complex(rulers[n].real, rulers[n + 2].imag) for n in (0, 1)]
    for ruler, place in zip(rulers[:2], places, strict=True):
        assert place.imag - ruler.imag == pytest.approx(12 * MILLIMETRE, abs=NEAR)
    seen = [through_the_front(place, PAPERS[paper], edge) for place in middles(back, 52)]
    assert sorted(seen, key=lambda place: place.imag) == pytest.approx(
        [places[0], places[0], places[1], places[1]], abs=NEAR
    )
    assert places[1].imag - places[0].imag > 300


def through_the_front(place: complex, paper: Size, edge: Duplex) -> complex:
    """A place on the back of a sheet that is turned like a page, or like a calendar."""
    if edge is Duplex.LONG:
        return complex(paper.width - place.real, place.imag)
    return complex(place.real, paper.height - place.imag)


@every_paper
def test_that_there_are_lines_at_the_numbered_distances_from_every_edge(
    tmp_path: Path, paper: str
) -> None:
    front = sheet(tmp_path, paper).pages[0]
    found = [(abs((end - start).imag) < NEAR, start) for start, end in lines(front)]
    across = [start.imag for horizontal, start in found if horizontal]
    upright = [start.real for horizontal, start in found if not horizontal]
    for number in (2, 3, 4, 5, 6, 8, 10):
        edge = number * MILLIMETRE
        for there, extent in ((across, PAPERS[paper].height), (upright, PAPERS[paper].width)):
            for place in (edge, extent - edge):
                assert min(abs(place - other) for other in there) < NEAR
        assert sum(run.text == str(number) for run in runs(front)) == 4


@every_paper
@every_edge
def test_that_the_sheet_says_what_to_do_and_how_it_is_turned(
    tmp_path: Path, paper: str, edge: Duplex
) -> None:
    reader = sheet(tmp_path, paper, edge)
    assert len(reader.pages) == 2
    for page in reader.pages:
        assert float(page.mediabox.width) == pytest.approx(PAPERS[paper].width, abs=0.01)
        assert float(page.mediabox.height) == pytest.approx(PAPERS[paper].height, abs=0.01)
    preferences: Any = reader.root_object["/ViewerPreferences"]
    assert preferences["/Duplex"] == f"/DuplexFlip{edge.title()}Edge"
    assert preferences["/PrintScaling"] == "/None"
    text = " ".join(run.text for run in runs(reader.pages[0]))
    assert "Print this at 100 %" in text
    for label in ("Top", "Bottom", "-10", "0", "+10"):
        assert label in text.split()
    assert "deckapp calibrate --save NAME --top RIGHT UP --bottom RIGHT UP --margin NUMBER" in text
    assert f"--duplex {edge}" in text
    (back,) = runs(reader.pages[1])
    assert back.text.startswith("Back.")
    assert back.turned == (edge is Duplex.SHORT)
    assert reader.metadata is not None
    assert reader.metadata.creator == "deckapp 1.2"


def test_that_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="choose long or short"):
        sheet(tmp_path, edge=Duplex.NONE)
    with pytest.raises(ExportError, match="There is no folder"):
        sheet(tmp_path / "nowhere")
    assert not any(tmp_path.iterdir())
    for name, kind in (("deck.yaml", "“.yaml” is not a format"), ("rulers", "Without suffix it")):
        (tmp_path / name).write_text("earlier")
        with pytest.raises(ExportError, match=f"{kind}.*End the name in “.pdf”"):
            calibration_sheet(tmp_path / name, LETTER, Duplex.LONG, revised=REVISED)
        assert (tmp_path / name).read_text() == "earlier"
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match=r"file/printers: The folder could not be made \(Not a"):
        save_profile(Profile("office"), tmp_path / "file" / "printers")


@pytest.mark.parametrize(
    ("top", "bottom", "margin", "sentence"),
    [
        ((10.1, 0), (0, 0), 0, r"rulers end at 10 mm: 10\.1 cannot be read"),
        ((0, -11), (0, 0), 0, "-11 cannot be read"),
        ((0, 0), (99, 0), 0, "99 cannot be read"),
        ((0, 0), (0, -10.5), 0, r"-10\.5 cannot be read"),
        ((0, float("nan")), (0, 0), 0, "nan cannot be read"),
        ((0, 0), (float("-inf"), 0), 0, "-inf cannot be read"),
        ((0, 0), (0, 0), -0.1, "from 0 to 10 mm from the edge"),
        ((0, 0), (0, 0), 10.1, "from 0 to 10 mm from the edge"),
        ((0, 0), (0, 0), float("nan"), "from 0 to 10 mm from the edge"),
    ],
)
def test_that_a_reading_that_no_sheet_can_show_is_refused(
    top: tuple[float, float], bottom: tuple[float, float], margin: float, sentence: str
) -> None:
    with pytest.raises(OptionError, match=sentence):
        measured_profile("office", LETTER, Duplex.LONG, top, bottom, margin)


def test_that_the_ends_of_the_rulers_can_be_read() -> None:
    found = measured_profile("office", LETTER, Duplex.SHORT, (10, -10), (10, -10), 10)
    assert found.name == "office"
    assert (found.right, found.up) == pytest.approx((10 * MILLIMETRE, -10 * MILLIMETRE))
    assert found.turned == 0
    assert found.margin == pytest.approx(10 * MILLIMETRE)
    assert found.edge is Duplex.SHORT


offsets = st.floats(-5, 5).map(lambda millimetres: millimetres * MILLIMETRE)


@every_paper
def test_that_a_printer_that_is_not_off_is_not_corrected(paper: str) -> None:
    for tumbled in (False, True):
        assert Profile("p").correction(PAPERS[paper], tumbled=tumbled) == IDENTITY


names = st.text(st.sampled_from("abcXYZ019äß -._"), min_size=1, max_size=20).filter(
    lambda name: name[0] not in " -." and name[-1] not in " ."
)
profiles = st.builds(
    Profile,
    names,
    right=offsets,
    up=offsets,
    turned=st.floats(-8, 8),
    margin=st.floats(0, 28),
    edge=st.sampled_from([None, *EDGES]),
)


@given(profiles)
def test_that_a_profile_comes_back_as_it_was_saved(profile: Profile) -> None:
    with TemporaryDirectory() as folder:
        path = save_profile(profile, Path(folder, "new", "printers"))
        assert path == Path(folder, "new", "printers", f"{profile.name}.yaml")
        assert path.read_text(encoding="utf-8") == profile_text(profile)
        found = profile_named(profile.name, [Path(folder), path.parent])
    assert (found.name, found.edge) == (profile.name, profile.edge)
    assert (found.right, found.up, found.turned, found.margin) == pytest.approx(
        (profile.right, profile.up, profile.turned, profile.margin), abs=0.015
    )


@pytest.mark.parametrize(
    "name", ["", "../x", "con/x", "/etc/x", ".x", "-x", "x.", "x ", " x", "a\nb", "a\0b", "a" * 62]
)
def test_that_a_name_that_cannot_be_a_files_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "printers"
    with pytest.raises(UnknownNameError, match="cannot name a printer profile"):
        save_profile(Profile(name), folder)
    (tmp_path / "x.yaml").write_text("format: deckapp-printer/1\n")
    with pytest.raises(UnknownNameError, match="There is no printer profile"):
        profile_named(name, [folder])
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]


def test_that_an_unknown_profile_is_said_with_those_that_come_close(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="`deckapp calibrate -h` tells how"):
        profile_named("office", [tmp_path, tmp_path / "nowhere"])
    save_profile(Profile("office"), tmp_path)
    with pytest.raises(UnknownNameError, match="Did you mean “office”"):
        profile_named("ofice", [tmp_path])
    with pytest.raises(UnknownNameError, match="There are: office"):
        profile_named("xyz", [tmp_path])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("format: deckapp-printer/1\nrihgt: 1 mm\n", r":2:1: error\[unknown-key\] .*right"),
        ("format: deckapp-printer/1\nright: 1\n", r":2:8: error\[bad-value\]"),
        ("format: deckapp-printer/1\nup: -30 mm\n", r":2:5: error\[bad-value\] This is too far"),
        ("format: deckapp-printer/1\nmargin: -1 mm\n", r":2:9: error\[bad-value\]"),
        ("format: deckapp-printer/1\nduplex: sideways\n", r":2:9: error\[bad-value\] .*long"),
        ("format: deckapp-printer/1\nturned: 91\n", r":2:9: error\[bad-value\] .*-90 to 90"),
        ("right: 1 mm\n", r":1:1: error\[missing-key\] .*format"),
        ("format: deckapp/1\n", r":1:9: error\["),
        ("", r":1:1: error\["),
        ("format: [\n", r":\d+:\d+: error\[yaml-syntax\]"),
    ],
)
def test_that_a_bad_profile_is_said_with_line_and_column(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFileError, match=place) as caught:
        profile_named("office", [tmp_path])
    assert str(caught.value).startswith(f"{path}:")
    assert caught.value.path == path
    assert len(caught.value.problems) == str(caught.value).count("\n") + 1


def test_that_a_profile_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_profile(Profile("office"), tmp_path)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(BadFileError, match="You may not read this file") as caught:
        profile_named("office", [tmp_path])
    assert caught.value.problems == ()


@pytest.mark.parametrize(("layout", "text"), [("a7", 15), ("letter-business-10", 48)])
@pytest.mark.parametrize(("more", "codes"), [(-0.2, []), (0, []), (0.2, ["margin"])])
def test_that_text_where_the_printer_cannot_print_is_warned_of(
    tmp_path: Path, layout: str, text: float, more: float, codes: list[str]
) -> None:
    margin = text + more
    options = PrintOptions(profile=Profile("office", margin=margin))
    deck = deck_of(card())
    found = preflight(deck, LAYOUTS[layout], revised=REVISED, options=options)
    assert [finding.code for finding in found] == codes
    _, report = export(deck, tmp_path, layout=LAYOUTS[layout], options=options)
    assert list(report.findings) == found
    for finding in found:
        assert f"“office” leaves {margin / MILLIMETRE:.1f} mm white" in finding.message
        assert not finding.stops
