"""From a card of the deck to the face on screen: which text is revealed at which step."""

from collections.abc import Iterator, Mapping

from deckapp.deck import Card, Issue
from deckapp.gui.widgets.blocks import Block, Face, Mark, Side, Voice

CUE, POSITION, COUNTER = 0, 1, 2
"""The first steps; a rebuttal follows its counter, and each follow-up the one before."""


def face_of(issue: Issue, card: Card, number: str, colour: str, language: str = "") -> Face:
    """The face of a card; counters are in `language` where the card has them in it."""
    back = tuple(_back(card, language))
    sides: tuple[Side, ...] = (tuple(_front(card)), back) if back else (tuple(_front(card)),)
    return Face(sides, issue.title, number, colour)


def languages_of(card: Card) -> list[str]:
    """The languages that the card's counters are given in besides the deck's, in order."""
    tags = dict.fromkeys(card.counter_in)
    for follow_up in card.follow_ups:
        tags |= dict.fromkeys(follow_up.counter_in)
    return list(tags)


def _front(card: Card) -> Iterator[Block]:
    yield from _one("When", card.when, Voice.CUE, CUE, Mark.TRIGGER)
    yield from _one("Only if", card.precondition, Voice.CUE, CUE, Mark.ONLY_IF)
    yield from _one("To", card.addressee, Voice.CUE, CUE)
    yield Block("", card.title.strip() or "Untitled card", Voice.TITLE, CUE)
    yield from _one("Position", card.position, Voice.OURS, POSITION)
    yield from _one("In one breath", card.short, Voice.CUE, POSITION)
    yield from _several("Ask", card.asks, Mark.ASK)
    yield from _several("Red line", card.red_lines, Mark.RED_LINE)
    yield from _several("Do not reveal", card.withhold, Mark.WITHHOLD)
    yield from _one("Delivery", card.delivery, Voice.CUE, POSITION)
    if not card.rebuttal.strip():
        yield from _facts(card, POSITION)


def _back(card: Card, language: str) -> Iterator[Block]:
    likely = f" · {card.likelihood}" if card.likelihood else ""
    counter, label = _in(language, card.counter, card.counter_in, f"They say{likely}")
    yield from _one(label, counter, Voice.THEIRS, COUNTER)
    yield from _one("We answer", card.rebuttal, Voice.OURS, COUNTER + 1)
    if card.rebuttal.strip():
        yield from _facts(card, COUNTER + 1)
    for number, follow_up in enumerate(card.follow_ups, 1):
        step = COUNTER + 2 * number
        counter, label = _in(language, follow_up.counter, follow_up.counter_in, "They press")
        yield from _one(label, counter, Voice.THEIRS, step, group=number)
        yield from _one("We answer", follow_up.rebuttal, Voice.OURS, step + 1, group=number)


def _facts(card: Card, step: int) -> Iterator[Block]:
    """The facts at hand, with date and source: they back the rebuttal, or else the position."""
    for number, fact in enumerate(card.facts):
        origin = ", ".join(part for part in (fact.date, fact.source.strip()) if part)
        text = f"{fact.text} ({origin})" if origin else fact.text
        yield from _one("" if number else "Facts", text, Voice.CUE, step)


def _in(language: str, counter: str, others: Mapping[str, str], label: str) -> tuple[str, str]:
    if others.get(language):
        return others[language], f"{label} · {language}"
    return counter, label


def _one(
    label: str, text: str, voice: Voice, step: int, mark: Mark = Mark.NONE, group: int = 0
) -> Iterator[Block]:
    if text.strip():
        yield Block(label, text.strip(), voice, step, mark, group)


def _several(label: str, texts: tuple[str, ...], mark: Mark) -> Iterator[Block]:
    for number, text in enumerate(texts):
        if text.strip():
            yield Block("" if number else label, text.strip(), Voice.OURS, POSITION, mark)
