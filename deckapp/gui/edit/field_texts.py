"""What happens in the texts of the form besides typing: pasting, menus, quick fixes."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from deckapp.deck import Card, Fix, cards_in, clean_text
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.gui.widgets.text_field import FieldMenu, TextField

from .mending import findings_at, fixes_of
from .paste_offer import PasteOffer
from .screen import EditScreen
from .spelled import Spelled

_NOT_HERE = ("edit-undo", "edit-redo")
"""Entries of the usual menu of a text: undo is the deck's."""


class FieldTexts(QObject):
    """Looks after the text that has the keyboard.

    `cards_wanted` carries cards that were pasted, `edit_wanted` the edit of a quick fix.
    """

    cards_wanted = Signal(object)
    edit_wanted = Signal(object)

    def __init__(
        self, screen: EditScreen, spelled: Spelled, messages: MessageBar, theme: Theme
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._spelled = spelled
        self._messages = messages
        self._field: TextField | None = None
        self._pasted = ""
        self.offer = PasteOffer(theme)
        self.offer.hide()
        self.offer.cards_accepted.connect(self.cards_wanted)
        self.offer.text_wanted.connect(self._paste_text)
        self.offer.dismissed.connect(self._close_offer)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def selected(self) -> str:
        """The text that is selected in the field at hand."""
        return "" if self._field is None else self._field.textCursor().selectedText()

    def offer_cards(self, cards: Sequence[Card]) -> None:
        """Offer cards that were not pasted into a text."""
        self._pasted = ""
        self.offer.offer(cards)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Have the field with the keyboard ask what to do with cards that are pasted into it."""
        if self._field is not None and now is not None:
            self._field.takes_pasted = False
            self._field.pasted.disconnect(self._on_pasted)
            self._field.menu_wanted.disconnect(self._on_menu_wanted)
            self._field.destroyed.disconnect(self._on_field_gone)
            self._field = None
        if isinstance(now, TextField) and self._screen.form.isAncestorOf(now):
            self._field = now
            now.takes_pasted = True
            now.pasted.connect(self._on_pasted)
            now.menu_wanted.connect(self._on_menu_wanted)
            now.destroyed.connect(self._on_field_gone)

    def _on_field_gone(self) -> None:
        self._field = None

    def _on_pasted(self, data: QMimeData) -> None:
        text, is_card = data.text(), self._screen.target.card is not None
        cards = cards_in(text, data.html()) if is_card else ()
        self._pasted = text
        if cards:
            self.offer.offer(cards)
        else:
            self._paste_text()

    def _paste_text(self) -> None:
        self.offer.hide()
        if self._field is not None:
            self._field.insert(_clean(self._pasted))
            self._field.setFocus()

    def _close_offer(self) -> None:
        self.offer.hide()
        (self._field or self._screen).setFocus()

    def _on_menu_wanted(self, menu: FieldMenu) -> None:
        for action in menu.menu.actions():
            if action.objectName() in _NOT_HERE:
                menu.menu.removeAction(action)
        found = findings_at(self._screen.focused_row(), menu.at)
        if self._field is not None:
            self._spelled.add_to(menu, self._field)
        fixes = fixes_of(found, self._screen.section)
        menu.put_first([self._action(fix, menu.menu) for fix in fixes])

    def quick_fix(self) -> None:
        """Offer what would mend the field at hand, or else anything on this card."""
        row, section = self._screen.focused_row(), self._screen.section
        found = fixes_of(findings_at(row), section) or fixes_of(self._screen.findings, section)
        if not found:
            self._messages.show_message("There is nothing here that deckapp could mend by itself.")
            return
        menu = QMenu(self._screen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for fix in found:
            menu.addAction(self._action(fix, menu))
        menu.setActiveAction(menu.actions()[0])
        below: QWidget = row or self._screen.heading
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def _action(self, fix: Fix, parent: QMenu) -> QAction:
        action = QAction(fix.label.replace("&", "&&"), parent)
        action.setData(fix.edit)
        action.triggered.connect(self._on_fix_chosen)
        return action

    def _on_fix_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.edit_wanted.emit(action.data())


def _clean(text: str) -> str:
    """Pasted text as it belongs in a field; a few words keep the spaces around them."""
    clean = clean_text(text)
    if "\n" in text or not clean:
        return clean
    before, after = text[:1] == " ", text[-1:] == " "
    return f"{' ' * before}{clean}{' ' * after}"
