"""Pages: agenda, what not to say, contingencies, large print, tents, on Letter and A4."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from deckapp.deck import AvoidPhrase, Card, Deck, Issue, Meeting, Problem, read_deck_file
from deckapp.paths import reference_deck
from deckapp.printing import (
    EmptySelectionError,
    Fold,
    Layout,
    PrintOptions,
    Selection,
    preflight,
)

from .extraction import Run, runs
from .making import LAYOUTS, LONG, REVISED, card, deck_of, export

PAGES = ["agenda", "avoid", "contingencies", "large-print", "tent"]
A4 = PrintOptions(paper="a4")
LETTER = PrintOptions(paper="letter")
SYRIA = Issue(
    id="syria",
    title="Syria",
    priority="must",
    minutes=15,
    avoid=(AvoidPhrase("of the issue", say="Say this"),),
    cards=(
        card("a", asks=("Ask one", "Ask two"), red_lines=("No talks",)),
        card("b", asks=("Ask two", "Ask  one"), red_lines=("No\ntalks", "No deal")),
        card("c", precondition="They agree.", asks=("Ask one",), red_lines=("No deal",)),
        card("d", when="They walk out.", position="Let them.", asks=("Stay",), red_lines=("Go",)),
    ),
)
UKRAINE = Issue(id="ukraine", title="Ukraine", priority="could", cards=(card("e", asks=("One",)),))
OTHERS = Issue(id="others", title="Others", minutes=5, cards=(card("f"),))
LATER = Issue(id="later", title="Later", priority="should", minutes=5)
DECK = Deck(
    title="Deck title",
    marking="TLP:AMBER",
    meeting=Meeting(
        principal="Secretary of State for Foreign and Commonwealth Affairs",
        counterpart="Minister",
        place="Moscow",
        date=datetime.date(2017, 4, 12),
        minutes=60,
        interpreted="consecutive",
        objectives=("Set the tone.", "Show firmness."),
    ),
    issues=(SYRIA, UKRAINE, OTHERS, LATER),
)


def pages(
    deck: Deck,
    folder: Path,
    layout: str,
    selection: Selection | None = None,
    options: PrintOptions | None = None,
) -> PdfReader:
    return export(deck, folder, selection, LAYOUTS[layout], options)[0]


def body(page: PageObject, deck: Deck = DECK) -> list[str]:
    """The text of a page between header and footer."""
    around = re.compile(rf"{deck.title}( · .*)?|{deck.marking}|.*{REVISED} · .*|\d+/\d+")
    return [run.text for run in runs(page) if not around.fullmatch(run.text)]


def test_that_the_agenda_says_what_is_to_be_done_and_dropped(tmp_path: Path) -> None:
    (page,) = pages(DECK, tmp_path, "agenda").pages
    condition = "Only if: They agree."
    assert body(page) == [
        "Agenda",
        *("MEETING", f"{DECK.meeting.principal} – Minister"),
        "Moscow, 2017-04-12, 60 minutes, interpreted consecutively",
        *("WE WANT", "Set the tone.", "Show firmness."),
        "When time is cut",
        *("DROP FIRST", "Ukraine"),
        *("THEN DROP", "Later (5 min)"),
        *("KEEP, SHORT", "Syria (15 min)"),
        *("NOT RANKED", "Others (5 min)"),
        *("15 MIN · MUST", "1 · Syria"),
        *("ASKS", "Ask one", "Ask two", f"Ask one {condition}"),
        *("RED LINES", "No", "talks", "No deal", f"No deal {condition}"),
        *("COULD", "2 · Ukraine", "ASK", "One"),
        *("5 MIN", "3 · Others"),
        *("5 MIN · SHOULD", "4 · Later"),
    ]


def test_that_the_agenda_of_some_cards_has_no_others(tmp_path: Path) -> None:
    selection = Selection(cards=("a", "f"))
    (page,) = pages(DECK, tmp_path, "agenda", selection).pages
    assert body(page)[7:] == [
        "When time is cut",
        *("KEEP, SHORT", "Syria (15 min)", "NOT RANKED", "Others (5 min)"),
        *("15 MIN · MUST", "1 · Syria"),
        *("ASKS", "Ask one", "Ask two", "RED LINE", "No talks"),
        *("5 MIN", "3 · Others"),
    ]


@pytest.mark.parametrize("priority", ["", "must", "could"])
def test_that_issues_that_do_not_differ_are_not_ranked(tmp_path: Path, priority: str) -> None:
    issues = [Issue(title=title, priority=priority, cards=(card(title),)) for title in "ab"]
    deck = Deck(title="D", marking="U", issues=tuple(issues))
    (page,) = pages(deck, tmp_path, "agenda").pages
    heading = priority.upper() or "ISSUE"
    assert body(page, deck) == ["Agenda", heading, "1 · a", heading, "2 · b"]


def test_that_phrases_to_avoid_stand_with_what_to_say_and_where_they_hold(tmp_path: Path) -> None:
    own = AvoidPhrase("of the card", ("another form", "a third"), "They like it.", "Nothing.")
    other = replace(UKRAINE, avoid=(AvoidPhrase("of Ukraine"),))
    cards = tuple(replace(each, avoid=(own,)) if each.id == "b" else each for each in SYRIA.cards)
    deck = replace(
        DECK,
        avoid=(AvoidPhrase("equality", why="It is theirs."),),
        issues=(replace(SYRIA, cards=cards), other),
    )
    (page,) = pages(deck, tmp_path, "avoid", Selection(issues=("syria",))).pages
    assert body(page) == [
        "What not to say",
        *("DO NOT SAY", "“equality”", "WHY", "It is theirs."),
        *("DO NOT SAY", "“of the issue”", "BUT", "Say this", "WHERE", "Syria"),
        *("DO NOT SAY", "“of the card”, “another form”, “a third”"),
        *("BUT", "Nothing.", "WHY", "They like it.", "WHERE", "Syria: Title"),
    ]


def test_that_contingencies_say_if_and_then(tmp_path: Path) -> None:
    (page,) = pages(DECK, tmp_path, "contingencies").pages
    assert body(page) == [
        *("If … then …", "Title · Syria", "IF", "They walk out.", "THEN SAY", "Let them."),
        *("ASK", "Stay", "RED LINE", "Go"),
    ]


@pytest.mark.parametrize(
    ("layout", "selection", "sentence"),
    [
        ("avoid", Selection(cards=("e",)), "names no phrases to avoid: add some first"),
        ("contingencies", Selection(cards=("a",)), "No chosen card has a trigger .*choose others"),
        ("agenda", Selection(audience=("press",)), "No card is left to print: choose other"),
    ],
)
def test_that_an_empty_page_is_not_printed(
    tmp_path: Path, layout: str, selection: Selection, sentence: str
) -> None:
    with pytest.raises(EmptySelectionError, match=sentence):
        pages(DECK, tmp_path, layout, selection)
    assert not any(tmp_path.iterdir())


def test_that_a_deck_without_cards_has_no_pages(tmp_path: Path) -> None:
    for layout in PAGES:
        with pytest.raises(EmptySelectionError, match="The deck has no cards yet"):
            pages(replace(DECK, issues=(LATER,)), tmp_path, layout)


@pytest.fixture(scope="module")
def moscow() -> Deck:
    return read_deck_file(reference_deck()).deck


@pytest.mark.parametrize("layout", ["large-print", "tent"])
@pytest.mark.parametrize("options", [LETTER, A4])
def test_that_nothing_is_smaller_than_14_points_in_large_print(
    tmp_path: Path, moscow: Deck, layout: str, options: PrintOptions
) -> None:
    for page in pages(moscow, tmp_path, layout, options=options).pages:
        assert min(run.size for run in runs(page)) >= 14


def test_that_a_card_in_large_print_has_both_sides_on_one_page(tmp_path: Path) -> None:
    said = card(counter="Their words.", rebuttal="Our words.")
    (page,) = pages(deck_of(said), tmp_path, "large-print").pages
    found = [run.text for run in runs(page)]
    places = [found.index(words) for words in ("Position.", "Their words.", "Our words.")]
    assert places == sorted(places)


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize(
    ("options", "width", "height"), [(LETTER, 612, 792), (A4, 595.276, 841.89)]
)
def test_that_pages_can_be_had_on_either_paper(
    tmp_path: Path, layout: str, options: PrintOptions, width: float, height: float
) -> None:
    deck = replace(DECK, avoid=(AvoidPhrase("equality " * 40),))
    face = LAYOUTS[layout].face
    if LAYOUTS[layout].fold is Fold.TENT:
        width, height = height, width
    for page in pages(deck, tmp_path, layout, options=options).pages:
        assert [float(edge) for edge in page.mediabox[2:]] == pytest.approx([width, height], 1e-4)
        boxes = [run.box for run in runs(page)]
        assert min(left for left, *_ in boxes) >= face.margin
        assert max(right for _, _, right, _ in boxes) <= width - face.margin
        assert min(bottom for _, bottom, *_ in boxes) >= face.margin - 0.1
        assert max(top for *_, top in boxes) <= height - face.margin + 0.1


def markings(page: PageObject) -> list[Run]:
    return [run for run in runs(page) if run.is_marking]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.id)
def test_that_markings_are_large_enough(tmp_path: Path, layout: Layout) -> None:
    least = 12 if layout.group == "pages" else 8
    for marking in ("SECRET", "SECRET // RELEASABLE TO AUS, CAN, GBR, NZL"):
        deck = replace(DECK, marking=marking, avoid=(AvoidPhrase("equality"),))
        for page in export(deck, tmp_path, layout=layout)[0].pages:
            assert len(markings(page)) >= 2
            assert min(run.size for run in markings(page)) >= least


@pytest.mark.parametrize("layout", [name for name in PAGES if name != "tent"])
@pytest.mark.parametrize("options", [LETTER, A4])
def test_that_the_marking_stands_at_top_and_bottom(
    tmp_path: Path, layout: str, options: PrintOptions
) -> None:
    for marking in ("SECRET", "TLP:GREEN"):
        deck = replace(DECK, marking=marking)
        for page in pages(deck, tmp_path, layout, options=options).pages:
            width, height = float(page.mediabox.width), float(page.mediabox.height)
            margin = LAYOUTS[layout].face.margin + LAYOUTS[layout].face.inset
            upper, lower = markings(page)
            assert upper.box[3] == pytest.approx(height - LAYOUTS[layout].face.margin, abs=0.1)
            assert lower.box[1] == pytest.approx(LAYOUTS[layout].face.margin, abs=0.1)
            for run in (upper, lower):
                if marking == "SECRET":
                    assert (run.x + run.right) / 2 == pytest.approx(width / 2, abs=0.1)
                else:
                    assert run.right == pytest.approx(width - margin, abs=0.1)


def sections(lengths: Sequence[int]) -> Deck:
    """Contingencies of so many sentences each, in an issue that also has something to avoid."""
    cards = [
        Card(id=f"c{n}", title=f"t{n}", when=f"w{n}", position=f"p{n} {LONG * length} e{n}")
        for n, length in enumerate(lengths)
    ]
    return deck_of(*cards)


@pytest.mark.parametrize("length", [1, 3, 8, 15])
@pytest.mark.parametrize("options", [LETTER, A4])
def test_that_a_section_that_fits_a_page_is_not_torn(
    tmp_path: Path, length: int, options: PrintOptions
) -> None:
    lengths = [length + n % 4 for n in range(240 // (length + 3))]
    reader = pages(sections(lengths), tmp_path, "contingencies", options=options)
    assert len(reader.pages) > 1
    order = []
    for page in reader.pages:
        found = re.findall(r"\b[twpe]\d+\b", " ".join(run.text for run in runs(page)))
        assert found
        assert [mark[0] for mark in found] == ["t", "w", "p", "e"] * (len(found) // 4)
        order += [mark[1:] for mark in found[::4]]
    assert order == [str(n) for n in range(len(lengths))]


@pytest.mark.parametrize("first", range(20, 60, 3))
def test_that_no_heading_is_left_at_the_foot_of_a_page(tmp_path: Path, first: int) -> None:
    reader = pages(sections([first, 90, 5, 90, 2]), tmp_path, "contingencies")
    assert len(reader.pages) > 2
    for page in reader.pages:
        assert min(runs(page)[5:], key=lambda run: (run.y, -run.x)).is_body
    found = " ".join(run.text for page in reader.pages for run in runs(page))
    assert re.findall(r"\b[pe]\d+\b", found) == [f"{mark}{n}" for n in range(5) for mark in "pe"]


@pytest.mark.parametrize("first", range(46, 57))
@pytest.mark.parametrize(("when", "only_if"), [(0, 0), (2, 0), (2, 1)])
def test_that_a_condition_stays_with_what_it_allows_even_if_that_fills_more_than_a_page(
    tmp_path: Path, first: int, when: int, only_if: int
) -> None:
    before, after = sections([first, 120]).issues[0].cards
    after = replace(after, when=f"if1 {LONG * when}", precondition=f"only1 {LONG * only_if}")
    found = [
        set(re.findall(r"\b\w+1\b", " ".join(run.text for run in runs(page))))
        for page in pages(deck_of(before, after), tmp_path, "contingencies").pages
    ]
    assert [marks for marks in found if marks] == [{"t1", "if1", "only1", "p1"}, {"e1"}]


def test_that_pages_that_go_on_are_told_of(tmp_path: Path) -> None:
    deck, layout = sections([20] * 12), LAYOUTS["contingencies"]
    (finding,) = preflight(deck, layout, revised=REVISED)
    reader, report = export(deck, tmp_path, layout=layout)
    assert finding.code == "continued"
    assert f"does not fit one page at 9 pt and goes on: {len(reader.pages)} pages" in str(finding)
    assert report.findings == (finding,)


def test_that_what_lint_says_of_other_cards_is_not_told() -> None:
    problems = [Problem("stale-clearance", f"{name}.", 1, 1, "", name) for name in ("a", "d")]
    problems.append(Problem("no-marking", "None.", 1, 1, "Add one."))
    problems.append(Problem("undated-fact", "When?", 1, 1, "", "d"))
    layout = LAYOUTS["contingencies"]
    found = preflight(DECK, layout, revised=REVISED, problems=problems)
    assert [(finding.code, finding.card) for finding in found] == [
        ("stale-clearance", "d"),
        ("no-marking", None),
    ]
