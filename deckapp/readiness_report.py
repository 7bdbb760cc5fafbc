"""The page for the chief of staff, filled with what a Readiness tells; no Qt here."""

from collections.abc import Iterator

from deckapp.deck import Deck
from deckapp.printing.pages import occasion
from deckapp.printing.readiness_sheet import (
    ReadinessSheet,
    SheetLine,
    SheetNumber,
    SheetPoint,
    SheetSession,
    SheetShare,
)
from deckapp.rehearsal.readiness import Readiness, Share

from .readiness_texts import (
    NO_TIME,
    agenda_places,
    brief,
    counted,
    cue_of,
    days_left,
    is_new,
    meeting_in_words,
    moment_in_words,
    numbers,
    percent,
    place_of,
    recall_of,
    rehearsed,
    session_in_words,
    session_size,
    way_to_meeting,
)

_STOP, _PLAN, _TODAY = "if rehearsal stops now", "with the plan", "today"
_ON_THE_DAY = "Expected share of answers that will be recalled on the day"
_NOW = "Expected share of answers that would be recalled today."
_CAUTION = (
    "Computed from the grades that the principal gives his own answers and from how memory fades; "
    "what was never rehearsed counts as not recalled. It is an expectation, not a promise, and "
    "says nothing of how well an answer is delivered."
)
_WITH_PLAN = " “With the plan” means that every planned session is held."


def sheet_of(readiness: Readiness, deck: Deck) -> ReadinessSheet:
    """What the page says of a deck and how ready its principal is."""
    has_day = readiness.forecast is not None
    places = agenda_places(readiness, deck)
    weakest = () if is_new(readiness) else readiness.weakest
    as_of = f"Readiness as of {moment_in_words(readiness.now)}."
    return ReadinessSheet(
        title=brief(deck.title),
        marking=deck.marking,
        meeting=" · ".join(filter(None, occasion(deck))),
        as_of=" ".join(filter(None, (as_of, days_left(readiness), rehearsed(readiness)))),
        language="en",
        numbers=_numbers(readiness),
        meaning=_meaning(readiness),
        caution=_CAUTION + (_WITH_PLAN if has_day else ""),
        notes=tuple(_notes(readiness)),
        shares=tuple(
            _share(share, place, is_alone=is_new(readiness))
            for share, place in zip(readiness.issues, places, strict=True)
        ),
        lines=tuple(
            SheetLine(cue_of(line), place_of(line, readiness), recall_of(line)) for line in weakest
        ),
        recall=_STOP if has_day else _TODAY,
        curve=tuple(_curve(readiness)),
        end=f"meeting, {meeting_in_words(readiness)}" if has_day else "",
        sessions=tuple(_sessions(readiness)),
    )


def _numbers(readiness: Readiness) -> tuple[SheetNumber, ...]:
    captions = (_TODAY,) if readiness.forecast is None else (_STOP, _PLAN)
    return tuple(
        SheetNumber(number.value, "" if number.is_words else caption, number.is_words)
        for number, caption in zip(numbers(readiness), captions, strict=True)
    )


def _meaning(readiness: Readiness) -> str:
    if readiness.forecast is None:
        return _NOW
    now = "" if is_new(readiness) else f"; today it is {percent(readiness.whole.recall_now)}"
    return f"{_ON_THE_DAY}{now}."


def _share(share: Share, place: int | None, *, is_alone: bool) -> SheetShare:
    """An issue's share; `is_alone` leaves out what would be without the plan."""
    name, at_meeting, with_plan = brief(share.name), share.recall_at_meeting, share.recall_with_plan
    if at_meeting is None or with_plan is None:
        now = share.recall_now
        return SheetShare(name, place, now, now, (percent(now),))
    values = percent(at_meeting), percent(with_plan, NO_TIME)
    return SheetShare(name, place, at_meeting, with_plan, values[1:] if is_alone else values)


def _notes(readiness: Readiness) -> Iterator[str]:
    total, never, changed = len(readiness.lines), readiness.never, len(readiness.changed)
    if not total:
        yield "There is nothing to rehearse in this deck yet."
    elif never:
        was = "was" if never == 1 else "were"
        yield f"{never:,} of {counted(total, 'prompt')} {was} never rehearsed."
    if readiness.meeting is None:
        yield "The deck has no meeting date, so that nothing can be said of the day."
    if changed:
        yield f"The words of {counted(changed, 'line')} were changed since they were rehearsed."


def _curve(readiness: Readiness) -> Iterator[SheetPoint]:
    if readiness.forecast is not None and readiness.lines:
        for point in readiness.forecast.curve:
            yield SheetPoint(way_to_meeting(readiness, point.at), point.without, point.with_plan)


def _sessions(readiness: Readiness) -> Iterator[SheetSession]:
    if readiness.forecast is not None:
        total = len(readiness.lines)
        for session in readiness.forecast.sessions:
            when = session_in_words(session, readiness.now)
            yield SheetSession(
                when, way_to_meeting(readiness, session.at), session_size(session, total)
            )
