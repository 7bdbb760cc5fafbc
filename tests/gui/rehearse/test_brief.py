"""The brief mode, driven by real keys and clicks in a whole window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import Card
from deckapp.gui.main_window import MainWindow
from deckapp.gui.widgets.turning import TURN_MILLISECONDS
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import FakeHints, cards_of, press, seen, small_deck, written

Key = Qt.Key


def _index(window: MainWindow, card_id: str) -> int:
    return [card.id for card in cards_of(window)].index(card_id)


def _texts(card: Card) -> list[str]:
    """What each step of a card adds, in the order of the steps."""
    steps = [card.title, card.position, card.counter, card.rebuttal]
    for follow_up in card.follow_ups:
        steps += [follow_up.counter, follow_up.rebuttal]
    return steps


def test_that_space_reveals_each_step_and_then_goes_to_the_next_card(window: MainWindow) -> None:
    for card in cards_of(window)[:6]:
        assert window.rehearse.present_id() == card.id
        steps = _texts(card)
        for reached, text in enumerate(steps):
            assert text in seen(window)
            for later in steps[reached + 1 :]:
                assert later not in seen(window)
            press(window, Key.Key_Space)


def test_that_every_card_of_the_deck_is_walked_through_with_one_key(window: MainWindow) -> None:
    met: list[str] = []
    for _ in range(1000):
        card_id, place = window.rehearse.present_id(), window.rehearse.place
        if not met or met[-1] != card_id:
            met.append(card_id)
        press(window, Key.Key_Space)
        if window.rehearse.place == place:
            break
    assert met == [card.id for card in cards_of(window)]


def test_that_backspace_takes_the_steps_back_in_the_same_order(window: MainWindow) -> None:
    forward = []
    for _ in range(12):
        forward.append((window.rehearse.place, seen(window)))
        press(window, Key.Key_Space)
    backward = []
    for _ in range(12):
        press(window, Key.Key_Backspace)
        backward.append((window.rehearse.place, seen(window)))
    assert backward == forward[::-1]


def test_that_backspace_on_a_title_goes_to_the_card_before_all_revealed(
    window: MainWindow,
) -> None:
    press(window, Key.Key_Right)
    press(window, Key.Key_Backspace)
    first = cards_of(window)[0]
    assert window.rehearse.present_id() == first.id
    assert first.follow_ups[-1].rebuttal in seen(window)


def test_that_backspace_at_the_very_start_changes_nothing(window: MainWindow) -> None:
    press(window, Key.Key_Backspace)
    assert window.rehearse.place == (0, 0, 0)
    assert cards_of(window)[0].title in seen(window)


@pytest.mark.parametrize(
    ("there", "back"),
    [(Key.Key_Right, Key.Key_Left), (Key.Key_Down, Key.Key_Up)],
    ids=["left-right", "up-down"],
)
def test_that_arrows_go_to_the_title_of_the_next_and_of_the_previous_card(
    window: MainWindow, there: Qt.Key, back: Qt.Key
) -> None:
    first, second, third = cards_of(window)[:3]
    press(window, Key.Key_Space)
    press(window, there)
    assert window.rehearse.present_id() == second.id
    assert second.title in seen(window)
    assert second.position not in seen(window)
    press(window, there)
    assert window.rehearse.present_id() == third.id
    press(window, back, 2)
    assert window.rehearse.present_id() == first.id
    press(window, back)
    assert window.rehearse.present_id() == first.id


def test_that_home_and_end_go_to_the_first_and_last_card(window: MainWindow) -> None:
    cards = cards_of(window)
    press(window, Key.Key_End)
    assert window.rehearse.present_id() == cards[-1].id
    press(window, Key.Key_Right)
    assert window.rehearse.present_id() == cards[-1].id
    press(window, Key.Key_Home)
    assert window.rehearse.present_id() == cards[0].id


def test_that_a_presenters_page_keys_reveal_and_step_back(window: MainWindow) -> None:
    press(window, Key.Key_PageDown)
    assert cards_of(window)[0].position in seen(window)
    press(window, Key.Key_PageUp)
    assert cards_of(window)[0].position not in seen(window)


def test_that_l_shows_counters_in_russian_and_again_in_the_decks_language(
    window: MainWindow,
) -> None:
    card = cards_of(window)[0]
    press(window, Key.Key_Space, 2)
    assert card.counter in seen(window)
    press(window, Key.Key_L)
    assert card.counter_in["ru"] in seen(window)
    assert card.counter not in seen(window)
    press(window, Key.Key_Space, 2)
    assert card.follow_ups[0].counter_in["ru"] in seen(window)
    press(window, Key.Key_L)
    assert card.counter in seen(window)
    assert card.follow_ups[0].counter in seen(window)


def test_that_the_language_stays_from_card_to_card(window: MainWindow) -> None:
    press(window, Key.Key_L)
    press(window, Key.Key_Right)
    press(window, Key.Key_Space, 2)
    assert cards_of(window)[1].counter_in["ru"] in seen(window)


def test_that_a_click_on_the_card_reveals_and_one_beside_it_does_not(window: MainWindow) -> None:
    card = window.rehearse.card
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert window.rehearse.place.step == 0
    QTest.mouseClick(card, Qt.MouseButton.RightButton, pos=card.rect().center())
    assert window.rehearse.place.step == 0
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert cards_of(window)[0].position in seen(window)


def test_that_the_card_does_not_turn_where_less_motion_is_wished(window: MainWindow) -> None:
    press(window, Key.Key_Space, 2)
    assert not window.rehearse.card.is_turning()


def test_that_the_card_turns_between_its_sides_and_ends_in_time(
    make_window: WindowMaker, qtbot: QtBot
) -> None:
    window = make_window(hints=FakeHints(still=False))
    press(window, Key.Key_Space)
    assert not window.rehearse.card.is_turning()
    press(window, Key.Key_Space)
    assert window.rehearse.card.is_turning()
    assert TURN_MILLISECONDS <= 200
    qtbot.waitUntil(lambda: not window.rehearse.card.is_turning())
    assert cards_of(window)[0].counter in seen(window)


def test_that_the_next_key_does_not_wait_for_a_turn_to_end(make_window: WindowMaker) -> None:
    window = make_window(hints=FakeHints(still=False))
    press(window, Key.Key_Space, 2)
    assert window.rehearse.card.is_turning()
    press(window, Key.Key_Space)
    assert not window.rehearse.card.is_turning()
    assert cards_of(window)[0].rebuttal in seen(window)
    press(window, Key.Key_Backspace, 2)
    assert window.rehearse.card.is_turning()
    press(window, Key.Key_Right)
    assert not window.rehearse.card.is_turning()
    assert window.rehearse.present_id() == cards_of(window)[1].id


def test_that_the_user_can_switch_turning_off(make_window: WindowMaker) -> None:
    window = make_window(hints=FakeHints(still=False))
    assert window.chrome is not None
    window.chrome.actions["be_still"].trigger()
    press(window, Key.Key_Space, 2)
    assert not window.rehearse.card.is_turning()
    assert window.settings.still


def test_that_loud_fields_are_revealed_with_the_position_and_the_trigger_with_the_title(
    window: MainWindow,
) -> None:
    for card in cards_of(window):
        window.rehearse.go_to(_index(window, card.id))
        assert card.when in seen(window)
        for loud in (*card.red_lines, *card.asks, *card.withhold):
            assert loud not in seen(window)
        gathered = seen(window)
        while window.rehearse.place.step == 0:
            press(window, Key.Key_Space)
        gathered += seen(window)
        assert "\nPosition: " in gathered or gathered.startswith("Position: ")
        for label, texts in (
            ("Red line", card.red_lines),
            ("Ask", card.asks),
            ("Do not reveal", card.withhold),
        ):
            for text in texts:
                assert text in gathered
            assert (f"{label}: " in gathered) == bool(texts)


def test_that_notes_for_staff_are_never_shown(window: MainWindow) -> None:
    with_notes = [card for card in cards_of(window) if card.notes]
    assert with_notes
    for card in with_notes:
        window.rehearse.go_to(_index(window, card.id))
        while window.rehearse.present_id() == card.id:
            assert card.notes not in seen(window)
            place = window.rehearse.place
            press(window, Key.Key_Space)
            assert window.rehearse.place != place


def test_that_keys_do_nothing_without_a_deck(make_window: WindowMaker, qtbot: QtBot) -> None:
    window = make_window(wait=False)
    window.furnish()
    for key in (Key.Key_Space, Key.Key_Backspace, Key.Key_Right, Key.Key_End, Key.Key_L):
        press(window, key)
    assert window.rehearse.present_id() == ""
    assert not window.rehearse.has_cards()


def _long(words: int) -> str:
    return " ".join(f"word{number}" for number in range(words))


def test_that_backspace_goes_to_the_last_page_of_a_long_card_before(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    deck = small_deck(2).replace("Rebuttal 1.", _long(900))
    window = make_window(written(tmp_path / "long.yaml", deck))
    window.resize(700, 450)
    press(window, Key.Key_Right)
    press(window, Key.Key_Backspace)
    place = window.rehearse.place
    assert (place.card, place.step) == (0, 3)
    assert place.part == window.rehearse.card.parts(3) - 1 > 0
    press(window, Key.Key_Space)
    assert window.rehearse.place == (1, 0, 0)


def test_that_no_key_press_is_lost_after_the_window_grew(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    deck = small_deck(2).replace("Rebuttal 1.", _long(900))
    window = make_window(written(tmp_path / "long.yaml", deck))
    window.resize(700, 450)
    press(window, Key.Key_Right)
    press(window, Key.Key_Backspace)
    window.resize(2400, 1600)
    assert window.rehearse.card.parts(3) == 1
    press(window, Key.Key_Backspace)
    assert window.rehearse.place == (0, 2, 0)


def test_that_a_step_of_several_pages_is_walked_page_by_page_there_and_back(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    deck = small_deck(2).replace("Rebuttal 1.", _long(900))
    window = make_window(written(tmp_path / "long.yaml", deck))
    window.resize(700, 450)
    press(window, Key.Key_Space, 3)
    pages = window.rehearse.card.parts(3)
    assert pages > 2
    there = []
    for _ in range(pages):
        there.append(window.rehearse.place)
        press(window, Key.Key_Space)
    assert [place.part for place in there] == list(range(pages))
    assert window.rehearse.place == (1, 0, 0)
    back = []
    for _ in range(pages):
        press(window, Key.Key_Backspace)
        back.append(window.rehearse.place)
    assert back == there[::-1]
