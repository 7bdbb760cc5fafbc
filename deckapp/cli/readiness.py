"""The command that tells how ready one is for the meeting: ready."""

import argparse
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp.deck import Deck, read_deck_file

from .minutes import MOST_MINUTES, minutes_of, shortened
from .output import CREATOR, DONE, CommandError, Commands, one_line, print_json, say

if TYPE_CHECKING:
    from deckapp.rehearsal.readiness import Readiness, Share

_NOON = time(12)
_FIRST, _LAST = 1970, 2999
"""Years in which people meet; the memory model reckons a century ahead."""


def add_ready(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that tells how ready one is."""
    ready = commands.add_parser(
        "ready",
        parents=[shared],
        help="tell how ready one is for the meeting of a deck",
        description="Tell how much of a deck one would recall on the day of the meeting: if "
        "rehearsal stops now, and if it follows the plan of a session a day.",
    )
    ready.add_argument("deck", type=Path, metavar="DECK", help="a deck file")
    ready.add_argument(
        "--now", type=_moment, metavar="DATETIME", help="another time than the clock's"
    )
    ready.add_argument(
        "--at", type=_moment, metavar="DATETIME", help="another time of the meeting than the deck's"
    )
    ready.add_argument(
        "--minutes", type=_minutes, metavar="N", help="how long each session is (20)"
    )
    ready.add_argument("--json", action="store_true", help="print all numbers as JSON")
    ready.add_argument(
        "--pdf", type=Path, metavar="OUT", help="write a page for the chief of staff, too"
    )
    ready.set_defaults(run=_ready)


def _moment(text: str) -> datetime:
    """A date and time as in ISO 8601, local without an offset; a date alone means noon."""
    try:
        moment = _read(text)
        is_possible = _FIRST <= moment.astimezone(UTC).year <= _LAST
    except (ValueError, OverflowError, OSError):
        is_possible = False
    if not is_possible:
        raise argparse.ArgumentTypeError(
            f"“{one_line(text)}” is no date and time; write it like 2017-04-12T10:00"
        )
    return moment


def _read(text: str) -> datetime:
    try:
        moment = datetime.combine(date.fromisoformat(text), _NOON)
    except ValueError:
        moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.astimezone()


def _minutes(text: str) -> int:
    minutes = minutes_of(text)
    if minutes is None:
        raise argparse.ArgumentTypeError(
            f"“{shortened(text)}” is no length of a session; write minutes from 1 to {MOST_MINUTES}"
        )
    return minutes


def _ready(options: argparse.Namespace) -> int:
    from deckapp.paths import review_folder
    from deckapp.rehearsal import LogError
    from deckapp.rehearsal.history import read_history
    from deckapp.rehearsal.readiness import SESSION_MINUTES, assess, meeting_moment

    deck = read_deck_file(options.deck).deck
    now = options.now or datetime.now().astimezone()
    meeting = options.at or meeting_moment(deck.meeting.date, now)
    try:
        history = read_history(review_folder(), options.deck, deck, now)
    except LogError as error:
        raise CommandError(str(error)) from None
    for notice in history.notices:
        say(notice)
    readiness = assess(deck, history.reviews, now, meeting, options.minutes or SESSION_MINUTES)
    if options.pdf is not None:
        _write(options.pdf, readiness, deck, options.deck)
    if options.json:
        print_json(_numbers(readiness))
    else:
        _print(readiness)
    return DONE


def _write(out: Path, readiness: "Readiness", deck: Deck, source: Path) -> None:
    from deckapp.printing import PAPERS, PrintError
    from deckapp.printing.readiness_sheet import write_readiness
    from deckapp.readiness_report import sheet_of

    sheet, revised = sheet_of(readiness, deck), readiness.now.date()
    try:
        missing = write_readiness(
            out, sheet, PAPERS["a4"], revised=revised, creator=CREATOR, source=source
        )
    except PrintError as error:
        raise CommandError(str(error)) from None
    lacks = f" The typeface lacks {' '.join(missing)}: a “?” stands there." if missing else ""
    say(f"{out} is written.{lacks}")


def _numbers(readiness: "Readiness") -> dict[str, object]:
    whole = readiness.whole
    return {
        "now": readiness.now.isoformat(),
        "meeting": readiness.meeting.isoformat() if readiness.meeting else None,
        "recall_now": whole.recall_now,
        "recall_at_meeting": whole.recall_at_meeting,
        "recall_with_plan": whole.recall_with_plan,
        "prompts": [
            {
                "id": line.prompt.id,
                "reviews": line.reviews,
                "stability": line.memory.stability if line.memory else None,
                "difficulty": line.memory.difficulty if line.memory else None,
                "recall_now": line.recall_now,
                "recall_at_meeting": line.recall_at_meeting,
                "changed": line.changed,
            }
            for line in readiness.lines
        ],
    }


def _print(readiness: "Readiness") -> None:
    """The readiness page, in lines of text."""
    from deckapp.readiness_texts import (
        advice,
        cue_of,
        days_left,
        is_new,
        meaning,
        numbers,
        place_of,
        recall_of,
        rehearsed,
    )

    _print_line(readiness.whole.name)
    for sentence in (days_left(readiness), rehearsed(readiness), advice(readiness)):
        if sentence:
            _print_line(sentence)
    if not readiness.lines:
        return
    headline = "; ".join(f"{each.value} {each.caption}".strip() for each in numbers(readiness))
    print()
    _print_line(f"{headline}. {meaning(readiness)}")
    print()
    for share in readiness.issues:
        _print_line(f"{_recall(share):>28}  {share.name}")
    if is_new(readiness):
        return
    print("\nThe weakest:")
    for line in readiness.weakest:
        _print_line(f"{recall_of(line):>28}  {cue_of(line)} ({place_of(line, readiness)})")


def _print_line(text: str) -> None:
    print(one_line(text.replace("\u00a0", " ")))


def _recall(share: "Share") -> str:
    from deckapp.readiness_texts import NO_TIME, percent

    if share.recall_at_meeting is None:
        return percent(share.recall_now)
    return f"{percent(share.recall_at_meeting)} → {percent(share.recall_with_plan, NO_TIME)}"
