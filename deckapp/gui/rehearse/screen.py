"""The Rehearse screen, brief mode: the cards in agenda order, revealed step by step."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from deckapp.deck import Deck
from deckapp.gui.theme import StyleHints, Theme
from deckapp.gui.widgets.blocks import Face
from deckapp.gui.widgets.card_view import CardView

from .faces import face_of, languages_of
from .walk import Place, Stop, nearest, next_place, previous_place, stops_of

if TYPE_CHECKING:
    from .foot import Foot


_FOOT_SPACE = 42


class RehearseScreen(QWidget):
    """Shows one card of a deck at a time; `card_shown` tells which, from 0.

    `still` switches the turning of cards off, whatever the system wishes. The foot is added by
    `furnish`, once the first card is painted; room is kept for it.
    """

    card_shown = Signal(int)

    def __init__(
        self, theme: Theme, family: str, hints: StyleHints, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints = hints
        self._deck = Deck()
        self._stops: list[Stop] = []
        self._face: Face | None = None
        self._language = ""
        self._point_size = self.font().pointSizeF()
        self.place = Place()
        self.still = False
        self.card = CardView(theme, family)
        self.card.clicked.connect(self.reveal)
        self.foot: Foot | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.card, 1)
        self._room = QSpacerItem(0, self._foot_height())
        self._column.addItem(self._room)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.card)
        self.set_theme(theme)

    def furnish(self) -> None:
        """Add the foot, and what the card needs to be gone about with."""
        from .foot import Foot

        self.card.furnish()
        self.foot = Foot(self._theme, self)
        self.foot.card_chosen.connect(self.go_to)
        self.foot.setFixedHeight(self._foot_height())
        self._column.takeAt(1)
        self._column.addWidget(self.foot)
        if self._stops:
            self._set_stretches()
            self._show_foot()

    def _foot_height(self) -> int:
        """Three lines, the strip, and the space between: the foot's height, there or not yet."""
        return 3 * self.fontMetrics().lineSpacing() + _FOOT_SPACE

    # What to show

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        self.card.set_theme(theme)
        if self.foot is not None:
            self.foot.set_theme(theme)
        if self._stops:
            self._set_stretches(recoloured=True)
            self._show_card(self.place)

    def set_zoom(self, zoom: float) -> None:
        """Set the card's smallest type, and the foot, that many times larger."""
        font = QFont(self.font())
        font.setPointSizeF(self._point_size * zoom)
        self.setFont(font)
        self.card.set_zoom(zoom)
        self._room.changeSize(0, self._foot_height())
        if self.foot is not None:
            self.foot.setFixedHeight(self._foot_height())

    def set_deck(self, deck: Deck, card_id: str = "", fallback: int = 0, step: int = 0) -> None:
        """Show a deck at a card, or near where that card was, revealed up to a step."""
        self._deck = deck
        self._stops = stops_of(deck)
        self._set_stretches()
        if not self._stops:
            self._face = None
            self.place = Place()
            self.card.set_face(None)
            return
        card = nearest(deck, card_id, fallback)
        found = self._stops[card].card.id == card_id
        steps = self._steps_of(card)
        reached = [each for each in steps if each <= step] if found else steps[:1]
        self._show_card(Place(card, reached[-1] if reached else steps[0]))

    def _set_stretches(self, *, recoloured: bool = False) -> None:
        if self.foot is None:
            return
        from deckapp.gui.widgets.progress_strip import Stretch

        self.foot.set_stretches(
            [
                Stretch(issue.title, self._theme.issue_colour(number), len(issue.cards))
                for number, issue in enumerate(self._deck.issues)
            ],
            recoloured=recoloured,
        )

    # Going about

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What the actions do here that are for other pages, too."""
        return {
            "reveal": self.reveal,
            "step_back": self.step_back,
            "change_language": self.change_language,
            "next_card": self.next_card,
            "previous_card": self.previous_card,
        }

    def reveal(self) -> None:
        """Reveal the next step; after the last one, go to the next card."""
        if self._face is not None:
            place = self._at_present_size(self.place)
            self._go(next_place(place, len(self._stops), self._face.steps, self.card.parts))

    def step_back(self) -> None:
        """Take back the last step; from a card's title, go to the end of the one before."""
        if self._face is not None:
            place = self._at_present_size(self.place)
            self._go(previous_place(place, self._steps_of, self.card.parts))

    def next_card(self) -> None:
        """Go to the next card's title."""
        self.go_to(self.place.card + 1)

    def previous_card(self) -> None:
        """Go to the previous card's title."""
        self.go_to(self.place.card - 1)

    def first_card(self) -> None:
        """Go to the first card."""
        self.go_to(0)

    def last_card(self) -> None:
        """Go to the last card."""
        self.go_to(len(self._stops) - 1)

    def go_to(self, card: int) -> None:
        """Go to a card's title, by its place in agenda order; beyond the ends it stays."""
        if 0 <= card < len(self._stops) and card != self.place.card:
            self._show_card(Place(card))

    def change_language(self) -> None:
        """Show counters in the card's next language; after the last, in the deck's own again."""
        if not self._stops:
            return
        languages = ["", *languages_of(self._stops[self.place.card].card)]
        at = languages.index(self._language) if self._language in languages else 0
        self._language = languages[(at + 1) % len(languages)]
        self._show_card(self.place)

    def has_cards(self) -> bool:
        """Whether there is anything to rehearse."""
        return bool(self._stops)

    def present_id(self) -> str:
        """The id of the card shown; empty without cards."""
        return self._stops[self.place.card].card.id if self._stops else ""

    def _go(self, place: Place) -> None:
        if place.card != self.place.card:
            self._show_card(place)
        elif place != self.place:
            self.place = place
            turning = not (self.still or self._hints.is_still())
            self.card.show_step(place.step, place.part, turning=turning)
            self.card.repaint()

    def _show_card(self, place: Place) -> None:
        self._face = self._face_of(place.card)
        self.card.set_face(self._face, place.step, place.part)
        self.place = self._at_present_size(place)
        # The card is seen at once; foot and agenda follow.
        self.card.repaint()
        self._show_foot()
        self.card_shown.emit(place.card)

    def _at_present_size(self, place: Place) -> Place:
        """The place with a part that there is: in a larger window a step has fewer of them."""
        if not place.part:
            return place
        return place._replace(part=min(place.part, self.card.parts(place.step) - 1))

    def _show_foot(self) -> None:
        if self.foot is None:
            return
        stop = self._stops[self.place.card]
        phrases = (*self._deck.avoid, *stop.issue.avoid, *stop.card.avoid)
        self.foot.show_card(self.place.card, stop, languages_of(stop.card), phrases)

    def _face_of(self, card: int) -> Face:
        stop = self._stops[card]
        number = f"{card + 1} of {len(self._stops)}"
        colour = self._theme.issue_colour(stop.issue_number)
        return face_of(stop.issue, stop.card, number, colour, self._language)

    def _steps_of(self, card: int) -> list[int]:
        return self._face_of(card).steps
