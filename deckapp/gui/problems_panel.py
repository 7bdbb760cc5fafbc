"""The panel with a deck's problems, and the lines of the source that they stand on."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontDatabase, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Problem, Severity
from deckapp.gui.theme import Theme

from .overriding import override
from .source_lines import SourceLines
from .widgets.focus_ring import FocusRing
from .widgets.lettering import lettered
from .widgets.wrapping_label import WrappingLabel

Index = QModelIndex | QPersistentModelIndex
_LINES_AROUND = 100


class ProblemsModel(QAbstractListModel):
    """One problem a row."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: Sequence[Problem] = ()
        self.theme: Theme | None = None

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def problem(self, row: int) -> Problem:
        """The problem of a row."""
        return self._problems[row]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._problems)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        is_error = problem.severity is Severity.ERROR
        match role:
            case Qt.ItemDataRole.DisplayRole:
                kind = "Error" if is_error else "Warning"
                return f"{kind}, line {problem.line}: {problem.message} {problem.hint}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return f"{problem.message} {problem.hint}".strip()
            case Qt.ItemDataRole.ForegroundRole if is_error and self.theme:
                return QColor(self.theme.red_line)
        return None


class ProblemsPanel(QWidget):
    """Lists problems at the left; the chosen one's line stands marked at the right."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = SourceLines("")
        self.model = ProblemsModel()
        self._headline = QLabel()
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        close = QPushButton("Close")
        close.setAccessibleName("Close the list of problems")
        close.clicked.connect(self.closed)
        self.list = QListView()
        self.list.setAccessibleName("Problems of this deck")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._whole = WrappingLabel()
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.source = QPlainTextEdit()
        self.source.setReadOnly(True)
        self.source.setAccessibleName("Source of the deck")
        self.source.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        FocusRing(self.source)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._whole)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.source)
        split.setSizes([500, 500])
        split.setChildrenCollapsible(False)
        head = QHBoxLayout()
        head.addWidget(self._headline, 1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addLayout(head)
        layout.addWidget(split, 1)
        self._set_fonts()
        self.set_theme(theme)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self._headline.setFont(lettered(self.font(), bold=True))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        self.source.setFont(fixed)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._theme = self.model.theme = theme
        self._mark_line(self.list.currentIndex())

    def show_problems(self, problems: Sequence[Problem], text: str) -> None:
        """List problems of a deck with this source text, the first error chosen."""
        self._lines = SourceLines(text)
        self.model.set_problems(problems)
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        self._headline.setText(headline(errors, len(problems) - errors))
        if problems:
            severities = [problem.severity for problem in problems]
            first = severities.index(Severity.ERROR) if errors else 0
            self.list.setCurrentIndex(self.model.index(first))
        else:
            self._whole.set_plain("")
            self.source.clear()

    def _on_current_changed(self, index: QModelIndex) -> None:
        self._mark_line(index)

    def _mark_line(self, index: QModelIndex) -> None:
        """Show the lines around a problem, with their numbers, and its own line marked."""
        if not index.isValid():
            return
        problem = self.model.problem(index.row())
        self._whole.set_plain(f"{problem.message} {problem.hint}".strip())
        first = max(0, problem.line - 1 - _LINES_AROUND)
        lines = self._lines.between(first + 1, problem.line + _LINES_AROUND)
        digits = len(str(first + len(lines)))
        self.source.setPlainText(
            "\n".join(
                f"{first + number + 1:>{digits}}  {line}" for number, line in enumerate(lines)
            )
        )
        block = self.source.document().findBlockByNumber(problem.line - 1 - first)
        if not block.isValid():
            self.source.setExtraSelections([])
            return
        cursor = QTextCursor(block)
        column = min(digits + 2 + problem.column - 1, block.length() - 1)
        cursor.setPosition(block.position() + column)
        self.source.setTextCursor(cursor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(QColor(self._theme.theirs))
        whole = QTextFormat.Property.FullWidthSelection
        selection.format.setProperty(whole, True)  # noqa: FBT003  Qt names the property first
        self.source.setExtraSelections([selection])
        self.source.centerCursor()


def headline(errors: int, warnings: int) -> str:
    """How many problems there are, in words."""
    parts = [
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return " and ".join(parts) or "No problems"
