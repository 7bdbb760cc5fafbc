"""Fonts and colours of ordinary text: a style sheet would keep text zoom from reaching it."""

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget


def lettered(font: QFont, scale: float = 1.0, *, bold: bool = False) -> QFont:
    """A font that many times as large, and perhaps bold."""
    lettered = QFont(font)
    lettered.setPointSizeF(font.pointSizeF() * scale)
    if bold:
        lettered.setWeight(QFont.Weight.DemiBold)
    return lettered


def tint(widget: QWidget, colour: str) -> None:
    """Give a widget's text a colour, #RRGGBB."""
    palette = widget.palette()
    palette.setColor(widget.foregroundRole(), QColor(colour))
    widget.setPalette(palette)
