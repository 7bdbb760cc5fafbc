"""Fonts that somebody names: their characters are set, measured and found again, or refused."""

import os
import re
import resource
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from pypdf import PdfReader
from pypdf.generic import ContentStream

from deckapp.deck import Deck, Issue, Meeting
from deckapp.printing import ExportError, FontError, PreflightError, PrintOptions, preflight

from .making import INDEX, LAYOUTS, REVISED, card, deck_of, export

SAFE = INDEX.face.margin + INDEX.face.inset
OTHER = "平和条约中国😀✓"
"""Characters that deckapp's own typeface lacks, one of them outside the BMP."""
MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 250)))


def make_font(
    path: Path,
    characters: str = OTHER,
    advance: int = 1000,
    *,
    name: str = "Other",
    shared: bool = False,
    kind: str = "static",
) -> Path:
    """A font of boxes, one for each character, or one for all that are `shared`."""
    names = {ord(character): f"u{0 if shared else ord(character):X}" for character in characters}
    glyphs = [".notdef", *dict.fromkeys(names.values())]
    builder = FontBuilder(1000, isTTF=kind != "cff")
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(names)
    if kind == "cff":
        outline = _drawn(T2CharStringPen(advance, None), advance, 700).getCharString()
        builder.setupCFF(name, {}, dict.fromkeys(glyphs, outline), {})
    else:
        outlines = [_drawn(TTGlyphPen(None), advance, 700 + n).glyph() for n in range(len(glyphs))]
        builder.setupGlyf(dict(zip(glyphs, outlines, strict=True)))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (advance, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2()
    builder.setupPost()
    if kind == "variable":
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    builder.save(path)
    return path


def _drawn(pen: Any, width: int, height: int) -> Any:
    pen.moveTo((50, 0))
    for point in ((50, height), (width - 50, height), (width - 50, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen


def words(path: Path) -> list[tuple[str, float, float, float]]:
    """Words as poppler reads them: text, left, right, and top from the upper edge of the page."""
    command = ["pdftotext", "-bbox", str(path), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    pattern = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)".*?>(.*?)</word>'
    found = re.findall(pattern, done.stdout)
    return [(text, float(left), float(right), float(top)) for left, top, right, text in found]


def by_poppler(path: Path) -> str:
    return " ".join(text for text, *_ in words(path))


def by_pypdf(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def printed(deck: Deck, folder: Path, *fonts: Path, layout: str = "index-3x5") -> Path:
    export(deck, folder, layout=LAYOUTS[layout], options=PrintOptions(fonts=fonts))
    return folder / "cards.pdf"


def test_that_the_text_is_found_again_in_every_place_and_mixed_within_lines(tmp_path: Path) -> None:
    font = make_font(tmp_path / "other.ttf")
    title, position = "A 中国 title", "First 平和 (then) 😀 a\\b ✓ end."
    said = card(title=title, position=position, counter="They: 条约!")
    path = printed(deck_of(said, marking="SECRET 中国 😀", title="D 平"), tmp_path, font)
    for text in (by_poppler(path), by_pypdf(path)):
        assert all(part in text for part in (title, position, "They: 条约!", "D 平"))
        assert text.count("SECRET 中国 😀") == 4


@pytest.mark.parametrize("layout", ["index-3x5", "agenda", "tent"])
def test_that_a_marking_of_which_our_own_typeface_has_nothing_is_found_again(
    tmp_path: Path, layout: str
) -> None:
    font = make_font(tmp_path / "other.ttf")
    path = printed(deck_of(card(), marking="平和"), tmp_path, font, layout=layout)
    pages = PdfReader(path).pages
    assert by_poppler(path).count("平和") == by_pypdf(path).count("平和") >= 2 * len(pages)
    for page in pages:
        operations = ContentStream(page.get_contents(), None).operations
        resources: Any = page["/Resources"]
        named = {operands[0] for operands, operator in operations if operator == b"Tf"}
        assert named <= resources["/Font"].keys()


@pytest.mark.parametrize(
    ("layout", "others"),
    [
        ("letter-3x5", {"Ask 和"}),
        ("booklet-a5", {"Ask 和", "Minister 国", "Deck ✓"}),
        ("tent", {"Minister 平", "Say 约"}),
        ("agenda", {"Ask 和", "Minister 国", "Deck ✓"}),
    ],
)
def test_that_sheets_folds_and_pages_are_set_in_it_too(
    tmp_path: Path, layout: str, others: set[str]
) -> None:
    font = make_font(tmp_path / "other.ttf")
    issue = Issue(id="i", title="Issue 条约", cards=(card(asks=("Ask 和",), short="Say 约"),))
    meeting = Meeting(principal="Minister 平", counterpart="Minister 国")
    deck = Deck(title="Deck ✓", marking="U", meeting=meeting, issues=(issue,))
    text = by_poppler(printed(deck, tmp_path, font, layout=layout))
    assert all(other in text for other in ("Issue 条约", *others))


def test_that_the_first_font_that_has_a_character_draws_it(tmp_path: Path) -> None:
    narrow = make_font(tmp_path / "narrow.ttf", "平", 500, name="Narrow")
    wide = make_font(tmp_path / "wide.ttf", "平和", 1500, name="Wide")
    for fonts, ratio in (((narrow, wide), 3), ((wide, narrow), 1)):
        found = words(printed(deck_of(card(position="平平 和和")), tmp_path, *fonts))
        widths = {text: right - left for text, left, right, _ in found}
        assert widths["和和"] == pytest.approx(ratio * widths["平平"], rel=0.01)


def test_that_what_our_own_typeface_has_is_never_taken_from_another(tmp_path: Path) -> None:
    font = make_font(tmp_path / "other.ttf", "Position. abc", 3000)
    deck = deck_of(card())
    without = printed(deck, tmp_path).read_bytes()
    assert printed(deck, tmp_path, font).read_bytes() == without


@pytest.mark.parametrize("position", ["平和条约 " * 40, "平和条约" * 40, "平" + "abc" * 60 + "和"])
def test_that_lines_break_inside_the_margins(tmp_path: Path, position: str) -> None:
    font = make_font(tmp_path / "other.ttf", OTHER, 1300)
    path = printed(deck_of(card(position=position)), tmp_path, font)
    _, lefts, rights, _ = zip(*words(path), strict=True)
    assert len({top for text, *_, top in words(path) if "平" in text or "abc" in text}) > 1
    assert min(lefts) >= SAFE - 0.1
    assert max(rights) <= INDEX.face.width - SAFE + 0.1
    assert squeezed(position) in squeezed(by_poppler(path))


def test_that_wider_letters_are_set_smaller(tmp_path: Path) -> None:
    deck = deck_of(card(position="平和 条约 " * 30))
    sizes = []
    for advance in (600, 1600):
        font = make_font(tmp_path / "other.ttf", OTHER, advance)
        _, report = export(deck, tmp_path, options=PrintOptions(fonts=(font,)))
        sizes.append(report.cards[0].front_size)
    assert sizes[0] > sizes[1]


def test_that_two_characters_of_one_glyph_stay_two(tmp_path: Path) -> None:
    font = make_font(tmp_path / "other.ttf", "平和", shared=True)
    path = printed(deck_of(card(position="平 和 平和")), tmp_path, font)
    assert "平 和 平和" in by_poppler(path)
    assert len(embedded(path, "Other").getGlyphOrder()) == 2


def test_that_hundreds_of_characters_are_found_again(tmp_path: Path) -> None:
    font = make_font(tmp_path / "other.ttf", MANY)
    path = printed(deck_of(card(position=MANY)), tmp_path, font)
    assert MANY in squeezed(by_poppler(path))
    assert MANY in squeezed(by_pypdf(path))


def test_that_a_disk_that_is_full_is_not_called_the_fonts_fault(tmp_path: Path) -> None:
    path = make_font(tmp_path / "other.ttf")
    with TTFont(path) as font:
        font["fpgm"] = DefaultTable("fpgm")
        font["fpgm"].data = os.urandom(2 << 20)
        font.save(path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limits[1]))
    try:
        with pytest.raises(ExportError, match=r"could not be written \(File too large\)"):
            printed(deck_of(card(position="平")), tmp_path, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_that_no_more_of_a_font_is_embedded_than_is_drawn(tmp_path: Path) -> None:
    font = make_font(tmp_path / "other.ttf", MANY)
    unused = make_font(tmp_path / "unused.ttf", "✓", name="Unused")
    path = printed(deck_of(card(position=MANY[:3])), tmp_path, font, unused)
    assert len(embedded(path, "Other").getGlyphOrder()) == 4
    assert b"+Unused" not in path.read_bytes()


def test_that_the_same_input_gives_the_same_sound_bytes(tmp_path: Path) -> None:
    font = make_font(tmp_path / "other.ttf")
    deck = deck_of(card(position=f"Mixed {OTHER} text", title="平"), marking="U 和")
    first = printed(deck, tmp_path, font).read_bytes()
    path = printed(deck, tmp_path, font)
    assert path.read_bytes() == first
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=True)
    assert "WARNING" not in done.stdout + done.stderr


def squeezed(text: str) -> str:
    return "".join(text.split())


def embedded(path: Path, name: str) -> TTFont:
    """The subset of the font of that name in a PDF."""
    resources: Any = PdfReader(path).pages[0]["/Resources"]
    (font,) = (font for font in resources["/Font"].values() if font["/BaseFont"].endswith(name))
    (descendant,) = font["/DescendantFonts"]
    program = descendant.get_object()["/FontDescriptor"]["/FontFile2"].get_data()
    return TTFont(BytesIO(program))


def damaged(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """Write a font whose bytes were changed."""
    return lambda path: path.write_bytes(change(make_font(path).read_bytes()))


def without_end(data: bytes) -> bytes:
    """The table of outlines lies beyond the end of the file."""
    entry = data.index(b"glyf") + 8
    return data[:entry] + len(data).to_bytes(4, "big") + data[entry + 4 :]


NOT_TRUETYPE = r"not a TrueType font, or it is damaged\. Name a static TrueType font"
DAMAGED = r"font is damaged\. Name another\."
BAD: list[tuple[Callable[[Path], object], str]] = [
    (damaged(lambda _: b"garbage" * 999), NOT_TRUETYPE),
    (damaged(lambda _: b""), NOT_TRUETYPE),
    (damaged(lambda data: data[:200]), NOT_TRUETYPE),
    (damaged(lambda data: data.replace(b"cmap", b"none")), NOT_TRUETYPE),
    (damaged(lambda data: data.replace(b"glyf", b"none")), DAMAGED),
    (damaged(without_end), DAMAGED),
    (
        lambda path: make_font(path, kind="cff"),
        r"PostScript outlines \(CFF\)\. Name a static TrueType",
    ),
    (
        lambda path: make_font(path, kind="variable"),
        r"font is variable\. Name a static TrueType font",
    ),
    (Path.mkdir, r"This is a folder\. Name a static TrueType font"),
    (lambda _: None, r"There is no such file\. Name a static TrueType font"),
    (os.mkfifo, r"This is not a regular file\. Name a static TrueType font"),
    (lambda path: path.symlink_to("/dev/zero"), r"This is not a regular file\. Name a static"),
    (lambda path: path.write_bytes(bytes((64 << 20) + 1)), r"larger than 64 MiB\. Name a small"),
]


@pytest.mark.parametrize(("make", "sentence"), BAD)
def test_that_a_font_that_cannot_be_used_is_named_and_nothing_is_written(
    tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    font, folder = tmp_path / "bad.ttf", tmp_path / "cards"
    make(font)
    folder.mkdir()
    (folder / "cards.pdf").write_bytes(b"earlier")
    with pytest.raises(FontError, match=sentence) as caught:
        printed(deck_of(card(position="平")), folder, font)
    assert str(caught.value).startswith(f"{font}: ")
    assert "\n" not in str(caught.value)
    (left,) = folder.iterdir()
    assert left.read_bytes() == b"earlier"


@pytest.mark.parametrize("text", ["لا دليل", "אין ראיות", "कोई सबूत नहीं", "ไม่มีหลักฐาน"])
def test_that_a_script_that_must_be_shaped_is_refused_with_or_without_a_font(
    tmp_path: Path, text: str
) -> None:
    font = make_font(tmp_path / "other.ttf", text)
    for fonts in ((), (font,)):
        options = PrintOptions(fonts=fonts)
        deck = deck_of(card("a"), card("b", counter=f"They say {text}"))
        (finding,) = preflight(deck, INDEX, revised=REVISED, options=options)
        assert (finding.code, finding.card, finding.field) == ("unset-script", "b", "counter")
        assert "Write it in other letters" in finding.message
        assert "--font" not in finding.message
        with pytest.raises(PreflightError):
            export(deck, tmp_path, options=options)
    assert not (tmp_path / "cards.pdf").exists()


@pytest.mark.parametrize(("text", "name"), [("没有", "U+6CA1 CJK"), ("😀", "U+1F600 GRINNING")])
def test_that_other_characters_are_missing_by_name_until_a_font_has_them(
    tmp_path: Path, text: str, name: str
) -> None:
    deck = deck_of(card("a"), card("b", asks=("One.", f"Two {text}.")))
    (finding,) = preflight(deck, INDEX, revised=REVISED)
    assert (finding.code, finding.card, finding.field) == ("missing-glyph", "b", "asks")
    assert f"“{text[0]}” ({name}" in finding.message
    assert "--font FILE" in finding.message
    font = make_font(tmp_path / "other.ttf", text)
    assert preflight(deck, INDEX, revised=REVISED, options=PrintOptions(fonts=(font,))) == []
