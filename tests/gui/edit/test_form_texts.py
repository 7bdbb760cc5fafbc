"""Texts of the form: odd characters survive, findings stand where they belong, languages too."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Finding
from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.edit.fields import TranslationsField
from deckapp.gui.edit.form import SectionForm
from deckapp.gui.theme import LIGHT
from tests.gui.conftest import WindowMaker

from .filling import (
    CTRL,
    card_in,
    deck_in,
    enter_field,
    focused,
    note_of,
    one_card,
    opened,
    paste,
    press_key,
    retype,
    row_at,
    shown_in,
    type_text,
    undo,
)

# Odd characters


def test_that_odd_characters_survive_an_edit_elsewhere_in_the_field(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    odd = "a\u00a0b \u202fc \U0001f600\u200d שלום e\u0301 \u2028 \u00ad <b>x</b>"
    text = one_card('position: "{}"'.format(odd.replace("\u2028", "\\L")))
    desk = opened(qtbot, make_window, tmp_path, text)
    assert card_in(desk).position == odd
    enter_field(desk.screen, "position")
    press_key(Qt.Key.Key_Home, CTRL)
    type_text("Z")
    assert card_in(desk).position == f"Z{odd}"
    undo()
    assert card_in(desk).position == odd


def test_that_what_is_pasted_comes_without_what_cannot_be_seen(desk: EditDesk) -> None:
    enter_field(desk.screen, "position")
    press_key(Qt.Key.Key_A, CTRL)
    paste("a\x00b\x07c\u200b\u202edé\U0001f600")
    assert card_in(desk).position == "abcdé\U0001f600"
    assert note_of(desk.screen, "position") == ""


def test_that_a_text_may_be_as_long_as_it_may_be_and_no_longer(desk: EditDesk) -> None:
    enter_field(
        desk.screen, "notes"
    ) if desk.screen.form.shows_all else desk.screen.form.more.click()
    enter_field(desk.screen, "notes")
    paste("word " * 20_000)
    assert len(card_in(desk).notes) >= 99_999
    before = deck_in(desk)
    type_text("xy")
    assert "100,000" in note_of(desk.screen, "notes")
    assert len(shown_in(desk.screen, "notes")) > 100_000
    press_key(Qt.Key.Key_Backspace)
    press_key(Qt.Key.Key_Backspace)
    assert note_of(desk.screen, "notes") == ""
    assert deck_in(desk) == before


def test_that_a_title_is_one_line_whatever_is_pasted(desk: EditDesk) -> None:
    enter_field(desk.screen, "title")
    press_key(Qt.Key.Key_A, CTRL)
    paste("One\nTwo\n")
    assert card_in(desk).title == "One Two"


# Findings


def test_that_a_finding_is_underlined_at_its_characters_also_after_emoji(desk: EditDesk) -> None:
    row = row_at(desk.screen, "position")
    retype(desk.screen, "position", "\U0001f600\U0001f600 mutual respect, twice")
    row.show_findings([((), Finding("avoid-phrase", "No.", "Hint.", ("position",), 3, 17))])
    (selection,) = row.field.extraSelections()
    assert selection.cursor.selectedText() == "mutual respect"
    assert note_of(desk.screen, "position") == "No. Hint."


def test_that_an_underline_does_not_grow_with_what_is_typed_after_it(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    text = one_card(
        """\
position: mutual respect
asks: [First., mutual respect]
""",
        "avoid:\n  - phrase: mutual respect\n",
    )
    desk = opened(qtbot, make_window, tmp_path, text)
    row = row_at(desk.screen, "position")
    assert [each.cursor.selectedText() for each in row.field.extraSelections()] == [
        "mutual respect"
    ]
    enter_field(desk.screen, "position")
    press_key(Qt.Key.Key_End, CTRL)
    type_text(" and more")
    texts = [each.cursor.selectedText() for each in row.field.extraSelections()]
    assert "mutual respect" in texts
    assert not any("more" in each and "mutual" in each for each in texts)
    # In a list blank lines stand in between.
    enter_field(desk.screen, "asks")
    press_key(Qt.Key.Key_Home, CTRL)
    press_key(Qt.Key.Key_End)
    type_text("\n\n\U0001f600 x")
    asks = row_at(desk.screen, "asks").field
    assert card_in(desk).asks == ("First.", "\U0001f600 x", "mutual respect")
    assert "mutual respect" in [each.cursor.selectedText() for each in asks.extraSelections()]
    row_at(desk.screen, "asks").show_place("2", 0, 6)
    assert asks.textCursor().selectedText() == "mutual"


def test_that_what_is_found_about_all_of_a_section_is_said_at_the_field_that_mends_it(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path
) -> None:
    text = one_card(
        """\
