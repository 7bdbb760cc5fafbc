"""What the pages of a run-through show: values, made from a RunThrough, a CutPlan or a Run."""

from collections import Counter
from collections.abc import Collection, Sequence
from math import ceil

from deckapp.cutting_texts import (
    FORMS,
    by_issue,
    clock,
    headline,
    to_drop,
    warning,
)
from deckapp.deck import CutPlan, Deck
from deckapp.deck.characters import shown
from deckapp.deck.cutting import Form
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.budget_bars import Budget
from deckapp.gui.widgets.fact_delegate import Cell
from deckapp.gui.widgets.fact_table import Facts
from deckapp.gui.widgets.readout import Reading
from deckapp.gui.widgets.warning_sign import Level
from deckapp.readiness_texts import brief, counted
from deckapp.rehearsal.run_through import ONCE, Lap, RunThrough
from deckapp.run_texts import planned_of

from .run_cut import CutView

_NEAR, _NEAR_OF_WHOLE = 0.2, 0.1
"""In the last part of a budget it is near its end; at least in the last seconds."""
_NEAR_SECONDS = 30
_FAR_OVER = 9.0
_KEYS = ("Space next", "P pause", "C cut", "Esc ends", "Backspace back")
_STANDING_KEYS = ("Space goes on", "C cut", "Esc ends", "Backspace back")
_CUTTING_KEYS = ("Return cuts", "Esc leaves it")


def level_of(left: float, budget: float, share: float = _NEAR) -> Level:
    """How near a budget is to its end, with so many seconds left of it."""
    whole = ceil(left)
    if whole < 0:
        return Level.OVER
    return Level.NEAR if whole <= max(_NEAR_SECONDS, share * budget) else Level.WITHIN


# The clocks


def issue_reading(run: RunThrough, *, stands: bool) -> Reading:
    """The time left of the present issue; `stands` is whether it waits to be gone on with."""
    lap = run.lap
    left, budget = (lap.planned - lap.actual, lap.planned) if lap is not None else (0.0, 0.0)
    caption = "This issue"
    if run.is_paused:
        caption = "Paused for a question"
    elif stands:
        caption = "Stands still"
    return _reading(caption, left, level_of(left, budget), stands=stands or run.is_paused)


def whole_reading(run: RunThrough, *, stands: bool) -> Reading:
    """The time left of the whole."""
    level = level_of(run.left, run.budget, _NEAR_OF_WHOLE)
    caption = "The whole" if run.minutes is None else f"Cut to {run.minutes:,} min"
    return _reading(caption, run.left, level, stands=stands or run.is_paused)


def _reading(caption: str, left: float, level: Level, *, stands: bool) -> Reading:
    whole = ceil(left)
    if whole < 0:
        return Reading(caption, f"+{clock(-whole)}", "over", level, stands)
    return Reading(caption, clock(whole), "left", level, stands)


# The bars


def budgets_of(
    laps: Sequence[Lap], present: int | None, plan: CutPlan | None, theme: Theme
) -> list[Budget]:
    """A bar for each lap; only the one at the present place is warned of as it nears its budget."""
    gone = _dropped(plan)
    budgets = []
    for place, lap in enumerate(laps):
        level = level_of(lap.planned - lap.actual, lap.planned)
        if level is Level.NEAR and place != present:
            level = Level.WITHIN
        is_dropped = lap.place in gone
        budgets.append(
            Budget(
                title=shown(brief(lap.title)) or "Untitled issue",
                colour=theme.muted if lap.place is None else theme.issue_colour(lap.place),
                share=_share(lap),
                told=f"{clock(int(lap.actual))} of {planned_of(lap)}",
                remark=_remark(lap, level, FORMS[Form.DROPPED] if is_dropped else ""),
                level=level,
                dropped=is_dropped,
            )
        )
    return budgets


def _share(lap: Lap) -> float:
    """What was taken of the plan; where nothing is planned, all of it or far more."""
    if not lap.planned:
        return _FAR_OVER if lap.actual >= 1 else 0.0
    return min(_FAR_OVER, lap.actual / lap.planned)


def _remark(lap: Lap, level: Level, usual: str) -> str:
    """By how much it is over or near its budget, else what is usual."""
    left = ceil(lap.planned - lap.actual)
    match level:
        case Level.OVER:
            return f"{clock(-left)} over"
        case Level.NEAR:
            return f"{clock(left)} left"
        case Level.WITHIN:
            return usual


def _dropped(plan: CutPlan | None) -> Collection[int | None]:
    """The issues of which nothing is said that was not said before."""
    points = plan.points if plan is not None else ()
    stays = {point.issue for point in points if point.form is not Form.DROPPED}
    return {point.issue for point in points} - stays


# In words


def about_text(run: RunThrough, note: str) -> str:
    """What was just done, how time counts, which questions were taken."""
    parts = [note] if note else []
    if run.is_apart:
        parts.append("ended in another window: kept here as a run of its own")
    if run.pace > ONCE:
        parts.append("interpreted: time counts twice")
    if run.questions:
        parts.append(f"{counted(run.questions, 'question')}, {clock(int(run.paused))}")
    return "  ·  ".join(parts)


def keys_of(run: RunThrough, *, stands: bool, cutting: bool) -> tuple[str, ...]:
    """The keys, what matters most first."""
    if cutting:
        return _CUTTING_KEYS
    keys = _STANDING_KEYS if stands or run.is_paused else _KEYS
    return (*keys, f"I interpreter {'off' if run.pace > ONCE else 'on'}")


# The cut


def cut_view(deck: Deck, plan: CutPlan) -> CutView:
    """What a cut would leave."""
    rows = tuple(
        (
            Cell(shown(item.title), _forms(Counter(point.form for point in item.points))),
            Cell(clock(item.seconds)),
        )
        for item in by_issue(deck, plan)
    )
    sentences = " ".join(filter(None, (headline(plan), warning(deck, plan))))
    return CutView(
        sentences, Facts(("What stays", "Time"), rows), tuple(map(shown, to_drop(deck, plan)))
    )


def _forms(count: Counter[Form]) -> str:
    """“2 in full, 1 dropped”; where all points of an issue have one form, only that."""
    if len(count) == 1:
        return FORMS[next(iter(count))]
    return ", ".join(f"{count[form]} {words}" for form, words in FORMS.items() if count[form])
