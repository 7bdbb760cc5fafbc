"""Readiness in words, the same for the window, the command line and the page for the staff.

No Qt here, and nothing heavy. Percentages are whole numbers that never promise too much: 100 %
means certainty.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from deckapp.deck import Deck
from deckapp.deck.characters import shortened
from deckapp.rehearsal import Prompt, PromptKind
from deckapp.rehearsal.forecast import PlannedSession
from deckapp.rehearsal.memory import DESIRED
from deckapp.rehearsal.readiness import Line, Readiness

MEANING = "Expected share of answers you would recall on the day"
MEANING_TODAY = "Expected share of answers you would recall now"
CAUTION = (
    "It is computed from the grades you gave yourself and from how memory fades; what was never "
    "rehearsed counts as not recalled. It is an expectation, not a promise, and says nothing of "
    "how well an answer is delivered. “With the plan” means that every planned session is held."
)
NOT_YET = "not yet rehearsed"
NO_TIME = "no time for it"
"""With the plan: its sessions are too short to come to this."""
NOTHING_CHANGED = "No words were changed since you last rehearsed them."
NO_PROMPTS = (
    "There is nothing to rehearse yet. On the Edit screen, write a card with a title and a "
    "position, or a counter with its rebuttal."
)
CHANGED = "What you remember may be the old words."
_SET_DATE = "under Edit › Deck and meeting"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_KINDS = {
    PromptKind.POSITION: "Position",
    PromptKind.REBUTTAL: "Rebuttal",
    PromptKind.FOLLOW_UP: "Follow-up",
    PromptKind.AVOID: "Words to avoid",
}
_HOUR = 60
_MOST_CHARACTERS = 300


class Number(NamedTuple):
    """One number of the headline, and what it is; `is_words` where no number can be told."""

    value: str
    caption: str
    is_words: bool = False


# Numbers


def percent(recall: float | None, none: str = NOT_YET) -> str:
    """A recall from 0 to 1 in whole percent; `none` stands for no recall at all."""
    if not recall or recall <= 0:
        return none
    whole = round(recall * 100)
    if whole >= 100:
        return "100\u00a0%" if recall >= 1 else "over 99\u00a0%"
    return f"{whole}\u00a0%" if whole else "under 1\u00a0%"


def numbers(readiness: Readiness) -> tuple[Number, ...]:
    """The headline: on the day without and with the plan, or today where no day is to come."""
    whole = readiness.whole
    if readiness.forecast is None:
        return (_number(percent(whole.recall_now), "today"),)
    return (
        _number(percent(whole.recall_at_meeting), "if you stop now"),
        _number(percent(whole.recall_with_plan, NO_TIME), "with the plan"),
    )


def _number(value: str, caption: str) -> Number:
    if value in (NOT_YET, NO_TIME):
        return Number(value.capitalize(), "", is_words=True)
    return Number(value, caption)


def due(readiness: Readiness) -> int:
    """How many prompts are new, or have fallen below the recall that is desired."""
    return sum(line.recall_now is None or line.recall_now < DESIRED for line in readiness.lines)


def counted(count: int, noun: str) -> str:
    """A number of things: “1 prompt”, “2 prompts”."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


# Days


def day_in_words(day: date) -> str:
    """“12 April 2017”."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """“12 April 2017, 19:40”, in the moment's own time zone."""
    return f"{day_in_words(moment.date())}, {moment:%H:%M}"


def session_in_words(session: PlannedSession, now: datetime) -> str:
    """When a planned session is: “Now”, or “Wed 12 April, 19:40”; and whether it is the last."""
    at = session.at.astimezone(now.tzinfo)
    when = f"{_DAYS[at.weekday()][:3]} {at.day} {_MONTHS[at.month - 1]}, {at:%H:%M}"
    return ("Now" if session.at <= now else when) + (" · last pass" if session.is_last else "")


def meeting_in_words(readiness: Readiness) -> str:
    """The day of the meeting; decks know no time of day."""
    day = _meeting_day(readiness)
    return "today" if day == readiness.now.date() else day_in_words(day)


def way_to_meeting(readiness: Readiness, at: datetime) -> float:
    """Where a moment lies on the way from now, 0, to a meeting to come, 1."""
    assert readiness.meeting is not None
    way = (readiness.meeting - readiness.now).total_seconds()
    return min((at - readiness.now).total_seconds() / way, 1.0) if way else 1.0


def _meeting_day(readiness: Readiness) -> date:
    assert readiness.meeting is not None
    return readiness.meeting.astimezone(readiness.now.tzinfo).date()


def days_left(readiness: Readiness) -> str:
    """How long it is to the meeting, or since it; empty where the deck has no date."""
    if readiness.meeting is None:
        return ""
    day = _meeting_day(readiness)
    left = (day - readiness.now.date()).days
    full = f"{_DAYS[day.weekday()]}, {day_in_words(day)}"
    if readiness.forecast is None:
        ago = f", {counted(-left, 'day')} ago" if left < 0 else ""
        return f"The meeting was on {full}{ago}."
    at = readiness.meeting.astimezone(readiness.now.tzinfo)
    match left:
        case 0:
            return f"The meeting is today, {full}, reckoned for {at:%H:%M}."
        case 1:
            return f"The meeting is tomorrow, {full}, reckoned for {at:%H:%M}."
        case _:
            return f"{left:,} days left: the meeting is on {full}."


