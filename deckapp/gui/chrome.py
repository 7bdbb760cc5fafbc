"""What surrounds the card: agenda, menus, problems, messages, a page for when there is none."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from deckapp.deck import Problem, Severity, SourceDocument
from deckapp.paths import reference_deck

from .actions import ACTIONS, make_actions
from .agenda.agenda import Agenda
from .document import Document, Examined, Failed, Opened
from .editor import Editor
from .exporting import PdfExport
from .immortals import keep_constants_alive
from .menus import RecentMenu, fill_menus
from .own_copy import proposed
from .problems_panel import ProblemsPanel, headline
from .saving import DeckSaving
from .screens import Screens
from .theme import Themed
from .view import ViewActions
from .widgets.message_bar import MessageBar
from .widgets.page import FriendlyPage

if TYPE_CHECKING:
    from .main_window import MainWindow


_HERE = (
    "reveal",
    "step_back",
    "next_card",
    "previous_card",
    "change_language",
    "pause",
    "end_rehearsal",
)
"""The actions that do something else on each page."""


class Chrome(QObject):
    """Built once, into a window that may already show a deck."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        keep_constants_alive()
        self._window = window
        self._document = window.document
        self._problems: tuple[Problem, ...] = ()
        self._text = ""
        self._tells_of_file = False
        self.editor = Editor(window.document, window.runner, self)
        self.screen_before_page: QWidget | None = None
        self.agenda = Agenda(window.theme)
        self.page = FriendlyPage(window.theme)
        self.panel = ProblemsPanel(window.theme)
        self.messages = MessageBar()
        self._place_parts()
        self.export = PdfExport(window, window.document, window.runner, self.messages)
        self.saving = DeckSaving(window, self.editor, self.messages)
        self.screens = Screens(window, self.editor, self.agenda, self.messages, self.saving)
        self.saving.comparison_wanted.connect(self._compare)
        self.view = ViewActions(window, self)
        self._make_actions()
        self.screens.set_actions(self.actions)
        self.view.restore(self.actions)
        self._connect()
        self._catch_up(window.document)
        if window.settings.notice:
            self.messages.show_message(f"{self.messages.text()} {window.settings.notice}".strip())

    def _catch_up(self, document: Document) -> None:
        """Show what became of the document before there was anything to show it."""
        if document.source is not None:
            self._on_opened(Opened(document.source, again=False))
        if document.examination is not None:
            self._on_examined(document.examination)
        if document.failure is not None:
            self._on_failed(document.failure)

    def themed_parts(self) -> "list[Themed]":
        """The parts that have colours of their own."""
        parts: list[Themed] = [self.agenda, self.page, self.panel]
        if self.screens.print is not None:
            parts.append(self.screens.print.screen)
        if self.screens.edit is not None:
            parts += self.screens.edit.themed_parts()
        if self.screens.rehearsal is not None:
            parts += self.screens.rehearsal.themed_parts()
        if self.screens.new is not None:
            parts.append(self.screens.new)
        if self.screens.finder is not None:
            parts.append(self.screens.finder)
        return parts

    def _place_parts(self) -> None:
        window = self._window
        sizes = window.split.sizes()
        placeholder = window.split.replaceWidget(0, self.agenda)
        if placeholder is not None:
            placeholder.deleteLater()
        window.split.setSizes(sizes)
        window.screens.addWidget(self.page)
        self.panel.hide()
        window.column.insertWidget(2, self.panel, 2)
        window.column.insertWidget(3, self.messages)

    def _make_actions(self) -> None:
        window, cards, view = self._window, self._window.rehearse, self.view
        edit, rehearse = self.screens.edit_with, self.screens.rehearse_with
        self.actions = make_actions(
            ACTIONS,
            {
                "new_deck": self.screens.go_new,
                "open_deck": self._choose_deck,
                "save_deck": self.saving.save,
                "save_deck_as": self.saving.choose_file,
                "reload_deck": self._document.reload,
                "export_pdf": self.export.choose,
                "quit": window.close,
                "undo": self.editor.undo,
                "redo": self.editor.redo,
                "add_card": lambda: edit(lambda desk: desk.add_card()),
                "add_issue": lambda: edit(lambda desk: desk.add_issue()),
                "edit_properties": lambda: edit(lambda desk: desk.show_properties()),
                "duplicate_cards": lambda: edit(lambda desk: desk.duplicate()),
                "move_up": lambda: edit(lambda desk: desk.move_up()),
                "move_down": lambda: edit(lambda desk: desk.move_down()),
                "cut_cards": lambda: edit(lambda desk: desk.cut()),
                "copy_cards": lambda: edit(lambda desk: desk.copy()),
                "paste_cards": lambda: edit(lambda desk: desk.paste()),
                "delete_cards": lambda: edit(lambda desk: desk.delete()),
                "quick_fix": lambda: edit(lambda desk: desk.quick_fix()),
                "find_text": lambda: edit(lambda desk: desk.find_text()),
                "show_history": lambda: edit(lambda desk: desk.toggle_history()),
                "show_clearance": lambda: edit(lambda desk: desk.show_clearance()),
                "show_compare": lambda: edit(lambda desk: desk.show_compare()),
                "go_to": self.screens.go_to_anything,
                **{id_: partial(self.screens.do_here, id_) for id_ in _HERE},
                "first_card": cards.first_card,
                "last_card": cards.last_card,
                "start_drill": lambda: rehearse(lambda desk: desk.drill.start()),
                "start_board": lambda: rehearse(lambda desk: desk.board.start()),
                "start_shuffle": lambda: rehearse(lambda desk: desk.drill.shuffle()),
                "start_run": lambda: rehearse(lambda desk: desk.run.start()),
                "show_readiness": lambda: rehearse(lambda desk: desk.readiness.show()),
                "practise_card": lambda: rehearse(lambda desk: desk.practise_card()),
                "practise_issue": lambda: rehearse(lambda desk: desk.practise_issue()),
                "practise_all": lambda: rehearse(lambda desk: desk.drill.practise_all()),
                "show_voice": lambda: rehearse(lambda desk: desk.voice.show()),
                "toggle_presenter": lambda: rehearse(lambda desk: desk.board.presenting.toggle()),
                "grade_again": lambda: rehearse(lambda desk: desk.drill.grade(1)),
                "grade_hard": lambda: rehearse(lambda desk: desk.drill.grade(2)),
                "grade_good": lambda: rehearse(lambda desk: desk.drill.grade(3)),
                "grade_easy": lambda: rehearse(lambda desk: desk.drill.grade(4)),
                "skip_prompt": lambda: rehearse(lambda desk: desk.drill.skip()),
                "bury_prompt": lambda: rehearse(lambda desk: desk.drill.bury()),
                "edit_prompt": lambda: rehearse(lambda desk: desk.drill.edit()),
                "play_answer": lambda: rehearse(lambda desk: desk.board.play()),
                "show_answer": lambda: rehearse(lambda desk: desk.board.look()),
                "hide_counter": lambda: rehearse(lambda desk: desk.board.toggle_hidden()),
                "mute_voice": lambda: rehearse(lambda desk: desk.board.toggle_mute()),
                "cut_run": lambda: rehearse(lambda desk: desk.run.cut()),
                "change_pace": lambda: rehearse(lambda desk: desk.run.toggle_interpreter()),
                "short_grades": self._set_short_grades,
                "filter_cards": self._find_card,
                "go_rehearse": self.screens.go_rehearse,
                "go_edit": self.screens.go_edit,
                "go_print": self.screens.go_print,
                "show_problems": self._toggle_problems,
                "show_agenda": view.toggle_agenda,
                "theme_system": lambda: view.set_theme("system"),
                "theme_light": lambda: view.set_theme("light"),
                "theme_dark": lambda: view.set_theme("dark"),
                "zoom_in": view.zoom_in,
                "zoom_out": view.zoom_out,
                "zoom_reset": view.zoom_reset,
                "be_still": view.toggle_still,
                "full_screen": view.toggle_full_screen,
                "show_shortcuts": view.show_shortcuts,
                "show_about": view.show_about,
            },
            self,
        )
        self.recent = RecentMenu(window.settings, window.open_deck, window)
        fill_menus(window.menuBar(), ACTIONS, self.actions, {"open_deck": self.recent})
        for spec in ACTIONS:
            if spec.on == "card":
                cards.addAction(self.actions[spec.id])
            if spec.on == "agenda":
                self.agenda.tree.addAction(self.actions[spec.id])
        for id_ in ("reveal", "step_back", "change_language"):
            self.agenda.tree.addAction(self.actions[id_])

    def _connect(self) -> None:
        self._document.opened.connect(self._on_opened)
        self._document.examined.connect(self._on_examined)
        self._document.failed.connect(self._on_failed)
        self.editor.state_changed.connect(self._show_state)
        self.editor.moved.connect(self._on_moved)
        self.saving.followed.connect(self._on_followed)
        self.panel.closed.connect(self._close_problems)

    # What becomes of the document

    def _on_opened(self, opened: Opened) -> None:
        source = opened.source
        if self._tells_of_file or not opened.again:
            self.messages.hide()
        self._tells_of_file = source.is_newer
        if source.is_newer:
            self.messages.show_message(source.why_read_only)
        self.agenda.set_deck(source.deck)
        self.agenda.set_present(self._window.rehearse.place.card)
        self.view.toggle_agenda()
        if not self._window.rehearse.has_cards():
            self._show_empty(source)
        self._show_problems(source.problems, source.text)
        if self.screens.on_opened():
            self._set_panel(shown=False)
        self._document.examine()

    def _on_examined(self, examined: Examined) -> None:
        self._problems, self._text = examined.problems, examined.source.text
        self.agenda.set_texts(examined.texts, examined.source.deck)
        self._name_problems()
        if not self.panel.isHidden():
            self.panel.show_problems(self._problems, self._text)
        self.screens.set_problems(examined.problems)

    def _on_failed(self, failed: Failed) -> None:
        self._tells_of_file = failed.kept
        if failed.kept:
            self.messages.show_message(
                f"{failed.path.name} changed on disk and cannot be read now. "
                f"{failed.reason} {failed.remedy} The cards shown are those read before."
            )
        else:
            self._show_failure(failed)
        self._show_problems(failed.problems, failed.text)

    def _show_failure(self, failed: Failed) -> None:
        for banner in self._window.banners:
            banner.set_marking("")
        self.page.show_text(
            "This deck cannot be opened",
            str(failed.path),
            f"{failed.reason} {failed.remedy}".strip(),
            [
                ("Try again", lambda: self._window.open_deck(failed.path)),
                ("Open another deck…", self._choose_deck),
                ("Open the Moscow deck", lambda: self._window.open_deck(reference_deck())),
            ],
        )
        self._show_page()
        self.agenda.hide()
        self._window.setWindowTitle(f"{failed.path.name} — deckapp")

    def _show_empty(self, source: SourceDocument) -> None:
        if source.is_newer:
            self.page.show_text(
                "No card of this deck can be read here",
                str(source.path),
                f"{source.why_read_only} Update deckapp to read it.",
                [("Open another deck…", self._choose_deck)],
            )
            self._show_page()
            return
        self.page.show_text(
            "This deck has no cards yet",
            str(source.path),
            "Write its first card here, or in a text editor: docs/deck-format.md tells how.",
            [
                (
                    "Write the first card",
                    lambda: self.screens.edit_with(lambda desk: desk.add_card()),
                ),
                ("Open another deck…", self._choose_deck),
            ],
        )
        self._show_page()

    def _show_page(self) -> None:
        present = self._window.screens.currentWidget()
        if present is not self.page:
            self.screen_before_page = present
        self._window.screens.setCurrentWidget(self.page)
        self.page.setFocus()

    def _choose_deck(self) -> None:
        path = self._document.path
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            "Open deck",
            str(proposed(path).parent) if path else "",
            "Decks (*.yaml *.yml);;All files (*)",
        )
        if name:
            self._window.open_deck(Path(name))

    def _find_card(self) -> None:
        self.actions["show_agenda"].setChecked(True)
        self.agenda.show()
        self.agenda.filter.setFocus()
        self.agenda.filter.selectAll()

    def _set_short_grades(self) -> None:
        short = self.actions["short_grades"].isChecked()
        self.screens.rehearse_with(lambda desk: desk.drill.set_short(short=short))

    # Editing

    def _show_state(self) -> None:
        """Whether there is anything to save, to undo and to do again."""
        session = self.editor.session
        self._window.setWindowModified(not self.editor.is_clean)
        undo = session.history.undo_label if session is not None else ""
        redo = session.history.redo_label if session is not None else ""
        for name, word, label in (("undo", "&Undo", undo), ("redo", "&Redo", redo)):
            self.actions[name].setText(f"{word} {label}".strip().replace(" &", " &&"))
            self.actions[name].setEnabled(bool(label))
        self.actions["save_deck"].setEnabled(not self.editor.is_clean)

    def _compare(self) -> None:
        self.screens.edit_with(lambda desk: desk.show_compare())

    def _on_moved(self, old: Path, new: Path) -> None:
        """Go on with what is rehearsed of a deck in another file."""
        if self.screens.rehearsal is not None:
            self.screens.rehearsal.move(old, new)

    def _on_followed(self) -> None:
        """Go on with the deck's own words, which lie elsewhere."""
        if self.screens.edit is not None:
            self.screens.edit.spelled.follow()

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether nothing would be lost if this deck were left; `then` is called once it may be."""
        return self.saving.may_leave(then)

    def look_again(self) -> None:
        """Notice what changed on disk while other windows were used."""
        self.screens.look_again()

    # Problems

    def _show_problems(self, problems: tuple[Problem, ...], text: str) -> None:
        """Errors open the panel by themselves; warnings wait in the menu."""
        self._problems, self._text = problems, text
        self._name_problems()
        errors = any(problem.severity is Severity.ERROR for problem in problems)
        self._set_panel(shown=errors)
        if errors:
            self.panel.show_problems(problems, text)

    def _name_problems(self) -> None:
        errors = sum(problem.severity is Severity.ERROR for problem in self._problems)
        words = headline(errors, len(self._problems) - errors)
        self.actions["show_problems"].setText(f"Pro&blems ({words})")

    def _toggle_problems(self) -> None:
        shown = self.actions["show_problems"].isChecked()
        self._set_panel(shown=shown)
        if shown:
            self.panel.show_problems(self._problems, self._text)
            self.panel.list.setFocus()

    def _close_problems(self) -> None:
        self._set_panel(shown=False)
        self._window.rehearse.setFocus()

    def _set_panel(self, *, shown: bool) -> None:
        self.panel.setVisible(shown)
        self.actions["show_problems"].setChecked(shown)
