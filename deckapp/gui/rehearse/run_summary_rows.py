"""What the summary of a run-through shows: values, made of what its page on paper says."""

from collections.abc import Sequence

from deckapp.deck.characters import shown
from deckapp.gui.widgets.fact_delegate import Cell
from deckapp.gui.widgets.fact_table import Facts
from deckapp.gui.widgets.warning_sign import Level
from deckapp.printing.run_sheet import RunRow, RunSheet

from .run_summary import RunView

_ISSUE = "Issue"
_NBSP = "\u00a0"
_PLANNED = 0
"""The place of what was planned among the columns."""


def run_view(sheet: RunSheet, outcome: str) -> RunView:
    """What came of a run: the values of its page, with its difference in words."""
    now = [column for column in sheet.columns if not column.is_earlier]
    titles = [f"{column.name} {column.below}".rstrip() for column in sheet.columns]
    rows = (*sheet.rows, sheet.total)
    return RunView(
        outcome=outcome.capitalize(),
        level=Level.OVER if sheet.total.is_over else Level.WITHIN,
        sentences=(_headline(sheet), sheet.meaning, *sheet.notes),
        compared=Facts((_ISSUE, *titles), tuple(_row(row, "", row.values) for row in rows)),
        planned=Facts(
            (_ISSUE, *titles[: len(now)]),
            tuple(
                _row(row, _earlier(row.values[len(now) :]), row.values[: len(now)]) for row in rows
            ),
        ),
        narrow=Facts(
            (_ISSUE, *titles[_PLANNED + 1 : len(now)]),
            tuple(
                _row(row, _below(row, len(now)), row.values[_PLANNED + 1 : len(now)])
                for row in rows
            ),
        ),
    )


def _headline(sheet: RunSheet) -> str:
    """The numbers of the page in a sentence, but for the difference: “50:00 spoken, …”."""
    told = ", ".join(f"{number.value} {number.caption}" for number in sheet.numbers[:-1])
    return f"{told}."


def _row(row: RunRow, below: str, values: Sequence[str]) -> tuple[Cell, ...]:
    return Cell(shown(row.name), below), *(Cell(value.replace(" ", _NBSP)) for value in values)


def _below(row: RunRow, now: int) -> str:
    parts = (f"planned {row.values[_PLANNED]}", _earlier(row.values[now:]))
    return "; ".join(filter(None, parts))


def _earlier(values: Sequence[str]) -> str:
    return f"earlier {', '.join(values)}" if values else ""
