"""Comparing the deck with another version, and taking over what differs there."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from deckapp.deck import AddCard, Card, Deck, DeleteCard, Edit, SetField
from deckapp.deck.storage.safekeeping import local_data
from deckapp.deck.storage.snapshots import Snapshots
from deckapp.gui.edit.compare_page import ComparePage
from deckapp.gui.jobs import JobRunner
from deckapp.gui.theme import DARK, LIGHT
from tests.gui.helpers import ManualExecutor, deck_of, small_deck, written

ALT = Qt.KeyboardModifier.AltModifier
TEXT = small_deck(3)
DECK = deck_of(TEXT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "talks.yaml", TEXT)


@pytest.fixture
def executor() -> ManualExecutor:
    return ManualExecutor()


@pytest.fixture
def page(qtbot: QtBot, executor: ManualExecutor) -> Iterator[ComparePage]:
    runner = JobRunner(executor)
    page = ComparePage(runner, LIGHT)
    qtbot.addWidget(page)
    page.resize(900, 500)
    yield page
    runner.cancel_all()


def keep(path: Path, text: str, second: int = 0) -> None:
    """Keep a version of a deck, as a save does."""
    taken = datetime(2017, 4, 6, 12, 30, second, tzinfo=UTC)
    Snapshots(local_data() / "snapshots", path, lambda: taken).take(text.encode())


def show(page: ComparePage, executor: ManualExecutor, deck: Deck, path: Path | None) -> None:
    page.set_deck(deck, path)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    executor.run_all()


def edited(*edits: Edit) -> Deck:
    deck = DECK
    for edit in edits:
        deck = edit.apply(deck).deck
    return deck


def rows(page: ComparePage) -> list[str]:
    model = page.list.model()
    return [str(model.index(row, 0).data()).strip() for row in range(model.rowCount())]


def texts(page: ComparePage) -> tuple[str, str]:
    here, there = page.both.texts
    return here.toPlainText(), there.toPlainText()


def seen(page: ComparePage) -> str:
    """All that is said in sentences."""
    labels = (page._note, page._empty, page._sentence)
    return " ".join(label.plain() for label in labels if label.isVisible())


def press(qtbot: QtBot, page: ComparePage, key: Qt.Key, button: QPushButton) -> None:
    """Press a button by its letter, which takes a moment."""
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(page, key, ALT)


SEVERAL = edited(
    SetField("card-1", "rebuttal", "Rebuttal one."),
    SetField("card-1", "counter", "Counter one."),
    DeleteCard("card-2"),
    AddCard("card-issue", Card(id="mine", title="Mine", position="x"), 0),
)


def test_that_differences_are_listed_by_card_in_agenda_order(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT)
    show(page, executor, SEVERAL, path)
    assert rows(page) == [
        "Mine",
        "Only here: the card",
        "Title 1",
        "Differs: Counter",
        "Differs: Rebuttal",
        "Title 2",
        "Only there: the card",
    ]
    assert seen(page) == "“Mine” is only in this deck."


def test_that_the_chosen_difference_is_shown_side_by_side(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT)
    show(page, executor, SEVERAL, path)
    for _ in range(3):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert texts(page) == ("Rebuttal one.", "Rebuttal 1.")
    assert seen(page) == "“Rebuttal” of “Title 1” differs."
    assert page.both.labels[0].plain() == "This deck"
    assert page.both.labels[1].plain() == page.chooser.versions.currentText()
    assert "April 2017" in page.both.labels[1].plain()
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert texts(page)[0] == "Counter:\nCounter one.\n\nRebuttal:\nRebuttal one."
    assert seen(page) == "All that differs in “Title 1”."
    assert not page.take.isEnabled()


def test_that_everything_is_taken_over_by_keyboard(
    qtbot: QtBot, page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT)
    show(page, executor, SEVERAL, path)
    decks = [SEVERAL]

    def make(edit: Edit) -> None:
        decks.append(edit.apply(decks[-1]).deck)
        page.set_deck(decks[-1], path)

    page.edit_wanted.connect(make)
    press(qtbot, page, Qt.Key.Key_T, page.take)
    press(qtbot, page, Qt.Key.Key_T, page.take)
    assert len(decks) == 2  # the list is of the deck before, until it is compared again
    executor.run_all()
    assert rows(page)[0] == "Title 1"
    press(qtbot, page, Qt.Key.Key_K, page.take_all)
    executor.run_all()
    assert rows(page) == ["Title 2", "Only there: the card"]
    press(qtbot, page, Qt.Key.Key_T, page.take)
    executor.run_all()
    assert decks[-1] == DECK
    assert seen(page) == "Nothing differs."


def test_that_only_spoken_text_is_listed_if_that_is_wished(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT)
    deck = edited(
        SetField("card-1", "rebuttal", "Rebuttal one."), SetField("card-1", "counter", "x")
    )
    show(page, executor, deck, path)
    assert len(rows(page)) == 3
    QTest.keyClick(page.filter, Qt.Key.Key_Down)
    assert rows(page) == ["Title 1", "Differs: Rebuttal"]
    page.set_deck(edited(SetField("card-1", "counter", "x")), path)
    executor.run_all()
    assert seen(page) == "Nothing that is spoken differs."


def test_that_a_deck_without_versions_says_when_they_are_kept(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    show(page, executor, DECK, path)
    assert seen(page) == "deckapp has kept no earlier version yet; it does so at each save."
    assert not page.chooser.versions.isEnabled()
    page.set_deck(DECK, None)
    executor.run_all()
    assert seen(page).startswith("deckapp has kept no earlier version yet")
    assert not page.chooser.revision.isEnabled()


def test_that_earlier_versions_are_listed_newest_first_and_chosen(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT.replace("Title 3", "Third"), 1)
    keep(path, TEXT, 2)
    show(page, executor, DECK, path)
    assert seen(page) == "Nothing differs."
    assert page.chooser.versions.count() == 2
    QTest.keyClick(page.chooser.versions, Qt.Key.Key_Down)
    executor.run_all()
    assert texts(page) == ("Title 3", "Third")


def test_that_a_file_is_compared_with(
    page: ComparePage,
    executor: ManualExecutor,
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = written(tmp_path / "theirs.yaml", TEXT.replace("Title 3", "Third"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    show(page, executor, DECK, path)
    page.chooser.file.click()
    executor.run_all()
    assert texts(page) == ("Title 3", "Third")
    assert page.chooser.versions.currentText() == "theirs.yaml"
    written(other, TEXT.replace("Title 3", "The third"))
    page.chooser.file.click()
    executor.run_all()
    assert texts(page) == ("Title 3", "The third")
    other.unlink()
    page.chooser.file.click()
    executor.run_all()
    assert "There is no such file." in seen(page)
    assert texts(page) == ("Title 3", "The third")


def test_that_a_version_with_errors_is_compared_with_a_warning(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, f"{TEXT}nonsense: 1\n")
    show(page, executor, DECK, path)
    assert seen(page).startswith("This version has errors")


def test_that_a_git_revision_is_compared_with_or_refused_in_a_sentence(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    who = ["git", "-C", str(path.parent), "-c", "user.name=x", "-c", "user.email=x@x"]
    for arguments in (["init"], ["add", "talks.yaml"], ["commit", "-m", "x"]):
        subprocess.run([*who, *arguments], check=True, capture_output=True)
    show(page, executor, edited(SetField("card-3", "title", "Third")), path)
    QTest.keyClicks(page.chooser.revision, "HEAD")
    QTest.keyClick(page.chooser.revision, Qt.Key.Key_Return)
    executor.run_all()
    assert texts(page) == ("Third", "Title 3")
    assert page.chooser.versions.currentText() == "git HEAD"
    QTest.keyClicks(page.chooser.revision, "~7")
    page.chooser.look_up.click()
    executor.run_all()
    assert "This revision does not have the deck, and git says" in seen(page)
    assert texts(page) == ("Third", "Title 3")


def test_that_the_latest_wish_wins(page: ComparePage, executor: ManualExecutor, path: Path) -> None:
    keep(path, TEXT)
    show(page, executor, DECK, path)
    for title in ("One", "Two", "Three"):
        page.set_deck(edited(SetField("card-1", "title", title)), path)
    executor.waiting.reverse()
    executor.run_all()
    assert texts(page) == ("Three", "Title 1")


def test_that_nothing_is_compared_while_the_page_is_not_seen(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    page.set_deck(DECK, path)
    assert not executor.waiting


def test_that_a_change_that_needs_another_first_says_so(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, f"{TEXT}  - id: iran\n    title: Iran\n    cards: []\n")
    keep(path, _with_moved_card(), 1)
    show(page, executor, DECK, path)
    last = page.list.model().rowCount() - 1
    page.list.setCurrentIndex(page.list.model().index(last, 0))
    assert seen(page) == "“Title 3” stands elsewhere."
    page.take.click()
    assert "“Iran” is not in this deck: take that over first." in seen(page)


def _with_moved_card() -> str:
    before, at, card = TEXT.partition("      - id: card-3")
    return f"{before}  - id: iran\n    title: Iran\n    cards:\n{at}{card}"


def test_that_odd_titles_are_shown_as_they_are(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT)
    odd = Card(id="odd", title="<b>\u202e" + "x" * 99_000, position="x")
    show(page, executor, edited(AddCard("card-issue", odd, 0)), path)
    assert rows(page)[0].startswith("<b>")
    assert all(len(row) < 200 for row in rows(page))


def test_that_it_closes_and_changes_its_colours(
    qtbot: QtBot, page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT)
    show(page, executor, SEVERAL, path)
    page.set_theme(DARK)
    assert texts(page)[0].startswith("Id: mine")
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Qt.Key.Key_O, page.close_button)


def test_that_every_control_is_named_and_reached_by_tab(
    page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT)
    show(page, executor, SEVERAL, path)
    page.chooser.versions.setFocus()
    reached = []
    for _ in range(14):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    chooser = page.chooser
    controls = [chooser.versions, chooser.file, chooser.revision, chooser.look_up]
    controls += [page.close_button, page.filter, page.list, *page.both.texts]
    controls += [page.take, page.take_all]
    assert reached[: len(controls)] == controls
    for control in controls:
        assert control.accessibleName() or isinstance(control, QPushButton)


def test_that_the_whole_version_can_be_gone_back_to(
    qtbot: QtBot, page: ComparePage, executor: ManualExecutor, path: Path
) -> None:
    keep(path, TEXT)
    show(page, executor, SEVERAL, path)
    with qtbot.waitSignal(page.edit_wanted) as wanted:
        press(qtbot, page, Qt.Key.Key_B, page.take_version)
    (edit,) = wanted.args or []
    assert edit.apply(SEVERAL).deck == DECK
    assert edit.label.startswith("return to the version of ")
