"""The agenda cut to so many minutes, on paper."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from deckapp.deck import Card, Deck, Issue, cut_agenda, read_deck_file
from deckapp.deck.cutting_words import warning
from deckapp.paths import reference_deck
from deckapp.printing import EmptySelectionError, OptionError, PrintOptions, Selection, preflight

from .extraction import runs
from .making import LAYOUTS, REVISED, export

AGENDA = LAYOUTS["agenda"]
LINE = "No deal, ever."


def card(id_: str, title: str, **fields: object) -> Card:
    """A card of a minute, with a short form of four words."""
    given = {"position": "word " * 20, "short": f"Say {title} in brief.", "seconds": 60, **fields}
    return Card(id=id_, title=title, **given)  # type: ignore[arg-type]  # fields come by name


SYRIA = Issue(
    id="syria",
    title="Syria",
    priority="must",
    cards=(
        card("one", "One", asks=("Ask one",)),
        card("two", "Two", red_lines=(LINE,), precondition="They agree."),
        card("held", "Held", when="They leave."),
    ),
)
TRADE = Issue(
    id="trade",
    title="Trade",
    priority="could",
    cards=(card("three", "Three?", red_lines=("No  talks.",)), card("four", "Four")),
)
LUNCH = Issue(id="lunch", title="Lunch", minutes=5)
DECK = Deck(title="Deck title", marking="TLP:AMBER", issues=(SYRIA, TRADE, LUNCH))


def texts(
    folder: Path, minutes: int | None, deck: Deck = DECK, selection: Selection | None = None
) -> list[str]:
    """The text of the page between header and footer."""
    options = PrintOptions(minutes=minutes)
    (page,) = export(deck, folder, selection, AGENDA, options)[0].pages
    around = re.compile(rf"{deck.title}( · .*)?|{deck.marking}|.*{REVISED} · .*")
    return [run.text for run in runs(page) if not around.fullmatch(run.text)]


def test_that_the_page_says_what_stays_and_what_is_dropped(tmp_path: Path) -> None:
    assert texts(tmp_path, 1) == [
        "Agenda, cut to 1 minute",
        *("0:30 · MUST", "1 · Syria"),
        *("SAY", "Say One in brief.", "Say Two in brief. Only if: They agree."),
        *("RED LINE", f"{LINE} Only if: They agree."),
        *("0:06 · COULD", "2 · Trade", "RED LINE", "No talks."),
        *("DROP", "Four; Lunch"),
        *("READY IF NEEDED", "They leave → Held"),
    ]


def test_that_nothing_is_dropped_where_there_is_time(tmp_path: Path) -> None:
    found = texts(tmp_path, 9)
    assert found[0] == "Agenda, cut to 9 minutes"
    assert found[4:6] == ["In full: One.", "In full: Two. Only if: They agree."]
    assert {"In full: Three?", "5:00", "3 · Lunch"} <= set(found)
    assert not {"DROP", "TOO SHORT"} & set(found)


def test_that_the_page_says_when_there_is_no_time_for_the_musts(tmp_path: Path) -> None:
    cards = tuple(replace(each, seconds=300) for each in SYRIA.cards)
    deck = replace(DECK, issues=(replace(SYRIA, cards=cards), TRADE))
    assert texts(tmp_path, 2, deck)[1:3] == ["TOO SHORT", warning(deck, cut_agenda(deck, 120))]


def test_that_red_lines_are_printed_however_little_time_there_is(tmp_path: Path) -> None:
    lined = card("one", "One", red_lines=(LINE,), seconds=1800)
    deck = replace(DECK, issues=(replace(SYRIA, cards=(lined,)),))
    found, sentence = texts(tmp_path, 1, deck), warning(deck, cut_agenda(deck, 60))
    assert found[1:] == ["TOO SHORT", sentence, "3:55 · MUST", "1 · Syria", "RED LINE", LINE]


def test_that_only_chosen_cards_take_part_each_with_its_own_share(tmp_path: Path) -> None:
    deck = replace(DECK, issues=(replace(SYRIA, minutes=4), TRADE, LUNCH))
    found = texts(tmp_path, 2, deck, Selection(cards=("one", "held")))
    assert found == [
        "Agenda, cut to 2 minutes",
        *("2:00 · MUST", "1 · Syria", "SAY", "In full: One."),
        *("READY IF NEEDED", "They leave → Held"),
    ]


def test_that_thousands_are_told_apart(tmp_path: Path) -> None:
    found = texts(tmp_path, 1440, replace(DECK, issues=(SYRIA, replace(LUNCH, minutes=1234))))
    assert {"Agenda, cut to 1,440 minutes", "1,234:00"} <= set(found)


def test_that_contingencies_alone_cannot_be_cut(tmp_path: Path) -> None:
    with pytest.raises(EmptySelectionError, match="No chosen card takes time: choose others"):
        texts(tmp_path, 2, selection=Selection(cards=("held",)))


@pytest.mark.parametrize(
    ("layout", "minutes", "sentence"),
    [
        ("index-3x5", 10, "“index-3x5” has no agenda to cut: choose the layout “agenda”"),
        ("contingencies", 10, "“contingencies” has no agenda to cut"),
        ("agenda", 0, "An agenda is cut to 1 to 1440 minutes, not to 0"),
        ("agenda", 1441, "An agenda is cut to 1 to 1440 minutes, not to 1441"),
    ],
)
def test_that_only_an_agenda_is_cut_to_a_time_that_there_is(
    layout: str, minutes: int, sentence: str
) -> None:
    with pytest.raises(OptionError, match=sentence):
        preflight(DECK, LAYOUTS[layout], revised=REVISED, options=PrintOptions(minutes=minutes))


@pytest.mark.parametrize("minutes", [10, 20, 30])
def test_that_the_reference_deck_cut_stands_on_one_page(tmp_path: Path, minutes: int) -> None:
    deck = read_deck_file(reference_deck()).deck
    options = PrintOptions(paper="a4", minutes=minutes)
    reader, report = export(deck, tmp_path, layout=AGENDA, options=options)
    assert isinstance(reader, PdfReader)
    assert report.pages == 1
    found = [run.text for run in runs(reader.pages[0])]
    assert f"Agenda, cut to {minutes} minutes" in found
    assert found.count("RED LINE") + found.count("RED LINES") == 5
