"""What decks of all sorts say: sections of the model filled at random, traps included."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from deckapp.deck.fields import FieldSpec, Kind, specs
from deckapp.deck.model import Card, Deck, Issue

WORDS = ["we", "ask", "about", "Syria", "ответ", "нет", "Ελλάδα", "no", "12:30", "012", "1e3", "~"]
WORDS += ["it's", '"so"', "a:b", "x#y", "&c", "*d", "-", "{e}", "[f]", "100%", "😀", "𝔘𝔫", "null"]
WORDS += ["the", "and", "of", "wishes", "expectations", "2017-04-12", "?", "!", "\\n", "naïve"]
TEXTS = [
    "no",
    "- x",
    "# y",
    "a: b",
    "x # y",
    "true",
    "0o7",
    " spaced",
    "two\nlines",
    "it's",
    "=",
    ".",
]
TEXTS += ["a\n\nb", "x  y", "«да»", "😀", "...", "---", "key:", "@", "`", "%x", "tab\there", "0x1F"]
TEXTS += ["line\n  deeper", "\u200bhidden", "ends\\", "'", '"', "''", "[", "]", "{", "|", ">", ","]


def text_of(random: Random, longest: int = 40) -> str:
    """A text, often short, at times long, at times with a trap in it."""
    if random.random() < 0.25:
        return random.choice(TEXTS)
    most = random.choice([2, 5, longest])
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, most)))


FINGERPRINTS = ["0123456789ab", "123456789012", "12345678e901"]
OFTEN = 0.4


class Saying:
    """Fills sections; ids are new each time."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._ids = 0
        self._values: dict[Kind, Callable[[FieldSpec], Any]] = {
            Kind.LANGUAGE: lambda _spec: random.choice(["en", "no", "ru"]),
            Kind.FINGERPRINT: lambda _spec: random.choice(FINGERPRINTS),
            Kind.CHOICE: lambda spec: random.choice(spec.choices),
            Kind.CHOICES: lambda spec: tuple(random.sample(spec.choices, random.randint(1, 2))),
            Kind.NUMBER: lambda spec: random.randint(1, spec.most),
            Kind.DATE: lambda _spec: date(2017, 4, random.randint(1, 30)),
            Kind.PARTIAL_DATE: lambda _spec: random.choice(["2013", "2013-09", "2013-09-14"]),
            Kind.TEXTS: lambda _spec: tuple(text_of(random, 20) for _ in range(self._few())),
            Kind.TRANSLATIONS: lambda _spec: {
                tag: text_of(random) for tag in random.sample(["ru", "no", "uk"], 2)
            },
            Kind.TEXT: lambda _spec: text_of(random),
        }

    def deck(self) -> Deck:
        """A deck of one to four issues; some ids are missing."""
        deck: Deck = self.section(Deck)
        return replace(deck, format="deckapp/1")

    def card(self) -> Card:
        """A card; its id may be missing, or be one that there is."""
        card: Card = self.section(Card)
        return card

    def issue(self) -> Issue:
        """An issue with up to four cards."""
        issue: Issue = self.section(Issue)
        return issue

    def section(self, type_: Any) -> Any:
        """A section with what it must have, and at random with more."""
        return type_(
            **{
                name: self._value(type_, name, spec)
                for name, spec in specs(type_).items()
                if spec.required or name in ("id", "cards") or self._random.random() < OFTEN
            }
        )

    def _value(self, type_: type, name: str, spec: FieldSpec) -> Any:
        if spec.kind is Kind.SLUG:
            self._ids += 1
            has_id = self._random.random() < 0.95
            return f"{type_.__name__.lower()}-{self._ids}" if has_id else ""
        if spec.kind is Kind.RECORD:
            return self.section(spec.record)
        if spec.kind is Kind.RECORDS:
            count = self._few() - (name == "cards")
            return tuple(self.section(spec.record) for _ in range(count))
        return self._values[spec.kind](spec)

    def _few(self) -> int:
        return self._random.randint(1, 4)
