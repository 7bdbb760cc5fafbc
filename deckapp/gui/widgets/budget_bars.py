"""Bars of time: what each item took of its budget, one below the other, the present one marked."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme

from .budget_delegate import BUDGET, IS_PRESENT, BudgetDelegate
from .focus_ring import FocusRing
from .warning_sign import Level

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ABOVE = 8
_KEY = Qt.Key
_SCROLLING = (_KEY.Key_Up, _KEY.Key_Down, _KEY.Key_PageUp, _KEY.Key_PageDown)


class Budget(NamedTuple):
    """What an item took of its budget.

    `share` is that as a part of the budget, over 1 beyond it. `told` says both in words, `remark`
    what is to be noted ("2:10 over"); the colour is the item's own, #RRGGBB. Of what is `dropped`
    there is no more to come.
    """

    title: str
    colour: str
    share: float
    told: str
    remark: str = ""
    level: Level = Level.WITHIN
    dropped: bool = False


class BudgetBars(QListView):
    """Shows budgets in a column, scrolled to the present one. All budgets end at one line."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self._delegate = BudgetDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(1, 1)
        self.setViewportMargins(0, _ABOVE, 0, 0)
        self.setAccessibleName(name)
        FocusRing(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; those of items come with them."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.panel))
        self.setPalette(palette)
        self._delegate.set_theme(theme)
        self.viewport().update()

    def set_budgets(self, budgets: Sequence[Budget], present: int | None) -> None:
        """Show these, and mark the present one by its place; None marks none."""
        moved = self._model.set_budgets(tuple(budgets), present)
        self.viewport().update()
        if moved and present is not None:
            self.setCurrentIndex(self._model.index(present))
            self._show_present()

    def budgets(self) -> Sequence[Budget]:
        """What is shown."""
        return self._model.budgets

    def present(self) -> int | None:
        """The place of the one that is marked."""
        return self._model.present

    def _show_present(self) -> None:
        present = self._model.present
        if present is not None:
            self.scrollTo(self._model.index(present))

    @override
    def event(self, event: QEvent) -> bool:
        """Keep the keys that scroll from being shortcuts, while the keyboard is here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_ours = event.key() in _SCROLLING and not event.modifiers()
            event.setAccepted(is_ours)
            return is_ours
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()  # titles wrap otherwise
        self._show_present()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class _Model(QAbstractListModel):
    """Budgets as a list: a screen reader hears each in words."""

    def __init__(self, parent: BudgetBars) -> None:
        super().__init__(parent)
        self.budgets: tuple[Budget, ...] = ()
        self.present: int | None = None

    def set_budgets(self, budgets: tuple[Budget, ...], present: int | None) -> bool:
        """Show others; whether another one is present now, or the items are others."""
        titles = [each.title for each in self.budgets]
        before, self.present = self.present, present
        if titles != [each.title for each in budgets]:
            self.beginResetModel()
            self.budgets = budgets
            self.endResetModel()
            return True
        old, self.budgets = self.budgets, budgets
        for row, (one, other) in enumerate(zip(old, budgets, strict=True)):
            if len(one.told) != len(other.told):  # the view lays all rows out anew
                self.dataChanged.emit(self.index(row), self.index(row))
        return before != present

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.budgets)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        budget, is_present = self.budgets[index.row()], index.row() == self.present
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                parts = (budget.title, budget.told, budget.remark, "now" if is_present else "")
                return ", ".join(filter(None, parts))
            case _ if role == BUDGET:
                return budget
            case _:
                return is_present if role == IS_PRESENT else None
