"""A run through the agenda: where it stands, what each issue takes, and what a cut leaves."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from deckapp.deck import Meeting
from deckapp.deck.cutting import Form
from deckapp.rehearsal import LogError, ReviewLog
from deckapp.rehearsal.drill import STALE
from deckapp.rehearsal.log.review_log import DeckLog
from deckapp.rehearsal.run_through import KEEP, RunThrough, begin_run, unfinished_run

from .histories import NOW
from .running import DECK, EDITED, EMPTY, Speaker, logged, present, spoken


@pytest.fixture
def log(tmp_path: Path) -> Iterator[DeckLog]:
    with logged(tmp_path) as deck_log:
        yield deck_log


@pytest.fixture
def run(log: DeckLog) -> RunThrough:
    return begin_run(log, DECK, NOW)


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


def is_past(run: RunThrough, place: int) -> bool:
    """Whether a point was said, or lies behind."""
    return run.rest.agenda.names[place] in run.rest.past


def test_that_the_agenda_is_walked_without_contingencies_and_empty_issues(
    run: RunThrough, speaker: Speaker
) -> None:
    walked = [present(run)]
    while run.next(speaker.passes(1)):
        walked.append(present(run))
    assert walked == ["Nerve agent", "No further use", "Minsk", "Lunch", "Visas"]
    assert run.is_last
    assert [is_past(run, place) for place in range(5)] == [True] * 4 + [False]
    assert [(point.issue, point.number) for point in run.points] == [
        *((0, 0), (0, 1), (1, 2), (3, None), (4, 4))
    ]
    assert run.previous(speaker.now)
    assert present(run) == "Lunch"
    assert not is_past(run, 3)
    run.go_to(-7, speaker.now)
    assert not run.previous(speaker.now)
    run.go_to(99, speaker.now)
    assert (run.place, is_past(run, 0), is_past(run, 1)) == (4, True, True)
    assert [(lap.title, lap.actual) for lap in run.laps] == [
        *(("Syria", 2.0), ("Ukraine", 1.0), ("Lunch", 1.0), ("Other business", 1.0))
    ]


def test_that_time_counts_to_the_present_issue_and_questions_to_none(
    run: RunThrough, speaker: Speaker
) -> None:
    assert (run.planned, run.budget, run.left) == (2 * 60 + 3 * 60 + 600 + 30, 1200, 1200)
    speaker.speaks(run, 30)
    run.pause(speaker.now)
    run.pause(speaker.now)
    speaker.speaks(run, 20)
    run.next(speaker.passes(1))
    run.go_on(speaker.passes(1))
    run.go_on(speaker.passes(1))
    run.pause(speaker.now)
    run.go_on(speaker.now)
    run.go_to(2, speaker.passes(1))
    speaker.speaks(run, 5)
    assert spoken(run) == {"Syria": 32, "Ukraine": 5}
    assert (run.questions, run.paused, run.is_paused) == (2, 22, False)
    assert (run.spoken, run.left) == (37, 1163)


def test_that_a_lap_tells_its_plan_and_whether_it_is_an_estimate(run: RunThrough) -> None:
    laps = {lap.title: lap for lap in run.laps}
    assert (laps["Syria"].planned, laps["Syria"].is_estimate) == (120, False)
    assert (laps["Other business"].planned, laps["Other business"].is_estimate) == (30, True)
    assert (laps["Ukraine"].place, laps["Lunch"].place, laps["Lunch"].issue) == (1, 3, "")
    assert run.lap == laps["Syria"]
    assert laps["Syria"].difference == -120


def test_that_a_deck_without_minutes_has_what_its_words_take(log: DeckLog) -> None:
    issues = tuple(replace(issue, minutes=None) for issue in DECK.issues)
    run = begin_run(log, replace(DECK, meeting=Meeting(), issues=issues), NOW)
    assert all(lap.is_estimate and lap.planned > 0 for lap in run.laps)
    assert run.budget == run.planned == sum(lap.planned for lap in run.laps)


def test_that_what_is_interpreted_consecutively_counts_twice(
    log: DeckLog, speaker: Speaker
) -> None:
    run = begin_run(log, replace(DECK, meeting=Meeting(interpreted="consecutive")), NOW)
    speaker.speaks(run, 10)
    run.set_pace(1.0, speaker.passes(5))
    speaker.speaks(run, 7)
    assert run.spoken == 2 * 15 + 7
    run.pause(speaker.now)
    run.set_pace(2.0, speaker.passes(5))
    assert (run.pace, run.paused) == (2.0, 5)
    assert begin_run(log, DECK, NOW).pace == 1.0


@pytest.mark.parametrize("gap", [11.0, 43_200.0, -1.0, -3600.0])
def test_that_a_gap_is_told_and_left_out(run: RunThrough, speaker: Speaker, gap: float) -> None:
    speaker.speaks(run, 3)
    assert run.tick(speaker.passes(gap)) == gap
    speaker.speaks(run, 3)
    assert run.spoken == 6
    run.next(speaker.passes(gap))
    assert run.tick(speaker.passes(1)) == gap
    assert run.spoken == 7


def test_that_time_elsewhere_is_left_out(run: RunThrough, speaker: Speaker) -> None:
    run.leave(speaker.passes(2))
    run.come_back(speaker.passes(8))
    assert run.tick(speaker.passes(1)) == 0
    assert (run.spoken, run.questions) == (3, 0)


def test_that_a_cut_drops_and_shortens_what_was_not_said(run: RunThrough, speaker: Speaker) -> None:
    speaker.speaks(run, 10)
    run.next(speaker.now)
    speaker.speaks(run, 10)
    asked = run.rest.plan_for(1)
    run.cut(1, speaker.now)
    assert run.cut_plan == asked
    assert run.minutes == 1
    forms = [run.form_of(point) for point in run.points]
    assert forms == [Form.FULL, Form.FULL, Form.DROPPED, Form.DROPPED, Form.DROPPED]
    assert run.is_last
    assert [lap.planned for lap in run.laps] == [20 + asked.seconds, 0, 0, 0]
    assert (run.budget, run.left) == (20 + 60, 60)
    run.go_to(3, speaker.now)
    assert present(run) == "Lunch"
    run.previous(speaker.now)
    assert present(run) == "No further use"
    run.cut(None, speaker.now)
    back: tuple[object, ...] = (run.cut_plan, run.minutes, run.budget)
    assert back == (None, None, 1200)
    assert run.form_of(run.points[3]) is Form.FULL


def test_that_an_issue_that_was_done_keeps_its_plan_when_the_rest_is_cut(
    log: DeckLog, run: RunThrough, speaker: Speaker
) -> None:
    planned = [lap.planned for lap in run.laps]
    run.next(speaker.passes(9))
    run.next(speaker.passes(9))
    assert run.point is not None
    assert run.point.issue == 1
    run.cut(1, speaker.now)
    assert run.laps[0].planned == planned[0]
    assert run.laps[1].planned < planned[1]
    run.next(speaker.passes(5))
    shortened = [lap.planned for lap in run.laps]
    run.cut(30, speaker.now)
    assert [lap.planned for lap in run.laps[:1]] == planned[:1]
    again = unfinished_run(log, DECK, speaker.now)
    assert again is not None
    assert again.laps == run.laps
    assert shortened[0] == planned[0]


def test_that_red_lines_are_said_whatever_is_cut(run: RunThrough, speaker: Speaker) -> None:
    run.cut(0, speaker.now)
    assert [run.form_of(point) for point in run.points] == [Form.RED_LINES] + [Form.DROPPED] * 4
    assert not run.next(speaker.now)
    assert present(run) == "Nerve agent"


def test_that_a_second_cut_leaves_out_what_was_said_since(
    run: RunThrough, speaker: Speaker
) -> None:
    run.go_to(3, speaker.now)
    run.go_to(4, speaker.passes(4))
    run.cut(30, speaker.now)
    assert run.cut_plan is not None
    assert not run.cut_plan.issues
    assert [card.number for card in run.cut_plan.cards] == [4]  # the others lie behind
    run.cut(2, speaker.passes(6))
    assert run.budget == 10 + 120


def test_that_what_was_dropped_and_lies_behind_takes_no_part_in_a_second_cut(
    run: RunThrough, speaker: Speaker
) -> None:
    run.next(speaker.now)
    run.cut(0, speaker.now)
    assert run.form_of(run.points[1]) is Form.DROPPED
    run.go_to(2, speaker.passes(1))
    assert not run._state.said & {run.rest.agenda.names[1]}  # it was passed, not said
    run.cut(60, speaker.now)
    assert run.cut_plan is not None
    assert [card.number for card in run.cut_plan.cards] == [2, 4]


def test_that_a_cut_that_is_taken_back_plans_what_lies_behind_only_when_it_is_gone_back_to(
    run: RunThrough, speaker: Speaker
) -> None:
    whole = [lap.planned for lap in run.laps]
    run.next(speaker.passes(6))
    run.cut(0, speaker.now)
    run.go_to(3, speaker.passes(1))
    run.cut(None, speaker.now)
    assert run.rest.deck is DECK
    behind = [lap.planned for lap in run.laps]
    assert behind[1] < whole[1]
    run.go_to(1, speaker.now)
    assert run.laps[1].planned == whole[1]


def test_that_a_run_that_was_ended_elsewhere_is_kept_beside_it(
    log: DeckLog, run: RunThrough, speaker: Speaker
) -> None:
    speaker.speaks(run, 20)
    other = unfinished_run(log, DECK, speaker.now)
    assert other is not None
    run.end(speaker.now)
    speaker.speaks(other, 10)
    assert other.is_apart
    assert not run.is_apart
    other.end(speaker.now)
    assert sorted(round(each.actual) for each in log.runs().ended()) == [20, 30]


def test_that_one_that_ends_at_once_after_it_was_ended_elsewhere_is_kept(
    log: DeckLog, run: RunThrough, speaker: Speaker
) -> None:
    speaker.speaks(run, 20)
    other = unfinished_run(log, DECK, speaker.now)
    assert other is not None
    run.end(speaker.now)
    other.end(speaker.now)
    assert other.is_apart
    assert len(log.runs().ended()) == 2


def test_that_a_run_goes_on_where_it_was_left(log: DeckLog, speaker: Speaker) -> None:
    run = begin_run(log, DECK, NOW)
    speaker.speaks(run, 30)
    run.next(speaker.now)
    run.next(speaker.now)
    run.cut(4, speaker.now)
    run.pause(speaker.now)
    run.set_pace(2.0, speaker.now)
    speaker.speaks(run, int(KEEP))
    again = unfinished_run(log, DECK, speaker.passes(3600))
    assert again is not None
    assert again.tick(speaker.passes(1)) == 0
    assert (again.number, again.begun, again.place) == (run.number, NOW, 2)
    assert again.paused == KEEP + 1
    for name in ("laps", "points", "cut_plan", "budget", "pace", "questions", "is_paused"):
        assert getattr(again, name) == getattr(run, name), name
    assert is_past(again, 1)


def test_that_an_edited_deck_is_gone_on_with(run: RunThrough, speaker: Speaker) -> None:
    speaker.speaks(run, 4)
    run.next(speaker.now)
    run.next(speaker.now)
    speaker.speaks(run, 6)
    run.previous(speaker.now)
    run.set_deck(EDITED, speaker.passes(1))
    assert present(run) == "No further use"
    assert [(lap.title, lap.actual, lap.place) for lap in run.laps] == [
        ("Other business", 0, 0),
        ("Syria, and gas", 5, 1),
        ("Korea", 0, 2),
        ("Ukraine", 6, None),
    ]
    assert (run.place, is_past(run, 2)) == (1, True)
    run.cut(3, speaker.now)
    run.set_deck(DECK, speaker.passes(1))
    assert spoken(run) == {"Syria": 6, "Ukraine": 6}
    assert run.minutes == 3
    assert run.budget == 11 + 180
    run.go_to(3, speaker.now)
    run.set_deck(EDITED, speaker.now)
    assert run.place == 3  # the lunch is gone: what has come into its place


def test_that_what_has_the_same_name_is_told_apart(log: DeckLog, speaker: Speaker) -> None:
    issue = DECK.issues[0]
    cards = (*issue.cards, *issue.cards)
    twice = replace(DECK, issues=(replace(issue, cards=cards), replace(issue, cards=cards)))
    run = begin_run(log, twice, NOW)
    for _ in range(7):
        assert run.next(speaker.passes(2))
    again = unfinished_run(log, twice, speaker.now)
    assert again is not None
    assert (again.place, [lap.actual for lap in again.laps]) == (7, [8, 6])
    again.set_deck(twice, speaker.now)
    assert again.place == 7


def test_that_a_deck_that_has_nothing_to_say_counts_nothing(log: DeckLog, speaker: Speaker) -> None:
    run = begin_run(log, EMPTY, NOW)
    run.go_to(3, speaker.passes(1))
    assert not run.next(speaker.passes(1))
    speaker.speaks(run, 9)
    assert (run.point, run.lap, run.laps, run.spoken, run.budget) == (None, None, (), 0, 0)
    run.set_deck(DECK, speaker.now)
    assert present(run) == "Nerve agent"
    run.set_deck(EMPTY, speaker.now)
    assert unfinished_run(log, EMPTY, speaker.now) is None
    assert log.runs().unfinished() is None


def test_that_it_ends_with_planned_actual_and_difference(
    log: DeckLog, run: RunThrough, speaker: Speaker
) -> None:
    speaker.speaks(run, 150)
    run.pause(speaker.now)
    run.go_on(speaker.passes(9))
    ended = run.end(speaker.passes(1))
    assert (ended.begun, ended.ended) == (NOW, speaker.now)
    assert (ended.planned, ended.actual, ended.difference) == (930, 151, -779)
    assert ended.laps[0].difference == 31
    assert (ended.paused, ended.questions, ended.minutes, ended.budget) == (9, 1, None, 1200)
    assert log.runs().ended() == (ended,)
    assert unfinished_run(log, DECK, speaker.now) is None


def test_that_a_run_with_nothing_said_is_not_kept(
    log: DeckLog, run: RunThrough, speaker: Speaker
) -> None:
    run.next(speaker.passes(4))
    assert run.end(speaker.now).actual == 4
    assert log.runs().ended() == ()
    assert log.runs().unfinished() is None


def test_that_a_stale_run_is_ended_as_of_when_it_was_left(
    log: DeckLog, run: RunThrough, speaker: Speaker
) -> None:
    run.next(speaker.passes(8))
    left = speaker.now
    speaker.speaks(run, 2)
    assert unfinished_run(log, DECK, left + STALE - timedelta(seconds=1)) is not None
    assert unfinished_run(log, DECK, left + STALE) is None
    (ended,) = log.runs().ended()
    assert (ended.ended, ended.actual) == (left, 8)


def test_that_nothing_changes_but_the_clock_where_it_cannot_be_kept(
    tmp_path: Path, run: RunThrough, speaker: Speaker
) -> None:
    run.pause(speaker.now)
    run.go_on(speaker.now)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: run.next(speaker.now),
        lambda: run.go_to(3, speaker.now),
        lambda: run.pause(speaker.now),
        lambda: run.cut(1, speaker.now),
        lambda: run.set_pace(2.0, speaker.now),
        lambda: run.set_deck(EDITED, speaker.now),
        lambda: run.leave(speaker.now),
        lambda: run.end(speaker.now),
    )
    with ReviewLog(tmp_path, patience=0) as other, other._store.writing():
        for deed in deeds:
            speaker.passes(0.5)
            with pytest.raises(LogError):
                deed()
            assert (run.place, run.is_paused, run.cut_plan, run.pace) == (0, False, None, 1.0)
        with pytest.raises(LogError):
            run.tick(speaker.passes(6))
        run.tick(speaker.passes(KEEP - 1))
        with pytest.raises(LogError):
            run.tick(speaker.passes(1))
    run.cut(1, speaker.now)
    assert len(run.points) == 5
    assert run.spoken == 4 + 6 + KEEP
    assert run.end(speaker.now).actual == run.spoken
