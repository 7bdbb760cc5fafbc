"""The agenda: what meeting it is, a filter over all text, and the tree of issues and cards."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from deckapp.deck import Deck, Meeting
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import frame, lettered, tint
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .delegate import AgendaDelegate
from .model import AgendaFilter, AgendaModel
from .standing import Standing
from .texts import CardTexts
from .tree import AgendaTree

_MOST_EXPANDED = 500


class Agenda(QWidget):
    """Shows a deck's issues and cards; says which card was chosen.

    As an outline, issues are chosen, too, several rows can be selected, and `dropped` carries the
    Drop of what was dragged.
    """

    card_chosen = Signal(int)
    issue_chosen = Signal(int)
    card_entered = Signal()
    dropped = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deck = Deck()
        self._texts = CardTexts()
        self._present = 0
        self._filtering = False
        self._title = WrappingLabel()
        self._meeting = WrappingLabel()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter cards")
        self.filter.setAccessibleName("Filter cards by any word in them")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.returnPressed.connect(self._on_filter_entered)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escaped)
        self._model = AgendaModel(self)
        self._model.dropped.connect(self.dropped)
        self._shown = AgendaFilter(self._model, self)
        self.tree = AgendaTree()
        self.tree.setAccessibleName("Agenda: issues and cards")
        self.tree.setModel(self._shown)
        self._delegate = AgendaDelegate(theme, self.tree)
        self.tree.setItemDelegate(self._delegate)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.tree.clicked.connect(self._on_clicked)
        self.tree.entered_card.connect(self.card_entered)
        self._nothing = QLabel("No card has these words.")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 0, 8)
        layout.setSpacing(8)
        for widget in (self._title, self._meeting, self.filter):
            layout.addWidget(widget)
        layout.addWidget(self._nothing)
        layout.addWidget(self.tree, 1)
        self._set_fonts()
        self.set_theme(theme)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self._title.setFont(lettered(self.font(), 1.2, bold=True))

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._delegate.theme = theme
        for label in (self._meeting, self._nothing):
            tint(label, theme.muted)
        tint(self._title, theme.ink)
        frame(self.filter, theme)
        self.tree.viewport().update()

    def set_deck(self, deck: Deck) -> None:
        """Show another deck; the filter stays."""
        self._deck = deck
        self._show_meeting()
        self._model.set_deck(deck)
        self._apply_filter()

    def edit_deck(self, deck: Deck) -> None:
        """Show the deck as it was edited: what is open, selected and in view stays so.

        So does what the filter shows, and what is new is shown, too.
        """
        self._deck = deck
        self._show_meeting()
        if not self._model.update_deck(deck):
            self._rearrange(deck)

    def _show_meeting(self) -> None:
        self._title.set_plain(self._deck.title or "Untitled deck")
        self._meeting.set_plain(_meeting_line(self._deck.meeting))
        self._meeting.setVisible(bool(self._meeting.plain()))

    def _rearrange(self, deck: Deck) -> None:
        """Show a deck that has other issues and cards, or has them in another order."""
        self._filtering = True
        standing = Standing(self.tree, self._model, self._shown)
        shown = self._shown.shown
        before = [] if shown is None else self._model.card_ids()
        self._model.set_deck(deck)
        if shown is not None:
            hidden = {id_ for number, id_ in enumerate(before) if number not in shown}
            left = [n for n, id_ in enumerate(self._model.card_ids()) if id_ not in hidden]
            self._shown.set_shown(left)
            self._nothing.setVisible(not left)
        standing.restore()
        self._filtering = False
        self._present = self._number_at(self.tree.currentIndex())

    def _number_at(self, index: QModelIndex) -> int:
        """The card at an index of the tree; -1 if there is an issue, or nothing."""
        source = self._shown.mapToSource(index)
        number = self._model.card_number(source) if source.parent().isValid() else None
        return -1 if number is None else number

    @property
    def is_outline(self) -> bool:
        """Whether issues and cards can be chosen to be edited."""
        return self._model.is_outline

    def set_outline(self, outline: bool) -> None:  # noqa: FBT001  what it is, not how
        """Be an outline to edit, or an agenda to go by."""
        self._model.is_outline = outline
        self.tree.set_outline(outline)
        self.tree.select_only_current()

    def selected(self) -> list[str]:
        """The ids of the issues and cards that are selected, in agenda order."""
        rows = map(self._shown.mapToSource, self.tree.selectionModel().selectedIndexes())
        return [self._model.id_at(index) for index in sorted(rows, key=_agenda_order)]

    def set_present_issue(self, number: int) -> None:
        """Select an issue, by its place in the agenda, from 0."""
        self._present = -1
        self._select(self._model.index(number, 0))

    def set_nothing_present(self) -> None:
        """Select neither card nor issue."""
        self._present = -1
        self._select(QModelIndex())

    def set_texts(self, texts: Sequence[str], deck: Deck) -> None:
        """Give the texts of a deck to filter by, one per card, as `searchable_texts` makes them."""
        self._texts.set(texts, deck)

    def set_present(self, card: int) -> None:
        """Select the card that the screen shows."""
        self._present = card
        self._select(self._model.index_of_card(card))

    def _select(self, source: QModelIndex) -> None:
        """Make a row the current one; several that are selected stay so if it is already."""
        index = self._shown.mapFromSource(source)
        was_filtering, self._filtering = self._filtering, True
        if not index.isValid():
            self.tree.selectionModel().clear()
        elif index != self.tree.currentIndex():
            self.tree.make_current(index)
        self._filtering = was_filtering

    def _apply_filter(self) -> None:
        # When its row goes, Qt makes another one current; the card shown stays all the same.
        self._filtering = True
        self._show_hits(self.filter.text().strip())
        self._filtering = False
        self.set_present(self._present)

    def _show_hits(self, query: str) -> None:
        if not query:
            self._shown.set_shown(None)
            self._nothing.hide()
        else:
            found = self._texts.found(self._deck, query)
            self._shown.set_shown(found)
            self._nothing.setVisible(not found)
        if query or sum(len(issue.cards) for issue in self._deck.issues) <= _MOST_EXPANDED:
            self.tree.expandAll()

    def _on_filter_changed(self) -> None:
        self._apply_filter()

    def _on_filter_entered(self) -> None:
        """Return in the filter goes to the first card found."""
        issue = self._shown.index(0, 0)
        if issue.isValid():
            self.tree.make_current(self._shown.index(0, 0, issue))
            self.tree.setFocus()

    def _on_escaped(self) -> None:
        """Escape gives up the search and goes back to the card."""
        self.filter.clear()
        self.card_entered.emit()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if not self._filtering:
            self._choose(current)

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click goes to what is current already: something else may stand in the form's place."""
        if self.is_outline:
            self._present = -1
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        source = self._shown.mapToSource(index)
        if self.is_outline and source.isValid() and not source.parent().isValid():
            self._present = -1
            self.issue_chosen.emit(source.row())
            return
        card = self._model.card_number(source)
        if card is not None and card != self._present:
            self._present = card
            self.card_chosen.emit(card)


def _meeting_line(meeting: Meeting) -> str:
    when = f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else ""
    minutes = f"{meeting.minutes} minutes" if meeting.minutes else ""
    parts = (meeting.counterpart, meeting.place, when, minutes)
    return " · ".join(part for part in parts if part)


def _agenda_order(index: QModelIndex) -> tuple[int, int]:
    parent = index.parent()
    return (parent.row(), index.row()) if parent.isValid() else (index.row(), -1)
