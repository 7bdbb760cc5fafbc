"""What there is to say about a deck as a value: each check is here, and knows no file.

`linting` gives the findings about a file their lines and columns; the editor underlines them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from .avoid import AvoidPhrases
from .characters import SUSPICIOUS, any_suspicious, character_name, shortened, shown
from .fields import Kind, specs
from .fingerprints import fingerprint, spoken_texts
from .model import AvoidPhrase, Card, Deck, Fact, Issue, Meeting
from .problems import MOST_OF_A_KIND
from .speaking import speaking_seconds

Path = tuple[str | int, ...]
"""Where something is within a section: names of fields, indexes, language tags; () is all of it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning about a card, an issue or a deck, with its path there.

    It is about the characters of the text at the path from `start` to before `end`, or, where both
    are 0, about all that is there. `instead` is what would mend it, as text, where that is known.
    """

    code: str
    message: str
    hint: str
    path: Path = ()
    start: int = 0
    end: int = 0
    instead: str = ""


class AvoidInForce:
    """The avoid phrases in force at a card. Keep one: it makes ready only what was changed."""

    def __init__(self) -> None:
        nothing = AvoidPhrases(())
        self._nothing = nothing
        self._made: list[tuple[object, AvoidPhrases, AvoidPhrases]] = [((), nothing, nothing)] * 3

    def at(self, deck: Deck, issue: Issue, card: Card) -> AvoidPhrases:
        """Those of the deck, of the issue and of the card."""
        in_deck = self._within(0, deck.avoid, self._nothing)
        in_issue = self._within(1, issue.avoid, in_deck)
        return self._within(2, card.avoid, in_issue)

    def _within(
        self, level: int, own: tuple[AvoidPhrase, ...], around: AvoidPhrases
    ) -> AvoidPhrases:
        if not own:
            return around
        known, known_around, made = self._made[level]
        if known is not own or known_around is not around:
            made = AvoidPhrases(own, around)
            self._made[level] = own, around, made
        return made


def deck_findings(deck: Deck) -> Iterator[Finding]:
    """Those about the deck itself; issues and cards have their own."""
    if not deck.marking.strip():
        hint = "Add 'marking: UNCLASSIFIED' or whatever holds."
        yield Finding("no-marking", "The deck has no marking.", hint, ("marking",))
    minutes = sum(issue.minutes or 0 for issue in deck.issues)
    if deck.meeting.minutes and minutes > deck.meeting.minutes:
        message = f"The issues need {minutes} minutes; the meeting has {deck.meeting.minutes}."
        hint = "Cut an issue's minutes, or lower its priority and drop it."
        yield Finding("over-budget", message, hint, ("meeting", "minutes"))


def issue_findings(issue: Issue) -> Iterator[Finding]:
    """Those about the issue itself; its cards have their own."""
    if not issue.id:
        yield Finding("missing-id", "The issue has no id.", _ID_HINT)


def card_findings(card: Card, meeting: Meeting, avoid: AvoidPhrases) -> Iterator[Finding]:
    """Those about a card, if these avoid phrases are in force (see `AvoidInForce`)."""
    found = (check(card, meeting) for check in CHECKS.values())
    return chain(
        avoided_phrases(card, avoid), chain.from_iterable(found), _suspicious_characters(card)
    )


def avoided_phrases(card: Card, avoid: AvoidPhrases) -> Iterator[Finding]:
    """The avoid phrases in what our side says, text after text; of each the first thousand."""
    for path, spoken in spoken_texts(card):
        for match in islice(avoid.find(spoken), MOST_OF_A_KIND + 1):  # one more tells of the rest
            phrase = match.phrase
            reason = f": {phrase.why.rstrip('.')}" if phrase.why else ""
            hint = f"Say instead: {phrase.say}" if phrase.say else "Say it another way."
            message = f"Our side must not say “{spoken[match.start : match.end]}”{reason}."
            yield Finding(
                "avoid-phrase",
                shown(message),
                shown(hint),
                path,
                match.start,
                match.end,
                phrase.say,
            )


def _suspicious_characters(card: Card) -> Iterator[Finding]:
    for path, text in _texts(card):
        if any_suspicious(text):
            for match in islice(SUSPICIOUS.finditer(text), MOST_OF_A_KIND):
                message = f"The invisible character {character_name(match.group())} stands here."
                code = "suspicious-character"
                yield Finding(code, message, "Delete it.", path, match.start(), match.end())


def _texts(section: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a section, with its path."""
    for name, spec in specs(section.__class__).items():
        value = getattr(section, name)
        if spec.kind is Kind.TEXT:
            yield (*path, name), value
        elif spec.kind is Kind.TEXTS:
            for index, text in enumerate(value):
                yield (*path, name, index), text
        elif spec.kind is Kind.TRANSLATIONS:
            for tag, text in value.items():
                yield (*path, name, tag), text
        elif spec.kind is Kind.RECORD:
            yield from _texts(value, (*path, name))
        elif spec.kind is Kind.RECORDS:
            for index, entry in enumerate(value):
                yield from _texts(entry, (*path, name, index))


