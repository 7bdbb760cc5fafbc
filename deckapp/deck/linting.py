"""Lint: what is wrong with a deck that could be read. Everything here is a warning."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast

from yaml.nodes import ScalarNode

from .avoid import AvoidPhrases
from .characters import SUSPICIOUS, character_name, shortened
from .fingerprints import fingerprint, spoken_texts
from .hazards import children
from .model import Card, Deck, Fact
from .problems import MOST_OF_A_KIND, Findings, Problem
from .shapes import is_empty
from .source import Place, SourceDocument
from .speaking import speaking_seconds
from .spelling import places


@dataclass(frozen=True, slots=True)
class _CardInPlace:
    """A card with what its checks need to know, and where they report."""

    document: SourceDocument
    findings: Findings
    card: Card
    place: Place
    avoid: AvoidPhrases
    gaps: "_Gaps"

    def report(self, code: str, message: str, hint: str, *within: str | int) -> None:
        """Report a problem at a place within the card."""
        if not self.findings.full(code):
            at = self.document.line_and_column((*self.place, *within))
            self.report_at(at, code, message, hint, *within)

    def report_at(
        self, at: tuple[int, int], code: str, message: str, hint: str, *within: str | int
    ) -> None:
        """Report a problem at a line and column within the card."""
        name = self.card.id or self.card.title
        field = str(within[0]) if within else None
        self.findings.add(Problem(code, message, *at, hint, name, field))


def lint(document: SourceDocument) -> tuple[Problem, ...]:
    """Every warning about a deck, in reading order; those of reading itself are not repeated."""
    findings = Findings()
    deck = document.deck
    if deck == Deck():
        return ()  # nothing could be read, and that was said
    gaps = _Gaps(document)
    for problem in (*_deck_problems(document, deck, gaps), *_escaped_characters(document)):
        findings.add(problem)
    in_deck = AvoidPhrases(deck.avoid)
    for number, issue in enumerate(deck.issues):
        in_issue = AvoidPhrases(issue.avoid, in_deck)
        place: Place = ("issues", number)
        if not issue.id and gaps.lacks_id(place):
            at = document.line_and_column(place)
            findings.add(Problem("missing-id", "The issue has no id.", *at, _ID_HINT))
        for index, card in enumerate(issue.cards):
            avoid = AvoidPhrases(card.avoid, in_issue) if card.avoid else in_issue
            here = _CardInPlace(document, findings, card, (*place, "cards", index), avoid, gaps)
            for check in _CHECKS:
                check(here)
            if not gaps.within(here.place):
                for check in _CHECKS_FOR_ABSENCE:
                    check(here)
    return findings.in_reading_order()


class _Gaps:
    """Where lines could not be read: what seems to be missing around them may well be there."""

    def __init__(self, document: SourceDocument) -> None:
        self._document = document
        self._lines = [
            problem.line for problem in document.problems if problem.code == "yaml-syntax"
        ]

    def within(self, place: Place) -> bool:
        """Whether there is one in the section at a place."""
        node = self._document.node(place) if self._lines else None
        if node is None:
            return False
        first, last = node.start_mark.line + 1, node.end_mark.line + 1
        return any(first <= line <= last for line in self._lines)

    def lacks_id(self, place: Place) -> bool:
        """Whether the section at a place has no id at all, not even one that is no good."""
        node = self._document.node((*place, "id"))
        return (node is None or is_empty(node)) and not self.within(place)


_ID_HINT = "An id keeps rehearsal history when texts change: add 'id: a-few-words'."


def _deck_problems(document: SourceDocument, deck: Deck, gaps: _Gaps) -> Iterator[Problem]:
    if not deck.marking.strip() and not gaps.within(()):
        at = document.line_and_column(("marking",))
        hint = "Add 'marking: UNCLASSIFIED' or whatever holds."
        yield Problem("no-marking", "The deck has no marking.", *at, hint)
    minutes = sum(issue.minutes or 0 for issue in deck.issues)
    if deck.meeting.minutes and minutes > deck.meeting.minutes:
        at = document.line_and_column(("meeting", "minutes"))
        message = f"The issues need {minutes} minutes; the meeting has {deck.meeting.minutes}."
        hint = "Cut an issue's minutes, or lower its priority and drop it."
        yield Problem("over-budget", message, *at, hint)


def _ids(here: _CardInPlace) -> None:
    if not here.card.id and here.gaps.lacks_id(here.place):
        here.report("missing-id", "The card has no id.", _ID_HINT)
    for index, follow_up in enumerate(here.card.follow_ups):
        within = "follow_ups", index
        if not follow_up.id and here.gaps.lacks_id((*here.place, *within)):
            here.report("missing-id", "The follow-up has no id.", _ID_HINT, *within)


def _counters(here: _CardInPlace) -> None:
    card = here.card
    if not card.counter.strip() and not card.when.strip():
        hint = "Write what they are likely to say, as nastily as they would."
        here.report("no-counter", "The card expects no counter.", hint)
    hint = "Write the answer, even if it is one sentence."
    if card.counter.strip() and not card.rebuttal.strip():
        here.report("no-rebuttal", "The counter has no rebuttal.", hint, "counter")
    for index, follow_up in enumerate(card.follow_ups):
        if not follow_up.rebuttal.strip():
            place = ("follow_ups", index, "counter")
            here.report("no-rebuttal", "The follow-up has no rebuttal.", hint, *place)


def _avoid_phrases(here: _CardInPlace) -> None:
    for within, spoken in spoken_texts(here.card):
        found = list(islice(here.avoid.find(spoken), MOST_OF_A_KIND + 1))
        if not found:
            continue
        if here.findings.full("avoid-phrase"):
            return
        node = cast(ScalarNode, here.document.node((*here.place, *within)))
        starts = places(here.document.text, node, (match.start for match in found))
        for match, at in zip(found, starts, strict=True):
            phrase = match.phrase
            reason = f": {phrase.why.rstrip('.')}" if phrase.why else ""
            hint = f"Say instead: {phrase.say}" if phrase.say else "Say it another way."
            message = f"Our side must not say “{spoken[match.start : match.end]}”{reason}."
            here.report_at(at, "avoid-phrase", message, hint, *within)


def _facts(here: _CardInPlace) -> None:
    for index, fact in enumerate(here.card.facts):
        if not fact.date:
            hint = "Add a date: a year, a month or a day."
            here.report("undated-fact", _quote(fact, "has no date"), hint, "facts", index)
        if not fact.source.strip():
            hint = "Add a source; what cannot be sourced should not be said."
            message = _quote(fact, "has no source")
            here.report("unsourced-fact", message, hint, "facts", index)


def _quote(fact: Fact, lacks: str) -> str:
    return f"The fact “{shortened(fact.text)}” {lacks}."


def _speaking_time(here: _CardInPlace) -> None:
    needed = speaking_seconds(here.card, here.document.deck.meeting)
    if here.card.seconds and needed > here.card.seconds:
        message = f"The card takes {needed} seconds to say; it has {here.card.seconds}."
        hint = "Cut words, or raise the budget."
        here.report("too-long-to-say", message, hint, "seconds")


def _clearance(here: _CardInPlace) -> None:
    if not here.card.clearance.cleared:
        return
    now = fingerprint(here.card)
    for index, cleared in enumerate(here.card.clearance.cleared):
        if cleared.covers == now:
            continue
        if cleared.covers:
            message = f"The text was changed after {cleared.by} cleared it."
            hint = f"Have it cleared again; the present text is {now}."
        else:
            message = f"The clearance by {cleared.by} does not say which text it covers."
            hint = f"If it covers the present text, add 'covers: {now}'."
        place = ("clearance", "cleared", index)
        here.report("stale-clearance", message, hint, *place)


_Check = Callable[[_CardInPlace], None]
_CHECKS: tuple[_Check, ...] = (_avoid_phrases, _speaking_time, _clearance)
_CHECKS_FOR_ABSENCE: tuple[_Check, ...] = (_ids, _counters, _facts)


_ESCAPE = re.compile(r"\\[0abevNLPxuU]")


def _escaped_characters(document: SourceDocument) -> Iterator[Problem]:
    """Suspicious characters written as escapes; those in plain sight were reported."""
    if not _ESCAPE.search(document.text):
        return
    stack, seen = [document.root], set[int]()
    while stack:
        node = stack.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if not isinstance(node, ScalarNode):
            stack += children(node)
        elif node.style == '"':
            written = document.text[node.start_mark.index : node.end_mark.index]
            for character in sorted(set(SUSPICIOUS.findall(node.value)) - set(written)):
                mark = node.start_mark
                message = f"The invisible character {character_name(character)} is escaped here."
                yield Problem(
                    "suspicious-character", message, mark.line + 1, mark.column + 1, "Delete it."
                )
