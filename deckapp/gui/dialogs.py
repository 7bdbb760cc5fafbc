"""The few boxes: shortcuts, and what deckapp is."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from deckapp.paths import licences

from .actions import ACTIONS
from .jobs import Job
from .widgets.lettering import lettered
from .widgets.shortcut_sheet import ShortcutSheet

if TYPE_CHECKING:
    from .about.about_dialog import AboutDialog, Found
    from .main_window import MainWindow


def shortcut_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """All shortcuts by menu, as (keys, what they do)."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for spec in ACTIONS:
        if spec.keys:
            native = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(QKeySequence(key).toString(native) for key in spec.keys)
            text = spec.text.replace("&", "").rstrip("…")
            groups.setdefault(spec.menu.replace("&", ""), []).append((keys, text))
    return list(groups.items())


def show_shortcuts(parent: QWidget) -> None:
    """Show the sheet until a key is pressed."""
    sheet = ShortcutSheet(shortcut_groups(), parent)
    sheet.exec()
    sheet.deleteLater()


def show_about(window: "MainWindow") -> "AboutDialog":
    """Say what deckapp is, what ships with it, and where it keeps what."""
    from .about.about_dialog import AboutDialog

    font = lettered(window.font(), window.settings.zoom / 100)
    dialog = AboutDialog(partial(_diagnosis, window), window.theme, font, window)
    job = window.runner.run(_find, dialog.show_found, _fail)
    dialog.finished.connect(job.cancel)
    dialog.open()
    return dialog


def _find(_job: Job) -> "Found":
    """Find out what takes a while; in a job."""
    from deckapp.components import components
    from deckapp.diagnostics import look_at, places

    from .about.about_dialog import Found

    return Found(components(licences()), tuple(map(look_at, places())))


def _fail(error: Exception) -> None:
    raise error


def _diagnosis(window: "MainWindow", found: "Found") -> str:
    """The text for IT: of the deck it has numbers alone."""
    from deckapp.diagnostics import counts_of, diagnostic_text

    from .about.display import display_rows

    document, settings = window.document, window.settings
    failure, source = document.failure, document.source
    known = document.examination or failure or source
    counts = counts_of(document.deck, known.problems if known is not None else ())
    display = list(display_rows(settings, window.theme, window.family))
    recent = len(settings.recent)
    return diagnostic_text(display, found.components, found.kept, counts, recent)
