"""Choosing what is printed: cards in a tree of issues, what changed, further fonts."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from deckapp.printing import font_files
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import small_deck, spin, written

from .helpers import Desk


def test_that_single_cards_are_chosen(desk: Desk) -> None:
    desk.tick(0, card=1)
    assert desk.wishes.cards[0] == "syria-nerve-agent"
    assert "syria-2013-agreement" not in desk.wishes.cards
    assert "ukraine" in desk.wishes.issues
    assert len(desk.rendered.report.cards) == 24
    top = desk.screen.form.cards.topLevelItem(0)
    assert top is not None
    assert top.checkState(0) is Qt.CheckState.PartiallyChecked
    desk.tick(0)
    assert (desk.wishes.cards, desk.wishes.issues) == ((), ())
    assert len(desk.rendered.report.cards) == 25


def test_that_an_issue_takes_its_cards_along(desk: Desk) -> None:
    desk.tick(0, card=0)
    desk.tick(0)
    desk.tick(0)
    top = desk.screen.form.cards.topLevelItem(0)
    assert top is not None
    children = [top.child(row) for row in range(top.childCount())]
    assert children
    assert all(child and child.checkState(0) is Qt.CheckState.Unchecked for child in children)
    assert "syria" not in desk.wishes.issues


def test_that_what_was_unticked_stays_so_when_the_deck_comes_back(small: Desk, path: Path) -> None:
    small.tick(0, card=1)
    small.reload(path, "format: deckapp/1\ntitle: Empty\nissues: []\n")
    small.reload(path, small_deck())
    small.go()
    assert small.wishes.cards == ("card-1", "card-3")
    assert len(small.rendered.report.cards) == 2
    top = small.screen.form.cards.topLevelItem(0)
    assert top is not None
    top.setExpanded(True)
    child = top.child(1)
    assert child is not None
    assert child.checkState(0) is Qt.CheckState.Unchecked


def test_that_issues_stay_open_while_the_deck_changes(small: Desk, path: Path) -> None:
    small.tick(0, card=1)
    small.reload(path, small_deck().replace("Rebuttal 1.", "Another rebuttal."))
    top = small.screen.form.cards.topLevelItem(0)
    assert top is not None
    assert top.isExpanded()


def test_that_an_issue_without_an_id_is_chosen_by_its_cards(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    more = small_deck(prefix="b").split("issues:\n")[1].replace("id: b-issue\n    title:", "title:")
    deck = written(tmp_path / "deck.yaml", small_deck() + more)
    desk = Desk(make_window(deck), qtbot).go()
    desk.tick(0)
    assert desk.wishes.issues == ()
    assert len(desk.rendered.report.cards) == len(desk.wishes.cards) == 3


def test_that_cards_without_ids_are_all_printed_and_that_is_said(
    make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    text = small_deck().replace("id: card-2\n        title:", "title:")
    desk = Desk(make_window(written(tmp_path / "deck.yaml", text)), qtbot).go()
    form = desk.screen.form
    assert not form.cards.isEnabled()
    assert form._notes[form.cards].plain().startswith("All cards are printed: some have no id")
    assert len(desk.rendered.report.cards) == 3


def test_that_another_deck_starts_with_nothing_chosen(small: Desk, tmp_path: Path) -> None:
    small.tick(0, card=1)
    small.choose("letter-3x5")
    small.pick(small.screen.form.combos["density"], "Points")
    small.screen.form.passphrase.setText("secret")
    small.screen.form.contingencies.setChecked(True)
    small.window.open_deck(written(tmp_path / "other.yaml", small_deck()))
    spin()
    small.go()
    assert small.wishes == type(small.wishes)()
    assert len(small.rendered.report.cards) == 3


# Files


def test_that_only_what_changed_since_an_earlier_pdf_is_printed(
    small: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tmp_path / "earlier.pdf"
    small.desk.save(earlier)
    small.said("earlier.pdf")
    small.reload(path, small_deck().replace("Rebuttal 2.", "Another rebuttal."))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(earlier), ""))
    field = small.screen.form.changed_since
    field.choose.click()
    small.settle()
    assert [card.name for card in small.rendered.report.cards] == ["card-2"]
    field.forget.click()
    small.settle()
    assert len(small.rendered.report.cards) == 3
    earlier.write_text("no PDF", encoding="utf-8")
    field.choose.click()
    small.settle()
    assert "deckapp did not write this PDF" in small.status


def test_that_a_dialog_that_is_left_chooses_no_file(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    before = small.rendered
    small.screen.form.changed_since.choose.click()
    small.screen.form.fonts.choose.click()
    small.settle()
    assert small.rendered is before


def test_that_further_fonts_are_added_one_after_the_other(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = small.screen.form.fonts
    for file in (*font_files()[:2], font_files()[0]):
        monkeypatch.setattr(
            QFileDialog, "getOpenFileNames", lambda *_, file=file: ([str(file)], "")
        )
        field.choose.click()
    assert small.wishes.fonts == tuple(font_files()[:2])
    assert field.choose.accessibleName() == "Further fonts: choose"
    assert "typeface" in field.choose.accessibleDescription()


def test_that_the_boxes_of_another_deck_are_ticked(small: Desk, tmp_path: Path) -> None:
    small.tick(0, card=1)
    small.window.open_deck(written(tmp_path / "other.yaml", small_deck()))
    spin()
    small.go()
    top = small.screen.form.cards.topLevelItem(0)
    assert top is not None
    assert top.checkState(0) is Qt.CheckState.Checked
