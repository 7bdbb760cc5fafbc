"""Every stage of the window: what is shown at a time, how to get there, and what is on it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deckapp.deck import Batch, Conflict, SetField, cards_in, merge
from deckapp.gui.dialogs import shortcut_groups
from deckapp.gui.edit.conflicts_dialog import ConflictsDialog
from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.edit.form import SectionForm
from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.calibration import CalibrationDialog
from deckapp.gui.widgets.calendar_popup import CalendarPopup
from deckapp.gui.widgets.date_field import DateField
from deckapp.gui.widgets.shortcut_sheet import ShortcutSheet
from tests.deck.editing.two_issues import DECK

from .helpers import chrome_of, spin

FULL_DECK = """\
format: deckapp/1
title: Talks in Geneva
marking: TLP:AMBER
language: en
meeting:
  principal: Secretary
  counterpart: Minister
  others: [President]
  place: Geneva
  date: 2017-04-12
  minutes: 60
  interpreted: consecutive
  objectives: [A truce]
  their_objectives: [Time]
avoid:
  - {phrase: mutual respect, also: [mutually respectful], why: Theirs., say: Frank talk}
issues:
  - id: syria
    title: Syria
    priority: must
    minutes: 15
    avoid:
      - {phrase: legitimate regime, why: It is not., say: the authorities}
    cards:
      - id: gas
        title: Nerve agent beside their advisers
        when: They deny it.
        precondition: Cleared by the White House.
        addressee: The minister
        position: You knew of it, with mutual respect.
        short: You knew.
        asks: [Leave the base, Say so]
        red_lines: [No second attack]
        withhold: [What we heard]
        counter: Terrorists did it.
        counter_in: {ru: Это сделали террористы., fr: Ce sont les terroristes.}
        likelihood: certain
        rebuttal: No plane of theirs flew.
        follow_ups:
          - {id: if-pressed, counter: Prove it., counter_in: {ru: Докажите.}, rebuttal: We did.}
          - {id: again, counter: Not enough., rebuttal: It is.}
        facts:
          - {text: A plane took off., source: Radar, date: 2017-04-04}
        delivery: Calm.
        audience: [private, press]
        seconds: 40
        avoid:
          - {phrase: barrel toys, why: Tasteless., say: barrel bombs}
        origin: The article
        clearance:
          drafted_by: NEA
          cleared: [{by: EUR, on: 2017-04-10}]
        tags: [gas, base]
        notes: Ask for the photographs.
      - id: base
        title: The base
        position: Leave it.
        counter: Why?
        rebuttal: It is a target.
  - id: ukraine
    title: Ukraine
    cards:
      - id: minsk
        title: Minsk
        position: Keep it.
        counter: You first.
        rebuttal: Both.
