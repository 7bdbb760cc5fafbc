"""The agenda cut to so many minutes, on a page: what is said of each issue, and what is dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from deckapp.deck import CutPlan, Deck, Form, PlannedCard, cut_agenda

from .cleaning import one_line
from .errors import EmptySelectionError
from .faces import Block, Style
from .pages import (
    PLAIN,
    SECTION,
    Page,
    asks_of,
    block_of,
    red_lines_of,
    titled,
    with_condition,
)
from .palette import INK, issue_ink
from .selection import ChosenCard

_SAY = Style(scale=1.0)
_ENDS = (".", "?", "!", "…")
_DROPPED = Style(opens=True)


def cut_page(deck: Deck, chosen: Sequence[ChosenCard], minutes: int, *, whole: bool) -> Page:
    """What stays of the chosen cards, and in which form; raises EmptySelectionError where none can.

    `whole` says that nothing was left out of the deck: then issues without cards take part, too.
    """
    plan = _plan(deck, chosen, minutes, whole=whole)
    if not plan.points:
        raise EmptySelectionError("No chosen card takes time: choose others, or cut nothing.")
    return titled(f"Agenda, cut to {_minutes(minutes)}", _blocks(deck, plan))


def _plan(deck: Deck, chosen: Sequence[ChosenCard], minutes: int, *, whole: bool) -> CutPlan:
    """The plan for the chosen cards; each has its share of its whole issue's minutes."""
    places = {card.place for card in chosen}
    others = set(range(sum(1 for _ in deck.cards()))) - places
    if not whole:  # an issue none of whose cards was chosen takes no time
        inside = {card.issue_index for card in chosen}
        issues = (
            issue if index in inside else replace(issue, minutes=None)
            for index, issue in enumerate(deck.issues)
        )
        deck = replace(deck, issues=tuple(issues))
    return cut_agenda(deck, minutes * 60, said=others)


def _blocks(deck: Deck, plan: CutPlan) -> Iterator[Block]:
    yield from block_of("minutes", "Too short", [_too_short(deck, plan)], PLAIN)
    dropped = []
    for index, found in groupby(plan.points, lambda point: point.issue):
        points, issue = list(found), deck.issues[index]
        gone = [point for point in points if point.form is Form.DROPPED]
        if len(gone) == len(points):
            dropped.append(one_line(issue.title))
            continue
        dropped += [one_line(each.card.title) for each in gone if isinstance(each, PlannedCard)]
        ink = issue_ink(index)
        time = _on_watch(sum(point.seconds for point in points))
        heading = " · ".join(filter(None, [time, issue.priority]))
        title = f"{index + 1} · {one_line(issue.title)}"
        yield from block_of("issues", heading, [title], SECTION, colour=ink)
        yield from _said([each for each in points if isinstance(each, PlannedCard)], ink)
    yield from block_of("priority", "Dropped", ["; ".join(dropped)], _DROPPED, colour=INK)


def _said(cards: Sequence[PlannedCard], ink: str) -> Iterator[Block]:
    """What is said of an issue, card by card, then what is asked and the red lines."""
    staying = [each for each in cards if each.form.stays]
    yield from block_of("short", "Say", map(_words, staying), _SAY, colour=ink)
    yield from asks_of([each.card for each in staying], ink)
    yield from red_lines_of([each.card for each in cards], ink)


def _words(planned: PlannedCard) -> str:
    """The short form, or what to say in full, with the condition under which it may be said."""
    card, title = planned.card, one_line(planned.card.title)
    if planned.form is Form.SHORT:
        return with_condition(card, card.short)
    return with_condition(card, f"In full: {title}{'' if title.endswith(_ENDS) else '.'}")


def _too_short(deck: Deck, plan: CutPlan) -> str:
    """That there is no time for all red lines, or for all musts; empty where there is."""
    if plan.excess:
        need = _minutes(-(-plan.red_lines_need // 60))
        return f"The red lines alone take {need}. All of them are said even so."
    if plan.fits:
        return ""
    musts = [
        point.form.stays for point in plan.points if deck.issues[point.issue].priority == "must"
    ]
    need = _minutes(-(-plan.musts_need // 60))
    stay = f"{sum(musts)} of {len(musts)} {'stays' if sum(musts) == 1 else 'stay'}"
    return f"All musts in one breath, with the red lines, take {need}: {stay}."


def _minutes(count: int) -> str:
    return f"{count} minute" if count == 1 else f"{count} minutes"


def _on_watch(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
