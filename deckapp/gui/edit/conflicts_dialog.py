"""The dialog after a save met changes of somebody else: each conflict is decided once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Conflict
from deckapp.deck.characters import shown
from deckapp.deck.comparing.wording import readable
from deckapp.deck.saving import Side
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .side_by_side import SideBySide, list_beside

_INTRODUCTION = (
    "Somebody else saved this deck while you were working on it. Everything was brought together "
    "but what both of you changed. Choose one version of each; then save."
)
_DELETED = "Deleted."
_DECIDED = {"ours": "Yours", "theirs": "Theirs"}
_COLUMNS, _ROWS = 120, 30


class ConflictsDialog(QDialog):
    """Lists conflicts at the left; at the right both versions of the chosen one.

    Show it with `open()`; on `accepted`, `settled()` has what was decided. It deletes itself once
    it is closed.
    """

    def __init__(
        self, conflicts: Sequence[Conflict], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Two versions of this deck")
        self._conflicts = tuple(conflicts)
        self._sides: dict[int, Side] = {}
        self.list = _list()
        self.both = SideBySide(theme, rivals=True)
        self._sentence = WrappingLabel()
        self.ours = QPushButton("Keep &yours")
        self.theirs = QPushButton("Take t&heirs")
        self.ours.clicked.connect(self._on_ours_chosen)
        self.theirs.clicked.connect(self._on_theirs_chosen)
        buttons = QDialogButtonBox()
        self.save = buttons.addButton("&Save", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self.cancel.setAccessibleDescription("Writes nothing; your work stays open.")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for button in (self.ours, self.theirs, self.cancel):
            button.setAutoDefault(False)
        self._count = WrappingLabel()
        self._lay_out(buttons)
        for _ in self._conflicts:
            self.list.addItem(QListWidgetItem())
        self.list.currentRowChanged.connect(self._on_row_changed)
        self._tell()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.ours, 1)
        row.addWidget(self.theirs, 1)
        split = list_beside(self.list, self._sentence, self.both, choice)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(WrappingLabel(_INTRODUCTION))
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        width, height = metrics.averageCharWidth() * _COLUMNS, metrics.lineSpacing() * _ROWS
        self.resize(min(width, room.width()), min(height, room.height()))
        split.setSizes([self.width() * 2 // 7, self.width() * 5 // 7])

    def settled(self) -> tuple[tuple[Conflict, Side], ...]:
        """What was decided, conflict by conflict."""
        decided = enumerate(self._conflicts)
        return tuple([(each, self._sides[at]) for at, each in decided if at in self._sides])

    def _on_row_changed(self, row: int) -> None:
        conflict = self._conflicts[row]
        self._sentence.set_plain(shown(str(conflict)))
        ours, theirs = (
            _DELETED if conflict.kind == "deleted" and value is None else readable(value)
            for value in (conflict.ours, conflict.theirs)
        )
        self.both.set_texts("Yours", ours, "Theirs", theirs)

    def _on_ours_chosen(self) -> None:
        self._decide("ours")

    def _on_theirs_chosen(self) -> None:
        self._decide("theirs")

    def _decide(self, side: Side) -> None:
        """Note the side of the chosen conflict, and go on to the next that is undecided."""
        row, count = self.list.currentRow(), len(self._conflicts)
        self._sides[row] = side
        self._tell()
        following = (at % count for at in range(row + 1, row + count))
        to_do = next((at for at in following if at not in self._sides), None)
        if to_do is None:
            self.save.setFocus()
        else:
            self.list.setCurrentRow(to_do)
        announce(self, self._count.plain())

    def _tell(self) -> None:
        """Say of each conflict what was decided, and what is left to decide."""
        for row, conflict in enumerate(self._conflicts):
            side = self._sides.get(row)
            state = _DECIDED[side] if side else "To decide"
            item = self.list.item(row)
            item.setText(f"{state} · {shown(str(conflict))}")
            item.setToolTip(shown(str(conflict)))
        left = len(self._conflicts) - len(self._sides)
        one = "1 conflict is left to decide."
        many = one if left == 1 else f"{left} conflicts are left to decide."
        self._count.set_plain(many if left else "Everything is decided. Save to finish.")
        self.save.setEnabled(not left)
        self.save.setDefault(not left)


def _list() -> QListWidget:
    view = QListWidget()
    view.setAccessibleName("Conflicts")
    view.setWordWrap(True)
    view.setSpacing(2)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    FocusRing(view)
    return view
