"""The handling marking at the top and bottom of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from deckapp.gui.theme import Theme


class Banner(QLabel):
    """One line with the marking: TLP markings stand right, others in the middle; none hides it."""

    def __init__(self, theme: Theme, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Marking at the {place}")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.set_theme(theme)
        self.set_marking("")

    def set_marking(self, marking: str) -> None:
        """Show a marking, or nothing."""
        text = " ".join(marking.split())
        self.setText(text)
        self.setAccessibleDescription(text)
        right = text.upper().startswith("TLP:")
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignHCenter
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self.setStyleSheet(
            f"background: {theme.ink}; color: {theme.paper}; padding: 2px 12px;"
            "font-weight: 600; letter-spacing: 1px;"
        )
