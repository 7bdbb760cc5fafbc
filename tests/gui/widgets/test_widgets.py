"""The small parts: banners, marks, the strip, labels, the page, the turn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, LIGHT, Theme
from deckapp.gui.widgets.banner import Banner
from deckapp.gui.widgets.blocks import Block, Face, Mark, Voice
from deckapp.gui.widgets.card_view import CardView
from deckapp.gui.widgets.marks import mark_path
from deckapp.gui.widgets.page import FriendlyPage
from deckapp.gui.widgets.progress_strip import ProgressStrip, Stretch
from deckapp.gui.widgets.turning import Turn
from deckapp.gui.widgets.wrapping_label import WrappingLabel, breakable

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def _ink(image: QImage, ground: str) -> list[int]:
    """The columns of a picture that hold anything but the ground."""
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).name() != ground.lower() for y in range(image.height()))
    ]


def _banner(qtbot: QtBot, marking: str, width: int = 600) -> Banner:
    banner = Banner(LIGHT, "top")
    qtbot.addWidget(banner)
    banner.resize(width, banner.sizeHint().height())
    banner.set_marking(marking)
    return banner


def test_that_a_marking_stands_in_the_middle_and_a_tlp_one_at_the_right(qtbot: QtBot) -> None:
    middle = _ink(_banner(qtbot, "SECRET").grab().toImage(), LIGHT.ink)
    assert abs(middle[0] + middle[-1] - 599) < 8
    right = _ink(_banner(qtbot, "tlp:amber").grab().toImage(), LIGHT.ink)
    assert right[-1] > 600 - 20
    assert right[0] > 300


def test_that_a_long_marking_is_set_smaller_and_never_cut(qtbot: QtBot) -> None:
    banner = _banner(qtbot, "CONFIDENTIAL // FOR THE DELEGATION ONLY // " * 3, 400)
    ink = _ink(banner.grab().toImage(), LIGHT.ink)
    assert ink[0] >= 8
    assert ink[-1] <= 392


def test_that_a_marking_is_one_line_and_none_hides_the_banner(qtbot: QtBot) -> None:
    banner = _banner(qtbot, " TWO\n  LINES ")
    assert banner.marking() == banner.accessibleDescription() == "TWO LINES"
    assert not banner.isHidden()
    banner.set_marking("  ")
    assert banner.isHidden()


def test_that_every_mark_has_a_shape_of_its_own_within_its_box(qapp: QApplication) -> None:
    box = QRectF(10, 20, 100, 100)
    shapes = set()
    for mark in Mark:
        path = mark_path(mark, box)
        if mark is Mark.NONE:
            assert path.isEmpty()
            continue
        assert box.adjusted(-0.5, -0.5, 0.5, 0.5).contains(path.boundingRect())
        image = QImage(120, 130, QImage.Format.Format_Mono)
        image.fill(1)
        painter = QPainter(image)
        painter.fillPath(path, Qt.GlobalColor.black)
        painter.end()
        shapes.add(bytes(image.constBits()))
    assert len(shapes) == len(Mark) - 1


def _strip(qtbot: QtBot, *cards: int, width: int = 500) -> ProgressStrip:
    strip = ProgressStrip(LIGHT)
    qtbot.addWidget(strip)
    strip.resize(width, 16)
    strip.set_stretches([Stretch(f"Issue {n}", "#0000ff", count) for n, count in enumerate(cards)])
    return strip


@settings(max_examples=60, deadline=None)
@given(counts=st.lists(st.integers(0, 40), min_size=1, max_size=8), width=st.integers(40, 2000))
def test_that_every_click_on_the_strip_is_a_card_and_they_come_in_order(
    qapp: QApplication, counts: list[int], width: int
) -> None:
    strip = ProgressStrip(LIGHT)
    strip.resize(width, 16)
    strip.set_stretches([Stretch("Issue", "#0000ff", count) for count in counts])
    chosen: list[int] = []
    strip.card_chosen.connect(chosen.append)
    for x in range(0, width, 3):
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 8))
    assert chosen == sorted(chosen)
    assert all(0 <= card < sum(counts) for card in chosen)
    assert len(chosen) == (len(range(0, width, 3)) if sum(counts) else 0)
    assert not strip.grab().isNull()


def test_that_ten_thousand_cards_are_painted(qtbot: QtBot) -> None:
    strip = _strip(qtbot, *[25] * 400)
    strip.set_present(5000)
    image = strip.grab().toImage()
    assert strip.accessibleName().startswith("Progress: card 5001 of 10000")
    blue = [x for x in range(500) if image.pixelColor(x, 8).red() < 128]
    assert blue[0] < 3
    assert abs(blue[-1] - 250) < 5  # filled as far as one came
    strip.set_theme(DARK)
    assert not strip.grab().isNull()


def test_that_what_was_seen_is_marked_and_forgotten_with_another_agenda(qtbot: QtBot) -> None:
    strip = _strip(qtbot, 4)

    def blue() -> int:
        image = strip.grab().toImage()
        return sum(image.pixelColor(x, 8).name() == "#0000ff" for x in range(500))

    strip.set_present(0)
    one = blue()
    strip.set_present(3)
    assert blue() > 1.5 * one
    strip.set_stretches([Stretch("Other", "#0000ff", 4)])
    strip.set_present(0)
    assert abs(blue() - one) < 5


def test_that_a_long_word_may_break_anywhere_and_the_text_stays_the_same(qtbot: QtBot) -> None:
    label = WrappingLabel("W" * 400)
    qtbot.addWidget(label)
    assert label.plain() == "W" * 400
    assert label.minimumSizeHint().width() < 400
    assert label.heightForWidth(200) > 10 * label.fontMetrics().lineSpacing()
    assert breakable("short words stay") == "short words stay"
    assert breakable("x" * 50).replace("\u200b", "") == "x" * 50


def test_that_text_of_anybodys_is_no_markup(qtbot: QtBot) -> None:
    label = WrappingLabel("<b>bold</b> <img src='/etc/passwd'>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_that_the_page_says_all_and_its_buttons_do_it(qtbot: QtBot) -> None:
    page = FriendlyPage(LIGHT)
    qtbot.addWidget(page)
    done: list[str] = []
    page.show_text("Head", "/where", "What.", [("Do", lambda: done.append("first"))])
    page.show_text("Head", "", "What else.", [("Do", lambda: done.append("second"))])
    page.set_theme(DARK)
    (button,) = (b for b in page.findChildren(QPushButton) if b is page.focusProxy())
    button.click()
    assert done == ["second"]
    assert page.text() == "Head\n\nWhat else."
    assert page._where.isHidden()


def _face(*texts: str) -> Face:
    sides = tuple((Block("Label", text, Voice.OURS, step),) for step, text in enumerate(texts))
    return Face(sides, "Issue", "1 of 1", "#123456")


@THEMES
def test_that_every_kind_of_block_is_painted(theme: Theme, family: str, qtbot: QtBot) -> None:
    view = CardView(theme, family)
    qtbot.addWidget(view)
    view.resize(800, 500)
    front = tuple(Block("Label", "Text", Voice.OURS, 0, mark) for mark in Mark)
    back = tuple(Block("Label", "Text", voice, 1) for voice in Voice)
    long = "A header far too long for the card that it heads " * 5
    view.set_face(Face((front, back), long, "1 of 1", "#123456"))
    pictures = []
    for step in (0, 1):
        view.show_step(step)
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1]
    colours = {pictures[0].pixelColor(x, y).name() for x in range(800) for y in range(500)}
    for colour in (theme.red_line, theme.ask, theme.withhold, theme.trigger, theme.paper):
        assert colour.lower() in colours
    at_theirs = {pictures[1].pixelColor(40, y).name() for y in range(500)}
    assert theme.theirs.lower() in at_theirs


def test_that_a_view_without_a_card_is_quiet_ground(family: str, qtbot: QtBot) -> None:
    view = CardView(LIGHT, family)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.set_face(None)
    image = view.grab().toImage()
    assert image.pixelColor(150, 100).name() == LIGHT.ground.lower()
    view.furnish()
    assert view.accessibleName() == "No card"
    assert view.revealed_text() == ""
    assert view.type_size() == 0.0
    assert view.parts(0) == 1


def test_that_a_long_side_counts_its_pages(family: str, qtbot: QtBot) -> None:
    view = CardView(LIGHT, family)
    qtbot.addWidget(view)
    view.resize(500, 320)
    view.set_face(_face("word " * 600))
    assert view.parts(0) > 2
    seen = set()
    for part in range(view.parts(0)):
        view.show_step(0, part)
        seen.add(bytes(view.grab().toImage().constBits()))
    assert len(seen) == view.parts(0)
    view.show_step(0, 99)
    assert view._part == view.parts(0) - 1


def test_that_a_turn_shows_the_old_side_and_then_the_new(qtbot: QtBot) -> None:
    owner = CardView(LIGHT, "")
    qtbot.addWidget(owner)
    old, new = QPixmap(50, 30), QPixmap(50, 30)
    old.fill(Qt.GlobalColor.red)
    new.fill(Qt.GlobalColor.blue)
    middle = []
    for forward in (True, False):
        turn = Turn(old, new, forward=forward, parent=owner)
        for share in (0, 300, 900):
            turn._animation.setCurrentTime(share * turn._animation.duration() // 1000)
            image = QImage(100, 60, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            turn.paint(painter, QRectF(25, 15, 50, 30))
            painter.end()
            middle.append(image.pixelColor(50, 30).name())
        turn.stop()
    assert middle == ["#ff0000", "#ff0000", "#0000ff"] * 2
