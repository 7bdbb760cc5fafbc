"""What the log keeps of drills: what was done in them, in its order, without what was undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from deckapp.rehearsal.log.drill_record import Deed, DrillRecord, Step
from deckapp.rehearsal.log.review_log import ReviewLog
from tests.rehearsal.log.logs import START, found, of_deck, opened, recorded, review

QUEUE = ("gas/position", "gas/rebuttal", "jets/position")
DAY = timedelta(days=1)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ReviewLog]:
    with opened(tmp_path / "log") as log:
        yield log


def test_that_an_unfinished_drill_tells_what_was_done_in_its_order(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        deck = of_deck(log)
        drill = deck.begin(QUEUE, START, practice=True)
        late, early = review("gas/rebuttal", 5), review(minutes=1)
        wrong = recorded(deck, review(grade=1), drill)
        buried = deck.bury(drill, "jets/rebuttal", START)
        first = recorded(deck, late, drill)
        deck.record(review("jets/position"))
        deck.undo(wrong)
        skipped, taken_back = deck.skip(drill, "jets/position"), deck.skip(drill, "gas/position")
        assert buried is not None
        assert skipped is not None
        assert taken_back is not None
        of_deck(log, "another.yaml").take_back(skipped)
        deck.take_back(taken_back)
        second = recorded(deck, early, drill)
        assert deck.done_since(drill, skipped) == [(taken_back + 1, "gas/position")]
    with opened(tmp_path) as log:
        record = of_deck(log).unfinished()
        assert record == DrillRecord(
            drill,
            START,
            practice=True,
            queue=QUEUE,
            steps=(
                Step(Deed.BURIED, "jets/rebuttal", buried),
                Step(Deed.GRADED, "gas/rebuttal", first, late),
                Step(Deed.SKIPPED, "jets/position", skipped),
                Step(Deed.GRADED, "gas/position", second, early),
            ),
        )
        assert record.skipped == {"jets/position"}
        assert of_deck(log, "another.yaml").unfinished() is None


def test_that_a_drill_has_one_answer_to_a_prompt(log: ReviewLog) -> None:
    deck = of_deck(log)
    drill, other = (deck.begin(QUEUE, START, practice=False) for _ in range(2))
    number = recorded(deck, review(), drill)
    assert deck.record(review(minutes=1), "Words.", drill) is None
    assert deck.answer("abcdef012345") is None
    recorded(deck, review(minutes=2), other)
    deck.undo(number)
    recorded(deck, review(minutes=3), drill)
    assert found(deck) == [review(minutes=2), review(minutes=3)]


def test_that_an_answer_counts_though_its_prompt_was_skipped_elsewhere(log: ReviewLog) -> None:
    deck = of_deck(log)
    drill = deck.begin(QUEUE, START, practice=False)
    assert deck.skip(drill, "gas/position") is not None
    recorded(deck, review(), drill)
    assert deck.skip(drill, "gas/position") is None
    assert found(deck) == [review()]


def test_that_what_is_buried_comes_back_at_its_time_or_when_it_is_taken_back(
    log: ReviewLog,
) -> None:
    deck = of_deck(log)
    drill = deck.begin(QUEUE, START, practice=False)
    deck.bury(drill, "gas/position", START + DAY)
    deck.bury(drill, "gas/rebuttal", START)
    deck.bury(drill, "gas/rebuttal", START + 2 * DAY)
    step = deck.bury(drill, "jets/position", START + DAY)
    assert step is not None
    deck.take_back(step)
    deck.end(drill, START)
    assert deck.buried(START) == {"gas/position", "gas/rebuttal"}
    assert deck.buried(START, since=drill + 1) == set()
    assert deck.buried(START + DAY) == {"gas/rebuttal"}
    assert deck.buried(START + 2 * DAY) == set()
    assert of_deck(log, "another.yaml").buried(START) == set()


def test_that_a_drill_that_has_ended_is_not_gone_on_with(log: ReviewLog) -> None:
    deck = of_deck(log)
    first = deck.begin(QUEUE, START, practice=False)
    second = deck.begin((), START, practice=False)
    of_deck(log, "another.yaml").end(second, START)
    assert deck.unfinished() == DrillRecord(second, START, practice=False, queue=())
    deck.end(second, START)
    assert deck.unfinished() == DrillRecord(first, START, practice=False, queue=QUEUE)
    deck.end(first, START)
    assert deck.unfinished() is None


def test_that_a_review_is_kept_whose_drill_another_process_erased(log: ReviewLog) -> None:
    deck = of_deck(log)
    drill = deck.begin(QUEUE, START, practice=False)
    deck.erase()
    deck.undo(recorded(deck, replace(review(), practice=True), drill))
    deck.record(review(), drill=drill)
    assert deck.skip(drill, "gas/position") is None
    assert deck.bury(drill, "gas/position", START + DAY) is None
    deck.end(drill, START)
    assert found(deck) == [review()]
    assert deck.unfinished() is None
