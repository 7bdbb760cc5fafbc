"""One page that tells how a run through the agenda went. It knows no rehearsal.

The values here are texts and shares; whoever makes them decides on words and on rounding.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .geometry import Size
from .readiness_sheet import SheetNumber
from .writing import check_name, replacing


@dataclass(frozen=True, slots=True)
class RunColumn:
    """What the numbers of a column are, on two lines; `is_earlier` for those of another run."""

    name: str
    below: str = ""
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class RunRow:
    """An issue: its bar is as long as `actual`, with a line at `planned`, hatched beyond it.

    Both are shares of the longest bar, from 0 to 1. `place` is the issue's in the agenda, from 0,
    for its colour; None for none. `values` has a text for each column, and `is_over` is whether
    that of the difference is more than planned.
    """

    name: str
    place: int | None
    planned: float
    actual: float
    values: tuple[str, ...]
    is_over: bool


@dataclass(frozen=True, slots=True)
class RunSheet:
    """All that stands on the page. `notes` stand below the numbers, `legend` below the rows."""

    title: str
    marking: str
    meeting: str
    as_of: str
    language: str
    numbers: tuple[SheetNumber, ...]
    meaning: str
    notes: tuple[str, ...]
    columns: tuple[RunColumn, ...]
    rows: tuple[RunRow, ...]
    total: RunRow
    legend: str
    caution: str


def write_run(
    path: Path,
    sheet: RunSheet,
    paper: Size,
    *,
    revised: date,
    creator: str = "deckapp",
    source: Path | None = None,
) -> tuple[str, ...]:
    """Write the page as PDF; return the characters that the typeface lacks, drawn as “?”.

    An existing file is replaced in one step: ask before. `source` is the deck, which is never
    replaced. Raises ExportError where the file cannot be written, OptionError where the marking
    is too long for a page.
    """
    check_name(path)
    from .run_painting import painted  # loads ReportLab

    page = painted(sheet, paper)
    title = f"{sheet.title} run-through"
    with replacing(path, source) as file:
        page.save(file, title, language=sheet.language, revised=revised, creator=creator)
    return tuple(sorted(page.pen.missing))
