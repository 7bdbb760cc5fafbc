"""What preflight found, as a list that is as high as it needs to be and no higher than it may."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.printing import Finding

_FINDING = Qt.ItemDataRole.UserRole
_MOST_FINDINGS = 200
"""Findings that are listed; whoever has more mends these first."""
_LOW, _HIGH = 110, 320
"""Pixels beside paper, and where there is none."""


class FindingsList(QListWidget):
    """Lists findings; `chosen` tells one that is to be shown, `activated_finding` one to go to."""

    chosen = Signal(object)
    activated_finding = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = _LOW
        self._height = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Preflight")
        self.setAccessibleDescription(
            "What to know before printing. Choosing a line shows the card; Return goes to it."
        )
        self.currentItemChanged.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_activated)
        FocusRing(self)
        self._fit()

    def show_findings(
        self, findings: Sequence[Finding], broken: Sequence[str], *, is_refused: bool
    ) -> None:
        """List them, after the layouts that cannot be used."""
        self._most = _HIGH if is_refused else _LOW
        self.clear()
        for sentence in broken:
            self.addItem(f"• A layout cannot be used: {sentence}")
        for finding in findings[:_MOST_FINDINGS]:
            item = QListWidgetItem(("✕ " if finding.stops else "• ") + str(finding))
            item.setData(_FINDING, finding)
            self.addItem(item)
        if len(findings) > _MOST_FINDINGS:
            self.addItem(f"… and {len(findings) - _MOST_FINDINGS:,} more.")
        if not (findings or broken or is_refused):
            item = QListWidgetItem("Nothing stands in the way.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the wrapped lines need; the rest belongs to the paper."""
        self.doItemsLayout()
        needed = self.fontMetrics().height() + 2
        if self.count():
            first, last = self.item(0), self.item(self.count() - 1)
            whole = self.visualItemRect(first).united(self.visualItemRect(last))
            needed = max(needed, whole.height())
        self._height = min(needed, self._most) + 2 * self.frameWidth()
        self.updateGeometry()  # later, by the layout: a resize within a resize loses the viewport's

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_FINDING) is not None:
            self.chosen.emit(item.data(_FINDING))

    def _on_activated(self, item: QListWidgetItem) -> None:
        if item.data(_FINDING) is not None:
            self.activated_finding.emit(item.data(_FINDING))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
