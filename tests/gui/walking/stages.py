"""The stages of the window, each with the way there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck import Batch, Conflict, SetField, cards_in, merge
from deckapp.gui.about.about_dialog import AboutDialog
from deckapp.gui.dialogs import shortcut_groups, show_about
from deckapp.gui.edit.comparison import file_version
from deckapp.gui.edit.conflicts_dialog import ConflictsDialog
from deckapp.gui.edit.desk import EditDesk
from deckapp.gui.edit.form import SectionForm
from deckapp.gui.main_window import MainWindow
from deckapp.gui.print.calibration import CalibrationDialog
from deckapp.gui.widgets.calendar_popup import CalendarPopup
from deckapp.gui.widgets.date_field import DateField
from deckapp.gui.widgets.shortcut_sheet import ShortcutSheet
from tests.deck.editing.two_issues import DECK
from tests.gui.helpers import chrome_of, spin

from .full_deck import FULL_DECK

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
    page.chooser.wished.emit(file_version(other))
    qtbot.waitUntil(lambda: page.pages.currentIndex() == 1)
    page.list.setFocus()
    return window


def new_deck(_qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome_of(window).actions["new_deck"].trigger()
    return window


def friendly_page(_qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome = chrome_of(window)
    chrome.page.show_text("Trouble", "Here", "Do this.", [("Do", window.furnish), ("Or", spin)])
    window.screens.setCurrentWidget(chrome.page)
    chrome.page.setFocus()
    return window


def drill(qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome = chrome_of(window)
    chrome.actions["start_drill"].trigger()
    desk = chrome.screens.rehearsal_desk().drill
    qtbot.waitUntil(lambda: window.screens.currentWidget() is desk.page)
    return window


def drill_answer(qtbot: QtBot, window: MainWindow) -> QWidget:
    drill(qtbot, window)
    chrome_of(window).actions["reveal"].trigger()
    return window


def drill_done(qtbot: QtBot, window: MainWindow) -> QWidget:
    drill_answer(qtbot, window)
    chrome = chrome_of(window)
    chrome.actions["grade_again"].trigger()
    chrome.actions["end_rehearsal"].trigger()
    summary = chrome.screens.rehearsal_desk().drill.summary
    qtbot.waitUntil(lambda: window.screens.currentWidget() is summary)
    return window


def readiness(qtbot: QtBot, window: MainWindow) -> QWidget:
    drill_done(qtbot, window)
    chrome = chrome_of(window)
    chrome.actions["show_readiness"].trigger()
    page = chrome.screens.rehearsal_desk().readiness.page
    qtbot.waitUntil(page.head.drill.isVisible)
    return window


def board_start(qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome = chrome_of(window)
    chrome.actions["start_board"].trigger()
    page = chrome.screens.rehearsal_desk().board.start_page
    qtbot.waitUntil(lambda: window.screens.currentWidget() is page)
    return window


def board(qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome = chrome_of(window)
    desk = chrome.screens.rehearsal_desk().board
    if not desk.is_under_way:
        board_start(qtbot, window)
        desk.start_page.begin.click()
    else:
        chrome.actions["start_board"].trigger()
    qtbot.waitUntil(lambda: window.screens.currentWidget() is desk.page)
    desk.look()
    return window


def presenter(qtbot: QtBot, window: MainWindow) -> QWidget:
    board(qtbot, window)
    presenting = chrome_of(window).screens.rehearsal_desk().board.presenting
    presenting.toggle()
    assert presenting.presenter is not None
    qtbot.waitExposed(presenting.presenter)
    spin()
    return presenting.presenter


def voice(_qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome_of(window).actions["show_voice"].trigger()
    return window


def run(qtbot: QtBot, window: MainWindow) -> QWidget:
    chrome = chrome_of(window)
    chrome.actions["start_run"].trigger()
    desk = chrome.screens.rehearsal_desk().run
    qtbot.waitUntil(lambda: window.screens.currentWidget() is desk.page)
    if desk.page.is_cutting:
        desk.cut()
    return window


def run_cut(qtbot: QtBot, window: MainWindow) -> QWidget:
    run(qtbot, window)
    desk = chrome_of(window).screens.rehearsal_desk().run
    desk.cut_to(30)
    desk.cut()
    spin()
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


def about(qtbot: QtBot, window: MainWindow) -> QWidget:
    dialog = show_about(window)
    qtbot.waitUntil(dialog.copy.isEnabled)
    return dialog


def about_places(qtbot: QtBot, window: MainWindow) -> QWidget:
    dialog = about(qtbot, window)
    assert isinstance(dialog, AboutDialog)
    dialog.pages.setCurrentWidget(dialog.places)
    dialog.resize(dialog.width(), 1500)  # all places are in sight
    return dialog


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
    "drill": drill,
    "drill answer": drill_answer,
    "drill done": drill_done,
    "readiness": readiness,
    "board start": board_start,
    "board": board,
    "voice": voice,
    "run": run,
    "run cut": run_cut,
}
BOXES: dict[str, Stage] = {
    "conflicts": conflicts_dialog,
    "calibration": calibration,
    "shortcuts": shortcuts,
    "about": about,
    "about: where data lies": about_places,
    "presenter": presenter,
}
STAGES = {**IN_WINDOW, **BOXES}
