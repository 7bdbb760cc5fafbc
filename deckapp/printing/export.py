"""The two things to do with a deck on the way to paper. Heavy modules load when they are called."""

import datetime
from collections.abc import Callable
from pathlib import Path

from deckapp.deck import Deck

from .errors import ExportError, PreflightError
from .findings import Finding
from .layouts import LAYOUTS, layout_named
from .report import ExportReport
from .selection import Selection

_SUFFIX = ".pdf"
_WHOLE_DECK = Selection()


def preflight(
    deck: Deck,
    layout: str = LAYOUTS[0].id,
    *,
    revised: datetime.date,
    selection: Selection = _WHOLE_DECK,
) -> list[Finding]:
    """Everything that would stop an export, without writing anything; empty if nothing would.

    Raises UnknownNameError and EmptySelectionError as `export_pdf` does.
    """
    from .planning import plan
    from .preflight import findings

    return findings(plan(deck, layout_named(layout), revised, selection))


def export_pdf(
    deck: Deck,
    out: Path,
    layout: str = LAYOUTS[0].id,
    *,
    revised: datetime.date,
    selection: Selection = _WHOLE_DECK,
    source: Path | None = None,
    creator: str = "deckapp",
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Print the chosen cards of a deck to a PDF file, two pages to a card: front, then back.

    Cards are numbered within what is printed. `revised` is the date in the footer and in the
    metadata; no clock is read, so the same arguments give the same bytes. `source` is the file
    the deck came from: it is never overwritten. `creator` names the program with its version.

    `progress` is called with the cards done and the cards in all, first with none done;
    `cancelled` is asked before each card. Both run on the calling thread.

    Raises UnknownNameError, EmptySelectionError, PreflightError, ExportError and
    ExportCancelledError, all of them PrintErrors; an earlier file is then as it was.
    """
    from .planning import plan
    from .preflight import findings
    from .production import produce
    from .writing import replacing

    if out.suffix.lower() != _SUFFIX:
        kind = (
            f"“{out.suffix}” is not a format"
            if out.suffix
            else "A name without suffix has no format"
        )
        raise ExportError(f"{out}: {kind} that deckapp can write. End the name in “.pdf”.")
    planned = plan(deck, layout_named(layout), revised, selection)
    found = findings(planned)
    if found:
        raise PreflightError(found)
    with replacing(out, source) as file:
        cards = produce(planned, file, revised, creator, progress, cancelled)
    return ExportReport(out, cards)
