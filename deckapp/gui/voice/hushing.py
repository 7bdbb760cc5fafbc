"""Quiet for the console: QtMultimedia talks to programmers there, about libraries it looked for."""

from PySide6.QtCore import QLoggingCategory

_ALWAYS = "qt.multimedia.*=false\nqt.speech.*=false\n"
_WHILE_OPEN = "default.warning=false\n"
"""It complains of a missing sound server in the category that all of Qt shares."""


def hush(*, audio_open: bool = False) -> None:
    """Keep QtMultimedia and QtTextToSpeech quiet, best before they are imported."""
    QLoggingCategory.setFilterRules(_ALWAYS + (_WHILE_OPEN if audio_open else ""))
