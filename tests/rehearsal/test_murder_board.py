"""Murder boards: what is asked first, what is kept, where they go on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import Card, Deck, FollowUp, Issue
from deckapp.rehearsal import Grade, LogError, prompts_of
from deckapp.rehearsal.drill import STALE
from deckapp.rehearsal.log.deck_log import DeckLog
from deckapp.rehearsal.log.times import Timed
from deckapp.rehearsal.memory import Memory
from deckapp.rehearsal.murder_board import (
    MurderBoard,
    answer_seconds,
    begin_board,
    nastiest_first,
    unanswered_counters,
    unfinished_board,
)

from .boards import DECK, PROMPTS, ROUNDS, card
from .histories import DAY, MINUTE, NOW, prompt_of
from .log.logs import found, of_deck, opened


@pytest.fixture
def log(tmp_path: Path) -> Iterator[DeckLog]:
    with opened(tmp_path) as log:
        yield of_deck(log)


def begun(log: DeckLog, *, practice: bool = True, seed: int = 7) -> MurderBoard:
    rounds = nastiest_first(DECK, PROMPTS, {}, NOW)
    return begin_board(log, PROMPTS, rounds, NOW, practice=practice, seed=seed)


def gone_on(log: DeckLog) -> MurderBoard:
    board = unfinished_board(log, PROMPTS, NOW + MINUTE)
    assert board is not None
    return board


def asked(board: MurderBoard) -> str:
    return board.present.prompt.id if board.present is not None else ""


def order(memories: dict[str, Memory], deck: Deck = DECK) -> list[list[str]]:
    rounds = nastiest_first(deck, prompts_of(deck), memories, NOW + DAY)
    return [[prompt.id for prompt in round_] for round_ in rounds]


def memory(stability: float) -> Memory:
    return Memory(stability, 5.0, NOW)


def test_that_the_likelier_counters_come_first_and_of_those_the_ones_that_press_on() -> None:
    assert order({}) == ROUNDS


def test_that_of_equally_likely_counters_the_weakest_comes_first() -> None:
    pressing = {"pressing/rebuttal": 1.0, "pressing/f0": 9.0, "pressing/f1": 9.0}
    weak = {id_: memory(days) for id_, days in {**pressing, "sure/rebuttal": 0.5}.items()}
    assert order(weak)[:2] == [ROUNDS[1], ROUNDS[0]]
    weak["sure/rebuttal"] = memory(2.0)
    assert order(weak)[:2] == [ROUNDS[0], ROUNDS[1]]
    del weak["pressing/f1"]
    assert order(weak | {"sure/rebuttal": memory(0.1)})[0] == ROUNDS[0]


def test_that_follow_ups_without_a_counter_before_them_are_a_round() -> None:
    lone = replace(card("lone", "certain", 1), rebuttal="")
    deck = Deck(issues=(Issue(cards=(card("other", "likely"), lone, lone)),))
    assert order({}, deck) == [["lone/f0"], ["other/rebuttal"]]


def test_that_counters_without_an_answer_are_counted() -> None:
    assert unanswered_counters(DECK) == 1
    bare = Card(counter="Why?", rebuttal="So.", follow_ups=(FollowUp(counter="And?"),))
    assert unanswered_counters(Deck(issues=(Issue(cards=(bare,)),))) == 1
    assert unanswered_counters(Deck()) == 0


@pytest.mark.parametrize(
    ("words", "seconds"), [(1, 20), (28, 20), (29, 25), (36, 25), (37, 30), (130, 90)]
)
def test_that_an_answer_should_take_half_as_long_again_as_its_words(
    words: int, seconds: int
) -> None:
    assert answer_seconds(prompt_of("any", answer="word " * words)) == seconds


def test_that_a_board_asks_round_by_round_and_follow_ups_press(log: DeckLog) -> None:
    board = begun(log)
    told = [(each.prompt.id, each.round, each.presses, each.seconds) for each in board.questions]
    assert told == [
        ("pressing/rebuttal", 1, False, 20),
        ("pressing/f0", 1, True, 20),
        ("pressing/f1", 1, True, 20),
        ("sure/rebuttal", 2, False, 20),
        ("expected/rebuttal", 3, False, 20),
        ("unjudged/rebuttal", 4, False, 20),
        ("maybe/rebuttal", 5, False, 20),
        ("hardly/rebuttal", 6, False, 20),
    ]


def test_that_each_answer_is_kept_before_the_next_question(log: DeckLog) -> None:
    board = begun(log)
    board.answer(12.5)
    board.answer(30, looked=True)
    again = gone_on(log)
    kept = (Timed("pressing/rebuttal", 12.5), Timed("pressing/f0", 30.0, looked=True))
    assert again.answered == board.answered == kept
    assert asked(again) == asked(board) == "pressing/f1"
    assert (again.begun, again.is_practice, again.is_graded) == (NOW, True, False)
    assert again.questions == board.questions


def test_that_the_last_answer_can_be_taken_back_to_the_beginning(log: DeckLog) -> None:
    board = begun(log)
    board.answer(1)
    board.answer(2)
    board.step_back()
    assert asked(board) == asked(gone_on(log)) == "pressing/f0"
    board.answer(3)
    assert gone_on(log).answered == (Timed("pressing/rebuttal", 1), Timed("pressing/f0", 3))
    for _ in range(3):
        board.step_back()
    assert asked(board) == asked(gone_on(log)) == "pressing/rebuttal"


def test_that_after_the_last_question_there_is_none(log: DeckLog) -> None:
    board = begun(log)
    for _ in range(9):
        board.answer(1)
    assert board.present is None
    assert len(board.answered) == 8
    assert gone_on(log).present is None


@pytest.mark.parametrize("practice", [True, False])
def test_that_what_was_answered_is_graded_as_chosen(log: DeckLog, *, practice: bool) -> None:
    board = begun(log, practice=practice)
    board.answer(12)
    board.answer(13)
    drill = board.grading()
    assert [prompt.id for prompt in drill.left] == ["pressing/rebuttal", "pressing/f0"]
    drill.grade(Grade.GOOD, NOW + MINUTE, 12)
    (review,) = found(log)
    assert (review.prompt, review.seconds, review.practice) == ("pressing/rebuttal", 12, practice)
    again = gone_on(log)
    assert again.is_graded
    assert [prompt.id for prompt in again.grading().left] == ["pressing/f0"]


def test_that_a_board_whose_answers_are_graded_does_not_go_on(log: DeckLog) -> None:
    board = begun(log)
    for _ in board.questions:
        board.answer(1)
    drill = board.grading()
    while drill.present is not None:
        drill.grade(Grade.GOOD, NOW + MINUTE, 1)
    assert unfinished_board(log, PROMPTS, NOW + MINUTE) is None


def test_that_a_board_that_was_ended_or_is_stale_does_not_go_on(log: DeckLog) -> None:
    begun(log).end(NOW)
    assert unfinished_board(log, PROMPTS, NOW) is None
    begun(log)
    assert unfinished_board(log, PROMPTS, NOW + STALE) is None
    assert unfinished_board(log, PROMPTS, NOW) is None


def test_that_a_drill_and_a_board_do_not_go_on_as_each_other(log: DeckLog) -> None:
    begun(log)
    assert log.unfinished() is None
    gone_on(log)


def test_that_a_board_goes_on_with_the_deck_as_it_is(log: DeckLog) -> None:
    board = begun(log)
    board.answer(1)
    left = [prompt for prompt in PROMPTS if prompt.card != "sure"]
    board.set_prompts(replace(prompt, answer="word " * 130) for prompt in left)
    assert asked(board) == "pressing/f0"
    assert [each.round for each in board.questions] == [1, 1, 1, 2, 3, 4, 5]
    assert board.questions[0].seconds == 90
    board.set_prompts(())
    assert board.present is None
    assert unfinished_board(log, (), NOW) is None


def test_that_an_erased_deck_keeps_no_times(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        board = begun(of_deck(log))
        board.answer(4)
        of_deck(log).erase()
        board.answer(5)
        assert of_deck(log).times(1).all() == ()


def test_that_a_log_that_fails_leaves_the_question_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as log, opened(tmp_path) as other:
        board = begun(of_deck(log))
        board.answer(1)
        with other._store.writing():
            with pytest.raises(LogError):
                board.answer(2)
            with pytest.raises(LogError):
                board.step_back()
        assert asked(board) == "pressing/f0"
        assert asked(gone_on(of_deck(log))) == "pressing/f0"


@settings(deadline=None, max_examples=50)
@given(deeds=st.lists(st.sampled_from(["answer", "back", "crash"]), max_size=20))
def test_that_nothing_is_lost_by_crashes_between_deeds(deeds: list[str]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder)) as log:
        of = of_deck(log)
        board, given_ = begun(of), list[float]()
        for number, deed in enumerate(deeds):
            if deed == "answer" and len(given_) < len(board.questions):
                board.answer(number)
                given_.append(float(number))
            elif deed == "back" and given_:
                board.step_back()
                given_.pop()
            elif deed == "crash":
                board = gone_on(of)
            assert [timed.seconds for timed in board.answered] == given_


def test_that_seconds_are_kept_as_from_nothing_to_a_day(log: DeckLog) -> None:
    board = begun(log)
    board.answer(-5)
    board.answer(timedelta(days=9).total_seconds())
    assert [timed.seconds for timed in gone_on(log).answered] == [0, 86400]
