"""One page that tells a chief of staff how ready the principal is. It knows no rehearsal.

The values here are texts and shares; whoever makes them decides on words and on rounding.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .geometry import Size
from .writing import check_name, replacing


@dataclass(frozen=True, slots=True)
class SheetNumber:
    """A large number and what it is; `is_words` where there is no number to tell."""

    value: str
    caption: str
    is_words: bool = False


@dataclass(frozen=True, slots=True)
class SheetShare:
    """An issue's bar: filled up to `solid`, hatched from there to `reach`, both from 0 to 1.

    `place` is the issue's in the agenda, from 0, for its colour; None for none. `values` are the
    numbers at the end of the bar, one for each of the sheet's captions.
    """

    name: str
    place: int | None
    solid: float
    reach: float
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Something to be recalled: what is asked, where it stands, how well it is recalled."""

    cue: str
    card: str
    recall: str


@dataclass(frozen=True, slots=True)
class SheetPoint:
    """The recall to expect, 0 to 1, without sessions and with them; `at` is 0 now, 1 on the day."""

    at: float
    without: float
    with_plan: float


@dataclass(frozen=True, slots=True)
class SheetSession:
    """A planned session: when in words and from 0 to 1, and what it holds."""

    when: str
    at: float
    holds: str


@dataclass(frozen=True, slots=True)
class ReadinessSheet:
    """All that stands on the page. `numbers` are also the names of the curve's lines, in order.

    Without `curve` there is none, nor are there `sessions`. `notes` stand below the numbers.
    """

    title: str
    marking: str
    meeting: str
    as_of: str
    language: str
    numbers: tuple[SheetNumber, ...]
    meaning: str
    caution: str
    notes: tuple[str, ...]
    shares: tuple[SheetShare, ...]
    lines: tuple[SheetLine, ...]
    recall: str
    curve: tuple[SheetPoint, ...] = ()
    end: str = ""
    sessions: tuple[SheetSession, ...] = ()


def write_readiness(
    path: Path,
    sheet: ReadinessSheet,
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
    from .readiness_painting import painted  # loads ReportLab

    page = painted(sheet, paper)
    title = f"{sheet.title} readiness"
    with replacing(path, source) as file:
        page.save(file, title, language=sheet.language, revised=revised, creator=creator)
    return tuple(sorted(page.pen.missing))
