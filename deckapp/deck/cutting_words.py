"""What becomes of an agenda that is cut, in words: the same on the screen, printed and on paper."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from .cutting import CutPlan, Form, PlannedCard, PlannedIssue, issue_seconds
from .model import Card, Deck


class PlannedAgendaItem(NamedTuple):
    """An issue of the agenda with what becomes of its points; `place` is its own, from 0."""

    place: int
    title: str
    priority: str
    seconds: int
    whole_seconds: int
    points: Sequence[PlannedCard | PlannedIssue]

    @property
    def cards(self) -> Sequence[PlannedCard]:
        """Those of the points that are cards."""
        return [point for point in self.points if isinstance(point, PlannedCard)]

    @property
    def said(self) -> Sequence[PlannedCard | PlannedIssue]:
        """Those of the points of which anything is said, be it the red lines alone."""
        return [point for point in self.points if point.form is not Form.DROPPED]


def warning(deck: Deck, plan: CutPlan) -> str:
    """That there is no time for the musts, or for the red lines; empty where there is."""
    time = time_in_words(plan.budget)
    if plan.excess:
        need = minutes_up(plan.red_lines_need)
        return f"The red lines alone take {need}, more than {time}; all of them are said even so."
    if plan.fits:
        return ""
    musts = [point.form.stays for point in plan.points if _is_must(deck, point)]
    others = (each.card for each in plan.cards if not _is_must(deck, each))
    has_lines = any(line.strip() for card in others for line in card.red_lines)
    what = "in their shortest form, with all red lines," if has_lines else "alone"
    need = minutes_up(plan.musts_need) + ("" if has_lines else " in their shortest form")
    return (
        f"The musts {what} take {need}; in {time} {sum(musts):,} of {len(musts):,} "
        f"{'stays' if sum(musts) == 1 else 'stay'}."
    )


# What stays, what goes


def by_issue(deck: Deck, plan: CutPlan) -> tuple[PlannedAgendaItem, ...]:
    """What becomes of each issue that has anything to say, in agenda order."""
    items = []
    for index, found in groupby(plan.points, lambda point: point.issue):
        points, issue = list(found), deck.issues[index]
        seconds = sum(point.seconds for point in points)
        whole = sum(point.whole_seconds for point in points)
        title = _one_line(issue.title)
        items.append(PlannedAgendaItem(index, title, issue.priority, seconds, whole, points))
    return tuple(items)


def to_drop(deck: Deck, plan: CutPlan) -> tuple[str, ...]:
    """The titles of what is dropped, in agenda order: issues of which all is, and single cards."""
    dropped: list[str] = []
    for item in by_issue(deck, plan):
        if item.said:
            gone = (point for point in item.points if point.form is Form.DROPPED)
            dropped += [title_of(deck, point) for point in gone]
        else:
            dropped.append(item.title)
    return tuple(dropped)


def title_of(deck: Deck, point: PlannedCard | PlannedIssue) -> str:
    """A card's title, or that of an issue without a card to say."""
    if isinstance(point, PlannedCard):
        return _one_line(point.card.title)
    return _one_line(deck.issues[point.issue].title)


def short_of(point: PlannedCard | PlannedIssue) -> str:
    """What is said in one breath instead of the position; empty where that is not done."""
    if isinstance(point, PlannedIssue) or point.form is not Form.SHORT:
        return ""
    return _one_line(point.card.short)


def red_lines_of(point: PlannedCard | PlannedIssue) -> tuple[str, ...]:
    """The red lines of a point: they are said in every form."""
    lines = point.card.red_lines if isinstance(point, PlannedCard) else ()
    return tuple(filter(None, map(_one_line, lines)))


def condition_of(point: PlannedCard | PlannedIssue) -> str:
    """Under which condition alone a point may be made; mostly empty."""
    return _one_line(point.card.precondition) if isinstance(point, PlannedCard) else ""


def ready_cards(deck: Deck, plan: CutPlan) -> tuple[Card, ...]:
    """The contingency cards that are held ready."""
    cards = [card for _, card in deck.cards()]
    return tuple(cards[number] for number in plan.ready)


def trigger_and_title(card: Card) -> str:
    """A contingency card in a line: what happens, and which card is played then."""
    return f"{_one_line(card.when).rstrip('.')} → {_one_line(card.title)}"


# Times


def whole_time(deck: Deck, item: PlannedAgendaItem) -> str:
    """What an issue takes uncut: “15:00”, or “about 3:05” where it has no minutes."""
    about = "about " if issue_seconds(deck, deck.issues[item.place])[1] else ""
    return about + clock(item.whole_seconds)


def clock(seconds: int) -> str:
    """Minutes and seconds as on a stopwatch: “4:05”."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:,}:{rest:02}"


def time_in_words(seconds: int) -> str:
    """“30 seconds”, “1 minute”, “2 minutes 30 seconds”."""
    minutes, rest = divmod(max(seconds, 0), 60)
    parts = [counted(minutes, "minute")] if minutes else []
    parts += [counted(rest, "second")] if rest or not minutes else []
    return " ".join(parts)


def minutes_up(seconds: int) -> str:
    """Whole minutes that are enough."""
    return counted(-(-seconds // 60), "minute")


def _is_must(deck: Deck, point: PlannedCard | PlannedIssue) -> bool:
    return deck.issues[point.issue].priority == "must"


def counted(count: int, noun: str) -> str:
    """“1 minute”, “1,440 minutes”."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _one_line(text: str) -> str:
    return " ".join(text.split())
