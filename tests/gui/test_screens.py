"""Going from screen to screen: what is shown there, and that each keeps up with the others."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from deckapp.deck import DeleteCard, SetField
from deckapp.gui.main_window import MainWindow

from .conftest import WindowMaker
from .edit.keyboard import SHIFT, Key, User
from .helpers import seen, small_deck, written

BARE = "format: deckapp/1\ntitle: Bare\nmarking: TLP:AMBER\n"


@pytest.fixture
def user(make_window: WindowMaker, qtbot: QtBot, tmp_path: Path) -> User:
    """A user at the Edit screen, with a deck of three cards."""
    user = User(make_window(written(tmp_path / "deck.yaml", small_deck(3))), qtbot)
    user.edit()
    return user


@pytest.fixture
def bare(make_window: WindowMaker, qtbot: QtBot, tmp_path: Path) -> User:
    """A user whose deck has no cards yet."""
    return User(make_window(written(tmp_path / "deck.yaml", BARE)), qtbot)


def _screen(window: MainWindow) -> object:
    return window.screens.currentWidget()


def test_that_a_deck_without_cards_is_rehearsed_once_it_has_one(bare: User) -> None:
    bare.control(Key.Key_1)
    assert "no card to rehearse" in bare.said()
    bare.control(Key.Key_N, SHIFT)
    bare.wait_for_edit()
    bare.type("First")
    bare.control(Key.Key_1)
    assert _screen(bare.window) is bare.window.rehearse
    assert "First" in seen(bare.window)


def test_that_what_is_no_longer_there_is_not_rehearsed(user: User) -> None:
    for number in (1, 2, 3):
        user.desk.apply(DeleteCard(f"card-{number}"))
    user.control(Key.Key_1)
    assert _screen(user.window) is user.desk.screen
    assert "no card to rehearse" in user.said()
    user.control(Key.Key_3)
    assert _screen(user.window) is user.desk.screen
    assert "no card to print" in user.said()


def test_that_undoing_the_last_card_while_it_is_rehearsed_leads_to_the_edit_screen(
    bare: User,
) -> None:
    bare.control(Key.Key_N, SHIFT)
    bare.wait_for_edit()
    bare.control(Key.Key_1)
    assert _screen(bare.window) is bare.window.rehearse
    while bare.chrome.actions["undo"].isEnabled():
        bare.control(Key.Key_Z)
    assert _screen(bare.window) is bare.desk.screen


def test_that_rehearsal_goes_on_at_the_card_that_was_at_hand(user: User) -> None:
    user.desk.screen.go_to("card-3")
    user.control(Key.Key_1)
    assert user.window.rehearse.present_id() == "card-3"
    assert user.chrome.agenda.selected() == ["card-3"]
    user.press(Key.Key_Space)
    step = user.window.rehearse.place.step
    user.control(Key.Key_2)
    assert user.heading() == "Title 3"
    user.write(position="Quite new.")
    user.control(Key.Key_1)
    assert user.window.rehearse.place.step == step
    assert "Quite new." in seen(user.window)
    user.control(Key.Key_2)
    user.control(Key.Key_I)
    user.control(Key.Key_1)
    assert user.window.rehearse.present_id() == "card-3"


def test_that_undo_on_the_rehearse_screen_is_seen_there_at_once(user: User) -> None:
    user.write(title="Other title")
    user.control(Key.Key_1)
    assert "Other title" in seen(user.window)
    user.control(Key.Key_Z)
    assert "Title 1" in seen(user.window)


def test_that_the_print_screen_prints_the_deck_as_it_is_edited(user: User) -> None:
    user.write(title="Other title")
    user.control(Key.Key_3)
    desk = user.chrome.screens.print
    assert desk is not None
    assert _screen(user.window) is desk.screen
    assert not user.chrome.agenda.is_outline
    desk.card_wanted.emit("card-2")
    assert user.window.rehearse.present_id() == "card-2"
    assert _screen(user.window) is user.window.rehearse


def test_that_an_action_of_the_edit_screen_leaves_the_keyboard_where_it_is(user: User) -> None:
    user.press(Key.Key_Escape)
    user.control(Key.Key_D)
    assert user.chrome.agenda.tree.hasFocus()
    assert len(user.titles()) == 4


def test_that_go_to_leads_to_an_issue_on_each_screen(user: User) -> None:
    for key in (Key.Key_2, Key.Key_1):
        user.control(key)
        user.chrome.screens.go_to_anything()
        assert user.chrome.screens.finder is not None
        user.chrome.screens.finder.chosen.emit("card-issue")
        user.chrome.screens.finder.hide()
    assert user.desk.screen.target.id == "card-issue"
    assert user.window.rehearse.present_id() == "card-1"
    user.chrome.screens.finder.chosen.emit("card-2")  # type: ignore[union-attr]
    assert user.window.rehearse.present_id() == "card-2"


def test_that_nothing_is_edited_where_no_deck_could_be_opened(
    make_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    user = User(make_window(tmp_path / "gone.yaml"), qtbot)
    user.control(Key.Key_2)
    assert "no deck to edit" in user.said()
    user.control(Key.Key_H)
    assert user.chrome.screens.edit is None


# A new deck


def _title(user: User, title: str) -> None:
    user.control(Key.Key_N)
    user.type(title)
    user.tab_to("Issues and first cards")
    user.type("Trade\n- Steel")


@pytest.mark.parametrize(("chosen", "written_to"), [("new", "new.yaml"), ("new.yml", "new.yml")])
def test_that_a_new_deck_is_edited_at_once(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, written_to: str
) -> None:
    suggested: list[str] = []

    def choose(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        suggested.append(name)
        return str(tmp_path / chosen), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    _title(user, "Vienna: the 2nd round/1")
    assert user.chrome.screens.new is not None
    user.chrome.screens.new.make.click()
    user.qtbot.waitUntil(lambda: user.window.document.path == tmp_path / written_to)
    user.wait_for_edit()
    assert Path(suggested[0]) == tmp_path / "vienna-the-2nd-round-1.yaml"
    assert user.heading() == "Steel"
    assert user.window.document.deck.title == "Vienna: the 2nd round/1"
    assert user.field("title").hasFocus()
    assert not user.chrome.panel.isVisible()


def test_that_no_file_no_new_deck(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    _title(user, "Vienna")
    page = user.chrome.screens.new
    assert page is not None
    page.make.click()
    assert _screen(user.window) is page
    user.control(Key.Key_N)  # once more, while it is shown: what was typed stays
    assert page.deck().title == "Vienna"
    user.press(Key.Key_Escape)
    assert _screen(user.window) is user.desk.screen


def test_that_a_new_deck_that_cannot_be_written_is_said(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new.yaml").mkdir()
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "new.yaml"), "")
    )
    _title(user, "Vienna")
    page = user.chrome.screens.new
    assert page is not None
    page.make.click()
    assert user.said()
    assert _screen(user.window) is page
    assert page.deck().title == "Vienna"


def test_that_the_print_screen_hears_of_edits_while_it_is_shown(user: User) -> None:
    user.control(Key.Key_3)
    user.chrome.editor.apply(SetField("card-1", "title", "Late title"))
    user.chrome.look_again()
    user.control(Key.Key_1)
    assert "Late title" in seen(user.window)
