"""Layout files: those that ship fit the stock they name; bad ones are refused line by line."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject

from deckapp.deck import AvoidPhrase, Problem
from deckapp.deck.problems import Severity
from deckapp.paths import resources
from deckapp.printing import (
    BadFileError,
    Duplex,
    Layout,
    PrintOptions,
    Side,
    UnknownNameError,
    find_layouts,
    layout_named,
    profile_named,
    read_layout,
)

from .extraction import runs
from .making import INDEX, LAYOUTS, card, deck_of, export

FRONTS = PrintOptions(side=Side.FRONTS)
SHIPPED = sorted((resources() / "layouts").glob("*.yaml"))
IN, MM, NEAR = 72.0, 72 / 25.4, 0.05
LETTER, A4 = (8.5 * IN, 11 * IN), (210 * MM, 297 * MM)
WIDE_LETTER, WIDE_A4 = LETTER[::-1], A4[::-1]
Pair = tuple[float, float]


@dataclass(frozen=True)
class Stock:
    """Card stock: from the upper left corner of the paper, and from one card to the next."""

    paper: Pair
    card: Pair
    columns: int
    rows: int
    first: Pair
    pitch: Pair

    @property
    def places(self) -> list[Pair]:
        """The upper left corners of the cards, row by row."""
        (x, y), (across, down) = self.first, self.pitch
        rows, columns = range(self.rows), range(self.columns)
        return [(x + column * across, y + row * down) for row in rows for column in columns]

    @property
    def trim(self) -> list[float]:
        """Around all cards, from the lower left corner."""
        (left, top), (right, bottom) = self.places[0], self.places[-1]
        (width, height), paper = self.card, self.paper[1]
        return [left, paper - bottom - height, right + width, paper - top]


INDEX_3X5, INDEX_4X6, BUSINESS = (5 * IN, 3 * IN), (6 * IN, 4 * IN), (3.5 * IN, 2 * IN)
QUARTER, A6, A7 = (5.5 * IN, 4.25 * IN), (148.5 * MM, 105 * MM), (105 * MM, 74.25 * MM)
STOCK = {
    "letter-3x5": Stock(LETTER, INDEX_3X5, 1, 3, (1.75 * IN, 1 * IN), (5 * IN, 3 * IN)),
    "letter-4x6": Stock(LETTER, INDEX_4X6, 1, 2, (1.25 * IN, 1.25 * IN), (6 * IN, 4.5 * IN)),
    "letter-business-10": Stock(LETTER, BUSINESS, 2, 5, (0.75 * IN, 0.5 * IN), (3.5 * IN, 2 * IN)),
    "letter-business-8": Stock(LETTER, BUSINESS, 2, 4, (0.5 * IN, 0.75 * IN), (4 * IN, 2.5 * IN)),
    "a4-wallet": Stock(A4, (85 * MM, 54 * MM), 2, 5, (15 * MM, 13.5 * MM), (95 * MM, 54 * MM)),
    "a4-business": Stock(A4, (255.1, 147.4), 2, 5, (42.51, 52.44), (255.1, 147.4)),
    "a4-business-wide": Stock(A4, (246.6, 144), 2, 5, (42, 57.89), (264, 144)),
    "letter-quarter": Stock(WIDE_LETTER, QUARTER, 2, 2, (0, 0), QUARTER),
    "a4-a6": Stock(WIDE_A4, A6, 2, 2, (0, 0), A6),
    "a4-a7": Stock(A4, A7, 2, 4, (0, 0), A7),
}
UNTRIMMED = {
    "index-3x5": INDEX_3X5,
    "index-4x6": INDEX_4X6,
    "business": BUSINESS,
    "wallet": (85 * MM, 54 * MM),
    "a6": (148 * MM, 105 * MM),
    "a7": (105 * MM, 74 * MM),
    **dict.fromkeys(("pocket-letter", "booklet-half-letter", "tent"), WIDE_LETTER),
    **dict.fromkeys(("pocket-a4", "booklet-a5"), WIDE_A4),
    **dict.fromkeys(("agenda", "avoid", "contingencies", "large-print"), LETTER),
}
TRIM = {
    "fold-over-3x5": (WIDE_LETTER, [0.5 * IN, 1.25 * IN, 10.5 * IN, 7.25 * IN]),
    **{id_: (stock.paper, stock.trim) for id_, stock in STOCK.items()},
    **{id_: (paper, [0.0, 0.0, *paper]) for id_, paper in UNTRIMMED.items()},
}


def titles(page: PageObject) -> list[Pair]:
    """Where the titles of cards start, from the upper left corner of the page."""
    return [(run.x, float(page.mediabox[3]) - run.y) for run in runs(page) if run.is_title]


@pytest.mark.parametrize("id_", STOCK)
def test_that_cards_lie_on_their_stock(tmp_path: Path, id_: str) -> None:
    layout, stock = LAYOUTS[id_], STOCK[id_]
    single = replace(layout, paper=layout.face.area, cells=INDEX.cells)
    cards = [card(f"c{n}", title=f"Title {n}") for n in range(len(stock.places))]
    alone, _ = export(deck_of(cards[0]), tmp_path, layout=single, options=FRONTS)
    assert [*map(float, alone.pages[0].mediabox)] == pytest.approx([0, 0, *stock.card], abs=NEAR)
    ((inset, down),) = titles(alone.pages[0])
    (page,) = export(deck_of(*cards), tmp_path, layout=layout, options=FRONTS)[0].pages
    assert [run.text for run in runs(page) if run.is_title] == [card.title for card in cards]
    for (x, y), (left, top) in zip(titles(page), stock.places, strict=True):
        assert (x, y) == pytest.approx((left + inset, top + down), abs=NEAR)


def test_that_all_layouts_that_ship_are_good_and_measured_here() -> None:
    for path in SHIPPED:
        assert read_layout(path.read_bytes(), path.stem) == (LAYOUTS[path.stem], ())
    assert {path.stem for path in SHIPPED} == {*TRIM}
    assert {id_ for id_, layout in LAYOUTS.items() if layout.group == "sheets"} == {*STOCK}


@pytest.mark.parametrize("id_", TRIM)
def test_that_the_trim_is_around_all_cards_of_a_sheet(tmp_path: Path, id_: str) -> None:
    paper, trim = TRIM[id_]
    deck = replace(deck_of(card(when="Now.")), avoid=(AvoidPhrase("never"),))
    reader, _ = export(deck, tmp_path, layout=LAYOUTS[id_], options=FRONTS)
    for page in reader.pages:
        assert [*map(float, page.mediabox)] == pytest.approx([0, 0, *paper], abs=NEAR)
        assert [*map(float, page.trimbox)] == pytest.approx(trim, abs=NEAR)
        assert page.bleedbox == page.trimbox


GOOD = """\
format: deckapp-layout/1
title: Cards
group: sheets
paper: {width: 8.5 in, height: 11 in}
card: {width: 3.5 in, height: 2 in}
margin: 12 pt
grid: {columns: 2, rows: 4, left: 0.5 in, top: 0.75 in, across: 4 in, down: 2.5 in}
type: {preferred: 8.5 pt, floor: 6 pt}
"""
SIZES, MARGIN, GRID, TYPE = GOOD.splitlines(keepends=True)[4:]
CARDS = SIZES + MARGIN + GRID
LENGTH = "is not a length. Write a number with its unit: 85 mm"
NUMBER = "is not a whole number from 1 to 50."
BOMB = "".join(f"k{n}: {'@' * (n == 5)}&k{n} [{f'*k{n - 1},' * 9}]\n" for n in range(1, 9))
BAD = {
    "bad-value": [
        ("width: 3.5 in", "width: @-3.5 in", f"“-3.5 in” {LENGTH}"),
        ("width: 3.5 in", "width: @5", f"“5” {LENGTH}"),
        ("width: 3.5 in", "width: @5 feet", f"“5 feet” {LENGTH}"),
        ("{width: 3.5 in", "@{width: 0 in", "A card of this size cannot be seen."),
        ("{width: 8.5 in", "@{width: 0 in", "There is no paper of this size."),
        ("{width: 8.5 in", "@{width: 60 in", "There is no paper of this size."),
        ("columns: 2", "columns: @0", f"“0” {NUMBER}"),
        ("columns: 2", "columns: @51", f"“51” {NUMBER}"),
        ("{columns: 2", "@{columns: 3", "Some cards lie off the paper."),
        ("{columns: 2, rows: 4", "@{columns: 2, rows: 5", "Some cards lie off the paper."),
        ("across: 4 in", "across: @3.4 in", "on each other. Make “across” at least 3.5 in"),
        ("down: 2.5 in", "down: @1.9 in", "on each other. Make “down” at least 2 in"),
        ("{preferred: 8.5", "@{preferred: 5.5", "Type cannot be set in these sizes."),
        (TYPE, "type: @{preferred: 8 pt, floor: 3 pt}", "Type cannot be set in these sizes."),
        ("12 pt", "@1 in", "This leaves no room for text on a card."),
        (SIZES, f"fold: pocket\n{SIZES}".replace("{", "@{"), "Leave out “card”: the fold"),
        (CARDS, f"{MARGIN}fold: booklet\ngrid: @{{columns: 1, rows: 2}}\n", "Leave out “grid”"),
        (CARDS, f"{MARGIN}fold: @tent\n", "Write 'faces: whole'"),
        (TYPE, f"{TYPE}marks: @cross\n", "“cross” is not a choice here."),
        ("deckapp-layout/1", "@deckapp/1", "“deckapp/1” is another format."),
    ],
    "missing-key": [
        ("{width: 3.5 in, ", "@{", "needs “width”."),
        ("title: Cards\n", "", "needs “title”."),
        ("title: Cards", "title:@", "“title” is empty."),
    ],
    "unknown-key": [
        ("group:", "@sock: old\ngroup:", "Did you mean “stock”?"),
        ("top:", "@tops: 1 in, top:", "Did you mean “top”?"),
    ],
    "wrong-type": [
        ("width: 3.5 in", "width: @[5 in]", "a single value belongs here"),
        (GOOD, "- format: deckapp-layout/1\n", "The file has no keys."),
        (GOOD, "", "The file has no keys."),
        (GOOD, "# Nothing yet.\n", "The file has no keys."),
    ],
    "duplicate-key": [(GRID, f"@{MARGIN}{GRID}", "“margin” is used on line 6")],
    "yaml-syntax": [("12 pt", "@[12 pt", "The bracket that opens here is not closed")],
    "too-large": [(TYPE, TYPE + "#" * 70 * 1024, "The file is larger than 64 KiB.")],
    "too-deep": [(TYPE, f"{TYPE}a: {'[' * 30}@{'[' * 900}", "nested over 32 deep here.")],
    "unsafe-yaml": [
        ("12 pt", "@!!python/name:os.system 12 pt", "is not used in"),
        (TYPE, f"{TYPE}k0: &k0 [a]\n{BOMB}", "The aliases here multiply"),
    ],
}
"""What is replaced by what, with @ at the place of the problem (the start, if there is none)."""


def place(text: str) -> tuple[int, int]:
    """Line and column of the @."""
    before = text.partition("@")[0] if "@" in text else ""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(
    ("code", "old", "new", "words"), [(code, *bad) for code, many in BAD.items() for bad in many]
)
def test_that_a_bad_layout_is_refused_with_a_sentence_at_its_place(
    code: str, old: str, new: str, words: str
) -> None:
    assert read_layout(GOOD.encode(), "x")[1] == ()
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    layout, problems = read_layout(text.replace("@", "").encode(), "x")
    assert layout is None
    found = {(problem.code, problem.line, problem.column): problem for problem in problems}
    problem = found[code, *place(text)]
    assert words in f"{problem.message} {problem.hint}"
    assert problem.message.endswith(".")


def written(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def test_that_good_layouts_are_listed_and_bad_ones_told_of(tmp_path: Path) -> None:
    folder = written(tmp_path, good=GOOD, bad=GOOD.replace("12 pt", "12"), also=GOOD)
    found, (error,) = find_layouts([folder, tmp_path / "missing"])
    assert [layout.id for layout in found] == ["also", "good"]
    assert error.path == folder / "bad.yaml"
    assert f"{folder / 'bad.yaml'}:6:9: error[bad-value] “12” is not a length." in str(error)
    with pytest.raises(BadFileError, match=r"bad\.yaml:6:9: error"):
        layout_named("bad", [folder])


def test_that_a_layout_of_the_user_comes_before_the_one_that_ships(tmp_path: Path) -> None:
    mine = GOOD.replace("title: Cards", "title: Mine")
    folders = [written(tmp_path, **{"index-3x5": mine}), resources() / "layouts"]
    assert layout_named("index-3x5", folders).title == "Mine"
    found, errors = find_layouts(folders)
    assert errors == []
    titled = {**{id_: layout.title for id_, layout in LAYOUTS.items()}, "index-3x5": "Mine"}
    assert sorted((layout.id, layout.title) for layout in found) == sorted(titled.items())


@pytest.mark.parametrize("id_", ["", ".", "..", "../x", "below/x", "x.yaml", "x\0", "{}/x"])
def test_that_only_the_name_of_a_file_is_a_layout(tmp_path: Path, id_: str) -> None:
    folder = written(tmp_path / "layouts", **{"": GOOD})
    written(tmp_path, x=GOOD)
    written(folder / "below", x=GOOD)
    with pytest.raises(UnknownNameError, match="There is no layout"):
        layout_named(id_.format(tmp_path), [folder])


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("nowhere")])
def test_that_what_is_no_file_is_told_of_and_not_waited_for(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = written(tmp_path, good=GOOD) / "odd.yaml"
    make(path)
    found, (error,) = find_layouts([tmp_path])
    assert [layout.id for layout in found] == ["good"]
    assert (error.path, error.problems) == (path, ())
    assert str(error).startswith(f"{path}: This ")
    with pytest.raises(UnknownNameError, match="no layout “odd”"):
        layout_named("odd", [tmp_path])


def assert_read_or_refused(layout: Layout | None, problems: tuple[Problem, ...]) -> None:
    assert (layout is None) == any(each.severity is Severity.ERROR for each in problems)
    assert all(problem.line >= 1 <= problem.column for problem in problems)
    if layout is not None:
        for cell in layout.cells:
            assert -NEAR < cell.x <= layout.paper.width - layout.face.width + NEAR
            assert -NEAR < cell.y <= layout.paper.height - layout.face.height + NEAR


@given(st.binary(max_size=200))
def test_that_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert_read_or_refused(*read_layout(data, "x"))


TOKENS = b"-~0~999 ~{~}~[~: ~\n~#~&a ~fold: over\n~\0".split(b"~")
tokens = st.one_of(st.sampled_from(TOKENS), st.binary(max_size=3))
slips = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), tokens), min_size=1, max_size=3)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SHIPPED), slips)
def test_that_a_shipped_layout_with_slips_is_read_or_refused(
    path: Path, made: list[tuple[float, int, bytes]]
) -> None:
    data = path.read_bytes()
    for where, length, token in made:
        start = int(where * len(data))
        data = data[:start] + token + data[start + length :]
    assert_read_or_refused(*read_layout(data, "x"))


@pytest.mark.parametrize("edge", [Duplex.LONG, Duplex.SHORT])
@pytest.mark.parametrize("id_", STOCK)
def test_that_the_trim_of_a_back_is_around_its_cards(
    tmp_path: Path, id_: str, edge: Duplex
) -> None:
    options = PrintOptions(duplex=edge)
    reader, _ = export(deck_of(card()), tmp_path, layout=LAYOUTS[id_], options=options)
    (left, bottom, right, top), (width, height) = STOCK[id_].trim, STOCK[id_].paper
    wanted = [left, height - top, right, height - bottom]
    if (edge is Duplex.LONG) == (height > width):
        wanted = [width - right, bottom, width - left, top]
    assert [*map(float, reader.pages[1].trimbox)] == pytest.approx(wanted, abs=NEAR)


@pytest.mark.parametrize("find", [layout_named, profile_named])
def test_that_a_name_too_long_for_a_file_is_unknown(
    tmp_path: Path, find: Callable[[str, list[Path]], object]
) -> None:
    with pytest.raises(UnknownNameError):
        find("a" * 300, [tmp_path])


def test_that_an_unknown_name_is_shown_without_control_characters() -> None:
    with pytest.raises(UnknownNameError) as caught:
        layout_named("x\x1b[31m", [])
    assert "\x1b" not in str(caught.value)
    assert not str(caught.value).endswith(" ")


def test_that_a_folder_named_like_a_layout_hides_none(tmp_path: Path) -> None:
    (tmp_path / "index-3x5.yaml").mkdir()
    folders = [tmp_path, resources() / "layouts"]
    assert layout_named("index-3x5", folders) in find_layouts(folders)[0]


def test_that_a_hint_ends_with_one_full_stop() -> None:
    (problem,) = read_layout(GOOD.replace("columns: 2", "columns: 3").encode(), "x")[1]
    assert problem.hint.endswith(".")
    assert not problem.hint.endswith("..")


def test_that_creep_has_a_bound() -> None:
    shipped = (resources() / "layouts" / "booklet-a5.yaml").read_bytes()
    layout, (problem,) = read_layout(shipped.replace(b"0.2 mm", b"5 in"), "x")
    assert layout is None
    assert problem.message == "No paper is so thick."
