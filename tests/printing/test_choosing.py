"""What is chosen is what is printed: cards, how much of them, and how they lie on paper."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject
from pypdf.generic import BooleanObject, ContentStream

from deckapp.deck import AvoidPhrase, Deck, Fact, FollowUp, Issue
from deckapp.printing import (
    Density,
    Duplex,
    EmptySelectionError,
    Layout,
    Marks,
    OptionError,
    PrintOptions,
    Profile,
    Selection,
    Side,
    UnknownNameError,
    printed_in,
)

from .extraction import runs
from .making import LAYOUTS, card, deck_of, export

WORDED = card(
    title="Titleword",
    when="Whenword",
    precondition="Ifword",
    addressee="Toword",
    position="Positionword",
    short="Shortword",
    asks=("Askword",),
    red_lines=("Redword",),
    counter="Counterword",
    likelihood="certain",
    rebuttal="Rebutword",
    follow_ups=(FollowUp(id="f", counter="Pressword", rebuttal="Answerword"),),
    notes="Noteword",
    facts=(Fact("Factword"),),
)


def text(page: PageObject) -> str:
    return " ".join(run.text for run in runs(page)).replace("\u00a0", " ")


def fields(page: PageObject) -> set[str]:
    """The fields of WORDED that stand on a page."""
    return {word.removesuffix("word") for word in re.findall(r"\w+word\b", text(page))}


def names(deck: Deck, folder: Path, selection: Selection) -> list[str]:
    _, report = export(deck, folder, selection)
    return [entry.name for entry in report.cards]


def test_that_cards_are_chosen_by_the_priority_of_their_issue(tmp_path: Path) -> None:
    issues = [
        Issue(id=f"i-{priority}", title="I", priority=priority, cards=(card(f"c-{priority}"),))
        for priority in ("could", "must", "", "should")
    ]
    deck = Deck(title="D", marking="U", issues=tuple(issues))
    assert names(deck, tmp_path, Selection(priorities=("must",))) == ["c-must"]
    both = Selection(priorities=("should", "could"))
    assert names(deck, tmp_path, both) == ["c-could", "c-should"]
    with pytest.raises(UnknownNameError, match=r"“mist” is not a priority.*“must”"):
        names(deck, tmp_path, Selection(priorities=("mist",)))
    with pytest.raises(EmptySelectionError, match="choose other cards, issues, priorities"):
        names(deck, tmp_path, Selection(cards=("c-must",), priorities=("could",)))


def test_that_contingencies_are_the_cards_that_have_a_trigger(tmp_path: Path) -> None:
    deck = deck_of(card("a"), card("b", when="Then."), card("c", when=" \n"), card("d", when="So."))
    assert names(deck, tmp_path, Selection(contingencies=True)) == ["b", "d"]
    assert names(deck, tmp_path, Selection(cards=("a", "d"), contingencies=True)) == ["d"]
    with pytest.raises(EmptySelectionError):
        names(deck, tmp_path, Selection(cards=("a",), contingencies=True))


def changed(before: Deck, after: Deck, folder: Path, **selection: Any) -> tuple[Any, list[str]]:
    """Print a deck, and then what has changed; return the pages and the names of the cards."""
    export(before, folder)
    digests = printed_in(folder / "cards.pdf")
    reader, report = export(after, folder, Selection(changed_since=digests, **selection))
    return reader, [entry.name for entry in report.cards]


OTHER: dict[str, Any] = {
    **dict.fromkeys(("title", "when", "precondition", "addressee", "position"), "Other."),
    **dict.fromkeys(("short", "counter", "rebuttal"), "Other."),
    **dict.fromkeys(("asks", "red_lines"), ("Other.",)),
    "likelihood": "likely",
    "follow_ups": (FollowUp(id="f", counter="Pressword", rebuttal="Other."),),
}
UNPRINTED: dict[str, Any] = {
    **dict.fromkeys(("notes", "delivery", "origin"), "Other."),
    "withhold": ("Other.",),
    "facts": (),
    "position": " Positionword\n",
}


@pytest.mark.parametrize(("field", "value"), OTHER.items())
def test_that_a_card_with_a_changed_text_is_printed_with_the_number_it_has(
    tmp_path: Path, field: str, value: Any
) -> None:
    cards = [replace(WORDED, id=id_) for id_ in ("a", "b", "c")]
    after = [cards[0], replace(cards[1], **{field: value}), cards[2]]
    reader, chosen = changed(deck_of(*cards), deck_of(*after), tmp_path)
    assert chosen == ["b"]
    assert all("Card 2 of 3 ·" in text(page) for page in reader.pages)


def test_that_new_cards_and_cards_without_id_count_as_changed(tmp_path: Path) -> None:
    a, unnamed, c = card("a"), card("", title="No id"), card("c")
    after = deck_of(card("new"), c, unnamed, a, card("last"))
    _, chosen = changed(deck_of(a, unnamed, c), after, tmp_path)
    assert chosen == ["new", "No id", "last"]


def test_that_a_changed_marking_changes_every_card(tmp_path: Path) -> None:
    cards = card("a"), card("b")
    for marking in ("", "SECRET"):
        _, chosen = changed(deck_of(*cards), deck_of(*cards, marking=marking), tmp_path)
        assert chosen == ["a", "b"]


def test_that_a_changed_issue_title_changes_its_cards(tmp_path: Path) -> None:
    one, other = (Issue(id=id_, title="Was", cards=(card(f"c-{id_}"),)) for id_ in "ab")
    before = Deck(title="D", marking="U", issues=(one, other))
    after = replace(before, issues=(one, replace(other, title="Is")))
    assert changed(before, after, tmp_path)[1] == ["c-b"]


@pytest.mark.parametrize(("field", "value"), UNPRINTED.items())
def test_that_nothing_changed_is_said_and_nothing_is_written(
    tmp_path: Path, field: str, value: Any
) -> None:
    with pytest.raises(EmptySelectionError, match="No card has changed since"):
        changed(deck_of(WORDED), deck_of(replace(WORDED, **{field: value})), tmp_path)


def test_that_a_print_of_changes_tells_of_all_cards_for_the_next_time(tmp_path: Path) -> None:
    before = deck_of(card("a"), card("b"))
    after = deck_of(card("a"), card("b", when="Now."))
    changed(before, after, tmp_path)
    since_then = Selection(changed_since=printed_in(tmp_path / "cards.pdf"))
    with pytest.raises(EmptySelectionError, match="No card has changed since"):
        names(after, tmp_path, since_then)


def test_that_changes_are_looked_for_within_what_is_chosen(tmp_path: Path) -> None:
    before = deck_of(card("a"), card("b"), card("c"))
    after = deck_of(card("a", when="X."), card("b"), card("c", when="X."))
    reader, chosen = changed(before, after, tmp_path, cards=("b", "c"))
    assert chosen == ["c"]
    assert "Card 2 of 2 ·" in text(reader.pages[0])


SHORT = Profile("office", edge=Duplex.SHORT)
CONDITIONS = {"Title", "When", "If"}
FACES: list[tuple[Density, set[str], set[str]]] = [
    (Density.FULL, {"To", "Position", "Ask", "Red"}, {"Counter", "Rebut", "Press", "Answer"}),
    (Density.POINTS, {"Position"}, {"Counter", "Rebut"}),
    (Density.KEYWORDS, {"Short"}, set()),
]


@pytest.mark.parametrize(("density", "front", "back"), FACES)
def test_that_a_density_prints_its_fields_and_always_the_conditions(
    tmp_path: Path, density: Density, front: set[str], back: set[str]
) -> None:
    options = PrintOptions(density=density)
    reader, _ = export(deck_of(WORDED), tmp_path, options=options)
    assert [fields(page) for page in reader.pages] == [
        front | CONDITIONS,
        *([back | {"Title"}] if back else []),
    ]
    reader, _ = export(deck_of(WORDED), tmp_path, layout=LAYOUTS["large-print"], options=options)
    assert [fields(page) for page in reader.pages] == [front | back | CONDITIONS]


def test_that_keywords_without_a_short_form_are_the_position(tmp_path: Path) -> None:
    options = PrintOptions(density=Density.KEYWORDS)
    reader, _ = export(deck_of(replace(WORDED, short=" ")), tmp_path, options=options)
    assert [fields(page) for page in reader.pages] == [{"Position"} | CONDITIONS]


def test_that_keywords_take_one_side_of_each_sheet(tmp_path: Path) -> None:
    deck = deck_of(*(replace(WORDED, id=f"c-{number}") for number in range(4)))
    found = []
    for density in (Density.KEYWORDS, Density.POINTS):
        options = PrintOptions(density=density)
        _, report = export(deck, tmp_path, layout=LAYOUTS["letter-3x5"], options=options)
        found.append((report.sheets, report.pages, report.two_sided))
    assert found == [(2, 2, False), (2, 4, True)]


KEYWORDS = PrintOptions(density=Density.KEYWORDS, side=Side.BACKS)
FRONTS_REVERSED = PrintOptions(side=Side.FRONTS, reversed_backs=True)


@pytest.mark.parametrize(
    ("layout", "options", "sentence"),
    [
        ("letter-3x5", PrintOptions(start=4), "has 3 places for cards: there is no place 4"),
        ("letter-3x5", PrintOptions(start=0), "has 3 places for cards: there is no place 0"),
        ("index-3x5", PrintOptions(start=2), "has one place for cards: there is no place 2"),
        ("pocket-letter", PrintOptions(start=2), "has one place for cards: there is no place 2"),
        ("booklet-a5", PrintOptions(start=2), "has one place for cards: there is no place 2"),
        ("index-3x5", PrintOptions(paper="a4"), "“index-3x5” is made for its own paper"),
        ("agenda", PrintOptions(paper="a3"), "“a3” is not a paper .* knows: letter, a4"),
        ("tent", PrintOptions(side=Side.BACKS), "“tent” has no backs"),
        ("fold-over-3x5", PrintOptions(side=Side.BACKS), "“fold-over-3x5” has no backs"),
        ("index-3x5", KEYWORDS, "“index-3x5” has no backs"),
        ("booklet-a5", PrintOptions(duplex=Duplex.NONE), "A booklet is printed on both sides"),
        ("letter-3x5", PrintOptions(reversed_backs=True), "Only backs that are printed by them"),
        ("letter-3x5", FRONTS_REVERSED, "Only backs that are printed by themselves can be rev"),
    ],
)
def test_that_options_that_do_not_go_together_are_refused(
    tmp_path: Path, layout: str, options: PrintOptions, sentence: str
) -> None:
    with pytest.raises(OptionError, match=sentence):
        export(deck_of(WORDED), tmp_path, layout=LAYOUTS[layout], options=options)
    assert not any(tmp_path.iterdir())


def strokes(page: PageObject) -> list[tuple[complex, complex]]:
    """The lines on a page beside its cards; shapes on cards are filled, never stroked."""
    operations = ContentStream(page.get_contents(), None).operations
    return [
        (complex(*map(float, start)), complex(*map(float, end)))
        for (start, first), (end, second), (_, third) in zip(
            operations, operations[1:], operations[2:], strict=False
        )
        if (first, second, third) == (b"m", b"l", b"S")
    ]


@pytest.mark.parametrize("layout", ["letter-business-10", "a4-business-wide", "letter-quarter"])
def test_that_marks_stand_on_fronts_outside_cards_or_along_their_edges(
    tmp_path: Path, layout: str
) -> None:
    found, sheet = {}, LAYOUTS[layout]
    for marks in Marks:
        options = PrintOptions(marks=marks)
        reader, _ = export(deck_of(card()), tmp_path, layout=sheet, options=options)
        found[marks] = strokes(reader.pages[0])
        assert strokes(reader.pages[1]) == []
    assert found[Marks.NONE] == []
    assert len(found[Marks.CROP]) > len(found[Marks.LINES]) > 0
    for start, end in (*found[Marks.CROP], *found[Marks.LINES]):
        middle = (start + end) / 2
        for cell in sheet.cells:
            across, up = middle.real - cell.x, middle.imag - cell.y
            assert not (1 < across < sheet.face.width - 1 and 1 < up < sheet.face.height - 1)


BUSINESS = LAYOUTS["letter-business-10"]
TO_THE_LEFT = replace(BUSINESS, cells=tuple(replace(c, x=c.x - 30) for c in BUSINESS.cells[:9]))
"""Its cards do not lie in the middle of the paper, so that its backs lie to the right."""


@pytest.mark.parametrize("marks", Marks)
def test_that_backs_on_sheets_of_their_own_have_marks_and_a_note_where_their_cards_lie(
    tmp_path: Path, marks: Marks
) -> None:
    options = PrintOptions(duplex=Duplex.NONE, marks=marks)
    deck = deck_of(*(card(f"c-{number}", counter="They.") for number in range(10)))
    reader, report = export(deck, tmp_path, layout=TO_THE_LEFT, options=options)
    assert (report.sheets, report.two_sided, len(reader.pages)) == (4, False, 4)
    width, notes = TO_THE_LEFT.paper.width, {}
    for front, back in (reader.pages[:2], reader.pages[2:]):
        lines = [strokes(front), strokes(back)]
        assert {line_between(*line) for line in lines[1]} == {
            line_between(*(complex(width - end.real, end.imag) for end in line))
            for line in lines[0]
        }
        assert bool(lines[1]) == (marks is not Marks.NONE)
        for page in (front, back):
            (note,) = [run for run in runs(page) if run.text.startswith("Print at 100 %")]
            notes[note.text.rpartition(" · ")[2]] = note.x
    assert notes.keys() == {f"sheet {n}, {side}" for n in (1, 2) for side in ("front", "back")}
    assert notes["sheet 1, back"] - notes["sheet 1, front"] == pytest.approx(60, abs=0.1)


def line_between(start: complex, end: complex) -> frozenset[tuple[float, float]]:
    """A line from either end, to a tenth of a point."""
    return frozenset((round(place.real, 1), round(place.imag, 1)) for place in (start, end))


@pytest.mark.parametrize(
    ("layout", "options", "edge"),
    [
        ("letter-3x5", PrintOptions(), ["turn on the long edge"]),
        ("letter-3x5", PrintOptions(duplex=Duplex.SHORT), ["turn on the short edge"]),
        ("letter-3x5", PrintOptions(duplex=Duplex.NONE), []),
        ("letter-3x5", PrintOptions(density=Density.KEYWORDS), []),
        ("letter-3x5", PrintOptions(density=Density.KEYWORDS, duplex=Duplex.SHORT), []),
        ("fold-over-3x5", PrintOptions(duplex=Duplex.LONG), ["fold on the dashed line"]),
    ],
)
def test_that_a_sheet_says_what_is_done_with_it_and_nothing_else(
    tmp_path: Path, layout: str, options: PrintOptions, edge: list[str]
) -> None:
    reader, _ = export(deck_of(WORDED), tmp_path, layout=LAYOUTS[layout], options=options)
    (note,) = [run.text for run in runs(reader.pages[0]) if run.text.startswith("Print at 100")]
    assert note.split(" · ")[1:] == [
        *filter(None, [LAYOUTS[layout].stock]),
        "sheet 1, front" if options.density is None and layout != "fold-over-3x5" else "sheet 1",
        *edge,
    ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.id)
def test_that_every_sheet_says_at_which_size_to_print_it(tmp_path: Path, layout: Layout) -> None:
    avoid = (AvoidPhrase("equality"),)
    cards = [replace(WORDED, id=f"c-{n}") for n in range(5)]
    deck = replace(deck_of(*cards, title=""), avoid=avoid)
    reader, report = export(deck, tmp_path, layout=layout)
    fronts = reader.pages[:: 2 if report.two_sided else 1]
    assert len(fronts) == report.sheets
    assert report.content == layout.content
    assert all("rint at 100 %" in text(page) for page in fronts)
    preferences: Any = reader.root_object["/ViewerPreferences"]
    assert preferences["/PrintScaling"] == "/None"
    assert preferences["/PickTrayByPDFSize"] == BooleanObject(value=True)


@pytest.mark.parametrize(
    ("layout", "options", "preference"),
    [
        ("index-3x5", PrintOptions(), "DuplexFlipShortEdge"),
        ("letter-3x5", PrintOptions(), "DuplexFlipLongEdge"),
        ("letter-3x5", PrintOptions(duplex=Duplex.SHORT), "DuplexFlipShortEdge"),
        ("letter-3x5", PrintOptions(duplex=Duplex.NONE), "Simplex"),
        ("letter-3x5", PrintOptions(profile=Profile("p")), "DuplexFlipLongEdge"),
        ("letter-3x5", PrintOptions(profile=SHORT), "DuplexFlipShortEdge"),
        ("letter-3x5", PrintOptions(profile=SHORT, duplex=Duplex.LONG), "DuplexFlipLongEdge"),
        ("letter-3x5", PrintOptions(side=Side.FRONTS), "Simplex"),
        ("letter-3x5", PrintOptions(side=Side.BACKS), "Simplex"),
        ("letter-3x5", PrintOptions(density=Density.KEYWORDS), "Simplex"),
        ("booklet-a5", PrintOptions(), "DuplexFlipShortEdge"),
        ("agenda", PrintOptions(duplex=Duplex.LONG), "Simplex"),
        ("tent", PrintOptions(profile=SHORT), "Simplex"),
    ],
)
def test_that_viewers_are_told_how_the_sheet_is_turned(
    tmp_path: Path, layout: str, options: PrintOptions, preference: str
) -> None:
    reader, _ = export(deck_of(WORDED), tmp_path, layout=LAYOUTS[layout], options=options)
    preferences: Any = reader.root_object["/ViewerPreferences"]
    assert preferences["/Duplex"] == f"/{preference}"
