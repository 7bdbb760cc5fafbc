"""The form: what is typed is what the deck has, and what it cannot have is said where it stands."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Deck
from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.edit.fields import ChoiceField
from deckapp.gui.edit.form import SectionForm
from deckapp.gui.theme import DARK
from deckapp.gui.widgets.chips import ChoiceChips, TagChips
from deckapp.gui.widgets.text_field import TextField
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import spin

from .filling import (
    CTRL,
    SHIFT,
    card_in,
    deck_in,
    editing,
    enter_field,
    focused,
    note_of,
    one_card,
    opened,
    press_key,
    retype,
    row_at,
    shown_in,
    type_text,
    undo,
)

# Typing


@pytest.mark.parametrize("path", ["title", "position", "counter", "rebuttal"])
def test_that_typing_in_a_text_changes_it_in_one_step(desk: EditDesk, path: str) -> None:
    before = deck_in(desk)
    retype(desk.screen, path, "Other words.")
    assert getattr(card_in(desk), path) == "Other words."
    undo()
    assert deck_in(desk) == before
    assert shown_in(desk.screen, path) == getattr(card_in(desk), path)


@pytest.mark.parametrize("path", ["when", "short", "delivery", "origin", "notes", "withhold"])
def test_that_rare_fields_are_folded_away_until_they_are_wanted(desk: EditDesk, path: str) -> None:
    plain = path == "short"
    assert row_at(desk.screen, path).isVisible() == plain
    desk.screen.form.more.click()
    assert row_at(desk.screen, path).isVisible()
    retype(desk.screen, path, "Words")
    desk.screen.form.more.click()
    assert row_at(desk.screen, path).isVisible()
    assert getattr(card_in(desk), path) in ("Words", ("Words",))


def test_that_spaces_and_blank_lines_are_not_eaten_while_typing(desk: EditDesk) -> None:
    retype(desk.screen, "position", "a b ")
    type_text("c")
    assert card_in(desk).position == "a b c"
    type_text("\n\n")
    assert shown_in(desk.screen, "position") == "a b c\n\n"
    type_text("d")
    assert card_in(desk).position == "a b c\n\nd"


def test_that_a_required_field_that_is_emptied_says_so(desk: EditDesk) -> None:
    retype(desk.screen, "title", "")
    assert card_in(desk).title == ""
    assert note_of(desk.screen, "title") == "Needed."
    type_text("  ")
    assert note_of(desk.screen, "title") == "Needed."
    type_text("T")
    assert note_of(desk.screen, "title") == ""


def test_that_lists_are_edited_as_lines(desk: EditDesk) -> None:
    retype(desk.screen, "asks", "One.\n\n  \nTwo. ")
    assert card_in(desk).asks == ("One.", "Two. ")
    assert focused().text() == "One.\n\n  \nTwo. "  # type: ignore[attr-defined]
    type_text("More")
    assert card_in(desk).asks == ("One.", "Two. More")


def test_that_an_entry_of_several_lines_keeps_them(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    text = one_card('position: P\nasks: ["two\\nlines", other]')
    desk = opened(qtbot, make_window, tmp_path, text)
    enter_field(desk.screen, "asks")
    press_key(Qt.Key.Key_End, CTRL)
    type_text("!")
    assert card_in(desk).asks == ("two\nlines", "other!")


# What cannot be taken


BAD = [
    ("seconds", "45", "45x", "whole number"),
    ("seconds", "45", "0", "whole number"),
    ("seconds", "45", "99999", "whole number"),
    ("id", "gas", "gas gun", "is not an id"),
    ("id", "gas", "jets", "is taken"),
    ("id", "gas", "", "needs an id"),
]


@pytest.mark.parametrize(("path", "good", "bad", "said"), BAD)
def test_that_a_bad_value_is_said_where_it_stands_and_stays(
    desk: EditDesk, path: str, good: str, bad: str, said: str
) -> None:
    desk.screen.form.more.click()
    retype(desk.screen, path, good)
    before = deck_in(desk)
    if bad.startswith(good):
        type_text(bad.removeprefix(good))
        assert deck_in(desk) == before
    else:
        retype(desk.screen, path, bad)
    assert said in note_of(desk.screen, path)
    assert shown_in(desk.screen, path) == bad
    retype(desk.screen, "notes", "meanwhile")
    assert shown_in(desk.screen, path) == bad
    assert said in note_of(desk.screen, path)
    retype(desk.screen, path, good)
    assert note_of(desk.screen, path) == ""


def test_that_bad_dates_and_tags_are_said_at_their_fields(desk: EditDesk) -> None:
    desk.show_properties()
    screen = desk.screen
    retype(screen, "meeting.date", "2017-04-31")
    assert "no such date" in note_of(screen, "meeting.date")
    retype(screen, "meeting.date", "2017-04-12")
    assert deck_in(desk).meeting.date == date(2017, 4, 12)
    assert note_of(screen, "meeting.date") == ""
    retype(screen, "language", "english!")
    assert "not a language tag" in note_of(screen, "language")
    retype(screen, "language", "en")
    assert deck_in(desk).language == "en"
    assert note_of(screen, "language") == ""


def test_that_undo_shows_the_deck_again_where_something_bad_stands(desk: EditDesk) -> None:
    desk.screen.form.more.click()
    retype(desk.screen, "seconds", "45x")
    undo()
    assert card_in(desk).seconds is None
    assert shown_in(desk.screen, "seconds") == ""
    assert note_of(desk.screen, "seconds") == ""


def test_that_something_bad_does_not_go_along_to_another_card(desk: EditDesk) -> None:
    desk.screen.form.more.click()
    retype(desk.screen, "seconds", "x")
    enter_field(desk.screen, "asks")
    press_key(Qt.Key.Key_End, CTRL)
    type_text("\n\n")
    desk.screen.go_to("jets")
    assert shown_in(desk.screen, "seconds") == ""
    assert note_of(desk.screen, "seconds") == ""
    assert row_at(desk.screen, "asks").field.text() == ""


def test_that_an_id_is_typed_letter_by_letter_without_losing_the_place(desk: EditDesk) -> None:
    desk.screen.form.more.click()
    field = enter_field(desk.screen, "id")
    press_key(Qt.Key.Key_End)
    type_text("-attack")
    assert focused() is field
    assert card_in(desk, "gas-attack").title == "Nerve agent"
    assert note_of(desk.screen, "id") == ""
    for _ in "-attack":
        undo()
    assert card_in(desk, "gas").title == "Nerve agent"
    assert shown_in(desk.screen, "id") == "gas"


# Undo and other keys in fields


@pytest.mark.parametrize("path", ["meeting.date", "meeting.minutes", "language", "title"])
def test_that_undo_is_the_decks_in_every_kind_of_field(desk: EditDesk, path: str) -> None:
    desk.show_properties()
    retype(desk.screen, "title", "Another name")
    enter_field(desk.screen, path)
    undo()
    assert deck_in(desk).title == "Small deck"
    press_key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert deck_in(desk).title == "Another name"


def test_that_undo_in_an_empty_box_for_tags_is_the_decks(desk: EditDesk) -> None:
    desk.screen.form.more.click()
    enter_field(desk.screen, "tags")
    type_text("war,peace,")
    assert card_in(desk).tags == ("war", "peace")
    undo()
    assert card_in(desk).tags == ()


@pytest.mark.parametrize("path", ["title", "meeting.date", "meeting.minutes", "language"])
def test_that_return_goes_on_from_a_field_of_one_line(desk: EditDesk, path: str) -> None:
    desk.show_properties()
    enter_field(desk.screen, path)
    before = deck_in(desk)
    row = desk.screen.focused_row()
    type_text("\n")
    assert desk.screen.focused_row() is not row
    assert deck_in(desk) == before


def test_that_choices_are_made_by_keyboard(desk: EditDesk) -> None:
    field = enter_field(desk.screen, "likelihood")
    assert isinstance(field, ChoiceField)
    press_key(Qt.Key.Key_Down)
    assert card_in(desk).likelihood == "certain"
    type_text("u")
    assert card_in(desk).likelihood == "unlikely"
    press_key(Qt.Key.Key_Home)
    assert card_in(desk).likelihood == ""
    desk.screen.form.more.click()
    assert isinstance(row_at(desk.screen, "audience").field, ChoiceChips)
    enter_field(desk.screen, "audience")
    type_text(" ")
    assert card_in(desk).audience == ("private",)


def test_that_tags_are_made_of_what_is_typed(desk: EditDesk) -> None:
    desk.screen.form.more.click()
    assert isinstance(row_at(desk.screen, "tags").field, TagChips)
    enter_field(desk.screen, "tags")
    type_text("war\n")
    assert card_in(desk).tags == ("war",)
    press_key(Qt.Key.Key_Backspace)
    assert card_in(desk).tags == ()


def chain_of(widget: QWidget, key: Qt.Key) -> list[str]:
    """The rows that the keyboard comes through, until it leaves the form."""
    from deckapp.gui.edit.field_row import FieldRow

    found: list[str] = []
    paths: dict[FieldRow, str] = {}
    form = widget
    assert isinstance(form, SectionForm)
    paths = {row: path for path, row in form.all_rows()}
    for _ in range(200):
        now = focused()
        if not form.isAncestorOf(now):
            break
        path = next((at for row, at in paths.items() if row.isAncestorOf(now)), "")
        if path and path not in found[-1:]:
            found.append(path)
        modifier = SHIFT if key is Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        press_key(key, modifier)
    return found


def test_that_tab_goes_through_the_fields_as_they_stand_and_back(desk: EditDesk) -> None:
    desk.screen.form.more.click()
    ladder = desk.screen.form.groups["follow_ups"]
    ladder.add.click()  # type: ignore[union-attr]
    enter_field(desk.screen, "id")
    seen = [path for path, row in desk.screen.form.all_rows() if row.isVisible()]
    placed = sorted(
        seen,
        key=lambda path: (
            row_at(desk.screen, path)
            .mapTo(desk.screen.form, row_at(desk.screen, path).rect().topLeft())
            .y()
        ),
    )
    assert chain_of(desk.screen.form, Qt.Key.Key_Tab) == placed
    enter_field(desk.screen, "notes")
    assert chain_of(desk.screen.form, Qt.Key.Key_Backtab) == placed[::-1]


# Looks


def grown(widget: QWidget, zoom: float) -> None:
    font = widget.font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    widget.setFont(font)


@pytest.mark.parametrize("zoom", [1, 2])
@pytest.mark.parametrize("type_", [Card, Deck])
def test_that_nothing_is_clipped_in_a_narrow_form(qtbot: QtBot, type_: type, zoom: int) -> None:
    from deckapp.deck import read_deck_file
    from deckapp.paths import reference_deck

    deck = read_deck_file(reference_deck()).deck
    without = ("format", "issues") if type_ is Deck else ()
    form = SectionForm(type_, DARK, without=without)
    scroll, inner = QScrollArea(), QWidget()
    qtbot.addWidget(scroll)
    column = QVBoxLayout(inner)
    column.addWidget(form)
    column.addStretch(1)
    scroll.setWidget(inner)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    grown(scroll, zoom)
    scroll.resize(380, 900)
    form.set_section("", "", deck if type_ is Deck else deck.issues[0].cards[0])
    form.more.setChecked(True)
    scroll.show()
    spin()
    assert inner.width() <= scroll.viewport().width()

    def is_whole(each: QWidget) -> bool:
        return each.height() >= each.minimumSizeHint().height()

    qtbot.waitUntil(lambda: all(is_whole(row) for _, row in form.all_rows() if row.isVisible()))
    for _, row in form.all_rows():
        for box in row.findChildren(TextField):
            assert box.verticalScrollBar().maximum() == 0 or box.height() > 12 * zoom * 10, row.name


def test_that_the_objectives_of_the_deck_are_seen_whole_at_once(
    qtbot: QtBot, make_window: WindowMaker
) -> None:
    desk = editing(qtbot, make_window())
    desk.show_properties()
    box = row_at(desk.screen, "meeting.objectives").field
    assert box.verticalScrollBar().maximum() == 0
    assert row_at(desk.screen, "meeting.objectives").height() >= box.height()


def test_that_the_theme_reaches_every_row(desk: EditDesk) -> None:
    form = desk.screen.form
    form.set_theme(DARK)
    for _, row in form.all_rows():
        colour = row.note.palette().color(row.note.foregroundRole()).name()
        assert colour == DARK.red_line.lower()
