"""The View and Help menus: theme, text zoom, animations, full screen, what is shown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication

from .icons import action_icons, app_icon

if TYPE_CHECKING:
    from .chrome import Chrome
    from .main_window import MainWindow

_ZOOM_STEP = 10
_ZOOM_LEAST, _ZOOM_MOST = 70, 200


class ViewActions:
    """Changes how the window looks, and remembers it."""

    def __init__(self, window: "MainWindow", chrome: "Chrome") -> None:
        self._window = window
        self._chrome = chrome
        self._settings = window.settings
        self._font = QGuiApplication.font()
        self._actions: Mapping[str, QAction] = {}

    def restore(self, actions: Mapping[str, QAction]) -> None:
        """Bring actions and parts into the state that was remembered."""
        self._actions = actions
        actions["show_agenda"].setChecked(True)
        actions["be_still"].setChecked(self._settings.still)
        actions["short_grades"].setChecked(self._settings.short_grades)
        actions[f"theme_{self._settings.theme}"].setChecked(True)
        style_hints = QGuiApplication.styleHints()
        style_hints.colorSchemeChanged.connect(self._on_scheme_changed)
        accessibility = style_hints.accessibility()
        accessibility.contrastPreferenceChanged.connect(self._on_contrast_changed)
        if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
            self._on_contrast_changed(Qt.ContrastPreference.HighContrast)
            for part in self._chrome.themed_parts():  # the window does not have them yet
                part.set_theme(self._window.theme)
        self._window.setWindowIcon(app_icon())
        self._set_icons()
        if self._settings.zoom != 100:
            self._apply_zoom()

    def set_theme(self, wish: str) -> None:
        """Take on "light", "dark" or "system"."""
        self._settings.theme = wish
        self._actions[f"theme_{wish}"].setChecked(True)
        self._show_theme()

    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._window.hints.note_scheme(dark=scheme is Qt.ColorScheme.Dark)
        self._show_theme()

    def _on_contrast_changed(self, wish: Qt.ContrastPreference) -> None:
        self._window.hints.note_contrast(high=wish is Qt.ContrastPreference.HighContrast)
        self._show_theme()

    def _show_theme(self) -> None:
        self._window.apply_theme()
        self._set_icons()

    def _set_icons(self) -> None:
        for id_, icon in action_icons(self._window.theme).items():
            self._actions[id_].setIcon(icon)

    def zoom_in(self) -> None:
        """Make text larger."""
        self._zoom(self._settings.zoom + _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make text smaller."""
        self._zoom(self._settings.zoom - _ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Make text as large as the system has it."""
        self._zoom(100)

    def _zoom(self, percent: int) -> None:
        self._settings.zoom = min(_ZOOM_MOST, max(_ZOOM_LEAST, percent))
        self._apply_zoom()
        self._window.rehearse.set_zoom(self._settings.zoom / 100)

    def _apply_zoom(self) -> None:
        font = QGuiApplication.font()
        font.setPointSizeF(self._font.pointSizeF() * self._settings.zoom / 100)
        for part in self._chrome.themed_parts():
            part.setFont(font)
        for widget in (self._chrome.messages, *self._window.banners):
            widget.setFont(font)

    def toggle_still(self) -> None:
        """Switch animations off, or leave them to the system."""
        still = self._actions["be_still"].isChecked()
        self._settings.still = self._window.rehearse.still = still

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()
        self._actions["full_screen"].setChecked(self._window.isFullScreen())

    def toggle_agenda(self) -> None:
        """Show the agenda if its action is checked."""
        self._chrome.agenda.setVisible(self._actions["show_agenda"].isChecked())

    def show_shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        from .dialogs import show_shortcuts

        show_shortcuts(self._window)

    def show_about(self) -> None:
        """Say what deckapp is."""
        from .dialogs import show_about

        show_about(self._window)
