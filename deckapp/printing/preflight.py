"""Preflight: what would keep a plan from being printed whole."""

import unicodedata
from collections.abc import Iterable, Iterator

from deckapp.deck import Issue

from .cleaning import one_line
from .findings import Finding
from .fonts import FAMILY
from .furniture import issue_lines
from .planning import Plan
from .typeface import typeface

_LEAST_BODY = 0.45
"""The part of the space between the margins that furniture leaves to the text."""
_MOST_NAMED = 5


def findings(plan: Plan) -> list[Finding]:
    """Everything that stops an export, in the order of the deck."""
    return [*_too_long(plan), *_missing_glyphs(plan)]


def _too_long(plan: Plan) -> Iterator[Finding]:
    """Texts of every face that leave too little of it to the card: the longest, each once."""
    layout, common = plan.layout, plan.furniture
    least = _LEAST_BODY * (layout.height - 2 * layout.margin)
    longest: dict[str, None] = {}
    for index, frame in plan.frames.items():
        if frame.height < least:
            issue = plan.deck.issues[index]
            lines = {
                "marking": 2 * len(common.marking),
                "title": len(common.title),
                _issue_title(issue): len(issue_lines(one_line(issue.title), layout)),
            }
            longest[max(lines, key=lambda field: lines[field])] = None
    for field in longest:
        yield Finding("too-long", "This stands on every face: shorten it.", field)


def _missing_glyphs(plan: Plan) -> Iterator[Finding]:
    """Characters that the typeface lacks; the deck is searched only if there are any."""
    lacking = set()
    for weight, characters in plan.characters.items():
        lacking |= typeface(weight).missing(characters)
    if lacking:
        for field, card, texts in _places(plan):
            found = sorted(lacking.intersection("".join(texts)))
            if found:
                yield Finding("missing-glyph", _sentence(found), field, card)


def _places(plan: Plan) -> Iterator[tuple[str, str | None, Iterable[str]]]:
    """Every printed text with its field and card."""
    yield "marking", None, [one_line(plan.deck.marking)]
    yield "title", None, [one_line(plan.deck.title)]
    for index in plan.frames:
        issue = plan.deck.issues[index]
        yield _issue_title(issue), None, [one_line(issue.title)]
    for card in plan.cards:
        for block in card.faces.blocks:
            yield block.field, card.name, [text for item in block.items for text in item]


def _issue_title(issue: Issue) -> str:
    return f"issues.{issue.id or issue.title}.title"


def _sentence(characters: list[str]) -> str:
    """What is missing, by shape, code and name."""
    named = ", ".join(
        f"“{character}” (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"
        for character in characters[:_MOST_NAMED]
    )
    more = len(characters) - _MOST_NAMED
    others = f" and {more} more characters" if more > 0 else ""
    return f"{FAMILY} has no {named}{others}. Write it another way."
