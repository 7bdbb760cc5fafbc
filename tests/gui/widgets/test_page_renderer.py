"""Pages as pictures: what is urgent first, nothing of an earlier PDF, nothing where nothing is."""

import pytest
from pytestqt.qtbot import QtBot

from deckapp.gui.jobs import JobRunner
from deckapp.gui.widgets.page_renderer import PageRenderer, PdfReader, Picture, Wanted
from tests.gui.helpers import ManualExecutor
from tests.gui.widgets.test_paper_view import BLUE, GREEN, RED, pdf

WIDTH, HEIGHT = 100, 60


def wanted(page: int) -> Wanted:
    return Wanted(page, WIDTH, HEIGHT)


def colour(picture: Picture) -> str:
    """That of the square near the lower left corner of the page."""
    return picture.image.pixelColor(20, 40).name()


class Told:
    """A renderer whose jobs run when told, and the pictures that came."""

    def __init__(self) -> None:
        self.executor = ManualExecutor()
        self.runner = JobRunner(self.executor)
        self.renderer = PageRenderer(self.runner)
        self.pictures: list[Picture] = []
        self.renderer.page_rendered.connect(self.pictures.append)


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    return Told()


def test_that_a_page_is_read_on_white_in_the_size_that_was_wanted(qtbot: QtBot) -> None:
    reader = PdfReader(pdf(RED, GREEN, BLUE).data)
    for page, expected in ((2, BLUE), (0, RED), (1, GREEN)):
        picture = Picture(wanted(page), reader.read(wanted(page)))
        assert (picture.image.width(), picture.image.height()) == (WIDTH, HEIGHT)
        assert colour(picture) == expected
        assert picture.image.pixelColor(90, 5).name() == "#ffffff"
        assert not picture.image.hasAlphaChannel()


def test_that_urgent_pages_come_first_each_once(told: Told) -> None:
    told.renderer.set_pdf(pdf(RED, GREEN, BLUE).data)
    told.renderer.want([wanted(0), wanted(1)], urgent=False)
    told.renderer.want([wanted(2)], urgent=True)
    assert not told.renderer.is_idle()
    told.executor.run_all()
    assert [picture.wanted.page for picture in told.pictures] == [2, 0, 1]
    assert [colour(picture) for picture in told.pictures] == [BLUE, RED, GREEN]
    assert told.renderer.is_idle()


def test_that_what_is_no_longer_wanted_is_not_rendered(told: Told) -> None:
    told.renderer.set_pdf(pdf(RED, GREEN, BLUE).data)
    told.renderer.want([wanted(0), wanted(1)], urgent=True)
    told.renderer.want([wanted(2)], urgent=True)
    told.executor.run_all()
    assert [picture.wanted.page for picture in told.pictures] == [2]


def test_that_what_was_wanted_of_an_earlier_pdf_is_dropped(told: Told) -> None:
    told.renderer.set_pdf(pdf(RED).data)
    told.renderer.want([wanted(0)], urgent=True)
    told.renderer.set_pdf(pdf(BLUE).data)
    told.executor.run_all()
    assert told.pictures == []
    told.renderer.want([wanted(0)], urgent=True)
    told.executor.run_all()
    assert [colour(picture) for picture in told.pictures] == [BLUE]


def test_that_a_page_under_way_of_an_earlier_pdf_does_not_arrive(
    renderer: PageRenderer, qtbot: QtBot
) -> None:
    pictures: list[Picture] = []
    renderer.page_rendered.connect(pictures.append)
    for _ in range(20):
        renderer.set_pdf(pdf(RED).data)
        renderer.want([wanted(0)], urgent=True)
    renderer.set_pdf(pdf(BLUE).data)
    renderer.want([wanted(0)], urgent=True)
    qtbot.waitUntil(lambda: bool(pictures) and renderer.is_idle())
    assert [colour(picture) for picture in pictures] == [BLUE]


def test_that_setting_the_same_pdf_again_keeps_what_is_wanted(told: Told) -> None:
    data = pdf(RED).data
    told.renderer.set_pdf(data)
    told.renderer.want([wanted(0)], urgent=True)
    told.renderer.set_pdf(data)
    told.executor.run_all()
    assert [colour(picture) for picture in told.pictures] == [RED]


@pytest.mark.parametrize("data", [b"", b"no PDF", pdf(RED).data[:200]], ids=["", "text", "cut"])
def test_that_what_is_no_pdf_has_null_pictures(data: bytes, told: Told) -> None:
    told.renderer.set_pdf(b"before")
    told.renderer.set_pdf(data)
    told.renderer.want([wanted(0)], urgent=True)
    told.executor.run_all()
    assert [picture.image.isNull() for picture in told.pictures] == [True]
