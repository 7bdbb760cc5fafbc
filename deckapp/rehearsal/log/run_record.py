"""A run through the agenda as the log has it: where it stands, and what each issue took."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lap:
    """An issue in a run: what was planned for it and what it took, in seconds.

    `issue` is its id, empty where it has none. `is_estimate` is whether the plan was reckoned from
    words, because the deck has no minutes for the issue. `place` is its place in the agenda, from
    0; None where the issue was taken out of the deck after it had been spoken of.
    """

    issue: str
    title: str
    planned: float
    actual: float = 0.0
    is_estimate: bool = False
    place: int | None = None

    @property
    def difference(self) -> float:
        """By how many seconds it took more than planned; below 0 where it took less."""
        return self.actual - self.planned


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has ended: `laps` by the agenda, seconds of questions, and how many there were.

    `doubled` are those seconds of speaking that counted twice, as they would be interpreted.
    `minutes` are those to which it was cut, None where it was not; then the laps' plans are those
    of the cut. `budget` are the seconds there were for the whole: the meeting's, or those up to
    the cut and of it. It ended at the point whose place is `place`, from 0, of so many `points`,
    with so many of them `ahead`, still to be said; both numbers are 0 for a run that an earlier
    version of deckapp kept.
    """

    number: int
    begun: datetime
    ended: datetime
    laps: tuple[Lap, ...]
    paused: float
    questions: int
    doubled: float
    minutes: int | None
    budget: float
    place: int = 0
    points: int = 0
    ahead: int = 0

    @property
    def planned(self) -> float:
        """What was planned for all issues together, in seconds."""
        return sum(lap.planned for lap in self.laps)

    @property
    def actual(self) -> float:
        """What all issues took together, in seconds, without questions."""
        return sum(lap.actual for lap in self.laps)

    @property
    def difference(self) -> float:
        """By how many seconds it took more than planned; below 0 where it took less."""
        return self.actual - self.planned


@dataclass(frozen=True, slots=True)
class Cut:
    """From some moment on there were so many minutes for what was still ahead.

    Then `past` were the names of the points that took no part any more, because they were said or
    lay behind; `spent` what each issue had taken, and `planned` what had been planned for it, in
    seconds, by the issues' names (`run_course`). `minutes` are None for a cut that was taken back;
    then `past` are the points behind that were not said, and `spent` is empty.
    """

    minutes: int | None
    past: frozenset[str]
    spent: Mapping[str, float]
    planned: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RunState:
    """Where a run stands: as it was kept `at` a moment.

    `point` is the name of the present point and `place` where it stood; `said` are the names of
    those that were said. Of all `points` so many were `ahead`, still to be said after the present
    one. `pace` is what each second of speaking counts for, and `doubled` are those seconds that
    counted twice.
    """

    at: datetime
    pace: float
    budget: float = 0.0
    place: int = 0
    point: str = ""
    said: frozenset[str] = frozenset()
    points: int = 0
    ahead: int = 0
    is_paused: bool = False
    paused: float = 0.0
    doubled: float = 0.0
    questions: int = 0
    cut: Cut | None = None


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run that has not ended, as far as it went."""

    number: int
    begun: datetime
    state: RunState
    laps: tuple[Lap, ...] = ()