_ID_HINT = "An id keeps rehearsal history when texts change: add 'id: a-few-words'."


def _too_long_to_say(card: Card, meeting: Meeting) -> Iterable[Finding]:
    needed = speaking_seconds(card, meeting)
    if not card.seconds or needed <= card.seconds:
        return ()
    message = f"The card takes {needed} seconds to say; it has {card.seconds}."
    hint = "Cut words, or raise the budget."
    return (Finding("too-long-to-say", message, hint, ("seconds",), instead=str(needed)),)


def _stale_clearances(card: Card, _meeting: Meeting) -> Iterable[Finding]:
    if not card.clearance.cleared:
        return
    now = fingerprint(card)
    for index, cleared in enumerate(card.clearance.cleared):
        if cleared.covers == now:
            continue
        if cleared.covers:
            message = f"The text was changed after {cleared.by} cleared it."
            hint = f"Have it cleared again; the present text is {now}."
        else:
            message = f"The clearance by {cleared.by} does not say which text it covers."
            hint = f"If it covers the present text, add 'covers: {now}'."
        path = ("clearance", "cleared", index)
        yield Finding("stale-clearance", shown(message), hint, path)


def _missing_ids(card: Card, _meeting: Meeting) -> Iterable[Finding]:
    if not card.id:
        yield Finding("missing-id", "The card has no id.", _ID_HINT)
    for index, follow_up in enumerate(card.follow_ups):
        if not follow_up.id:
            path = ("follow_ups", index)
            yield Finding("missing-id", "The follow-up has no id.", _ID_HINT, path)


def _no_counter(card: Card, _meeting: Meeting) -> Iterable[Finding]:
    if card.counter.strip() or card.when.strip():
        return ()
    hint = "Write what they are likely to say, as nastily as they would."
    return (Finding("no-counter", "The card expects no counter.", hint),)


def _no_rebuttals(card: Card, _meeting: Meeting) -> Iterable[Finding]:
    hint = "Write the answer, even if it is one sentence."
    if card.counter.strip() and not card.rebuttal.strip():
        yield Finding("no-rebuttal", "The counter has no rebuttal.", hint, ("counter",))
    for index, follow_up in enumerate(card.follow_ups):
        if not follow_up.rebuttal.strip():
            path = ("follow_ups", index, "counter")
            yield Finding("no-rebuttal", "The follow-up has no rebuttal.", hint, path)


def _undated_facts(card: Card, _meeting: Meeting) -> Iterable[Finding]:
    for index, fact in enumerate(card.facts):
        if not fact.date:
            hint = "Add a date: a year, a month or a day."
            yield Finding("undated-fact", _quote(fact, "has no date"), hint, ("facts", index))


def _unsourced_facts(card: Card, _meeting: Meeting) -> Iterable[Finding]:
    for index, fact in enumerate(card.facts):
        if not fact.source.strip():
            hint = "Add a source; what cannot be sourced should not be said."
            yield Finding("unsourced-fact", _quote(fact, "has no source"), hint, ("facts", index))


def _quote(fact: Fact, lacks: str) -> str:
    return shown(f"The fact “{shortened(fact.text)}” {lacks}.")


CHECKS: Mapping[str, Callable[[Card, Meeting], Iterable[Finding]]] = {
    "too-long-to-say": _too_long_to_say,
    "stale-clearance": _stale_clearances,
    "missing-id": _missing_ids,
    "no-counter": _no_counter,
    "no-rebuttal": _no_rebuttals,
    "undated-fact": _undated_facts,
    "unsourced-fact": _unsourced_facts,
}
"""The checks of a card that need only itself and the meeting, by the code of what they find."""

ABSENCES = frozenset(
    ["no-marking", "missing-id", "no-counter", "no-rebuttal", "undated-fact", "unsourced-fact"]
)
"""Codes that say that something is not there."""
