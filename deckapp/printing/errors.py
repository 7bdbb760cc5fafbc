"""What can go wrong on the way to paper. `str()` of each is a sentence that says what to do."""

from collections.abc import Sequence
from pathlib import Path

from deckapp.deck import Problem

from .findings import Finding


class PrintError(Exception):
    """Cards could not be printed."""


class UnknownNameError(PrintError):
    """There is no card, issue, audience or layout of that name."""


class BadFileError(PrintError):
    """A layout or printer profile is no good; `problems` says what is wrong, line by line."""

    def __init__(self, path: Path, problems: Sequence[Problem], message: str = "") -> None:
        lines = [f"{path}:{problem}" for problem in problems]
        super().__init__(message or "\n".join(lines))
        self.path = path
        self.problems = tuple(problems)


class OptionError(PrintError):
    """Options do not go together, or with the layout."""


class EarlierExportError(PrintError):
    """An earlier export cannot be compared with."""


class FontError(PrintError):
    """A font that was named cannot be used."""


class EmptySelectionError(PrintError):
    """There is no card to print."""


class PreflightError(PrintError):
    """Something in the deck cannot be printed whole; `findings` says what, card by card."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


class ExportError(PrintError):
    """The file could not be written. An earlier file of that name is as it was."""


class ExportCancelledError(PrintError):
    """The export was given up on request. An earlier file of that name is as it was."""

    def __init__(self) -> None:
        super().__init__("The export was cancelled; no file was written.")
