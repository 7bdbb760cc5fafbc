"""A PDF as paper: sides, against the light, folded, at its physical size, with its sheets."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QRegion
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from deckapp.gui.theme import DARK, LIGHT, Theme
from deckapp.gui.widgets.page_renderer import PageRenderer, Pdf
from deckapp.gui.widgets.paper_view import Look, Panel, PaperView, Stack

WIDTH, HEIGHT = 360.0, 216.0
ONE_SIDED, TWO_SIDED = Stack(1, tumbled=False), Stack(2, tumbled=False)
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
RED, GREEN, BLUE, WHITE = "#ff0000", "#00ff00", "#0000ff", "#ffffff"


def pdf(*colours: str, width: float = WIDTH, height: float = HEIGHT) -> Pdf:
    """A page for each colour, with a square of it near the lower left corner."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(width, height))
    for colour in colours:
        canvas.setFillColor(colour)
        canvas.rect(36, 36, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return Pdf(file.getvalue(), len(colours), QSizeF(width, height))


Shown = Callable[..., QImage]


@pytest.fixture
def view(renderer: PageRenderer, qtbot: QtBot) -> PaperView:
    view = PaperView(LIGHT, renderer)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def shown(view: PaperView, qtbot: QtBot) -> Shown:
    """What is seen of the view once all of it is there."""

    def look() -> QImage:
        view.viewport().repaint()
        qtbot.waitUntil(view.is_complete)
        return view.viewport().grab().toImage()

    return look


def box_of(image: QImage, *colours: str) -> QRectF:
    """The smallest box around all that has one of these colours."""
    found = QRegion()
    for colour in colours:
        mask = image.createMaskFromColor(QColor(colour).rgb(), Qt.MaskMode.MaskOutColor)
        found += QRegion(QBitmap.fromImage(mask))
    return QRectF(found.boundingRect())


def test_that_both_sides_lie_beside_each_other(view: PaperView, shown: Shown) -> None:
    view.set_pdf(pdf(RED, BLUE), TWO_SIDED)
    image = shown()
    front, back = box_of(image, RED), box_of(image, BLUE)
    assert front.right() < back.left()
    assert abs(front.top() - back.top()) <= 1
    assert abs(front.width() - back.width()) <= 1


def test_that_one_side_lies_alone(view: PaperView, shown: Shown) -> None:
    view.set_pdf(pdf(RED, BLUE), ONE_SIDED)
    image = shown()
    assert view.sheets == 2
    assert not box_of(image, RED).isEmpty()
    assert box_of(image, BLUE).isEmpty()


@pytest.mark.parametrize("tumbled", [False, True], ids=["like a page", "like a calendar"])
def test_that_the_back_shines_through_where_it_lies(
    tumbled: bool,  # noqa: FBT001  a parameter of the test
    view: PaperView,
    shown: Shown,
) -> None:
    view.set_zoom(1)
    view.set_look(Look.LIGHT)
    view.set_pdf(pdf(RED, BLUE), Stack(2, tumbled=tumbled))
    image = shown()
    scale = view.physicalDpiX() / 72
    front, back = box_of(image, RED), box_of(image, "#8080ff", "#7f7fff")
    left, top = front.left() - 36 * scale, front.bottom() - (HEIGHT - 36) * scale
    place = QRectF(left + 36 * scale, top + 36 * scale, 72 * scale, 72 * scale)
    if not tumbled:
        place = QRectF(left + 252 * scale, top + 108 * scale, 72 * scale, 72 * scale)
    for mine, other in zip(back.getCoords(), place.getCoords(), strict=True):  # type: ignore[call-overload]  # PySide6 knows them
        assert abs(mine - other) <= 2


def test_that_what_lies_behind_each_other_is_darker_than_either(
    view: PaperView, shown: Shown
) -> None:
    view.set_look(Look.LIGHT)
    view.set_pdf(pdf(RED, BLUE, width=144, height=144), TWO_SIDED)
    image = shown()
    assert not box_of(image, WHITE).isEmpty()
    assert not box_of(image, "#800000", "#7f0000").isEmpty()  # red ink on what shines through blue


def test_that_a_single_side_is_held_to_the_light_alone(view: PaperView, shown: Shown) -> None:
    view.set_look(Look.LIGHT)
    view.set_pdf(pdf(RED), ONE_SIDED)
    assert not box_of(shown(), RED).isEmpty()


def test_that_paper_at_100_percent_has_its_physical_size_and_rulers(
    view: PaperView, shown: Shown
) -> None:
    view.set_zoom(1)
    view.set_pdf(pdf(RED), ONE_SIDED)
    image = shown()
    dots = view.physicalDpiX() / 72
    paper = box_of(image, WHITE, RED)
    assert abs(paper.width() - WIDTH * dots) <= 1
    assert abs(paper.height() - HEIGHT * dots) <= 1
    ruler = round(paper.top()) - 15  # above the numbers
    line = image.copy(0, ruler, image.width(), 1)
    ticks = [x for x in range(line.width()) if line.pixelColor(x, 0) != QColor(LIGHT.ground)]
    assert len(ticks) == 13  # 0 to 12 cm of 12.7
    assert abs(ticks[-1] - ticks[0] - 120 * view.physicalDpiX() / 25.4) <= 1


def test_that_paper_at_200_percent_is_scrolled_to(view: PaperView, shown: Shown) -> None:
    view.resize(500, 500)
    view.set_pdf(pdf(RED), ONE_SIDED)
    assert view.horizontalScrollBar().maximum() == view.verticalScrollBar().maximum() == 0
    view.set_zoom(2)
    assert view.horizontalScrollBar().maximum() > 0
    assert view.verticalScrollBar().maximum() > 0
    view.verticalScrollBar().setValue(0)
    assert box_of(shown(), RED).height() < 1.9 * view.physicalDpiX()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert abs(box_of(shown(), RED).height() - 2 * view.physicalDpiX()) <= 2
    view.set_zoom(0)
    assert view.verticalScrollBar().maximum() == 0


def test_that_paper_that_is_fitted_grows_with_the_view(view: PaperView, shown: Shown) -> None:
    view.set_pdf(pdf(RED), ONE_SIDED)
    large = box_of(shown(), RED).width()
    view.resize(400, 300)
    small = box_of(shown(), RED).width()
    assert large > 2 * small > 40


def test_that_sheets_are_gone_through_and_stay_at_the_ends(view: PaperView, shown: Shown) -> None:
    told: list[int] = []
    view.sheet_shown.connect(told.append)
    view.set_pdf(pdf(RED, BLUE, GREEN), TWO_SIDED)
    assert view.sheets == 2
    view.show_sheet(7)
    assert view.sheet == 1
    image = shown()
    assert not box_of(image, GREEN).isEmpty()
    assert box_of(image, BLUE).isEmpty()
    assert view.accessibleDescription() == "Sheet 2 of 2"
    view.show_sheet(-7)
    assert told == [0, 1, 0]


def test_that_another_pdf_is_shown_at_the_same_sheet_if_it_has_one(view: PaperView) -> None:
    view.set_pdf(pdf(RED, BLUE, GREEN), ONE_SIDED)
    view.show_sheet(2)
    view.set_pdf(pdf(RED, BLUE, GREEN, RED), ONE_SIDED)
    assert view.sheet == 2
    view.set_pdf(pdf(RED), ONE_SIDED)
    assert (view.sheet, view.sheets) == (0, 1)


def test_that_a_place_is_marked_on_its_page(view: PaperView, shown: Shown) -> None:
    view.set_zoom(1)
    view.set_pdf(pdf(RED, BLUE), TWO_SIDED)
    scale = view.physicalDpiX() / 72
    view.show_place(1, QRectF(36, 108, 72, 72))
    image = shown()
    mark, square = box_of(image, "#c77700"), box_of(image, BLUE, "#c77700")
    assert abs(mark.width() - 72 * scale) <= 4
    assert mark == square
    view.show_place(1, None)
    assert abs(box_of(shown(), "#c77700").width() - WIDTH * scale) <= 4


def test_that_a_place_on_another_sheet_is_gone_to_and_another_pdf_has_none(
    view: PaperView, shown: Shown
) -> None:
    view.set_pdf(pdf(RED, BLUE), ONE_SIDED)
    view.show_place(1, None)
    assert view.sheet == 1
    assert not box_of(shown(), "#c77700").isEmpty()
    view.set_pdf(pdf(RED, BLUE), ONE_SIDED)
    assert box_of(shown(), "#c77700").isEmpty()


def test_that_a_cleared_view_is_quiet_ground(view: PaperView, shown: Shown) -> None:
    view.set_pdf(pdf(RED), ONE_SIDED)
    shown()
    view.clear()
    image = view.viewport().grab().toImage()
    assert box_of(image, LIGHT.ground) == QRectF(image.rect())
    assert box_of(image, WHITE, RED).isEmpty()
    view.show_sheet(3)
    assert view.sheet == 0


@THEMES
@pytest.mark.parametrize("look", Look)
def test_that_paper_is_white_in_every_theme(
    theme: Theme, look: Look, view: PaperView, shown: Shown
) -> None:
    view.set_theme(theme)
    view.set_look(look)
    view.set_pdf(pdf(RED, BLUE), TWO_SIDED)
    image = shown()
    assert image.pixelColor(2, 2).name() == theme.ground.lower()
    square = box_of(image, RED).center() - QPointF(0, box_of(image, RED).height())
    assert image.pixelColor(square.toPoint()).name() == WHITE


def test_that_a_sheet_that_was_folded_is_read_as_a_book(view: PaperView, shown: Shown) -> None:
    colours = ["#ff0000", "#00ff00", "#0000ff", "#ff00ff", "#00ffff", "#ffff00"]
    order = (3, 2, 5, 4, 1, 6)  # pages row by row, the upper row upside down
    file = BytesIO()
    canvas = Canvas(file, pagesize=(300, 200))
    areas: dict[int, QRectF] = {}
    for index, page in enumerate(order):
        row, column = divmod(index, 3)
        canvas.setFillColor(colours[page - 1])
        canvas.rect(100 * column, 100 * (1 - row), 100, 100, stroke=0, fill=1)
        canvas.setFillColor("#000000")
        foot = 190 if row == 0 else 0  # the foot of a page that is upside down is above
        canvas.rect(100 * column, foot, 100, 10, stroke=0, fill=1)
        areas[page] = QRectF(100 * column, 100 * row, 100, 100)
    canvas.save()
    panels = [Panel(areas[page], turned=order.index(page) < 3) for page in range(1, 7)]
    view.set_look(Look.FOLDED)
    sheet = Pdf(file.getvalue(), 1, QSizeF(300, 200))
    view.set_pdf(sheet, Stack(1, tumbled=False, panels=tuple(panels)))
    image = shown()
    boxes = [box_of(image, colour) for colour in colours]
    width = boxes[0].width()
    cover, two, three, four, five, back = boxes
    assert abs(two.right() - three.left()) <= 2
    assert abs(four.right() - five.left()) <= 2
    assert abs(two.top() - three.top()) <= 1
    assert back.top() > cover.bottom()  # three spreads to a row
    assert abs(cover.left() - back.left() - width) <= 2  # on the right of the first spread
    assert cover.right() < two.left()
    for box in boxes:
        below = box.center() + QPointF(0, box.height() / 2 + 3)
        assert image.pixelColor(below.toPoint()).name() == "#000000"


def test_that_page_keys_do_not_lose_the_sheet(view: PaperView) -> None:
    view.set_pdf(pdf(RED, BLUE, GREEN), ONE_SIDED)
    view.show_sheet(1)
    QTest.keyClick(view, Qt.Key.Key_A)
    assert view.sheet == 1
