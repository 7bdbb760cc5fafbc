"""What the Rehearse screen has besides the cards: ways to rehearse, and how ready one is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from deckapp.deck import Deck
from deckapp.gui.theme import Themed
from deckapp.gui.voice.voice_desk import VoiceDesk
from deckapp.gui.widgets.message_bar import MessageBar

from .board_desk import BoardDesk
from .drill_desk import DrillDesk
from .faces import languages_of
from .readiness_desk import ReadinessDesk
from .run_desk import RunDesk

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Way:
    """A way to rehearse: where `ActionSpec.on` says its actions are, and its page.

    `handlers` are those of actions that do something else on each page.
    """

    place: str
    page: QWidget
    is_under_way: Callable[[], bool]
    go_on: Callable[[], object]
    handlers: Mapping[str, Callable[[], object]]


class RehearsalDesk(QObject):
    """Owns the ways to rehearse; `page_wanted` has a page of theirs to show."""

    page_wanted = Signal(object)
    edit_wanted = Signal(str, str)
    left = Signal()

    def __init__(self, window: "MainWindow", messages: MessageBar, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self.drill = DrillDesk(window, messages, folder)
        self.readiness = ReadinessDesk(window, messages, folder)
        self.voice = VoiceDesk(window, messages, lambda: _languages(window.document.deck))
        self.board = BoardDesk(window, messages, folder, self.voice, self.drill)
        self.run = RunDesk(window, messages, folder)
        self.ways = _ways(self.drill, self.board, self.run)
        self._last = self.ways[0]
        self.pages = (
            self.drill.page,
            self.board.page,
            self.run.page,
            self.drill.summary,
            self.readiness.page,
            self.voice.page,
            self.board.start_page,
            self.run.summary,
        )
        for desk in (self.drill, self.readiness, self.voice, self.board, self.run):
            desk.page_wanted.connect(self._on_page_wanted)
        self.drill.edit_wanted.connect(self.edit_wanted)
        self.readiness.edit_wanted.connect(self.edit_wanted)
        for leaving in (self.drill, self.board, self.run):
            leaving.left.connect(self.left)
        self.voice.left.connect(self._on_voice_left)
        self._before_voice: QWidget | None = None
        self.drill.readiness_wanted.connect(self.readiness.show)
        self.readiness.drill_wanted.connect(self.drill.start)

    def themed_parts(self) -> list[Themed]:
        """The parts that have colours of their own."""
        return [*self.pages, *self.board.themed_parts()]

    def way_at(self, page: QWidget | None) -> Way | None:
        """The way to rehearse whose page that is."""
        return next((way for way in self.ways if way.page is page), None)

    def go_on(self) -> bool:
        """Go on with what was under way last; whether anything is."""
        for way in (self._last, *self.ways):
            if way.is_under_way():
                way.go_on()
                return True
        return False

    def _on_page_wanted(self, page: QWidget) -> None:
        if page is self.voice.page:
            self._before_voice = self._window.screens.currentWidget()
        self._last = self.way_at(page) or self._last
        self.page_wanted.emit(page)

    def _on_voice_left(self) -> None:
        """Go back to where voice and recording were asked for."""
        before = self._before_voice
        if before is not None and before is not self.voice.page:
            self.page_wanted.emit(before)
        else:
            self.left.emit()

    def practise_card(self) -> None:
        """Practise what there is to say on the card at hand."""
        present = self._window.rehearse.present_id()
        self.drill.practise(lambda prompt: bool(present) and prompt.card == present)

    def practise_issue(self) -> None:
        """Practise what there is to say on the issue of the card at hand."""
        present = self._window.rehearse.present_id()
        issues = ({card.id for card in issue.cards} for issue in self._window.document.deck.issues)
        ids = next((ids for ids in issues if present in ids), set[str]()) - {""}
        self.drill.practise(lambda prompt: prompt.card in ids)

    def move(self, old: Path, new: Path) -> None:
        """Go on with what is under way, of a deck that lies in another file from now on."""
        for desk in (self.drill, self.board, self.run):
            if desk.path == old:
                desk.path = new

    def close(self) -> None:
        """Leave what is under way as it is, to go on with it the next time."""
        self.drill.close()
        self.board.close()
        self.run.close()
        self.voice.close()


def _ways(drill: DrillDesk, board: BoardDesk, run: RunDesk) -> tuple[Way, ...]:
    return (
        Way(
            "drill",
            drill.page,
            lambda: drill.is_under_way,
            drill.show,
            {
                "reveal": drill.reveal,
                "step_back": drill.step_back,
                "change_language": drill.change_language,
                "end_rehearsal": drill.finish,
            },
        ),
        Way(
            "board",
            board.page,
            lambda: board.is_under_way,
            board.show,
            {
                "reveal": board.reveal,
                "step_back": board.step_back,
                "change_language": board.change_language,
                "pause": board.toggle_pause,
                "end_rehearsal": board.finish,
            },
        ),
        Way(
            "run",
            run.page,
            lambda: run.is_under_way,
            run.start,
            {
                "reveal": run.next,
                "step_back": run.back,
                "next_card": run.next,
                "previous_card": run.back,
                "pause": run.toggle_pause,
                "end_rehearsal": run.finish,
            },
        ),
    )


def _languages(deck: Deck) -> list[str]:
    """The languages in which a deck has counters, its own first."""
    tags = dict.fromkeys([deck.language])
    for _, card in deck.cards():
        tags |= dict.fromkeys(languages_of(card))
    return [tag for tag in tags if tag]