position: P
facts:
  - text: So it was.
clearance:
  cleared:
    - by: NEA
      on: 2017-04-01
      covers: "000000000000"
"""
    )
    desk = opened(qtbot, make_window, tmp_path, text)
    assert "expects no counter" in note_of(desk.screen, "counter")
    assert "has no date" in note_of(desk.screen, "facts.0.date")
    assert "has no source" in note_of(desk.screen, "facts.0.source")
    assert "changed after NEA cleared it" in note_of(desk.screen, "clearance.cleared.0.by")


def test_that_what_is_wrong_with_a_folded_field_unfolds_it(qtbot: QtBot) -> None:
    form = SectionForm(Card, LIGHT)
    qtbot.addWidget(form)
    form.set_section("c", "", Card(id="c", title="T", position="P"))
    form.show()
    assert form.rows["id"].isHidden()
    finding = Finding("missing-id", "No id.", "")
    form.show_findings([((), finding)])
    assert form.rows["id"].isVisible()
    assert form.rows["id"].note.plain() == "No id."


# Translations


def translations(desk: EditDesk) -> TranslationsField:
    field = row_at(desk.screen, "counter_in").field
    assert isinstance(field, TranslationsField)
    return field


def test_that_translations_are_added_changed_and_removed(desk: EditDesk) -> None:
    field = translations(desk)
    field.add.click()
    type_text("uk")
    press_key(Qt.Key.Key_Tab)
    type_text("Немає доказів. ")
    type_text("Так")
    assert dict(card_in(desk).counter_in) == {
        "ru": "Нет доказательств.",
        "uk": "Немає доказів. Так",
    }
    field._rows[0].drop.click()
    assert dict(card_in(desk).counter_in) == {"uk": "Немає доказів. Так"}
    assert focused() is field.add
    undo()
    assert list(card_in(desk).counter_in) == ["ru"]
    assert len(field._rows) == 1


def test_that_a_language_is_changed_without_the_text_getting_lost(desk: EditDesk) -> None:
    field = translations(desk)
    before = deck_in(desk)
    field._rows[0].tag.setFocus()
    press_key(Qt.Key.Key_End)
    press_key(Qt.Key.Key_Backspace)
    assert "not a language tag" in note_of(desk.screen, "counter_in")
    press_key(Qt.Key.Key_Backspace)
    assert "which language" in note_of(desk.screen, "counter_in")
    assert deck_in(desk) == before
    type_text("uk")
    assert dict(card_in(desk).counter_in) == {"uk": "Нет доказательств."}
    assert note_of(desk.screen, "counter_in") == ""


def test_that_a_language_cannot_be_there_twice(desk: EditDesk) -> None:
    field = translations(desk)
    before = deck_in(desk)
    field.add.click()
    type_text("ru")
    press_key(Qt.Key.Key_Tab)
    type_text("Второй")
    assert "two texts for “ru”" in note_of(desk.screen, "counter_in")
    assert deck_in(desk) == before
    undo()
    desk.screen.go_to("jets")
    assert field._rows == []
    desk.screen.go_to("gas")
    assert [tag for tag, _ in field.tagged_texts()] == ["ru"]
    assert note_of(desk.screen, "counter_in") == ""


def test_that_the_place_of_a_translation_is_found_beside_unfinished_ones(desk: EditDesk) -> None:
    field = translations(desk)
    field.add.click()
    desk.screen.select("counter_in.ru", 0, 3)
    assert focused() is field._rows[0].text
    assert field._rows[0].text.textCursor().selectedText() == "Нет"
