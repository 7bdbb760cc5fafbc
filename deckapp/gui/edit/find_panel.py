"""Find and replace across the deck: every hit in a list, and what it would become."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Card, Deck, Edit, EditError, ReplaceText, Search, replacement_of
from deckapp.deck.fields import specs
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.gui.widgets.lettering import frame_colour, tint
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .hit_search import MOST_HITS, Found, HitSearch
from .hits_delegate import HitsDelegate
from .hits_model import HitsModel, count_of

_PAUSE = 150
"""Milliseconds after a change of the deck, for whoever types the next letter."""
_ONE_BY_ONE = ("title", "position", "counter", "rebuttal", "notes")
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_F3, *_RETURNS)


class FindPanel(QWidget):
    """Finds a text in the cards.

    `hit_chosen` brings a Hit to show, `edit_wanted` an Edit to make, `closed` that it is done with.
    """

    hit_chosen = Signal(object)
    edit_wanted = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deck = Deck()
        self._found = Found((), is_more=False)
        self._then: Callable[[], None] | None = None
        self._is_listing = False
        self._resume = -1  # the row before which hits were seen, where the one shown is gone
        self._searching = HitSearch(self)
        self._searching.found.connect(self._on_found)
        self.close_button = _button("Close", "Close find and replace", self.closed)
        self.find_box = _Box("Find")
        self.find_box.setClearButtonEnabled(True)
        self.find_box.textChanged.connect(self._on_search_changed)
        self.replace_box = _Box("Replace with")
        self.replace_box.setPlaceholderText("Nothing: hits are removed")
        self.fields = QComboBox()
        self.fields.setAccessibleName("Fields to search")
        for label, names in field_choices():
            self.fields.addItem(label, names)
        self.fields.currentIndexChanged.connect(self._on_search_changed)
        self.words = QCheckBox("Whole words")
        self.case = QCheckBox("Match case")
        for box in (self.words, self.case):
            box.toggled.connect(self._on_search_changed)
        self.all = QCheckBox("Tick all")
        self.all.setAccessibleName("Tick all hits")
        self.all.clicked.connect(self._on_all_clicked)
        self.status = WrappingLabel()
        self.previous = _button("Previous", "Previous hit (Shift+F3)", self.previous_hit)
        self.next = _button("Next", "Next hit (F3)", self.next_hit)
        self.model = HitsModel(self)
        self.model.ticks_changed.connect(self._on_ticks_changed)
        self.replace_box.textChanged.connect(self.model.set_replacement)
        self.list = _HitsList(self.model)
        self._delegate = HitsDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.activated.connect(self._on_current_changed)
        self.replace_ticked = _button("Replace ticked", "", self._on_replace_ticked)
        self.replace_all = _button("Replace all", "", self._on_replace_all)
        self._lay_out()
        self.set_theme(theme)
        self._show_found()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(6)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("Find", self.find_box)
        form.addRow("Replace with", self.replace_box)
        counted = QHBoxLayout()
        counted.addWidget(self.status, 1)
        counted.addWidget(self.previous)
        counted.addWidget(self.next)
        column.addLayout(form)
        column.addWidget(_row(self.fields, self.words, self.case))
        column.addLayout(counted)
        column.addWidget(self.list, 1)
        column.addWidget(_row(self.all, self.replace_ticked, self.replace_all, self.close_button))
        self.setTabOrder(self.list, self.all)

    # From outside

    def set_deck(self, deck: Deck) -> None:
        """Search another deck, or the same after an edit."""
        self._deck = deck
        if self.isVisible():
            self._search(_PAUSE)

    def open_with(self, text: str = "") -> None:
        """Look for a text (the first line of a selection, say), or for the same as before."""
        lines = text.splitlines()
        if lines and lines[0]:
            self.find_box.setText(lines[0])
        self.show()
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours; boxes to tick get a frame that is seen on dark ground, too."""
        self._delegate.theme = theme
        tint(self.status, theme.muted)
        for box in (self.words, self.case, self.all):
            palette = box.palette()
            palette.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
            box.setPalette(palette)
        for field in (self.find_box, self.replace_box, self.fields):
            palette = field.palette()
            palette.setColor(QPalette.ColorRole.Window, frame_colour(theme))
            field.setPalette(palette)
        self.list.viewport().update()

    def next_hit(self) -> None:
        """Go to the next hit, from the last to the first."""
        self._when_found(partial(self._go, 1))

    def previous_hit(self) -> None:
        """Go to the hit before, from the first to the last."""
        self._when_found(partial(self._go, -1))

    # Searching

    def search(self) -> Search:
        """What is looked for."""
        fields = tuple(self.fields.currentData() or ())
        return Search(self.find_box.text(), fields, self.case.isChecked(), self.words.isChecked())

    def _search(self, delay: int = 0) -> None:
        self._searching.start(self._deck, self.search(), delay)

    def _when_found(self, then: Callable[[], None]) -> None:
        """Do something with the hits, which are first looked for where the deck has changed."""
        if self._searching.is_running:
            self._then = then
        else:
            then()

    def _on_search_changed(self) -> None:
        self.model.forget_ticks()
        self._then = None
        self._resume = -1
        self._search()

    def _on_found(self, found: Found) -> None:
        self._found = found
        current = self.list.currentIndex()
        key = self.model.key(current.row()) if current.isValid() else None
        if key is not None:
            self._resume = current.row() - 1
        self._is_listing = True
        self.model.set_hits(found.hits)
        row = self.model.row_of(key)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row))
        self._is_listing = False
        self._show_found()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show_found(self) -> None:
        """Say how much was found, where that is news."""
        text = _said(self._found) if self.find_box.text() else "Type what to look for."
        if text != self.status.plain():
            self._say(text)
        count = len(self._found.hits)
        number = f" {count:,}" if count and not self._found.is_more else ""
        self.replace_all.setText(f"Replace all{number}")
        for button in (self.replace_all, self.previous, self.next, self.all):
            button.setEnabled(count > 0)

    def _say(self, text: str) -> None:
        self.status.set_plain(text)
        announce(self, text)

    # Going from hit to hit

    def _go(self, step: int) -> None:
        at = self.list.currentIndex().row()
        if at < 0:
            at = self._resume if step > 0 else self._resume + 1
        row = self.model.next_row(at, step)
        if row is not None:
            index = self.model.index(row)
            if index == self.list.currentIndex():
                self._on_current_changed(index)
            self.list.setCurrentIndex(index)

    def _on_current_changed(self, index: QModelIndex) -> None:
        hit = self.model.hit(index.row()) if index.isValid() else None
        if hit is not None and not self._is_listing:
            self.hit_chosen.emit(hit)

    # Replacing

    def _on_all_clicked(self) -> None:
        self.model.tick_all(ticked=self.all.checkState() is not Qt.CheckState.Unchecked)

    def _on_ticks_changed(self) -> None:
        ticked, every = len(self.model.ticked()), len(self._found.hits)
        some = Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked
        self.all.setCheckState(Qt.CheckState.Checked if ticked == every and every else some)
        self.replace_ticked.setEnabled(ticked > 0)

    def _on_replace_ticked(self) -> None:
        self._when_found(self._replace_ticked)

    def _replace_ticked(self) -> None:
        ticked = self.model.ticked()
        if ticked and len(ticked) == len(self._found.hits) and not self._found.is_more:
            self.edit_wanted.emit(self._replacing_all())
        elif ticked:
            try:
                edit = replacement_of(self._deck, ticked, self.replace_box.text())
            except EditError as error:
                self._say(str(error))
            else:
                self.edit_wanted.emit(edit)

    def _on_replace_all(self) -> None:
        self.edit_wanted.emit(self._replacing_all())

    def _replacing_all(self) -> Edit:
        wanted = self.search()
        new = self.replace_box.text()
        return ReplaceText(wanted.find, new, wanted.fields, wanted.case, wanted.words)

    # Qt's events

    @override
    def event(self, event: QEvent) -> bool:
        # The keys are the panel's own while it has the keyboard, whatever they do in the window.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_box = self.find_box.hasFocus() or self.replace_box.hasFocus()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_F3 or (event.key() in _RETURNS and in_box):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_hit if back else self.next_hit)()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._search()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._searching.stop()
        self._then = None


