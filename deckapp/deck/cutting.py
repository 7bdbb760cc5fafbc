"""The cut plan: what stays of an agenda when time is cut, and in which form it is said.

docs/rehearsal.md tells what is best and how ties are settled.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from .model import Card, Deck, Issue, Meeting
from .speaking import speaking_seconds

_TIERS: Mapping[str, int] = {"must": 0, "should": 1, "could": 3}
_UNRANKED = 2
"""As in rehearsal: an issue that is not ranked stands between should and could."""


class Form(Enum):
    """How much of a card is said."""

    FULL = "full"
    SHORT = "short"
    RED_LINES = "red lines"
    DROPPED = "dropped"

    @property
    def stays(self) -> bool:
        """Whether the point is made, be it in one breath."""
        return self in (Form.FULL, Form.SHORT)


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """What becomes of a card: its form, and the seconds that it takes so and uncut.

    `issue` is the place of its issue in the agenda, `number` its own in agenda order over the whole
    deck, both from 0; contingency cards have numbers, too.
    """

    issue: int
    number: int
    card: Card
    form: Form
    seconds: int
    whole_seconds: int


@dataclass(frozen=True, slots=True)
class PlannedIssue:
    """What becomes of an issue that has minutes, but no card to say: it stays whole, or not."""

    issue: int
    form: Form
    seconds: int
    whole_seconds: int


@dataclass(frozen=True, slots=True)
class CutPlan:
    """What stays in `budget` seconds, in agenda order.

    `cards` has all but contingency cards, whose numbers are in `ready`: they are held ready and
    take no time. `issues` has those without a card to say. `red_lines_need` seconds go to all red
    lines alone, which are always said; `musts_need` to these and to every must in its shortest
    form: with less, musts are dropped.
    """

    budget: int
    cards: tuple[PlannedCard, ...]
    issues: tuple[PlannedIssue, ...]
    ready: tuple[int, ...]
    red_lines_need: int
    musts_need: int

    @property
    def points(self) -> tuple[PlannedCard | PlannedIssue, ...]:
        """Cards, and issues without a card to say, in agenda order."""
        return tuple(sorted((*self.cards, *self.issues), key=lambda point: point.issue))

    @property
    def seconds(self) -> int:
        """What the plan takes."""
        return sum(point.seconds for point in self.points)

    @property
    def whole_seconds(self) -> int:
        """What the agenda takes where nothing is cut."""
        return sum(point.whole_seconds for point in self.points)

    @property
    def fits(self) -> bool:
        """Whether there is time for every must and for all red lines."""
        return self.musts_need <= self.budget

    @property
    def excess(self) -> int:
        """By how many seconds the red lines alone exceed the budget."""
        return max(0, self.red_lines_need - self.budget)


def cut_agenda(deck: Deck, seconds: int, *, said: Collection[int] = ()) -> CutPlan:
    """The best plan for so many seconds; the cards whose numbers are in `said` take no part.

    First as many points as possible stay, musts before shoulds before coulds, and none of a lower
    priority while one of a higher is dropped; among equals those that are said soonest. The time
    that is left then goes to full forms in the same order. What is equal in all goes by the agenda.
    """
    points = list(_points(deck, frozenset(said)))
    forms = [point.least for point in points]
    red_lines = sum(point.times[point.least] for point in points)
    left = seconds - red_lines
    places = sorted(range(len(points)), key=lambda place: points[place].order_to_stay)
    needs = list(accumulate(points[place].to_stay for place in places))
    stay = sorted(places[: bisect_right(needs, left)])
    for place in stay:
        forms[place] = points[place].shortest
        left -= points[place].to_stay
    for place in sorted(stay, key=lambda place: points[place].order_to_be_full):
        if points[place].to_be_full <= left:
            forms[place] = Form.FULL
            left -= points[place].to_be_full
    musts = sum(point.to_stay for point in points if not point.tier)
    planned = [point.planned(form) for point, form in zip(points, forms, strict=True)]
    return CutPlan(
        budget=seconds,
        cards=tuple(each for each in planned if isinstance(each, PlannedCard)),
        issues=tuple(each for each in planned if isinstance(each, PlannedIssue)),
        ready=_ready(deck, said),
        red_lines_need=red_lines,
        musts_need=red_lines + musts,
    )


def whole_agenda(deck: Deck, *, said: Collection[int] = ()) -> CutPlan:
    """The plan that cuts nothing; the cards whose numbers are in `said` take no part."""
    whole = sum(point.times[Form.FULL] for point in _points(deck, frozenset(said)))
    return cut_agenda(deck, whole, said=said)


def issue_seconds(deck: Deck, issue: Issue) -> tuple[int, bool]:
    """What an issue takes uncut, and whether that is an estimate, for want of minutes."""
    return sum(_whole_times(issue, deck.meeting)), issue.minutes is None


@dataclass(frozen=True, slots=True)
class _Point:
    """A card, or an issue without one, and the seconds of each form that it may take."""

    issue: int
    number: int
    card: Card | None
    tier: int
    times: Mapping[Form, int]

    @property
    def least(self) -> Form:
        """The form of which nothing can be taken away: red lines are always said."""
        return Form.RED_LINES if Form.RED_LINES in self.times else Form.DROPPED

    @property
    def shortest(self) -> Form:
        """The shortest form in which the point is made."""
        return Form.SHORT if Form.SHORT in self.times else Form.FULL

    @property
    def to_stay(self) -> int:
        """What it takes for the point to stay."""
        return self.times[self.shortest] - self.times[self.least]

    @property
    def to_be_full(self) -> int:
        """What it takes more for it to be said in full."""
        return self.times[Form.FULL] - self.times[self.shortest]

    @property
    def order_to_stay(self) -> tuple[int, int]:
        """Who stays first; equals go by the agenda."""
        return self.tier, self.to_stay

    @property
    def order_to_be_full(self) -> tuple[int, int]:
        """Who of those that stay is said in full first; equals go by the agenda."""
        return self.tier, self.to_be_full

    def planned(self, form: Form) -> PlannedCard | PlannedIssue:
        """What becomes of it in a form."""
        seconds, whole = self.times[form], self.times[Form.FULL]
        if self.card is None:
            return PlannedIssue(self.issue, form, seconds, whole)
        return PlannedCard(self.issue, self.number, self.card, form, seconds, whole)


def _points(deck: Deck, said: Collection[int]) -> Iterator[_Point]:
    number = 0
    for index, issue in enumerate(deck.issues):
        tier = _TIERS.get(issue.priority, _UNRANKED)
        times = iter(_whole_times(issue, deck.meeting))
        for card in issue.cards:
            if not _is_contingency(card):
                whole = next(times)
                if number not in said:
                    yield _Point(index, number, card, tier, _times(card, whole))
            number += 1
        for whole in times:  # of an issue that has minutes, but no card to say
            yield _Point(index, number, None, tier, {Form.FULL: whole, Form.DROPPED: 0})


def _ready(deck: Deck, said: Collection[int]) -> tuple[int, ...]:
    return tuple(
        number
        for number, (_, card) in enumerate(deck.cards())
        if _is_contingency(card) and number not in said
    )


def _is_contingency(card: Card) -> bool:
    return bool(card.when.strip())


def _whole_times(issue: Issue, meeting: Meeting) -> list[int]:
    """The whole seconds of each card to be said; of an issue without one, of the issue itself."""
    cards = [card for card in issue.cards if not _is_contingency(card)]
    spoken = [speaking_seconds(card, meeting) for card in cards]
    if issue.minutes is None:
        return [card.seconds or each for card, each in zip(cards, spoken, strict=True)]
    return _shares(issue.minutes * 60, spoken if any(spoken) else [1] * max(len(cards), 1))


def _shares(seconds: int, weights: Sequence[int]) -> list[int]:
    """Whole seconds in proportion to weights; together they are neither more nor less."""
    shares, given, weight, total = [], 0, 0, sum(weights)
    for each in weights:
        weight += each
        upto = seconds * weight // total
        shares.append(upto - given)
        given = upto
    return shares


def _times(card: Card, whole: int) -> dict[Form, int]:
    """The seconds of each form that a card may take, given what all of it takes."""
    lines = _words(*card.red_lines)
    full, short = _words(card.position, *card.asks) + lines, _words(card.short)
    times = {Form.FULL: whole}
    if short and (said := _part(whole, short + lines, full)) < whole:
        times[Form.SHORT] = said
    if lines:
        times[Form.RED_LINES] = _part(whole, lines, full)
    else:
        times[Form.DROPPED] = 0
    return times


def _part(whole: int, words: int, of: int) -> int:
    """The seconds of some words out of more, rounded up."""
    return -(-whole * words // max(of, 1))


def _words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
