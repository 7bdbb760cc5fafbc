"""The page of a run-through: the present point, the time that is left, what each issue took."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.blocks import Face
from deckapp.gui.widgets.budget_bars import Budget, BudgetBars
from deckapp.gui.widgets.card_view import CardView
from deckapp.gui.widgets.lettering import tint
from deckapp.gui.widgets.readout import Reading, Readout
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .run_cut import CutPanel
from .run_faces import ALL

_WIDE = 84
"""From so many letters on, the bars stand beside the card; else below it, if there is room."""
_TALL = 40
"""From so many lines on there is."""
_SIDE, _SIDE_CUT, _SIDE_SHARE = 38, 46, 0.17
"""How wide that is beside the card: the bars and the cut in letters, or a share of a wide page."""
_LINES_A_STEP = 11
_LEAST_LOUD, _MOST_LOUD = 1.8, 7.0
_WHOLE = 0.62
"""The time left of the whole is so much smaller than that of the issue."""
_TRIES, _CLOSER = 4, 0.98
"""A part of the width of figures does not go with their scale, so that it is found by trying."""
_LINES_OF_FOOT = 18
"""In less, the foot is one line of keys."""
_MARGIN = 24
_GAP_OF_KEYS, _ALL_KEYS = "   ", "?\u00a0all\u00a0keys"


class RunPage(QWidget):
    """Shows where a run-through is. `next_wanted` is a click on the card.

    `appeared` and `disappeared` tell when another screen makes room for it, or it for another.
    """

    next_wanted = Signal()
    appeared = Signal()
    disappeared = Signal()
    recoloured = Signal()

    def __init__(self, theme: Theme, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._part = 0
        self._face: Face | None = None
        self.card = CardView(theme, family)
        self.card.furnish()
        self.card.clicked.connect(self.next_wanted)
        self.issue_clock = Readout(theme, _LEAST_LOUD)
        self.whole_clock = Readout(theme, _LEAST_LOUD * _WHOLE)
        self.bars = BudgetBars(theme, "Issues and their time")
        self.cut = CutPanel(theme)
        self.about, self._keys = WrappingLabel(), WrappingLabel()
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._key_names: tuple[str, ...] = ()
        self._side = QStackedWidget()
        self._left = QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.card)
        self.set_theme(theme)

    def _lay_out(self) -> None:
        for widget in (self.bars, self.cut):
            self._side.addWidget(widget)
        self._side.setAutoFillBackground(True)
        clocks = QHBoxLayout()
        clocks.setContentsMargins(_MARGIN, 4, _MARGIN, 8)
        clocks.setSpacing(2 * _MARGIN)
        clocks.addStretch(1)
        for clock in (self.issue_clock, self.whole_clock):
            clocks.addWidget(clock, 0, Qt.AlignmentFlag.AlignBottom)
        clocks.addStretch(1)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.card, 1)
        left.addLayout(clocks)
        below = QHBoxLayout()
        below.setContentsMargins(_MARGIN, 8, _MARGIN, 10)
        below.addWidget(self.about, 2)
        below.addWidget(self._keys, 3)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self._left, 1)
        self._middle.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._middle, 1)
        column.addLayout(below)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours; those of issues come with what is shown."""
        self.theme = theme
        for widget, colour in ((self, theme.ground), (self._side, theme.panel)):
            palette = widget.palette()
            palette.setColor(self.backgroundRole(), QColor(colour))
            widget.setPalette(palette)
        for label in (self.about, self._keys):
            tint(label, theme.muted)
        for part in (self.card, self.issue_clock, self.whole_clock, self.bars, self.cut):
            part.set_theme(theme)
        self.recoloured.emit()

    # What to show

    def show_point(self, face: Face) -> None:
        """Show a point from its beginning; the same one again, as far as one had read."""
        if self._face is None or (face.number, face.header) != (
            self._face.number,
            self._face.header,
        ):
            self._part = 0
        if face != self._face:
            self._face = face
            self.card.set_face(face, ALL, self._part)
            self.card.repaint()

    def show_times(self, issue: Reading, whole: Reading) -> None:
        """Show how much time is left."""
        self.issue_clock.show_reading(issue)
        self.whole_clock.show_reading(whole)

    def show_budgets(self, budgets: Sequence[Budget], present: int | None) -> None:
        """Show what each issue took of its time, the present one marked."""
        self.bars.set_budgets(budgets, present)

    def tell(self, about: str, keys: Sequence[str]) -> None:
        """Say how far the run-through is, and which keys there are."""
        if about != self.about.plain():
            self.about.set_plain(about)
        if tuple(keys) != self._key_names:
            self._key_names = tuple(keys)
            self._show_keys()

    # Going through a long card

    def show_more(self) -> bool:
        """Show the next part of a card that is longer than the view; whether there was one."""
        return self._show_part(self._part + 1)

    def show_less(self) -> bool:
        """Show the part before; whether there was one."""
        return self._show_part(self._part - 1)

    def _show_part(self, part: int) -> bool:
        if not 0 <= part < self.card.parts(ALL):
            return False
        self._part = part
        self.card.show_step(ALL, part)
        self.card.repaint()
        return True

    # The cut

    @property
    def is_cutting(self) -> bool:
        """Whether the cut is asked for."""
        return self._side.currentWidget() is self.cut

    def open_cut(self, minutes: int, *, is_cut: bool) -> None:
        """Ask what to cut to."""
        self._side.setCurrentWidget(self.cut)
        self._arrange()
        self.cut.ask(minutes, is_cut=is_cut)

    def close_cut(self) -> None:
        """Go back to the bars."""
        self._side.setCurrentWidget(self.bars)
        self._arrange()
        self.card.setFocus()

    # Looks

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            usual = QGuiApplication.font().pointSizeF()
            self.card.set_zoom(self.font().pointSizeF() / usual)
            self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give the room to what matters most: card and clock, then the bars.

        A cut that is asked for takes the place of the bars, or of the card where there are none.
        """
        letter = max(1, self.fontMetrics().averageCharWidth())
        lines = self.height() / max(1, self.fontMetrics().lineSpacing())
        is_wide, is_tall = self.width() >= _WIDE * letter, lines >= _TALL
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        self._side.setVisible(is_wide or is_tall or self.is_cutting)
        self.card.setVisible(is_wide or is_tall or not self.is_cutting)
        if is_wide:
            letters = _SIDE_CUT if self.is_cutting else _SIDE
            wanted = max(letters * letter, round(_SIDE_SHARE * self.width()))
            self._side.setFixedWidth(min(wanted, self.width() // 2))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY)
        self._scale_clocks(lines, self.width() - (self._side.width() if is_wide else 0))
        self.about.setVisible(lines >= _LINES_OF_FOOT)
        self._show_keys()
        policy = QSizePolicy.Policy
        is_alone = not is_wide and self.is_cutting and not is_tall
        self._left.setSizePolicy(policy.Preferred, policy.Fixed if is_alone else policy.Preferred)

    def _scale_clocks(self, lines: float, width: int) -> None:
        """Make figures as large as so many lines of text allow, in a width in pixels."""
        loud = min(_MOST_LOUD, max(_LEAST_LOUD, lines / _LINES_A_STEP))
        room = width - 4 * _MARGIN
        clocks = self.issue_clock, self.whole_clock
        for _ in range(_TRIES):
            for clock, scale in zip(clocks, (loud, loud * _WHOLE), strict=True):
                clock.set_scale(scale)
            wanted = sum(clock.sizeHint().width() for clock in clocks)
            if wanted <= room:
                break
            loud *= _CLOSER * room / wanted

    def _show_keys(self) -> None:
        """All keys, or where there is little room those that stand on one line."""
        names = [each.replace(" ", "\u00a0") for each in self._key_names]
        lines = [_GAP_OF_KEYS.join(names)]
        if self.about.isHidden():
            ends = range(len(names), -1, -1)
            lines = [_GAP_OF_KEYS.join([*names[:end], _ALL_KEYS]) for end in ends]
        room = self.width() - 2 * _MARGIN
        fits = (line for line in lines if self.fontMetrics().horizontalAdvance(line) <= room)
        self._keys.set_plain(next(fits, lines[-1]))

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


_ANY = 16777215
"""Qt's name for no limit of size (QWIDGETSIZE_MAX) is not to be had in Python."""
