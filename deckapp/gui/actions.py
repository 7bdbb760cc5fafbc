"""The one table of actions: menus, shortcuts and the shortcut sheet are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the user can do.

    `menu` is the menu it stands in, after a separator if `gap`; `keys` are shortcuts, the first
    shown. `on_card` limits them to the screen, so that a filter box can have its own arrow keys,
    `on_agenda` to the agenda, so that a text can be cut and pasted, too.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    menu: str
    icon: str = ""
    gap: bool = False
    on_card: bool = False
    on_agenda: bool = False
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
    ActionSpec("move_up", "Mo&ve up", ("Alt+Up",), "&Edit", on_agenda=True),
    ActionSpec("move_down", "Move d&own", ("Alt+Down",), "&Edit", on_agenda=True),
    ActionSpec("cut_cards", "Cu&t cards", ("Ctrl+X",), "&Edit", on_agenda=True),
    ActionSpec("copy_cards", "Cop&y cards", ("Ctrl+C",), "&Edit", on_agenda=True),
    ActionSpec("paste_cards", "&Paste cards", ("Ctrl+V",), "&Edit", on_agenda=True),
    ActionSpec("delete_cards", "D&elete", ("Del",), "&Edit", on_agenda=True),
    ActionSpec("quick_fix", "Quick &fix", ("Ctrl+.",), "&Edit", gap=True),
    ActionSpec("find_text", "Find and rep&lace…", ("Ctrl+H",), "&Edit", "find"),
    ActionSpec("show_history", "&History", ("Ctrl+Shift+H",), "&Edit", gap=True),
    ActionSpec("show_clearance", "Cleara&nce…", ("Ctrl+Shift+R",), "&Edit"),
    ActionSpec("show_compare", "Compare &with versions…", ("Ctrl+Shift+D",), "&Edit"),
    ActionSpec(
        "reveal", "&Reveal the next step", ("Space", "PgDown"), "&Card", "reveal", on_card=True
    ),
    ActionSpec("step_back", "Step &back", ("Backspace", "PgUp"), "&Card", "back", on_card=True),
    ActionSpec(
        "next_card", "&Next card", ("Right", "Down"), "&Card", "next", gap=True, on_card=True
    ),
    ActionSpec(
        "previous_card", "&Previous card", ("Left", "Up"), "&Card", "previous", on_card=True
    ),
    ActionSpec("first_card", "&First card", ("Home",), "&Card", on_card=True),
    ActionSpec("last_card", "&Last card", ("End",), "&Card", on_card=True),
    ActionSpec(
        "change_language",
        "Counter in the &other language",
        ("L",),
        "&Card",
        "language",
        gap=True,
        on_card=True,
    ),
    ActionSpec("filter_cards", "Find a &card…", ("Ctrl+F",), "&Card", "find", gap=True),
    ActionSpec("go_to", "&Go to…", ("Ctrl+P",), "&Card"),
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
        if spec.on_card or spec.on_agenda:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(handlers[spec.id])
        actions[spec.id] = action
    return actions