"""
"""A deck that says something in every field."""

PASTED = "Position: We know.\nThey say: No.\nWe answer: Yes.\n\nPosition: Go.\nThey say: Why?\n"

Stage = Callable[[QtBot, MainWindow], QWidget]


def conflicts() -> tuple[Conflict, ...]:
    """What two officers wrote in the same places."""
    ours, theirs = (
        Batch((SetField("gas", "rebuttal", words), SetField("gas", "asks", (words,))), "two")
        .apply(DECK)
        .deck
        for words in ("We saw it.", "We heard it.")
    )
    return tuple(merge(DECK, ours, theirs).conflicts)


# Getting there


def desk_of(qtbot: QtBot, window: MainWindow) -> EditDesk:
    """The Edit screen, shown and ready."""
    chrome = chrome_of(window)
    chrome.actions["go_edit"].trigger()
    qtbot.waitUntil(lambda: chrome.editor.session is not None)
    desk = chrome.screens.edit
    assert desk is not None
    spin()
    return desk


def show_all_fields(root: QWidget) -> None:
    """Unfold every form, those within forms, too."""
    for form in root.findChildren(SectionForm):
        if form.more.isVisibleTo(form):
            form.more.setChecked(True)
    spin()


def rehearse(_qtbot: QtBot, window: MainWindow) -> QWidget:
    window.rehearse.setFocus()
    return window


def messages_and_problems(_qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome = chrome_of(window)
    chrome.messages.show_message("Said.", [("Do it", window.furnish), ("Else", window.furnish)])
    chrome.actions["show_problems"].trigger()
    return window


def edit_card(qtbot: QtBot, window: MainWindow) -> QWidget:
    desk = desk_of(qtbot, window)
    desk.screen.go_to("gas")
    show_all_fields(desk.screen)
    return window


def edit_issue(qtbot: QtBot, window: MainWindow) -> QWidget:
    desk = desk_of(qtbot, window)
    desk.screen.go_to("syria")
    show_all_fields(desk.screen)
    return window


def edit_deck(qtbot: QtBot, window: MainWindow) -> QWidget:
    desk = desk_of(qtbot, window)
    desk.show_properties()
    show_all_fields(desk.screen)
    return window


def find_panel(qtbot: QtBot, window: MainWindow) -> QWidget:
    desk = desk_of(qtbot, window)
    desk.find_text()
    desk.find.find_box.setText("base")
    qtbot.waitUntil(lambda: desk.find.model.rowCount() > 0)
    return window


def paste_offer(qtbot: QtBot, window: MainWindow) -> QWidget:
    desk = desk_of(qtbot, window)
    cards = cards_in(PASTED)
    assert cards
    desk.texts.offer_cards(cards)
    return window


def history(qtbot: QtBot, window: MainWindow) -> QWidget:
    desk = desk_of(qtbot, window)
    desk.apply(SetField("gas", "notes", "Other."))
    chrome_of(window).editor.undo()  # so that nobody asks about saving it
    desk.toggle_history()
    return window


def clearance(qtbot: QtBot, window: MainWindow) -> QWidget:
    desk = desk_of(qtbot, window)
    desk.show_clearance()
    assert desk.clearance is not None
    desk.clearance.table.selectRow(0)
    return window


def compare(qtbot: QtBot, window: MainWindow) -> QWidget:
    desk = desk_of(qtbot, window)
    path = window.document.path
    assert path is not None
    desk.show_compare()
    page = desk.compare
    assert page is not None
    spin()
    other = path.with_name("other.yaml")
    other.write_text(FULL_DECK.replace("Leave it.", "Stay."), encoding="utf-8")
    page.chooser.wished.emit(file_version_of(other))
    qtbot.waitUntil(lambda: page.pages.currentIndex() == 1)
    page.list.setFocus()
    return window


def file_version_of(path: Path) -> object:
    """A file as the compare page takes it."""
    from deckapp.gui.edit.comparison import file_version

    return file_version(path)


def new_deck(_qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome_of(window).actions["new_deck"].trigger()
    return window


def friendly_page(_qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome = chrome_of(window)
    chrome.page.show_text("Trouble", "Here", "Do this.", [("Do", window.furnish), ("Or", spin)])
    window.screens.setCurrentWidget(chrome.page)
    chrome.page.setFocus()
    return window


def print_screen(qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome = chrome_of(window)
    chrome.actions["go_print"].trigger()
    desk = chrome.screens.print
    assert desk is not None
    qtbot.waitUntil(lambda: desk.screen.rendered is not None)
    return window


def conflicts_dialog(qtbot: QtBot, window: MainWindow) -> QWidget:
    dialog = ConflictsDialog(conflicts(), window.theme, window)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def calibration(qtbot: QtBot, window: MainWindow) -> QWidget:
    print_screen(qtbot, window)
    desk = chrome_of(window).screens.print
    assert desk is not None
    desk.calibrate()
    return window.findChildren(CalibrationDialog)[-1]


def shortcuts(_qtbot: QtBot, window: MainWindow) -> QWidget:
    sheet = ShortcutSheet(shortcut_groups(), window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
    return sheet


def about(_qtbot: QtBot, window: MainWindow) -> QWidget:
    box = QMessageBox(QMessageBox.Icon.Information, "About", "What", parent=window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def calendar(qtbot: QtBot, window: MainWindow) -> QWidget:
    edit_deck(qtbot, window)
    field = next(each for each in window.findChildren(DateField) if each.isVisible())
    field.open_calendar()
    assert isinstance(field.popup, CalendarPopup)
    return field.popup


IN_WINDOW: dict[str, Stage] = {
    "rehearse": rehearse,
    "messages and problems": messages_and_problems,
    "edit a card": edit_card,
    "edit an issue": edit_issue,
    "edit the deck": edit_deck,
    "find and replace": find_panel,
    "paste offer": paste_offer,
    "history": history,
    "clearance": clearance,
    "compare": compare,
    "new deck": new_deck,
    "friendly page": friendly_page,
    "print": print_screen,
}
BOXES: dict[str, Stage] = {
    "conflicts": conflicts_dialog,
    "calibration": calibration,
    "shortcuts": shortcuts,
    "about": about,
}
STAGES = {**IN_WINDOW, **BOXES}


# What is there

_TAKES_PART = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
_PARTS = (QHeaderView, QScrollBar, QSplitterHandle)
_INNER = ("qt_spinbox_lineedit", "qt_menubar_ext_button", "qt_scrollarea_viewport")


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    if isinstance(widget, QComboBox):  # on Linux Qt gives its text, and the rest by the label
        labels = [each for each in widget.window().findChildren(QLabel) if each.buddy() is widget]
        return widget.accessibleName() or "".join(label.text() for label in labels)
    interface = QAccessible.queryAccessibleInterface(widget)
    if not interface.isValid():
        return widget.accessibleName()
    return interface.text(QAccessible.Text.Name)


def role_of(widget: QWidget) -> QAccessible.Role:
    """What kind of thing a screen reader says it is."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role()


