"""A run through the whole agenda against the clock. It outlives a crash."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from deckapp.deck import Deck
from deckapp.deck.cutting import CutPlan, Form

from .drill import STALE
from .log.deck_log import DeckLog
from .log.errors import LogError
from .log.run_log import Runs, run_of
from .log.run_record import Cut, Lap, Run, RunRecord, RunState
from .run_course import Agenda, Course, Point, Rest, laps_by_name
from .stopwatch import Stopwatch

__all__ = [
    "KEEP",
    "ONCE",
    "TWICE",
    "Lap",
    "Point",
    "Rest",
    "Run",
    "RunThrough",
    "begin_run",
    "unfinished_run",
]

KEEP = 5.0
"""Seconds of ticks after which they are kept: a crash loses no more."""
LEAST_SPOKEN = 5.0
"""Seconds. Who ends sooner has said nothing."""
TWICE, ONCE = 2.0, 1.0
"""What a second of speaking counts for: twice where everything will be interpreted."""


class RunThrough:
    """A run under way: what is to be said now, and what each issue took so far.

    Everything that changes it is on the disk when it returns, or raises LogError; then nothing
    changed but the clock. Time counts by ticks, several a second; what passes without is left out.
    Where it was ended elsewhere meanwhile, in another window, it goes on as a run of its own.
    """

    def __init__(self, log: Runs, record: RunRecord, deck: Deck, now: datetime) -> None:
        self._log = log
        self.number = record.number
        self.begun = record.begun
        laps = laps_by_name(record.laps)
        self._actual = {name: lap.actual for name, lap in laps.items()}
        self._course = Course(Agenda(deck), record.state.cut, laps)
        self._state = _moved(record.state, self._agenda)
        self._paused = record.state.paused
        self._doubled = record.state.doubled
        self._is_apart = False
        self._watch = Stopwatch(now)
        self._unkept = 0.0
        self._gap = 0.0

    # What is to be said

    @property
    def points(self) -> tuple[Point, ...]:
        """Everything to be said, in agenda order; those that were dropped, too."""
        return self._agenda.points

    @property
    def place(self) -> int:
        """Where the present point is among them."""
        return self._state.place

    @property
    def point(self) -> Point | None:
        """The present point; None where the deck has none."""
        return self.points[self.place] if self.points else None

    @property
    def is_last(self) -> bool:
        """Whether nothing is to be said after the present point."""
        return self._course.beside(self.place, 1) is None

    @property
    def ahead(self) -> int:
        """How many points are still to be said after the present one."""
        later = zip(self.points, self._agenda.names, strict=True)
        return sum(
            name not in self._state.said and self.form_of(point) is not Form.DROPPED
            for point, name in islice(later, self.place + 1, None)
        )

    @property
    def cut_plan(self) -> CutPlan | None:
        """What stays after a cut; None where nothing was cut."""
        return self._course.plan

    @property
    def minutes(self) -> int | None:
        """The minutes to which it was cut."""
        return None if self._state.cut is None else self._state.cut.minutes

    def form_of(self, point: Point) -> Form:
        """In which form a point is to be said: in full where it takes no part in a cut."""
        return self._course.form_of(point)

    @property
    def rest(self) -> Rest:
        """What a cut would be of: the present point, and what lies ahead and was not said."""
        return Rest(self._agenda, self._state.said | self._behind(self.place))

    @property
    def is_apart(self) -> bool:
        """Whether it was ended elsewhere meanwhile, and is kept as a run of its own."""
        return self._is_apart

    # Time

    @property
    def laps(self) -> tuple[Lap, ...]:
        """What was planned for each issue with points, and what it took so far.

        After a cut the plan of an issue of which something was left to say is what it had taken
        before, and what the cut leaves to it; that of an issue that lies behind stays. The laps of
        issues that were spoken of and are gone from the deck come last.
        """
        return tuple(
            replace(lap, actual=self._actual.get(name, 0.0))
            for name, lap in self._course.laps.items()
        )

    @property
    def lap(self) -> Lap | None:
        """The lap of the present point."""
        point = self.point
        return next((lap for lap in self.laps if point and lap.place == point.issue), None)

    @property
    def is_paused(self) -> bool:
        """Whether a question is being taken."""
        return self._state.is_paused

    @property
    def questions(self) -> int:
        """How many were taken."""
        return self._state.questions

    @property
    def paused(self) -> float:
        """Seconds of questions; they come out of no budget."""
        return self._paused

    @property
    def pace(self) -> float:
        """What each second of speaking counts for: 2.0 where everything will be said twice."""
        return self._state.pace

    @property
    def spoken(self) -> float:
        """What all issues took so far, in seconds."""
        return sum(self._actual.values())

    @property
    def planned(self) -> float:
        """What is planned for all issues together, in seconds."""
        return sum(lap.planned for lap in self._course.laps.values())

    @property
    def budget(self) -> float:
        """Seconds for the whole: the meeting's, else the issues'; up to a cut, and those of it."""
        return self._course.budget

    @property
    def left(self) -> float:
        """Seconds of that budget that are left; below 0 where it is used up."""
        return self.budget - self.spoken

    def tick(self, now: datetime) -> float:
        """Count the time since the last tick, to the present issue or as that of a question.

        Returns the seconds of a gap that was left out, because the computer slept or its clock was
        set (back: below 0), else 0. Raises LogError where what was counted cannot be kept; it
        counts, and keeping it is tried again after as many seconds.
        """
        self._count(now)
        gap, self._gap = self._gap, 0.0
        if self._unkept >= KEEP:
            self._unkept = 0.0
            self._keep(now)
        return gap

    def leave(self, now: datetime) -> None:
        """Count and keep what has passed: nobody looks at it for a while."""
        self._count(now)
        self._keep(now)

    def come_back(self, now: datetime) -> None:
        """Go on from here: what passed since the last tick does not count."""
        self._watch.leave_out(now)

    # What changes it

    def go_to(self, place: int, now: datetime) -> None:
        """Go to a point, or to the nearest place that there is; going on, the present one is said.

        One that the cut dropped is not. What is gone back to is to be said again.
        """
        if not self.points:
            return
        place = max(0, min(place, len(self.points) - 1))
        names, said = self._agenda.names, self._state.said
        if place > self.place and self.form_of(self.points[self.place]) is not Form.DROPPED:
            said |= {names[self.place]}
        name = names[place]
        cut, course = self._cut_from(place), None
        if cut != self._state.cut:
            course = Course(self._agenda, cut, self._laps_by_name())
        state = replace(self._state, place=place, point=name, said=said - {name}, cut=cut)
        self._change(state, now, course)

    def next(self, now: datetime) -> bool:
        """Go to the next point that is not dropped; False where there is none."""
        return self._go_beside(1, now)

    def previous(self, now: datetime) -> bool:
        """Go back to the point before that is not dropped; False where there is none."""
        return self._go_beside(-1, now)

    def pause(self, now: datetime) -> None:
        """Take a question: it counts, and its time is no issue's."""
        if not self.is_paused:
            questions = self.questions + 1
            self._change(replace(self._state, is_paused=True, questions=questions), now)

    def go_on(self, now: datetime) -> None:
        """Go on after a question."""
        if self.is_paused:
            self._change(replace(self._state, is_paused=False), now)

    def set_pace(self, pace: float, now: datetime) -> None:
        """From now on each second of speaking counts for so many: 2.0 to be interpreted, or 1.0."""
        self._change(replace(self._state, pace=pace), now)

    def cut(self, minutes: int | None, now: datetime) -> None:
        """Cut to so many minutes from now on, for what is still ahead; None takes it back.

        The present point is not said yet. Dropped points are skipped; red lines alone are not. What
        was skipped by then is not led to any more: no cut leaves time to it, nor does taking back.
        """
        self._count(now)
        planned = {name: lap.planned for name, lap in self._course.laps.items()}
        if minutes is None:
            cut = Cut(None, self._behind(self.place) - self._state.said, {}, planned)
        else:
            cut = Cut(minutes, self.rest.past, dict(self._actual), planned)
        course = Course(self._agenda, cut, self._laps_by_name())
        self._change(replace(self._state, cut=cut), now, course)

    def set_deck(self, deck: Deck, now: datetime) -> None:
        """Go on with the deck as it is now: it was edited."""
        self._count(now)
        course = Course(Agenda(deck), self._state.cut, self._laps_by_name())
        self._change(_moved(self._state, course.agenda), now, course)

    def end(self, now: datetime) -> Run:
        """End it; a run of less than five seconds is not kept."""
        self._count(now)
        state = self._state_at(now)
        if self.spoken < LEAST_SPOKEN:
            self._log.drop(self.number)
        elif not self._log.end(self.number, state, self.laps, now):
            self._part(state)
            self._log.end(self.number, state, self.laps, now)
        return run_of(RunRecord(self.number, self.begun, state, self.laps), now)

    def _go_beside(self, step: int, now: datetime) -> bool:
        place = self._course.beside(self.place, step)
        if place is not None:
            self.go_to(place, now)
        return place is not None

    def _behind(self, place: int) -> frozenset[str]:
        return frozenset(self._agenda.names[:place])

    def _cut_from(self, place: int) -> Cut | None:
        """The cut, at a place; what is ahead of it takes part again in one that was taken back."""
        cut = self._state.cut
        if cut is None or cut.minutes is not None:
            return cut
        return replace(cut, past=cut.past & self._behind(place))

    @property
    def _agenda(self) -> Agenda:
        return self._course.agenda

    def _laps_by_name(self) -> dict[str, Lap]:
        return dict(zip(self._course.laps, self.laps, strict=True))

    def _count(self, now: datetime) -> None:
        """Count the time since the last tick; the next one tells what is left out here."""
        before = self._watch.seconds
        self._gap += self._watch.tick(now)
        passed = self._watch.seconds - before
        self._unkept += passed
        if self.is_paused:
            self._paused += passed
        elif self.point is not None:
            name = self._agenda.issues[self.point.issue]
            self._actual[name] = self._actual.get(name, 0.0) + passed * self.pace
            self._doubled += passed if self.pace > ONCE else 0.0

    def _change(self, state: RunState, now: datetime, course: Course | None = None) -> None:
        """Count the time up to here, then change it."""
        self._count(now)
        before = self._state, self._course
        self._state, self._course = state, course or self._course
        try:
            self._keep(now)
        except LogError:
            self._state, self._course = before
            raise

    def _keep(self, now: datetime) -> None:
        state = self._state_at(now)
        if not self._log.keep(self.number, state, self.laps):
            self._part(state)
            self._log.keep(self.number, state, self.laps)
        self._unkept = 0.0

    def _part(self, state: RunState) -> None:
        """Go on as a run of its own."""
        self.number = self._log.begin(self.begun, state)
        self._is_apart = True

    def _state_at(self, now: datetime) -> RunState:
        return replace(
            self._state,
            at=now,
            budget=self.budget,
            points=len(self.points),
            ahead=self.ahead,
            paused=self._paused,
            doubled=self._doubled,
        )


def begin_run(log: DeckLog, deck: Deck, at: datetime) -> RunThrough:
    """Begin a run through a deck's agenda; raises LogError.

    Where the meeting is interpreted consecutively, each second counts twice.
    """
    runs = log.runs()
    state = RunState(at, TWICE if deck.meeting.interpreted == "consecutive" else ONCE)
    return RunThrough(runs, RunRecord(runs.begin(at, state), at, state), deck, at)


def unfinished_run(log: DeckLog, deck: Deck, now: datetime) -> RunThrough | None:
    """The run to go on with; None if there is none, or nothing to say, or it is stale.

    Then it is ended, as of when it was kept last. Raises LogError.
    """
    record = log.runs().unfinished()
    if record is None:
        return None
    run = RunThrough(log.runs(), record, deck, now)
    if run.point is not None and abs(now - record.state.at) < STALE:
        return run
    run.come_back(record.state.at)
    run.end(record.state.at)
    return None


def _moved(state: RunState, agenda: Agenda) -> RunState:
    """Where a run stands in an agenda: at the same point, if it is there."""
    place = agenda.place_of(state.point, state.place)
    return replace(state, place=place, point=agenda.names[place] if agenda.names else "")
