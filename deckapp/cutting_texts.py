"""The cut plan in words, the same for the window and the command line. No Qt, nothing heavy."""

from deckapp.deck import CutPlan, Deck, Form, issue_seconds
from deckapp.deck.cutting_words import (
    PlannedAgendaItem,
    by_issue,
    clock,
    condition_of,
    counted,
    minutes_up,
    ready_cards,
    red_lines_of,
    short_of,
    time_in_words,
    title_of,
    to_drop,
    trigger_and_title,
    warning,
    whole_time,
)

__all__ = [
    "FORMS",
    "NOTHING_TO_SAY",
    "PlannedAgendaItem",
    "by_issue",
    "clock",
    "condition_of",
    "headline",
    "ready_cards",
    "red_lines_of",
    "short_of",
    "time_in_words",
    "title_of",
    "to_drop",
    "trigger_and_title",
    "warning",
    "whole_headline",
    "whole_time",
]

FORMS = {
    Form.FULL: "in full",
    Form.SHORT: "in one breath",
    Form.RED_LINES: "red lines only",
    Form.DROPPED: "dropped",
}
"""What is done with a point, in two or three words."""
NOTHING_TO_SAY = (
    "There is nothing to plan: the deck has no point to make. Add a card, or give an issue minutes."
)


# Sentences


def headline(plan: CutPlan) -> str:
    """How many points stay, and in which form."""
    total = len(plan.points)
    if not total:
        return NOTHING_TO_SAY
    full, short, lines, dropped = (
        sum(point.form is form for point in plan.points) for form in FORMS
    )
    what = f"{_points(full + short, total)} in {time_in_words(plan.budget)}"
    if full == total:
        return f"{what}, in full."
    if full or short:
        forms = ((full, FORMS[Form.FULL]), (short, FORMS[Form.SHORT]))
        what += ": " + ", ".join(f"{count:,} {words}" for count, words in forms if count)
    gone = [f"of {lines:,} only the red lines are said"] if lines else []
    gone += [f"{dropped:,} {'is' if dropped == 1 else 'are'} dropped"] if dropped else []
    return "; ".join([what, *gone]) + "."


def whole_headline(deck: Deck, plan: CutPlan) -> str:
    """What the agenda takes uncut, of a plan that cuts nothing."""
    if not plan.points:
        return NOTHING_TO_SAY
    estimated = any(issue_seconds(deck, deck.issues[point.issue])[1] for point in plan.points)
    about = "about " if estimated else ""
    points = counted(len(plan.points), "point")
    return f"The whole agenda: {points} in {about}{minutes_up(plan.whole_seconds)}."


def _points(stay: int, total: int) -> str:
    """Who stays: “All 5 points stay”, “1 of 5 points stays”, “No point stays”."""
    if stay == total:
        return "The only point stays" if total == 1 else f"All {total:,} points stay"
    if not stay:
        return "No point stays"
    return f"{stay:,} of {total:,} points {'stays' if stay == 1 else 'stay'}"
