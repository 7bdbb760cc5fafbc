"""One friendly page: what happened, where, what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .lettering import lettered, tint
from .wrapping_label import WrappingLabel

Choice = tuple[str, Callable[[], object]]


class FriendlyPage(QWidget):
    """A headline, two sentences and buttons, in the middle of a quiet ground."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = _label()
        self._where = _label()
        self._what = _label()
        self._row = QHBoxLayout()
        self._buttons: list[QPushButton] = []
        column = QVBoxLayout()
        column.setSpacing(12)
        for widget in (self._headline, self._where, self._what):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(self._row)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column, 4)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)
        self.setAutoFillBackground(True)
        self._set_fonts()
        self.set_theme(theme)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self._headline.setFont(lettered(self.font(), 1.8, bold=True))
        self._what.setFont(lettered(self.font(), 1.2))

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        tint(self._headline, theme.ink)
        tint(self._where, theme.muted)
        tint(self._what, theme.ink)

    def show_text(self, headline: str, where: str, what: str, choices: Sequence[Choice]) -> None:
        """Say something, with a button for each way out."""
        self._headline.set_plain(headline)
        self._where.set_plain(where)
        self._where.setVisible(bool(where))
        self._what.set_plain(what)
        while self._row.count():
            self._row.takeAt(0)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for name, do in choices:
            button = QPushButton(name)
            button.clicked.connect(do)
            self._row.addWidget(button)
            self._buttons.append(button)
        self._row.addStretch(1)
        self.setFocusProxy(self._buttons[0])
        self.setAccessibleName(headline)
        self.setAccessibleDescription(f"{where} {what}")

    def text(self) -> str:
        """Everything the page says."""
        return "\n".join((self._headline.plain(), self._where.plain(), self._what.plain()))


def _label() -> WrappingLabel:
    label = WrappingLabel()
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
