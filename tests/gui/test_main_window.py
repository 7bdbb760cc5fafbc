"""What the window remembers, what it lets go, and that it is never too small for its content."""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.document import Document
from deckapp.gui.jobs import JobRunner
from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.gui.widgets.card_view import CardView
from deckapp.paths import reference_deck
from tests.benchmarks.decks import big_deck

from .conftest import WindowMaker
from .helpers import (
    HEAD,
    FakeHints,
    ManualExecutor,
    cards_of,
    chrome_of,
    open_and_wait,
    press,
    seen,
    small_deck,
    spin,
    written,
)


def test_that_the_first_window_is_no_larger_than_the_screen(
    settings: Settings, hints: FakeHints, family: str, qtbot: QtBot
) -> None:
    runner = JobRunner(ManualExecutor())
    window = MainWindow(settings, hints, runner, Document(runner), family)
    qtbot.addWidget(window)
    assert window.screen().availableSize().width() < 1200, "this screen shows nothing"
    assert window.width() == window.screen().availableSize().width()


def test_that_the_place_in_each_deck_is_remembered(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    one = written(tmp_path / "one.yaml", small_deck(prefix="one"))
    two = written(tmp_path / "two.yaml", small_deck(prefix="two"))
    window = make_window(one)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Space, 2)
    open_and_wait(qtbot, window, two)
    assert window.rehearse.place == (0, 0, 0)
    press(window, Qt.Key.Key_End)
    window.close()
    other = make_window(one)
    assert other.rehearse.place == (1, 2, 0)
    assert "Counter 2." in seen(other)
    assert "Rebuttal 2." not in seen(other)
    open_and_wait(qtbot, other, two)
    assert other.rehearse.present_id() == "two-3"


