"""Decks that came with deckapp: what is made of them lies with the user's documents."""

from contextlib import suppress
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from deckapp.deck import Saved, SaveError, Saving, SourceDocument
from deckapp.deck.storage.errors import save_error
from deckapp.deck.writing.verified import encoded
from deckapp.paths import is_shipped


def documents() -> list[Path]:
    """Where the user keeps documents: the folder for that, and his home for want of it."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return [Path(named), Path.home()] if named else [Path.home()]


def proposed(path: Path) -> Path:
    """Where a file is proposed to lie: as said, or among the documents if that is what ships."""
    if not is_shipped(path):
        return path
    there = (folder for folder in documents() if folder.is_dir())
    return next(there, Path.home()) / path.name


def put_copy(source: SourceDocument) -> Path:
    """Put a deck's file, as it was read, among the documents; never over another file.

    Raises SaveError where there can be none, and leaves nothing behind then.
    """
    assert source.path is not None
    failure: SaveError | None = None
    for folder in documents():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return _new_file(folder / source.path.name, encoded(source.text, bom=source.bom))
        except OSError as error:
            failure = failure or save_error(folder / source.path.name, error)
    assert failure is not None
    raise failure


def save_copy(saving: Saving) -> Saved:
    """Save a deck to such a file, which goes again if that fails; raises SaveError."""
    try:
        return saving.run()
    except BaseException:
        with suppress(OSError):
            if saving.path.read_bytes() == saving.on_disk.data:
                saving.path.unlink()
        raise


def follow(folder: Path, old: Path, new: Path) -> str:
    """Let what was rehearsed of a deck, and its own words, go on with a copy; why they do not.

    `folder` has the review log. The words are put beside the copy.
    """
    from deckapp.rehearsal import LogError
    from deckapp.rehearsal.history import move_history

    from .edit.own_words import give_words

    troubles = [give_words(old, new)]
    try:
        move_history(folder, old, new)
    except LogError as error:
        troubles.append(f"What you rehearsed could not follow it yet. {error}")
    return " ".join(filter(None, troubles))


def _new_file(first: Path, data: bytes) -> Path:
    """A new file with this data, its name with a number if need be; raises OSError."""
    path = first
    for number in count(2):
        with suppress(FileExistsError):
            path.touch(exist_ok=False)
            break
        path = first.with_name(f"{first.stem} {number}{first.suffix}")
    try:
        path.write_bytes(data)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    return path
