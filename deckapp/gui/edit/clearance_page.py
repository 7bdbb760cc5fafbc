"""What is still to clear: all cards with their clearance, to tick and mark as cleared."""

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QSignalBlocker, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Card, Cleared, Deck, Issue, MarkCleared
from deckapp.deck.characters import shortened, shown
from deckapp.deck.fields import specs
from deckapp.deck.values import BadValueError, parse
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.date_field import DateField
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import frame, lettered
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .clearance_table import ClearanceTable
from .standing import Entry, entry_of

_AT_ONCE = 200
"""Cards that are looked at before the window has its turn: a fingerprint takes a while."""
_MOST_CHARACTERS = 400
_ALL = 1
"""The index of "All"."""


class ClearancePage(QWidget):
    """Lists a deck's cards and marks those that are ticked as cleared: `edit_wanted`.

    Nothing is looked at before the page is shown. `card_chosen` has the id of a card to go to.
    """

    edit_wanted = Signal(object)
    card_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._deck: Deck | None = None
        self._entries: list[Entry] = []
        self._known: dict[int, Entry] = {}
        self._offices: list[str] = []
        self._waiting: list[tuple[Issue, Card]] = []
        self._offered = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_at_some)
        self._title = QLabel("Clearance")
        self.close_button = QPushButton("Close")
        self.close_button.setAccessibleName("Close the list of clearances")
        self.close_button.clicked.connect(self.closed)
        self._summary = WrappingLabel()
        self.which = _combo("Which cards")
        self.which.addItems(["Still to clear", "All"])
        self.office = _combo("Office that drafted or cleared them")
        self.office.addItem("All offices", "")
        self.table = ClearanceTable(theme)
        self.table.card_chosen.connect(self.card_chosen)
        self.table.cards.ticks_changed.connect(self._tell_what_to_do)
        self.table.selectionModel().currentChanged.connect(self._tell_of_present)
        self._whole = WrappingLabel()
        self.by = QLineEdit()
        self.by.setAccessibleName("Cleared by")
        self._suggestions = QStringListModel(self)
        popup = QListView()
        popup.setAccessibleName("Offices of this deck")
        completer = QCompleter(self._suggestions, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setPopup(popup)
        self.by.setCompleter(completer)
        self.on = DateField(today=today)
        self.on.setAccessibleName("Cleared on")
        self.mark = QPushButton()
        self._hint = WrappingLabel()
        for box in (self.which, self.office):
            box.currentIndexChanged.connect(self._list)
        self.by.textChanged.connect(self._tell_what_to_do)
        self.on.changed.connect(self._tell_what_to_do)
        self.mark.clicked.connect(self._on_mark)
        self._lay_out()
        self.set_theme(theme)
        self._tell_what_to_do()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        filters, foot = QWidget(), QWidget()
        filter_row, foot_row = FlowLayout(filters), FlowLayout(foot)
        for box in (self.which, self.office):
            filter_row.addWidget(box)
        for words, field in (("Cleared by", self.by), ("on", self.on)):
            foot_row.addWidget(_labelled(words, field))
        foot_row.addWidget(self.mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addWidget(filters)
        column.addWidget(self.table, 1)
        for widget in (self._whole, foot, self._hint):
            column.addWidget(widget)
        self._set_fonts()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.table.set_theme(theme)
        for box in (self.which, self.office, self.by, self.on):
            frame(box, theme)

    def summary(self) -> str:
        """How much there is to clear, in a sentence."""
        return self._summary.plain()

    # What there is to clear

    def set_deck(self, deck: Deck) -> None:
        """Show another deck, or the same after an edit; ticks and place are kept."""
        self._deck = deck
        if self.isVisible():
            self._look()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        today = self._today().isoformat()
        if self.on.value() == self._offered:
            self.on.set_value(today)
        self._offered = today
        self._look()

    def _look(self) -> None:
        """Look at the cards that are new or changed, if they are many a few at a time."""
        self._waiting = []
        for issue, card in self._deck.cards() if self._deck else ():
            known = self._known.get(id(card))
            if known is None or known.issue is not issue:
                if card.clearance.cleared:
                    self._waiting.append((issue, card))
                else:
                    self._known[id(card)] = entry_of(issue, card)
        self._look_at_some()

    def _look_at_some(self) -> None:
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for issue, card in some:
            self._known[id(card)] = entry_of(issue, card)
        if self._waiting:
            self._summary.set_plain("Looking at the cards…")
            self._timer.start(0)
            return
        cards = self._deck.cards() if self._deck else ()
        self._entries = [self._known[id(card)] for _, card in cards]
        self._known = {id(entry.card): entry for entry in self._entries}
        self._offer_offices()
        self._list()

    def _offer_offices(self) -> None:
        names = sorted(set().union(*(entry.offices for entry in self._entries)))
        if names == self._offices:
            return
        self._offices = names
        self._suggestions.setStringList(names)
        present, blocker = self.office.currentData(), QSignalBlocker(self.office)
        self.office.clear()
        self.office.addItem("All offices", "")
        for name in names:
            self.office.addItem(shown(shortened(name)), name)
        self.office.setCurrentIndex(max(0, self.office.findData(present)))
        blocker.unblock()

    def _list(self) -> None:
        """List the cards that the filters let through."""
        office, is_all = self.office.currentData(), self.which.currentIndex() == _ALL
        listed = [
            entry
            for entry in self._entries
            if (is_all or entry.is_to_clear) and (not office or office in entry.offices)
        ]
        self.table.set_entries(listed)
        left = sum(entry.is_to_clear for entry in self._entries)
        none = " None of them is of this office." if left and not listed else ""
        self._summary.set_plain(_in_words(left, len(self._entries)) + none)
        self._tell_of_present()

    def _tell_of_present(self) -> None:
        """Everything about the card that the keyboard is at: columns may be too narrow for it."""
        entry = self.table.present()
        text = f"{entry.card.title} ({entry.issue.title}): {entry.words}." if entry else ""
        self._whole.set_plain(shown(shortened(text, _MOST_CHARACTERS)))

    # Marking as cleared

    def _tell_what_to_do(self) -> None:
        """What is missing before cards can be marked."""
        count = len(self.table.cards.ticked())
        missing = self._missing(count)
        cards = "1 card" if count == 1 else f"{count or ''} cards".strip()
        self.mark.setText(f"Mark {cards} as cleared")
        self.mark.setEnabled(not missing)
        self._hint.set_plain(missing)

    def _missing(self, count: int) -> str:
        if not count:
            return "Tick the cards that were cleared: Space ticks a card, Ctrl+A all of them."
        if not self.by.text().strip():
            return "Say who cleared them."
        try:
            self._day()
        except BadValueError as error:
            return f"{error} {error.hint}"
        return ""

    def _day(self) -> date:
        """The day that is written; raises BadValueError."""
        return cast(date, parse(specs(Cleared)["on"], self.on.value()))

    def _on_mark(self) -> None:
        before = self._deck
        cards, by = self.table.cards.ticked(), self.by.text().strip()
        self.edit_wanted.emit(MarkCleared(cards, by, self._day()))
        if self._deck is not before:
            self.table.cards.untick_all()
        self.table.setFocus()

    # Keys and looks

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to the cards: a focus proxy would have Tab pass by what is above."""
        self.table.setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self._title.setFont(lettered(self.font(), bold=True))
        self.by.setMinimumWidth(18 * self.fontMetrics().averageCharWidth())


def _in_words(left: int, total: int) -> str:
    if not total:
        return "This deck has no cards yet. Those you add are listed here until they are cleared."
    if not left:
        return "Every card is cleared."
    return f"{left:,} of {total:,} cards {'is' if left == 1 else 'are'} still to clear."


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(_BY_LENGTH)
    combo.setMinimumContentsLength(14)
    return combo


def _labelled(words: str, field: QWidget) -> QWidget:
    """A field with its label before it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 4, 0)
    row.addWidget(QLabel(words))
    row.addWidget(field)
    return both


_BY_LENGTH = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
