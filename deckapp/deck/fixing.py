"""Quick fixes: edits that mend what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .avoid import AvoidPhrases
from .characters import shortened, shown
from .editing.edits import Edit, SetField
from .editing.ids import with_id
from .editing.paths import index_of
from .fields import specs
from .findings import Finding, Path
from .model import AvoidPhrase, Card


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that mends a finding, and what to call it: "Allow 52 seconds"."""

    label: str
    edit: Edit


def fixes(finding: Finding, card: Card | None = None) -> tuple[Fix, ...]:
    """What would mend a finding; `card` is the card it is about, as it was then.

    Most findings need a person, and have none; nor has a card without an id, which no edit can
    name.
    """
    if finding.code == "no-marking":
        return (Fix("Mark the deck UNCLASSIFIED", SetField("", "marking", "UNCLASSIFIED")),)
    if card is None or not card.id:
        return ()
    field, value = _field_and_value(card, finding.path)
    if field is None:
        return ()
    mended: tuple[str, str] | None = None
    match finding.code:
        case "avoid-phrase":
            mended = _said_instead(finding, value)
        case "suspicious-character":
            mended = _made_visible(finding, value)
        case "too-long-to-say":
            mended = _longer(finding.instead)
        case "missing-id":
            field = f"{field}.id"
            id_ = with_id(value, {each.id for each in card.follow_ups}).id
            mended = f"Give it the id “{id_}”", id_
    if mended is None:
        return ()
    label, new = mended
    return (Fix(label, SetField(card.id, field, new)),)


def _said_instead(finding: Finding, text: str) -> tuple[str, str] | None:
    before, phrase, after = _parted(finding, text)
    say = finding.instead
    if not say or any(AvoidPhrases([AvoidPhrase(phrase)]).find(say)):
        return None
    if phrase[0].isupper():
        say = say[0].upper() + say[1:]
    if after.startswith("."):
        say = say.removesuffix(".")
    return f"Say “{shown(shortened(say))}” instead", f"{before}{say}{after}"


def _made_visible(finding: Finding, text: str) -> tuple[str, str]:
    before, character, after = _parted(finding, text)
    if character.isspace():  # a line break that few programs know: without it words would run on
        return "Put a space instead of the invisible character", f"{before} {after}"
    return "Delete the invisible character", before + after


def _longer(seconds: str) -> tuple[str, str] | None:
    allowed = int(seconds) <= specs(Card)["seconds"].most
    return (f"Allow {seconds} seconds", seconds) if allowed else None


def _parted(finding: Finding, text: str) -> tuple[str, str, str]:
    """What stands before the place of a finding, there, and after it."""
    start, end = finding.start, finding.end
    return text[:start], text[start:end], text[end:]


def _field_and_value(card: Card, path: Path) -> tuple[str | None, Any]:
    """What stands at a path in a card, and how edits name that place; None where they cannot."""
    names: list[str] = []
    value: Any = card
    for step in path:
        if isinstance(step, int):
            # By its index, if no other entry has that for an id.
            ways = str(step), getattr(value[step], "id", "")
            right = [way for way in ways if way and index_of(value, way, "") == step]
            if not right:
                return None, None
            names.append(right[0])
            value = value[step]
        else:
            names.append(step)
            value = value[step] if isinstance(value, Mapping) else getattr(value, step)
    return ".".join(names), value
