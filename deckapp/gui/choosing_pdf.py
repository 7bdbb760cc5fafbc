"""Asking where a PDF is to be written."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from .widgets.message_bar import MessageBar


def choose_pdf(
    window: QWidget,
    title: str,
    suggested: Path,
    messages: MessageBar,
    write: Callable[[Path], object],
) -> None:
    """Ask for a file, and write it unless the user thinks better of it."""
    name, _ = QFileDialog.getSaveFileName(window, title, str(suggested), "PDF (*.pdf)")
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
