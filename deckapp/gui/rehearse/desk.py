"""What the Rehearse screen has besides the cards: drills, and how ready one is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deckapp.gui.theme import Themed
from deckapp.gui.widgets.message_bar import MessageBar

from .drill_desk import DrillDesk
from .readiness_desk import ReadinessDesk

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow


class RehearsalDesk(QObject):
    """Owns what drills and what tells readiness; `page_wanted` has a page of theirs to show."""

    page_wanted = Signal(object)
    edit_wanted = Signal(str, str)
    left = Signal()

    def __init__(self, window: "MainWindow", messages: MessageBar, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self.drill = DrillDesk(window, messages, folder)
        self.readiness = ReadinessDesk(window, messages, folder)
        self.pages = (self.drill.page, self.drill.summary, self.readiness.page)
        for desk in (self.drill, self.readiness):
            desk.page_wanted.connect(self.page_wanted)
            desk.edit_wanted.connect(self.edit_wanted)
        self.drill.left.connect(self.left)
        self.drill.readiness_wanted.connect(self.readiness.show)
        self.readiness.drill_wanted.connect(self.drill.start)

    def themed_parts(self) -> list[Themed]:
        """The parts that have colours of their own."""
        return list(self.pages)

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

    def close(self) -> None:
        """Leave a drill as it is, to go on with it the next time."""
        self.drill.close()
