"""The screens of the window: going from one to the other, and keeping up with each other."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from deckapp.deck import Card, Deck, EditError, Issue, Problem, SaveError, create_deck
from deckapp.paths import layout_folders, printer_folder, review_folder

from .actions import ACTIONS
from .agenda.agenda import Agenda
from .editor import Edited, Editor
from .own_copy import proposed
from .saving import DeckSaving
from .widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from .edit.desk import EditDesk
    from .edit.new_deck import NewDeckPage
    from .go_to import GoTo
    from .main_window import MainWindow
    from .print.desk import PrintDesk
    from .rehearse.desk import RehearsalDesk, Way


_TOOLS = ("add_card", "undo", "redo", "find_text", "save_deck")
"""The actions that the Edit screen has buttons for."""


_UNDER_WAY = {
    place: frozenset(spec.id for spec in ACTIONS if place in spec.on.split())
    for place in ("drill", "board", "run")
}
"""The actions that there are while something is rehearsed, by where that is."""


class Screens(QObject):
    """Builds the screens besides the cards when they are first asked for, and shows them.

    Beside the Edit screen the agenda is an outline. The other screens catch up with edits when
    they are shown.
    """

    def __init__(
        self,
        window: "MainWindow",
        editor: Editor,
        agenda: Agenda,
        messages: MessageBar,
        saving: DeckSaving,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = window.document
        self._editor = editor
        self._agenda = agenda
        self._messages = messages
        self._saving = saving
        self._edits_next = False
        self._is_stale = False
        self._actions: Mapping[str, QAction] = {}
        self.problems: tuple[Problem, ...] = ()
        self.print: PrintDesk | None = None
        self.edit: EditDesk | None = None
        self.rehearsal: RehearsalDesk | None = None
        self.new: NewDeckPage | None = None
        self.finder: GoTo | None = None
        self._before: QWidget | None = None
        window.screens.currentChanged.connect(self._on_screen_changed)
        window.rehearse.card_shown.connect(self._on_card_shown)
        editor.edited.connect(self._on_edited)
        editor.failed.connect(self._on_failed)
        agenda.card_chosen.connect(self._on_card_chosen)
        agenda.card_entered.connect(self._on_card_entered)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions of the window."""
        self._actions = actions
        self._enable_only(frozenset())

    # Going there

    def go_rehearse(self) -> None:
        """Show the Rehearse screen."""
        self._catch_up()
        if not self._window.rehearse.has_cards():
            self._messages.show_message(
                "There is no card to rehearse. Write one first, or open a deck that has some."
            )
            return
        screens, cards = self._window.screens, self._window.rehearse
        present: QWidget | None = screens.currentWidget()
        is_rehearsing = present is cards or self._way() is not None
        if self.rehearsal is not None and not is_rehearsing and self.rehearsal.go_on():
            return
        screens.setCurrentWidget(cards)
        cards.setFocus()

    def go_edit(self) -> None:
        """Show the Edit screen."""
        if self._document.source is None:
            self._messages.show_message("There is no deck to edit. Open one first.")
            return
        if self._document.source.is_newer:
            self._messages.show_message(self._document.source.why_read_only)
            return
        desk = self.edit_desk()
        if self._window.screens.currentWidget() is not desk.screen:
            self._window.screens.setCurrentWidget(desk.screen)
            desk.open(self._window.rehearse.place.card)
        desk.screen.setFocus()

    def edit_with(self, do: "Callable[[EditDesk], None]") -> None:
        """Do something on the Edit screen, going there first, as soon as the deck can be edited."""
        if not self._agenda.is_outline:
            self.go_edit()
        if self.edit is not None and self._agenda.is_outline:
            self.edit.when_ready(do)

    def go_print(self) -> None:
        """Show the Print screen."""
        if self._document.source is None or not any(self._document.deck.cards()):
            self._messages.show_message("There is no card to print. Open a deck that has some.")
            return
        desk = self.print_desk()
        desk.set_deck(self._document.as_edited(), self.problems)
        self._window.screens.setCurrentWidget(desk.screen)
        desk.screen.refresh()
        desk.screen.setFocus()

    def go_new(self) -> None:
        """Show the page that asks for what a new deck begins with."""
        if self.new is None:
            from .edit.new_deck import NewDeckPage

            self.new = NewDeckPage(self._window.theme)
            self.new.wanted.connect(self._create)
            self.new.dismissed.connect(self._leave_new)
            self._window.screens.addWidget(self.new)
            self.new.setFont(self._agenda.font())
        screens, deck = self._window.screens, self._document.deck
        if screens.currentWidget() is not self.new:
            self._before = screens.currentWidget()
            self.new.clear(principal=deck.meeting.principal, marking=deck.marking)
        screens.setCurrentWidget(self.new)
        self.new.setFocus()

    def _leave_new(self) -> None:
        if self._before is not None:
            self._window.screens.setCurrentWidget(self._before)
            self._before.setFocus()

    def _create(self, deck: Deck) -> None:
        """Ask for a file, write the deck into it, and go on with it on the Edit screen."""
        path = self._document.path
        name = re.sub(r"[^\w-]+", "-", deck.title.lower()).strip("-") or "deck"
        suggested = proposed((path.parent if path else Path.home()) / f"{name}.yaml")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Where to keep the new deck", str(suggested), "Decks (*.yaml *.yml)"
        )
        if chosen:
            out = Path(chosen)
            self.create(out if out.suffix else out.with_suffix(".yaml"), deck)

    def create(self, path: Path, deck: Deck) -> None:
        """Write a new deck, and edit it once nothing of the present one would be lost."""
        if not self._saving.may_leave(lambda: self.create(path, deck)):
            return
        try:
            create_deck(path, deck)
        except (EditError, SaveError) as error:
            self._messages.show_message(str(error))
            return
        self._edits_next = True
        self._editor.close()  # it may be the very file
        self._window.open_deck(path)

    def on_opened(self) -> bool:
        """Go on with a deck that was just created; whether this is one.

        One that is read again while it is edited, is edited on.
        """
        if self._edits_next:
            self._edits_next = False
            self.go_edit()
            return True
        if self.edit is not None and self._window.screens.currentWidget() is self.edit.screen:
            self._editor.begin()
        return False

    def go_to_anything(self) -> None:
        """Show the box in which cards and issues are looked for."""
        if self.finder is None:
            from .go_to import GoTo

            self.finder = GoTo(self._window.theme, self._window)
            self.finder.setFont(self._agenda.font())
            self.finder.chosen.connect(self._on_found)
        self.finder.set_deck(self._document.deck)
        self.finder.open()

    def _on_found(self, id_: str) -> None:
        if self.edit is not None and self._agenda.is_outline:
            self.edit.screen.go_to(id_)
            self.edit.screen.setFocus()
        else:
            self._rehearse_first(lambda issue, card: id_ in (issue.id, card.id))

    def edit_desk(self) -> "EditDesk":
        """What edits."""
        if self.edit is None:
            from .edit.desk import EditDesk

            window = self._window
            self.edit = EditDesk(
                window,
                self._document,
                self._editor,
                window.runner,
                window.settings,
                self._messages,
                self._agenda,
                window.theme,
            )
            self.edit.screen.tools.set_actions([self._actions[name] for name in _TOOLS])
            window.screens.addWidget(self.edit.screen)
            self.edit.screen.setFont(self._agenda.font())
        return self.edit

    def rehearsal_desk(self) -> "RehearsalDesk":
        """What drills, and tells how ready one is."""
        if self.rehearsal is None:
            from .rehearse.desk import RehearsalDesk

            desk = RehearsalDesk(self._window, self._messages, review_folder())
            desk.page_wanted.connect(self._show_page)
            desk.edit_wanted.connect(self._edit_card)
            desk.left.connect(self.go_rehearse)
            for page in desk.pages:
                self._window.screens.addWidget(page)
                page.setFont(self._agenda.font())
            self.rehearsal = desk
            for way in desk.ways:
                ids = dict.fromkeys((*_UNDER_WAY[way.place], *way.handlers))
                way.page.addActions([self._actions[id_] for id_ in ids])
        return self.rehearsal

    def rehearse_with(self, do: "Callable[[RehearsalDesk], None]") -> None:
        """Do something that belongs to rehearsal, with the deck as it is now."""
        self._catch_up()
        do(self.rehearsal_desk())

    def _show_page(self, page: QWidget) -> None:
        self._window.screens.setCurrentWidget(page)
        page.setFocus()

    def _edit_card(self, id_: str, path: str) -> None:
        """Edit a field of a card, or what belongs to the whole deck."""
        if id_:
            self.edit_with(lambda desk: desk.screen.go_to(id_, path))
        else:
            self.edit_with(lambda desk: desk.show_properties())

    def _way(self) -> "Way | None":
        """The way to rehearse that is on the screen."""
        page: QWidget | None = self._window.screens.currentWidget()
        return self.rehearsal.way_at(page) if self.rehearsal is not None else None

    def do_here(self, id_: str) -> None:
        """Do what an action is for where one is: at something under way, else at the cards."""
        way = self._way()
        handlers = way.handlers if way is not None else self._window.rehearse.handlers()
        if id_ in handlers:
            handlers[id_]()

    def close(self) -> None:
        """The window closes."""
        if self.rehearsal is not None:
            self.rehearsal.close()

    def print_desk(self) -> "PrintDesk":
        """What prints."""
        if self.print is None:
            from .print.desk import PrintDesk
            from .print.rendering import Places

            window = self._window
            places = Places(layout_folders(), printer_folder())
            self.print = PrintDesk(
                window, window.runner, window.settings, self._messages, window.theme, places
            )
            self.print.card_wanted.connect(self._go_to_card)
            window.screens.addWidget(self.print.screen)
        return self.print

    def _go_to_card(self, id_: str) -> None:
        """Show a card on the Rehearse screen, by its id or its title."""
        self._rehearse_first(lambda _, card: id_ in (card.id, card.title))

    def _rehearse_first(self, is_wanted: Callable[[Issue, Card], bool]) -> None:
        """Rehearse the first card that is wanted, as one of its issue; where none is, stay."""
        for number, (issue, card) in enumerate(self._document.deck.cards()):
            if is_wanted(issue, card):
                self._window.rehearse.go_to(number)
                self.go_rehearse()
                return

    def _on_failed(self) -> None:
        """Leave the Edit screen where the deck cannot be edited."""
        desk = self.edit
        if self._editor.session is None and desk is not None:
            desk.give_up()
            if self._window.screens.currentWidget() is desk.screen:
                self.go_rehearse()

    # Keeping up

    def set_problems(self, problems: tuple[Problem, ...]) -> None:
        """Tell the Print screen what was found out about the deck."""
        self.problems = problems
        if self.print is not None and self._document.source is not None:
            self.print.set_deck(self._document.as_edited(), problems)

    def look_again(self) -> None:
        """Notice what changed on disk while other windows were used."""
        if self.print is not None:
            self.print.screen.look_again()
        if self.edit is not None:
            self.edit.look_again()

    def _on_screen_changed(self) -> None:
        screen: QWidget | None = self._window.screens.currentWidget()
        wants_agenda = self._actions["show_agenda"].isChecked()
        way = self._way()
        self._agenda.setVisible(wants_agenda and way is None)
        self._enable_only(_UNDER_WAY[way.place] if way is not None else frozenset())
        for id_ in ("next_card", "previous_card"):
            self._actions[id_].setAutoRepeat(way is None)
        is_edit = self.edit is not None and screen is self.edit.screen
        if is_edit != self._agenda.is_outline:
            self._agenda.set_outline(is_edit)
            if not is_edit:
                self._leave_edit()

    def _enable_only(self, ids: frozenset[str]) -> None:
        """Of what can be done while something is rehearsed, leave only that."""
        for id_ in frozenset[str]().union(*_UNDER_WAY.values()):
            self._actions[id_].setEnabled(id_ in ids)

    def _on_edited(self, edited: Edited) -> None:
        self._agenda.edit_deck(edited.deck)
        self._is_stale = True
        if not self._agenda.is_outline:
            self._catch_up()
            is_there = self._window.screens.currentWidget() is self._window.rehearse
            if is_there and not self._window.rehearse.has_cards():
                self.go_edit()

    def _catch_up(self) -> None:
        """Show what was edited where it is not edited."""
        rehearse = self._window.rehearse
        if self._is_stale:
            self._is_stale = False
            place = rehearse.place
            rehearse.set_deck(self._document.deck, rehearse.present_id(), place.card, place.step)
        if not self._agenda.is_outline:
            self._agenda.set_present(rehearse.place.card)

    def _leave_edit(self) -> None:
        """Go on at the card that was at hand on the Edit screen."""
        self._catch_up()
        number = self.edit.card_at_hand() if self.edit is not None else None
        if number is not None:
            self._window.rehearse.go_to(number)

    def _on_card_chosen(self, number: int) -> None:
        if not self._agenda.is_outline:
            self._window.rehearse.go_to(number)

    def _on_card_entered(self) -> None:
        (self._window.screens.currentWidget() or self._window).setFocus()

    def _on_card_shown(self, number: int) -> None:
        if not self._agenda.is_outline:
            self._agenda.set_present(number)
