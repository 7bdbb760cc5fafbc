"""Readiness in words: honest numbers, and what to do."""

import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.readiness_report import sheet_of
from deckapp.readiness_texts import (
    NO_TIME,
    NOT_YET,
    advice,
    agenda_places,
    brief,
    cue_of,
    days_left,
    due,
    duration,
    meaning,
    meeting_in_words,
    numbers,
    percent,
    place_of,
    recall_of,
    rehearsed,
    session_in_words,
    session_size,
    way_to_meeting,
)
from deckapp.rehearsal.forecast import PlannedSession

from .readiness import DAY, DECK, MEETING, NOW, card, deck_of, readiness_of, reviews_of

HOUR = timedelta(hours=1)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("recall", "words"),
    [
        (None, NOT_YET),
        (0.0, NOT_YET),
        (0.001, "under 1 %"),
        (0.006, "1 %"),
        (0.7249, "72 %"),
        (0.99, "99 %"),
        (0.996, "over 99 %"),
        (0.999999, "over 99 %"),
        (1.0, "100 %"),
    ],
)
def test_that_a_recall_is_told_in_whole_percent(recall: float | None, words: str) -> None:
    assert plain(percent(recall)) == words


@given(st.floats(0, 1, exclude_max=True))
def test_that_nothing_short_of_certainty_is_a_hundred_percent(recall: float) -> None:
    assert "100" not in percent(recall)


def test_that_the_headline_has_the_day_without_and_with_the_plan() -> None:
    readiness = readiness_of()
    stop, plan = numbers(readiness)
    assert stop.value == percent(readiness.whole.recall_at_meeting)
    assert (stop.caption, plan.caption) == ("if you stop now", "with the plan")
    assert "recall on the day. Today it is" in meaning(readiness)


def test_that_without_a_day_to_come_the_headline_is_about_today() -> None:
    for meeting in (None, NOW - DAY):
        readiness = readiness_of(meeting=meeting)
        (number,) = numbers(readiness)
        assert number.caption == "today"
        assert meaning(readiness).endswith("recall now.")


def test_that_nothing_rehearsed_is_told_in_words_and_with_what_to_do() -> None:
    readiness = readiness_of(reviews=[])
    stop, plan = numbers(readiness)
    assert (stop.value, stop.caption, stop.is_words) == ("Not yet rehearsed", "", True)
    assert not plan.is_words
    assert advice(readiness).startswith("Nothing is rehearsed yet. Drill now: the first session")
    assert "6 prompts" in advice(readiness)
    assert meaning(readiness).endswith("on the day.")
    assert "Drill now to begin." in advice(readiness_of(reviews=[], meeting=None))


def test_that_what_was_never_rehearsed_is_counted() -> None:
    one = readiness_of(reviews=reviews_of(DECK, skipped=1))
    assert advice(one) == "1 of 6 prompts was never rehearsed and counts as not recalled."
    two = readiness_of(reviews=reviews_of(DECK, skipped=2))
    assert advice(two) == "2 of 6 prompts were never rehearsed and count as not recalled."
    assert not advice(readiness_of())


def test_that_a_deck_without_a_date_says_what_is_due_and_how_to_set_it() -> None:
    readiness = readiness_of(reviews=reviews_of(DECK, skipped=2), meeting=None)
    assert due(readiness) >= 2
    assert f"{due(readiness)} of 6 prompts are due now." in advice(readiness)
    assert "Edit › Deck and meeting" in advice(readiness)
    assert not days_left(readiness)


def test_that_a_deck_with_nothing_to_say_says_what_to_write() -> None:
    assert "nothing to rehearse" in advice(readiness_of(deck_of()))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (MEETING - 8 * DAY, "8 days left: the meeting is on Wednesday, 12 April 2017."),
        (MEETING - DAY, "The meeting is tomorrow, Wednesday, 12 April 2017, reckoned for 12:00."),
        (MEETING - HOUR, "The meeting is today, Wednesday, 12 April 2017, reckoned for 12:00."),
        (MEETING + HOUR, "The meeting was on Wednesday, 12 April 2017."),
        (MEETING + DAY, "The meeting was on Wednesday, 12 April 2017, 1 day ago."),
        (MEETING + 9 * DAY, "The meeting was on Wednesday, 12 April 2017, 9 days ago."),
    ],
)
def test_that_days_are_counted_to_the_meeting_and_since_it(now: datetime, words: str) -> None:
    assert days_left(readiness_of(now=now)) == words


def test_that_a_past_meeting_asks_for_the_date_of_another() -> None:
    assert "another meeting" in advice(readiness_of(meeting=NOW - DAY))


def test_that_time_rehearsed_is_told_with_when_it_was_last() -> None:
    assert rehearsed(readiness_of()) == "Rehearsed for 9 minutes in all, last yesterday at 19:45."
    assert not rehearsed(readiness_of(reviews=[]))
    ages = ((4 * DAY, "5 days ago."), (-DAY + timedelta(minutes=5), "today at 19:40."))
    for age, words in ages:
        reviews = reviews_of(DECK, NOW - age)
        assert rehearsed(readiness_of(reviews=reviews)).endswith(f"last {words}")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "under a minute"),
        (60, "1 minute"),
        (46 * 60, "46 minutes"),
        (119 * 60, "119 minutes"),
        (120 * 60, "2 hours"),
        (125 * 60, "2 hours 5 minutes"),
    ],
)
def test_that_a_length_of_time_is_told_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_that_a_session_of_seconds_is_not_called_about_a_minute() -> None:
    readiness = readiness_of(deck_of(card("gas", counter="")), [])
    assert advice(readiness).endswith("has 1 prompt and takes under a minute.")


