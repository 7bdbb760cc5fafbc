"""Making the file of a deck that has none yet."""

from contextlib import suppress
from pathlib import Path

from .editing.ids import with_ids
from .editing.paths import EditError, section_as_written
from .files import UnreadableFileError
from .model import Deck
from .saving import require_ours, written_afresh
from .source import read_deck_file
from .storage.durable import replacing
from .storage.errors import save_error


def create_deck(path: Path, deck: Deck) -> None:
    """Write a deck to a file; what stood there is replaced. Ids are given where they lack.

    Raises EditError for what cannot stand in a file, and SaveError. A deck of a newer deckapp is
    not replaced.
    """
    afresh = written_afresh(with_ids(section_as_written(deck)))
    if afresh is None:
        reason = "This deck cannot be written into a file that says the same."
        raise EditError(f"{reason} Look for odd characters in its texts, or for too many of them.")
    with suppress(UnreadableFileError):  # whatever else is there is replaced, or told
        require_ours(read_deck_file(path), path)
    try:
        with replacing(path) as file:
            file.write(afresh[0])
    except (OSError, ValueError) as error:
        if isinstance(error, OSError):
            raise save_error(path, error) from error
        raise EditError(f"“{path}” is no name for a file. Choose another one.") from error
