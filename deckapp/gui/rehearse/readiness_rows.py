"""What the tables and the curve of the readiness page show: values, made from a Readiness."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta
from operator import attrgetter

from PySide6.QtGui import QColor

from deckapp.deck.characters import shown
from deckapp.gui.widgets.fact_delegate import Bar, Cell
from deckapp.gui.widgets.fact_table import Facts
from deckapp.gui.widgets.recall_curve import Curve, CurvePoint, Label
from deckapp.readiness_texts import (
    NO_TIME,
    brief,
    counted,
    cue_of,
    is_new,
    meeting_in_words,
    percent,
    place_of,
    recall_of,
    session_in_words,
    session_size,
    way_to_meeting,
)
from deckapp.rehearsal.forecast import CurvePoint as ExpectedPoint
from deckapp.rehearsal.forecast import PlannedSession
from deckapp.rehearsal.readiness import Line, Readiness, Share

_ROUNDING = timedelta(milliseconds=1)
_STOP, _PLAN, _TODAY = "If you stop now", "With the plan", "Today"


def issue_facts(readiness: Readiness, colours: Sequence[QColor | str], other: str) -> Facts:
    """A row for each issue, in colours that go with `readiness.issues`; `other` where they end."""
    names = [QColor(colour).name() for colour in colours]
    names += [other] * (len(readiness.issues) - len(names))
    rows = tuple(map(_share_row, readiness.issues, names))
    if readiness.forecast is None:
        return Facts(("Issue", _TODAY), rows)
    return _told(readiness, Facts(("Issue", _STOP, _PLAN), rows))


def _share_row(share: Share, colour: str) -> tuple[Cell, ...]:
    tip = counted(share.prompts, "prompt")
    name = shown(brief(share.name))
    if share.recall_at_meeting is None or share.recall_with_plan is None:
        bar = Bar(colour, share.recall_now, share.recall_now)
        return Cell(name, bar=bar, tip=tip), Cell(percent(share.recall_now))
    return (
        Cell(name, bar=Bar(colour, share.recall_at_meeting, share.recall_with_plan), tip=tip),
        Cell(percent(share.recall_at_meeting)),
        Cell(percent(share.recall_with_plan, NO_TIME)),
    )


def _told(readiness: Readiness, facts: Facts) -> Facts:
    """The facts; without those for stopping now, the second column, where nothing is rehearsed."""
    if not is_new(readiness):
        return facts
    return Facts(facts.columns[::2], tuple(row[::2] for row in facts.rows))


def weakest_facts(readiness: Readiness, lines: Sequence[Line]) -> Facts:
    """A row for each of the lines that are weakest."""
    has_day = readiness.forecast is not None
    rows = ((_line_cell(line, readiness), Cell(recall_of(line))) for line in lines)
    return Facts(("Line", _STOP if has_day else _TODAY), tuple(rows))


def changed_facts(readiness: Readiness, lines: Sequence[Line]) -> Facts:
    """A row for each of the lines whose words were changed."""
    rows = tuple((_line_cell(line, readiness),) for line in lines)
    return Facts(("Line",), rows)


def _line_cell(line: Line, readiness: Readiness) -> Cell:
    return Cell(shown(cue_of(line)), shown(place_of(line, readiness)))


def session_facts(readiness: Readiness) -> Facts:
    """A row for each planned session: the numbers of the curve are those after it."""
    assert readiness.forecast is not None
    rows = []
    for session in readiness.forecast.sessions:
        when = session_in_words(session, readiness.now)
        after = _after(session, readiness.forecast.curve)
        rows.append(
            (
                Cell(when, session_size(session, len(readiness.lines))),
                Cell(percent(after.without)),
                Cell(percent(after.with_plan)),
            )
        )
    whole = readiness.whole
    rows.append(
        (
            Cell("The meeting", meeting_in_words(readiness)),
            Cell(percent(whole.recall_at_meeting)),
            Cell(percent(whole.recall_with_plan)),
        )
    )
    return _told(readiness, Facts(("Session", _STOP, _PLAN), tuple(rows)))


def _after(session: PlannedSession, curve: Sequence[ExpectedPoint]) -> ExpectedPoint:
    """The last point of a curve that is no later than the end of a session."""
    end = session.at + timedelta(seconds=session.seconds) + _ROUNDING
    return curve[bisect_right(curve, end, key=attrgetter("at")) - 1]


def curve_of(readiness: Readiness) -> Curve:
    """The curve to a meeting to come."""
    ahead = readiness.forecast
    assert ahead is not None
    whole = readiness.whole
    without = Label(percent(whole.recall_at_meeting), "if you stop now")
    return Curve(
        points=tuple(
            CurvePoint(way_to_meeting(readiness, point.at), point.without, point.with_plan)
            for point in ahead.curve
        ),
        sessions=tuple(way_to_meeting(readiness, session.at) for session in ahead.sessions),
        start="now",
        end=f"meeting, {meeting_in_words(readiness)}",
        without=Label("not yet", "rehearsed") if is_new(readiness) else without,
        with_plan=Label(percent(whole.recall_with_plan, NO_TIME), "with the plan"),
    )
