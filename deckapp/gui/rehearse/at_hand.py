"""The line below the card: which words to avoid here, and what to say instead."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from deckapp.deck import AvoidPhrase
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import tint
from deckapp.gui.widgets.wrapping_label import WrappingLabel, breakable


class AtHand(WrappingLabel):
    """One or two lines of plain text; the tool tip has all of it, with the reasons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._phrases: Sequence[AvoidPhrase] = ()
        self.setAccessibleName("Words to avoid")
        room = self.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # what stands below never jumps
        self.setSizePolicy(room)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        tint(self, theme.ink)

    def show_phrases(self, phrases: Sequence[AvoidPhrase]) -> None:
        """List the avoid phrases in force."""
        self._phrases = phrases
        self._set_text()
        full = "\n\n".join(_full(phrase) for phrase in phrases)
        self.setToolTip(full)
        self.setAccessibleDescription(full)
        self.setVisible(bool(phrases))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_text()

    def _set_text(self) -> None:
        """Give as much as two lines have room for: substitutes, too, or just the words."""
        for text in self._texts():
            metrics = self.fontMetrics()
            wrapped = metrics.boundingRect(
                QRect(0, 0, max(1, self.width()), 1000), Qt.TextFlag.TextWordWrap, breakable(text)
            )
            if wrapped.height() <= 2 * metrics.lineSpacing():
                break
        self.set_plain(text if self._phrases else "")

    def _texts(self) -> Iterator[str]:
        """What could be said, from all of it down to how much there is."""
        for form in (_with_substitute, _alone):
            yield _line(map(form, self._phrases))
        for count in range(len(self._phrases) - 1, -1, -1):
            rest = f"{len(self._phrases) - count} more: point here"
            yield _line([*map(_alone, self._phrases[:count]), rest])


def _line(parts: Iterable[str]) -> str:
    return "Avoid:  " + "   ·   ".join(parts)


def _alone(phrase: AvoidPhrase) -> str:
    return f"“{phrase.phrase}”"


def _with_substitute(phrase: AvoidPhrase) -> str:
    say = f" → {phrase.say}" if phrase.say else ""
    return f"“{phrase.phrase}”{say}"


def _full(phrase: AvoidPhrase) -> str:
    forms = ", ".join(f"“{form}”" for form in (phrase.phrase, *phrase.also))
    say = f"Say instead: {phrase.say}" if phrase.say else ""
    return "\n".join(part for part in (f"Avoid {forms}", phrase.why, say) if part)
