"""Making a deck editable, in a job: what a crash left of it is looked for, too."""

from pathlib import Path
from typing import NamedTuple

from deckapp.deck import Deck, DeckDocument, Recovery, UnreadableFileError, open_deck
from deckapp.paths import is_shipped

from .jobs import Job


class Begun(NamedTuple):
    """A deck made editable; `is_other` tells whether it is another than was shown."""

    job: Job
    session: DeckDocument
    found: list[Recovery]
    is_other: bool


def begin_editing(job: Job, path: Path, shown: Deck) -> Begun:
    """Open a deck that was shown so far; raises UnreadableFileError.

    Nothing is put beside one that came with deckapp.
    """
    session = open_deck(path, locks=not is_shipped(path))
    if session.source.root is None:
        problem = session.problems[0]
        raise UnreadableFileError(path, f"Line {problem.line}: {problem.message}", problem.hint)
    if session.source.is_newer:
        raise UnreadableFileError(path, session.source.why_read_only, "Update deckapp to edit it.")
    session.prepare()
    found = session.recoveries()
    if job.is_cancelled():
        session.close()
    return Begun(job, session, found, session.deck != shown)
