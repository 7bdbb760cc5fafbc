"""The window as `deckapp.gui.app` makes it, with a desktop and an executor of the test's own."""

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Protocol
from weakref import WeakSet

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.document import Document
from deckapp.gui.fonts import load_card_family
from deckapp.gui.jobs import Executor, JobRunner, ThreadExecutor
from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.gui.voice.speaker import Speaker, open_speaker
from deckapp.gui.widgets.page_renderer import PageRenderer
from deckapp.paths import reference_deck

from .helpers import FakeHints, LoopExecutor, settling

_windows = count(1)
_COLLECTED_TOGETHER = 10
"""Windows that are done with wait for a full collection, and Python makes fewer as they pile up."""


class WindowMaker(Protocol):
    """Makes and shows a window on a deck; waits until its card is painted and it is furnished."""

    def __call__(
        self,
        deck: Path | None = None,
        *,
        hints: FakeHints | None = None,
        executor: Executor | None = None,
        wait: bool = True,
    ) -> MainWindow: ...


class PatientBot(QtBot):
    """Waits longer than pytest-qt does: tests share the processors of whatever machine it is."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:  # noqa: N802  pytest-qt's name
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The robot of pytest-qt, more patient."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["deckapp", "-style", "fusion"]


@pytest.fixture(scope="session")
def family(qapp: QApplication) -> str:
    """The card's typeface."""
    return load_card_family()


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer's own voice is not heard in tests: only an engine asked for by its name is."""

    def open_named(settings: Settings, parent: QObject, engine: str = "") -> Speaker | None:
        return open_speaker(settings, parent, engine) if engine else None

    monkeypatch.setattr("deckapp.gui.voice.voice_desk.open_speaker", open_named)


@pytest.fixture
def renderer(qapp: QApplication) -> Iterator[PageRenderer]:
    """Renders pages in threads, as the window's does."""
    runner = JobRunner(ThreadExecutor())
    yield PageRenderer(runner)
    runner.cancel_all()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a first start."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def hints() -> FakeHints:
    """A light desktop that asks for no motion."""
    return FakeHints()


@pytest.fixture
def make_window(
    qtbot: QtBot, settings: Settings, hints: FakeHints, family: str
) -> Iterator[WindowMaker]:
    """Makes windows that share their settings; they are closed at the end."""
    palette, font = QGuiApplication.palette(), QGuiApplication.font()
    default_hints = hints
    documents: WeakSet[Document] = WeakSet()
    runners: WeakSet[JobRunner] = WeakSet()

    def make(
        deck: Path | None = None,
        *,
        hints: FakeHints | None = None,
        executor: Executor | None = None,
        wait: bool = True,
    ) -> MainWindow:
        runner = JobRunner(executor or LoopExecutor())
        document = Document(runner)
        window = MainWindow(settings, hints or default_hints, runner, document, family)
        # A job begun after the window closed has nobody left to tell; at the app's end neither.
        window.destroyed.connect(runner.cancel_all)
        documents.add(document)
        runners.add(runner)
        if settings.bytes_of("window").isEmpty():
            window.resize(1200, 780)  # the offscreen screen is smaller than those of laptops
        qtbot.addWidget(window, before_close_func=_give_up)
        window.show()
        if wait:
            with settling(qtbot, window):
                document.open(deck or reference_deck())
            qtbot.waitUntil(lambda: window.chrome is not None)
        else:
            document.open(deck or reference_deck())
        return window

    yield make
    for runner in list(runners):
        runner.cancel_all()
    # Each watches its file, and the system allows no more than so many watchers. Now: a watcher
    # that is left for later may still notice that this test's folder goes.
    for document in list(documents):
        document.deleteLater()
        QCoreApplication.sendPostedEvents(document, QEvent.Type.DeferredDelete)
    gc.unfreeze()  # opening a deck freezes what there is, test after test
    if next(_windows) % _COLLECTED_TOGETHER == 0:
        gc.collect()
    QGuiApplication.setPalette(palette)
    QGuiApplication.setFont(font)


def _give_up(window: QWidget) -> None:
    """End editing, so that a window which closes does not ask what to do with the edits."""
    assert isinstance(window, MainWindow)
    if window.chrome is not None:
        window.chrome.editor.close()


@pytest.fixture
def window(make_window: WindowMaker) -> MainWindow:
    """A furnished window on the Moscow deck."""
    return make_window()
