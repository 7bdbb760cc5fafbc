"""A run-through in words, the same for the window and the page; no Qt here, and nothing heavy."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from deckapp.deck import Deck
from deckapp.printing.pages import occasion
from deckapp.printing.readiness_sheet import SheetNumber
from deckapp.printing.run_sheet import RunColumn, RunRow, RunSheet
from deckapp.rehearsal.log.run_record import Lap, Run
from deckapp.rehearsal.run_history import compare

from .cutting_texts import clock
from .readiness_texts import brief, counted, day_in_words, moment_in_words

MOST_EARLIER = 3
"""With so many earlier runs is one compared."""
NOT_THEN = "–"
"""There was no such issue, or it was not come to, or nothing of it was planned and spoken."""
_MINUS = "\u2212"
_COLUMNS = (RunColumn("Planned"), RunColumn("Spoken"), RunColumn("Difference"))
_LEGEND = (
    "Bars: what was spoken, up to the line of what was planned; what went beyond it is hatched."
)
_CAUTION = (
    "Timed by the principal, who told when each point was done. Questions taken, and time in which "
    "the computer slept, are in no issue's time. A rehearsal says what the words take, not what "
    "the other side will."
)
_ESTIMATES = "“About” is reckoned from the words of an issue, which has no minutes in the deck."


# Times


def time_of(seconds: float | None) -> str:
    """Minutes and seconds, “12:05”, to the nearest second."""
    return NOT_THEN if seconds is None else clock(round(seconds))


def planned_of(lap: Lap) -> str:
    """What was planned, “15:00”, or “about 15:00” where it is an estimate."""
    return f"{'about ' if lap.is_estimate else ''}{time_of(lap.planned)}"


def difference(planned: float, actual: float) -> str:
    """How a time differs from its plan: “2:10 over”, “0:50 under”, “on time”."""
    seconds = _difference(planned, actual)
    if not seconds:
        return "on time" if round(actual) else NOT_THEN
    return f"{clock(abs(seconds))} {'over' if seconds > 0 else 'under'}"


def signed_difference(planned: float, actual: float) -> str:
    """The same in a column of numbers: “+2:10 over”, “−0:50”, “0:00”."""
    seconds = _difference(planned, actual)
    if seconds > 0:
        return f"+{clock(seconds)} over"
    return f"{_MINUS if seconds else ''}{clock(-seconds)}"


def _difference(planned: float, actual: float) -> int:
    """In whole seconds, so that it is that of the times shown."""
    return round(actual) - round(planned)


# Where it ended


def outcome(run: Run) -> str:
    """What came of it, in a word or few: how it differs from the plan, or where it was ended.

    A run that was ended early is not under its time, but it may be over it.
    """
    told = difference(run.planned, run.actual)
    if not run.ahead:
        return told
    is_over = _difference(run.planned, run.actual) > 0
    return f"{told} at {_place_of(run)}" if is_over else f"ended at {_place_of(run)}"


def _place_of(run: Run) -> str:
    return f"point {run.place + 1:,} of {run.points:,}"


# Sentences


def sentences(run: Run) -> Iterator[str]:
    """What must be known of a run to judge its times."""
    if run.minutes is not None:
        cut = counted(run.minutes, "minute")
        yield f"It was cut to {cut}; what was still to be said is planned as the cut left it."
    elif round(run.budget) != round(run.planned):
        yield f"There were {time_of(run.budget)} for the whole meeting."
    if run.questions:
        yield f"{counted(run.questions, 'question')} took {time_of(run.paused)} besides."
    if run.doubled:
        what = f"Of the time spoken, {time_of(run.doubled)} by the clock"
        if round(2 * run.doubled) == round(run.actual):
            what = "Time"
        yield f"{what} counted twice, as it will be interpreted."


# The page


def sheet_of(run: Run, earlier: Sequence[Run], deck: Deck) -> RunSheet:
    """What the page says of a run, compared with the first of earlier ones, the newest first.

    Moments are told in the time zone of the run's end.
    """
    earlier = [each for each in earlier if each.number != run.number][:MOST_EARLIER]
    longest = max((max(lap.planned, lap.actual) for lap in run.laps), default=0.0) or 1.0
    begun = run.begun.astimezone(run.ended.tzinfo)
    before = compare(run, earlier)
    notes = [*sentences(run), *_ended_early(earlier, begun)]
    notes += [_ESTIMATES] if any(lap.is_estimate for lap in run.laps) else []
    return RunSheet(
        title=brief(deck.title),
        marking=deck.marking,
        meeting=" · ".join(filter(None, occasion(deck))),
        as_of=f"Run-through of {moment_in_words(begun)}, to {_end(begun, run.ended)}.",
        language="en",
        numbers=(
            SheetNumber(time_of(run.actual), "spoken"),
            SheetNumber(time_of(run.planned), "planned"),
            SheetNumber(
                signed_difference(run.planned, run.actual),
                f"difference at {_place_of(run)}" if run.ahead else "difference",
            ),
        ),
        meaning=_meaning(run, earlier),
        notes=tuple(notes),
        columns=(*_COLUMNS, *(_column(each, begun) for each in earlier)),
        rows=tuple(
            RunRow(
                name=brief(lap.title) or "Untitled issue",
                place=lap.place,
                planned=lap.planned / longest,
                actual=lap.actual / longest,
                values=(*_values_of(lap, run), *map(time_of, then)),
                is_over=_difference(lap.planned, lap.actual) > 0,
            )
            for lap, then in zip(run.laps, before, strict=True)
        ),
        total=RunRow(
            name="In all",
            place=None,
            planned=0.0,
            actual=0.0,
            values=(
                *_values(time_of(run.planned), run.planned, run.actual),
                *(time_of(each.actual) for each in earlier),
            ),
            is_over=_difference(run.planned, run.actual) > 0,
        ),
        legend=_LEGEND,
        caution=_CAUTION,
    )


def _end(begun: datetime, ended: datetime) -> str:
    return f"{ended:%H:%M}" if ended.date() == begun.date() else moment_in_words(ended)


def _meaning(run: Run, earlier: Sequence[Run]) -> str:
    over = sum(_difference(lap.planned, lap.actual) > 0 for lap in run.laps)
    said = {0: "no issue went over its time", 1: "1 issue went over its time"}
    what = said.get(over, f"{over:,} issues went over their time")
    if run.ahead:
        left = counted(run.ahead, "point")
        return (
            f"It was ended at {_place_of(run)}, with {left} still to be said; up to there {what}."
        )
    what = f"{what[0].upper()}{what[1:]}."
    if not earlier or earlier[0].ahead:
        return what
    then = earlier[0].actual
    by = _difference(then, run.actual)
    if not by:
        return f"{what} It took as long as the last time."
    how = "longer" if by > 0 else "less"
    return f"{what} It took {clock(abs(by))} {how} than the last time, {time_of(then)}."


def _ended_early(earlier: Sequence[Run], beside: datetime) -> Iterator[str]:
    """Which of the earlier runs do not compare as a whole, because they did not go to the end."""
    early = [each for each in earlier if each.ahead]
    if early:
        which = "An earlier run was" if len(early) == 1 else "Earlier runs were"
        where = (f"{_moment(each, beside)} at {_place_of(each)}" for each in early)
        yield f"{which} ended early: {'; '.join(where)}."


def _moment(run: Run, beside: datetime) -> str:
    column = _column(run, beside)
    return f"{column.name} {column.below}"


def _column(run: Run, beside: datetime) -> RunColumn:
    begun = run.begun.astimezone(beside.tzinfo)
    day, _, year = day_in_words(begun.date()).rpartition(" ")
    number, _, month = day.partition(" ")
    name = f"{number} {month[:3]}" + (f" {year}" if begun.year != beside.year else "")
    return RunColumn(name, f"{begun:%H:%M}", is_earlier=True)


def _values_of(lap: Lap, run: Run) -> tuple[str, str, str]:
    if run.ahead and not round(lap.actual):
        return planned_of(lap), NOT_THEN, NOT_THEN
    return _values(planned_of(lap), lap.planned, lap.actual)


def _values(shown: str, planned: float, actual: float) -> tuple[str, str, str]:
    return shown, time_of(actual), signed_difference(planned, actual)
