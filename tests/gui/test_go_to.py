"""Going to anything by a few letters of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Deck, Issue
from deckapp.deck.lookup import Lookup
from deckapp.gui.go_to import GoTo
from deckapp.gui.go_to_list import EntriesModel, Role
from deckapp.gui.theme import DARK, LIGHT

DECK = Deck(
    issues=(
        Issue(
            id="syria",
            title="Syria",
            cards=(
                Card(id="gas", title="Nerve agent", position="Civilians were gassed."),
                Card(id="jets", title="Jets", rebuttal="No agent of ours."),
            ),
        ),
        Issue(id="arms", title="Arms control", cards=(Card(id="inf", title="The treaty"),)),
    )
)


class Desk:
    """A window with a box of its own, and what was gone to."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.elsewhere = QLineEdit(self.window)
        self.go_to = GoTo(LIGHT, self.window)
        self.gone: list[str] = []
        self.go_to.chosen.connect(self.gone.append)
        self.go_to.set_deck(DECK)
        self.window.show()
        self.elsewhere.setFocus()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.go_to.box, text)
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.go_to._reading.isActive())

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.go_to.box, key)

    def listed(self) -> list[str]:
        return [self.go_to.model.id_of(row) for row in range(self.go_to.model.rowCount())]

    def at(self) -> str:
        return self.go_to.model.id_of(self.go_to.list.currentIndex().row())


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    desk.go_to.open()
    yield desk
    desk.window.close()


def test_that_the_model_keeps_qts_rules() -> None:
    model = EntriesModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    model.set_entries(Lookup(DECK).find("gassed"), "gassed")
    model.set_entries(Lookup(DECK).find(""), "")
    assert model.rowCount() == 5
    assert model.rowCount(model.index(0)) == 0
    assert model.data(model.index(99)) is None
    model.set_entries([], "")
    assert model.rowCount() == 0
    del tester


def test_that_everything_is_listed_in_agenda_order_at_first(desk: Desk) -> None:
    assert desk.listed() == ["syria", "gas", "jets", "arms", "inf"]
    assert desk.go_to.box.hasFocus()


def test_that_typing_lists_the_best_first(desk: Desk) -> None:
    desk.type("agent")
    assert desk.listed() == ["gas", "jets"]
    index = desk.go_to.model.index(1)
    assert index.data() == "Jets"
    assert index.data(Role.DETAIL) == "Syria  ·  Rebuttal:"
    assert str(index.data(Role.EXCERPT)) == "No agent of ours."
    spoken = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert spoken == "Syria  ·  Rebuttal: No agent of ours."
    assert desk.go_to.model.index(0).data(Role.DETAIL) == "Syria"


def test_that_an_issue_says_how_many_cards_it_has(desk: Desk) -> None:
    said = [desk.go_to.model.index(row).data(Role.DETAIL) for row in (0, 3)]
    assert said == ["Issue, 2 cards", "Issue, 1 card"]


def test_that_return_goes_there_and_closes(desk: Desk) -> None:
    desk.type("control arms")
    desk.press(Qt.Key.Key_Return)
    assert desk.gone == ["arms"]
    assert not desk.go_to.isVisible()
    assert desk.elsewhere.hasFocus()


def test_that_arrows_and_tab_choose_while_typing(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert desk.at() == "jets"
    desk.press(Qt.Key.Key_Up)
    assert desk.at() == "gas"
    desk.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert desk.at() == "syria"
    desk.press(Qt.Key.Key_PageDown, Qt.Key.Key_Down)
    assert desk.at() == "inf"
    desk.press(Qt.Key.Key_PageUp, Qt.Key.Key_Tab)
    assert desk.at() == "gas"
    desk.press(Qt.Key.Key_Backtab)
    assert desk.at() == "syria"
    assert desk.go_to.box.hasFocus()


def test_that_a_click_goes_there(desk: Desk) -> None:
    row = desk.go_to.list.visualRect(desk.go_to.model.index(2)).center()
    QTest.mouseClick(desk.go_to.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert desk.gone == ["jets"]


def test_that_escape_gives_the_keyboard_back_even_where_the_window_has_the_key(desk: Desk) -> None:
    taken: list[bool] = []
    shortcut = QShortcut(QKeySequence("Escape"), desk.window)
    shortcut.activated.connect(lambda: taken.append(True))
    desk.press(Qt.Key.Key_Escape)
    assert not taken
    assert not desk.go_to.isVisible()
    assert desk.elsewhere.hasFocus()
    assert not desk.gone


def test_that_leaving_the_box_closes(desk: Desk) -> None:
    QTest.mouseClick(desk.elsewhere, Qt.MouseButton.LeftButton)
    desk.elsewhere.setFocus()
    assert not desk.go_to.isVisible()
    assert desk.elsewhere.hasFocus()


def test_that_nothing_found_says_so_and_return_stays(desk: Desk) -> None:
    desk.type("perhaps")
    assert desk.go_to.nothing.isVisible()
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert desk.go_to.isVisible()
    assert not desk.gone
    desk.go_to.box.clear()
    assert not desk.go_to.nothing.isVisible()


def test_that_texts_read_later_leave_the_choice_alone(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go_to.open()
    QTest.keyClicks(desk.go_to.box, "s")
    before = desk.listed()
    desk.press(Qt.Key.Key_Down)
    chosen = desk.at() if len(before) > 1 else before[0]
    desk.wait()
    assert desk.listed()[: len(before)] == before
    assert desk.at() == chosen


def test_that_another_deck_is_listed_at_once(desk: Desk) -> None:
    desk.type("arms")
    desk.go_to.set_deck(Deck(issues=(Issue(id="more", title="More arms"),)))
    assert desk.listed() == ["more"]
    desk.wait()
    desk.press(Qt.Key.Key_Escape)
    desk.go_to.set_deck(DECK)
    desk.go_to.open()
    assert desk.go_to.box.text() == ""
    assert len(desk.listed()) == 5


def test_that_it_stays_within_the_window_at_any_size(desk: Desk) -> None:
    for size in ((300, 120), (1600, 900)):
        desk.window.resize(*size)
        assert desk.window.rect().contains(desk.go_to.geometry())
    font = desk.window.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    before = desk.go_to.height()
    desk.window.setFont(font)
    assert desk.go_to.height() > before
    assert desk.window.rect().contains(desk.go_to.geometry())


def test_that_every_control_has_a_name(desk: Desk) -> None:
    for widget in (desk.go_to, desk.go_to.box, desk.go_to.list):
        assert widget.accessibleName()


def test_that_a_window_can_be_deleted_with_it_open(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.go_to.open()
    desk.window.deleteLater()
    with qtbot.waitSignal(desk.window.destroyed):
        pass


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b>", "\x00\x07", "😀" * 50, "שלום עולם", "\u202eevil", "a\nb\tc", "ß" * 100_000],
    ids=ascii,
)
def test_that_text_of_anybodys_can_be_gone_to(desk: Desk, text: str) -> None:
    card = Card(id="odd", title=text, notes=f"{text} needle {text}")
    desk.go_to.set_deck(Deck(issues=(Issue(id="issue", title=text, cards=(card,)),)))
    desk.type("needle")
    for theme in (DARK, LIGHT):
        desk.go_to.set_theme(theme)
        assert not desk.go_to.grab().isNull()
    desk.press(Qt.Key.Key_Return)
    assert desk.gone == ["odd"]


def test_that_very_odd_things_can_be_looked_for(desk: Desk) -> None:
    for text in ("😀", "x" * 100_000, "\x00"):
        desk.go_to.box.setText(text)
        desk.wait()
        assert desk.listed() == []
