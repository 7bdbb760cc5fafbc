"""Prompts: everything in a deck that is to be recalled, each by a name that outlives edits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from unicodedata import normalize

from deckapp.deck import AvoidPhrase, Card, Deck, Issue
from deckapp.deck.model import LIKELIHOODS, PRIORITIES

_DIGITS = 12


class PromptKind(Enum):
    """What is asked, and what is to be said."""

    POSITION = "position"
    REBUTTAL = "rebuttal"
    FOLLOW_UP = "follow-up"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to be recalled: the `answer`, when the `cue` is heard or read.

    `id` is made of ids in the deck (`CARD/position`, `CARD/rebuttal`, `CARD/FOLLOW-UP`,
    `avoid/PHRASE-AS-SLUG`), so that editing, moving and retitling keep its history. `card` is a
    card's id, empty for a phrase of an issue or the deck. Of two prompts that could be rehearsed
    with the same profit, the one with the lower `rank` comes first.
    """

    id: str
    kind: PromptKind
    card: str
    cue: str
    answer: str
    rank: tuple[int, int, int]

    @property
    def field(self) -> str:
        """Where the answer stands in its card, as edits name it; empty for a phrase to avoid."""
        if self.kind is PromptKind.FOLLOW_UP:
            return f"follow_ups.{self.id.partition('/')[2]}.rebuttal"
        return "" if self.kind is PromptKind.AVOID else self.kind.value

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the answer.

        It is another when the words to be said were changed, but not when they were wrapped anew.
        """
        return _digest(_words(self.answer))


def prompts_of(deck: Deck) -> tuple[Prompt, ...]:
    """The prompts of a deck in agenda order, phrases to avoid last; each id once.

    What has nothing to be said has no prompt, and neither has a card without an id of its own
    (`without_id`). A phrase that is to be avoided in several places is one prompt. Where different
    things would have the same id, all but the first have a digest of their cue, too.
    """
    found: dict[str, Prompt] = {}
    for prompt in (*_of_cards(deck), *_of_phrases(deck)):
        earlier = found.setdefault(prompt.id, prompt)
        if _words(earlier.cue).casefold() != _words(prompt.cue).casefold():
            own = replace(prompt, id=f"{prompt.id}-{_digest(_words(prompt.cue))}")
            found.setdefault(own.id, own)
    return tuple(found.values())


def without_id(deck: Deck) -> int:
    """How many cards have something to be said, but no id of their own to keep a history by."""
    known: set[str] = set()
    count = 0
    for _, card in deck.cards():
        has_own = bool(card.id) and card.id not in known
        known.add(card.id)
        count += not has_own and any(True for _ in _of_card(card, (0, 0, 0)))
    return count


def _of_cards(deck: Deck) -> Iterator[Prompt]:
    known = {""}
    for issue, card in deck.cards():
        if card.id not in known:
            known.add(card.id)
            yield from _of_card(card, _rank(issue, card))


def _of_card(card: Card, rank: tuple[int, int, int]) -> Iterator[Prompt]:
    position, rebuttal = PromptKind.POSITION, PromptKind.REBUTTAL
    yield from _prompt(f"{card.id}/position", position, card, card.title, card.position, rank)
    yield from _prompt(f"{card.id}/rebuttal", rebuttal, card, card.counter, card.rebuttal, rank)
    for each in card.follow_ups:
        if each.id:
            id_ = f"{card.id}/{each.id}"
            yield from _prompt(id_, PromptKind.FOLLOW_UP, card, each.counter, each.rebuttal, rank)


def _prompt(
    id_: str, kind: PromptKind, card: Card, cue: str, answer: str, rank: tuple[int, int, int]
) -> Iterable[Prompt]:
    if cue.strip() and answer.strip():
        yield Prompt(id_, kind, card.id, cue, answer, rank)


def _rank(issue: Issue, card: Card) -> tuple[int, int, int]:
    """By priority of the issue; then cards with red lines; then the likelier counter."""
    return (
        _place(issue.priority, PRIORITIES),
        0 if card.red_lines else 1,
        _place(card.likelihood, LIKELIHOODS),
    )


def _place(word: str, words: tuple[str, ...]) -> int:
    """Which of some words it is; what was not said comes after the middle one."""
    return 2 * words.index(word) if word in words else len(words)


def _of_phrases(deck: Deck) -> Iterator[Prompt]:
    last = (2 * len(PRIORITIES), 1, 2 * len(LIKELIHOODS))
    for card, phrases in _phrases(deck):
        for phrase in phrases:
            if phrase.phrase.strip() and phrase.say.strip():
                id_ = f"avoid/{_slug(phrase.phrase)}"
                yield Prompt(id_, PromptKind.AVOID, card, phrase.phrase, phrase.say, last)


def _phrases(deck: Deck) -> Iterator[tuple[str, tuple[AvoidPhrase, ...]]]:
    yield "", deck.avoid
    for issue in deck.issues:
        yield "", issue.avoid
        for card in issue.cards:
            yield card.id, card.avoid


def _slug(phrase: str) -> str:
    """A phrase as an id: its letters where they are a to z, and a digest where they are not."""
    plain = normalize("NFKD", phrase.casefold())
    words = re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    if any(letter.isalpha() and not letter.isascii() for letter in plain) or not words:
        words.append(_digest(" ".join(plain.split())))
    return "-".join(words)


def _words(text: str) -> str:
    """A text without what wrapping makes of it."""
    return " ".join(normalize("NFC", text).split())


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
