"""Find and replace across the deck."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.deck import Batch, Card, Deck, Issue, ReplaceText, Search, hits
from deckapp.gui.edit.find_panel import FindPanel, field_choices
from deckapp.gui.edit.hits_model import HitsModel
from deckapp.gui.theme import DARK, LIGHT

from .finding import CARDS, DECK, KNOWN, MANY, Desk, paths


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 600)
    panel = FindPanel(LIGHT, window)
    panel.resize(window.size())
    desk = Desk(qtbot, panel)
    desk.take(DECK)
    window.show()
    yield desk
    window.close()


def test_that_the_model_keeps_qts_rules() -> None:
    model = HitsModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    model.set_hits(list(hits(DECK, Search("know"))))
    model.set_replacement("say")
    model.tick_all(ticked=False)
    assert model.rowCount() == 7 + 3
    assert model.rowCount(model.index(0)) == 0
    assert model.data(model.index(99)) is None
    assert not model.setData(model.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert not model.setData(model.index(1), "text")
    model.set_hits([])
    assert model.rowCount() == 0
    assert model.next_row(0, 1) is None
    del tester


def test_that_hits_stand_below_their_cards_in_words() -> None:
    model = HitsModel()
    model.set_hits(list(hits(DECK, Search("know"))))
    said = [model.index(row).data() for row in (0, 1, 5, 6, 7)]
    assert said == [
        "Nerve agent",
        "Position: We know.",
        "Follow-up 1, We answer: You know that.",
        "Jets",
        "Position: They KNOW.",
    ]
    assert not model.index(0).flags() & Qt.ItemFlag.ItemIsEnabled
    model.set_replacement("say")
    assert model.index(1).data() == "Position: We know → say."


def test_that_what_is_typed_is_found(desk: Desk) -> None:
    assert desk.panel.status.plain() == "Type what to look for."
    desk.look_for("know", "7 hits in 3 cards")
    assert paths(desk.panel.model) == [*KNOWN, "notes"]
    desk.look_for("Minsk", "1 hit in 1 card")
    desk.look_for("perhaps", "No card has this text.")
    assert not desk.panel.replace_all.isEnabled()
    assert not desk.panel.replace_ticked.isEnabled()


def test_that_words_case_and_fields_are_heeded(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    desk.panel.words.click()
    desk.wait_for("6 hits in 2 cards")
    desk.panel.case.click()
    desk.wait_for("5 hits in 1 card")
    desk.panel.fields.setFocus()
    QTest.keyClicks(desk.panel.fields, "Counter")
    desk.wait_for("1 hit in 1 card")
    assert desk.panel.search() == Search("know", ("counter", "counter_in"), case=True, words=True)


def test_that_fields_are_called_as_in_the_model() -> None:
    spoken = ("position", "short", "asks", "red_lines", "rebuttal")
    assert field_choices() == [
        ("All fields", ()),
        ("Spoken text", spoken),
        ("Title", ("title",)),
        ("Position", ("position",)),
        ("Counter", ("counter", "counter_in")),
        ("Rebuttal", ("rebuttal",)),
        ("Notes", ("notes",)),
    ]


def test_that_keys_go_from_hit_to_hit_and_around(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    QTest.keyClick(desk.panel.find_box, Qt.Key.Key_Return)
    QTest.keyClick(desk.panel.find_box, Qt.Key.Key_F3)
    QTest.keyClick(desk.panel.list, Qt.Key.Key_F3)
    QTest.keyClick(desk.panel.find_box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.panel.list, Qt.Key.Key_F3, shift)
    QTest.keyClick(desk.panel.list, Qt.Key.Key_F3, shift)
    assert desk.shown == [
        "gas/position/3",
        "gas/counter/4",
        "gas/rebuttal/3",
        "gas/counter/4",
        "gas/position/3",
        "minsk/notes/2",
    ]


def test_that_arrows_skip_headings_and_return_shows_again(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    desk.panel.list.setFocus()
    before = len(desk.shown)
    QTest.keyClick(desk.panel.list, Qt.Key.Key_End)
    QTest.keyClick(desk.panel.list, Qt.Key.Key_Up)
    QTest.keyClick(desk.panel.list, Qt.Key.Key_Return)
    assert desk.shown[before:] == ["minsk/notes/2", "jets/position/5", "jets/position/5"]


def test_that_the_only_hit_is_shown_again(desk: Desk) -> None:
    desk.look_for("Leave", "1 hit")
    desk.panel.next.click()
    desk.panel.previous.click()
    assert desk.shown == ["minsk/position/0"] * 2


def test_that_return_waits_for_what_was_just_typed(desk: Desk) -> None:
    desk.panel.open_with()
    QTest.keyClicks(desk.panel.find_box, "They")
    QTest.keyClick(desk.panel.find_box, Qt.Key.Key_Return)
    assert not desk.shown
    desk.wait_for("1 hit")
    assert desk.shown == ["jets/position/0"]


def test_that_all_is_replaced_as_one_edit(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    QTest.keyClicks(desk.panel.replace_box, "see")
    assert desk.panel.replace_all.text() == "Replace all 7"
    desk.panel.replace_all.click()
    assert desk.edits == [ReplaceText("know", "see")]
    desk.wait_for("No card has this text.")
    assert desk.panel.replace_all.text() == "Replace all"


def test_that_only_what_is_ticked_is_replaced(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    QTest.keyClicks(desk.panel.replace_box, "see")
    desk.untick(3)
    assert desk.panel.all.checkState() is Qt.CheckState.PartiallyChecked
    desk.panel.replace_ticked.click()
    (edit,) = desk.edits
    assert isinstance(edit, Batch)
    assert desk.deck.issues[0].cards[0].rebuttal == "We see what we know."
    desk.wait_for("1 hit in 1 card")


def test_that_all_ticked_is_all(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    desk.panel.replace_ticked.click()
    assert desk.edits == [ReplaceText("know", "")]


def test_that_ticks_can_be_set_by_mouse_and_all_at_once(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    desk.panel.all.click()
    assert desk.panel.model.ticked() == []
    assert not desk.panel.replace_ticked.isEnabled()
    row = desk.panel.list.visualRect(desk.panel.model.index(desk.row(1)))
    at = QPoint(row.left() + 16, row.center().y())
    QTest.mouseClick(desk.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [hit.path for hit in desk.panel.model.ticked()] == ["counter"]
    desk.panel.all.click()
    assert len(desk.panel.model.ticked()) == 7


def test_that_what_was_unticked_stays_so_while_the_text_before_it_changes(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    desk.untick(3)
    card = replace(CARDS[0], rebuttal="Now: we know what we know.")
    issue = replace(DECK.issues[0], cards=(card, *CARDS[1:]))
    desk.take(replace(DECK, issues=(issue,)))
    desk.panel.replace_ticked.click()
    assert not desk.edits
    desk.qtbot.waitUntil(lambda: bool(desk.edits))
    assert desk.deck.issues[0].cards[0].rebuttal == "Now: we  what we know."


def test_that_another_search_ticks_everything(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    desk.untick(0)
    desk.look_for("know.", "3 hits")
    assert len(desk.panel.model.ticked()) == 3


def test_that_an_edit_elsewhere_keeps_the_place_and_shows_nothing_again(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    for _ in range(3):
        desk.panel.next_hit()
    shown = list(desk.shown)
    desk.take(ReplaceText("Leave", "Go").apply(DECK).deck)
    desk.wait_for("7 hits")
    assert desk.shown == shown
    desk.take(ReplaceText("We know what", "We see what").apply(DECK).deck)
    desk.wait_for("6 hits")
    desk.panel.next_hit()
    assert desk.shown[len(shown) :] == ["gas/rebuttal/15"]


def test_that_a_hit_that_is_gone_is_passed_over(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    desk.panel.next_hit()
    desk.panel.next_hit()
    desk.take(ReplaceText("You know nothing", "Nothing").apply(DECK).deck)
    desk.wait_for("6 hits")
    desk.panel.next_hit()
    assert desk.shown == ["gas/position/3", "gas/counter/4", "gas/rebuttal/3"]


def test_that_a_selection_is_looked_for(desk: Desk) -> None:
    desk.panel.hide()
    desk.panel.open_with("We know\u2029and more")
    desk.wait_for("3 hits in 1 card")
    assert desk.panel.find_box.selectedText() == "We know"
    desk.panel.open_with()
    assert desk.panel.find_box.text() == "We know"


def test_that_a_hidden_panel_does_not_search(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    desk.panel.hide()
    desk.take(MANY)
    assert not desk.panel._searching.is_running
    desk.panel.show()
    desk.wait_for("No card has this text.")


def test_that_escape_and_close_close(desk: Desk) -> None:
    for widget in (desk.panel.find_box, desk.panel.replace_box, desk.panel.list):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Escape)
    desk.panel.close_button.click()
    assert desk.closed == 4


def test_that_very_many_hits_are_not_all_listed(desk: Desk) -> None:
    desk.take(MANY)
    desk.look_for("x", "More than 2,000 hits")
    assert len(paths(desk.panel.model)) == 2_000
    assert desk.panel.replace_all.text() == "Replace all"
    desk.panel.replace_all.click()
    assert desk.edits == [ReplaceText("x", "")]
    desk.wait_for("No card has this text.")


def test_that_ticks_of_a_cut_list_are_only_those_listed(desk: Desk) -> None:
    desk.take(MANY)
    desk.look_for("x x", "More than 2,000 hits")
    QTest.keyClicks(desk.panel.replace_box, "y")
    desk.panel.all.click()
    desk.untick(0)
    desk.panel.replace_ticked.click()
    assert desk.deck.issues[0].cards[0].notes == "y x x x x x x x x"
    assert desk.deck.issues[0].cards[1] is MANY.issues[0].cards[1]


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b>", "\x00\x07", "😀" * 50, "שלום עולם", "\u202eevil", "a\nb\tc", "x" * 100_000],
    ids=ascii,
)
def test_that_text_of_anybodys_can_be_listed(desk: Desk, text: str) -> None:
    card = Card(id="odd", title=text, notes=f"{text} needle {text}")
    desk.take(Deck(issues=(Issue(id="one", title=text, cards=(card,)),)))
    desk.look_for("needle", "1 hit in 1 card")
    QTest.keyClicks(desk.panel.replace_box, "straw")
    for theme in (DARK, LIGHT):
        desk.panel.set_theme(theme)
        assert not desk.panel.grab().isNull()
    said = str(desk.panel.model.index(1).data())
    assert "needle → straw" in said
    assert said.isprintable()


def test_that_very_odd_things_can_be_looked_for(desk: Desk) -> None:
    for text in ("😀", "x" * 100_000, "\x00", "(*"):
        desk.panel.find_box.setText(text)
        desk.wait_for("No card has this text.")


def test_that_cards_that_cannot_be_told_apart_are_left_alone_and_it_is_said(desk: Desk) -> None:
    twins = (Card(id="twin", title="One"), Card(id="twin", title="One"))
    desk.take(Deck(issues=(Issue(id="one", title="Issue", cards=twins),)))
    desk.look_for("One", "2 hits in 1 card")
    desk.panel.all.click()
    desk.untick(0)
    desk.panel.replace_ticked.click()
    assert desk.panel.status.plain().startswith("Two cards have the id “twin”")
    assert not desk.edits


def test_that_keys_of_the_panel_are_not_the_windows(desk: Desk) -> None:
    taken: list[bool] = []
    shortcuts = [QShortcut(QKeySequence(key), desk.panel.window()) for key in ("Escape", "F3")]
    for shortcut in shortcuts:
        shortcut.activated.connect(lambda: taken.append(True))
    desk.look_for("Leave", "1 hit")
    QTest.keyClick(desk.panel.find_box, Qt.Key.Key_F3)
    QTest.keyClick(desk.panel.find_box, Qt.Key.Key_Escape)
    assert (desk.shown, desk.closed, taken) == (["minsk/position/0"], 1, [])


def test_that_rows_grow_with_the_text(desk: Desk) -> None:
    desk.look_for("know", "7 hits")
    before = desk.panel.list.sizeHintForRow(1)
    font = desk.panel.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    desk.panel.setFont(font)
    assert desk.panel.list.sizeHintForRow(1) > 1.3 * before
