"""A drill: what is asked next, what is kept, what can be taken back, and where it goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import Deck
from deckapp.rehearsal import Grade, LogError, Prompt, ReviewLog, prompts_of
from deckapp.rehearsal.drill import Deed, Drill, begin_drill, tomorrow, unfinished_drill
from deckapp.rehearsal.log.review_log import DeckLog

from .histories import DECK, HOUR, MINUTE, NOW
from .log.logs import found, of_deck, opened

PROMPTS = prompts_of(DECK)
IDS = [prompt.id for prompt in PROMPTS]


@contextmanager
def logged(folder: Path) -> Iterator[DeckLog]:
    with opened(folder) as log:
        yield of_deck(log)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[DeckLog]:
    with logged(tmp_path) as deck_log:
        yield deck_log


@pytest.fixture
def drill(log: DeckLog) -> Drill:
    return begin_drill(log, PROMPTS, PROMPTS, NOW)


def asked(drill: Drill) -> str:
    return drill.present.id if drill.present is not None else ""


def gone_on(log: DeckLog) -> Drill:
    drill = unfinished_drill(log, PROMPTS, NOW + MINUTE)
    assert drill is not None
    return drill


def test_that_each_grade_is_in_the_log_before_the_next_prompt(drill: Drill, log: DeckLog) -> None:
    drill.grade(Grade.HARD, NOW + MINUTE, 4.5)
    (review,) = found(log)
    assert (review.prompt, review.grade, review.seconds) == (IDS[0], Grade.HARD, 4.5)
    assert (review.at, review.practice) == (NOW + MINUTE, False)
    assert review.fingerprint == PROMPTS[0].fingerprint
    assert log.answer(review.fingerprint) == PROMPTS[0].answer
    assert (asked(drill), drill.done, drill.given) == (IDS[1], 1, (review,))


def test_that_it_ends_after_the_last_prompt(drill: Drill, log: DeckLog) -> None:
    for _ in IDS:
        drill.grade(Grade.GOOD, NOW, 1)
    assert drill.present is None
    drill.grade(Grade.GOOD, NOW, 1)
    drill.skip()
    drill.bury(NOW)
    assert len(found(log)) == drill.done == len(IDS)
    drill.end(NOW)
    assert unfinished_drill(log, PROMPTS, NOW) is None


def test_that_everything_can_be_taken_back_to_the_beginning(drill: Drill, log: DeckLog) -> None:
    drill.grade(Grade.AGAIN, NOW, 1)
    drill.skip()
    drill.bury(NOW)
    drill.grade(Grade.EASY, NOW, 1)
    assert asked(drill) == ""
    taken = [drill.undo() for _ in range(5)]
    assert taken == [Deed.GRADED, Deed.BURIED, Deed.SKIPPED, Deed.GRADED, None]
    assert (asked(drill), drill.done, drill.given) == (IDS[0], 0, ())
    assert found(log) == []
    assert log.buried(NOW) == set()
    drill.grade(Grade.GOOD, NOW + MINUTE, 2)
    assert [review.grade for review in found(log)] == [Grade.GOOD]


@pytest.mark.parametrize(
    ("seconds", "kept"), [(-5, 0), (99_999, 86_400), (float("nan"), 0), (float("inf"), 86_400)]
)
def test_that_a_clock_that_was_set_makes_no_time_that_cannot_be(
    seconds: float, kept: float, drill: Drill, log: DeckLog
) -> None:
    drill.grade(Grade.GOOD, NOW, seconds)
    assert [review.seconds for review in found(log)] == [kept]
    assert drill.given == tuple(found(log))


def test_that_everything_can_be_taken_back_after_a_crash(drill: Drill, log: DeckLog) -> None:
    drill.skip()
    drill.bury(NOW)
    drill.grade(Grade.GOOD, NOW, 1)
    again = gone_on(log)
    assert (asked(again), again.done, again.given) == (IDS[3], 3, drill.given)
    taken = [again.undo() for _ in range(4)]
    assert taken == [Deed.GRADED, Deed.BURIED, Deed.SKIPPED, None]
    assert [prompt.id for prompt in again.left] == IDS
    assert found(log) == []
    assert log.buried(NOW) == set()


def test_that_what_was_chosen_though_buried_is_asked_after_a_crash(
    drill: Drill, log: DeckLog
) -> None:
    drill.bury(NOW)
    practice = begin_drill(log, PROMPTS, PROMPTS, NOW, practice=True)
    assert asked(gone_on(log)) == asked(practice) == IDS[0]
    practice.bury(NOW)
    assert practice.undo() is Deed.BURIED
    assert log.buried(NOW) == {IDS[0]}
    practice.skip()
    practice.bury(NOW)
    practice.end(NOW)
    assert asked(gone_on(log)) == IDS[2]


def test_that_what_was_buried_is_asked_again_tomorrow(drill: Drill, log: DeckLog) -> None:
    drill.bury(NOW)
    assert log.buried(NOW + 8 * HOUR) == {IDS[0]}
    assert log.buried(tomorrow(NOW)) == set()


@pytest.mark.parametrize("hour", [19, 0, 2, 3, 4, 23])
def test_that_tomorrow_begins_at_four_in_the_morning(hour: int) -> None:
    midnight = NOW.replace(hour=0)
    now = midnight + timedelta(hours=hour, minutes=59)
    expected = 4 if hour < 4 else 28
    assert tomorrow(now) == midnight + timedelta(hours=expected)


def test_that_practice_is_marked(log: DeckLog) -> None:
    drill = begin_drill(log, PROMPTS, PROMPTS[:1], NOW, practice=True)
    drill.grade(Grade.GOOD, NOW, 1)
    assert drill.is_practice
    assert found(log)[0].practice


def test_that_it_goes_on_with_the_words_as_they_are_now(drill: Drill, log: DeckLog) -> None:
    edited = [replace(prompt, answer="Other words.") for prompt in PROMPTS]
    drill.set_prompts(edited)
    drill.grade(Grade.GOOD, NOW, 1)
    assert found(log)[0].fingerprint == edited[0].fingerprint
    drill.set_prompts([edited[0], *edited[2:]])
    assert asked(drill) == IDS[2]
    drill.set_prompts(edited)
    assert asked(drill) == IDS[1]


@pytest.mark.parametrize("away", [13 * HOUR, -13 * HOUR])
def test_that_a_drill_of_yesterday_is_not_gone_on_with(
    drill: Drill, log: DeckLog, away: timedelta
) -> None:
    drill.grade(Grade.GOOD, NOW, 1)
    assert unfinished_drill(log, PROMPTS, NOW + away) is None
    assert log.unfinished() is None
    assert len(found(log)) == 1


def test_that_a_drill_of_which_nothing_is_left_is_not_gone_on_with(
    drill: Drill, log: DeckLog
) -> None:
    assert unfinished_drill(log, (), NOW) is None
    assert unfinished_drill(log, PROMPTS, NOW) is None


def test_that_two_copies_share_a_drill(drill: Drill, log: DeckLog, tmp_path: Path) -> None:
    with logged(tmp_path) as other_log:
        other = gone_on(other_log)
        drill.grade(Grade.GOOD, NOW, 1)
        assert asked(other) == IDS[0]
        other.skip()
        assert (asked(other), other.done) == (IDS[1], 0)
        other.grade(Grade.AGAIN, NOW + MINUTE, 1)
        drill.skip()
        assert (asked(drill), len(found(log))) == (IDS[2], 2)
        assert other.undo() is Deed.GRADED
        assert asked(other) == IDS[1]


def test_that_two_copies_in_step_keep_one_grade_of_each_prompt(
    drill: Drill, log: DeckLog, tmp_path: Path
) -> None:
    with logged(tmp_path) as other_log:
        other = gone_on(other_log)
        for _ in IDS:
            drill.grade(Grade.GOOD, NOW, 1)
            other.grade(Grade.AGAIN, NOW, 1)
        assert (drill.present, other.present) == (None, None)
        assert [review.grade for review in found(log)] == [Grade.GOOD] * len(IDS)
        assert (other.done, other.given, other.undo()) == (0, (), None)
        assert drill.given == tuple(found(log))


def test_that_what_others_did_is_read_once(
    drill: Drill, log: DeckLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[list[str]] = []
    done_since = log.done_since

    def looked(drill: int, step: int) -> list[tuple[int, str]]:
        found = done_since(drill, step)
        looks.append([prompt for _, prompt in found])
        return found

    monkeypatch.setattr(log, "done_since", looked)
    with logged(tmp_path) as other_log:
        other = gone_on(other_log)
        drill.skip()
        for _ in range(3):
            other.skip()
        for _ in range(2):
            drill.grade(Grade.GOOD, NOW, 1)
    assert looks == [[IDS[0]], [IDS[1], IDS[2], IDS[1]], [IDS[3]]]


def test_that_a_drill_begun_elsewhere_does_not_disturb(drill: Drill, log: DeckLog) -> None:
    begin_drill(log, PROMPTS, PROMPTS, NOW, practice=True).grade(Grade.GOOD, NOW, 1)
    drill.grade(Grade.AGAIN, NOW, 1)
    assert asked(drill) == IDS[1]
    assert [review.practice for review in found(log)] == [True, False]


def test_that_nothing_is_done_where_the_log_cannot_be_written(
    drill: Drill, log: DeckLog, tmp_path: Path
) -> None:
    drill.grade(Grade.GOOD, NOW, 1)
    with ReviewLog(tmp_path, patience=0) as other, other._store.writing():
        for deed in (
            lambda: drill.grade(Grade.GOOD, NOW, 1),
            drill.skip,
            lambda: drill.bury(NOW),
            drill.undo,
            lambda: drill.end(NOW),
        ):
            with pytest.raises(LogError):
                deed()
            assert (asked(drill), drill.done) == (IDS[1], 1)
    drill.grade(Grade.GOOD, NOW, 1)
    assert (asked(drill), len(found(log))) == (IDS[2], 2)


DEEDS = st.lists(st.sampled_from(["grade", "skip", "bury", "undo", "crash", "edit"]), max_size=25)


@settings(max_examples=40)
@given(DEEDS, st.permutations(PROMPTS), st.integers(0, len(PROMPTS)))
def test_that_a_drill_agrees_with_a_plain_list(
    deeds: list[str], order: list[Prompt], count: int
) -> None:
    queue = [prompt.id for prompt in order[:count]]
    done: list[tuple[str, str]] = []
    with TemporaryDirectory() as folder, logged(Path(folder)) as log:
        drill: Drill | None = begin_drill(log, PROMPTS, order[:count], NOW)
        for deed in deeds:
            assert drill is not None
            present = next((id_ for id_ in queue if id_ not in [each for _, each in done]), "")
            assert asked(drill) == present
            if deed == "grade":
                drill.grade(Grade.GOOD, NOW, 1)
            elif deed == "skip":
                drill.skip()
            elif deed == "bury":
                drill.bury(NOW)
            elif deed == "undo" and drill.undo() is not None:
                done.pop()
            elif deed == "edit":
                drill.set_prompts(prompts_of(replace(DECK, title="Another")))
            elif deed == "crash":
                drill = unfinished_drill(log, PROMPTS, NOW)
                if drill is None:
                    assert not present
                    break
            if deed in ("grade", "skip", "bury") and present:
                done.append((deed, present))
        graded = [id_ for deed, id_ in done if deed == "grade"]
        assert sorted(review.prompt for review in found(log)) == sorted(graded)


def test_that_a_deck_without_anything_to_say_has_an_empty_drill(log: DeckLog) -> None:
    drill = begin_drill(log, prompts_of(Deck()), (), NOW)
    assert (drill.present, drill.left, drill.undo()) == (None, (), None)
