"""Spelling in the form: wrong words are dotted, and a field's menu knows better ones."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from deckapp.deck import Deck
from deckapp.gui.document import Document
from deckapp.gui.editor import Editor
from deckapp.gui.jobs import JobRunner
from deckapp.gui.widgets.text_field import FieldMenu, Line, TextField

from .field_row import FieldRow
from .fields import TranslationsField
from .own_words import shipped_words, words_file
from .screen import EditScreen
from .spelling import Spelling


class Spelled(QObject):
    """Looks after the spelling of what the Edit screen shows; `say` tells what does not work."""

    def __init__(
        self,
        screen: EditScreen,
        document: Document,
        editor: Editor,
        runner: JobRunner,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._document = document
        self._runner = runner
        self._say = say
        self._spelling: Spelling | None = None
        self._made: Spelling | None = None
        self._meeting: object = None
        self._menu: tuple[TextField, int, int] | None = None
        editor.began.connect(self._on_began)
        screen.target_shown.connect(self.show)

    def look_again(self) -> None:
        """Read the deck's own words again, if others changed them."""
        if self._spelling is not None and self._spelling.refresh():
            self.show()

    def follow(self) -> None:
        """Go on with the deck's own words where the deck lies now."""
        path = self._document.path
        if self._made is not None and path is not None:
            self._made.use_words(words_file(path))
            self.show()

    def _on_began(self) -> None:
        path = self._document.path
        if path is None:
            return
        self._made = spelling = Spelling(words_file(path), shipped_words(path))
        self._spelling = self._meeting = None
        if spelling.is_available:
            self._runner.run(
                lambda _job: spelling.load(), lambda _nothing: self._take(spelling), self._on_failed
            )

    def _take(self, spelling: Spelling) -> None:
        self._spelling = spelling
        if spelling.trouble:
            self._say(spelling.trouble)
        self.show()

    def _on_failed(self, error: Exception) -> None:
        raise error

    def show(self) -> None:
        """Mark the wrong words of the form."""
        if self._spelling is None:
            return
        self._learn(self._document.deck)
        for _, row in self._screen.form.all_rows():
            if isinstance(row.field, TextField):
                row.show_misspelt(self._spelling.misspelt(row.field.text()))
            elif isinstance(row.field, TranslationsField):
                self._show_translations(row)

    def _show_translations(self, row: FieldRow) -> None:
        assert self._spelling is not None
        for tag, text in row.field.tagged_texts():
            row.show_misspelt(self._spelling.misspelt(text.text(), tag), tag)

    def _learn(self, deck: Deck) -> None:
        """The names of a meeting are spelt right."""
        meeting = deck.meeting
        if self._spelling is not None and meeting is not self._meeting:
            self._meeting = meeting
            names = [meeting.principal, meeting.counterpart, meeting.place, *meeting.others]
            self._spelling.learn(names)

    # The menu of a field

    def add_to(self, menu: FieldMenu, field: TextField) -> None:
        """Offer better words for the wrong one that the menu was asked at."""
        wrong = [each for each in field.underlines_at(menu.at) if each.line is Line.DOTS]
        if self._spelling is None or not wrong:
            return
        start, end = wrong[0].start, wrong[0].end
        word = field.text()[start:end]
        self._menu = field, start, end
        better = QMenu(f"Instead of “{word}”".replace("&", "&&"), menu.menu)
        better.aboutToShow.connect(self._suggest)
        keep = QAction(f"“{word}” is right in this deck".replace("&", "&&"), menu.menu)
        keep.triggered.connect(self._on_kept)
        menu.put_first([better.menuAction(), keep])

    def _suggest(self) -> None:
        """Suggestions take a moment, so they are looked for when they are asked for."""
        better = self.sender()
        assert isinstance(better, QMenu)
        if self._spelling is None or self._menu is None or better.actions():
            return
        field, start, end = self._menu
        for word in self._spelling.suggestions(field.text()[start:end]):
            action = better.addAction(word.replace("&", "&&"))
            action.setData(word)
            action.triggered.connect(self._on_chosen)
        if not better.actions():
            better.addAction("Nothing better is known").setEnabled(False)

    def _on_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        if self._menu is not None:
            field, start, end = self._menu
            field.select(start, end)
            field.insert(str(action.data()))

    def _on_kept(self) -> None:
        if self._menu is not None and self._spelling is not None:
            field, start, end = self._menu
            self._spelling.add(field.text()[start:end])
            if self._spelling.trouble:
                self._say(self._spelling.trouble)
            self.show()
