"""The command that tells what to say when time is cut: agenda."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from deckapp.deck import read_deck_file

from .minutes import MOST_MINUTES, minutes_of, shortened
from .output import DONE, Commands, one_line, print_json, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deckapp.cutting_texts import PlannedAgendaItem
    from deckapp.deck import CutPlan, Deck

_EPILOG = """\
A must stays before a should, a should before a could; short forms stand for positions; red lines
are always said. docs/rehearsal.md tells how the best plan is found.

--json prints {"minutes", "seconds", "whole_seconds", "musts_need", "fits", "issues", "ready"}:
  minutes        as given, or null
  seconds        what the plan takes; whole_seconds what the agenda takes uncut
  musts_need     seconds for every must in its shortest form, and for all red lines
  fits           whether there is time for that
  issues         [{"id", "title", "priority", "seconds", "whole_seconds", "cards"}], each of cards
                 {"id", "title", "form", "seconds", "whole_seconds", "red_lines"}; a form is
                 "full", "short", "red lines" or "dropped"; contingency cards are left out
  ready          ids of contingency cards, held ready
"""


def add_agenda(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that tells what to say when time is cut."""
    agenda = commands.add_parser(
        "agenda",
        parents=[shared],
        help="tell what to say, and what to drop, when time is cut",
        description="Tell what each issue and card of a deck takes, or what stays of them and in "
        "which form when there is less time.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    agenda.add_argument("deck", type=Path, metavar="DECK", help="a deck file")
    agenda.add_argument(
        "--minutes", type=minutes_left, metavar="N", help="how long there is; the whole time if not"
    )
    agenda.add_argument("--json", action="store_true", help="print the plan as JSON")
    agenda.set_defaults(run=_agenda)


def minutes_left(text: str) -> int:
    """Minutes to which an agenda can be cut, as an argument."""
    minutes = minutes_of(text)
    if minutes is None:
        raise argparse.ArgumentTypeError(
            f"“{shortened(text)}” is no time for an agenda; write minutes from 1 to {MOST_MINUTES}"
        )
    return minutes


def _agenda(options: argparse.Namespace) -> int:
    from deckapp.deck import cut_agenda, whole_agenda

    document = read_deck_file(options.deck)
    if document.has_errors:
        say(f"{options.deck} has errors, so cards could be missing. See `deckapp check`.")
    deck, minutes = document.deck, options.minutes
    plan = whole_agenda(deck) if minutes is None else cut_agenda(deck, minutes * 60)
    if options.json:
        print_json(_numbers(deck, plan, minutes))
    else:
        _print(deck, plan, is_whole=minutes is None)
    return DONE


def _numbers(deck: "Deck", plan: "CutPlan", minutes: int | None) -> dict[str, object]:
    from deckapp.cutting_texts import by_issue, ready_cards

    return {
        "minutes": minutes,
        "seconds": plan.seconds,
        "whole_seconds": plan.whole_seconds,
        "musts_need": plan.musts_need,
        "fits": plan.fits,
        "issues": [_issue_numbers(deck, item) for item in by_issue(deck, plan)],
        "ready": [card.id for card in ready_cards(deck, plan)],
    }


def _issue_numbers(deck: "Deck", item: "PlannedAgendaItem") -> dict[str, object]:
    issue = deck.issues[item.place]
    return {
        "id": issue.id,
        "title": issue.title,
        "priority": issue.priority or None,
        "seconds": item.seconds,
        "whole_seconds": item.whole_seconds,
        "cards": [
            {
                "id": each.card.id,
                "title": each.card.title,
                "form": each.form.value,
                "seconds": each.seconds,
                "whole_seconds": each.whole_seconds,
                "red_lines": list(each.card.red_lines),
            }
            for each in item.cards
        ],
    }


def _print(deck: "Deck", plan: "CutPlan", *, is_whole: bool) -> None:
    """The plan in lines of text."""
    from deckapp.cutting_texts import (
        by_issue,
        headline,
        ready_cards,
        to_drop,
        trigger_and_title,
        warning,
        whole_headline,
    )

    _print_line(whole_headline(deck, plan) if is_whole else headline(plan))
    if sentence := warning(deck, plan):
        _print_line(sentence)
    for item in by_issue(deck, plan):
        if item.said:
            _print_issue(deck, item, is_whole=is_whole)
    _print_list("Drop:", to_drop(deck, plan))
    _print_list("Ready if needed:", map(trigger_and_title, ready_cards(deck, plan)))


def _print_issue(deck: "Deck", item: "PlannedAgendaItem", *, is_whole: bool) -> None:
    from deckapp.cutting_texts import (
        FORMS,
        clock,
        condition_of,
        red_lines_of,
        short_of,
        title_of,
        whole_time,
    )

    priority = f" ({item.priority})" if item.priority else ""
    time = (
        whole_time(deck, item) if is_whole else f"{clock(item.seconds)} of {whole_time(deck, item)}"
    )
    print()
    _print_line(f"{item.place + 1} · {item.title}{priority}: {time}")
    for point in item.said:
        form = "" if is_whole else f"{FORMS[point.form]:<16}"
        _print_line(f"{clock(point.seconds):>7}  {form}{title_of(deck, point)}")
        condition, short = condition_of(point), short_of(point)
        below = [f"Only if: {condition}"] if condition else []
        below += [short] if short else []
        below += [f"Red line: {line}" for line in red_lines_of(point)]
        for line in below:
            _print_line(" " * (9 + len(form)) + line)


def _print_list(heading: str, lines: "Iterable[str]") -> None:
    for number, line in enumerate(lines):
        if not number:
            print(f"\n{heading}")
        _print_line(f"  {line}")


def _print_line(text: str) -> None:
    print(one_line(text))
