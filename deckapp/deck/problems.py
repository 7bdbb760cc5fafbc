"""Problems: everything that can be said about a deck, each with a code, a place and a remedy."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum

from .characters import shown


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


MOST_OF_A_KIND = 1000
"""Problems of one code that are listed; after them one more says that there are others."""


class Findings:
    """Problems as they are found, in characters that can be seen and no more than can be read."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._incomplete: set[str] = set()

    def add(self, problem: Problem) -> None:
        """Note a problem."""
        if not self.full(problem.code):
            self._counts[problem.code] += 1
            message, hint = shown(problem.message), shown(problem.hint)
            self._listed.append(replace(problem, message=message, hint=hint))

    def full(self, code: str) -> bool:
        """Whether the problem of this code that is about to be told is one too many."""
        if self._counts[code] < MOST_OF_A_KIND:
            return False
        self._incomplete.add(code)
        return True

    @property
    def any_error(self) -> bool:
        """Whether an error is among them."""
        return any(code in ERRORS for code in self._counts)

    def in_reading_order(self) -> tuple[Problem, ...]:
        """All of them, by line and column; after the last of a kind whether there are more."""
        found = sorted(self._listed, key=_reading_order)
        last = {problem.code: problem for problem in found}
        hint = "Mend those that are listed, then look again."
        for code in self._incomplete:
            message = f"There are more problems of this kind than these {MOST_OF_A_KIND:,}."
            found.append(replace(last[code], message=message, hint=hint))
        return tuple(sorted(found, key=_reading_order))


def _reading_order(problem: Problem) -> tuple[int, int, str]:
    return problem.line, problem.column, problem.code
