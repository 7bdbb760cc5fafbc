"""Rendering off the GUI thread: the latest wish wins, whatever it was."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import Problem, SourceDocument, read_deck_file
from deckapp.gui.jobs import Job, JobRunner, ThreadExecutor
from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.rendering import Places, Refused, Rendered, Rendering
from deckapp.gui.print.wishes import Wishes
from deckapp.paths import layout_folders, printer_folder, reference_deck
from tests.benchmarks.decks import big_deck
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import ManualExecutor, chrome_of, small_deck, written

from .helpers import DAY, Desk, rendered_as


class Told:
    """A rendering whose jobs run when told, and what became of them."""

    def __init__(self) -> None:
        self.executor = ManualExecutor()
        self.runner = JobRunner(self.executor)
        places = Places(layout_folders(), printer_folder())
        self.rendering = Rendering(self.runner, places, lambda: DAY)
        self.rendered: list[Rendered] = []
        self.refused: list[Refused] = []
        self.progress: list[tuple[int, int]] = []
        self.rendering.rendered.connect(self.rendered.append)
        self.rendering.refused.connect(self.refused.append)
        self.rendering.progressed.connect(lambda *done: self.progress.append(done))

    def ask(self, wishes: Wishes) -> Job:
        self.rendering.render(read_deck_file(reference_deck()), (), wishes)
        job = self.rendering._job
        assert job is not None
        return job


def test_that_the_latest_wish_wins_and_earlier_work_is_cancelled(qtbot: QtBot) -> None:
    told = Told()
    first = told.ask(Wishes(layout="letter-3x5"))
    second = told.ask(Wishes(layout="wallet"))
    assert first.is_cancelled()
    assert not second.is_cancelled()
    told.executor.run_all()
    assert [rendered.layout.id for rendered in told.rendered] == ["wallet"]
    assert told.refused == []
    assert told.rendered[0].data == rendered_as(Wishes(layout="wallet")).data


def test_that_work_that_ended_before_another_wish_is_delivered(qtbot: QtBot) -> None:
    told = Told()
    told.ask(Wishes())
    told.executor.run_all()
    told.ask(Wishes(layout="wallet"))
    told.executor.run_all()
    assert [rendered.layout.id for rendered in told.rendered] == ["index-3x5", "wallet"]
    assert told.progress[0][0] == 0
    assert told.progress[-1] == (25, 25)


def test_that_a_refusal_of_earlier_work_is_dropped_too(qtbot: QtBot) -> None:
    told = Told()
    told.ask(Wishes(layout="gone"))
    told.ask(Wishes())
    told.executor.run_all()
    assert told.refused == []
    assert len(told.rendered) == 1


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (Wishes(layout="gone"), "There is no layout “gone”."),
        (Wishes(is_nothing=True), "No card is ticked"),
        (Wishes(printer="gone"), "There is no printer profile “gone”."),
        (Wishes(issues=("gone",)), "“gone” is not an issue of this deck."),
        (Wishes(layout="agenda", side="backs"), "“agenda” has no backs"),
        (Wishes(layout="booklet-a5", duplex="none"), "A booklet is printed on both sides"),
        (Wishes(start=2), "there is no place 2"),
    ],
)
def test_that_what_cannot_be_is_refused_with_a_sentence(
    wishes: Wishes, words: str, qtbot: QtBot
) -> None:
    told = Told()
    told.ask(wishes)
    told.executor.run_all()
    (refused,) = told.refused
    assert words in refused.sentence
    assert refused.findings == ()


def test_that_giving_up_tells_nothing(qtbot: QtBot) -> None:
    told = Told()
    told.ask(Wishes())
    told.rendering.give_up()
    told.rendering.give_up()
    told.executor.run_all()
    assert (told.rendered, told.refused) == ([], [])


def test_that_an_error_nobody_expected_is_not_swallowed(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("deckapp.gui.print.rendering.render_pdf", fail)
    told = Told()
    told.ask(Wishes())
    with qtbot.captureExceptions() as raised:
        told.executor.run_all()
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert (told.rendered, told.refused) == ([], [])


def test_that_changes_in_quick_succession_are_rendered_once(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(make_window(written(tmp_path / "deck.yaml", small_deck())), qtbot).go()
    assert desk.status == "3 sheets, double-sided. Print at 100 %."
    wished = []
    render = desk.desk.rendering.render

    def count(source: SourceDocument, problems: Sequence[Problem], wishes: Wishes) -> None:
        wished.append(wishes.layout)
        render(source, problems, wishes)

    monkeypatch.setattr(desk.desk.rendering, "render", count)
    for _ in range(4):
        QTest.keyClick(desk.screen.picker, Qt.Key.Key_Down)
    desk.settle()
    assert wished == [desk.screen.picker.present()]
    assert desk.rendered.layout.id == desk.screen.picker.present() != "index-3x5"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck of ten thousand cards."""
    return written(tmp_path_factory.mktemp("large") / "large.yaml", big_deck(10_000))


def _large_window(make_window: WindowMaker, large: Path, qtbot: QtBot) -> MainWindow:
    window = make_window(large, executor=ThreadExecutor(), wait=False)
    qtbot.waitUntil(lambda: window.document.examination is not None, timeout=120_000)
    qtbot.waitUntil(lambda: window.chrome is not None)
    return window


def test_that_ten_thousand_cards_give_way_to_another_wish(
    make_window: WindowMaker, large: Path, qtbot: QtBot
) -> None:
    window = _large_window(make_window, large, qtbot)
    chrome_of(window).actions["go_print"].trigger()
    desk = Desk(window, qtbot)
    with qtbot.waitSignal(desk.desk.rendering.progressed, timeout=60_000):
        pass
    job = desk.desk.rendering._job
    assert job is not None
    desk.pick_while_busy(desk.screen.form.combos["density"], "Points")
    qtbot.waitUntil(lambda: desk.desk.rendering._job is not job)
    assert job.is_cancelled()
    for row in range(1, desk.screen.form.cards.topLevelItemCount()):
        item = desk.screen.form.cards.topLevelItem(row)
        assert item is not None
        item.setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: desk.screen.rendered is not None, timeout=60_000)
    assert len(desk.rendered.report.cards) <= 25
    qtbot.waitUntil(lambda: not window.runner._running, timeout=60_000)
    window.close()
