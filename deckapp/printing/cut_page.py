"""The agenda cut to so many minutes, on a page: what is said of each issue, and what is dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckapp.deck import CutPlan, Deck, Form, PlannedCard, cut_agenda
from deckapp.deck.cutting_words import (
    by_issue,
    clock,
    ready_cards,
    time_in_words,
    to_drop,
    trigger_and_title,
    warning,
)

from .cleaning import one_line
from .errors import EmptySelectionError
from .faces import Block, Style
from .pages import (
    PLAIN,
    SECTION,
    Page,
    block_of,
    red_lines_of,
    titled,
    with_condition,
)
from .palette import INK, issue_ink
from .selection import ChosenCard

_SAY = Style(scale=1.0)
_ENDS = (".", "?", "!", "…")
_OPENING = Style(opens=True)


def cut_page(deck: Deck, chosen: Sequence[ChosenCard], minutes: int, *, whole: bool) -> Page:
    """What stays of the chosen cards, and in which form; raises EmptySelectionError where none can.

    `whole` says that nothing was left out of the deck: then issues without cards take part, too.
    """
    plan = _plan(deck, chosen, minutes, whole=whole)
    if not plan.points:
        raise EmptySelectionError("No chosen card takes time: choose others, or cut nothing.")
    return titled(f"Agenda, cut to {time_in_words(minutes * 60)}", _blocks(deck, plan))


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
    yield from block_of("minutes", "Too short", [warning(deck, plan)], PLAIN)
    for item in by_issue(deck, plan):
        if item.said:
            ink = issue_ink(item.place)
            heading = " · ".join(filter(None, [clock(item.seconds), item.priority]))
            title = f"{item.place + 1} · {one_line(item.title)}"
            yield from block_of("issues", heading, [title], SECTION, colour=ink)
            yield from _said(item.cards, ink)
    dropped = "; ".join(to_drop(deck, plan))
    yield from block_of("priority", "Drop", [dropped], _OPENING, colour=INK)
    ready = "; ".join(map(trigger_and_title, ready_cards(deck, plan)))
    yield from block_of("when", "Ready if needed", [ready], _OPENING, colour=INK)


def _said(cards: Sequence[PlannedCard], ink: str) -> Iterator[Block]:
    """What is said of an issue, card by card, then the red lines."""
    staying = [each for each in cards if each.form.stays]
    yield from block_of("short", "Say", map(_words, staying), _SAY, colour=ink)
    yield from red_lines_of([each.card for each in cards], ink)


def _words(planned: PlannedCard) -> str:
    """The short form, or what to say in full, with the condition under which it may be said."""
    card, title = planned.card, one_line(planned.card.title)
    if planned.form is Form.SHORT:
        return with_condition(card, card.short)
    return with_condition(card, f"In full: {title}{'' if title.endswith(_ENDS) else '.'}")
