"""Two texts side by side: marks in shape and colour, and whatever texts there may be."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from deckapp.gui.edit.side_by_side import SideBySide
from deckapp.gui.theme import DARK, LIGHT, Theme
from deckapp.printing.palette import contrast

BEFORE, AFTER = "We know what was stored.", "We know who flew."
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@pytest.fixture
def view(qtbot: QtBot) -> SideBySide:
    view = SideBySide(LIGHT)
    qtbot.addWidget(view)
    view.show()
    return view


def mark_of(text: QPlainTextEdit, word: str) -> QTextCharFormat:
    """How the last letter of a word is shown."""
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.toPlainText().index(word) + len(word))
    return cursor.charFormat()


def shown(view: SideBySide) -> tuple[str, str]:
    before, after = view.texts
    return before.toPlainText(), after.toPlainText()


def test_that_what_went_is_struck_through_and_what_came_is_underlined(view: SideBySide) -> None:
    view.set_texts("This deck", BEFORE, "That deck", AFTER)
    assert shown(view) == (BEFORE, AFTER)
    before, after = view.texts
    assert mark_of(before, "stored").fontStrikeOut()
    assert mark_of(after, "flew").fontUnderline()
    for text in view.texts:
        assert not mark_of(text, "know").fontUnderline()
        assert not mark_of(text, "know").fontStrikeOut()


def test_that_neither_of_two_rivals_is_struck_through(qtbot: QtBot) -> None:
    view = SideBySide(LIGHT, rivals=True)
    qtbot.addWidget(view)
    view.set_texts("Yours", BEFORE, "Theirs", AFTER)
    for text, word in zip(view.texts, ("stored", "flew"), strict=True):
        assert mark_of(text, word).fontUnderline()
        assert not mark_of(text, word).fontStrikeOut()


@THEMES
@pytest.mark.parametrize("rivals", [False, True])
def test_that_marked_words_can_be_read(qtbot: QtBot, theme: Theme, rivals: bool) -> None:  # noqa: FBT001  a parameter of the test
    view = SideBySide(LIGHT, rivals=rivals)
    qtbot.addWidget(view)
    view.set_texts("", BEFORE, "", AFTER)
    view.set_theme(theme)
    for text, word in zip(view.texts, ("stored", "flew"), strict=True):
        mark = mark_of(text, word)
        ink, ground = mark.foreground().color().name(), mark.background().color().name()
        assert contrast(ink, ground) >= 4.5
        assert ground != theme.paper.lower()


def test_that_a_line_that_went_is_seen(view: SideBySide) -> None:
    view.set_texts("", "One.\n\nTwo.", "", "One.\nTwo.")
    assert "¶" in view.texts[0].toPlainText() + view.texts[1].toPlainText()


def test_that_the_texts_are_named_and_described_for_those_who_do_not_see_them(
    view: SideBySide,
) -> None:
    view.set_texts("This deck", BEFORE, "That deck", AFTER)
    before, after = view.texts
    assert [before.accessibleName(), after.accessibleName()] == ["This deck", "That deck"]
    assert before.accessibleDescription() == "Removed: what was stored"
    assert after.accessibleDescription() == "Added: who flew"


def test_that_texts_are_walked_and_copied_by_keyboard_and_never_changed(
    qtbot: QtBot, view: SideBySide
) -> None:
    view.set_texts("", BEFORE, "", AFTER)
    before, after = view.texts
    view.activateWindow()
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_X)
    QTest.keyClick(before, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(before, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == BEFORE
    QTest.keyClick(before, Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)
    assert shown(view) == (BEFORE, AFTER)


def test_that_a_long_text_starts_where_it_differs(view: SideBySide) -> None:
    view.resize(400, 100)
    view.set_texts("", "Word. " * 500 + "One.", "", "Word. " * 500 + "Two.")
    for text in view.texts:
        assert text.verticalScrollBar().value() > 0


def test_that_labels_are_plain_text_and_follow_the_font(view: SideBySide) -> None:
    view.set_texts("<b>One</b>", "<i>x</i>", "Two", "")
    assert view.labels[0].textFormat() is Qt.TextFormat.PlainText
    assert shown(view) == ("<i>x</i>", "")
    font = view.font()
    font.setPointSizeF(30)
    view.setFont(font)
    assert view.labels[0].font().pointSizeF() == view.texts[0].font().pointSizeF() == 30


@pytest.mark.parametrize("text", ["x" * 100_000, "word " * 20_000, "\n" * 100_000])
def test_that_very_long_texts_are_shown(view: SideBySide, text: str) -> None:
    view.set_texts("", text, "", f"{text}y")
    assert shown(view)[0].count("x") == text.count("x")


@given(st.text(st.characters()), st.text(st.characters()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_that_any_two_texts_are_shown(view: SideBySide, before: str, after: str) -> None:
    view.set_texts(before, before, after, after)
    assert all(
        bool(old) <= bool(new) for old, new in zip((before, after), shown(view), strict=True)
    )
