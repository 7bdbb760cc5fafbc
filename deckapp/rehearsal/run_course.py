"""The course of a run: the points of an agenda one after another, and what is planned for them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from deckapp.deck import Card, Deck
from deckapp.deck.cutting import CutPlan, Form, PlannedCard, PlannedIssue, cut_agenda, whole_agenda

from .log.run_record import Cut, Lap
from .log.values import to_text

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Point:
    """One point to make.

    `issue` is the place of its issue in the agenda and `number` the card's in agenda order over the
    deck, both from 0. An issue that has minutes, but no card to say, is a point without a card.
    """

    issue: int
    number: int | None
    card: Card | None


class Agenda:
    """What is to be said in a run, in agenda order; contingency cards are no points.

    `names` tell the points apart, and find them again in another version of the deck; `issues` are
    such names of the issues that have points, by their places in the agenda.
    """

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.whole = whole_agenda(deck).points
        self.points = tuple(map(_point, self.whole))
        places = tuple(dict.fromkeys(point.issue for point in self.points))
        issues = (deck.issues[place] for place in places)
        names = _told_apart(issue.id or issue.title for issue in issues)
        self.issues = dict(zip(places, names, strict=True))
        self.names = tuple(_told_apart(map(self._name, self.points)))

    def place_of(self, name: str, place: int) -> int:
        """Where the point of a name is; where it is gone, what has come into its place."""
        if name in self.names:
            return self.names.index(name)
        return max(0, min(place, len(self.points) - 1))

    def plan_of(self, minutes: int, past: Collection[str]) -> CutPlan:
        """What stays of an agenda cut to so many minutes; points by the names in `past` are out."""
        gone = [point for point, name in zip(self.points, self.names, strict=True) if name in past]
        silent = {point.issue for point in gone if point.card is None}
        issues = tuple(
            replace(issue, minutes=None) if place in silent else issue
            for place, issue in enumerate(self.deck.issues)
        )
        numbers = {point.number for point in gone if point.number is not None}
        return cut_agenda(replace(self.deck, issues=issues), minutes * _MINUTE, said=numbers)

    def _name(self, point: Point) -> str:
        if point.card is None:
            return f"issue {self.issues[point.issue]}"
        return f"card {point.card.id or point.card.title}"


@dataclass(frozen=True, slots=True)
class Rest:
    """What is still to be said of an agenda: all but the points by the names in `past`."""

    agenda: Agenda
    past: frozenset[str]

    @property
    def deck(self) -> Deck:
        """The deck of that agenda."""
        return self.agenda.deck

    def plan_for(self, minutes: int) -> CutPlan:
        """What a cut to so many minutes would leave of it."""
        return self.agenda.plan_of(minutes, self.past)


class Course:
    """What is planned for an agenda, or for what is left of it after a cut.

    `laps` are the issues by their names, with what is planned for them. `budget` is for the whole,
    in seconds. `plan` is what stays after a cut, None where nothing was cut.

    `spoken` are the laps so far: an issue that was spoken of and is gone from the deck stays.
    """

    def __init__(self, agenda: Agenda, cut: Cut | None, spoken: Mapping[str, Lap]) -> None:
        self.agenda = agenda
        self.plan: CutPlan | None = None
        past: Collection[str] = () if cut is None else cut.past
        if cut is not None and cut.minutes is not None:
            self.plan = agenda.plan_of(cut.minutes, past)
        whole = zip(agenda.whole, agenda.names, strict=True)
        uncut = (each for each, name in whole if name not in past)
        planned = tuple(uncut) if self.plan is None else self.plan.points
        self._forms = {_place(each): each.form for each in planned}
        self.laps = self._laps(planned, cut)
        self.budget = self._budget(cut)
        for name, lap in spoken.items():
            if lap.actual and name not in self.laps:
                self.laps[name] = replace(lap, place=None)

    def form_of(self, point: Point) -> Form:
        """In which form a point is to be said: in full where it takes no part in a cut."""
        return self._forms.get((point.issue, point.number), Form.FULL)

    def beside(self, place: int, step: int) -> int | None:
        """The nearest place after (1) or before (-1) another that is not dropped, if any."""
        points = self.agenda.points
        places = range(place + step, len(points) if step > 0 else -1, step)
        stay = (each for each in places if self.form_of(points[each]) is not Form.DROPPED)
        return next(stay, None)

    def _laps(
        self, planned: Iterable[PlannedCard | PlannedIssue], cut: Cut | None
    ) -> dict[str, Lap]:
        """What is planned for each issue; after a cut, what it took before comes to that.

        For one of which nothing was left to say by then it stays as it was.
        """
        seconds: dict[int, int] = defaultdict(int)
        for each in planned:
            seconds[each.issue] += each.seconds
        laps = {}
        spent, before = (cut.spent, cut.planned) if cut is not None else ({}, {})
        for place, name in self.agenda.issues.items():
            issue = self.agenda.deck.issues[place]
            is_done = name in before and place not in seconds
            whole = before[name] if is_done else spent.get(name, 0.0) + seconds[place]
            laps[name] = Lap(
                issue=to_text(issue.id),
                title=to_text(issue.title),
                planned=float(whole),
                is_estimate=issue.minutes is None,
                place=place,
            )
        return laps

    def _budget(self, cut: Cut | None) -> float:
        if cut is not None and cut.minutes is not None:
            return sum(cut.spent.values()) + cut.minutes * _MINUTE
        minutes = self.agenda.deck.meeting.minutes
        if minutes:
            return float(minutes * _MINUTE)
        return sum(lap.planned for lap in self.laps.values())


def laps_by_name(laps: Iterable[Lap]) -> dict[str, Lap]:
    """Laps by the names that their issues have in a `Course`."""
    laps = tuple(laps)
    return dict(zip(_told_apart(lap.issue or lap.title for lap in laps), laps, strict=True))


def _point(planned: PlannedCard | PlannedIssue) -> Point:
    if isinstance(planned, PlannedCard):
        return Point(planned.issue, planned.number, planned.card)
    return Point(planned.issue, None, None)


def _place(planned: PlannedCard | PlannedIssue) -> tuple[int, int | None]:
    return planned.issue, planned.number if isinstance(planned, PlannedCard) else None


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """Names as the log keeps them; those that are there already are numbered."""
    times: Counter[str] = Counter()
    for name in map(to_text, names):
        times[name] += 1
        yield name if times[name] == 1 else f"{name}\n{times[name]}"
