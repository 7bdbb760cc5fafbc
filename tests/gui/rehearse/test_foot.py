"""What stands below the card: words to avoid, progress, what card it is, the keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import AvoidPhrase
from deckapp.gui.main_window import MainWindow
from deckapp.gui.rehearse.at_hand import AtHand
from deckapp.gui.rehearse.foot import Foot
from deckapp.gui.theme import LIGHT
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import cards_of, press, small_deck, spin, written

AVOIDING = """\
avoid:
  - phrase: mutual respect
    also: [mutually respectful]
    why: They hear spheres of influence.
    say: We came to speak plainly.
"""
ON_ISSUE = "    avoid: [{phrase: equality}]\n"
ON_CARD = "        avoid: [{phrase: both sides, say: you}]\n"


def foot_of(window: MainWindow) -> Foot:
    assert window.rehearse.foot is not None
    return window.rehearse.foot


@pytest.fixture
def at_hand(qtbot: QtBot) -> AtHand:
    label = AtHand(LIGHT)
    qtbot.addWidget(label)
    label.resize(600, 60)
    return label


def test_that_phrases_of_deck_issue_and_card_are_at_hand(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck(2).replace("issues:\n", f"{AVOIDING}issues:\n")
    text = text.replace("    title: Only issue\n", f"    title: Only issue\n{ON_ISSUE}")
    text = text.replace("        title: Title 2\n", f"        title: Title 2\n{ON_CARD}")
    window = make_window(written(tmp_path / "deck.yaml", text))
    at_hand = foot_of(window)._at_hand
    assert "“mutual respect” → We came to speak plainly." in at_hand.plain()
    assert "“equality”" in at_hand.plain()
    assert "both sides" not in at_hand.plain()
    press(window, Qt.Key.Key_Right)
    assert "“both sides” → you" in at_hand.plain()
    assert "“mutual respect”" in at_hand.plain()
    for words in ("mutually respectful", "spheres of influence", "Say instead: you"):
        assert words in at_hand.toolTip()
        assert words in at_hand.accessibleDescription()


def test_that_nothing_stands_there_where_nothing_is_to_be_avoided(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(written(tmp_path / "deck.yaml", small_deck()))
    height = foot_of(window).height()
    assert foot_of(window)._at_hand.isHidden()
    again = make_window().rehearse.foot
    assert again is not None
    assert height == again.height()


def test_that_many_phrases_lose_first_their_substitutes_and_then_themselves_to_a_number(
    at_hand: AtHand,
) -> None:
    def phrases(count: int) -> list[AvoidPhrase]:
        return [AvoidPhrase(phrase=f"phrase {n}", say="something else") for n in range(count)]

    at_hand.show_phrases(phrases(2))
    assert "“phrase 1” → something else" in at_hand.plain()
    at_hand.show_phrases(phrases(8))
    assert "→" not in at_hand.plain()
    assert "“phrase 7”" in at_hand.plain()
    at_hand.show_phrases(phrases(40))
    assert "more: point here" in at_hand.plain()
    assert "phrase 39" in at_hand.toolTip()
    metrics = at_hand.fontMetrics()
    assert at_hand.heightForWidth(600) <= 2 * metrics.lineSpacing() + 4
    at_hand.resize(5000, 60)
    assert "“phrase 39”" in at_hand.plain() or "more" in at_hand.plain()


def test_that_an_endless_phrase_is_counted_where_it_cannot_be_shown(at_hand: AtHand) -> None:
    at_hand.show_phrases([AvoidPhrase(phrase="W" * 4000)])
    assert at_hand.plain() == "Avoid:  1 more: point here"


def test_that_the_foot_says_priority_seconds_audience_and_the_keys(window: MainWindow) -> None:
    card = cards_of(window)[0]
    foot = foot_of(window)
    assert foot._about.text().startswith("must")
    assert f"{card.seconds} seconds" in foot._about.text()
    assert ", ".join(card.audience) in foot._about.text()
    assert "L Russian" in foot._keys.text()
    assert "Space reveals" in foot._keys.text()


def _click(window: MainWindow, x: float) -> None:
    strip = foot_of(window)._strip
    place = QPoint(round(x * (strip.width() - 1)), strip.height() // 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)


def test_that_a_click_on_the_progress_goes_to_the_card_there(window: MainWindow) -> None:
    _click(window, 1.0)
    assert window.rehearse.present_id() == cards_of(window)[-1].id
    _click(window, 0.0)
    assert window.rehearse.present_id() == cards_of(window)[0].id
    met = set()
    for step in range(200):
        _click(window, step / 199)
        met.add(window.rehearse.place.card)
    assert met == set(range(len(cards_of(window))))


def test_that_the_progress_tells_where_one_is(window: MainWindow) -> None:
    strip = foot_of(window)._strip
    press(window, Qt.Key.Key_Right, 5)
    total = len(cards_of(window))
    assert strip.accessibleName() == (
        f"Progress: card 6 of {total}, 1 of 3 in De-confliction in Syrian skies"
    )
    assert strip.toolTip() == "De-confliction in Syrian skies: card 1 of 3"


def test_that_the_card_does_not_jump_when_the_foot_or_the_text_changes(
    window: MainWindow,
) -> None:
    boxes = set()
    for _ in cards_of(window):
        spin()
        boxes.add((window.rehearse.card.size().toTuple(), window.rehearse.card._card().getRect()))
        press(window, Qt.Key.Key_Right)
    assert len(boxes) == 1
