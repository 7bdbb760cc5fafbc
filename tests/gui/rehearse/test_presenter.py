"""The colleague's window: their side of a question, keys that lead the board, where it opens."""

from typing import cast

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.overriding import override
from deckapp.gui.rehearse.board_faces import ASKED
from deckapp.gui.rehearse.presenter import PresenterWindow, _beside
from deckapp.gui.theme import DARK, LIGHT
from deckapp.gui.widgets.blocks import Block, Face, Voice
from tests.gui.helpers import spin

Key = Qt.Key
ROOM = QRect(0, 0, 1920, 1080)
LONG = " ".join(f"Objection {number}." for number in range(600))


def face_of(text: str = "No proof.") -> Face:
    return Face(((Block("You say", text, Voice.THEIRS, ASKED),),), "Syria", "Round 1", "#005c90")


class Elsewhere(QWidget):
    """A window on a screen that the machine of a test does not have."""

    @override
    def screen(self) -> QScreen:
        class FarScreen:
            def geometry(self) -> QRect:
                return QRect(100_000, 0, 800, 600)

        return cast(QScreen, FarScreen())


@pytest.fixture
def presenter(qtbot: QtBot, family: str) -> PresenterWindow:
    presenter = PresenterWindow(LIGHT, family)
    qtbot.addWidget(presenter)
    presenter.show()
    presenter.activateWindow()
    presenter.show_question(face_of(), "TLP:AMBER")
    presenter.show_time(3, 40)
    spin()
    return presenter


def seen(presenter: PresenterWindow) -> str:
    return presenter.page.card.revealed_text()


def test_that_it_shows_what_to_ask_under_the_marking(presenter: PresenterWindow) -> None:
    assert seen(presenter) == "You say: No proof."
    assert presenter.page.ring.text() == "0:37 left"
    assert [banner.marking() for banner in presenter.banners] == ["TLP:AMBER"] * 2
    assert all(banner.isVisible() for banner in presenter.banners)


def test_that_it_cannot_be_taken_for_the_principals(presenter: PresenterWindow) -> None:
    assert presenter.windowTitle() == "Counterpart — deckapp"
    assert presenter.isWindow()
    assert "Not for the principal" in presenter.page.about.plain()


def test_that_while_nothing_is_asked_a_sentence_stands_there(presenter: PresenterWindow) -> None:
    presenter.show_nothing("The next question appears here.")
    assert seen(presenter) == "The next question appears here."
    assert not presenter.page.ring.isVisible()
    presenter.show_question(face_of("Staged."), "TLP:AMBER")
    assert seen(presenter) == "You say: Staged."
    assert presenter.page.ring.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Right])
def test_that_the_colleague_can_lead(presenter: PresenterWindow, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(presenter.advance_wanted):
        QTest.keyClick(presenter.page.card, key)
    with qtbot.waitSignal(presenter.language_wanted):
        QTest.keyClick(presenter.page.card, Key.Key_L)
    with qtbot.waitSignal(presenter.advance_wanted):
        QTest.mouseClick(
            presenter.page.card,
            Qt.MouseButton.LeftButton,
            pos=presenter.page.card.rect().center(),
        )


def test_that_everything_is_seen_before_it_goes_on(presenter: PresenterWindow) -> None:
    wanted: list[None] = []
    presenter.advance_wanted.connect(lambda: wanted.append(None))
    presenter.show_question(face_of(LONG), "")
    for _ in range(presenter.page.card.parts(ASKED) - 1):
        QTest.keyClick(presenter.page.card, Key.Key_Space)
    assert not wanted
    assert seen(presenter).endswith("599.")
    QTest.keyClick(presenter.page.card, Key.Key_Space)
    assert len(wanted) == 1


def test_that_f11_fills_the_screen_and_escape_leaves_it(presenter: PresenterWindow) -> None:
    for key, is_full in (
        (Key.Key_Escape, False),
        (Key.Key_F11, True),
        (Key.Key_Escape, False),
        (Key.Key_F11, True),
        (Key.Key_F11, False),
    ):
        QTest.keyClick(presenter.page.card, key)
        assert presenter.isFullScreen() is is_full
    assert presenter.isVisible()


def test_that_another_screen_is_filled(presenter: PresenterWindow, qtbot: QtBot) -> None:
    presenter.close()
    principal = Elsewhere()
    qtbot.addWidget(principal)
    presenter.open_on(QGuiApplication.screens(), principal)
    assert presenter.isFullScreen()
    presenter.activateWindow()
    spin()
    QTest.keyClick(presenter.page.card, Key.Key_Escape)
    assert not presenter.isFullScreen()


def test_that_on_the_only_screen_it_is_a_window_of_its_own(
    presenter: PresenterWindow, qtbot: QtBot
) -> None:
    presenter.close()
    principal = QWidget()
    qtbot.addWidget(principal)
    presenter.open_on(QGuiApplication.screens(), principal)
    assert presenter.isVisible()
    assert not presenter.isFullScreen()


@pytest.mark.parametrize(
    ("window", "left"),
    [
        (QRect(0, 0, 900, 700), 899),
        (QRect(1000, 0, 900, 700), 41),
        (QRect(0, 0, 1920, 1080), 960),
        (QRect(-500, -80, 900, 700), 399),
        (QRect(5000, 3000, 900, 700), 960),
    ],
)
def test_that_it_stands_beside_the_window_and_on_the_screen(window: QRect, left: int) -> None:
    place = _beside(window, ROOM)
    assert ROOM.contains(place)
    assert place.left() == left


def test_that_a_small_screen_is_enough() -> None:
    assert _beside(QRect(0, 0, 800, 600), QRect(0, 0, 800, 600)) == QRect(0, 0, 800, 600)


def test_that_closing_it_is_told(presenter: PresenterWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(presenter.closed):
        presenter.close()
    assert not presenter.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_that_it_leaves_the_keyboard_to_the_principal(presenter: PresenterWindow) -> None:
    assert presenter.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_that_theme_and_text_size_reach_everything(presenter: PresenterWindow) -> None:
    light = presenter.grab().toImage()
    presenter.set_theme(DARK)
    assert presenter.grab().toImage() != light
    presenter.show_question(face_of(LONG), "")
    before = presenter.page.card.type_size()
    font = QFont(presenter.font())
    font.setPointSizeF(2 * font.pointSizeF())
    presenter.setFont(font)
    assert presenter.page.card.type_size() > 1.5 * before
