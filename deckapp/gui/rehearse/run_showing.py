"""Putting a run-through on its page."""

from deckapp.deck import Deck
from deckapp.rehearsal.run_through import RunThrough

from .run_faces import nothing_left, run_face
from .run_page import RunPage
from .run_rows import about_text, budgets_of, issue_reading, keys_of, whole_reading


def show_run(page: RunPage, run: RunThrough, deck: Deck, *, stands: bool, note: str) -> None:
    """Show the present point of a run through a deck, and the time.

    `stands` is whether it waits to be gone on with, `note` what was just done.
    """
    point = run.point
    if point is None:
        page.show_point(nothing_left(page.theme.muted))
    else:
        number = f"{run.place + 1:,} of {len(run.points):,}"
        colour = page.theme.issue_colour(point.issue)
        issue, form = deck.issues[point.issue], run.form_of(point)
        page.show_point(run_face(issue, point.card, form, number, colour))
    show_times(page, run, stands=stands, note=note)


def show_times(page: RunPage, run: RunThrough, *, stands: bool, note: str) -> None:
    """Show the time that is left, and what each issue took."""
    page.tell(about_text(run, note), keys_of(run, stands=stands, cutting=page.is_cutting))
    laps, present = run.laps, run.lap
    place = None if present is None else laps.index(present)
    page.show_budgets(budgets_of(laps, place, run.cut_plan, page.theme), place)
    page.show_times(issue_reading(run, stands=stands), whole_reading(run, stands=stands))
