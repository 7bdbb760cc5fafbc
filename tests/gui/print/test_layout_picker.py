"""The list of layouts: chosen by keys, liked with F, each with a picture of its own."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.layout_picker import LayoutPicker
from deckapp.gui.print.thumbnails import SIZE, thumbnail
from deckapp.gui.theme import DARK, LIGHT, Theme
from tests.gui.conftest import WindowMaker
from tests.printing.making import LAYOUTS

from .helpers import Desk, ids_of

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> Desk:
    return Desk(window, qtbot).go()


def _texts(picker: LayoutPicker) -> list[str]:
    return [picker.item(row).text() for row in range(picker.count())]


def test_that_layouts_stand_under_their_groups_with_their_stock(desk: Desk) -> None:
    texts, ids = _texts(desk.screen.picker), ids_of(desk.screen)
    headings = [text for text, id_ in zip(texts, ids, strict=True) if not id_]
    assert headings == ["Cards", "Sheets", "Folds", "Pages"]
    assert sorted(filter(None, ids)) == sorted(LAYOUTS)
    assert texts[ids.index("letter-3x5")].endswith("\nAvery 5388")
    assert texts[ids.index("index-3x5")].endswith("\nindex-3x5")
    for id_, layout in LAYOUTS.items():
        heading = next(text for text in reversed(texts[: ids.index(id_)]) if text in headings)
        assert heading.lower() == layout.group


def test_that_arrow_keys_walk_over_headings_and_each_layout_is_rendered(desk: Desk) -> None:
    picker, ids = desk.screen.picker, ids_of(desk.screen)
    for _ in range(len(ids)):
        QTest.keyClick(picker, Qt.Key.Key_Up)
    met = [picker.present()]
    for _ in range(len(ids)):
        QTest.keyClick(picker, Qt.Key.Key_Down)
        met.append(picker.present())
    met = list(dict.fromkeys(met))
    assert met == list(filter(None, ids))
    desk.settle()
    assert desk.rendered.layout.id == met[-1] == desk.wishes.layout


def test_that_a_heading_cannot_be_chosen_with_a_click(desk: Desk) -> None:
    picker = desk.screen.picker
    told: list[str] = []
    picker.chosen.connect(told.append)
    heading = picker.item(ids_of(desk.screen).index(""))
    picker.scrollToItem(heading)
    where = picker.visualItemRect(heading).center()
    QTest.mouseClick(picker.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told == []
    assert picker.present() == "index-3x5"
    item = picker.item(ids_of(desk.screen).index("wallet"))
    picker.scrollToItem(item)
    where = picker.visualItemRect(item).topLeft() + QPoint(20, 20)
    QTest.mouseClick(picker.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told == ["wallet"]


def test_that_favourites_come_first_and_are_remembered(
    desk: Desk, make_window: WindowMaker, qtbot: QtBot
) -> None:
    for layout in ("letter-3x5", "agenda"):
        desk.choose(layout)
        QTest.keyClick(desk.screen.picker, Qt.Key.Key_F)
        assert desk.screen.picker.present() == layout
    other = Desk(make_window(), qtbot).go()
    for screen in (desk.screen, other.screen):
        assert ids_of(screen)[:4] == ["", "letter-3x5", "agenda", ""]
        texts = _texts(screen.picker)
        assert texts[0] == "Favourites"
        assert texts[1].startswith("★ ")
        assert ids_of(screen).count("agenda") == 1
    assert other.window.settings.favourites == ["letter-3x5", "agenda"]


def test_that_f_once_more_makes_it_a_favourite_no_longer(desk: Desk) -> None:
    picker = desk.screen.picker
    before = _texts(picker)
    QTest.keyClick(picker, Qt.Key.Key_F)
    assert _texts(picker) != before
    QTest.keyClick(picker, Qt.Key.Key_F)
    assert _texts(picker) == before
    assert desk.window.settings.favourites == []
    QTest.keyClick(picker, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.settings.favourites == []


def test_that_a_favourite_that_is_gone_is_passed_over(window: MainWindow, qtbot: QtBot) -> None:
    window.settings.favourites = ["gone", "wallet"]
    desk = Desk(window, qtbot).go()
    assert ids_of(desk.screen)[:3] == ["", "wallet", ""]


def _picture(id_: str, theme: Theme) -> QImage:
    return thumbnail(LAYOUTS[id_], theme).pixmap(SIZE).toImage()


@THEMES
def test_that_every_layout_has_a_picture_on_white_paper(theme: Theme) -> None:
    for id_ in LAYOUTS:
        image = _picture(id_, theme).convertToFormat(QImage.Format.Format_ARGB32)
        colours = [
            image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
        ]
        names = {colour.name() for colour in colours if colour.alpha() == 255}
        assert "#ffffff" in names, id_
        assert len(names) > 4, id_
        assert colours[0].alpha() == 0, id_


def test_that_pictures_tell_layouts_apart() -> None:
    pictures = {id_: bytes(_picture(id_, LIGHT).constBits()) for id_ in LAYOUTS}
    kinds = {(layout.paper, layout.face, layout.cells, layout.fold) for layout in LAYOUTS.values()}
    assert len(set(pictures.values())) >= 0.75 * len(kinds)
    for one, other in (
        ("index-3x5", "wallet"),
        ("letter-3x5", "letter-business-10"),
        ("fold-over-3x5", "letter-3x5"),
        ("pocket-letter", "booklet-half-letter"),
        ("tent", "agenda"),
    ):
        assert pictures[one] != pictures[other]


def test_that_the_picture_of_a_liked_layout_follows_the_theme(desk: Desk) -> None:
    picker = desk.screen.picker
    before = picker.item(1).icon().pixmap(SIZE).toImage()
    picker.set_theme(DARK)
    assert picker.present() == "index-3x5"
    assert picker.item(1).icon().pixmap(SIZE).toImage() != before
