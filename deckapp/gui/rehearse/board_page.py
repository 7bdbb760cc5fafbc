"""The page of a murder board: one counter on a card, a countdown beside it, nothing to lean on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.blocks import Face
from deckapp.gui.widgets.card_view import CardView
from deckapp.gui.widgets.countdown_ring import CountdownRing
from deckapp.gui.widgets.lettering import tint
from deckapp.gui.widgets.wrapping_label import WrappingLabel

_RATIO = 5 / 3
"""A card's width to its height."""
_SIDE = 24
_RING_SHARE, _MOST_HIGH, _MOST_WIDE = 0.19, 0.36, 0.28
"""How large the ring is, of the page's shorter side, and at most of its height and width."""
_FOOT_LETTERS = 75
"""From so many letters on, the keys stand beside what is told, not below it."""
_KEYS_SHARE = 2
"""How many times as wide as what is told the keys are beside it."""
_LOW_LINES = 18
"""Of a page that is not as high, the keys take but one line."""


class BoardPage(QWidget):
    """Shows what a murder board asks; `clicked` says that the card was.

    `appeared` and `disappeared` tell when another page makes room for it, or it for another. The
    ring stands where it takes least from the card: beside it, or in the foot.
    """

    clicked = Signal()
    appeared = Signal()
    disappeared = Signal()
    recoloured = Signal()

    def __init__(self, theme: Theme, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._all_keys: Sequence[str] = ()
        self._room_for_keys = 0.0
        self._shown: tuple[str, str, int] | None = None
        self._step, self._part = 0, 0
        self.card = CardView(theme, family)
        self.card.furnish()
        self.card.clicked.connect(self.clicked)
        self.ring = CountdownRing(theme)
        room = self.ring.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the card never jumps
        self.ring.setSizePolicy(room)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.setAccessibleName("Progress of the murder board")
        self.about = WrappingLabel()
        self.keys = WrappingLabel()
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(12)
        self._told = QHBoxLayout()
        self._told.addWidget(self.about, 1)
        self._below.addLayout(self._told, 1)
        self._below.addWidget(self.keys, _KEYS_SHARE)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(_SIDE, 0, _SIDE, 10)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.progress)
        foot.addLayout(self._below)
        foot.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setRowStretch(0, 1)
        self._is_beside: bool | None = None
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.card)
        self.set_theme(theme)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self.theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        for label in (self.about, self.keys):
            tint(label, theme.muted)
        self.card.set_theme(theme)
        self.ring.set_theme(theme)
        self.recoloured.emit()

    # What to show

    def ask(self, face: Face, step: int, *, at_end: bool = False) -> None:
        """Show a face up to a step, at once.

        A face of several parts begins with the first, or `at_end` with the last, where an
        interruption stands; one that is shown again stays where it was.
        """
        shown = (face.sides[0][0].text, face.number, step)
        if shown != self._shown:
            self._part = 0
        self._shown, self._step = shown, step
        self.card.set_face(face, step, self._part)
        if at_end:
            self._part = self.card.parts(step) - 1
            self.card.show_step(step, self._part)
        self.card.setFocus()
        self.card.repaint()

    def reveal_part(self) -> bool:
        """Show the next part of what does not fit on one page; False if there is none."""
        if self._part + 1 >= self.card.parts(self._step):
            return False
        self._part += 1
        self.card.show_step(self._step, self._part)
        self.card.repaint()
        return True

    def show_time(self, elapsed: float, allowed: float) -> None:
        """Show that so many seconds are gone of those allowed."""
        self.ring.set_time(elapsed, allowed)

    def show_ring(self, *, shown: bool) -> None:
        """Show the countdown or leave its place empty."""
        self.ring.setVisible(shown)

    def set_mark(self, mark: QWidget) -> None:
        """Put a mark behind what the foot tells: that the voice is recorded."""
        self._told.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)

    def tell(self, done: int, total: int, about: str, keys: Sequence[str]) -> None:
        """Say how far the board is (of a total of 0, nothing), what it is, which keys there are."""
        self.progress.setVisible(total > 0)
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        for label in (self.about, self.keys):  # so that the card keeps its place
            label.setMinimumHeight(max(label.minimumHeight(), label.height()))
        self.about.set_plain(about)
        self._all_keys = tuple(each.replace(" ", "\u00a0") for each in keys)
        self.keys.setToolTip(_line(self._all_keys))
        self.keys.setAccessibleDescription(_line(self._all_keys))
        self._show_keys()

    def _show_keys(self) -> None:
        """Tell all keys; where there is little height, as many as a line has room for."""
        keys = self._all_keys
        if self._is_low():
            metrics = self.fontMetrics()
            while len(keys) > 1 and metrics.horizontalAdvance(_line(keys)) > self._room_for_keys:
                keys = keys[:-1]
        self.keys.set_plain(_line(keys))

    def _is_low(self) -> bool:
        """Whether the card needs what height there is: the keys are in the menu, too."""
        return self.height() < _LOW_LINES * self.fontMetrics().lineSpacing()

    # Looks

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            usual = QGuiApplication.font().pointSizeF()
            self.card.set_zoom(self.font().pointSizeF() / usual)
            self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.appeared.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.disappeared.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place the ring where the card stays largest."""
        line = self.fontMetrics().lineSpacing()
        width, height = self.width(), self.height()
        wish = max(self.ring.sizeHint().width(), int(_RING_SHARE * min(width, height)))
        side = max(2 * line, min(wish, int(_MOST_HIGH * height), int(_MOST_WIDE * width)))
        self.ring.setFixedSize(side, side)
        foot = (2 if width >= _FOOT_LETTERS * self.fontMetrics().averageCharWidth() else 3) * line
        foot += _SIDE
        most = (height - foot) * _RATIO
        column = side + _SIDE
        beside = min(width - column, most)
        below = min(width, (height - max(foot, column)) * _RATIO)
        self._place_ring(column, beside=beside >= below)
        if beside >= below:  # in the middle, where that leaves room for the ring
            self._grid.setColumnMinimumWidth(1, max(column, int(width - most) // 2))
        self._arrange_foot(width - (0 if beside >= below else column) - 2 * _SIDE)

    def _arrange_foot(self, width: int) -> None:
        """Place what is told in a width; there is room for what it usually is, so nothing jumps."""
        is_wide = width >= _FOOT_LETTERS * self.fontMetrics().averageCharWidth()
        directions, flags = QBoxLayout.Direction, Qt.AlignmentFlag
        self._below.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self.about.setAlignment(flags.AlignTop)
        self.keys.setAlignment(flags.AlignTop | (flags.AlignRight if is_wide else flags.AlignLeft))
        line = self.fontMetrics().lineSpacing()
        lines = 1 if self._is_low() else 2
        self._room_for_keys = width * _KEYS_SHARE / (_KEYS_SHARE + 1) - _SIDE if is_wide else width
        self.about.setMinimumHeight(lines * line if is_wide else line)
        self.keys.setMinimumHeight(lines * line)
        self._show_keys()

    def _place_ring(self, column: int, *, beside: bool) -> None:
        """Place it in a column or row of its own, which has room for it and a margin."""
        grid = self._grid
        grid.setColumnMinimumWidth(0, 0 if beside else column)
        grid.setColumnMinimumWidth(1, column if beside else 0)
        grid.setRowMinimumHeight(1, 0 if beside else column)
        if beside is self._is_beside:
            return
        self._is_beside = beside
        for widget in (self.card, self.ring, self._foot):
            grid.removeWidget(widget)
        flags = Qt.AlignmentFlag
        side = flags.AlignLeft if beside else flags.AlignRight
        grid.addWidget(self.card, 0, 0, 1, 1 if beside else 2)
        grid.addWidget(self.ring, 0 if beside else 1, int(beside), side | flags.AlignVCenter)
        grid.addWidget(self._foot, 1, int(not beside), 1, 2 if beside else 1)
        grid.setColumnStretch(0, int(beside))
        grid.setColumnStretch(1, int(not beside))


def _line(keys: Sequence[str]) -> str:
    return "   ".join(keys)
