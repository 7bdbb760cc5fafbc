"""The offer to make cards of what was pasted: which there are, and what is in each."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from deckapp.deck import Card, FollowUp
from deckapp.deck.characters import shortened, shown
from deckapp.deck.fields import Kind, specs
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.gui.widgets.lettering import lettered
from deckapp.gui.widgets.wrapping_label import WrappingLabel

_Index = QModelIndex | QPersistentModelIndex
_SUMMARY = Qt.ItemDataRole.UserRole
_TICKED, _EMPTY = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_LABELS = {"counter": "They say", "rebuttal": "We answer", "withhold": "Do not reveal"}
_MOST_SHOWN, _MOST_OF_TITLE = 2000, 200
_SMALL = 0.85
_SPACE, _BAND = 8, 4


class _Rows(QStyledItemDelegate):
    """Paints a box to tick, a title, and below it in smaller type what is in the card."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Keep the box to tick off the edge, for the painter and for clicks alike."""
        super().initStyleOption(option, index)
        option.rect = option.rect.adjusted(_SPACE, 0, 0, 0)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(80, round(option.fontMetrics.height() * (1 + _SMALL)) + 2 * _SPACE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        style = self._view.style()
        element = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box: QRect = style.subElementRect(element, row, self._view)
        painter.save()
        is_current = index == self._view.currentIndex()
        if is_current:
            painter.fillRect(option.rect, QColor(self.theme.theirs))
            band = QRect(option.rect.topLeft(), QSize(_BAND, option.rect.height()))
            painter.fillRect(band, QColor(self.theme.focus))
        text = option.rect.adjusted(box.right() - option.rect.left() + _SPACE, 0, -_SPACE, 0)
        self._draw_lines(painter, option.font, text, index)
        row.rect = box
        on = QStyle.StateFlag.State_On, QStyle.StateFlag.State_Off
        row.state = option.state | (on[0] if row.checkState is _TICKED else on[1])
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, row, painter, self._view
        )
        painter.restore()

    def _draw_lines(self, painter: QPainter, font: QFont, room: QRect, index: _Index) -> None:
        """The title in the upper half, the summary in the lower."""
        flags = Qt.TextFlag.TextSingleLine
        top = room.adjusted(0, _SPACE, 0, 0)
        for words, scale, colour in (
            (index.data(), 1.0, self.theme.ink),
            (index.data(_SUMMARY), _SMALL, self.theme.muted),
        ):
            painter.setFont(lettered(font, scale))
            painter.setPen(QColor(colour))
            metrics = painter.fontMetrics()
            line = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(top, flags, line)
            top = top.adjusted(0, metrics.height(), 0, 0)