def test_that_sessions_are_told_with_their_day_and_the_last_one_is_marked() -> None:
    now = PlannedSession(NOW, 6, 1200, is_last=False)
    last = PlannedSession(NOW + DAY, 4, 1200, is_last=True)
    assert session_in_words(now, NOW) == "Now"
    assert session_in_words(last, NOW) == "Wed 5 April, 19:40 · last pass"
    assert session_size(now, 6) == "all 6 prompts, 20 minutes"
    assert session_size(last, 6) == "4 of 6 prompts, 20 minutes"
    fresh = PlannedSession(NOW, 0, 0, is_last=False)
    assert session_size(fresh, 6) == "nothing: all of it is fresh"


def test_that_lines_are_told_with_their_kind_and_card() -> None:
    readiness = readiness_of()
    told = {line.prompt.id: line for line in readiness.lines}
    places = {id_: place_of(line, readiness) for id_, line in told.items()}
    assert places["gas/position"] == "Position"
    assert places["gas/rebuttal"] == "Rebuttal · Title of gas"
    assert places["gas/proof"] == "Follow-up · Title of gas"
    assert places["avoid/mutual-respect"] == "Words to avoid"
    assert cue_of(told["gas/proof"]) == "Prove it."
    assert cue_of(told["avoid/mutual-respect"]) == "Instead of “mutual respect”"
    at_meeting = told["gas/proof"].recall_at_meeting
    assert recall_of(told["gas/proof"]) == percent(at_meeting)
    (now, *_) = readiness_of(meeting=None).lines
    assert recall_of(now) == percent(now.recall_now)


def test_that_a_text_of_any_length_is_brief() -> None:
    assert brief("a\n b " * 100_000).startswith("a b a b")
    assert len(brief("word " * 100_000)) <= 300


def test_that_the_meeting_is_told_by_its_day() -> None:
    assert meeting_in_words(readiness_of()) == "12 April 2017"
    assert meeting_in_words(readiness_of(now=MEETING - HOUR)) == "today"


def test_that_the_way_to_the_meeting_goes_from_nought_to_one() -> None:
    readiness = readiness_of()
    assert way_to_meeting(readiness, NOW) == 0
    assert way_to_meeting(readiness, MEETING) == 1
    assert way_to_meeting(readiness_of(now=MEETING), MEETING) == 1


def test_that_shares_know_their_places_in_the_agenda() -> None:
    assert agenda_places(readiness_of(), DECK) == [1, None]


# The page for the staff


def test_that_the_sheet_speaks_of_the_principal_not_to_him() -> None:
    readiness = readiness_of(reviews=reviews_of(DECK, skipped=1, changed=2))
    sheet = sheet_of(readiness, DECK)
    words = [sheet.meaning, sheet.caution, sheet.as_of, *sheet.notes, sheet.recall]
    assert "you" not in " ".join(words).replace("your", "you").split()
    assert [number.caption for number in sheet.numbers] == [
        "if rehearsal stops now",
        "with the plan",
    ]
    assert sheet.notes == (
        "1 of 6 prompts was never rehearsed.",
        "The words of 2 lines were changed since they were rehearsed.",
    )
    assert [share.place for share in sheet.shares] == [1, None]
    assert len(sheet.lines) == 6
    assert sheet.curve[0].at == 0
    assert sheet.curve[-1].at == 1
    assert sheet.sessions[-1].when.endswith("last pass")


def test_that_the_sheet_of_a_deck_without_date_has_no_curve() -> None:
    sheet = sheet_of(readiness_of(meeting=None), DECK)
    assert not sheet.curve
    assert not sheet.sessions
    assert [number.caption for number in sheet.numbers] == ["today"]
    assert [len(share.values) for share in sheet.shares] == [1, 1]
    assert any("no meeting date" in note for note in sheet.notes)
    assert sheet.recall == "today"


def test_that_the_sheet_of_what_was_never_rehearsed_has_the_plan_alone() -> None:
    sheet = sheet_of(readiness_of(reviews=[]), DECK)
    assert [len(share.values) for share in sheet.shares] == [1, 1]
    assert not sheet.lines
    assert "6 of 6 prompts were never rehearsed." in sheet.notes
    none = sheet_of(readiness_of(deck_of()), deck_of())
    assert not none.curve
    assert "nothing to rehearse" in none.notes[0]


def test_that_a_plan_without_time_for_an_issue_says_so() -> None:
    many = deck_of(*(card(f"c{number}", rebuttal="word " * 300) for number in range(9)))
    sheet = sheet_of(readiness_of(many, [], meeting=NOW + HOUR, minutes=5), many)
    assert sheet.numbers[0].is_words
    empty = deck_of(*(card(f"c{n}", rebuttal="w " * 900) for n in range(3)), avoid=DECK.avoid)
    short = sheet_of(readiness_of(empty, [], meeting=NOW + HOUR, minutes=1), empty)
    assert short.shares[-1].values == (NO_TIME,)


def test_that_words_for_readiness_load_no_qt_and_no_reportlab() -> None:
    program = (
        "import sys, deckapp.readiness_report\n"
        "heavy = {'PySide6', 'shiboken6', 'reportlab', 'fsrs', 'sqlite3'}\n"
        "print([name for name in sys.modules if name.split('.')[0] in heavy])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
