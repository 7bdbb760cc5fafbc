"""What the Edit screen is made of, and what its actions do."""

from collections.abc import Callable
from datetime import date
from secrets import token_hex
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from deckapp.deck import Card, Edit, Hit, Issue, cards_in
from deckapp.deck.editing.ids import ids_of
from deckapp.gui.agenda.agenda import Agenda
from deckapp.gui.agenda.model import Drop
from deckapp.gui.clipboard import sections_from_mime, sections_to_mime
from deckapp.gui.document import Document
from deckapp.gui.editor import Editor
from deckapp.gui.jobs import JobRunner
from deckapp.gui.settings import Settings
from deckapp.gui.theme import Theme, Themed
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.paths import layout_folders
from deckapp.printing import DEFAULT_LAYOUT, find_layouts

from . import outline
from .clearance_page import ClearancePage
from .compare_page import ComparePage
from .field_texts import FieldTexts
from .find_panel import FindPanel
from .history_list import HistoryList
from .screen import EditScreen
from .spelled import Spelled
from .targets import DECK, Target, number_of, numbered

if TYPE_CHECKING:
    from deckapp.deck import Deck


class EditDesk(QObject):
    """Owns the Edit screen and the panels on it; edits what the agenda has selected."""

    def __init__(
        self,
        window: QWidget,
        document: Document,
        editor: Editor,
        runner: JobRunner,
        settings: Settings,
        messages: MessageBar,
        agenda: Agenda,
        theme: Theme,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._editor = editor
        self._settings = settings
        self._messages = messages
        self._agenda = agenda
        self._runner = runner
        self._theme = theme
        self._today = today
        self._waiting: Callable[[EditDesk], None] | None = None
        self.screen = EditScreen(theme, editor, runner, today)
        self.find = FindPanel(theme)
        self.find.hit_chosen.connect(self._on_hit_chosen)
        self.find.edit_wanted.connect(self.apply)
        self.find.closed.connect(self._close_find)
        self.spelled = Spelled(self.screen, document, editor, runner, messages.show_message)
        self.texts = FieldTexts(self.screen, self.spelled, messages, theme)
        self.texts.cards_wanted.connect(self._on_cards_wanted)
        self.texts.edit_wanted.connect(self.apply)
        self.history = HistoryList()
        self.history.step_wanted.connect(editor.go_to)
        self.clearance: ClearancePage | None = None
        self.compare: ComparePage | None = None
        self.screen.panels.addWidget(self.texts.offer)
        for aside in (self.find, self.history):
            self.screen.add_aside(aside)
        self.screen.escaped.connect(self._on_escaped)
        self.screen.side.layout_chosen.connect(self._on_layout_chosen)
        self.screen.target_shown.connect(self._on_target_shown)
        agenda.card_chosen.connect(self._on_card_chosen)
        agenda.issue_chosen.connect(self._on_issue_chosen)
        agenda.dropped.connect(self._on_dropped)
        editor.edited.connect(self._on_edited)
        editor.began.connect(self._on_began)
        editor.state_changed.connect(self._show_history)

    def themed_parts(self) -> list[Themed]:
        """The parts that have colours of their own."""
        parts: list[Themed] = [self.screen, self.find, self.texts.offer]
        if self.clearance is not None:
            parts.append(self.clearance)
        if self.compare is not None:
            parts.append(self.compare)
        return parts

    # The deck

    @property
    def _deck(self) -> "Deck":
        return self._document.deck

    def open(self, number: int) -> None:
        """Begin to edit, at the card of a number."""
        path = self._document.path
        layouts, _ = find_layouts(layout_folders())
        chosen = self._settings.print_layout(path) if path else ""
        self.screen.side.set_layouts(layouts, chosen or DEFAULT_LAYOUT)
        self._show_deck()
        self.screen.show_target(numbered(self._deck, number))
        self._editor.begin()

    def card_at_hand(self) -> int | None:
        """The number of the card that is edited, from 0, or of the first one of its issue."""
        return number_of(self._deck, self.screen.target)

    def when_ready(self, do: "Callable[[EditDesk], None]") -> None:
        """Have something done here, now or as soon as the deck can be edited."""
        if self._editor.session is not None:
            do(self)
        else:
            self._waiting = do

    def give_up(self) -> None:
        """Forget what was to be done as soon as the deck can be edited: it cannot."""
        self._waiting = None

    def _on_began(self) -> None:
        self._show_deck()
        self.screen.try_again()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting(self)

    def _show_deck(self) -> None:
        """Show the deck as it is now, whatever is shown of it."""
        self.screen.set_deck(self._deck)
        self._show_pages()

    def _on_edited(self) -> None:
        self._show_pages()

    def _show_pages(self) -> None:
        """Show the deck as it is now beside the form, and on the pages in its place."""
        if not self.find.isHidden():
            self.find.set_deck(self._deck)
        if self.clearance is not None:
            self.clearance.set_deck(self._deck)
        if self.compare is not None:
            self.compare.set_deck(self._deck, self._document.path)

    def look_again(self) -> None:
        """Notice what changed on disk while other windows were used."""
        self.spelled.look_again()

    def _on_layout_chosen(self, id_: str) -> None:
        path = self._document.path
        if path is not None:
            self._settings.set_print_layout(path, id_)

    # The agenda

    def _on_target_shown(self, target: Target) -> None:
        if not self._agenda.is_outline:
            return
        number = number_of(self._deck, target)
        if target.issue is None or number is None:
            self._agenda.set_nothing_present()
        elif target.card is None:
            self._agenda.set_present_issue(target.issue)
        else:
            self._agenda.set_present(number)

    def _on_card_chosen(self, number: int) -> None:
        if self._agenda.is_outline:
            self.screen.show_target(numbered(self._deck, number))

    def _on_issue_chosen(self, number: int) -> None:
        self.screen.show_target(Target(self._deck.issues[number].id, number))

    def _on_dropped(self, drop: Drop) -> None:
        deck = self._deck
        if drop.ids:
            self._apply(outline.moving(deck, drop.ids, drop.issue, drop.row))
        else:
            after = outline.dropped_at(deck, drop.issue, drop.row)
            self._add(sections_from_mime(drop.data), after)

    # Cards and issues

    def add_card(self) -> None:
        """Add an empty card after the one at hand, and go to its title."""
        issue = self.screen.target.issue
        issues = self._deck.issues
        within = issues[-1 if issue is None else issue].id if issues else "card"
        self._add_new(Card(id=self._new_id(within)))

    def add_issue(self) -> None:
        """Add an empty issue after the one at hand, and go to its title."""
        self._add_new(Issue(id=self._new_id("issue")))

    def _add_new(self, section: Issue | Card) -> None:
        if self._add((section,), self.screen.target):
            self.screen.go_to(section.id, "title")

    def _new_id(self, stem: str) -> str:
        """An id that nothing has, nor what somebody else adds at the same time."""
        taken = ids_of(self._deck)
        while (id_ := f"{stem}-{token_hex(2)}") in taken:
            pass
        return id_

    def show_properties(self) -> None:
        """Show the deck itself and its meeting."""
        self.screen.show_target(DECK)
        self.screen.select("title")

    def duplicate(self) -> None:
        """Put copies after the cards at hand."""
        self._apply(outline.duplicating(self._deck, self._selected()))

    def delete(self) -> None:
        """Delete what is at hand; undo brings it back."""
        ids = self._selected()
        self._apply(outline.deleting(self._deck, ids))

    def cut(self) -> None:
        """Delete what is selected, and keep it for pasting."""
        self.copy()
        self.delete()

    def copy(self) -> None:
        """Keep what is selected for pasting, here or elsewhere."""
        found = outline.chosen(self._deck, self._selected())
        if found:
            QGuiApplication.clipboard().setMimeData(sections_to_mime(found))

    def paste(self) -> None:
        """Add what was cut or copied after what is at hand, or what looks like cards."""
        data = QGuiApplication.clipboard().mimeData()
        found = sections_from_mime(data)
        if found:
            self._add(found, self.screen.target)
            return
        cards = cards_in(data.text(), data.html())
        if cards:
            self.texts.offer_cards(cards)
        else:
            self._messages.show_message("There are no cards on the clipboard.")

    def move_up(self) -> None:
        """Move what is selected one place up."""
        self._apply(outline.moving_by(self._deck, self._selected(), -1))

    def move_down(self) -> None:
        """Move what is selected one place down."""
        self._apply(outline.moving_by(self._deck, self._selected(), 1))

    def _selected(self) -> list[str]:
        """What is selected in the agenda; what the form shows, if nothing is."""
        return self._agenda.selected() or [self.screen.target.id]

    def _add(self, sections: "tuple[Issue | Card, ...]", after: Target) -> bool:
        edit = outline.adding(self._deck, sections, after)
        return edit is not None and self.apply(edit)

    def apply(self, edit: Edit) -> bool:
        """Make an edit; why it cannot be made is said in the bar."""
        trouble = self._editor.apply(edit, by=self)
        if trouble:
            self._messages.show_message(trouble)
        return not trouble

    def _apply(self, edit: Edit | None) -> None:
        if edit is not None:
            self.apply(edit)

    def quick_fix(self) -> None:
        """Offer what would mend the field at hand, or else anything on this card."""
        self.texts.quick_fix()

    def _on_cards_wanted(self, cards: tuple[Card, ...]) -> None:
        self._add(cards, self.screen.target)

    # Finding

    def find_text(self) -> None:
        """Show the panel that finds and replaces."""
        wanted = self.texts.selected()
        self.screen.show_aside(self.find)
        self.find.set_deck(self._deck)
        self.find.open_with(wanted)

    def _close_find(self) -> None:
        self.screen.hide_aside(self.find)

    def _on_hit_chosen(self, hit: Hit) -> None:
        """Show a hit; the keyboard stays where hits are gone through."""
        focused = QApplication.focusWidget()
        self.screen.go_to(hit.card, hit.path, hit.start, hit.end)
        if focused is not None and self.find.isAncestorOf(focused):
            focused.setFocus()

    def _on_escaped(self) -> None:
        """Escape closes what is beside the form; without that it goes to the agenda."""
        aside = next((each for each in (self.find, self.history) if not each.isHidden()), None)
        if aside is not None:
            self.screen.hide_aside(aside)
        elif not self.screen.is_form_shown:
            self.screen.show_form()
        elif not self._agenda.isHidden():
            self._agenda.tree.setFocus()

    # Pages in the place of the form

    def show_clearance(self) -> None:
        """Show what is still to clear."""
        if self.clearance is None:
            self.clearance = ClearancePage(self._theme, self._today)
            self.clearance.edit_wanted.connect(self.apply_here)
            self.clearance.card_chosen.connect(self._on_card_to_clear)
            self.clearance.closed.connect(self.screen.show_form)
        self.clearance.set_deck(self._deck)
        self.screen.show_page(self.clearance)

    def show_compare(self) -> None:
        """Compare the deck with earlier versions and other files."""
        if self.compare is None:
            self.compare = ComparePage(self._runner, self._theme)
            self.compare.edit_wanted.connect(self.apply_here)
            self.compare.closed.connect(self.screen.show_form)
        self.compare.set_deck(self._deck, self._document.path)
        self.screen.show_page(self.compare)

    def _on_card_to_clear(self, id_: str) -> None:
        self.screen.go_to(id_)
        self.screen.setFocus()

    def apply_here(self, edit: Edit) -> None:
        """Make an edit, and stay on the page that wants it."""
        page = self.screen.pages.currentIndex()
        self.apply(edit)
        self.screen.pages.setCurrentIndex(page)

    def toggle_history(self) -> None:
        """Show the list of steps, or hide it."""
        if self.history.isVisible():
            self.screen.hide_aside(self.history)
        else:
            self.screen.show_aside(self.history)
            self._show_history()
            self.history.setFocus()

    def _show_history(self) -> None:
        session = self._editor.session
        if session is not None and not self.history.isHidden():
            self.history.set_history(session.history)
