"""The window: markings above and below, the card between them, everything else added after it.

The window is shown as soon as its first card can be painted. What surrounds the card (agenda,
menus, problems, messages) is `Chrome`, which is built right after that, in room kept for it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from .clock import Clock, present
from .document import Document, Opened
from .jobs import JobRunner
from .overriding import override
from .rehearse.screen import RehearseScreen
from .settings import Settings
from .theme import StyleHints, Theme, choose
from .widgets.banner import Banner

if TYPE_CHECKING:
    from .chrome import Chrome

_MENUS = ("&File", "&Edit", "&Card", "&Rehearse", "&Answer", "&View", "&Help")
_AGENDA_WIDTH, _SCREEN_WIDTH = 280, 920


class MainWindow(QMainWindow):
    """Shows a document's deck on the Rehearse screen. `chrome` is None until `furnish`."""

    def __init__(
        self,
        settings: Settings,
        hints: StyleHints,
        runner: JobRunner,
        document: Document,
        family: str,
        clock: Clock = present,
    ) -> None:
        super().__init__()
        self.clock = clock
        self.family = family
        self.settings = settings
        self.hints = hints
        self.runner = runner
        self.document = document
        self.chrome: Chrome | None = None
        self.theme: Theme = choose(settings.theme, hints)
        QGuiApplication.setPalette(self.theme.palette())
        self.banners = Banner(self.theme, "top"), Banner(self.theme, "bottom")
        self.rehearse = RehearseScreen(self.theme, family, hints)
        self.rehearse.still = settings.still
        self.screens = QStackedWidget()
        self.screens.addWidget(self.rehearse)
        self.split = QSplitter()
        self.split.addWidget(QWidget())
        self.split.addWidget(self.screens)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([_AGENDA_WIDTH, _SCREEN_WIDTH])
        middle = QWidget()
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.banners[0])
        self.column.addWidget(self.split, 3)
        self.column.addWidget(self.banners[1])
        self.setCentralWidget(middle)
        for name in _MENUS:
            self.menuBar().addMenu(name)
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 400)
        self.setWindowTitle("deckapp")
        document.opened.connect(self._on_opened)
        document.failed.connect(self.furnish)
        document.edited.connect(self._show_names)
        self.rehearse.card.first_painted.connect(self.furnish)
        if not self.restoreGeometry(settings.bytes_of("window")):
            room = self.screen().availableSize()
            self.resize(QSize(_AGENDA_WIDTH + _SCREEN_WIDTH, 780).boundedTo(room))
        self.split.restoreState(settings.bytes_of("split"))
        if settings.zoom != 100:
            self.rehearse.set_zoom(settings.zoom / 100)

    def furnish(self) -> None:
        """Add what surrounds the card, once."""
        if self.chrome is None:
            from .chrome import Chrome

            self.rehearse.furnish()
            self.chrome = Chrome(self)

    def apply_theme(self) -> None:
        """Take on the theme that settings and system wish for."""
        self.theme = choose(self.settings.theme, self.hints)
        QGuiApplication.setPalette(self.theme.palette())
        parts = self.chrome.themed_parts() if self.chrome else ()
        for part in (*self.banners, self.rehearse, *parts):
            part.set_theme(self.theme)

    def open_deck(self, path: Path) -> None:
        """Open a deck file, leaving the present one at its place, once it is saved."""
        chrome = self.chrome
        if chrome is not None and not chrome.may_leave(lambda: self.open_deck(path)):
            return
        if self.document.is_held and path.absolute() == self.document.path:
            self.document.reload()
            return
        if chrome is not None:
            chrome.editor.close()  # what was typed while the other is read would be lost
        self._remember_place()
        self.document.open(path)

    def _on_opened(self, opened: Opened) -> None:
        source = opened.source
        assert source.path is not None
        if opened.again:
            place = self.rehearse.place
            self.rehearse.set_deck(source.deck, self.rehearse.present_id(), place.card, place.step)
        else:
            card, step = self.settings.place(source.path)
            self.rehearse.set_deck(source.deck, card, 0, step)
            self.settings.add_recent(source.path)
        self._show_names()
        if self.rehearse.has_cards():
            if not (opened.again and self.screens.currentWidget() is not self._page()):
                before = self.chrome.screen_before_page if self.chrome and opened.again else None
                self.screens.setCurrentWidget(before or self.rehearse)
                (before or self.rehearse).setFocus()
        else:
            self.furnish()

    def _show_names(self) -> None:
        """The title and the marking of the deck as it is now."""
        deck, path = self.document.deck, self.document.path
        title = deck.title or (path.name if path else "")
        self.setWindowTitle(f"{title.replace('[*]', '')}[*] — deckapp")
        for banner in self.banners:
            banner.set_marking(deck.marking)

    def _page(self) -> QWidget | None:
        """What is shown instead of cards."""
        return self.chrome.page if self.chrome else None

    def _remember_place(self) -> None:
        source = self.document.source
        if source is not None and source.path is not None:
            place = self.rehearse.place
            self.settings.set_place(source.path, self.rehearse.present_id(), place.step)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.document.look_again()
            if self.chrome is not None:
                self.chrome.look_again()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.chrome is not None and not self.chrome.may_leave(self.close):
            event.ignore()
            return
        self._remember_place()
        self.settings.set_bytes("window", self.saveGeometry())
        self.settings.set_bytes("split", self.split.saveState())
        if self.chrome is not None:
            self.chrome.editor.close()
            self.chrome.screens.close()
        self.runner.cancel_all()
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            # Let the drag end first: the other program waits for it.
            QTimer.singleShot(0, self, lambda: self.open_deck(path))


def _dropped_file(data: QMimeData) -> Path | None:
    """The first file dropped, if it is a local one."""
    for url in data.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None