class PasteOffer(QWidget):
    """Lists the cards that pasted matter holds, all ticked; hidden until there is an offer.

    `cards_accepted` carries the ticked ones as a tuple. After it, `text_wanted` or `dismissed`
    the offer is gone, and the keyboard is where it was.
    """

    cards_accepted = Signal(object)
    text_wanted = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: tuple[Card, ...] = ()
        self._before: QWidget | None = None
        self.setAccessibleName("Cards in what you pasted")
        self._headline = WrappingLabel()
        self.list = QListWidget()
        self.list.setAccessibleName("Cards to add")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = _Rows(theme, self.list)
        self.list.setItemDelegate(self._rows)
        self.list.currentRowChanged.connect(self._on_current_changed)
        self.list.itemChanged.connect(self._on_ticked)
        self.preview = QTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.document().setDocumentMargin(_SPACE)
        self.preview.setAccessibleName("The chosen card")
        for view in (self.list, self.preview):
            FocusRing(view)
        self.add = QPushButton()
        self.add.clicked.connect(self._on_add)
        self.as_text = QPushButton("Paste as text")
        self.as_text.clicked.connect(self._on_as_text)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self._on_cancel)
        buttons = QHBoxLayout()
        buttons.setSpacing(_SPACE)
        buttons.addStretch(1)
        for button in (self.add, self.as_text, self.cancel):
            buttons.addWidget(button)
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * _SPACE + _BAND, _SPACE + 4, 2 * _SPACE, _SPACE + 4)
        grid.setSpacing(_SPACE)
        grid.addWidget(self._headline, 0, 0, 1, 2)
        grid.addWidget(self.list, 1, 0)
        grid.addWidget(self.preview, 1, 1)
        grid.addLayout(buttons, 2, 0, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._set_fonts()
        self.set_theme(theme)
        self.setVisible(False)

    def offer(self, cards: Sequence[Card]) -> None:
        """Show cards, all of them ticked, the first chosen; there is at least one."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._cards = tuple(cards)
        text = f"What you pasted looks like {_counted(len(cards), 'card')}."
        self._headline.set_plain(text)
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        for card in self._cards:
            self.list.addItem(_item(card))
        self.list.setCurrentRow(0)
        blocker.unblock()
        self._on_current_changed(0)
        self._on_ticked()
        self.show()
        self.list.setFocus()
        announce(self, text)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; boxes to tick get a frame that is seen on dark ground, too."""
        self._theme = self._rows.theme = theme
        palette = self.list.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
        self.list.setPalette(palette)
        self._on_current_changed(self.list.currentRow())
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self._headline.setFont(lettered(self.font(), bold=True))
        for view in (self.list, self.preview):
            view.setMinimumHeight(5 * self.fontMetrics().height())
        self._on_current_changed(self.list.currentRow())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), QColor(self._theme.panel))
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            painter.fillRect(QRectF(0, 0, _BAND, self.height()), QColor(self._theme.focus))
        finally:
            painter.end()  # left to the garbage collector, a painter outlives what it paints on

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels; Return in the list adds what is ticked."""
        adds = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus()
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        elif adds and self.add.isEnabled():
            self._on_add()
        else:
            super().keyPressEvent(event)

    def _ticked(self) -> tuple[Card, ...]:
        return tuple(
            card
            for row, card in enumerate(self._cards)
            if self.list.item(row).checkState() is _TICKED
        )

    def _on_ticked(self) -> None:
        count = len(self._ticked())
        self.add.setText(f"Add {_counted(count, 'card')}" if count else "Add cards")
        self.add.setEnabled(bool(count))

    def _on_current_changed(self, row: int) -> None:
        """Show a card as labelled text, what they say on their tint."""
        self.preview.clear()
        if not 0 <= row < len(self._cards):
            return
        card, font = self._cards[row], self.font()
        cursor = self.preview.textCursor()
        cursor.insertText(_title(card), _letters(lettered(font, bold=True), self._theme.ink))
        small = _letters(lettered(font, _SMALL, bold=True), self._theme.muted)
        for label, text, is_theirs in _texts(card):
            block = QTextBlockFormat()
            if is_theirs:
                block.setBackground(QColor(self._theme.theirs))
            block.setTopMargin(_SPACE)
            cursor.insertBlock(block, small)
            cursor.insertText(label.upper(), small)
            block.setTopMargin(0)
            plain = _letters(font, self._theme.ink)
            cursor.insertBlock(block, plain)
            cursor.insertText(shortened(text, _MOST_SHOWN), plain)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.preview.setTextCursor(cursor)

    def _on_add(self) -> None:
        cards = self._ticked()
        self._leave()
        self.cards_accepted.emit(cards)

    def _on_as_text(self) -> None:
        self._leave()
        self.text_wanted.emit()

    def _on_cancel(self) -> None:
        self._leave()
        self.dismissed.emit()

    def _leave(self) -> None:
        """The offer goes: the keyboard returns to where it was, not to whatever comes next."""
        self.hide()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()


def _item(card: Card) -> QListWidgetItem:
    item = QListWidgetItem(_title(card))
    summary = ", ".join(_contents(card))
    item.setData(_SUMMARY, summary)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_title(card)}: {summary}")
    item.setFlags(_FLAGS)
    item.setCheckState(_TICKED)
    return item


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


def _title(card: Card) -> str:
    return shortened(shown(card.title), _MOST_OF_TITLE)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _contents(card: Card) -> Iterator[str]:
    """What is in a card besides its title: “position”, “2 asks”, “1 follow-up”."""
    for name, spec in specs(Card).items():
        value, label = getattr(card, name), spec.label.lower()
        if not value or name in ("id", "title"):
            continue
        if spec.kind is Kind.TEXT:
            yield label
        elif spec.kind in (Kind.TEXTS, Kind.RECORDS):
            noun = "withheld point" if name == "withhold" else label.removesuffix("s")
            yield _counted(len(value), noun)


def _texts(card: Card) -> Iterator[tuple[str, str, bool]]:
    """The texts of a card besides its title, with their labels, and whether they say it."""
    for name, spec in specs(Card).items():
        value, label = getattr(card, name), _LABELS.get(name, spec.label)
        if name == "follow_ups":
            for follow_up in card.follow_ups:
                yield specs(FollowUp)["counter"].label, follow_up.counter, True
                if follow_up.rebuttal:
                    yield _LABELS["rebuttal"], follow_up.rebuttal, False
        elif value and spec.kind is Kind.TEXT and name != "title":
            yield label, value, name == "counter"
        elif value and spec.kind is Kind.TEXTS:
            yield label, "\n".join(value), False


def _letters(font: QFont, colour: str) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(font)
    letters.setForeground(QColor(colour))
    return letters
