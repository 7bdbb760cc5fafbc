"""Lint: what is wrong with a deck that could be read. Everything here is a warning."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from .avoid import AvoidPhrases
from .composing import children
from .fingerprint import fingerprint, spoken_texts
from .guard import SUSPICIOUS, character_name
from .model import Card, Deck, Fact, Issue
from .problems import Problem, sort_key
from .source import Place, SourceDocument
from .speaking import speaking_seconds


@dataclass(frozen=True, slots=True)
class _CardInPlace:
    """A card with what its checks need to know."""

    document: SourceDocument
    issue: Issue
    card: Card
    place: Place
    avoid: AvoidPhrases

    def problem(self, code: str, message: str, hint: str, *within: str | int) -> Problem:
        """A problem at a place within the card."""
        line, column = self.document.line_and_column((*self.place, *within))
        field = str(within[0]) if within else None
        return Problem(code, message, line, column, hint, self.card.id or self.card.title, field)


def lint(document: SourceDocument) -> tuple[Problem, ...]:
    """Every warning about a deck, in reading order; those of reading itself are not repeated."""
    deck = document.deck
    if document.root is None:
        return ()
    found = [*_deck_problems(document, deck)]
    for number, issue in enumerate(deck.issues):
        in_issue = AvoidPhrases((*deck.avoid, *issue.avoid))
        place: Place = ("issues", number)
        if not issue.id:
            found.append(_at(document, place, "missing-id", "The issue has no id.", _ID_HINT))
        for index, card in enumerate(issue.cards):
            avoid = (
                AvoidPhrases((*deck.avoid, *issue.avoid, *card.avoid)) if card.avoid else in_issue
            )
            here = _CardInPlace(document, issue, card, (*place, "cards", index), avoid)
            for check in _CHECKS:
                found += check(here)
    found += _escaped_characters(document)
    return tuple(sorted(found, key=sort_key))


_ID_HINT = "An id keeps rehearsal history when texts change: add 'id: a-few-words'."


def _at(document: SourceDocument, place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, *document.line_and_column(place), hint)


def _deck_problems(document: SourceDocument, deck: Deck) -> Iterator[Problem]:
    if not deck.marking.strip():
        hint = "Add 'marking: UNCLASSIFIED' or whatever holds."
        yield _at(document, ("marking",), "no-marking", "The deck has no marking.", hint)
    minutes = sum(issue.minutes or 0 for issue in deck.issues)
    if deck.meeting.minutes and minutes > deck.meeting.minutes:
        message = f"The issues need {minutes} minutes; the meeting has {deck.meeting.minutes}."
        hint = "Cut an issue's minutes, or lower its priority and drop it."
        yield _at(document, ("meeting", "minutes"), "over-budget", message, hint)


def _ids(here: _CardInPlace) -> Iterator[Problem]:
    if not here.card.id:
        yield here.problem("missing-id", "The card has no id.", _ID_HINT)
    for index, follow_up in enumerate(here.card.follow_ups):
        if not follow_up.id:
            message = "The follow-up has no id."
            yield here.problem("missing-id", message, _ID_HINT, "follow_ups", index)


def _counters(here: _CardInPlace) -> Iterator[Problem]:
    card = here.card
    if not card.counter.strip() and not card.when.strip():
        hint = "Write what they are likely to say, as nastily as they would."
        yield here.problem("no-counter", "The card expects no counter.", hint)
    hint = "Write the answer, even if it is one sentence."
    if card.counter.strip() and not card.rebuttal.strip():
        yield here.problem("no-rebuttal", "The counter has no rebuttal.", hint, "counter")
    for index, follow_up in enumerate(card.follow_ups):
        if not follow_up.rebuttal.strip():
            place = ("follow_ups", index, "counter")
            yield here.problem("no-rebuttal", "The follow-up has no rebuttal.", hint, *place)


def _avoid_phrases(here: _CardInPlace) -> Iterator[Problem]:
    for within, spoken in spoken_texts(here.card):
        seen: dict[str, int] = {}
        for words, phrase in here.avoid.find(spoken):
            nth = seen[words] = seen.get(words, -1) + 1
            line, column = _nth_in_source(here.document, (*here.place, *within), words, nth)
            reason = f": {phrase.why.rstrip('.')}" if phrase.why else ""
            hint = f"Say instead: {phrase.say}" if phrase.say else "Say it another way."
            message = f"Our side must not say “{words}”{reason}."
            name = here.card.id or here.card.title
            yield Problem("avoid-phrase", message, line, column, hint, name, str(within[0]))


def _nth_in_source(document: SourceDocument, place: Place, words: str, nth: int) -> tuple[int, int]:
    """Line and column of the nth occurrence of some words of a text, however it is wrapped."""
    node = document.node(place)
    if node is None:
        return document.line_and_column(place)
    start, end = node.start_mark.index, node.end_mark.index
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    matches = list(re.finditer(rf"(?<!\w){spaced}(?!\w)", document.text[start:end]))
    if nth >= len(matches):
        return document.line_and_column(place)
    before = document.text[start : start + matches[nth].start()]
    breaks = list(re.finditer(r"\r\n|\r|\n", before))
    if not breaks:
        return node.start_mark.line + 1, node.start_mark.column + 1 + len(before)
    return node.start_mark.line + 1 + len(breaks), len(before) - breaks[-1].end() + 1


def _facts(here: _CardInPlace) -> Iterator[Problem]:
    for index, fact in enumerate(here.card.facts):
        if not fact.date:
            hint = "Add a date: a year, a month or a day."
            yield here.problem("undated-fact", _quote(fact, "has no date"), hint, "facts", index)
        if not fact.source.strip():
            hint = "Add a source; what cannot be sourced should not be said."
            message = _quote(fact, "has no source")
            yield here.problem("unsourced-fact", message, hint, "facts", index)


def _quote(fact: Fact, lacks: str) -> str:
    return f"The fact “{fact.text[:40]}{'…' if len(fact.text) > 40 else ''}” {lacks}."


def _speaking_time(here: _CardInPlace) -> Iterator[Problem]:
    needed = speaking_seconds(here.card, here.document.deck.meeting)
    if here.card.seconds and needed > here.card.seconds:
        message = f"The card takes {needed} seconds to say; it has {here.card.seconds}."
        hint = "Cut words, or raise the budget."
        yield here.problem("too-long-to-say", message, hint, "seconds")


def _clearance(here: _CardInPlace) -> Iterator[Problem]:
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
        yield here.problem("stale-clearance", message, hint, *place)


_CHECKS: tuple[Callable[[_CardInPlace], Iterator[Problem]], ...] = (
    _ids,
    _counters,
    _avoid_phrases,
    _facts,
    _speaking_time,
    _clearance,
)


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
