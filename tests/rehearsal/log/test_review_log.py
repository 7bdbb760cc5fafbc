"""The review log: what was recorded is there, for the deck of which it was."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from deckapp.rehearsal.log.review_log import DrillRecord, LogError, ReviewLog
from tests.rehearsal.log.logs import START, deck_file, found, of_deck, opened, review


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ReviewLog]:
    with opened(tmp_path / "log") as log:
        assert log.notices == ()
        yield log


def test_that_reviews_are_there_when_the_log_is_opened_again(tmp_path: Path) -> None:
    reviews = [review(minutes=1), review("gas/rebuttal", 2, 1), replace(review(), practice=True)]
    with opened(tmp_path) as log:
        numbers = [of_deck(log).record(each) for each in reviews]
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
    first, second = deck.record(review(minutes=9)), deck.record(review())
    assert [number for number, _ in deck.reviews()] == [second, first]
    assert deck.reviews(after=first) == [(second, review())]
    assert deck.reviews(after=second) == []


def test_that_what_is_undone_is_not_there_and_its_number_never_used_again(log: ReviewLog) -> None:
    deck = of_deck(log)
    first, second = deck.record(review()), deck.record(review(minutes=1))
    deck.undo(second)
    deck.undo(second)
    of_deck(log, "another.yaml").undo(first)
    deck.undo(999)
    assert deck.reviews() == [(first, review())]
    assert deck.record(review(minutes=1)) > second
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
    deck.undo(deck.record(review()))
    assert deck.add([review()]) == 0
    assert found(deck) == []


def test_that_reviews_are_added_all_or_none(log: ReviewLog) -> None:
    deck = of_deck(log)
    naive = replace(review(minutes=1), at=START.replace(tzinfo=None))
    with pytest.raises(TypeError):
        deck.add([review(), naive])
    assert found(deck) == []


# Burying


def test_that_what_is_buried_comes_back_at_its_time_or_when_it_is_asked_for(
    log: ReviewLog,
) -> None:
    deck = of_deck(log)
    day = timedelta(days=1)
    deck.bury("gas/position", START + day)
    deck.bury("gas/rebuttal", START)
    deck.bury("gas/rebuttal", START + 2 * day)
    deck.bury("jets/position", START + day)
    deck.unbury("jets/position")
    assert deck.buried(START) == {"gas/position", "gas/rebuttal"}
    assert deck.buried(START + day) == {"gas/rebuttal"}
    assert deck.buried(START + 2 * day) == set()
    assert of_deck(log, "another.yaml").buried(START) == set()


# Drills

QUEUE = ("gas/position", "gas/rebuttal", "jets/position")


def record_of(drill: int, queue: tuple[str, ...]) -> DrillRecord:
    return DrillRecord(drill, START, practice=False, queue=queue, answered=(), skipped=frozenset())


def test_that_an_unfinished_drill_tells_how_far_it_went(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        deck = of_deck(log)
        drill = deck.begin(QUEUE, START, practice=True)
        late, early = review("gas/rebuttal", 5), review(minutes=1)
        wrong = deck.record(review(grade=1), drill=drill)
        numbers = deck.record(late, drill=drill), deck.record(early, drill=drill)
        deck.record(review("jets/position"))
        deck.undo(wrong)
        for prompt in ("jets/position", "jets/position", "gas/position"):
            deck.skip(drill, prompt)
        deck.unskip(drill, "gas/position")
    with opened(tmp_path) as log:
        answered = ((numbers[0], late), (numbers[1], early))
        assert of_deck(log).unfinished() == DrillRecord(
            drill,
            START,
            practice=True,
            queue=QUEUE,
            answered=answered,
            skipped=frozenset({"jets/position"}),
        )
        assert of_deck(log, "another.yaml").unfinished() is None


def test_that_a_drill_that_has_ended_is_not_gone_on_with(log: ReviewLog) -> None:
    deck = of_deck(log)
    first = deck.begin(QUEUE, START, practice=False)
    second = deck.begin((), START, practice=False)
    of_deck(log, "another.yaml").end(second, START)
    assert deck.unfinished() == record_of(second, ())
    deck.end(second, START)
    assert deck.unfinished() == record_of(first, QUEUE)
    deck.end(first, START)
    assert deck.unfinished() is None


def test_that_a_review_is_kept_whose_drill_another_process_erased(log: ReviewLog) -> None:
    deck = of_deck(log)
    drill = deck.begin(QUEUE, START, practice=False)
    deck.erase()
    deck.record(review(), drill=drill)
    deck.skip(drill, "gas/position")
    deck.end(drill, START)
    assert found(deck) == [review()]
    assert deck.unfinished() is None


# Which deck it is


def test_that_a_deck_is_known_by_its_file_whatever_the_way_to_it(
    tmp_path: Path, log: ReviewLog
) -> None:
    path = deck_file(tmp_path)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    log.of(path, "Moscow").record(review())
    assert found(log.of(link, "Moscow, retitled")) == [review()]
    assert found(log.of(tmp_path / "log" / ".." / path.name)) == [review()]


PROMPTS = {"gas/position", "gas/rebuttal", "jets/position"}


def rehearsed(log: ReviewLog, path: Path, *prompts: str) -> None:
    log.of(path).add([review(prompt) for prompt in prompts])


def test_that_the_history_of_a_deck_that_was_moved_goes_on(tmp_path: Path, log: ReviewLog) -> None:
    path = deck_file(tmp_path)
    rehearsed(log, path, "gas/position", "gas/rebuttal", "deleted/position")
    moved = path.rename(tmp_path / "moved.yaml")
    assert found(log.of(moved)) == []
    assert len(found(log.of(moved, "Moscow", PROMPTS))) == 3
    assert len(found(log.of(moved))) == 3
    assert found(log.of(path)) == []


def test_that_a_copy_has_a_history_of_its_own(tmp_path: Path, log: ReviewLog) -> None:
    path, copy = deck_file(tmp_path), deck_file(tmp_path, "copy.yaml")
    rehearsed(log, path, *PROMPTS)
    assert found(log.of(copy, prompts=PROMPTS)) == []
    rehearsed(log, copy, "jets/position")
    path.unlink()
    assert len(found(log.of(copy, prompts=PROMPTS))) == 1
    assert len(found(log.of(path, prompts=PROMPTS))) == 3


def test_that_a_deck_that_shares_half_its_prompts_is_another(
    tmp_path: Path, log: ReviewLog
) -> None:
    rehearsed(log, tmp_path / "gone.yaml", "gas/position", "deleted/position")
    assert found(log.of(deck_file(tmp_path), prompts=PROMPTS)) == []


def test_that_nothing_is_taken_over_when_two_decks_may_have_been_moved(
    tmp_path: Path, log: ReviewLog
) -> None:
    for name in ("one.yaml", "two.yaml"):
        rehearsed(log, tmp_path / name, *PROMPTS)
    assert found(log.of(deck_file(tmp_path), prompts=PROMPTS)) == []


def test_that_a_file_that_cannot_be_looked_at_is_not_gone(tmp_path: Path, log: ReviewLog) -> None:
    endless = tmp_path / "endless"
    endless.symlink_to(endless)
    # Not by its real path, as no way leads there.
    too_long = tmp_path / ("x" * 300) / "deck.yaml"
    rehearsed(log, too_long, *PROMPTS)
    rehearsed(log, endless / "deck.yaml", *PROMPTS)
    assert found(log.of(deck_file(tmp_path), prompts=PROMPTS)) == []


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
