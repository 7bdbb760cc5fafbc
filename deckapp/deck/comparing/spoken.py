"""Which changes are of what our side says aloud."""

from deckapp.deck.fields import specs
from deckapp.deck.model import Card

from .changes import Change


def is_spoken(change: Change) -> bool:
    """Whether a change is of the spoken text of a card; where a card stands is not."""
    if not change.card or change.kind == "moved":
        return False
    return not change.field or _is_spoken(Card, change.field)


def _is_spoken(type_: type, path: str) -> bool:
    """Whether our side says what is at a path, or a field of the section there."""
    name, _, rest = path.partition(".")
    spec = specs(type_)[name]
    if spec.ours or spec.record is None:
        return spec.ours
    field = rest.partition(".")[2]
    if field:
        return _is_spoken(spec.record, field)
    return any(each.ours for each in specs(spec.record).values())
