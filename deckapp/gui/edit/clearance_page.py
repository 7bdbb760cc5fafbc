"""What is still to clear: all cards with their clearance, to tick and mark as cleared."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
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
from deckapp.gui.widgets.lettering import lettered
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .clearance_table import ClearanceTable
from .standing import Entry, entry_of

_AT_ONCE = 200
"""Cards that are looked at before the window has its turn: a fingerprint takes a while."""


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
        self._entries: dict[int, Entry] = {}
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
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._whole = WrappingLabel()
        self.by = _office_box()
        self.on = DateField(today=today)
        self.on.setAccessibleName("Cleared on")
        self.mark = QPushButton()
        self._hint = WrappingLabel()
        for box in (self.which, self.office):
            box.currentIndexChanged.connect(self._list)
        self.by.textEdited.connect(self._tell_what_to_do)
        self.on.changed.connect(self._tell_what_to_do)
        self.mark.clicked.connect(self._on_mark)
        self._lay_out()
        self._tell_what_to_do()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        filters = QHBoxLayout()
        filters.addWidget(self.which)
        filters.addWidget(self.office)
        filters.addStretch(1)
