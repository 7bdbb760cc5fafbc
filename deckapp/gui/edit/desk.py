"""What the Edit screen is made of, and what its actions do."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from deckapp.deck import Card, Edit, Hit, Issue, cards_in
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
from deckapp.printing import find_layouts

from . import outline
from .clearance_page import ClearancePage
from .compare_page import ComparePage
from .field_texts import FieldTexts
from .find_panel import FindPanel
from .history_list import HistoryList
from .screen import EditScreen
from .spelled import Spelled
from .targets import DECK, Target, numbered

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
        self._wanted = self._waiting = ""
        self.screen = EditScreen(theme, editor, runner, today)
        self.find = FindPanel(theme)
        self.find.hide()
        self.find.hit_chosen.connect(self._on_hit_chosen)
        self.find.edit_wanted.connect(self.apply)
        self.find.closed.connect(self._close_find)
        self.spelled = Spelled(self.screen, document, editor, runner, messages.show_message)
        self.texts = FieldTexts(self.screen, self.spelled, messages, theme)
        self.texts.cards_wanted.connect(self._on_cards_wanted)
        self.texts.edit_wanted.connect(self.apply)
        self.history = HistoryList()
        self.history.hide()
        self.history.step_wanted.connect(editor.go_to)
        self.clearance: ClearancePage | None = None
        self.compare: ComparePage | None = None
        self.screen.panels.addWidget(self.texts.offer)
        self.screen.panels.addWidget(self.find)
        self.screen.add_aside(self.history)
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

    def open(self, id_: str) -> None:
        """Begin to edit, at a card."""
        path = self._document.path
        layouts, _ = find_layouts(layout_folders())
        chosen = self._settings.print_layout(path) if path else ""
        self.screen.side.set_layouts(layouts, chosen or "index-3x5")
        self._wanted = id_
        self._editor.begin()

    def when_ready(self, name: str) -> None:
        """Call a method of this desk, now or as soon as the deck can be edited."""
        if self._editor.session is not None:
            getattr(self, name)()
        else:
            self._waiting = name

    def _on_began(self) -> None:
        self.screen.set_deck(self._deck)
        if self._wanted:
            self.screen.go_to(self._wanted)
        waiting, self._wanted, self._waiting = self._waiting, "", ""
        if waiting:
            getattr(self, waiting)()

    def _on_edited(self) -> None:
        if not self.find.isHidden():
            self.find.set_deck(self._deck)
        self._show_pages()

    def _show_pages(self) -> None:
        """Show the deck as it is now on the pages beside the form."""
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
        if not self._agenda.is_outline or target.issue is None:
            return
        if target.card is None:
            self._agenda.set_present_issue(target.issue)
        else:
            issues = self._deck.issues[: target.issue]
            self._agenda.set_present(sum(len(issue.cards) for issue in issues) + target.card)

    def _on_card_chosen(self, number: int) -> None:
        if self._agenda.is_outline:
            self.screen.show_target(numbered(self._deck, number))

    def _on_issue_chosen(self, number: int) -> None:
        self.screen.show_target(Target(self._deck.issues[number].id, number))

    def _on_dropped(self, drop: Drop) -> None:
        deck = self._deck
        if not drop.ids:
            self._add(sections_from_mime(drop.data), self._place_of(drop))
        elif drop.issue is None:
            self._apply(outline.moving_issues(deck, drop.ids, drop.row))
        else:
            self._apply(outline.moving_cards(deck, drop.ids, drop.issue, drop.row))

    def _place_of(self, drop: Drop) -> Target:
        """What the things that were dropped come after."""
        deck = self._deck
        if drop.issue is None:
            at = len(deck.issues) if drop.row < 0 else drop.row
            return Target(deck.issues[at - 1].id, at - 1) if at else DECK
        issue = deck.issues[drop.issue]
        at = len(issue.cards) if drop.row < 0 else drop.row
        return Target(issue.id, drop.issue, at - 1)

    # Cards and issues

    def add_card(self) -> None:
        """Add an empty card after the one at hand, and go to its title."""
        self._add((Card(),), self.screen.target)
        self.screen.select("title")

    def add_issue(self) -> None:
        """Add an empty issue after the one at hand, and go to its title."""
        self._add((Issue(),), self.screen.target)
        self.screen.select("title")

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
        ids = set(self._selected())
        found: list[Issue | Card] = []
        for issue in self._deck.issues:
            if issue.id in ids:
                found.append(issue)
            else:
                found += [card for card in issue.cards if card.id in ids]
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

    def _add(self, sections: "tuple[Issue | Card, ...]", after: Target) -> None:
        self._apply(outline.adding(self._deck, sections, after))

    def apply(self, edit: Edit) -> None:
        """Make an edit; why it cannot be made is said in the bar."""
        trouble = self._editor.apply(edit, by=self)
        if trouble:
            self._messages.show_message(trouble)

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
        self.find.set_deck(self._deck)
        self.find.show()
        self.find.open_with(self.texts.selected())

    def _close_find(self) -> None:
        self.find.hide()
        self.screen.setFocus()

    def _on_hit_chosen(self, hit: Hit) -> None:
        self.screen.go_to(hit.card, hit.path, hit.start, hit.end)

    # Pages in the place of the form

    def show_clearance(self) -> None:
        """Show what is still to clear."""
        if self.clearance is None:
            self.clearance = ClearancePage(self._theme, self._today)
            self.clearance.edit_wanted.connect(self.apply_here)
            self.clearance.card_chosen.connect(self.screen.go_to)
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

    def apply_here(self, edit: Edit) -> None:
        """Make an edit, and stay on the page that wants it."""
        page = self.screen.pages.currentIndex()
        self.apply(edit)
        self.screen.pages.setCurrentIndex(page)
        self._show_pages()

    def toggle_history(self) -> None:
        """Show the list of steps, or hide it."""
        self.history.setHidden(not self.history.isHidden())
        self._show_history()
        (self.history if not self.history.isHidden() else self.screen).setFocus()

    def _show_history(self) -> None:
        session = self._editor.session
        if session is not None and not self.history.isHidden():
            self.history.set_history(session.history)
