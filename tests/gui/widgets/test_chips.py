"""Chips: choices to tick, tags to type, paste, walk through and take away; rows that wrap."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, LIGHT, Theme
from deckapp.gui.widgets.chip import Chip
from deckapp.gui.widgets.chips import ChoiceChips, TagChips
from deckapp.gui.widgets.lettering import lettered
from tests.gui.helpers import spin

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


class Page(QWidget):
    """Chips above a box, in a window that gives them the height they ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.choices = ChoiceChips(["private", "public", "press"])
        self.choices.setAccessibleName("Audience")
        self.tags = TagChips()
        self.tags.setAccessibleName("Tags")
        self.below = QLineEdit()
        column = QVBoxLayout(self)
        for widget in (self.choices, self.tags, self.below):
            column.addWidget(widget)
        column.addStretch(1)
        self.resize(400, 300)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    spin()
    return page


@pytest.fixture
def choices(page: Page) -> ChoiceChips:
    page.choices.setFocus()
    return page.choices


@pytest.fixture
def tags(page: Page) -> TagChips:
    page.tags.setFocus()
    return page.tags


def _told(chips: ChoiceChips | TagChips) -> list[object]:
    told: list[object] = []
    chips.changed.connect(lambda: told.append(chips.value()))
    return told


def _press(key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(_focused(), key)


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def _chips(of: QWidget) -> list[Chip]:
    """The chips as they are seen, row by row."""
    found = [chip for chip in of.findChildren(Chip) if chip.isVisible()]
    return sorted(found, key=lambda chip: (chip.y(), chip.x()))


# Choices


def test_that_space_ticks_choices_which_are_told_in_their_own_order(choices: ChoiceChips) -> None:
    told = _told(choices)
    _press(Qt.Key.Key_Right, 5)
    _press(Qt.Key.Key_Space)
    _press(Qt.Key.Key_Left, 5)
    _press(Qt.Key.Key_Space)
    assert told == [("press",), ("private", "press")]
    _press(Qt.Key.Key_Space)
    assert choices.value() == ("press",)


def test_that_a_click_ticks_a_choice(choices: ChoiceChips) -> None:
    QTest.mouseClick(_chips(choices)[1], Qt.MouseButton.LeftButton)
    assert choices.value() == ("public",)


def test_that_setting_choices_tells_nothing(choices: ChoiceChips) -> None:
    told = _told(choices)
    choices.set_value(("press", "private"))
    assert (choices.value(), told) == (("private", "press"), [])


def test_that_each_choice_is_named_after_the_field(choices: ChoiceChips) -> None:
    choices.setAccessibleDescription("Before whom.")
    names = [chip.accessibleName() for chip in _chips(choices)]
    assert names == ["Audience: Private", "Audience: Public", "Audience: Press"]
    assert {chip.accessibleDescription() for chip in _chips(choices)} == {"Before whom."}


def test_that_keys_of_no_meaning_to_chips_are_left_to_others(choices: ChoiceChips) -> None:
    _press(Qt.Key.Key_Up)
    _press(Qt.Key.Key_Return)
    assert (choices.value(), _focused().accessibleName()) == ((), "Audience: Private")


# Typing tags


def test_that_return_comma_and_tab_add_what_is_typed(tags: TagChips) -> None:
    told = _told(tags)
    QTest.keyClicks(tags.edit, "arms  control ")
    _press(Qt.Key.Key_Return)
    QTest.keyClicks(tags.edit, "syria,")
    QTest.keyClicks(tags.edit, "R&D")
    _press(Qt.Key.Key_Tab)
    assert tags.value() == ("arms control", "syria", "R&D")
    assert told == [tags.value()[:1], tags.value()[:2], tags.value()]
    assert (_focused(), tags.edit.text()) == (tags.edit, "")


def test_that_tab_in_the_empty_box_leaves_it(page: Page, tags: TagChips) -> None:
    _press(Qt.Key.Key_Tab)
    assert _focused() is page.below


def test_that_leaving_the_box_loses_nothing(page: Page, tags: TagChips) -> None:
    told = _told(tags)
    QTest.keyClicks(tags.edit, "syria")
    page.below.setFocus()
    assert (tags.value(), told) == (("syria",), [("syria",)])


@pytest.mark.parametrize("pasted", ["a, b\nc", " a;b;;\r\nc,", "a\u2028b,c,b"])
def test_that_several_tags_can_be_pasted_at_once(tags: TagChips, pasted: str) -> None:
    told = _told(tags)
    QGuiApplication.clipboard().setText(pasted)
    QTest.keyClick(tags.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (tags.value(), told) == (("a", "b", "c"), [("a", "b", "c")])


def test_that_a_pasted_text_full_of_commas_becomes_one_tag(tags: TagChips) -> None:
    QGuiApplication.clipboard().setText("no, list\n" * 10_000)
    QTest.keyClick(tags.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert tags.value() == (" ".join(["no, list"] * 10_000),)


def test_that_a_tag_is_not_added_twice_and_blanks_not_at_all(tags: TagChips) -> None:
    tags.set_value(("syria",))
    told = _told(tags)
    for typed in ("syria,", "  ,", ","):
        QTest.keyClicks(tags.edit, typed)
    _press(Qt.Key.Key_Return)
    assert (tags.value(), told, tags.edit.text()) == (("syria",), [], "")


def test_that_a_suggestion_is_taken_with_the_arrow_and_return(tags: TagChips) -> None:
    tags.set_suggestions(["arms control", "disarmament", "syria"])
    QTest.keyClicks(tags.edit, "ARM")
    popup = tags.edit.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    for _ in range(2):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    spin()
    assert (tags.value(), tags.edit.text()) == (("disarmament",), "")


def test_that_return_takes_what_is_typed_though_suggestions_are_shown(tags: TagChips) -> None:
    tags.set_suggestions(["arms control"])
    QTest.keyClicks(tags.edit, "arms")
    popup = tags.edit.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    spin()
    assert (tags.value(), popup.isVisible()) == (("arms",), False)


# Walking through tags and taking them away


def test_that_backspace_in_the_empty_box_takes_the_last_tag(tags: TagChips) -> None:
    tags.set_value(("a", "b"))
    told = _told(tags)
    QTest.keyClicks(tags.edit, "x")
    _press(Qt.Key.Key_Backspace)
    assert told == []
    _press(Qt.Key.Key_Backspace, 3)
    assert told == [("a",), ()]


def test_that_left_and_right_walk_and_delete_takes_the_tag_there(tags: TagChips) -> None:
    tags.set_value(("a", "b", "c", "d"))
    told = _told(tags)
    _press(Qt.Key.Key_Left, 3)
    assert _focused().accessibleName() == "b"
    _press(Qt.Key.Key_Delete)
    assert _focused().accessibleName() == "c"
    _press(Qt.Key.Key_Home)
    _press(Qt.Key.Key_Backspace)
    _press(Qt.Key.Key_Right)
    assert _focused().accessibleName() == "d"
    _press(Qt.Key.Key_Delete)
    assert _focused() is tags.edit
    assert told == [("a", "c", "d"), ("c", "d"), ("c",)]


def test_that_left_moves_the_cursor_while_there_is_text_before_it(tags: TagChips) -> None:
    tags.set_value(("a",))
    QTest.keyClicks(tags.edit, "xy")
    _press(Qt.Key.Key_Left, 2)
    assert _focused() is tags.edit
    _press(Qt.Key.Key_Left)
    assert (_focused().accessibleName(), tags.value()) == ("a", ("a", "xy"))
    _press(Qt.Key.Key_End)
    assert _focused() is tags.edit


def test_that_a_click_on_the_cross_takes_a_tag_and_one_beside_it_does_not(tags: TagChips) -> None:
    tags.set_value(("a", "b"))
    spin()
    chip = _chips(tags)[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(6, chip.height() // 2))
    assert tags.value() == ("a", "b")
    cross = QPoint(chip.width() - 14, chip.height() // 2)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    assert tags.value() == ("b",)


# What is set


def test_that_setting_tags_tells_nothing_and_keeps_what_is_typed(tags: TagChips) -> None:
    told = _told(tags)
    QTest.keyClicks(tags.edit, "half")
    for value in (("a", "b", "c"), ("a", "x"), (), ("same", "same")):
        tags.set_value(value)
        assert tags.value() == value
    assert (told, tags.edit.text(), _focused()) == ([], "half", tags.edit)


def test_that_setting_tags_keeps_the_keyboard_at_its_place(tags: TagChips) -> None:
    tags.set_value(("a", "b", "c"))
    _press(Qt.Key.Key_Left, 2)
    tags.set_value(("a", "b", "new"))
    assert _focused().accessibleName() == "b"
    tags.set_value(("a",))
    assert _focused() is tags.edit


HOSTILE = ["x" * 10_000, "<b>bold</b>", "\x00\x1b[2J", "👩‍🚀", "שלום", "a\nb", "half \ud83d", " "]


def test_that_tags_of_any_text_are_kept_and_named_in_plain_short_text(tags: TagChips) -> None:
    tags.set_value(HOSTILE)
    spin()
    assert tags.value() == tuple(HOSTILE)
    assert all(len(chip.accessibleName()) <= 201 for chip in _chips(tags))
    assert not tags.grab().isNull()


def test_that_the_box_is_named_and_described_like_the_field(tags: TagChips) -> None:
    tags.setAccessibleDescription("Labels to find the card by.")
    assert tags.edit.accessibleName() == "Tags"
    assert tags.edit.accessibleDescription() == "Labels to find the card by."


# Rows


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_that_many_tags_and_a_huge_one_wrap_within_the_width(
    page: Page, tags: TagChips, zoom: float
) -> None:
    page.setFont(lettered(page.font(), zoom))
    tags.set_value([f"tag {number}" for number in range(500)] + ["x" * 10_000])
    page.resize(260, 200)
    spin()
    boxes = [chip.geometry() for chip in _chips(tags)] + [tags.edit.geometry()]
    assert len(boxes) == 502
    assert all(box.left() >= 0 and box.right() < tags.width() for box in boxes)
    assert all(not one.intersects(two) for one, two in pairwise(boxes))
    assert page.width() == 260
    assert tags.heightForWidth(tags.width()) == boxes[-1].bottom() + 1


def test_that_the_box_takes_the_rest_of_its_row(tags: TagChips) -> None:
    tags.set_value(("a", "b"))
    spin()
    assert tags.edit.y() < _chips(tags)[0].geometry().bottom()
    assert tags.edit.geometry().right() == tags.width() - 1


@THEMES
def test_that_ticks_and_the_keyboard_are_seen_in_both_themes(
    page: Page, choices: ChoiceChips, theme: Theme
) -> None:
    page.setPalette(theme.palette())
    seen = []
    for value in ((), ("public",)):
        choices.set_value(value)
        for focused in (page.below, _chips(choices)[1]):
            focused.setFocus()
            seen.append(_chips(choices)[1].grab().toImage())
    assert all(one != two for at, one in enumerate(seen) for two in seen[at + 1 :])
