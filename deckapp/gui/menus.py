"""The menu bar, filled from the table of actions, and the menu of recent decks."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from .overriding import override
from .settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from .actions import ActionSpec


class RecentMenu(QMenu):
    """The decks opened last, looked up whenever the menu opens."""

    def __init__(
        self, settings: Settings, open_deck: Callable[[Path], None], parent: QWidget
    ) -> None:
        super().__init__("Open re&cent", parent)
        self._settings = settings
        self._open_deck = open_deck
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for path in self._settings.recent:
            action = self.addAction(f"{path.name} — {path.parent}".replace("&", "&&"))
            action.setData(str(path))
            action.triggered.connect(self._on_triggered)
        if self.isEmpty():
            self.addAction("No deck was opened yet").setEnabled(False)

    def _on_triggered(self) -> None:
        action = self.sender()
        self._open_deck(Path(action.data()))  # type: ignore[attr-defined]  # sender is a QAction


class _OwnKeys(QObject):
    """Leaves a menu that is open its keys: L chooses Light there, and not another language.

    Qt looks for shortcuts first, and those of the card are single keys.
    """

    @override
    def eventFilter(self, _menu: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return False


def fill_menus(
    bar: QMenuBar,
    specs: "Iterable[ActionSpec]",
    actions: "Mapping[str, QAction]",
    submenus: Mapping[str, QMenu],
) -> None:
    """Put every action into its menu; a submenu stands below the action that it is named for."""
    from PySide6.QtGui import QActionGroup

    menus = {menu.title(): menu for menu in bar.findChildren(QMenu)}
    own_keys = _OwnKeys(bar)
    for menu in (*menus.values(), *submenus.values()):
        menu.installEventFilter(own_keys)
    groups: dict[str, QActionGroup] = {}
    for spec in specs:
        menu = menus[spec.menu]
        if spec.gap:
            menu.addSeparator()
        menu.addAction(actions[spec.id])
        if spec.id in submenus:
            menu.addMenu(submenus[spec.id])
        if spec.group:
            if spec.group not in groups:
                groups[spec.group] = QActionGroup(bar)
            groups[spec.group].addAction(actions[spec.id])