def test_that_a_place_that_is_gone_is_the_start_of_the_deck(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    path = written(tmp_path / "deck.yaml", small_deck())
    window = make_window(path)
    press(window, Qt.Key.Key_End)
    press(window, Qt.Key.Key_Space, 3)
    window.close()
    written(path, small_deck(prefix="other"))
    assert make_window(path).rehearse.place == (0, 0, 0)
    window.settings.set_place(path, "other-2", 99)
    assert make_window(path).rehearse.place == (1, 3, 0)


def test_that_the_windows_size_and_the_agendas_width_are_remembered(
    make_window: WindowMaker,
) -> None:
    window = make_window()
    window.resize(760, 600)  # the offscreen screen is no wider than 800
    window.split.setSizes([300, 460])
    sizes = window.split.sizes()
    window.close()
    other = make_window()
    assert (other.width(), other.height()) == (760, 600)
    assert other.split.sizes() == sizes


def test_that_a_state_of_the_window_that_makes_no_sense_is_ignored(
    make_window: WindowMaker,
) -> None:
    make_window().settings.set_bytes("window", QByteArray(b"garbage"))
    window = make_window()
    window.settings.set_bytes("split", QByteArray(b"garbage"))
    assert window.width() >= 640
    assert chrome_of(make_window()).agenda.width() >= 100


def test_that_closing_the_window_cancels_what_is_under_way(make_window: WindowMaker) -> None:
    executor = ManualExecutor()
    window = make_window(executor=executor, wait=False)
    window.close()
    executor.run_all()
    assert window.document.source is None


def test_that_a_closed_window_is_let_go_with_all_that_belongs_to_it(
    make_window: WindowMaker, qtbot: QtBot
) -> None:
    window = make_window()
    press(window, Qt.Key.Key_Space, 3)
    chrome_of(window).actions["theme_dark"].trigger()
    chrome_of(window).actions["show_problems"].trigger()
    chrome_of(window).messages.show_message("Done.", [("Again", window.furnish)])
    things = window, window.chrome, window.rehearse, window.rehearse.card, window.document
    gone = [weakref.ref(thing) for thing in things]
    window.close()
    window.deleteLater()
    del window, things
    gc.unfreeze()  # opening a deck freezes what there is

    def is_gone() -> bool:
        gc.collect()
        return not any(thing() for thing in gone)

    qtbot.waitUntil(is_gone)


SIZES = [(640, 400), (800, 500), (1280, 800), (1920, 1080), (3840, 2160)]


def _assert_card_whole(view: CardView) -> None:
    area = view._painter.content(view._card(), view._zoom)
    page = view._page()
    assert page is not None
    for placed in page.blocks:
        assert placed.box.bottom() <= area.bottom() + 0.75, placed.block.text
        for number in placed.lines:
            right = placed.layout.lineAt(number).naturalTextWidth() * placed.scale
            assert placed.origin.x() + right <= area.right() + placed.size * 0.3


@pytest.mark.parametrize("zoom", [70, 100, 200])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_that_no_card_of_the_moscow_deck_is_clipped(
    size: tuple[int, int], zoom: int, make_window: WindowMaker
) -> None:
    window = make_window()
    window.resize(*size)
    chrome_of(window).view._zoom(zoom)
    assert (window.width(), window.height()) == size
    window.setUpdatesEnabled(False)  # it is set, not painted: that would take most of the time
    for _ in range(1000):
        _assert_card_whole(window.rehearse.card)
        place = window.rehearse.place
        press(window, Qt.Key.Key_Space)
        if window.rehearse.place == place:
            break
    assert window.rehearse.present_id() == cards_of(window)[-1].id


def test_that_no_card_is_clipped_in_the_smallest_window_with_the_panel_open(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck().replace("title: Title 2", "titel: Title 2")
    window = make_window(written(tmp_path / "deck.yaml", text))
    window.resize(640, 400)
    assert chrome_of(window).panel.isVisible()
    spin()
    for _ in range(4):
        _assert_card_whole(window.rehearse.card)
        press(window, Qt.Key.Key_Space)


def test_that_the_largest_text_in_the_smallest_window_does_no_harm(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck().replace("title: Title 2", "titel: Title 2")
    window = make_window(written(tmp_path / "deck.yaml", text))
    chrome_of(window).view._zoom(200)
    for height in range(400, 620, 4):
        window.resize(640, height)
        spin()
        press(window, Qt.Key.Key_Space)
    assert "Rebuttal 3." in seen(window)


WORD = "W" * 400
ENDLESS = (
    HEAD.replace("Small deck", WORD).replace("TLP:AMBER", WORD)
    + f"""\
  - id: issue
    title: {WORD}
    cards:
      - id: card
        title: {WORD}
        when: {WORD}
        position: {WORD}
        counter: {WORD}
        rebuttal: {WORD}
        avoid:
          - phrase: {WORD}
            say: {WORD}
meeting: {{counterpart: {WORD}, place: {WORD}}}
"""
)


def test_that_words_without_end_push_nothing_out_of_the_window(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(written(tmp_path / "deck.yaml", ENDLESS))
    window.resize(640, 400)
    assert window.document.source is not None
    assert not window.document.source.has_errors
    spin()
    _assert_inside(window)
    assert window.rehearse.width() >= 300
    assert chrome_of(window).agenda.width() <= 300
    for _ in range(3):
        _assert_card_whole(window.rehearse.card)
        press(window, Qt.Key.Key_Space)


def test_that_messages_with_words_without_end_push_nothing_out_of_the_window(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / ("d" * 200)
    folder.mkdir()
    path = written(folder / f"{'n' * 200}.yaml", small_deck())
    window = make_window(path)
    window.resize(640, 400)
    path.unlink()
    qtbot.waitUntil(lambda: bool(chrome_of(window).messages.text()))
    spin()
    _assert_inside(window)
    open_and_wait(qtbot, window, folder / f"{'m' * 200}.yaml")
    spin()
    _assert_inside(window)


def _assert_inside(window: MainWindow) -> None:
    """Every visible part lies within its window, and has room for what it must show."""
    inside = QRect(0, 0, window.width(), window.height())
    for part in window.findChildren(QWidget):
        if not part.isVisible() or part.window() is not window or part.width() == 0:
            continue
        if part.objectName().startswith("qt_"):
            continue
        place = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
        assert inside.contains(place), f"{type(part).__name__} {place} of {inside}"


def test_that_ten_thousand_cards_open_and_are_gone_through(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(written(tmp_path / "large.yaml", big_deck(10_000)))
    press(window, Qt.Key.Key_End)
    assert window.rehearse.place.card == 9_999
    press(window, Qt.Key.Key_Space, 3)
    assert not window.grab().toImage().isNull()
    chrome = chrome_of(window)
    assert chrome.agenda.tree.currentIndex().data() == cards_of(window)[-1].title


def test_that_the_first_card_is_painted_in_a_window_that_is_not_yet_furnished(
    make_window: WindowMaker, qtbot: QtBot
) -> None:
    executor = ManualExecutor()
    window = make_window(executor=executor, wait=False)
    with qtbot.waitSignal(window.rehearse.card.first_painted):
        executor.run_next()
        unfurnished = window.chrome
    assert unfurnished is None
    before = window.chrome
    assert before is not None
    window.furnish()
    assert window.chrome is before
    assert window.document.path == reference_deck()
