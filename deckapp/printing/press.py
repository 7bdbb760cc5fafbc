"""The press: draws faces, of cards and of what stands around them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from .document import Document
from .drawing import Drawing
from .errors import ExportCancelledError
from .fitting import fit_face
from .imposing import Leaf, Printed
from .options import answers_apart
from .painting import paint
from .panels import draw_name, draw_notes
from .planning import NO_ISSUE, Piece, Plan
from .report import CardReport
from .setting import Row

Progress = Callable[[int, int], object]


@dataclass(slots=True)
class Press:
    """Draws the faces of a plan, one after the other; forms go to the document at once."""

    plan: Plan
    document: Document
    progress: Progress | None
    cancelled: Callable[[], bool] | None
    reports: list[CardReport] = field(default_factory=list)
    _forms: dict[int, bytes] = field(default_factory=dict)

    def leaves(self) -> Iterator[Leaf]:
        """Every piece, as many leaves as it takes; what it came to is noted in `reports`."""
        for index, piece in enumerate(self.plan.pieces):
            if self.cancelled is not None and self.cancelled():
                raise ExportCancelledError
            self.tell_progress()
            yield from self._piece(index, piece)

    def tell_progress(self) -> None:
        """Say how many pieces are done."""
        if self.progress is not None:
            self.progress(len(self.reports), len(self.plan.pieces))

    def _piece(self, index: int, piece: Piece) -> Iterator[Leaf]:
        plan = self.plan
        frame = plan.frames[piece.frame]
        fitted = plan.fitted(piece)
        backs = answers_apart(plan.layout)
        for part in range(fitted.parts):
            of_parts = f"{part + 1}/{fitted.parts}" if fitted.parts > 1 else ""
            numbers = plan.furniture.numbers(frame, piece.label, of_parts)
            title = plan.furniture.title_beside(frame, piece.title, of_parts) if backs else b""
            front, back = fitted.sides(part)
            label = f"{piece.number}.{part + 1}" if part else f"{piece.number}"
            opens = None if part else index
            yield Leaf(
                index,
                Printed(self._face(front, piece.frame, numbers), label, opens),
                Printed(self._face(back, piece.frame, numbers, title), label, opens)
                if backs
                else None,
                bool(back),
            )
        self.reports.append(fitted.report(piece.name))

    def _face(self, rows: Sequence[Row], frame: int, *around: bytes) -> bytes:
        """The content of one face; what it shares with others is a form that is written once."""
        drawing = Drawing(self.plan.typefaces)
        drawing.operators += [self._form(frame), *around]
        paint(drawing, rows, self.plan.frames[frame], self.plan.layout.face)
        return drawing.content()

    def _form(self, frame: int) -> bytes:
        if frame not in self._forms:
            drawn = self.plan.frames[frame].drawn
            self._forms[frame] = self.document.add_form(drawn, self.plan.layout.face.area)
        return self._forms[frame]

    def notes(self) -> Printed:
        """A panel to write on."""
        plan, frame = self.plan, self.plan.frames[NO_ISSUE]
        drawing = Drawing(plan.typefaces)
        drawing.operators += [self._form(NO_ISSUE), plan.furniture.numbers(frame, "")]
        draw_notes(drawing, plan.layout.face, frame)
        return Printed(drawing.content())

    def pocket_cover(self, number: str, leaves: Sequence[Leaf]) -> Printed:
        """The cover of one pocket booklet; a list of contents that does not fit is left out."""
        pieces = [self.plan.pieces[leaf.piece] for leaf in leaves if leaf.front.opens is not None]
        caption = f"Booklet {number}"
        pages = self._cover_pages(pieces, caption, with_cards=True)
        rows = pages[0] if len(pages) == 1 else pages[0][:2]
        numbers = self.plan.furniture.numbers(self.plan.frames[NO_ISSUE], caption)
        return Printed(self._face(rows, NO_ISSUE, numbers))

    def booklet_covers(self) -> list[Printed]:
        """The cover of a booklet, on as many pages as it takes."""
        pages = self._cover_pages(self.plan.pieces, "", with_cards=False)
        numbers = self.plan.furniture.numbers(self.plan.frames[NO_ISSUE], "")
        return [Printed(self._face(rows, NO_ISSUE, numbers)) for rows in pages]

    def _cover_pages(
        self, pieces: Sequence[Piece], caption: str, *, with_cards: bool
    ) -> Sequence[Sequence[Row]]:
        plan = self.plan
        blocks = plan.cover(pieces, caption=caption, with_cards=with_cards)
        height = plan.frames[NO_ISSUE].height
        return fit_face(blocks, plan.layout.face, plan.typefaces, height).pages

    def name(self) -> Printed:
        """The side of a tent that faces the others: a name, and the marking."""
        frame = self.plan.furniture.bare()
        drawing = Drawing(self.plan.typefaces)
        drawing.operators.append(frame.drawn)
        draw_name(drawing, self.plan.deck.meeting.principal, self.plan.layout.face, frame)
        return Printed(drawing.content())
