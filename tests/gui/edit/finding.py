"""The panel that finds and replaces, with decks to look through, and what it asks for."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import Card, Deck, Edit, FollowUp, Hit, Issue
from deckapp.gui.edit.find_panel import FindPanel
from deckapp.gui.edit.hits_model import HitsModel

CARDS = (
    Card(
        id="gas",
        title="Nerve agent",
        position="We know.",
        counter="You know nothing.",
        counter_in={"ru": "Нет."},
        rebuttal="We know what we know.",
        follow_ups=(FollowUp(id="more", counter="No.", rebuttal="You know that."),),
    ),
    Card(id="jets", title="Jets", position="They KNOW."),
    Card(id="minsk", title="Minsk", position="Leave.", notes="unknown"),
)
DECK = Deck(title="Moscow", issues=(Issue(id="one", title="One", cards=CARDS),))
KNOWN = ["position", "counter", "rebuttal", "rebuttal", "follow_ups.more.rebuttal", "position"]
MANY = Deck(
    issues=(
        Issue(
            id="many",
            title="Many",
            cards=tuple(
                Card(id=f"card-{number}", title=f"Card {number}", notes="x x x x x x x x x x")
                for number in range(2_000)
            ),
        ),
    )
)


class Desk:
    """A panel with a deck, what it asked for, and the edits it asked for made."""

    def __init__(self, qtbot: QtBot, panel: FindPanel) -> None:
        self.qtbot, self.panel, self.deck = qtbot, panel, Deck()
        self.shown: list[str] = []
        self.edits: list[Edit] = []
        self.closed = 0
        panel.hit_chosen.connect(self._on_hit_chosen)
        panel.edit_wanted.connect(self._on_edit_wanted)
        panel.closed.connect(self._on_closed)

    def _on_hit_chosen(self, hit: Hit) -> None:
        self.shown.append(f"{hit.card}/{hit.path}/{hit.start}")

    def _on_edit_wanted(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.take(edit.apply(self.deck).deck)

    def _on_closed(self) -> None:
        self.closed += 1

    def take(self, deck: Deck) -> None:
        self.deck = deck
        self.panel.set_deck(deck)

    def wait_for(self, status: str) -> None:
        self.qtbot.waitUntil(
            lambda: (
                self.panel.status.plain().startswith(status)
                and not self.panel._searching.is_running
            )
        )

    def look_for(self, text: str, status: str) -> None:
        self.panel.find_box.setFocus()
        self.panel.find_box.clear()
        QTest.keyClicks(self.panel.find_box, text)
        self.wait_for(status)

    def row(self, number: int) -> int:
        """The row of a hit by its number, from 0."""
        rows = [row for row in range(self.panel.model.rowCount()) if self.panel.model.hit(row)]
        return rows[number]

    def untick(self, number: int) -> None:
        self.panel.list.setCurrentIndex(self.panel.model.index(self.row(number)))
        QTest.keyClick(self.panel.list, Qt.Key.Key_Space)


def paths(model: HitsModel) -> list[str]:
    """The paths of the hits that are listed."""
    return [hit.path for row in range(model.rowCount()) if (hit := model.hit(row))]
