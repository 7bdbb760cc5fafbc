"""Values of fields as texts that a person reads."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from deckapp.deck.fields import specs

from .agendas import Spot
from .changes import Change

_POINT = "• "


def readable(value: Any) -> str:
    """A value in lines: a point for each text of a list, a label before each field of a section."""
    if isinstance(value, Spot):
        return f"“{value.title}”, place {value.at + 1}" if value.title else f"Place {value.at + 1}"
    if is_dataclass(value):
        held = ((spec.label, getattr(value, name)) for name, spec in specs(type(value)).items())
        return "\n".join(_labelled(label, each) for label, each in held if readable(each))
    if isinstance(value, Mapping):
        return "\n".join(_labelled(tag, text) for tag, text in value.items())
    if isinstance(value, tuple):
        gap = "\n\n" if any(map(is_dataclass, value)) else "\n"
        return gap.join(("" if is_dataclass(each) else _POINT) + readable(each) for each in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _labelled(label: str, value: Any) -> str:
    text = readable(value)
    gap = "\n" if isinstance(value, (tuple, Mapping)) else " "
    return f"{label}:{gap}{text}"


def both_readable(change: Change) -> tuple[str, str]:
    """A change's values before and after; what was moved within a list has its place there."""
    before, after = change.before, change.after
    if change.kind == "moved" and change.field:
        before, after = Spot("", "", before), Spot("", "", after)
    return readable(before), readable(after)
