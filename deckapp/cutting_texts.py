"""The cut plan in words, the same for the window and the command line. No Qt, nothing heavy."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from deckapp.deck import Card, CutPlan, Deck, Form, PlannedCard, PlannedIssue, issue_seconds

FORMS = {
    Form.FULL: "in full",
    Form.SHORT: "in one breath",
    Form.RED_LINES: "red lines only",
    Form.DROPPED: "dropped",
}
"""What is done with a point, in two or three words."""
NOTHING_TO_SAY = (
    "There is nothing to plan: the deck has no point to make. Add a card, or give an issue minutes."
)


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


# Sentences


def headline(plan: CutPlan) -> str:
    """How many points stay, and in which form."""
    total = len(plan.points)
    if not total:
        return NOTHING_TO_SAY
    full, short, lines, dropped = (
        sum(point.form is form for point in plan.points) for form in FORMS
    )
    what = f"{_points(full + short, total)} in {time_in_words(plan.budget)}"
    if full == total:
        return f"{what}, in full."
    if full or short:
        forms = ((full, FORMS[Form.FULL]), (short, FORMS[Form.SHORT]))
        what += ": " + ", ".join(f"{count:,} {words}" for count, words in forms if count)
    gone = [f"of {lines:,} only the red lines are said"] if lines else []
    gone += [f"{dropped:,} {'is' if dropped == 1 else 'are'} dropped"] if dropped else []
    return "; ".join([what, *gone]) + "."


def whole_headline(deck: Deck, plan: CutPlan) -> str:
    """What the agenda takes uncut, of a plan that cuts nothing."""
    if not plan.points:
        return NOTHING_TO_SAY
    estimated = any(issue_seconds(deck, deck.issues[point.issue])[1] for point in plan.points)
    about = "about " if estimated else ""
    points = _counted(len(plan.points), "point")
    return f"The whole agenda: {points} in {about}{_minutes_up(plan.whole_seconds)}."


def _points(stay: int, total: int) -> str:
    """Who stays: “All 5 points stay”, “1 of 5 points stays”, “No point stays”."""
    if stay == total:
        return "The only point stays" if total == 1 else f"All {total:,} points stay"
    if not stay:
        return "No point stays"
    return f"{stay:,} of {total:,} points {'stays' if stay == 1 else 'stay'}"


def warning(deck: Deck, plan: CutPlan) -> str:
    """That there is no time for the musts, or for the red lines; empty where there is."""
    time = time_in_words(plan.budget)
    if plan.excess:
        need = _minutes_up(plan.red_lines_need)
        return f"The red lines alone take {need}, more than {time}; all of them are said even so."
    if plan.fits:
        return ""
    musts = [point.form.stays for point in plan.points if _is_must(deck, point)]
    others = (each.card for each in plan.cards if not _is_must(deck, each))
    has_lines = any(line.strip() for card in others for line in card.red_lines)
    what = "in their shortest form, with all red lines," if has_lines else "alone"
    need = _minutes_up(plan.musts_need) + ("" if has_lines else " in their shortest form")
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
    parts = [_counted(minutes, "minute")] if minutes else []
    parts += [_counted(rest, "second")] if rest or not minutes else []
    return " ".join(parts)


def _minutes_up(seconds: int) -> str:
    """Whole minutes that are enough."""
    return _counted(-(-seconds // 60), "minute")


def _is_must(deck: Deck, point: PlannedCard | PlannedIssue) -> bool:
    return deck.issues[point.issue].priority == "must"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _one_line(text: str) -> str:
    return " ".join(text.split())
