"""From a point of a run-through to the face on screen: what of it is said, and nothing else."""

from collections.abc import Iterator

from deckapp.deck import Card, Issue
from deckapp.deck.cutting import Form
from deckapp.gui.widgets.blocks import Block, Face, Mark, Voice

ALL = 0
"""The only step: everything is seen at once."""

_DROPPED = "Dropped by the cut: leave it, and go on."
_NO_CARDS = "This issue has no card: say what it needs."


def run_face(issue: Issue, card: Card | None, form: Form, number: str, colour: str) -> Face:
    """The face of a card in a form, or of an issue that has none."""
    blocks = _of_issue(issue, form) if card is None else _of_card(card, form)
    return Face((tuple(blocks),), issue.title, number, colour)


def nothing_left(colour: str) -> Face:
    """The face shown once the deck has no point any more."""
    title = Block("", "Nothing left to say", Voice.TITLE, ALL)
    what = Block("", "The deck has no point to make any more. Esc ends.", Voice.CUE, ALL)
    return Face(((title, what),), "", "", colour)


def _of_issue(issue: Issue, form: Form) -> Iterator[Block]:
    yield Block("", issue.title.strip() or "Untitled issue", Voice.TITLE, ALL)
    yield Block("", _DROPPED if form is Form.DROPPED else _NO_CARDS, Voice.CUE, ALL)


def _of_card(card: Card, form: Form) -> Iterator[Block]:
    yield from _one("Only if", card.precondition, Voice.CUE, Mark.ONLY_IF)
    yield from _one("To", card.addressee, Voice.CUE)
    yield Block("", card.title.strip() or "Untitled card", Voice.TITLE, ALL)
    match form:
        case Form.FULL:
            yield from _one("Position", card.position, Voice.OURS)
            yield from _several("Ask", card.asks, Mark.ASK)
        case Form.SHORT:
            yield from _one("In one breath", card.short, Voice.OURS)
        case Form.DROPPED:
            yield Block("", _DROPPED, Voice.CUE, ALL)
        case Form.RED_LINES:
            pass
    alone = " alone" if form is Form.RED_LINES else ""
    yield from _several(f"Red line{alone}", card.red_lines, Mark.RED_LINE)
    if form is Form.FULL:
        yield from _several("Do not reveal", card.withhold, Mark.WITHHOLD)
        yield from _one("Delivery", card.delivery, Voice.CUE)


def _one(label: str, text: str, voice: Voice, mark: Mark = Mark.NONE) -> Iterator[Block]:
    if text.strip():
        yield Block(label, text.strip(), voice, ALL, mark)


def _several(label: str, texts: tuple[str, ...], mark: Mark) -> Iterator[Block]:
    for number, text in enumerate(text for text in texts if text.strip()):
        yield Block("" if number else label, text.strip(), Voice.OURS, ALL, mark)
