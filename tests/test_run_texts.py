"""A run-through in words: times, differences, and the page that is filled with them."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import Deck, Issue, Meeting
from deckapp.rehearsal.log.run_record import Lap, Run
from deckapp.run_texts import (
    MOST_EARLIER,
    difference,
    outcome,
    sentences,
    sheet_of,
    signed_difference,
    time_of,
)

HERE = timezone(timedelta(hours=3))
BEGUN = datetime(2017, 4, 9, 20, 40, tzinfo=HERE)
LAPS = (
    Lap("syria", "Syria", 900.0, 1030.2, place=0),
    Lap("", "", 60.0, 59.8, is_estimate=True, place=2),
    Lap("gone", "Gone", 0.0, 0.0),
)
RUN = Run(7, BEGUN, BEGUN + timedelta(minutes=66), LAPS, 130.0, 3, 545.0, None, 3600.0)
DECK = Deck(
    title="Moscow",
    marking="TLP:AMBER",
    meeting=Meeting(principal="Tillerson", place="Moscow"),
    issues=(Issue(id="syria", title="Syria"), Issue(title="Other"), Issue(title="Third")),
)


def earlier(number: int, days: int, seconds: float) -> Run:
    at = BEGUN.astimezone(UTC) - timedelta(days=days)
    return replace(RUN, number=number, begun=at, laps=(replace(LAPS[0], actual=seconds),))


@pytest.mark.parametrize(
    ("planned", "actual", "words", "signed"),
    [
        (900.0, 1030.2, "2:10 over", "+2:10 over"),
        (900.0, 850.0, "0:50 under", "\u22120:50"),
        (60.4, 59.6, "on time", "0:00"),
        (0.0, 0.0, "–", "0:00"),
        (0.0, 3600.0, "60:00 over", "+60:00 over"),
    ],
)
def test_that_a_difference_has_a_sign_and_words(
    planned: float, actual: float, words: str, signed: str
) -> None:
    assert difference(planned, actual) == words
    assert signed_difference(planned, actual) == signed


@given(st.floats(0, 90_000), st.floats(0, 90_000))
def test_that_a_difference_is_that_of_the_times_shown(planned: float, actual: float) -> None:
    def seconds(text: str) -> int:
        minutes, rest = text.replace(",", "").split(":")
        return int(minutes) * 60 + int(rest)

    told = signed_difference(planned, actual).removesuffix(" over")
    sign = -1 if told.startswith("\u2212") else 1
    shown = sign * seconds(told.lstrip("+\u2212"))
    assert shown == seconds(time_of(actual)) - seconds(time_of(planned))


def test_that_what_was_not_timed_is_a_dash() -> None:
    assert time_of(None) == "–"


def test_that_what_judges_the_times_is_told() -> None:
    assert list(sentences(RUN)) == [
        "There were 60:00 for the whole meeting.",
        "3 questions took 2:10 besides.",
        "Time counted twice, as it will be interpreted.",
    ]
    assert [*sentences(replace(RUN, doubled=60.0))][-1] == (
        "Of the time spoken, 1:00 by the clock counted twice, as it will be interpreted."
    )
    plain = replace(RUN, questions=0, doubled=0.0, budget=960.0)
    assert list(sentences(plain)) == []
    assert list(sentences(replace(plain, minutes=1))) == [
        "It was cut to 1 minute; what was still to be said is planned as the cut left it."
    ]


def test_that_the_page_tells_a_run_and_compares_it() -> None:
    runs = [earlier(3, 1, 800), RUN, earlier(2, 120, 1200.0), earlier(1, 3, 0), earlier(0, 4, 1)]
    sheet = sheet_of(RUN, runs, DECK)
    assert (sheet.title, sheet.marking, sheet.meeting) == (
        "Moscow",
        "TLP:AMBER",
        "Tillerson · Moscow",
    )
    assert sheet.as_of == "Run-through of 9 April 2017, 20:40, to 21:46."
    assert [number.value for number in sheet.numbers] == ["18:10", "16:00", "+2:10 over"]
    assert sheet.meaning == (
        "1 issue went over its time. It took 4:50 longer than the last time, 13:20."
    )
    assert sheet.notes[-1].startswith("“About”")
    assert len(sheet.columns) == 3 + MOST_EARLIER
    heads = [(column.name, column.below) for column in sheet.columns[3:]]
    assert heads == [("8 Apr", "20:40"), ("10 Dec 2016", "20:40"), ("6 Apr", "20:40")]
    syria, untitled, gone = sheet.rows
    assert syria.values == ("15:00", "17:10", "+2:10 over", "13:20", "20:00", "0:00")
    assert (syria.place, syria.actual, syria.is_over) == (0, 1.0, True)
    assert untitled.name == "Untitled issue"
    assert untitled.values == ("about 1:00", "1:00", "0:00", "–", "–", "–")
    assert (gone.place, gone.is_over) == (None, False)
    assert sheet.total.values == ("16:00", "18:10", "+2:10 over", "13:20", "20:00", "0:00")


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (800.0, "No issue went over its time. It took 3:20 less than the last time, 16:40."),
        (1000.0, "1 issue went over its time. It took as long as the last time."),
    ],
)
def test_that_a_run_is_compared_with_the_last_one(actual: float, words: str) -> None:
    run = replace(RUN, laps=(replace(LAPS[0], actual=actual),))
    assert sheet_of(run, [earlier(3, 1, 1000)], DECK).meaning == words


def test_that_a_first_run_and_one_over_midnight_have_their_page() -> None:
    laps = tuple(replace(lap, actual=lap.planned + 9) for lap in LAPS)
    sheet = sheet_of(replace(RUN, laps=laps, ended=BEGUN + timedelta(hours=4)), [], DECK)
    assert sheet.meaning == "3 issues went over their time."
    assert sheet.as_of == "Run-through of 9 April 2017, 20:40, to 10 April 2017, 00:40."
    assert len(sheet.columns) == 3
    assert sheet_of(replace(RUN, laps=()), [], DECK).rows == ()


@pytest.mark.parametrize(
    ("run", "words", "meaning"),
    [
        (
            replace(RUN, laps=(replace(LAPS[0], actual=300.0), *LAPS[1:]), ahead=14),
            "ended at point 6 of 20",
            "14 points still to be said; up to there no issue went over its time.",
        ),
        (
            replace(RUN, ahead=1),
            "2:10 over at point 6 of 20",
            "1 point still to be said; up to there 1 issue went over its time.",
        ),
    ],
)
def test_that_a_run_that_was_ended_early_says_where(run: Run, words: str, meaning: str) -> None:
    run = replace(run, place=5, points=20)
    assert outcome(run) == words
    sheet = sheet_of(run, [earlier(3, 1, 1000)], DECK)
    assert sheet.meaning == f"It was ended at point 6 of 20, with {meaning}"
    assert sheet.rows[2].values == ("0:00", "–", "–", "–")
    assert sheet.numbers[-1].caption == "difference at point 6 of 20"
    assert outcome(replace(run, ahead=0)) == difference(run.planned, run.actual)


def test_that_earlier_runs_that_were_ended_early_are_named() -> None:
    early = replace(earlier(3, 1, 1000), place=1, points=20, ahead=18)
    before = replace(earlier(2, 2, 1000), place=4, points=20, ahead=3)
    one = sheet_of(RUN, [early, earlier(1, 3, 1000)], DECK)
    assert one.meaning == "1 issue went over its time."
    assert "An earlier run was ended early: 8 Apr 20:40 at point 2 of 20." in one.notes
    assert (
        "Earlier runs were ended early: 8 Apr 20:40 at point 2 of 20; 7 Apr 20:40 at point 5 of 20."
        in sheet_of(RUN, [early, before], DECK).notes
    )


def test_that_the_words_load_neither_qt_nor_reportlab() -> None:
    program = (
        "import sys, deckapp.run_texts\n"
        "heavy = {'PySide6', 'reportlab', 'fsrs', 'sqlite3'}\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in heavy))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"
