"""Everything can be reached and named without seeing it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow

from .conftest import WindowMaker
from .helpers import cards_of, chrome_of, press, seen, small_deck, written


def _name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface.isValid() else widget.accessibleName()


def _nameless(window: MainWindow) -> list[str]:
    return [
        type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QLabel | QMenuBar)
        and not _name(widget).strip()
    ]


def test_that_every_control_has_a_name(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("title: Title 2", "titel: Title 2")
    window = make_window(written(tmp_path / "bad.yaml", text))
    chrome_of(window).messages.show_message("Said.", [("Do", window.furnish)])
    assert chrome_of(window).panel.isVisible()
    assert not _nameless(window)


def test_that_every_control_of_the_friendly_page_has_a_name(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(tmp_path / "missing.yaml")
    page = chrome_of(window).page
    assert page.accessibleName() == "This deck cannot be opened"
    assert "missing.yaml" in page.accessibleDescription()
    assert not _nameless(window)


def test_that_the_card_is_described_by_what_is_revealed_and_nothing_else(
    window: MainWindow,
) -> None:
    card = window.rehearse.card
    for _ in range(12):
        assert card.accessibleDescription() == seen(window)
        number = window.rehearse.place.card + 1
        assert card.accessibleName().startswith(f"Card {number} of {len(cards_of(window))}, ")
        press(window, Qt.Key.Key_Space)


def test_that_the_markings_are_described(window: MainWindow) -> None:
    names = [banner.accessibleName() for banner in window.banners]
    assert names == ["Marking at the top", "Marking at the bottom"]
    assert {banner.accessibleDescription() for banner in window.banners} == {"UNCLASSIFIED"}


def test_that_tab_leads_from_the_card_through_the_window_and_back(window: MainWindow) -> None:
    met: list[QWidget] = []
    window.rehearse.card.setFocus()
    for _ in range(12):
        focused = window.focusWidget()
        assert focused is not None
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    agenda = chrome_of(window).agenda
    assert {window.rehearse.card, agenda.filter, agenda.tree} <= set(met)


@pytest.mark.parametrize("active", [True, False])
def test_that_what_is_new_is_read_out_where_somebody_listens(
    active: bool,  # noqa: FBT001  a parameter of the test
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: active)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    press(window, Qt.Key.Key_Space)
    chrome_of(window).messages.show_message("Done.")
    if active:
        assert cards_of(window)[0].position in said[0]
        assert cards_of(window)[0].title not in said[0]
        assert said[-1] == "Done."
    else:
        assert not said
