"""What goes wrong while a deck is saved: what is said, and the way out."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from pytestqt.qtbot import QtBot

from deckapp.deck import saving
from deckapp.deck.storage import durable
from deckapp.gui.main_window import MainWindow
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import chrome_of, written
from tests.gui.saving_helpers import (
    TEXT,
    choices,
    choose,
    chosen_file,
    edit,
    press_save,
    said,
    write,
)

Mishap = Callable[[Path, pytest.MonkeyPatch], Callable[[], object]]


def _deleted(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    path.unlink()
    return lambda: None


def _renamed(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    away = path.with_name("away.yaml")
    path.rename(away)
    return lambda: away.rename(path)


def _folder_gone(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    away = path.parent.with_name("away")
    path.parent.rename(away)
    return lambda: away.rename(path.parent)


def _read_only(path: Path, patch: pytest.MonkeyPatch) -> Callable[[], object]:
    path.chmod(0o444)
    real = os.access  # the tests may run as root, who may do anything
    patch.setattr(os, "access", lambda each, mode: real(each, mode) and mode != os.W_OK)
    return lambda: patch.setattr(os, "access", real)


def _full(_path: Path, patch: pytest.MonkeyPatch) -> Callable[[], object]:
    def fail(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    real = durable.replacing
    patch.setattr(saving, "replacing", fail)
    return lambda: patch.setattr(saving, "replacing", real)


def _broken(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], object]:
    path.write_text("a: b: c\n")
    return lambda: path.write_text(TEXT)


MISHAPS: dict[Mishap, tuple[str, str]] = {
    _deleted: ("deleted, renamed or moved", "Write it anew"),
    _renamed: ("deleted, renamed or moved", "Write it anew"),
    _folder_gone: ("deleted, renamed or moved", "Write it anew"),
    _read_only: ("You may not write this file", "Try again"),
    _full: ("There is no room left", "Try again"),
    _broken: ("it has errors now", "Try again"),
}


class Failed(NamedTuple):
    """A save that failed: what the bar offers first, and what mends the cause."""

    way_out: str
    mend: Callable[[], object]


@pytest.fixture(params=MISHAPS, ids=lambda mishap: mishap.__name__)
def failed(
    request: pytest.FixtureRequest,
    at_work: MainWindow,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Failed:
    """Each mishap, between an edit and its save."""
    write(at_work, "We know.")
    mend = request.param(path, monkeypatch)
    press_save(at_work)
    sentence, way_out = MISHAPS[request.param]
    qtbot.waitUntil(lambda: sentence in said(at_work))
    return Failed(way_out, mend)


def test_that_what_goes_wrong_is_said_and_another_place_is_a_way_out(
    failed: Failed,
    at_work: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    assert choices(at_work) == [failed.way_out, "Save as…", "Close"]
    assert at_work.isWindowModified()
    failed.mend()
    elsewhere = tmp_path / "elsewhere.yaml"
    chosen_file(monkeypatch, elsewhere)
    choose(at_work, "Save as…")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert elsewhere.read_text() == TEXT.replace("Rebuttal 1.", "We know.")
    assert at_work.document.path == elsewhere
    qtbot.waitUntil(lambda: said(at_work) == "")


def test_that_it_is_saved_once_the_cause_is_gone(
    failed: Failed, at_work: MainWindow, path: Path, qtbot: QtBot
) -> None:
    failed.mend()
    choose(at_work, failed.way_out)
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert path.read_text() == TEXT.replace("Rebuttal 1.", "We know.")
    qtbot.waitUntil(lambda: said(at_work) == "")


def test_that_a_file_that_comes_back_is_no_longer_missed(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    back = _renamed(path, monkeypatch)
    qtbot.waitUntil(lambda: "deleted, renamed or moved" in said(at_work))
    back()
    qtbot.waitUntil(lambda: said(at_work) == "")


def test_that_saving_elsewhere_is_tried_again_there(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    elsewhere = path.with_name("elsewhere.yaml")
    chosen_file(monkeypatch, elsewhere)
    mend = _full(path, monkeypatch)
    write(at_work, "We know.")
    chrome_of(at_work).actions["save_deck_as"].trigger()
    qtbot.waitUntil(lambda: "There is no room left" in said(at_work))
    mend()
    choose(at_work, "Try again")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert "We know." in elsewhere.read_text()
    assert path.read_text() == TEXT


def test_that_an_unexpected_failure_is_said_too(
    at_work: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_given: object) -> None:
        raise ZeroDivisionError("<b>")

    write(at_work, "We know.")
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(saving, "replacing", fail)
        press_save(at_work)
        qtbot.waitUntil(lambda: bool(caught))
    assert "unexpectedly (ZeroDivisionError: <b>). Your changes are safe here." in said(at_work)
    choose(at_work, "Try again")
    qtbot.waitUntil(lambda: chrome_of(at_work).editor.is_clean)
    assert "We know." in path.read_text()
    assert said(at_work) == ""


def test_that_a_deck_that_cannot_be_edited_is_said_and_left_alone(
    make_window: WindowMaker, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = make_window(path)
    window.document.blockSignals(True)  # noqa: FBT003  a network drive tells nothing
    path.unlink()
    chrome_of(window).actions["add_card"].trigger()
    qtbot.waitUntil(lambda: "There is no such file." in said(window))
    assert window.screens.currentWidget() is window.rehearse
    written(path, TEXT)
    edit(qtbot, window)
    assert chrome_of(window).editor.is_clean
