"""Asking where a PDF is to be written, and telling what came of it."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from deckapp.printing import PrintError

from .jobs import JobRunner
from .own_copy import proposed
from .widgets.message_bar import MessageBar


def choose_pdf(
    window: QWidget,
    title: str,
    suggested: Path,
    messages: MessageBar,
    write: Callable[[Path], object],
) -> None:
    """Ask for a file, and write it unless the user thinks better of it.

    Beside a deck that came with deckapp none is proposed, but among the user's documents.
    """
    name, _ = QFileDialog.getSaveFileName(window, title, str(proposed(suggested)), "PDF (*.pdf)")
    if not name:
        return
    out = Path(name)
    if re.fullmatch(r"\.[A-Za-z]+", out.suffix):
        write(out)
        return
    # The dialog did not ask about an ending that is added here.
    out = out.with_name(f"{out.name}.pdf")
    if out.exists():
        replace = ("Replace it", lambda: write(out))
        messages.show_message(f"{out.name} exists already.", [replace])
    else:
        write(out)


def write_page(
    runner: JobRunner, messages: MessageBar, out: Path, write: Callable[[], tuple[str, ...]]
) -> None:
    """Write a page in a job, and say that it is written, which can be opened, or why it is not.

    `write` returns the characters that the typeface lacks, or raises PrintError.
    """

    def tell(missing: tuple[str, ...]) -> None:
        lacks = f" The typeface lacks {' '.join(missing)}: a “?” stands there." if missing else ""
        look = ("Open", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))))
        messages.show_message(f"{out.name} is written.{lacks}", [look])

    def tell_trouble(error: Exception) -> None:
        if not isinstance(error, PrintError):
            raise error
        messages.show_message(str(error))

    runner.run(lambda _job: write(), tell, tell_trouble)
