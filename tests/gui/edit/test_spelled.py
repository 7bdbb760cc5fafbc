"""Spelling in the form: what is dotted, and what the menu of a field knows about it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from deckapp.gui.edit.own_words import words_file
from deckapp.gui.edit.spelling import Spelling
from deckapp.gui.widgets.text_field import Line, TextField
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import HEAD, spin, written

from .keyboard import Key, User, submenu_of, words_of

pytest.importorskip("hunspell", reason="needs the extra “spelling”")

TEXT = f"""{HEAD.replace("issues:", "meeting: {counterpart: Minister Wxyzbeck}").rstrip()}
issues:
  - id: i
    title: Issue
    cards:
      - id: c
        title: Card
        position: "\U0001f600 They recieve Wxyzbeck."
        asks: [Recieve them.]
        counter: They say no.
        counter_in: {{ru: Превет всем, fr: Nous recieve}}
"""


@pytest.fixture
def user(make_window: WindowMaker, qtbot: QtBot, tmp_path: Path) -> User:
    """A user at the Edit screen whose dictionaries are loaded."""
    user = User(make_window(written(tmp_path / "deck.yaml", TEXT)), qtbot)
    user.edit()
    qtbot.waitUntil(lambda: bool(dotted(user.field("position"))))
    return user


def dotted(field: TextField) -> list[str]:
    """The words of a field that are marked as wrong."""
    text = field.text()
    return [text[each.start : each.end] for each in field.underlines if each.line is Line.DOTS]


def _ask_at(user: User, field: TextField, word: str, *entries: str) -> list[str]:
    """Open the menu at a word, choose an entry and one of its own; returns what was offered."""
    offered: list[str] = []

    def look(menu: QMenu) -> None:
        offered.extend(words_of(menu))
        for number, entry in enumerate(words_of(menu)[:2]):
            if entry in entries and menu.actions()[number].menu() is not None:
                better = submenu_of(menu, number)
                better.aboutToShow.emit()
                better.aboutToShow.emit()  # as when it is opened a second time
                offered.extend(words_of(better))
                for action in better.actions():
                    if action.text() in entries:
                        action.trigger()
            elif entry in entries:
                menu.actions()[number].trigger()

    user.menu_at(field, field.toPlainText().index(word) + 1, look)
    user.window.activateWindow()
    spin()
    field.setFocus()
    return offered


def test_that_wrong_words_are_dotted_and_names_of_the_meeting_are_not(user: User) -> None:
    assert dotted(user.field("position")) == ["recieve"]
    assert dotted(user.field("asks")) == ["Recieve"]
    assert dotted(user.field("counter")) == []


def test_that_translations_are_spelt_in_their_own_languages(user: User) -> None:
    texts = dict(user.field("counter_in").tagged_texts())
    assert dotted(texts["ru"]) == ["Превет"]
    assert dotted(texts["fr"]) == []


def test_that_words_are_dotted_while_they_are_typed(user: User) -> None:
    user.tab_to("Counter")
    user.type("Thier ")
    assert dotted(user.field("counter")) == ["Thier"]
    user.press(Key.Key_Home)
    for _ in range(6):
        user.press(Key.Key_Delete)
    assert dotted(user.field("counter")) == []


def test_that_a_better_word_is_chosen_from_the_menu(user: User) -> None:
    field = user.field("position")
    offered = _ask_at(user, field, "recieve", "Instead of “recieve”", "receive")
    assert offered[:2] == ["Instead of “recieve”", "“recieve” is right in this deck"]
    assert offered.count("receive") == 1
    assert "They receive Wxyzbeck" in field.text()
    assert dotted(field) == []
    user.control(Key.Key_Z)
    assert dotted(field) == ["recieve"]


def test_that_a_word_is_right_in_this_deck_from_then_on(
    user: User, make_window: WindowMaker, qtbot: QtBot
) -> None:
    path = user.window.document.path
    assert path is not None
    _ask_at(user, user.field("position"), "recieve", "“recieve” is right in this deck")
    assert dotted(user.field("position")) == []
    again = Spelling(words_file(path))
    again.load()
    assert again.misspelt("recieve") == []


def test_that_a_word_that_resembles_nothing_is_said_to(user: User) -> None:
    word = "xqzw" * 10
    user.write(position=word)
    offered = _ask_at(user, user.field("position"), word, f"Instead of “{word}”")
    assert "Nothing better is known" in offered


def test_that_right_words_have_no_entries_of_spelling(user: User) -> None:
    offered = _ask_at(user, user.field("counter"), "say")
    assert not any("Instead of" in each or "right in this" in each for each in offered)


def test_that_words_others_add_are_right_once_the_window_is_looked_at_again(user: User) -> None:
    path = user.window.document.path
    assert path is not None
    other = Spelling(words_file(path))
    other.load()
    other.add("recieve")
    user.desk.look_again()
    assert dotted(user.field("position")) == []


def test_that_a_name_is_right_once_it_is_the_counterpart(user: User) -> None:
    user.write(position="Wrzbski.")
    assert dotted(user.field("position")) == ["Wrzbski"]
    user.control(Key.Key_I)
    user.write(**{"meeting.counterpart": "Minister Wrzbski"})
    assert dotted(user.field("meeting.counterpart")) == []
    user.desk.screen.go_to("c")
    assert dotted(user.field("position")) == []


def test_that_without_the_extra_nothing_is_dotted(
    make_window: WindowMaker, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckapp.gui.edit.spelling.are_installed", lambda: False)
    user = User(make_window(written(tmp_path / "deck.yaml", TEXT)), qtbot)
    user.edit()
    assert dotted(user.field("position")) == []
    assert not any("Instead" in each for each in _ask_at(user, user.field("position"), "recieve"))


def test_that_a_list_of_words_that_cannot_be_read_is_said(
    make_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    path = written(tmp_path / "deck.yaml", TEXT)
    words_file(path).parent.mkdir(parents=True, exist_ok=True)
    words_file(path).mkdir()
    user = User(make_window(path), qtbot)
    user.edit()
    qtbot.waitUntil(lambda: bool(user.said()))
    assert "words" in user.said()
