"""Fonts and colours of ordinary text: a style sheet would keep text zoom from reaching it."""

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QWidget

from deckapp.gui.theme import Theme


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


def frame(widget: QWidget, theme: Theme) -> None:
    """Give a box a frame that stands out from what is around it."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, frame_colour(theme))
    widget.setPalette(palette)


def frame_colour(theme: Theme) -> QColor:
    """What a box's palette calls its window: Fusion draws frames a shade darker than that."""
    muted = QColor(theme.muted)
    return muted if theme.name == "dark" else muted.lighter(180)
