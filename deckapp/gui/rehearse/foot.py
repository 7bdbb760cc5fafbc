"""The foot of the Rehearse screen: words to avoid, progress, what card it is, the keys."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deckapp.deck import AvoidPhrase
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import tint
from deckapp.gui.widgets.progress_strip import ProgressStrip, Stretch

from .at_hand import AtHand
from .walk import Stop


class Foot(QWidget):
    """Keeps its height whatever it shows, so that the card above never jumps."""

    card_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._at_hand = AtHand(theme)
        self._strip = ProgressStrip(theme)
        self._strip.card_chosen.connect(self.card_chosen)
        self._about = QLabel()
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._keys = QLabel()
        below = QHBoxLayout()
        below.addWidget(self._about, 1)
        below.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 10)
        column.setSpacing(6)
        column.addWidget(self._at_hand, 1)
        column.addWidget(self._strip)
        column.addLayout(below)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        for label in (self._about, self._keys):
            tint(label, theme.muted)
        self._at_hand.set_theme(theme)
        self._strip.set_theme(theme)

    def set_stretches(self, stretches: Sequence[Stretch], *, recoloured: bool = False) -> None:
        """Show another agenda, or the same one in other colours."""
        self._strip.set_stretches(stretches, recoloured=recoloured)

    def show_card(
        self,
        number: int,
        stop: Stop,
        languages: Sequence[str],
        phrases: Sequence[AvoidPhrase],
    ) -> None:
        """Show what goes with a card, by its place in agenda order from 0."""
        self._strip.set_present(number)
        self._about.setText(_about(stop))
        self._keys.setText(_keys(languages))
        self._at_hand.show_phrases(phrases)


def _about(stop: Stop) -> str:
    seconds = f"{stop.card.seconds} seconds" if stop.card.seconds else ""
    parts = (stop.issue.priority, seconds, ", ".join(stop.card.audience))
    return " · ".join(part for part in parts if part)


def _keys(languages: Sequence[str]) -> str:
    names = "/".join(QLocale.languageToString(QLocale(tag).language()) for tag in languages)
    other = f"L {names}   " if names else ""
    return f"Space reveals   ← → cards   {other}F6 drill   ? all keys"
