"""Preflight: what would keep a plan from being printed whole, and what else to know before."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from deckapp.deck import Issue, Problem

from .cleaning import one_line
from .findings import Finding
from .fonts import FAMILY
from .options import answers_apart
from .pages import occasion
from .panels import name_fits
from .planning import NO_ISSUE, Plan
from .report import CardReport
from .sheet_marks import has_note, trim
from .vocabulary import Fold

_LEAST_BODY = 0.45
"""The part of the space between the margins that furniture leaves to the text."""
_MOST_NAMED = 5
_OF_LINT = ("no-marking", "stale-clearance", "avoid-phrase")
"""Warnings about a deck that matter on paper."""
_NEEDS_SHAPING = re.compile(
    "ARABIC|HEBREW|SYRIAC|THAANA|NKO|DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA"
    "|MALAYALAM|SINHALA|THAI|LAO|TIBETAN|MYANMAR|KHMER|MONGOLIAN"
)
"""First words of the Unicode names of scripts that run from the right, or whose letters change."""


def errors(plan: Plan) -> list[Finding]:
    """Everything that stops an export, in the order of the deck."""
    return [*_too_long(plan), *_name_too_long(plan), *_glyphs(plan)]


def warnings(plan: Plan, problems: Iterable[Problem]) -> list[Finding]:
    """What does not stop an export, but for the cards that go on; `problems` are those of lint."""
    return [*_margins(plan), *_of_lint(plan, problems)]


def continued(plan: Plan) -> Iterator[Finding]:
    """The cards that do not fit one face, with what they take; every card is fitted for that."""
    for piece in plan.pieces:
        fitted = plan.fitted(piece)
        if fitted.parts > 1:
            yield goes_on(plan, fitted.report(piece.name))


def goes_on(plan: Plan, card: CardReport) -> Finding:
    """A card, or a page, that takes more than one."""
    size = f"{plan.layout.face.floor:g} pt"
    if not plan.cards:
        message = f"{card.name} does not fit one page at {size} and goes on: {card.parts} pages."
        return Finding("continued", message)
    what = "The front" if card.fronts > card.backs else "The back"
    if not answers_apart(plan.layout):
        what = "The text"
    elif card.fronts > 1 < card.backs:
        what = "Neither side"
    verb = "fits" if what == "Neither side" else "does not fit"
    message = f"{what} {verb} one card at {size}, so it goes on: {card.parts} cards."
    return Finding("continued", message, "", card.name)


def _margins(plan: Plan) -> Iterator[Finding]:
    """Where something would be printed on the edge that the printer cannot reach."""
    profile, layout = plan.options.profile, plan.layout
    if profile is None:
        return
    left, bottom, right, top = trim(layout)
    edges = left, bottom, layout.paper.width - right, layout.paper.height - top
    nearest = min(edges) + layout.face.margin
    if nearest < profile.margin - 0.01:
        yield Finding(
            "margin",
            f"Text comes within {nearest * 25.4 / 72:.1f} mm of the edge; “{profile.name}” leaves "
            f"{profile.margin * 25.4 / 72:.1f} mm white. Choose another layout or printer.",
        )


def _of_lint(plan: Plan, problems: Iterable[Problem]) -> Iterator[Finding]:
    names = {piece.name for piece in plan.cards} | {
        block.card for piece in plan.pieces for block in piece.faces.blocks
    }
    for problem in problems:
        if problem.code in _OF_LINT and (problem.card is None or problem.card in names):
            message = f"{problem.message} {problem.hint}".strip()
            yield Finding(problem.code, message, problem.field or "", problem.card)


def _too_long(plan: Plan) -> Iterator[Finding]:
    """Texts of every face that leave too little of it to the card: the longest, each once."""
    common, face = plan.furniture, plan.layout.face
    least = _LEAST_BODY * (face.height - 2 * face.margin)
    longest: dict[str, int] = {}
    for index, frame in plan.frames.items():
        if frame.height < least:
            lines = {"marking": len(common.marking), "title": len(common.title)}
            extra = {
                "marking": 2 * (lines["marking"] - 1) * common.marking_size,
                "title": (lines["title"] - 1) * face.small,
            }
            if index != NO_ISSUE:
                field = _issue_title(plan.deck.issues[index])
                lines[field] = len(frame.header)
                extra[field] = (lines[field] - 1) * face.issue_size
            field = max(extra, key=lambda field: extra[field])
            longest[field] = lines[field]
    for field, count in longest.items():
        message = f"This takes {count} lines on every face: shorten it, or choose larger cards."
        yield Finding("too-long", message, field)


def _name_too_long(plan: Plan) -> Iterator[Finding]:
    """The name on a tent, where it does not fit however small."""
    name, face = plan.deck.meeting.principal, plan.layout.face
    if plan.layout.fold is Fold.TENT and not name_fits(
        name, face, plan.furniture.bare(), plan.typefaces
    ):
        message = f"This does not fit a tent at {face.floor:g} pt: shorten it."
        yield Finding("too-long", message, "meeting.principal")


def _glyphs(plan: Plan) -> Iterator[Finding]:
    """Characters that cannot be printed; the deck is searched only if there are any."""
    lacking: set[str] = set()
    unset: set[str] = set()
    for weight, characters in plan.characters.items():
        lacking |= plan.typefaces[weight].missing(characters)
        if not all(map(str.isascii, characters)):
            unset |= {character for character in characters if _needs_shaping(character)}
    if not lacking | unset:
        return
    for field, card, texts in _places(plan):
        there = set("".join(texts))
        if found := sorted(there & unset):
            yield Finding("unset-script", _script_sentence(found), field, card)
        elif found := sorted(there & lacking):
            yield Finding("missing-glyph", _glyph_sentence(found), field, card)


def _needs_shaping(character: str) -> bool:
    script = unicodedata.name(character, "").partition(" ")[0]
    return bool(_NEEDS_SHAPING.fullmatch(script)) or unicodedata.bidirectional(character) in (
        "R",
        "AL",
        "AN",
    )


def _places(plan: Plan) -> Iterator[tuple[str, str | None, Iterable[str]]]:
    """Every printed text with its field and card."""
    yield "marking", None, [one_line(plan.deck.marking)]
    yield "title", None, [one_line(plan.deck.title)]
    if has_note(plan.layout):
        yield "stock of the layout", None, [plan.layout.stock]
    if plan.layout.fold is Fold.TENT:
        yield "meeting.principal", None, [one_line(plan.deck.meeting.principal)]
    if plan.layout.fold in (Fold.POCKET, Fold.BOOKLET):
        yield "meeting", None, map(one_line, occasion(plan.deck))
    for index in plan.frames:
        if index != NO_ISSUE:
            issue = plan.deck.issues[index]
            yield _issue_title(issue), None, [one_line(issue.title)]
    for piece in plan.pieces:
        for block in piece.faces.blocks:
            texts = [text for item in block.items for text in item]
            card = block.card or (piece.name if piece.chosen else None)
            yield block.field, card, [*texts, block.aside, block.heading]


def _issue_title(issue: Issue) -> str:
    return f"issues.{issue.id or issue.title}.title"


def _named(characters: list[str]) -> str:
    """Characters by shape, code and name."""
    named = ", ".join(
        f"“{character}” (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"
        for character in characters[:_MOST_NAMED]
    )
    more = len(characters) - _MOST_NAMED
    return f"{named} and {more} more characters" if more > 0 else named


def _glyph_sentence(characters: list[str]) -> str:
    remedy = "Write it another way, or name a TrueType font that has it: --font FILE."
    return f"{FAMILY} has no {_named(characters)}. {remedy}"


def _script_sentence(characters: list[str]) -> str:
    remedy = "Write it in other letters, or leave it out: no font helps."
    return f"deckapp cannot set the script of {_named(characters)} as it has to be. {remedy}"
