"""What to do with a deck on the way to paper. Heavy modules load when they are called."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from deckapp.deck import Deck, Problem
from deckapp.deck.garbage import no_garbage_collection

from .errors import PreflightError
from .findings import Finding
from .layouts import Layout
from .options import PrintOptions
from .report import ExportReport
from .selection import Selection

_WHOLE_DECK = Selection()
_AS_THE_LAYOUT_SAYS = PrintOptions()


def preflight(
    deck: Deck,
    layout: Layout,
    *,
    revised: datetime.date,
    selection: Selection = _WHOLE_DECK,
    options: PrintOptions = _AS_THE_LAYOUT_SAYS,
    problems: Sequence[Problem] = (),
) -> list[Finding]:
    """Everything to know before printing, without writing anything: what stops it comes first.

    `problems` are those that `deckapp.deck.lint` found; the ones that matter on paper are among
    the findings. Raises as `export_pdf` does for what was chosen.
    """
    from .planning import plan
    from .preflight import continued, errors, warnings

    planned = plan(deck, layout, revised, selection, options)
    stopping = errors(planned)
    going_on = [] if stopping else continued(planned)
    return [*stopping, *going_on, *warnings(planned, problems)]


def export_pdf(
    deck: Deck,
    out: Path,
    layout: Layout,
    *,
    revised: datetime.date,
    selection: Selection = _WHOLE_DECK,
    options: PrintOptions = _AS_THE_LAYOUT_SAYS,
    problems: Sequence[Problem] = (),
    source: Path | None = None,
    creator: str = "deckapp",
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Print the chosen cards of a deck to a PDF file in some layout, as `render_pdf` does.

    `source` is the file the deck came from: it is never overwritten. Raises ExportError, too; an
    earlier file is then as it was.
    """
    from .writing import check_name, replacing

    check_name(out)
    with replacing(out, source) as file:
        report = render_pdf(
            deck,
            file,
            layout,
            revised=revised,
            selection=selection,
            options=options,
            problems=problems,
            creator=creator,
            progress=progress,
            cancelled=cancelled,
        )
    return replace(report, path=out)


def render_pdf(
    deck: Deck,
    file: BinaryIO,
    layout: Layout,
    *,
    revised: datetime.date,
    selection: Selection = _WHOLE_DECK,
    options: PrintOptions = _AS_THE_LAYOUT_SAYS,
    problems: Sequence[Problem] = (),
    creator: str = "deckapp",
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the PDF of the chosen cards of a deck in some layout to an empty binary file.

    Cards are numbered within what is printed. `revised` is the date in the footer and in the
    metadata; no clock is read, so the same arguments give the same bytes (but for those of a file
    with a passphrase). `problems` are those of lint, as for `preflight`. `creator` names the
    program with its version.

    `progress` is called with the cards done and the cards in all, first with none done;
    `cancelled` is asked before each card. Both run on the calling thread.

    Raises UnknownNameError, EmptySelectionError, OptionError, FontError, PreflightError and
    ExportCancelledError, all of them PrintErrors.
    """
    from .planning import plan
    from .preflight import errors, goes_on, warnings
    from .production import produce

    if options.passphrase:
        from .protecting import check

        check(options.passphrase)
    with no_garbage_collection():
        planned = plan(deck, layout, revised, selection, options)
        stopping = errors(planned)
        if stopping:
            raise PreflightError(stopping)
        findings = warnings(planned, problems)
        plain = BytesIO() if options.passphrase else file
        produced = produce(planned, plain, revised, creator, progress, cancelled)
        going_on = [goes_on(planned, card) for card in produced.cards if card.continued]
        # Freed card by card: all at once, or by the collector, would hold up every other thread.
        pieces = list(planned.pieces)
        del planned
        while pieces:
            pieces.pop()
    if isinstance(plain, BytesIO) and options.passphrase:
        from .protecting import protect

        protect(plain, file, options.passphrase)
    return ExportReport(
        path=None,
        layout=layout.id,
        content=layout.content,
        cards=produced.cards,
        pages=produced.pages,
        sheets=produced.sheets,
        two_sided=produced.two_sided,
        findings=(*going_on, *findings),
    )
