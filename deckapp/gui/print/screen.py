"""The Print screen: choose a layout, see the paper, mend what preflight finds, print."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Problem, SourceDocument
from deckapp.gui.overriding import override
from deckapp.gui.settings import Settings
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.page_renderer import NO_PDF, PageRenderer, Pdf, Picture
from deckapp.gui.widgets.paper_view import Look, PaperView
from deckapp.gui.widgets.sheet_strip import SheetStrip
from deckapp.printing import Finding, Fold, Layout, find_layouts, find_profiles

from .findings_list import FindingsList
from .layout_picker import LayoutPicker
from .options_form import OptionsForm
from .rendering import Places, Refused, Rendered, Rendering
from .sheets import place_of, stack_of
from .status_row import StatusRow
from .wishes import Wishes

_PAUSE = 40
"""Milliseconds in which further changes are waited for."""
_ZOOMS = ((0.0, "Fit"), (0.5, "50 %"), (1.0, "100 %, actual size"), (2.0, "200 %"))


class PrintScreen(QWidget):
    """Shows what would be printed of the present deck, as it is chosen.

    `card_wanted` tells the id of a card to go to in the agenda; the buttons' signals are for
    whoever saves and prints.
    """

    card_wanted = Signal(str)
    save_wanted = Signal()
    open_wanted = Signal()
    print_wanted = Signal()
    calibrate_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        rendering: Rendering,
        renderer: PageRenderer,
        places: Places,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._rendering = rendering
        self._places = places
        self._layouts: dict[str, Layout] = {}
        self._source: SourceDocument | None = None
        self._problems: Sequence[Problem] = ()
        self._broken: list[str] = []
        self.rendered: Rendered | None = None
        self._seen: object = None
        self._wants_print = False
        self.picker = LayoutPicker(theme)
        self.form = OptionsForm(theme)
        self.paper = PaperView(theme, renderer)
        self.strip = SheetStrip(theme, renderer)
        self.findings = FindingsList()
        self.status = StatusRow()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._render)
        self._place_parts()
        self.set_theme(theme)
        self.picker.chosen.connect(self._on_layout_chosen)
        self.picker.favourites_changed.connect(self._on_favourites_changed)
        self.form.changed.connect(self._pause.start)
        self.paper.sheet_shown.connect(self._on_sheet_shown)
        self.strip.chosen.connect(self.paper.show_sheet)
        rendering.rendered.connect(self._on_rendered)
        rendering.refused.connect(self._show_refusal)
        rendering.progressed.connect(self.status.set_progress)
        self.status.stopped.connect(self._on_stopped)
        renderer.page_rendered.connect(self._on_page_rendered)

    def _place_parts(self) -> None:
        options = QScrollArea()
        options.setWidget(self.form)
        options.setWidgetResizable(True)
        options.setFrameShape(QScrollArea.Shape.NoFrame)
        options.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self._layouts_with_hint())
        left.addWidget(options)
        left.setMinimumWidth(230)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 8, 8, 8)
        column.addLayout(self._view_bar())
        column.addWidget(self.paper, 1)
        column.addWidget(self.strip)
        column.addWidget(self.status)
        self.findings.chosen.connect(self._on_finding_chosen)
        self.findings.activated_finding.connect(self._on_finding_activated)
        column.addWidget(self.findings)
        column.addLayout(self._buttons())
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([270, 700])
        split.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(split)
        self.setFocusProxy(self.picker)

    def _layouts_with_hint(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        hint = QLabel("F: favourite, shown first")
        hint.setEnabled(False)
        column.addWidget(self.picker, 1)
        column.addWidget(hint)
        return part

    def _view_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        self.look, self.zoom = QComboBox(), QComboBox()
        for look, words in (
            (Look.SIDES, "Both sides"),
            (Look.LIGHT, "Hold to the light"),
            (Look.FOLDED, "Folded"),
        ):
            self.look.addItem(words, look)
        for zoom, words in _ZOOMS:
            self.zoom.addItem(words, zoom)
        self.look.setAccessibleName("How sheets are shown")
        self.zoom.setAccessibleName("Zoom")
        self.look.currentIndexChanged.connect(self._on_look_changed)
        self.zoom.currentIndexChanged.connect(self._on_zoom_changed)
        self.back, self.forth = QPushButton("‹"), QPushButton("›")
        self.back.setAccessibleName("Previous sheet")
        self.forth.setAccessibleName("Next sheet")
        self.back.clicked.connect(lambda: self.paper.show_sheet(self.paper.sheet - 1))
        self.forth.clicked.connect(lambda: self.paper.show_sheet(self.paper.sheet + 1))
        self.where = QLabel()
        for part in (self.look, self.zoom):
            bar.addWidget(part)
        bar.addStretch(1)
        for button in (self.back, self.forth):
            button.setFixedWidth(36)
        bar.addWidget(self.back)
        bar.addWidget(self.where)
        bar.addWidget(self.forth)
        return bar

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.calibrate = QPushButton("Ca&librate printer…")
        self.open = QPushButton("Open in vie&wer")
        self.save = QPushButton("&Save PDF…")
        self.print = QPushButton("&Print…")
        self.open.clicked.connect(self.open_wanted)
        self.calibrate.clicked.connect(self.calibrate_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.print.clicked.connect(self._on_print)
        self.print.setDefault(True)
        row.addWidget(self.calibrate)
        row.addStretch(1)
        row.addWidget(self.open)
        row.addWidget(self.save)
        row.addWidget(self.print)
        return row

    # What to show

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.panel))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.picker.set_theme(theme)
        self.paper.set_theme(theme)
        self.strip.set_theme(theme)
        self.form.set_theme(theme)

    def set_deck(self, source: SourceDocument, problems: Sequence[Problem]) -> None:
        """Print another deck, or the same one changed; rendered once the screen is seen."""
        new = self._source is None or self._source.path != source.path
        self._source, self._problems = source, problems
        if new:
            self.form.reset()
        self.form.set_deck(source.deck)
        if new:
            self._look_for_layouts()
            known = self._settings.print_layout(source.path) if source.path else ""
            self.picker.choose(known if known in self._layouts else Wishes().layout)
        if self.isVisible():
            self._render()

    def wishes(self) -> Wishes:
        """What is chosen at present."""
        return self.form.wishes(self.picker.present() or Wishes().layout)

    def refresh(self) -> None:
        """Look for layouts and printers again, and render anew."""
        self._look_for_layouts()
        self._render()

    def _look_for_layouts(self) -> None:
        """List layouts and printers; what was added or broken meanwhile is noticed."""
        found, errors = find_layouts(self._places.layouts)
        self._layouts = {layout.id: layout for layout in found}
        self.picker.set_layouts(found, self._settings.favourites)
        if not self.picker.present():
            self.picker.choose(Wishes().layout)
        self.form.set_printers(find_profiles([self._places.printers]))
        self._broken = [str(error).splitlines()[0] for error in errors]
        self._seen = _signature(self._places)

    def look_again(self) -> None:
        """Refresh, if a layout or a printer's profile changed on disk while the screen is seen."""
        if self.isVisible() and self._seen != _signature(self._places):
            self.refresh()

    def _render(self) -> None:
        self._pause.stop()
        if self._source is None:
            return
        if self._source.has_errors:
            self._rendering.give_up()
            self._wants_print = False
            self._show_refusal(
                Refused(
                    "The deck has errors, so cards could be missing on paper. Mend them: F8.", ()
                )
            )
            return
        layout = self._layouts.get(self.picker.present())
        if layout is not None:
            self.form.set_layout(layout)
        self.status.wait()
        self._rendering.render(self._source, self._problems, self.wishes())

    # What becomes of it

    def _on_rendered(self, rendered: Rendered) -> None:
        self.rendered = rendered
        report, layout = rendered.report, rendered.layout
        stack = stack_of(rendered)
        size = QSizeF(layout.paper.width, layout.paper.height)
        pdf = Pdf(rendered.data, report.pages, size)
        self.paper.set_pdf(pdf, stack)
        self.strip.set_pdf(pdf, stack.sides)
        self.strip.set_sheet(self.paper.sheet)
        self.strip.setVisible(self.paper.sheets > 1)
        folded = layout.fold is Fold.POCKET
        self.look.model().item(2).setEnabled(folded)  # type: ignore[attr-defined]  # a standard model
        if not folded and self.look.currentData() is Look.FOLDED:
            self.look.setCurrentIndex(0)
        sheets = f"{report.sheets} sheet" if report.sheets == 1 else f"{report.sheets} sheets"
        sided = "double-sided" if report.two_sided else "one-sided"
        self.status.say(f"{sheets}, {sided}. Print at 100 %.")
        self.findings.show_findings(report.findings, self._broken, is_refused=False)
        for button in (self.open, self.save, self.print):
            button.setEnabled(True)
        if self._wants_print:
            self._on_print()

    def _on_page_rendered(self, picture: Picture) -> None:
        if picture.image.isNull():
            self.status.say("Pages cannot be shown: this Qt lacks its PDF part. Save the PDF.")

    def _show_refusal(self, refused: Refused) -> None:
        self.rendered = None
        self._wants_print = False
        self.paper.clear()
        self.strip.set_pdf(NO_PDF, 1)
        self.strip.hide()
        self.where.clear()
        self.status.say(refused.sentence)
        self.findings.show_findings(refused.findings, self._broken, is_refused=True)
        for button in (self.open, self.save, self.print):
            button.setEnabled(False)

    def _on_stopped(self) -> None:
        self._rendering.give_up()
        self._show_refusal(Refused("The preview was stopped. Choose fewer cards, or save.", ()))
        for button in (self.open, self.save):
            button.setEnabled(True)

    # What the user does

    def _on_layout_chosen(self, id_: str) -> None:
        if self._source is not None and self._source.path is not None:
            self._settings.set_print_layout(self._source.path, id_)
        self._pause.start()

    def _on_favourites_changed(self) -> None:
        self._settings.favourites = self.picker.favourites

    def _on_look_changed(self) -> None:
        self.paper.set_look(self.look.currentData())

    def _on_zoom_changed(self) -> None:
        self.paper.set_zoom(float(self.zoom.currentData()))

    def _on_sheet_shown(self, sheet: int) -> None:
        self.strip.set_sheet(sheet)
        self.where.setText(f"Sheet {sheet + 1} of {self.paper.sheets}")
        self.back.setEnabled(sheet > 0)
        self.forth.setEnabled(sheet + 1 < self.paper.sheets)

    def _on_print(self) -> None:
        """Print what is chosen: if that is still being rendered, as soon as it is there."""
        self._wants_print = self._pause.isActive() or self._rendering.is_under_way
        if not self._wants_print:
            self.print_wanted.emit()

    def _on_finding_chosen(self, finding: Finding) -> None:
        """Show the card it is about, on its back if that is where the field stands."""
        place = place_of(finding, self.rendered) if self.rendered is not None else None
        if place is not None:
            self.paper.show_place(*place)

    def _on_finding_activated(self, finding: Finding) -> None:
        if finding.card:
            self.card_wanted.emit(finding.card)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageDown:
            self.paper.show_sheet(self.paper.sheet + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.paper.show_sheet(self.paper.sheet - 1)
        else:
            super().keyPressEvent(event)


def _signature(places: Places) -> object:
    """Changes when a layout or a printer's profile does."""
    files = [
        file for folder in (*places.layouts, places.printers) for file in folder.glob("*.yaml")
    ]
    states = []
    for file in sorted(files):
        with suppress(OSError):
            found = file.stat()
            states.append((file, found.st_mtime_ns, found.st_size))
    return states
