"""Writing and editing a deck with nothing but keys."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from deckapp.deck import read_deck_file
from deckapp.paths import reference_deck
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import seen, spin

from .keyboard import ALT, SHIFT, Key, User, words_of

AGENDA = """Trade 20
- Steel quotas
- Data flows
Energy 15 min
- The pipeline"""


def _will_choose(path: Path | str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))


@pytest.fixture
def user(make_window: WindowMaker, qtbot: QtBot, tmp_path: Path) -> User:
    """A user of a window on a copy of the Moscow deck."""
    path = tmp_path / "moscow.yaml"
    shutil.copy(reference_deck(), path)
    return User(make_window(path), qtbot)


def _bytes(user: User) -> bytes:
    assert user.window.document.path is not None
    return user.window.document.path.read_bytes()


def test_that_a_deck_of_five_cards_is_written_from_nothing_saved_and_read_again(
    user: User,
    make_window: WindowMaker,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "vienna.yaml"
    _will_choose(tmp_path / "vienna", monkeypatch)
    user.control(Key.Key_N)
    user.type("Vienna talks")
    for label, text in (
        ("Marking", "TLP:AMBER"),
        ("Counterpart", "Minister Weber"),
        ("Date", "2026-12-01"),
        ("Minutes", "45"),
        ("Issues and first cards", AGENDA),
    ):
        user.tab_to(label)
        user.control(Key.Key_A)
        user.type(text)
    user.press(Key.Key_Tab)
    user.press(Key.Key_Space)
    qtbot.waitUntil(lambda: user.window.document.path == out)
    user.wait_for_edit()
    assert user.heading() == "Steel quotas"
    user.write(
        position="Quotas end on 1 January.",
        counter="Our mills need them.",
        rebuttal="Ours needed none.",
    )
    for number in (2, 3):
        user.control(Key.Key_N, SHIFT)
        assert user.field("title").hasFocus()
        user.type(f"Card {number}")
        user.write(
            position=f"Position {number}.",
            counter=f"Counter {number}.",
            rebuttal=f"Rebuttal {number}.",
        )
    for title, downs in (("Data flows", 1), ("The pipeline", 2)):
        user.press(Key.Key_Escape)
        user.press(Key.Key_Down, times=downs)
        user.press(Key.Key_Return)
        assert user.heading() == title
        user.write(position="Said.", counter="Denied.", rebuttal="Shown.")
    user.save()

    again = User(make_window(out), qtbot)
    deck = again.window.document.deck
    assert deck == user.window.document.deck
    assert not read_deck_file(out).problems
    assert (deck.title, deck.marking, deck.meeting.minutes) == ("Vienna talks", "TLP:AMBER", 45)
    assert [(issue.title, issue.minutes) for issue in deck.issues] == [
        ("Trade", 20),
        ("Energy", 15),
    ]
    assert again.titles() == ["Steel quotas", "Card 2", "Card 3", "Data flows", "The pipeline"]
    assert all(card.position and card.counter and card.rebuttal for _, card in deck.cards())


def test_that_the_moscow_deck_is_edited_saved_and_undone_to_the_first_byte(user: User) -> None:
    before = _bytes(user)
    user.edit()
    user.write(title="Another title", position="Another\nposition.")
    user.control(Key.Key_D)
    user.press(Key.Key_Escape)
    user.press(Key.Key_Down, ALT)
    user.press(Key.Key_Delete)
    user.control(Key.Key_N, SHIFT)
    user.type("Yet another")
    user.control(Key.Key_I)
    user.write(title="Elsewhere")
    user.save()
    assert _bytes(user) != before
    while user.chrome.actions["undo"].isEnabled():
        user.control(Key.Key_Z)
    assert user.window.isWindowModified()
    user.save()
    assert _bytes(user) == before
    while user.chrome.actions["redo"].isEnabled():
        user.control(Key.Key_Z, SHIFT)
    assert user.window.document.deck.title == "Elsewhere"


def test_that_undoing_takes_the_keyboard_to_what_is_undone(user: User) -> None:
    user.edit()
    user.write(position="One.", rebuttal="Two.")
    user.control(Key.Key_Z)
    assert user.field("rebuttal").hasFocus()
    user.control(Key.Key_Z)
    assert user.field("position").hasFocus()
    user.control(Key.Key_I)
    user.write(marking="TLP:RED")
    user.control(Key.Key_Z)
    assert user.field("marking").hasFocus()
    user.control(Key.Key_Y)
    user.control(Key.Key_Z)
    user.press(Key.Key_Escape)
    user.control(Key.Key_Y)
    assert user.chrome.agenda.tree.hasFocus()


def test_that_a_phrase_is_replaced_everywhere_and_the_keyboard_stays_with_the_hits(
    user: User,
) -> None:
    desk = user.edit()
    user.control(Key.Key_H)
    user.type("Assad")
    user.qtbot.waitUntil(lambda: "7 hits" in desk.find.status.plain())
    user.press(Key.Key_Return, times=3)
    assert user.heading() == "The 2013 agreement"
    assert user.field("position").textCursor().selectedText() == "Assad"
    assert desk.find.find_box.hasFocus()
    user.press(Key.Key_Tab)
    user.type("the regime")
    user.tab_to(desk.find.replace_all.text())
    user.press(Key.Key_Space)
    user.qtbot.waitUntil(lambda: "No card" in desk.find.status.plain())
    user.press(Key.Key_Escape)
    assert desk.find.isHidden()
    assert user.field("position").hasFocus()
    assert user.field("position").text().startswith("the regime gassed")
    user.control(Key.Key_Z)
    assert user.field("position").text().startswith("Assad gassed")


def test_that_escape_and_return_lead_between_form_and_agenda(user: User) -> None:
    user.edit()
    assert user.field("title").hasFocus()
    user.press(Key.Key_Escape)
    assert user.chrome.agenda.tree.hasFocus()
    user.press(Key.Key_Down)
    assert user.heading() == "The 2013 agreement"
    assert user.chrome.agenda.tree.hasFocus()
    user.press(Key.Key_Return)
    assert user.field("title").hasFocus()
    user.press(Key.Key_Tab)
    user.press(Key.Key_Escape)
    user.press(Key.Key_Return)
    assert user.field("position").hasFocus()
    user.control(Key.Key_F)
    user.type("normandy")
    user.press(Key.Key_Return)
    assert user.heading() == "A seat in the Normandy group"


def test_that_go_to_leads_to_a_card_and_its_first_field(user: User) -> None:
    user.edit()
    user.control(Key.Key_P)
    spin()
    user.type("normandy seat")
    user.press(Key.Key_Return)
    assert user.heading() == "A seat in the Normandy group"
    assert user.desk.screen.form.isAncestorOf(user.focused())


def test_that_cards_are_cleared_and_the_clearance_is_void_once_the_text_changes(
    user: User,
) -> None:
    desk = user.edit()
    user.control(Key.Key_R, SHIFT)
    assert desk.clearance is not None
    assert not desk.screen.heading.isVisible()
    user.press(Key.Key_Space)
    user.tab_to(desk.clearance.by.accessibleName())
    user.type("NEA")
    user.tab_to(desk.clearance.mark.text())
    user.press(Key.Key_Space)
    assert "24 of 25" in desk.clearance.summary()
    assert not user.sees_form()
    user.press(Key.Key_Escape)
    assert desk.screen.heading.isVisible()
    user.write(position="Something else.")
    user.control(Key.Key_R, SHIFT)
    assert "25 of 25" in desk.clearance.summary()
    user.press(Key.Key_Return)
    assert user.sees_form()
    assert desk.screen.form.isAncestorOf(user.focused())


def test_that_a_change_is_taken_over_from_an_earlier_version(user: User) -> None:
    desk = user.edit()
    title = user.titles()[0]
    user.write(title="Worse title")
    user.save()
    user.control(Key.Key_D, SHIFT)
    compare = desk.compare
    assert compare is not None
    user.qtbot.waitUntil(lambda: compare.chooser.versions.count() > 1)
    user.press(Key.Key_W, ALT)
    user.press(Key.Key_Down)
    user.qtbot.waitUntil(lambda: compare.take.isVisible())
    user.press(Key.Key_T, ALT)
    user.qtbot.waitUntil(lambda: user.titles()[0] == title)
    user.press(Key.Key_Escape)
    assert user.field("title").text() == title


def test_that_an_avoid_phrase_is_mended_with_two_keys(user: User) -> None:
    user.edit()
    user.write(position="We show mutual respect.")
    assert not user.row("position").note.isHidden()
    user.control(Key.Key_Period)
    assert words_of(user.menu())[0].startswith("Say “We came to speak plainly")
    user.press(Key.Key_Return)
    assert "mutual respect" not in user.field("position").text()
    assert user.field("position").hasFocus()


def test_that_labelled_text_is_pasted_as_a_card(user: User) -> None:
    user.edit()
    QGuiApplication.clipboard().setText(
        "Tariffs\nPosition: Lower them.\nThey say: Never.\nWe answer: Then we both lose."
    )
    user.tab_to("Position")
    user.control(Key.Key_V)
    assert user.desk.texts.offer.list.hasFocus()
    user.press(Key.Key_Return)
    assert user.heading() == "Tariffs"
    assert user.field("rebuttal").text() == "Then we both lose."


def test_that_a_table_is_pasted_as_cards_into_the_agenda(user: User) -> None:
    user.edit()
    user.press(Key.Key_Escape)
    QGuiApplication.clipboard().setText(
        "Position\tThey say\tWe answer\nOne.\tTwo.\tThree.\nFour.\tFive.\tSix."
    )
    count = len(user.titles())
    user.control(Key.Key_V)
    user.press(Key.Key_Return)
    assert len(user.titles()) == count + 2


def test_that_the_card_edited_is_the_one_rehearsed(user: User) -> None:
    user.edit()
    user.press(Key.Key_Escape)
    user.press(Key.Key_Down, times=2)
    user.press(Key.Key_Return)
    user.write(title="Quite new")
    user.control(Key.Key_1)
    assert user.window.rehearse.card.hasFocus()
    assert "Quite new" in seen(user.window)
    user.press(Key.Key_Right)
    user.control(Key.Key_2)
    assert user.heading() == user.titles()[3]
    assert user.field("title").hasFocus()


def test_that_every_field_of_a_card_is_reached_with_tab(user: User) -> None:
    user.edit()
    user.tab_to("More fields")
    user.press(Key.Key_Space)
    for path, row in list(user.desk.screen.form.all_rows()):
        if row.isVisible():
            user.press(Key.Key_Tab)
            for _ in range(100):
                if row.isAncestorOf(user.focused()):
                    break
                user.press(Key.Key_Tab)
            else:
                pytest.fail(f"Tab does not reach {path}")


def test_that_the_page_of_a_new_deck_is_left_with_escape(user: User) -> None:
    user.edit()
    user.control(Key.Key_N)
    user.press(Key.Key_Escape)
    assert user.field("title").hasFocus()