class _Box(QLineEdit):
    """A box that leaves Return to the panel."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURNS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _HitsList(QListView):
    """A list of rows of one height; it leaves F3 and Escape to the panel."""

    def __init__(self, model: HitsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Hits")
        self.setAccessibleDescription("Return shows the card. Space ticks a hit.")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        FocusRing(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F3, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


def field_choices() -> Sequence[tuple[str, tuple[str, ...]]]:
    """The fields that can be searched by themselves, in words."""
    known = specs(Card)
    ours = tuple(name for name, spec in known.items() if spec.ours)
    singly = [(known[name].label, (name,)) for name in _ONE_BY_ONE]
    counter = known["counter"].label
    both = [
        (label, (*names, "counter_in") if label == counter else names) for label, names in singly
    ]
    return [("All fields", ()), ("Spoken text", ours), *both]


def _said(found: Found) -> str:
    """How much was found, in words."""
    if found.is_more:
        return f"More than {MOST_HITS:,} hits: the first of them are listed."
    if not found.hits:
        return "No card has this text."
    cards = len({(hit.card, hit.title) for hit in found.hits})
    return f"{count_of(len(found.hits), 'hit')} in {count_of(cards, 'card')}"


def _button(text: str, description: str, do: Callable[[], None] | SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleDescription(description)
    button.clicked.connect(do)
    return button


def _row(*widgets: QWidget) -> QWidget:
    """Widgets side by side, in several rows where there is little room."""
    row = QWidget()
    flow = FlowLayout(row)
    for widget in widgets:
        flow.addWidget(widget)
    return row