def rehearsed(readiness: Readiness) -> str:
    """How long was rehearsed in all, and when last; empty where it never was."""
    if readiness.last is None:
        return ""
    last = readiness.last.astimezone(readiness.now.tzinfo)
    ago = (readiness.now.date() - last.date()).days
    if ago < 2:  # a clock that was set back shows no day to come
        when = f"{'yesterday' if ago == 1 else 'today'} at {last:%H:%M}"
    else:
        when = f"{counted(ago, 'day')} ago"
    if not readiness.seconds:  # of reviews from elsewhere that do not tell
        return f"Last rehearsed {when}."
    return f"Rehearsed for {duration(readiness.seconds)} in all, last {when}."


def duration(seconds: float) -> str:
    """A length of time: “under a minute”, “46 minutes”, “2 hours 5 minutes”."""
    minutes = round(seconds / 60)
    if not minutes:
        return "under a minute"
    if minutes < 2 * _HOUR:
        return counted(minutes, "minute")
    hours, rest = divmod(minutes, _HOUR)
    return counted(hours, "hour") + (f" {counted(rest, 'minute')}" if rest else "")


# Sentences


def is_new(readiness: Readiness) -> bool:
    """Whether nothing was ever rehearsed."""
    return readiness.never == len(readiness.lines)


def advice(readiness: Readiness) -> str:
    """What to know and to do where a number is missing, or not what it could be; or ""."""
    left_out = unrehearsable(readiness.left_out)
    if not readiness.lines:
        return left_out or NO_PROMPTS
    return " ".join(filter(None, (_advice(readiness), left_out)))


def unrehearsable(cards: int) -> str:
    """That so many cards are left out, and what to do; empty for none."""
    if not cards:
        return ""
    which = (
        "1 card has no id of its own, so it"
        if cards == 1
        else (f"{cards:,} cards have no id of their own, so they")
    )
    return (
        f"{which} cannot be rehearsed. Save the deck once on the Edit screen, or run "
        "`deckapp check --fix`; ids that are there twice are listed by `deckapp check`."
    )


def _advice(readiness: Readiness) -> str:
    total = len(readiness.lines)
    if readiness.forecast is not None:
        if is_new(readiness):
            first = readiness.forecast.sessions[0]
            return (
                f"Nothing is rehearsed yet. Drill now: the first session has "
                f"{counted(first.prompts, 'prompt')} and takes {_about(first.seconds)}."
            )
        never = readiness.never
        if never:
            verbs = ("was", "counts") if never == 1 else ("were", "count")
            return "{} {} never rehearsed and {} as not recalled.".format(_of(never, total), *verbs)
        return ""
    count = due(readiness)
    what = f"{_of(count, total)} {'is' if count == 1 else 'are'} due now."
    if not count:
        what = "Nothing is due now."
    if is_new(readiness):
        what = "Nothing is rehearsed yet. Drill now to begin."
    if readiness.meeting is None:
        return (
            f"{what} The deck has no meeting date: set it {_SET_DATE}, and this page tells how "
            "ready you will be on the day."
        )
    return f"{what} For another meeting, set its date {_SET_DATE}."


def _of(some: int, total: int) -> str:
    return f"{some:,} of {counted(total, 'prompt')}"


def _about(seconds: float) -> str:
    return duration(seconds) if round(seconds / 60) < 1 else f"about {duration(seconds)}"


def meaning(readiness: Readiness) -> str:
    """What the headline counts, in a sentence."""
    if readiness.forecast is None:
        return f"{MEANING_TODAY}."
    if is_new(readiness):
        return f"{MEANING}."
    return f"{MEANING}. Today it is {percent(readiness.whole.recall_now)}."


def cue_of(line: Line) -> str:
    """What is asked, or the beginning of it."""
    return cue_in_words(line.prompt)


def cue_in_words(prompt: Prompt) -> str:
    """What is asked by a prompt, or the beginning of it."""
    cue = brief(prompt.cue)
    return f"Instead of “{cue}”" if prompt.kind is PromptKind.AVOID else cue


def place_of(line: Line, readiness: Readiness) -> str:
    """What kind of answer is asked for, and on which card."""
    kind, card = _KINDS[line.prompt.kind], readiness.cards.get(line.prompt.card)
    if card is None or line.prompt.kind is PromptKind.POSITION:  # its cue is the card's title
        return kind
    return f"{kind} · {brief(card.name)}"


def brief(text: str) -> str:
    """The beginning of a text of anybody's, on one line."""
    return shortened(" ".join(text[: 2 * _MOST_CHARACTERS].split()), _MOST_CHARACTERS)


def recall_of(line: Line) -> str:
    """A line's recall at the meeting if rehearsing stops, or now without a meeting to come."""
    has_day = line.recall_at_meeting is not None
    return percent(line.recall_at_meeting if has_day else line.recall_now)


def session_size(session: PlannedSession, total: int) -> str:
    """What a planned session holds, of so many prompts."""
    if not session.prompts:
        return "nothing: all of it is fresh"
    some = "all" if session.prompts >= total else f"{session.prompts:,} of"
    return f"{some} {counted(total, 'prompt')}, {duration(session.seconds)}"


def agenda_places(readiness: Readiness, deck: Deck) -> Sequence[int | None]:
    """For each of `readiness.issues` the issue's place in the agenda, from 0.

    It is None for the phrases to avoid. Issues without prompts have no share, so that places and
    shares differ; colours go by places.
    """
    places: list[int | None] = [
        number
        for number, issue in enumerate(deck.issues)
        if any(card.id in readiness.cards for card in issue.cards)
    ]
    return [*places, *[None] * (len(readiness.issues) - len(places))]
