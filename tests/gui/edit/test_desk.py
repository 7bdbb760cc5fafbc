"""What the Edit screen does when its actions are asked for, and what it shows when."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from deckapp.deck import SetField
from deckapp.gui.edit.targets import DECK, Target
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import HEAD, ManualExecutor, small_deck, spin, written

from .keyboard import ALT, SHIFT, Key, User

NO_CARDS = "format: deckapp/1\ntitle: Bare\nmarking: TLP:AMBER\n"


@pytest.fixture
def user(make_window: WindowMaker, qtbot: QtBot, tmp_path: Path) -> User:
    """A user at the Edit screen, with a deck of three cards."""
    user = User(make_window(written(tmp_path / "deck.yaml", small_deck(3))), qtbot)
    user.edit()
    return user


def _ids(user: User) -> list[str]:
    return [card.id for _, card in user.window.document.deck.cards()]


# Beginning


def test_that_the_card_at_hand_is_shown_before_it_can_be_edited_and_no_letter_is_lost(
    make_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    executor = ManualExecutor()
    path = written(tmp_path / "deck.yaml", small_deck(3))
    window = make_window(path, executor=executor, wait=False)
    executor.run_all()
    qtbot.waitUntil(lambda: window.chrome is not None)
    executor.run_all()
    user = User(window, qtbot)
    user.press(Key.Key_Right)
    user.control(Key.Key_2)
    assert user.heading() == "Title 2"
    assert user.field("title").hasFocus()
    user.type("A ")
    assert user.row("title").trouble
    executor.run_all()
    user.wait_for_edit()
    assert not user.row("title").trouble
    assert user.heading() == "A Title 2"
    assert user.titles()[1] == "A Title 2"


def test_that_an_action_waits_until_the_deck_can_be_edited(
    make_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    user = User(make_window(written(tmp_path / "deck.yaml", small_deck(1))), qtbot)
    user.control(Key.Key_N, SHIFT)
    user.wait_for_edit()
    assert user.titles() == ["Title 1", ""]
    assert user.field("title").hasFocus()


def test_that_cards_without_ids_are_edited_where_they_stand(
    make_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    text = f"{HEAD}  - title: I\n    cards:\n" + "".join(
        f"      - title: T{number}\n        position: P\n" for number in range(3)
    )
    user = User(make_window(written(tmp_path / "deck.yaml", text)), qtbot)
    user.press(Key.Key_Right)
    user.edit()
    assert user.heading() == "T1"
    user.type("x")
    assert user.titles() == ["T0", "xT1", "T2"]


# Cards and issues


def test_that_new_cards_have_ids_that_nobody_else_gives(user: User) -> None:
    for _ in range(5):
        user.control(Key.Key_N, SHIFT)
    new = set(_ids(user)) - {"card-1", "card-2", "card-3"}
    assert len(new) == 5
    assert all(id_.startswith("card-issue-") for id_ in new)
    assert _ids(user)[0] == "card-1"
    assert "card-2" in _ids(user)[6:]  # new ones come after the one at hand


def test_that_a_new_issue_is_titled_at_once(user: User) -> None:
    user.control(Key.Key_I, SHIFT)
    user.type("Trade")
    assert [issue.title for issue in user.window.document.deck.issues] == ["Only issue", "Trade"]
    assert user.heading() == "Trade"
    user.control(Key.Key_N, SHIFT)
    user.type("Steel")
    assert user.window.document.deck.issues[1].cards[0].title == "Steel"


def test_that_the_first_card_of_a_bare_deck_comes_with_an_issue(
    make_window: WindowMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    user = User(make_window(written(tmp_path / "deck.yaml", NO_CARDS)), qtbot)
    user.edit()
    assert user.desk.screen.target == DECK
    assert user.field("title").hasFocus()
    user.control(Key.Key_N, SHIFT)
    user.type("First")
    assert user.titles() == ["First"]
    assert len(user.window.document.deck.issues) == 1


def test_that_cards_are_moved_duplicated_and_deleted_with_keys(user: User) -> None:
    user.press(Key.Key_Escape)
    user.press(Key.Key_Down, ALT)
    assert _ids(user) == ["card-2", "card-1", "card-3"]
    user.press(Key.Key_Up, ALT)
    user.control(Key.Key_D)
    assert user.titles() == ["Title 1", "Title 1", "Title 2", "Title 3"]
    user.press(Key.Key_Delete)
    assert _ids(user) == ["card-1", "card-2", "card-3"]
    assert user.chrome.agenda.selected() == ["card-2"]
    user.control(Key.Key_X)
    assert _ids(user) == ["card-1", "card-3"]
    user.control(Key.Key_V)
    assert user.titles() == ["Title 1", "Title 3", "Title 2"]
    user.control(Key.Key_C)
    user.control(Key.Key_V)
    assert user.titles()[2:] == ["Title 2", "Title 2"]
    assert user.chrome.agenda.tree.hasFocus()


def test_that_all_cards_can_be_deleted_and_come_back(user: User) -> None:
    user.press(Key.Key_Escape)
    for _ in range(3):
        user.press(Key.Key_Delete)
    assert user.titles() == []
    for _ in range(3):
        user.control(Key.Key_Z)
    assert user.titles() == ["Title 1", "Title 2", "Title 3"]


def test_that_pasting_says_when_there_are_no_cards_to_paste(user: User) -> None:
    user.press(Key.Key_Escape)
    QGuiApplication.clipboard().setText("nothing of the kind")
    user.control(Key.Key_V)
    assert "no cards on the clipboard" in user.said()


def test_that_an_edit_that_cannot_be_made_is_said_in_the_bar(user: User) -> None:
    assert not user.desk.apply(SetField("card-1", "id", "card-2"))
    assert "card-2" in user.said()


def test_that_the_agenda_and_the_form_go_together(user: User) -> None:
    tree = user.chrome.agenda.tree
    user.press(Key.Key_Escape)
    user.press(Key.Key_Up)
    assert user.heading() == "Only issue"
    assert user.desk.screen.target == Target("card-issue", 0)
    assert tree.hasFocus()
    user.desk.screen.go_to("card-3")
    assert user.chrome.agenda.selected() == ["card-3"]
    user.desk.screen.go_to("card-issue")
    assert user.chrome.agenda.selected() == ["card-issue"]
    user.desk.screen.go_to("gone")
    assert user.heading() == "Only issue"


# What comes beside the form


def test_that_the_selection_is_looked_for_its_first_line_at_least(user: User) -> None:
    user.tab_to("Position")
    user.control(Key.Key_A)
    user.type("first line\nsecond line")
    user.control(Key.Key_A)
    user.control(Key.Key_H)
    assert user.desk.find.find_box.text() == "first line"
    assert user.desk.find.find_box.hasFocus()


def test_that_escape_closes_what_is_beside_the_form_first(user: User) -> None:
    user.control(Key.Key_H)
    user.desk.screen.setFocus()
    assert user.field("title").hasFocus()
    user.press(Key.Key_Escape)
    assert user.desk.find.isHidden()
    assert user.field("title").hasFocus()
    user.control(Key.Key_H, SHIFT)
    assert user.desk.history.list.hasFocus()
    user.press(Key.Key_Escape)
    assert user.desk.history.isHidden()
    assert user.field("title").hasFocus()


def test_that_the_history_follows_and_leads(user: User) -> None:
    user.write(title="One", position="Two")
    user.control(Key.Key_H, SHIFT)
    model = user.desk.history.model
    assert model.rowCount() == 3
    user.press(Key.Key_Down, times=2)
    user.press(Key.Key_Return)
    assert user.titles()[0] == "Title 1"
    user.control(Key.Key_H, SHIFT)
    assert user.desk.history.isHidden()


def test_that_looking_for_something_leaves_the_page_that_is_in_the_way(user: User) -> None:
    user.control(Key.Key_R, SHIFT)
    assert not user.sees_form()
    user.control(Key.Key_H)
    assert user.sees_form()
    assert user.desk.find.isVisible()


def test_that_escape_leaves_every_page(user: User) -> None:
    for key in (Key.Key_R, Key.Key_D):
        user.control(key, SHIFT)
        assert not user.sees_form()
        user.desk.screen.setFocus()
        assert not user.desk.screen.form.isAncestorOf(user.focused())
        user.press(Key.Key_Escape)
        assert user.sees_form()


def test_that_edits_on_a_page_leave_it_where_it_is(user: User) -> None:
    user.control(Key.Key_R, SHIFT)
    user.desk.apply_here(SetField("card-2", "title", "Other"))
    assert not user.sees_form()
    user.desk.apply_here(SetField("", "title", "Deck"))
    assert not user.sees_form()


@pytest.mark.parametrize("width", [640, 900, 1200, 1900])
def test_that_the_form_has_room_whatever_is_beside_it(user: User, width: int) -> None:
    user.window.resize(width, 500)
    user.control(Key.Key_H, SHIFT)
    user.control(Key.Key_H)
    spin()
    screen = user.desk.screen
    assert screen._scroll.height() >= 90
    assert screen._scroll.width() >= min(300, screen.width() // 2)
    assert screen.side.isVisible() != screen.brief.isVisible()
    assert user.desk.history.isHidden()
    user.press(Key.Key_Escape)
    assert screen.side.isVisible() == (width >= 1200)


def test_that_a_chosen_layout_is_remembered(user: User) -> None:
    box = user.desk.screen.side.layout_box
    box.setFocus()
    user.press(Key.Key_Down)
    assert user.window.document.path is not None
    assert user.window.settings.print_layout(user.window.document.path) == box.currentData()


def test_that_themes_reach_every_part_of_the_screen(user: User) -> None:
    user.control(Key.Key_R, SHIFT)
    user.control(Key.Key_D, SHIFT)
    user.chrome.actions["theme_dark"].trigger()
    ground = user.desk.screen.palette().color(user.desk.screen.backgroundRole())
    assert ground.name() == user.window.theme.ground
