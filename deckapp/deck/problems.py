"""Problems: everything that can be said about a deck, each with a code, a place and a remedy."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error means that a part of the file could not be understood; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


ERRORS = {
    "yaml-syntax": "The file breaks a rule of YAML.",
    "encoding": "The file is not clean UTF-8 text.",
    "too-deep": "Lists and sections are nested deeper than any deck needs.",
    "too-large": "The file, or a part of it, is larger than any deck needs.",
    "unsafe-yaml": "A YAML feature that decks do not use: tags, merge keys, endless aliases.",
    "conflict-marker": "A git merge conflict was left in the file.",
    "unknown-key": "A key that the format does not know at this place.",
    "missing-key": "Something required is missing or empty.",
    "wrong-type": "A list stands where a text belongs, or the other way round.",
    "bad-value": "A value that its field does not allow.",
    "duplicate-key": "The same key twice in one section.",
    "duplicate-id": "The same id twice.",
    "not-a-deck": "The file is YAML, but not a deck.",
}
"""Code and meaning of each error."""

WARNINGS = {
    "missing-id": "An issue, card or follow-up without an id.",
    "no-counter": "A card that does not say what to expect from the other side.",
    "no-rebuttal": "A counter without an answer.",
    "avoid-phrase": "Our side would say what it must not say.",
    "undated-fact": "A fact without a date.",
    "unsourced-fact": "A fact without a source.",
    "over-budget": "The issues together need more minutes than the meeting has.",
    "too-long-to-say": "The card's text takes longer to say than its seconds allow.",
    "stale-clearance": "The text was changed after it was cleared.",
    "no-marking": "The deck has no handling marking.",
    "suspicious-character": "An invisible character that can make text read differently.",
}
"""Code and meaning of each warning."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `line` and `column` count from 1, columns in characters.

    `card` is the card's id (its title where the id is missing) and `field` the key within the
    card; both are None outside a card.
    """

    code: str
    message: str
    line: int
    column: int
    hint: str = ""
    card: str | None = None
    field: str | None = None

    @property
    def severity(self) -> Severity:
        """Whether the code is an error or a warning."""
        return Severity.ERROR if self.code in ERRORS else Severity.WARNING

    def __str__(self) -> str:
        """`line:column: severity[code] message hint`, as compilers print it."""
        sentence = f"{self.message} {self.hint}".strip()
        return f"{self.line}:{self.column}: {self.severity.value}[{self.code}] {sentence}"


def sort_key(problem: Problem) -> tuple[int, int, str]:
    """Reading order."""
    return problem.line, problem.column, problem.code
