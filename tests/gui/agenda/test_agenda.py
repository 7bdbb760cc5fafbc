"""The agenda: what meeting it is, finding a card by any word, going to it with the keys."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import read_deck_file
from deckapp.gui.agenda.agenda import Agenda
from deckapp.gui.main_window import MainWindow
from deckapp.gui.theme import DARK, LIGHT
from deckapp.paths import reference_deck
from tests.benchmarks.decks import big_deck
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import cards_of, chrome_of, deck_of, press, seen, small_deck, written

Key = Qt.Key


def agenda_of(window: MainWindow) -> Agenda:
    return chrome_of(window).agenda


def shown_titles(agenda: Agenda) -> list[str]:
    """The titles of the cards that the tree shows."""
    model = agenda.tree.model()
    return [
        str(model.index(card, 0, model.index(issue, 0)).data())
        for issue in range(model.rowCount())
        for card in range(model.rowCount(model.index(issue, 0)))
    ]


def search(agenda: Agenda, words: str) -> None:
    agenda.filter.setFocus()
    agenda.filter.clear()
    QTest.keyClicks(agenda.filter, words)


def current(agenda: Agenda) -> str:
    return str(agenda.tree.currentIndex().data())


def test_that_the_agenda_lists_all_cards_below_their_issues(window: MainWindow) -> None:
    assert shown_titles(agenda_of(window)) == [card.title for card in cards_of(window)]


def test_that_the_meeting_stands_above_the_agenda(window: MainWindow) -> None:
    agenda = agenda_of(window)
    assert agenda._title.text() == "Moscow, April 2017"
    for words in ("Lavrov", "Moscow", "12 April 2017", "60 minutes"):
        assert words in agenda._meeting.text()


def test_that_a_deck_without_a_meeting_leaves_no_empty_line(qtbot: QtBot) -> None:
    agenda = Agenda(LIGHT)
    qtbot.addWidget(agenda)
    agenda.set_deck(deck_of(small_deck()))
    assert agenda._meeting.isHidden()
    assert agenda._title.text() == "Small deck"


def _card_with(window: MainWindow, words: str) -> list[str]:
    """The titles of the cards that have words in their counters or follow-ups."""
    return [
        card.title
        for card in cards_of(window)
        if any(
            words.casefold() in text.casefold()
            for text in (
                card.title,
                card.position,
                card.counter,
                *card.counter_in.values(),
                *(follow_up.rebuttal for follow_up in card.follow_ups),
            )
        )
    ]


def test_that_typing_filters_over_all_text_at_each_letter(window: MainWindow) -> None:
    agenda = agenda_of(window)
    follow_up = cards_of(window)[0].follow_ups[0].rebuttal
    counts = []
    agenda.filter.setFocus()
    for letter in follow_up[:30]:
        QTest.keyClicks(agenda.filter, letter)
        counts.append(len(shown_titles(agenda)))
    assert counts == sorted(counts, reverse=True)
    assert shown_titles(agenda) == [cards_of(window)[0].title]


def test_that_cyrillic_is_found_in_whatever_case(window: MainWindow) -> None:
    agenda = agenda_of(window)
    word = cards_of(window)[1].counter_in["ru"].split()[0]
    agenda.filter.setText(word.upper())
    assert cards_of(window)[1].title in shown_titles(agenda)
    assert set(_card_with(window, word)) <= set(shown_titles(agenda))
    assert len(shown_titles(agenda)) < len(cards_of(window))


def test_that_no_hit_says_so_and_an_empty_filter_shows_all_again(window: MainWindow) -> None:
    agenda = agenda_of(window)
    assert agenda._nothing.isHidden()
    search(agenda, "zebra crossing")
    assert shown_titles(agenda) == []
    assert agenda._nothing.isVisible()
    assert agenda._nothing.text() == "No card has these words."
    QTest.keyClick(agenda.filter, Key.Key_Return)
    agenda.filter.clear()
    assert agenda._nothing.isHidden()
    assert len(shown_titles(agenda)) == len(cards_of(window))


def test_that_return_in_the_filter_goes_to_the_first_hit(window: MainWindow) -> None:
    agenda = agenda_of(window)
    search(agenda, "Normandy seat")
    QTest.keyClick(agenda.filter, Key.Key_Return)
    assert window.rehearse.present_id() == "ukraine-normandy"
    assert agenda.tree.hasFocus()
    QTest.keyClick(agenda.tree, Key.Key_Return)
    assert window.rehearse.card.hasFocus()
    press(window, Key.Key_Space)
    assert cards_of(window)[11].position in seen(window)


def test_that_the_filter_stays_while_cards_are_turned(window: MainWindow) -> None:
    agenda = agenda_of(window)
    search(agenda, "Normandy seat")
    window.rehearse.setFocus()
    press(window, Key.Key_End)
    assert agenda.filter.text() == "Normandy seat"
    assert len(shown_titles(agenda)) == 1
    agenda.filter.clear()
    assert current(agenda) == cards_of(window)[-1].title


def test_that_up_and_down_in_the_tree_change_the_card(window: MainWindow) -> None:
    agenda = agenda_of(window)
    agenda.tree.setFocus()
    visited = [window.rehearse.present_id()]
    for _ in range(200):
        QTest.keyClick(agenda.tree, Key.Key_Down)
        if window.rehearse.present_id() != visited[-1]:
            visited.append(window.rehearse.present_id())
    assert visited == [card.id for card in cards_of(window)]
    back = [visited[-1]]
    for _ in range(200):
        QTest.keyClick(agenda.tree, Key.Key_Up)
        if window.rehearse.present_id() != back[-1]:
            back.append(window.rehearse.present_id())
    assert back == visited[::-1]


def test_that_space_reveals_while_the_tree_has_the_keys(window: MainWindow) -> None:
    agenda = agenda_of(window)
    agenda.tree.setFocus()
    QTest.keyClick(agenda.tree, Key.Key_Space)
    assert cards_of(window)[0].position in seen(window)
    QTest.keyClick(agenda.tree, Key.Key_Backspace)
    assert cards_of(window)[0].position not in seen(window)


def test_that_the_tree_follows_the_card(window: MainWindow) -> None:
    for key in (Key.Key_Right, Key.Key_End, Key.Key_Left, Key.Key_Home):
        press(window, key)
        place = window.rehearse.place.card
        assert current(agenda_of(window)) == cards_of(window)[place].title


def _click(agenda: Agenda, index: QModelIndex) -> None:
    place = agenda.tree.visualRect(index).center()
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(agenda.tree.viewport(), button, pos=QPoint(20, place.y()))


def test_that_a_click_on_a_card_or_an_issue_goes_there(window: MainWindow) -> None:
    agenda = agenda_of(window)
    model = agenda.tree.model()
    _click(agenda, model.index(2, 0, model.index(0, 0)))
    assert window.rehearse.place.card == 2
    _click(agenda, model.index(1, 0))
    assert window.rehearse.present_id() == "deconfliction-channel"


def test_that_rows_are_painted_with_minutes_and_triggers_in_both_themes(
    window: MainWindow,
) -> None:
    agenda = agenda_of(window)
    pictures = set()
    for theme in (LIGHT, DARK):
        for focused in (True, False):
            (agenda.tree if focused else window.rehearse).setFocus()
            agenda.set_theme(theme)
            pictures.add(agenda.tree.grab().toImage().cacheKey())
    assert len(pictures) == 4


def test_that_a_large_deck_is_folded_and_a_search_unfolds_it(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    window = make_window(written(tmp_path / "large.yaml", big_deck(600)))
    agenda = agenda_of(window)
    model = agenda.tree.model()
    assert not agenda.tree.isExpanded(model.index(5, 0))
    search(agenda, "point 599")
    assert len(shown_titles(agenda)) == 1
    assert agenda.tree.isExpanded(model.index(0, 0))


def test_that_a_filter_typed_before_the_texts_are_there_finds_all_the_same(
    qtbot: QtBot,
) -> None:
    agenda = Agenda(LIGHT)
    qtbot.addWidget(agenda)
    deck = read_deck_file(reference_deck()).deck
    agenda.set_deck(deck)
    agenda.filter.setText("Normandy seat")
    assert shown_titles(agenda) == ["A seat in the Normandy group"]


def test_that_typing_in_the_filter_leaves_the_card_as_it_is(window: MainWindow) -> None:
    agenda = agenda_of(window)
    press(window, Key.Key_Right)
    press(window, Key.Key_Space, 2)
    before = window.rehearse.place
    search(agenda, "Normandy seat")
    assert window.rehearse.place == before
    assert not agenda.tree.currentIndex().isValid()
    agenda.filter.clear()
    assert window.rehearse.place == before
    assert current(agenda) == cards_of(window)[1].title


def test_that_escape_gives_up_the_search_and_goes_back_to_the_card(window: MainWindow) -> None:
    agenda = agenda_of(window)
    for widget in (agenda.filter, agenda.tree):
        search(agenda, "Normandy")
        widget.setFocus()
        QTest.keyClick(widget, Key.Key_Escape)
        assert agenda.filter.text() == ""
        assert window.rehearse.card.hasFocus()
