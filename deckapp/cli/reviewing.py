"""The command for the log of rehearsals: log export, log import, log erase."""

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from deckapp.deck import SourceDocument, UnreadableFileError, read_deck_file
from deckapp.deck.storage.durable import replacing

from .output import DONE, HAS_ERRORS, CommandError, Commands, one_line, say

if TYPE_CHECKING:
    from deckapp.rehearsal.log.lines import BadLine
    from deckapp.rehearsal.log.review_log import DeckLog, ReviewLog
    from deckapp.rehearsal.reviews import Review

_STANDARD = "-"
_MOST_LISTED = 1000
_MOST_EXAMPLES = 3


def add_log(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command for the log of rehearsals."""
    log = commands.add_parser(
        "log",
        help="export, import or erase what was rehearsed of a deck",
        description="Export, import or erase the reviews of a deck: what was answered in "
        "rehearsal, when and how well.",
    )
    actions = log.add_subparsers(
        title="actions", dest="action", metavar="ACTION", required=True, prog="deckapp log"
    )
    export = actions.add_parser(
        "export",
        parents=[shared],
        help="write the reviews of a deck, one a line",
        description="Write the reviews of a deck as lines of JSON: prompt, at, rating, seconds, "
        "practice, fingerprint.",
    )
    _add_deck(export)
    export.add_argument(
        "file", nargs="?", default=_STANDARD, metavar="FILE", help="where to; - is the output"
    )
    export.set_defaults(run=_export)
    import_ = actions.add_parser(
        "import",
        parents=[shared],
        help="add reviews to those of a deck",
        description="Add the reviews of a file that `deckapp log export` wrote: those that are "
        "not there yet. Exit status: 0 imported; 1 a line is bad, and nothing was imported.",
    )
    _add_deck(import_)
    import_.add_argument(
        "file", nargs="?", default=_STANDARD, metavar="FILE", help="where from; - is the input"
    )
    import_.set_defaults(run=_import)
    erase = actions.add_parser(
        "erase",
        parents=[shared],
        help="erase all reviews of a deck",
        description="Erase all that was rehearsed of a deck, and every copy that deckapp has of "
        "it; only the path of its file stays known. It cannot be brought back. Exit status: 0 "
        "erased; 2 nothing is known of it.",
    )
    _add_deck(erase)
    erase.add_argument("--yes", action="store_true", help="do not ask")
    erase.set_defaults(run=_erase)


def _add_deck(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", type=Path, metavar="DECK", help="a deck file")


@contextmanager
def _log() -> "Iterator[ReviewLog]":
    """The log; what it tells is said, and its errors are those of the command."""
    from deckapp.paths import review_folder
    from deckapp.rehearsal.log.review_log import LogError, ReviewLog

    try:
        with ReviewLog(review_folder()) as log:
            for notice in log.notices:
                say(notice)
            yield log
    except LogError as error:
        raise CommandError(str(error)) from None


def _of(log: "ReviewLog", path: Path, document: SourceDocument) -> "tuple[DeckLog, set[str]]":
    """The log of a deck, and the ids of its prompts."""
    from deckapp.rehearsal import prompts_of

    prompts = {prompt.id for prompt in prompts_of(document.deck)}
    return log.of(path, document.deck.title, prompts), prompts


def _export(options: argparse.Namespace) -> int:
    from deckapp.rehearsal.log.lines import line_of

    document = read_deck_file(options.deck)
    with _log() as log:
        reviews = [review for _, review in _of(log, options.deck, document)[0].reviews()]
    lines = "".join(f"{line_of(review)}\n" for review in reviews)
    if options.file == _STANDARD:
        print(lines, end="")
    else:
        _write(Path(options.file), lines.encode(), options.deck)
        say(f"{options.file}: {_counted(len(reviews), 'review')} written.")
    return DONE


def _write(path: Path, data: bytes, deck: Path) -> None:
    """Write a file; one that is there is replaced only if it is such a log itself."""
    try:
        if path.exists():
            _require_log(path, deck)
        with replacing(path) as file:
            file.write(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(
            f"{path}: it could not be written ({reason}). Choose another name or folder."
        ) from None


def _require_log(path: Path, deck: Path) -> None:
    """Raise CommandError for a file that is neither empty nor begins with a review."""
    from deckapp.rehearsal.log.lines import LONGEST_LINE, is_line

    if path.is_file() and not path.samefile(deck):
        with path.open("rb") as file:
            pieces = iter(partial(file.readline, LONGEST_LINE), b"")
            first = next((piece for piece in pieces if piece.strip()), None)
        if is_line(first) if first is not None else path.stat().st_size == 0:
            return
    raise CommandError(f"{path}: it exists already, and is no exported log. Choose another name.")


def _import(options: argparse.Namespace) -> int:
    document = read_deck_file(options.deck)
    reviews, bad = _read(options.file)
    if bad:
        _print_bad("stdin" if options.file == _STANDARD else options.file, bad)
        lines = _counted(len(bad), "line")
        say(f"{lines} cannot be imported, so nothing was. Mend them, then import the file again.")
        return HAS_ERRORS
    with _log() as log:
        of_deck, prompts = _of(log, options.deck, document)
        new = of_deck.add(reviews)
        if new:
            log.keep_snapshot()
    known = len(reviews) - new
    were = "was" if known == 1 else "were"
    also = f" {_counted(known, 'review')} {were} already known." if known else ""
    say(f"{options.deck}: {_counted(new, 'review')} imported.{also}")
    _tell_of_strangers(reviews, prompts)
    return DONE


def _read(name: str) -> "tuple[list[Review], list[BadLine]]":
    """The reviews of a file, and what is wrong with other lines; raises CommandError."""
    from deckapp.rehearsal.log.lines import read_lines

    try:
        with _opened(name) as file:
            return read_lines(file, datetime.now(UTC))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(
            f"{name}: it could not be read ({reason}). Check the name and the folder."
        ) from None


def _opened(name: str) -> "nullcontext[BinaryIO] | BinaryIO":
    if name != _STANDARD:
        return Path(name).open("rb")
    if sys.stdin is None:
        raise CommandError("There is nothing on the standard input. Name a file.")
    return nullcontext(sys.stdin.buffer)


def _print_bad(name: str, bad: "Sequence[BadLine]") -> None:
    for each in bad[:_MOST_LISTED]:
        print(one_line(f"{name}:{each.line}: {each.message}"), file=sys.stderr)
    if len(bad) > _MOST_LISTED:
        say(f"The first {_MOST_LISTED} bad lines are listed; there are {len(bad)}.")


def _tell_of_strangers(reviews: "Sequence[Review]", prompts: set[str]) -> None:
    """Say which of the prompts the deck does not have."""
    strange = sorted({review.prompt for review in reviews} - prompts)
    if strange:
        examples = ", ".join(strange[:_MOST_EXAMPLES])
        more = ", …" if len(strange) > _MOST_EXAMPLES else ""
        say(
            f"The deck does not have {_counted(len(strange), 'prompt')} of these ({examples}"
            f"{more}); their reviews are kept for the day when the cards come back."
        )


def _erase(options: argparse.Namespace) -> int:
    try:
        document = read_deck_file(options.deck)
    except UnreadableFileError as error:
        if not isinstance(error.__cause__, FileNotFoundError):
            raise
        document = None  # what was rehearsed of a deck that is gone can be erased, too
    with _log() as log:
        if document is None:
            of_deck, alike = log.of(options.deck), ""
        else:
            of_deck, prompts = _of(log, options.deck, document)
            alike = "".join(map(_told_of_gone, log.gone(prompts)))
        if not of_deck.is_known():
            raise CommandError(
                f"{options.deck}: nothing that was rehearsed of it is known, so nothing was "
                f"erased.{alike or ' Check the name and the folder.'}{_told_of_damaged(log)}"
            )
        count = _counted(len(of_deck.reviews()), "review")
        if not options.yes and not _is_confirmed(options.deck, count):
            say("Nothing was erased.")
            return DONE
        of_deck.erase()
    say(
        f"{options.deck}: {count} erased, and no copy is left in the folder of deckapp's data."
        f"{alike}"
    )
    return DONE


def _told_of_gone(path: Path) -> str:
    """A sentence about another deck that may be this one under an earlier name."""
    return (
        f" Most of what was rehearsed of {path}, whose file is gone, is in this deck, too: "
        f"`{_command(path)}` erases that."
    )


def _told_of_damaged(log: "ReviewLog") -> str:
    """A sentence about files that may hold reviews of any deck; empty if there are none."""
    if not log.set_aside:
        return ""
    files = ", ".join(map(str, log.set_aside))
    return f" Damaged logs that were set aside may hold more; delete them yourself: {files}."


def _command(deck: Path, option: str = "") -> str:
    """The command that erases the log of a deck, as a shell takes it."""
    end = "-- " if str(deck).startswith("-") else ""
    return f"deckapp log erase {option}{end}{shlex.quote(str(deck))}"


def _is_confirmed(deck: Path, count: str) -> bool:
    """Ask the person; raises CommandError if there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise CommandError(
            f"{deck}: {count} would be erased, and nobody can be asked. "
            f"`{_command(deck, '--yes ')}` erases without asking."
        )
    question = one_line(f"Erase {count} of {deck}? They cannot be brought back. [y/N] ")
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
