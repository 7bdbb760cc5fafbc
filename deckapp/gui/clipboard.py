"""Cards and issues on the clipboard: for another deckapp, and as text for everybody else."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from deckapp.deck import Card, Issue
from deckapp.deck.editing.records import from_record, to_record
from deckapp.deck.fields import Kind, specs
from deckapp.deck.files import MAX_BYTES

CARDS = "application/x-deckapp-cards+json"
_LABELS = {
    "counter": "They say",
    "rebuttal": "We answer",
    "addressee": "Said to",
    "asks": "We ask",
}
_INTERNAL = ("notes", "withhold")
"""What is for our own eyes, and no part of the text that goes into a mail."""


def sections_to_mime(sections: Sequence[Issue | Card]) -> QMimeData:
    """Cards and issues as data that this and other windows read, and as text."""
    data = QMimeData()
    data.setData(CARDS, json.dumps([to_record(section) for section in sections]).encode())
    data.setText("\n\n".join(map(_as_text, sections)))
    return data


def sections_from_mime(data: QMimeData) -> tuple[Issue | Card, ...]:
    """The cards and issues that were copied or dragged; none where there are none."""
    written = bytes(data.data(CARDS).data())
    if len(written) > MAX_BYTES:  # more than a deck can hold
        return ()
    try:
        found = [from_record(each) for each in json.loads(written)]
    except (ValueError, TypeError, RecursionError):
        return ()
    return tuple(each for each in found if isinstance(each, (Card, Issue)))


def _as_text(section: Issue | Card, issue: str = "") -> str:
    """A card in lines that `cards_in` reads; an issue as its cards, which tell its name."""
    if isinstance(section, Issue):
        title = section.title or "Untitled issue"
        return "\n\n".join(_as_text(card, title) for card in section.cards) or title
    lines = [f"Title: {section.title}"]
    if issue:
        lines.append(f"Issue: {issue}")
    for name, spec in specs(Card).items():
        value = getattr(section, name)
        label = _LABELS.get(name, spec.label)
        if not value or name == "title" or name in _INTERNAL:
            continue
        if spec.kind is Kind.TEXT:
            lines.append(f"{label}: {value}")
        elif spec.kind is Kind.TEXTS:
            lines += [f"{label}:", *(f"- {each}" for each in value)]
        elif name == "follow_ups":
            for each in value:
                lines += [f"If pressed: {each.counter}", f"We answer: {each.rebuttal}"]
    return "\n".join(lines)
