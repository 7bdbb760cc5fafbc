"""The list of what can be gone to: a title, its issue, and the words that were looked for."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from deckapp.deck import Issue
from deckapp.deck.characters import shortened, shown
from deckapp.deck.lookup import Entry, Standing, standing_of
from deckapp.gui.theme import Theme

from .overriding import override
from .widgets.excerpt import Excerpt, draw_excerpt, excerpt_of
from .widgets.lettering import lettered

Index = QModelIndex | QPersistentModelIndex
_LONGEST_TITLE = 300
_SPACE = 6
_SMALL = 0.9
_SHARE = 0.5
"""How much of a row the issue may take beside the words that were found."""


class Role(IntEnum):
    """What the delegate asks for besides the title."""

    DETAIL = Qt.ItemDataRole.UserRole
    EXCERPT = Qt.ItemDataRole.UserRole + 1
    ISSUE_NUMBER = Qt.ItemDataRole.UserRole + 2


class EntriesModel(QAbstractListModel):
    """One card or issue a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._query = ""
        self._standings: dict[int, Standing | None] = {}

    def set_entries(self, entries: Sequence[Entry], query: str) -> None:
        """Show what was found for a query."""
        self.beginResetModel()
        self._entries, self._query = entries, query
        self._standings = {}
        self.endResetModel()

    def id_of(self, row: int) -> str:
        """The id of the card or issue in a row."""
        return self._entries[row].section.id

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _title(entry.section.title) or "Untitled"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{self._detail(index.row())} {self._excerpt(index.row()) or ''}".strip()
            case Role.DETAIL:
                return self._detail(index.row())
            case Role.EXCERPT:
                return self._excerpt(index.row())
            case Role.ISSUE_NUMBER:
                return entry.number
        return None

    def _standing(self, row: int) -> Standing | None:
        """Where the text was found; looked for when the row is first seen."""
        if row not in self._standings:
            self._standings[row] = standing_of(self._entries[row], self._query)
        return self._standings[row]

    def _excerpt(self, row: int) -> Excerpt | None:
        found = self._standing(row)
        return excerpt_of(found.text, found.start, found.end) if found else None

    def _detail(self, row: int) -> str:
        entry, standing = self._entries[row], self._standing(row)
        if isinstance(entry.section, Issue):
            count = len(entry.section.cards)
            return f"Issue, {count:,} card{'' if count == 1 else 's'}"
        issue = _title(entry.issue.title)
        return f"{shortened(issue)}  ·  {standing.label}:" if standing else issue


def _title(text: str) -> str:
    return shortened(shown(text), _LONGEST_TITLE)


class EntryDelegate(QStyledItemDelegate):
    """Paints rows of two lines, with the colour of the issue at their left."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, 2 * option.fontMetrics.height() + 2 * _SPACE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        whole = QRectF(option.rect)
        if index == self._view.currentIndex():
            painter.fillRect(whole, QColor(self.theme.theirs))
            painter.setPen(QColor(self.theme.focus))
            painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))
        band = whole.adjusted(4, _SPACE, 8 - whole.width(), -_SPACE)
        number = index.data(Role.ISSUE_NUMBER)
        painter.fillRect(band, QColor(self.theme.issue_colour(number)))
        row = whole.adjusted(16, _SPACE, -8, -_SPACE)
        title, below = QRectF(row), QRectF(row)
        title.setBottom(row.center().y())
        below.setTop(row.center().y())
        painter.setFont(lettered(option.font, bold=True))
        painter.setPen(QColor(self.theme.ink))
        _draw_line(painter, title, index.data())
        painter.setFont(lettered(option.font, _SMALL))
        painter.setPen(QColor(self.theme.muted))
        found = index.data(Role.EXCERPT)
        share = _SHARE if isinstance(found, Excerpt) else 1
        detail = below.adjusted(0, 0, below.width() * (share - 1), 0)
        taken = _draw_line(painter, detail, index.data(Role.DETAIL))
        if isinstance(found, Excerpt):
            below.setLeft(below.left() + taken + 6)
            small = lettered(option.font, _SMALL)
            draw_excerpt(painter, below, small, found, self.theme)
        painter.restore()


def _draw_line(painter: QPainter, room: QRectF, text: str) -> int:
    """Draw a text cut off at the right; return its width."""
    metrics = painter.fontMetrics()
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
    return metrics.horizontalAdvance(elided)
