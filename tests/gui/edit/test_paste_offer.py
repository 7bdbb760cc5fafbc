"""The offer to make cards of what was pasted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, FollowUp
from deckapp.deck.pasting import cards_in
from deckapp.gui.edit.paste_offer import PasteOffer
from deckapp.gui.theme import DARK, LIGHT

_CARDS = (
    Card(
        title="Nerve agent",
        position="The regime used it.",
        asks=("Withdraw", "Stop"),
        red_lines=("No joint inquiry",),
        withhold=("Where from",),
        counter="No proof.",
        rebuttal="There is.",
        follow_ups=(FollowUp(counter="Show it.", rebuttal="No."), FollowUp(counter="Where?")),
    ),
    Card(title="Chlorine", position="It goes on."),
    Card(title="Barrels", position="They fall.", notes="Ask Smith."),
)


_BACK = "counter, rebuttal, 2 follow-ups"


class Screen(QWidget):
    """An offer above a field, as on the Edit screen."""

    def __init__(self) -> None:
        super().__init__()
        self.offer = PasteOffer(LIGHT)
        self.field = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.offer)
        column.addWidget(self.field)
        self.told: list[object] = []
        self.offer.cards_accepted.connect(self.told.append)
        self.offer.text_wanted.connect(self._on_text_wanted)
        self.offer.dismissed.connect(self._on_dismissed)

    def _on_text_wanted(self) -> None:
        self.told.append("text")

    def _on_dismissed(self) -> None:
        self.told.append("dismissed")


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[Screen]:
    screen = Screen()
    qtbot.addWidget(screen)
    screen.resize(600, 400)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.field.setFocus()
    yield screen
    screen.close()


@pytest.fixture
def offer(screen: Screen) -> PasteOffer:
    """An offer of three cards."""
    assert screen.offer.isHidden()
    screen.offer.offer(_CARDS)
    return screen.offer


def _said(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


def test_that_it_says_how_many_cards_there_are(screen: Screen, offer: PasteOffer) -> None:
    assert offer._headline.plain() == "What you pasted looks like 3 cards."
    assert offer.add.text() == "Add 3 cards"
    offer.offer(_CARDS[1:2])
    assert offer._headline.plain() == "What you pasted looks like 1 card."
    assert offer.add.text() == "Add 1 card"


def test_that_a_row_says_what_is_in_the_card(offer: PasteOffer) -> None:
    rows = [offer.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert rows == [
        f"Nerve agent: position, 2 asks, 1 red line, 1 withheld point, {_BACK}",
        "Chlorine: position",
        "Barrels: position, notes",
    ]


def test_that_the_chosen_card_is_shown_as_labelled_text(offer: PasteOffer) -> None:
    assert offer.list.hasFocus()
    assert offer.preview.toPlainText().split("\n") == [
        *("Nerve agent", "POSITION", "The regime used it.", "ASKS", "Withdraw", "Stop"),
        *("RED LINES", "No joint inquiry", "DO NOT REVEAL", "Where from"),
        *("THEY SAY", "No proof.", "WE ANSWER", "There is."),
        *("THEY PRESS", "Show it.", "WE ANSWER", "No.", "THEY PRESS", "Where?"),
    ]
    QTest.keyClick(offer.list, Qt.Key.Key_Down)
    assert offer.preview.toPlainText() == "Chlorine\nPOSITION\nIt goes on."
    offer.offer(_CARDS[2:])
    assert offer.preview.toPlainText().startswith("Barrels\n")


def test_that_the_button_follows_the_ticks(screen: Screen, offer: PasteOffer) -> None:
    QTest.keyClick(offer.list, Qt.Key.Key_Space)
    assert offer.add.text() == "Add 2 cards"
    QTest.keyClick(offer.list, Qt.Key.Key_Down)
    QTest.keyClick(offer.list, Qt.Key.Key_Space)
    assert offer.add.text() == "Add 1 card"
    QTest.keyClick(offer.add, Qt.Key.Key_Space)
    assert screen.told == [_CARDS[2:]]


def test_that_nothing_ticked_adds_nothing(screen: Screen, offer: PasteOffer) -> None:
    for _ in _CARDS:
        QTest.keyClick(offer.list, Qt.Key.Key_Space)
        QTest.keyClick(offer.list, Qt.Key.Key_Down)
    assert offer.add.text() == "Add cards"
    assert not offer.add.isEnabled()
    QTest.keyClick(offer.list, Qt.Key.Key_Return)
    assert not screen.told
    assert offer.isVisible()


def test_that_a_click_on_the_box_unticks_and_one_on_the_title_chooses(offer: PasteOffer) -> None:
    row = offer.list.visualItemRect(offer.list.item(1))
    viewport, left = offer.list.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=QPoint(row.left() + 17, row.center().y()))
    assert offer.add.text() == "Add 2 cards"
    QTest.mouseClick(viewport, left, pos=QPoint(row.left() + 80, row.center().y()))
    assert offer.add.text() == "Add 2 cards"
    assert offer.preview.toPlainText().startswith("Chlorine\n")


def test_that_return_in_the_list_adds(screen: Screen, offer: PasteOffer) -> None:
    QTest.keyClick(offer.list, Qt.Key.Key_Return)
    assert screen.told == [_CARDS]
    assert offer.isHidden()
    assert screen.field.hasFocus()


def test_that_escape_cancels_from_everywhere(screen: Screen) -> None:
    offer = screen.offer
    for widget in (offer.list, offer.preview, offer.add, offer.as_text, offer.cancel):
        offer.offer(_CARDS)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return if widget is offer.preview else Qt.Key.Key_A)
        assert offer.isVisible()
        QTest.keyClick(widget, Qt.Key.Key_Escape)
        assert offer.isHidden()
        assert screen.field.hasFocus()
    assert screen.told == ["dismissed"] * 5


def test_that_the_buttons_say_what_is_wanted(screen: Screen) -> None:
    for button in (screen.offer.as_text, screen.offer.cancel):
        screen.offer.offer(_CARDS)
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert screen.offer.isHidden()
    assert screen.told == ["text", "dismissed"]


def test_that_tab_leads_through_named_controls(screen: Screen, offer: PasteOffer) -> None:
    names = []
    for _ in range(5):
        focused = screen.focusWidget()
        assert focused is not None
        names.append(_said(focused))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names == [*("Cards to add", "The chosen card", "Add 3 cards", "Paste as text", "Cancel")]


def test_that_an_offer_without_a_keyboard_before_it_gives_none_back(qtbot: QtBot) -> None:
    offer = PasteOffer(LIGHT)
    qtbot.addWidget(offer)
    offer.offer(_CARDS)
    QTest.keyClick(offer, Qt.Key.Key_Escape)
    assert offer.isHidden()


def test_that_the_colours_are_the_themes(offer: PasteOffer) -> None:
    for theme in (DARK, LIGHT):
        offer.set_theme(theme)
        picture = offer.grab().toImage()
        assert picture.pixelColor(1, 20) == QColor(theme.focus)
        row = offer.list.visualItemRect(offer.list.item(0))
        at = offer.list.viewport().mapTo(offer, QPoint(row.right() - 3, row.top() + 3))
        assert picture.pixelColor(at) == QColor(theme.theirs)
        assert offer.preview.textCursor().charFormat().foreground().color() == QColor(theme.ink)


def test_that_larger_text_needs_more_room_and_no_more_than_six_hundred_pixels(
    offer: PasteOffer,
) -> None:
    before = offer.minimumSizeHint().height()
    font = QFont(offer.font())
    font.setPointSizeF(font.pointSizeF() * 1.5)
    offer.setFont(font)
    offer.grab()
    assert offer.minimumSizeHint().height() > before
    assert offer.minimumSizeHint().width() <= 600
    assert offer._headline.font().pointSizeF() == pytest.approx(font.pointSizeF())
    assert offer.preview.textCursor().charFormat().font().pointSizeF() == pytest.approx(
        font.pointSizeF()
    )


@pytest.mark.parametrize(
    "text", ["<b>bold</b>", "W" * 90_000, "👩\u200d🚀" * 99, "א\u202eב\0\ud800", "\n" * 9000]
)
def test_that_any_text_can_be_shown(offer: PasteOffer, text: str) -> None:
    offer.offer([Card(title=f"x{text}", position=text, asks=(text,))])
    offer.grab()
    assert len(offer.preview.toPlainText()) < 4500
    assert "<b>" not in text or "<b>bold</b>" in offer.preview.toPlainText()


def test_that_a_thousand_cards_are_offered(screen: Screen) -> None:
    cards = cards_in("Position: We say\nThey say: no\n" * 1000)
    screen.offer.offer(cards)
    assert screen.offer.add.text() == "Add 1000 cards"
    QTest.keyClick(screen.offer.list, Qt.Key.Key_End)
    QTest.keyClick(screen.offer.list, Qt.Key.Key_Return)
    assert screen.told == [cards]
