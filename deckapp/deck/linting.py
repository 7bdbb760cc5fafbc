"""Lint: what is wrong with a deck that could be read. Everything here is a warning."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import cast

from yaml.nodes import ScalarNode

from .characters import SUSPICIOUS, character_name
from .findings import (
    ABSENCES,
    CHECKS,
    AvoidInForce,
    Finding,
    avoided_phrases,
    deck_findings,
    issue_findings,
)
from .hazards import children
from .model import Card, Deck
from .problems import Findings, Problem
from .shapes import is_empty
from .source import Place, SourceDocument
from .spelling import places


def lint(document: SourceDocument) -> tuple[Problem, ...]:
    """Every warning about a deck, in reading order; those of reading itself are not repeated."""
    deck = document.deck
    if deck == Deck():
        return ()  # nothing could be read, and that was said
    linting = _Linting(document)
    linting.report((), deck_findings(deck))
    for problem in _escaped_characters(document):
        linting.findings.add(problem)
    avoid = AvoidInForce()
    for number, issue in enumerate(deck.issues):
        linting.report(("issues", number), issue_findings(issue))
        for index, card in enumerate(issue.cards):
            place: Place = ("issues", number, "cards", index)
            linting.report_avoided(place, card, avoided_phrases(card, avoid.at(deck, issue, card)))
            for code, check in CHECKS.items():
                if code not in linting.enough:
                    linting.report(place, check(card, deck.meeting), card)
    return linting.findings.in_reading_order()


class _Linting:
    """Makes findings about a document into problems, with line and column.

    `enough` are the codes of which no more will be listed.
    """

    def __init__(self, document: SourceDocument) -> None:
        self.findings = Findings()
        self.enough: set[str] = set()
        self._document = document
        self._gaps = _Gaps(document)

    def report(self, place: Place, found: Iterable[Finding], card: Card | None = None) -> None:
        """Report what was found in the section at a place."""
        for finding in found:
            if finding.code in ABSENCES and not self._gaps.lacks(place, finding):
                continue
            if self.findings.full(finding.code):
                self.enough.add(finding.code)
                break
            at = self._document.line_and_column((*place, *finding.path))
            self.findings.add(_problem(finding, at, card))

    def report_avoided(self, place: Place, card: Card, found: Iterable[Finding]) -> None:
        """Report the avoid phrases in the card at a place."""
        for path, in_text in groupby(found, attrgetter("path")):
            if self.findings.full("avoid-phrase"):
                break
            phrases = list(in_text)
            node = cast(ScalarNode, self._document.node((*place, *path)))
            starts = places(self._document.text, node, (phrase.start for phrase in phrases))
            for phrase, at in zip(phrases, starts, strict=True):
                self.findings.add(_problem(phrase, at, card))


def _problem(finding: Finding, at: tuple[int, int], card: Card | None) -> Problem:
    if card is None:
        return Problem(finding.code, finding.message, *at, finding.hint)
    field = str(finding.path[0]) if finding.path else None
    return Problem(finding.code, finding.message, *at, finding.hint, card.id or card.title, field)


class _Gaps:
    """Where lines could not be read: what seems to be missing around them may well be there."""

    def __init__(self, document: SourceDocument) -> None:
        self._document = document
        self._lines = [
            problem.line for problem in document.problems if problem.code == "yaml-syntax"
        ]

    def lacks(self, place: Place, absence: Finding) -> bool:
        """Whether what a finding says is missing from the section at a place is not there."""
        if self._around(place):
            return False
        if absence.code != "missing-id":
            return True
        # An id that is no good was reported when it was read: it is not missing.
        node = self._document.node((*place, *absence.path, "id"))
        return node is None or is_empty(node)

    def _around(self, place: Place) -> bool:
        """Whether there is one in the section at a place."""
        node = self._document.node(place) if self._lines else None
        if node is None:
            return False
        first, last = node.start_mark.line + 1, node.end_mark.line + 1
        return any(first <= line <= last for line in self._lines)


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
