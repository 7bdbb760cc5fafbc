"""Beside the form: the card as it is printed, how long it takes, what is known of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, QSizeF, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from deckapp.deck import AvoidInForce, Deck
from deckapp.gui.jobs import Job, JobRunner
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.face_pictures import FacePictures
from deckapp.gui.widgets.lettering import frame, tint
from deckapp.gui.widgets.page_renderer import NO_PDF, PageRenderer, Pdf
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.wrapping_label import WrappingLabel
from deckapp.printing import Content, Layout, PrintError, render_card

from .insight import Insight, agenda_time, insight_of

_PAUSE_MILLISECONDS = 120


class Shown(NamedTuple):
    """A card by the indexes of its issue and in it."""

    deck: Deck
    issue: int
    card: int

    @property
    def id(self) -> str:
        """The id of the card."""
        return self.deck.issues[self.issue].cards[self.card].id


class SidePane(QWidget):
    """Shows what is known of a card; `layout_chosen` tells the id of another layout."""

    layout_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        runner: JobRunner,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runner = runner
        self._today = today
        self._avoid = AvoidInForce()
        self._shown: Shown | None = None
        self._job: Job | None = None
        self._refusal = ""
        """Why the card that is shown could not be rendered; said until it can."""
        self.layouts: dict[str, Layout] = {}
        self.layout_box = QComboBox()
        self.layout_box.setAccessibleName("Layout in which the card is shown")
        self.layout_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.layout_box.setMinimumContentsLength(10)
        self.layout_box.activated.connect(self._on_layout_chosen)
        self.pictures = FacePictures(theme, PageRenderer(runner, self))
        self.on_paper, self.to_say, self.agenda = (WrappingLabel() for _ in range(3))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(self.pictures)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.layout_box)
        layout.addWidget(self.on_paper)
        layout.addWidget(scrolling(inner), 1)
        layout.addWidget(self.to_say)
        layout.addWidget(self.agenda)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._render)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self.pictures.set_theme(theme)
        frame(self.layout_box, theme)
        if self._shown is not None:
            self.show_card(*self._shown)

    def set_layouts(self, layouts: Sequence[Layout], chosen: str) -> None:
        """Offer the layouts of cards."""
        self.layouts = {each.id: each for each in layouts if each.content is Content.CARDS}
        blocker = QSignalBlocker(self.layout_box)
        self.layout_box.clear()
        for each in self.layouts.values():
            self.layout_box.addItem(each.title, each.id)
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(chosen)))
        blocker.unblock()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown is not None:
            self._pause.start()  # nothing is rendered where it is not seen

    def show_card(self, deck: Deck, issue: int, card: int) -> Insight:
        """Say at once what is known of a card, and show it as it is printed a moment later."""
        shown = Shown(deck, issue, card)
        if self._shown is None or self._shown.id != shown.id:
            self._refusal = ""
        self._shown = shown
        insight = insight_of(deck, issue, card, self._layout(), self._avoid)
        wrong = bool(self._refusal) or insight.fit is None
        self._say(self.on_paper, self._refusal or insight.on_paper(), wrong=wrong)
        self._say(self.to_say, insight.to_say(), wrong=insight.is_too_long)
        self._say_agenda(deck)
        self.layout_box.show()
        self.pictures.setAccessibleDescription(insight.on_paper())
        self._pause.start()
        return insight

    def show_agenda(self, deck: Deck) -> None:
        """There is no card to show, only how long the issues take together."""
        self._shown = None
        self._pause.stop()
        self._give_up()
        for label in (self.on_paper, self.to_say):
            label.set_plain("")
        self.pictures.set_pdf(NO_PDF)
        self.layout_box.hide()
        self._say_agenda(deck)

    def _say_agenda(self, deck: Deck) -> None:
        time = agenda_time(deck)
        self._say(self.agenda, str(time), wrong=time.is_over)

    def _layout(self) -> Layout | None:
        return self.layouts.get(str(self.layout_box.currentData()))

    def _say(self, label: WrappingLabel, text: str, *, wrong: bool) -> None:
        """Say something; what is wrong is red and has a mark that is seen without colour."""
        tint(label, self._theme.red_line if wrong else self._theme.ink)
        label.set_plain(f"! {text}" if wrong else text)

    def _on_layout_chosen(self) -> None:
        self._refusal = ""
        self.layout_chosen.emit(str(self.layout_box.currentData()))
        if self._shown is not None:
            self.show_card(*self._shown)

    def _render(self) -> None:
        shown, layout, day = self._shown, self._layout(), self._today()
        self._give_up()
        if layout is None:
            self.pictures.set_pdf(NO_PDF)
        elif shown is not None and self.isVisible():
            self._job = self._runner.run(
                lambda _job: render_card(*shown, layout, day),
                lambda rendered: self._on_rendered(*rendered, layout),
                self._on_not_rendered,
            )

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_rendered(self, data: bytes, pages: int, layout: Layout) -> None:
        self._job = None
        if self._refusal and self._shown is not None:
            self._refusal = ""
            self.show_card(*self._shown)
        self.pictures.set_pdf(Pdf(data, pages, QSizeF(layout.face.width, layout.face.height)))

    def _on_not_rendered(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, PrintError):
            raise error
        self.pictures.set_pdf(NO_PDF)
        self._refusal = str(error)
        self._say(self.on_paper, self._refusal, wrong=True)
