"""Cards and issues on the clipboard: for another deckapp, and as text for everybody else."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from deckapp.deck import Card, Issue
from deckapp.deck.editing.records import from_record, to_record
from deckapp.deck.fields import Kind, specs

CARDS = "application/x-deckapp-cards+json"
_LABELS = {"position": "Position", "counter": "They say", "rebuttal": "We answer"}


def sections_to_mime(sections: Sequence[Issue | Card]) -> QMimeData:
    """Cards and issues as data that this and other windows read, and as text."""
    data = QMimeData()
    data.setData(CARDS, json.dumps([to_record(section) for section in sections]).encode())
    data.setText("\n\n".join(map(_as_text, sections)))
    return data


def sections_from_mime(data: QMimeData) -> tuple[Issue | Card, ...]:
    """The cards and issues that were copied or dragged; none where there are none."""
    try:
        found = [from_record(each) for each in json.loads(bytes(data.data(CARDS).data()))]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()
    return tuple(each for each in found if isinstance(each, (Card, Issue)))


def _as_text(section: Issue | Card) -> str:
    if isinstance(section, Issue):
        return "\n\n".join([section.title, *map(_as_text, section.cards)])
    lines = [f"Title: {section.title}"]
    for name, spec in specs(Card).items():
        value = getattr(section, name)
        if spec.kind is Kind.TEXT and value and name not in ("title", "notes"):
            lines.append(f"{_LABELS.get(name, spec.label)}: {value}")
    for follow_up in section.follow_ups:
        lines += [f"If pressed: {follow_up.counter}", f"We answer: {follow_up.rebuttal}"]
    return "\n".join(lines)
