"""The review log: what was recorded is there, for the deck of which it was."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from deckapp.rehearsal.log.review_log import LogError, ReviewLog
from tests.rehearsal.log.logs import START, found, of_deck, opened, recorded, review


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ReviewLog]:
    with opened(tmp_path / "log") as log:
        assert log.notices == ()
        yield log


def test_that_reviews_are_there_when_the_log_is_opened_again(tmp_path: Path) -> None:
    reviews = [review(minutes=1), review("gas/rebuttal", 2, 1), replace(review(), practice=True)]
    with opened(tmp_path) as log:
        numbers = [recorded(of_deck(log), each) for each in reviews]
    with opened(tmp_path) as log:
        by_time = [reviews[2], *reviews[:2]]
        assert of_deck(log).reviews() == [(numbers[reviews.index(each)], each) for each in by_time]
        assert found(of_deck(log, "another.yaml")) == []


def test_that_a_moment_is_the_same_whatever_its_offset(log: ReviewLog) -> None:
    local = review().at.astimezone(timezone(timedelta(hours=3))) + timedelta(microseconds=1)
    of_deck(log).record(replace(review(), at=local))
    assert [each.at for each in found(of_deck(log))] == [local]


def test_that_only_reviews_above_a_number_can_be_asked_for(log: ReviewLog) -> None:
    deck = of_deck(log)
    first, second = recorded(deck, review(minutes=9)), recorded(deck, review())
    assert [number for number, _ in deck.reviews()] == [second, first]
    assert deck.reviews(after=first) == [(second, review())]
    assert deck.reviews(after=second) == []


def test_that_what_is_undone_is_not_there_and_its_number_never_used_again(log: ReviewLog) -> None:
    deck = of_deck(log)
    first, second = recorded(deck, review()), recorded(deck, review(minutes=1))
    deck.undo(second)
    deck.undo(second)
    of_deck(log, "another.yaml").undo(first)
    deck.undo(999)
    assert deck.reviews() == [(first, review())]
    assert recorded(deck, review(minutes=1)) > second
    assert found(deck) == [review(), review(minutes=1)]


@pytest.mark.parametrize("seconds", [-1.0, 86_401.0, float("nan"), float("inf")])
def test_that_seconds_that_no_answer_takes_are_unknown(log: ReviewLog, seconds: float) -> None:
    of_deck(log).record(replace(review(), seconds=seconds))
    assert found(of_deck(log)) == [replace(review(), seconds=None)]


def test_that_half_characters_are_no_reason_to_lose_a_review(log: ReviewLog) -> None:
    deck = log.of(Path("d\udc80.yaml"), "\ud800")
    deck.record(replace(review("\ud800/position"), fingerprint="f\ud800"), "words \ud800")
    assert [each.prompt for each in found(deck)] == ["?/position"]
    assert deck.answer("f\ud800") == "words ?"
    assert found(of_deck(log, "d?.yaml")) == []


def test_that_the_words_are_kept_as_they_were_first_rehearsed(log: ReviewLog) -> None:
    deck = of_deck(log)
    deck.record(review(), "We know.")
    deck.record(review(minutes=1), "We\nknow.")
    deck.record(replace(review(), fingerprint=""), "Whose are these?")
    assert deck.answer("abcdef012345") == "We know."
    assert deck.answer("") is None
    assert deck.answer("543210fedcba") is None
    assert of_deck(log, "another.yaml").answer("abcdef012345") is None


# Import


def test_that_what_is_there_is_not_added_again(log: ReviewLog) -> None:
    deck = of_deck(log)
    deck.record(review())
    others = [
        review(minutes=1),
        review("gas/rebuttal"),
        review(grade=4),
        replace(review(), practice=True),
    ]
    same = replace(review(), seconds=9, fingerprint="")
    assert deck.add([same, *others, *others, same]) == 4
    assert deck.add([review(), *others]) == 0
    assert len(found(deck)) == 5
    assert of_deck(log, "another.yaml").add([review()]) == 1


def test_that_what_was_undone_stays_undone(log: ReviewLog) -> None:
    deck = of_deck(log)
    deck.undo(recorded(deck, review()))
    assert deck.add([review()]) == 0
    assert found(deck) == []


def test_that_reviews_are_added_all_or_none(log: ReviewLog) -> None:
    deck = of_deck(log)
    naive = replace(review(minutes=1), at=START.replace(tzinfo=None))
    with pytest.raises(TypeError):
        deck.add([review(), naive])
    assert found(deck) == []


# Several at once

RECORDER = """
import sys
from datetime import datetime
from pathlib import Path
from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.log.review_log import ReviewLog
from deckapp.rehearsal.reviews import Review
with ReviewLog(Path(sys.argv[1])) as log:
    deck = log.of(Path("deck.yaml"))
    for number in range(50):
        at = datetime.fromisoformat("2017-03-01T10:00:00Z").replace(microsecond=number)
        deck.record(Review("theirs", at, Grade.GOOD), "words")
"""


def test_that_two_processes_that_record_at_once_both_see_both(
    tmp_path: Path, log: ReviewLog
) -> None:
    command = [sys.executable, "-c", RECORDER, str(tmp_path / "log")]
    with (
        ReviewLog(tmp_path / "log", patience=60) as ours,
        subprocess.Popen(command) as theirs,
    ):
        deck = of_deck(ours)
        for number in range(50):
            deck.record(review("ours", number))
        assert theirs.wait() == 0
        prompts = [each.prompt for each in found(deck)]
        assert (prompts.count("ours"), prompts.count("theirs")) == (50, 50)
        assert found(of_deck(log)) == found(deck)


def test_that_threads_take_turns(log: ReviewLog) -> None:
    deck = of_deck(log)
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda number: deck.record(review(minutes=number)), range(40)))
    assert len(set(numbers)) == len(found(deck)) == 40


def test_that_a_log_that_is_closed_says_so(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        deck = of_deck(log)
    with pytest.raises(LogError, match="could not be used"):
        deck.record(review())


def test_that_sqlite_is_loaded_only_when_a_log_is_opened() -> None:
    program = "import sys, deckapp.rehearsal.log.review_log; print('sqlite3' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
