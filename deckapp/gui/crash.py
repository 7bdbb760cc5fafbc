"""A mistake of deckapp's own: unsaved work is made safe first, then it is said; work goes on."""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from deckapp.deck import DeckDocument
from deckapp.deck.characters import shown
from deckapp.deck.saving import written_afresh
from deckapp.deck.storage.durable import replacing
from deckapp.deck.storage.safekeeping import local_data, now
from deckapp.deck.writing.verified import encoded

from .own_copy import proposed
from .widgets.announcing import announce
from .widgets.wrapping_label import WrappingLabel

if TYPE_CHECKING:
    from .main_window import MainWindow

_MOST_DETAILS = 100_000
_COLUMNS = 64


class CrashGuard:
    """Takes the place of `sys.excepthook` for a window, once it is installed.

    Of each mistake it tells once: one that is met at every repaint would leave no time to go on.
    """

    def __init__(self, window: "MainWindow", clock: Callable[[], datetime] = now) -> None:
        self.dialog: CrashDialog | None = None
        self._window = window
        self._clock = clock
        self._before = sys.excepthook
        self._met: set[tuple[type, str, int]] = set()

    def install(self) -> None:
        """Be called for every exception that nobody expected."""
        sys.excepthook = self

    def __call__(
        self, type_: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take an exception that nobody expected."""
        is_main = threading.current_thread() is threading.main_thread()
        if not (is_main and issubclass(type_, Exception)):
            self._before(type_, error, trace)
            return
        try:
            self._meet(error, trace)
        except Exception:  # noqa: BLE001  there is nobody left to hand it to
            self._before(type_, error, trace)

    def _meet(self, error: BaseException, trace: TracebackType | None) -> None:
        import traceback

        *_, last = traceback.extract_tb(trace) or [traceback.FrameSummary("", 0, "")]
        mistake = (type(error), last.filename, last.lineno or 0)
        chrome = self._window.chrome
        session = chrome.editor.session if chrome is not None else None
        if mistake in self._met:
            if session is not None:
                session.sync()
            return
        self._met.add(mistake)
        kept = "Everything is saved." if session is None else _kept(session, self._clock())
        details = "".join(traceback.format_exception(type(error), error, trace))
        # Whatever was going on, painting even, ends first.
        QTimer.singleShot(0, lambda: self._tell(kept, details))

    def _tell(self, kept: str, details: str) -> None:
        if self.dialog is not None:
            self.dialog.add_details(details)
            return
        self.dialog = CrashDialog(kept, details, QApplication.activeModalWidget() or self._window)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None


class CrashDialog(QDialog):
    """Says that there was a mistake and what was kept where. It deletes itself once closed."""

    def __init__(self, kept: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("A mistake of deckapp's")
        self._details = details
        self.text = WrappingLabel(
            f"deckapp met a mistake of its own. {kept}\n\nYou can go on working. If it happens "
            "again, save the deck, start deckapp anew, and send its makers the details; look "
            "first whether they quote your deck."
        )
        buttons = QDialogButtonBox()
        self.go_on = buttons.addButton("&Go on", QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy = buttons.addButton("&Copy the details", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setAccessibleDescription("Puts what the makers of deckapp need on the clipboard.")
        self.copy.setAutoDefault(False)
        self.go_on.setDefault(True)
        self.copy.clicked.connect(self._on_copy_wanted)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _COLUMNS)
        announce(self, self.text.plain())

    def add_details(self, details: str) -> None:
        """Take the details of another mistake, too."""
        self._details = f"{self._details}\n{details}"[:_MOST_DETAILS]

    def _on_copy_wanted(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        announce(self, "Copied")


def _kept(session: DeckDocument, moment: datetime) -> str:
    """Make unsaved work safe; returns where it is."""
    if session.is_clean:
        return "Everything is saved."
    if session.sync():
        return (
            "Your work is kept: should deckapp end, it offers what is not saved when you open "
            "this deck again."
        )
    path = rescued(session, moment)
    if path is None:
        return "Your changes could not be kept anywhere else. Save the deck now."
    return f"Your work is kept: the deck as it is now was written to {shown(str(path))}."


def rescued(session: DeckDocument, moment: datetime) -> Path | None:
    """Write the deck as it is to local app data, or else beside its file; where, if anywhere.

    Beside a deck that came with deckapp nothing is put: then it lies among the documents.
    """
    data = _as_bytes(session)
    if not data:
        return None
    name = f"{session.path.stem}-rescued-{moment:%Y%m%d-%H%M%S}-{os.urandom(2).hex()}.yaml"
    for folder in (local_data() / "rescued", proposed(session.path).parent):
        path = folder / name
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=False)
            with replacing(path) as file:
                file.write(data)
        except OSError:
            with suppress(OSError):
                path.unlink()
        else:
            return path
    return None


def _as_bytes(session: DeckDocument) -> bytes:
    """The deck as its file would hold it; afresh if that is what cannot be done."""
    try:
        source = session.as_saved()()
    except Exception:  # noqa: BLE001  this may be the very mistake
        afresh = written_afresh(session.deck)
        return b"" if afresh is None else afresh[0]
    return encoded(source.text, bom=source.bom)
