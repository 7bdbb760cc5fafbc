"""The one table of actions: menus, shortcuts and the shortcut sheet are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the user can do.

    `menu` is the menu it stands in, after a separator if `gap`; `keys` are shortcuts, the first
    shown. `on` limits them to the widgets that they are for: to the "card", so that a filter box
    can have its own arrow keys, the "agenda", so that a text can be cut and pasted, or one or
    several of "drill", "board" (the murder board) and "run" (the run-through).
    """

    id: str
    text: str
    keys: tuple[str, ...]
    menu: str
    icon: str = ""
    gap: bool = False
    on: str = ""
    checkable: bool = False
    group: str = ""


ACTIONS = (
    ActionSpec("new_deck", "&New deck…", ("Ctrl+N",), "&File"),
    ActionSpec("open_deck", "&Open deck…", ("Ctrl+O",), "&File", "open"),
    ActionSpec("save_deck", "&Save", ("Ctrl+S",), "&File", "save", gap=True),
    ActionSpec("save_deck_as", "Save &as…", ("Ctrl+Shift+S",), "&File"),
    ActionSpec("reload_deck", "&Reload from disk", ("F5",), "&File", "reload"),
    ActionSpec("export_pdf", "&Export PDF…", ("Ctrl+E",), "&File", "export", gap=True),
    ActionSpec("quit", "&Quit", ("Ctrl+Q",), "&File", gap=True),
    ActionSpec("undo", "&Undo", ("Ctrl+Z",), "&Edit", "undo"),
    ActionSpec("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "&Edit", "redo"),
    ActionSpec("add_card", "Add a &card", ("Ctrl+Shift+N",), "&Edit", "add", gap=True),
    ActionSpec("add_issue", "Add an &issue", ("Ctrl+Shift+I",), "&Edit"),
    ActionSpec("edit_properties", "Deck and &meeting", ("Ctrl+I",), "&Edit"),
    ActionSpec("duplicate_cards", "&Duplicate", ("Ctrl+D",), "&Edit", gap=True),
    ActionSpec("move_up", "Mo&ve up", ("Alt+Up",), "&Edit", on="agenda"),
    ActionSpec("move_down", "Move d&own", ("Alt+Down",), "&Edit", on="agenda"),
    ActionSpec("cut_cards", "Cu&t cards", ("Ctrl+X",), "&Edit", on="agenda"),
    ActionSpec("copy_cards", "Cop&y cards", ("Ctrl+C",), "&Edit", on="agenda"),
    ActionSpec("paste_cards", "&Paste cards", ("Ctrl+V",), "&Edit", on="agenda"),
    ActionSpec("delete_cards", "D&elete", ("Del",), "&Edit", on="agenda"),
    ActionSpec("quick_fix", "Quick &fix", ("Ctrl+.",), "&Edit", gap=True),
    ActionSpec("find_text", "Find and rep&lace…", ("Ctrl+H",), "&Edit", "find"),
    ActionSpec("show_history", "&History", ("Ctrl+Shift+H",), "&Edit", gap=True),
    ActionSpec("show_clearance", "Cleara&nce…", ("Ctrl+Shift+R",), "&Edit"),
    ActionSpec("show_compare", "Compare &with versions…", ("Ctrl+Shift+D",), "&Edit"),
    ActionSpec(
        "reveal", "&Reveal the next step", ("Space", "PgDown"), "&Card", "reveal", on="card"
    ),
    ActionSpec("step_back", "Step &back", ("Backspace", "PgUp"), "&Card", "back", on="card"),
    ActionSpec("next_card", "&Next card", ("Right", "Down"), "&Card", "next", gap=True, on="card"),
    ActionSpec("previous_card", "&Previous card", ("Left", "Up"), "&Card", "previous", on="card"),
    ActionSpec("first_card", "&First card", ("Home",), "&Card", on="card"),
    ActionSpec("last_card", "&Last card", ("End",), "&Card", on="card"),
    ActionSpec(
        "change_language",
        "Counter in the &other language",
        ("L",),
        "&Card",
        "language",
        gap=True,
        on="card",
    ),
    ActionSpec("filter_cards", "Find a &card…", ("Ctrl+F",), "&Card", "find", gap=True),
    ActionSpec("go_to", "&Go to…", ("Ctrl+P",), "&Card"),
    ActionSpec("start_drill", "&Drill", ("F6",), "&Rehearse", "drill"),
    ActionSpec("start_board", "M&urder board", ("F3",), "&Rehearse", "board"),
    ActionSpec("start_shuffle", "&Contingencies", ("Shift+F6",), "&Rehearse"),
    ActionSpec("start_run", "Run-&through", ("F4",), "&Rehearse", "run"),
    ActionSpec("show_readiness", "&Readiness", ("F7",), "&Rehearse", "readiness"),
    ActionSpec("practise_card", "Practise this c&ard", (), "&Rehearse", gap=True),
    ActionSpec("practise_issue", "Practise this &issue", (), "&Rehearse"),
    ActionSpec("practise_all", "&Practise everything", (), "&Rehearse"),
    ActionSpec("show_voice", "&Voice and recording…", (), "&Rehearse", gap=True),
    ActionSpec("toggle_presenter", "Pre&senter view", ("F12",), "&Rehearse"),
    ActionSpec(
        "short_grades", "&Only missed and got it", (), "&Rehearse", gap=True, checkable=True
    ),
    ActionSpec("grade_again", "&Missed", ("1",), "&Answer", on="drill"),
    ActionSpec("grade_hard", "&Hard", ("2",), "&Answer", on="drill"),
    ActionSpec("grade_good", "&Good", ("3",), "&Answer", on="drill"),
    ActionSpec("grade_easy", "&Easy", ("4",), "&Answer", on="drill"),
    ActionSpec("skip_prompt", "&Skip", ("S",), "&Answer", gap=True, on="drill"),
    ActionSpec("bury_prompt", "Not before &tomorrow", ("B",), "&Answer", on="drill"),
    ActionSpec("edit_prompt", "Edit its &card", ("E",), "&Answer", on="drill"),
    ActionSpec("play_answer", "Play my ans&wer", ("R",), "&Answer", on="drill"),
    ActionSpec("show_answer", "Show the &answer", ("A",), "&Answer", gap=True, on="board"),
    ActionSpec("hide_counter", "Hide the counte&r, or show it", ("H",), "&Answer", on="board"),
    ActionSpec("mute_voice", "Mute the &voice, or not", ("V",), "&Answer", on="board"),
    ActionSpec("cut_run", "Cut to … min&utes", ("C",), "&Answer", gap=True, on="run"),
    ActionSpec("change_pace", "With an &interpreter, or not", ("I",), "&Answer", on="run"),
    ActionSpec("pause", "&Pause, or go on", ("P",), "&Answer", gap=True, on="board run"),
    ActionSpec("end_rehearsal", "E&nd", ("Esc",), "&Answer", on="drill board run"),
    ActionSpec("go_rehearse", "&Rehearse", ("Ctrl+1",), "&View", "card"),
    ActionSpec("go_edit", "&Edit", ("Ctrl+2",), "&View", "edit"),
    ActionSpec("go_print", "&Print", ("Ctrl+3",), "&View", "print"),
    ActionSpec("show_agenda", "&Agenda", ("F9",), "&View", "agenda", checkable=True),
    ActionSpec("show_problems", "Pro&blems", ("F8",), "&View", "problems", checkable=True),
    ActionSpec(
        "theme_system", "Follow the &system", (), "&View", gap=True, checkable=True, group="theme"
    ),
    ActionSpec("theme_light", "&Light", (), "&View", checkable=True, group="theme"),
    ActionSpec("theme_dark", "&Dark", (), "&View", checkable=True, group="theme"),
    ActionSpec("zoom_in", "Larger &text", ("Ctrl++", "Ctrl+="), "&View", gap=True),
    ActionSpec("zoom_out", "S&maller text", ("Ctrl+-",), "&View"),
    ActionSpec("zoom_reset", "&Normal text", ("Ctrl+0",), "&View"),
    ActionSpec("be_still", "No an&imations", (), "&View", gap=True, checkable=True),
    ActionSpec("full_screen", "&Full screen", ("F11",), "&View", checkable=True),
    ActionSpec("show_shortcuts", "&Keyboard shortcuts", ("?", "F1"), "&Help", "keyboard"),
    ActionSpec("show_about", "&About deckapp", (), "&Help"),
)


_UNDER_WAY = {"drill", "board", "run"}
_ONE_BY_ONE = ("reveal", "step_back")


def make_actions(
    specs: tuple[ActionSpec, ...], handlers: Mapping[str, Callable[[], object]], parent: QObject
) -> dict[str, QAction]:
    """A QAction for each spec by its id, wired to its handler."""
    actions = {}
    for spec in specs:
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.checkable)
        # Who holds a key down has not answered everything.
        action.setAutoRepeat(not _UNDER_WAY & {*spec.on.split()} and spec.id not in _ONE_BY_ONE)
        if spec.on:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(handlers[spec.id])
        actions[spec.id] = action
    return actions
