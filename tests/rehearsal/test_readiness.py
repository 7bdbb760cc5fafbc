"""Readiness: how ready one is, of each prompt, card, issue and the whole."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import AvoidPhrase, Card, Deck, Issue
from deckapp.rehearsal.memory import Grade, after
from deckapp.rehearsal.pace import Pace
from deckapp.rehearsal.prompts import prompts_of
from deckapp.rehearsal.readiness import Line, Readiness, Share, assess, meeting_moment
from deckapp.rehearsal.reviews import Review, until
from tests.rehearsal.histories import AHEAD, CARD, DAY, DECK, HOUR, MINUTE, NOW, reviews_of, spans

PROMPTS = {prompt.id: prompt for prompt in prompts_of(DECK)}
MEETING = NOW + 7 * DAY
ONE = Deck(
    title="One", issues=(Issue(id="i", title="Issue", cards=(replace(CARD, follow_ups=()),)),)
)
NONE = Deck(title="None")


def review(prompt: str, ago: timedelta = DAY, grade: Grade = Grade.GOOD) -> Review:
    return Review(prompt, NOW - ago, grade, 10.0, fingerprint=PROMPTS[prompt].fingerprint)


REVIEWS = [
    review("gas/position", 3 * DAY),
    review("gas/rebuttal", 2 * DAY, Grade.AGAIN),
    review("gas/position"),
]


def line_of(readiness: Readiness, prompt: str) -> Line:
    return next(line for line in readiness.lines if line.prompt.id == prompt)


def parts(readiness: Readiness) -> list[Line | Share]:
    """The whole, and all that it is made of."""
    cards = readiness.cards.values()
    return [readiness.whole, *readiness.issues, *cards, *readiness.lines]


def test_that_a_line_tells_what_is_known_of_a_prompt() -> None:
    found = assess(DECK, REVIEWS, NOW, MEETING)
    assert [line.prompt.id for line in found.lines] == list(PROMPTS)
    memory = after(after(None, Grade.GOOD, NOW - 3 * DAY), Grade.GOOD, NOW - DAY)
    line = line_of(found, "gas/position")
    assert found.forecast is not None
    assert line == Line(
        prompt=PROMPTS["gas/position"],
        reviews=2,
        memory=memory,
        recall_now=memory.recall(NOW),
        recall_at_meeting=memory.recall(MEETING),
        recall_with_plan=found.forecast.recalls["gas/position"],
        changed=False,
    )


def test_that_the_shares_are_means_and_what_was_never_rehearsed_counts_as_nothing() -> None:
    found = assess(DECK, REVIEWS, NOW, MEETING)
    position, rebuttal = (line_of(found, f"gas/{name}") for name in ("position", "rebuttal"))
    assert position.recall_now is not None
    assert rebuttal.recall_now is not None
    together = position.recall_now + rebuttal.recall_now
    assert found.whole.name == "Moscow"
    assert found.whole.prompts == 4
    assert found.whole.recall_now == pytest.approx(together / 4)
    assert [(share.name, share.prompts) for share in found.issues] == [("Syria", 3), ("Ukraine", 1)]
    assert found.issues[0].recall_now == pytest.approx(together / 3)
    assert found.issues[1].recall_at_meeting == 0
    assert found.cards["gas"] == replace(found.issues[0], name="Nerve agent")
    assert found.cards["minsk"] == replace(found.issues[1], name="Minsk")
    assert found.never == 2
    assert found.seconds == 30
    assert found.last == NOW - DAY


def test_that_phrases_to_avoid_have_a_share_of_their_own_beside_the_issues() -> None:
    phrases = (AvoidPhrase("reset", say="A start."), AvoidPhrase("thaw", say="Some calls."))
    own = replace(CARD, avoid=(AvoidPhrase("staged", say="Done."),))
    nameless = replace(CARD, id="", avoid=(AvoidPhrase("so-called", say="The."),))
    deck = Deck(avoid=phrases, issues=(Issue(title="Syria", cards=(own, nameless)),))
    found = assess(deck, [], NOW, MEETING)
    shares = [(share.name, share.prompts) for share in found.issues]
    assert shares == [("Syria", 4), ("Words to avoid", 3)]
    assert {id_: share.prompts for id_, share in found.cards.items()} == {"gas": 4}


def test_that_the_weakest_on_the_day_come_first_and_ten_at_most() -> None:
    found = assess(DECK, REVIEWS, NOW, MEETING)
    names = [line.prompt.id for line in found.weakest]
    badly, never, well = ["gas/rebuttal"], ["gas/staged", "minsk/position"], ["gas/position"]
    assert names == [*badly, *never, *well]
    cards = tuple(replace(CARD, id=f"card-{number}") for number in range(5))
    many = assess(Deck(issues=(Issue(id="i", cards=cards),)), [], NOW, None)
    assert len(many.lines) == 15
    assert many.weakest == many.lines[:10]


@pytest.mark.parametrize("meeting", [None, NOW - 3 * DAY])
def test_that_without_a_meeting_to_come_only_now_is_told(meeting: datetime | None) -> None:
    found = assess(DECK, REVIEWS, NOW, meeting)
    assert found.meeting == meeting
    assert found.forecast is None
    assert all(each.recall_at_meeting is None for each in parts(found))
    assert all(each.recall_with_plan is None for each in parts(found))
    assert found.whole.recall_now > 0
    assert [line.prompt.id for line in found.weakest][1:3] == ["gas/staged", "minsk/position"]


@pytest.mark.parametrize("ahead", [*AHEAD.values(), -3 * DAY, None], ids=str)
@pytest.mark.parametrize("deck", [NONE, ONE, DECK], ids=["no card", "one card", "two cards"])
def test_that_whatever_the_meeting_and_the_deck_there_is_an_answer(
    deck: Deck, ahead: timedelta | None
) -> None:
    meeting = None if ahead is None else NOW + ahead
    for reviews in ([], REVIEWS):
        found = assess(deck, reviews, NOW, meeting)
        assert len(found.lines) == found.whole.prompts
        assert (found.forecast is None) == (ahead is None or ahead < timedelta())
        assert 0 <= found.whole.recall_now <= 1


def test_that_a_line_whose_words_changed_since_says_so() -> None:
    edited = replace(DECK.issues[0], cards=(replace(CARD, rebuttal="Other words."),))
    deck = replace(DECK, issues=(edited, *DECK.issues[1:]))
    assert [line.prompt.id for line in assess(deck, REVIEWS, NOW, None).changed] == ["gas/rebuttal"]
    assert assess(DECK, REVIEWS, NOW, None).changed == ()
    anew = Review("gas/rebuttal", NOW, Grade.AGAIN, fingerprint="0123456789ab")
    unknown = replace(anew, fingerprint="")
    assert [line.reviews for line in assess(DECK, [*REVIEWS, anew], NOW, None).changed] == [2]
    assert assess(DECK, [*REVIEWS, unknown], NOW, None).changed == ()


def test_that_practice_counts_as_rehearsed_and_not_as_remembered() -> None:
    found = assess(DECK, [replace(review("gas/staged"), practice=True)], NOW, MEETING)
    line = line_of(found, "gas/staged")
    assert (line.reviews, line.memory, line.recall_now, line.recall_at_meeting) == (
        1,
        None,
        None,
        None,
    )
    assert found.seconds == 10
    assert found.never == 4


def test_that_longer_sessions_hold_more_and_lead_further() -> None:
    pace = Pace().seconds_of
    minutes = sum(map(pace, PROMPTS.values())) / 60
    short, long = (assess(DECK, [], NOW, MEETING, share * minutes) for share in (0.4, 1))
    assert short.forecast is not None
    assert long.forecast is not None
    assert short.forecast.sessions[0].prompts < long.forecast.sessions[0].prompts == 4
    assert short.whole.recall_with_plan is not None
    assert long.whole.recall_with_plan is not None
    assert short.whole.recall_with_plan < long.whole.recall_with_plan


MOSCOW_TIME = timezone(timedelta(hours=3))
DAY_OF_MEETING = date(2017, 4, 12)


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ((1, 9, 0), (12, 12, 0)),
        ((12, 9, 0), (12, 12, 0)),
        ((12, 12, 0), (12, 12, 0)),
        ((12, 12, 1), (12, 23, 59)),
        ((13, 0, 0), (12, 12, 0)),
    ],
)
@pytest.mark.parametrize("zone", [UTC, MOSCOW_TIME], ids=str)
def test_that_a_meeting_is_at_noon_and_once_that_is_over_at_the_end_of_the_day(
    now: tuple[int, int, int], found: tuple[int, int, int], zone: timezone
) -> None:
    moment = datetime(2017, 4, *now, tzinfo=zone)
    assert meeting_moment(DAY_OF_MEETING, moment) == datetime(2017, 4, *found, tzinfo=zone)


def test_that_a_deck_without_a_date_has_no_meeting() -> None:
    assert meeting_moment(None, NOW) is None


histories = reviews_of([*PROMPTS, "gone/position"])


@settings(max_examples=40, deadline=None)
@given(histories, st.none() | spans(20 * DAY), st.floats(0, 5))
def test_that_all_recalls_are_shares(
    reviews: list[Review], ahead: timedelta | None, minutes: float
) -> None:
    found = assess(DECK, reviews, NOW, None if ahead is None else NOW + ahead, minutes)
    for each in parts(found):
        recalls = (each.recall_now, each.recall_at_meeting, each.recall_with_plan)
        assert all(recall is None or 0 <= recall <= 1 for recall in recalls)
        if each.recall_at_meeting is not None and each.recall_with_plan is not None:
            assert each.recall_at_meeting <= each.recall_with_plan + 1e-12
    assert sum(line.reviews for line in found.lines) == sum(
        review.prompt in PROMPTS for review in until(reviews, NOW)
    )


def recalls(reviews: list[Review], meeting: datetime) -> list[float]:
    found = assess(DECK, reviews, NOW, meeting)
    return [line.recall_at_meeting or 0.0 for line in found.lines]


@settings(max_examples=40, deadline=None)
@given(histories, spans(10 * DAY), spans(10 * DAY))
def test_that_a_later_meeting_never_raises_what_is_left(
    reviews: list[Review], ahead: timedelta, more: timedelta
) -> None:
    sooner, later = recalls(reviews, NOW + ahead), recalls(reviews, NOW + ahead + more)
    assert all(late <= soon for soon, late in zip(sooner, later, strict=True))


@settings(max_examples=40, deadline=None)
@given(histories, spans(3 * DAY), st.sampled_from([*PROMPTS]))
def test_that_a_better_grade_never_lowers_what_is_left(
    reviews: list[Review], ahead: timedelta, prompt: str
) -> None:
    graded = [
        recalls([*reviews, Review(prompt, NOW + HOUR, grade)], NOW + ahead + MINUTE)
        for grade in Grade
    ]
    for worse, better in pairwise(graded):
        assert all(low <= high for low, high in zip(worse, better, strict=True))


def test_that_noon_is_that_of_summer_time(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        with monkeypatch.context() as there:
            there.setenv("TZ", "America/New_York")
            time.tzset()
            moment = meeting_moment(date(2017, 4, 12), datetime(2017, 2, 1, 9).astimezone())
    finally:
        time.tzset()
    assert moment is not None
    assert moment.isoformat() == "2017-04-12T12:00:00-04:00"


def test_that_cards_without_an_id_of_their_own_are_counted() -> None:
    cards = (CARD, replace(CARD, id=""), replace(CARD, title="Twice"), Card(title="Says nothing"))
    found = assess(Deck(issues=(Issue(id="i", cards=cards),)), [], NOW, None)
    assert found.left_out == 2
    assert len(found.lines) == 3
