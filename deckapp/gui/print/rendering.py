"""Rendering what was chosen, off the GUI thread; the latest wish wins."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from deckapp import __version__
from deckapp.deck import Problem, SourceDocument
from deckapp.gui.jobs import Job, JobRunner
from deckapp.printing import (
    EmptySelectionError,
    ExportReport,
    Finding,
    Layout,
    PreflightError,
    PrintError,
    Profile,
    export_pdf,
    layout_named,
    profile_named,
    render_pdf,
)

from .wishes import Wishes


class Rendered(NamedTuple):
    """A PDF in memory, what it holds, and the layout as it was applied."""

    data: bytes
    report: ExportReport
    layout: Layout
    wishes: Wishes


class Refused(NamedTuple):
    """Why there is nothing to be seen: a sentence, and what preflight found."""

    sentence: str
    findings: tuple[Finding, ...]


class Places(NamedTuple):
    """Where layouts and printer profiles lie."""

    layouts: tuple[Path, ...]
    printers: Path


class Rendering(QObject):
    """Renders a deck as wished, each time it is asked to; earlier work is given up."""

    rendered = Signal(object)
    refused = Signal(object)
    progressed = Signal(int, int)

    def __init__(
        self,
        runner: JobRunner,
        places: Places,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._places = places
        self._today = today
        self._job: Job | None = None

    def render(self, source: SourceDocument, problems: Sequence[Problem], wishes: Wishes) -> None:
        """Render; one of the signals tells what became of it, unless another wish comes first."""
        self.give_up()
        day = self._today()
        self._job = self._runner.run(
            lambda job: self._work(job, source, tuple(problems), wishes, day),
            self._on_rendered,
            self._on_error,
        )
        self._job.progressed.connect(self.progressed)

    @property
    def is_under_way(self) -> bool:
        """Whether something is being rendered."""
        return self._job is not None

    def give_up(self) -> None:
        """Stop what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def save(
        self,
        job: Job,
        source: SourceDocument,
        problems: Sequence[Problem],
        wishes: Wishes,
        out: Path,
    ) -> ExportReport:
        """Write a file; runs in a job, and gives the bytes that the command line gives."""
        layout, profile = self._look_up(wishes)
        return export_pdf(
            source.deck,
            out,
            layout,
            revised=self._today(),
            selection=wishes.selection(),
            options=wishes.options(profile, passphrase=True),
            problems=problems,
            source=source.path,
            creator=f"deckapp {__version__}",
            progress=job.report,
            cancelled=job.is_cancelled,
        )

    def _work(
        self,
        job: Job,
        source: SourceDocument,
        problems: Sequence[Problem],
        wishes: Wishes,
        day: date,
    ) -> Rendered:
        layout, profile = self._look_up(wishes)
        options = wishes.options(profile, passphrase=False)
        file = BytesIO()
        report = render_pdf(
            source.deck,
            file,
            layout,
            revised=day,
            selection=wishes.selection(),
            options=options,
            problems=problems,
            creator=f"deckapp {__version__}",
            progress=job.report,
            cancelled=job.is_cancelled,
        )
        return Rendered(file.getvalue(), report, options.applied_to(layout), wishes)

    def _look_up(self, wishes: Wishes) -> tuple[Layout, Profile | None]:
        """The layout and the profile, read anew: files may have changed since."""
        if wishes.is_nothing:
            raise EmptySelectionError("No card is ticked: tick what is to be printed.")
        layout = layout_named(wishes.layout, self._places.layouts)
        if not wishes.printer:
            return layout, None
        return layout, profile_named(wishes.printer, [self._places.printers])

    def _on_rendered(self, rendered: Rendered) -> None:
        self._job = None
        self.rendered.emit(rendered)

    def _on_error(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, PrintError):
            raise error
        if isinstance(error, PreflightError):
            self.refused.emit(Refused("The deck cannot be printed whole.", error.findings))
        else:
            self.refused.emit(Refused(str(error), ()))
