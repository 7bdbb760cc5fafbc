"""Prompts: everything in a deck that is to be recalled, each by a name that outlives edits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the answer.

        It is another when the words to be said were changed, but not when they were wrapped anew.
        """
        words = " ".join(normalize("NFC", self.answer).split())
        return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def prompts_of(deck: Deck) -> tuple[Prompt, ...]:
    """The prompts of a deck in agenda order, phrases to avoid last; each id once.

    What has no id, or nothing to be said, has no prompt. A phrase that is to be avoided in several
    places is one prompt.
    """
    found: dict[str, Prompt] = {}
    for prompt in (*_of_cards(deck), *_of_phrases(deck)):
        found.setdefault(prompt.id, prompt)
    return tuple(found.values())


def _of_cards(deck: Deck) -> Iterator[Prompt]:
    for issue, card in deck.cards():
        if not card.id:
            continue
        rank = _rank(issue, card)
        yield from _prompt(
            f"{card.id}/position", PromptKind.POSITION, card, card.title, card.position, rank
        )
        yield from _prompt(
            f"{card.id}/rebuttal", PromptKind.REBUTTAL, card, card.counter, card.rebuttal, rank
        )
        for follow_up in card.follow_ups:
            if follow_up.id:
                yield from _prompt(
                    f"{card.id}/{follow_up.id}",
                    PromptKind.FOLLOW_UP,
                    card,
                    follow_up.counter,
                    follow_up.rebuttal,
                    rank,
                )


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
        data = " ".join(plain.split()).encode("utf-8", "surrogatepass")
        words.append(sha256(data).hexdigest()[:_DIGITS])
    return "-".join(words)
