"""Starting murder boards and contingencies: what is wished for, or what was left."""

from datetime import datetime
from pathlib import Path

import pytest

from deckapp.deck import Deck
from deckapp.rehearsal import Grade, LogError
from deckapp.rehearsal.drill import Mode
from deckapp.rehearsal.history import Started, start_drill
from deckapp.rehearsal.under_fire import BoardWish, contingencies, start_board, start_shuffle

from .boards import DECK, PROMPTS, ROUNDS
from .histories import DAY, MINUTE, NOW
from .log.logs import deck_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return deck_file(tmp_path)


def board(
    file: Path, wish: BoardWish | None, now: datetime = NOW, *, days: float | None = 1
) -> Started:
    meeting = None if days is None else NOW + days * DAY
    return start_board(file.parent / "log", file, DECK, now, meeting, wish)


def shuffled(file: Path, seed: int = 1, deck: Deck = DECK) -> Started:
    return start_shuffle(file.parent / "log", file, deck, NOW, seed)


def rounds_of(started: Started) -> list[list[str]]:
    assert started.board is not None
    found: dict[int, list[str]] = {}
    for question in started.board.questions:
        found.setdefault(question.round, []).append(question.prompt.id)
    return list(found.values())


@pytest.mark.parametrize(
    ("wish", "rounds"),
    [
        (BoardWish(), ROUNDS),
        (BoardWish(rounds=2), ROUNDS[:2]),
        (BoardWish(rounds=99), ROUNDS),
        (BoardWish(issue="syria"), [["sure/rebuttal"], ["maybe/rebuttal"], ["hardly/rebuttal"]]),
        (BoardWish(issue="syria", rounds=1), [["sure/rebuttal"]]),
    ],
)
def test_that_a_board_asks_what_is_wished_for(
    file: Path, wish: BoardWish, rounds: list[list[str]]
) -> None:
    started = board(file, wish)
    assert rounds_of(started) == rounds
    assert (started.drill, started.resumed) == (None, False)
    started.close()


@pytest.mark.parametrize("issue", ["none", "nowhere"])
def test_that_there_is_no_board_without_counters(file: Path, issue: str) -> None:
    started = board(file, BoardWish(issue=issue))
    assert (started.board, started.drill) == (None, None)
    started.close()


def test_that_nothing_is_begun_without_a_wish(file: Path) -> None:
    started = board(file, None)
    assert (started.board, started.resumed) == (None, False)
    started.close()


def test_that_a_board_that_was_left_goes_on_until_another_is_wished_for(file: Path) -> None:
    first = board(file, BoardWish(practice=False, seed=5))
    assert first.board is not None
    first.board.answer(3)
    first.close()
    again = board(file, None, NOW + MINUTE)
    assert again.board is not None
    assert (again.resumed, len(again.board.answered), again.board.is_practice) == (True, 1, False)
    assert again.board.questions == first.board.questions
    again.close()
    other = board(file, BoardWish(), NOW + MINUTE)
    assert other.board is not None
    assert (other.resumed, other.board.answered) == (False, ())
    other.close()
    third = board(file, None, NOW + MINUTE)
    assert third.board is not None
    assert third.board.begun == NOW + MINUTE
    third.close()


@pytest.mark.parametrize("days", [1, -1, None])
def test_that_weakness_is_judged_at_the_meeting_or_else_now(file: Path, days: float | None) -> None:
    started = start_drill(
        file.parent / "log", file, DECK, NOW, None, 20, lambda p: p.id == "sure/rebuttal"
    )
    assert started.drill is not None
    started.drill.grade(Grade.GOOD, NOW, 2)
    started.close()
    on = board(file, BoardWish(), NOW + MINUTE, days=days)
    assert rounds_of(on)[:2] == [ROUNDS[0], ROUNDS[1]]
    on.close()


def test_that_contingencies_are_the_positions_of_cards_with_a_trigger() -> None:
    found = [prompt.id for prompt in contingencies(DECK, PROMPTS)]
    assert found == ["unjudged/position", "expected/position"]


def test_that_contingencies_are_asked_in_the_order_of_a_seed_as_practice(file: Path) -> None:
    orders = set()
    for seed in range(6):
        started = shuffled(file, seed)
        assert started.drill is not None
        assert (started.drill.mode, started.drill.is_practice) == (Mode.SHUFFLE, True)
        orders.add(tuple(prompt.id for prompt in started.drill.left))
        started.drill.end(NOW)
        started.close()
    assert len(orders) == 2


def test_that_contingencies_that_were_left_go_on_where_they_were(file: Path) -> None:
    first = shuffled(file)
    assert first.drill is not None
    left = [prompt.id for prompt in first.drill.left]
    first.drill.grade(Grade.GOOD, NOW, 2)
    first.close()
    again = shuffled(file, 2)
    assert again.drill is not None
    assert again.resumed
    assert [prompt.id for prompt in again.drill.left] == left[1:]
    again.close()


def test_that_a_deck_without_contingencies_has_nothing_to_shuffle(file: Path) -> None:
    started = shuffled(file, deck=Deck(issues=DECK.issues[:1]))
    assert started.drill is None
    started.close()


def test_that_a_log_that_cannot_be_opened_is_told(file: Path) -> None:
    (file.parent / "log").write_text("no folder")
    with pytest.raises(LogError):
        board(file, BoardWish())