def told(widget: QWidget) -> str:
    """A widget in a failure's message: class, the parts it is in, and what it says."""
    parts = []
    at: QWidget | None = widget
    while at is not None:
        name = at.objectName()
        parts.append(type(at).__name__ + (f"({name})" if name else ""))
        at = at.parentWidget() if not at.isWindow() else None
    text = getattr(widget, "text", lambda: "")
    said = text() if callable(text) else ""
    return f"{' < '.join(parts)} “{str(said)[:60]}” named “{name_of(widget)[:60]}”"


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Every visible widget that takes part: those of the keyboard and those to click."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or widget.window() is not root:
            continue
        if widget.objectName() in _INNER or isinstance(widget, _PARTS):
            continue
        if widget.focusProxy() is not None or is_of_line_edit(widget):
            continue
        takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if (takes_keys and widget is not root) or isinstance(widget, _TAKES_PART):
            yield widget


def is_of_line_edit(widget: QWidget) -> bool:
    """Whether it is the button that Qt puts into a box to clear it, or a menu bar's."""
    parent = widget.parentWidget()
    return isinstance(parent, QLineEdit) or (
        isinstance(parent, QComboBox) and isinstance(widget, QLineEdit)
    )


def tab_stops(root: QWidget) -> list[QWidget]:
    """What Tab should reach."""
    return [
        widget
        for widget in interactive(root)
        if widget.isEnabled() and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    ]


def tab_round(root: QWidget, most: int) -> list[QWidget]:
    """What Tab does reach, from what has the keyboard on until it is there again."""
    first: QWidget | None = root.focusWidget()
    assert first is not None
    met = [first]
    for _ in range(most):
        QTest.keyClick(met[-1], Qt.Key.Key_Tab)
        now: QWidget | None = QApplication.focusWidget() or root.focusWidget()
        assert now is not None
        if now is first:
            return met
        met.append(now)
        if now is met[-2]:
            return met
    return met


def delete_deferred() -> None:
    """Delete what waits for it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    spin()


def labels(root: QWidget) -> list[QLabel]:
    """The labels that say something."""
    return [each for each in root.findChildren(QLabel) if each.isVisible() and each.text()]


def buttons(root: QWidget) -> list[QPushButton]:
    """The buttons with words."""
    return [each for each in root.findChildren(QPushButton) if each.isVisible()]


def scroll_areas(root: QWidget) -> list[QAbstractScrollArea]:
    """What can be scrolled."""
    return [each for each in root.findChildren(QAbstractScrollArea) if each.isVisible()]


# Keys


class Key(NamedTuple):
    """A key that does something, who has it, and the widgets within which it counts."""

    keys: str
    owner: str
    within: tuple[QWidget, ...]

    def meets(self, other: "Key") -> bool:
        """Whether both count at the same time at some widget."""
        return any(
            one is another or one.isAncestorOf(another) or another.isAncestorOf(one)
            for one in self.within
            for another in other.within
        )


def keys_of(root: QWidget) -> Iterator[Key]:
    """The shortcuts that count in a window now, and the letters to press with Alt."""
    widgets = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for action in root.findChildren(QAction):
        holders = [each for each in action.associatedObjects() if isinstance(each, QWidget)]
        here = [each for each in holders if each.isVisible() and each.window() is root]
        within = tuple(here) if action.shortcutContext() is widgets else (root,)
        if isinstance(action.parent(), QLineEdit):
            continue
        for sequence in action.shortcuts():
            yield Key(sequence.toString(), f"the action “{action.text()}”", within)
    for shortcut in root.findChildren(QShortcut):
        parent = shortcut.parent()
        if isinstance(parent, QWidget) and parent.isVisible() and parent.window() is root:
            own = (parent,) if shortcut.context() is widgets else (root,)
            yield Key(shortcut.key().toString(), f"a QShortcut of {told(parent)}", own)
    for text, owner in _mnemonics(root):
        letter = QKeySequence.mnemonic(text).toString()
        if letter:
            yield Key(letter, owner, (root,))


def _mnemonics(root: QWidget) -> Iterator[tuple[str, str]]:
    for button in root.findChildren(QAbstractButton):
        if button.isVisible() and button.window() is root:
            yield button.text(), told(button)
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.window() is root and label.buddy() is not None:
            yield label.text(), told(label)
    for bar in root.findChildren(QMenuBar):
        for action in bar.actions():
            yield action.text(), f"the menu “{action.text()}”"
