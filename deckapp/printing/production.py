"""Producing the PDF of a plan, sheet by sheet: fit, paint, write, forget."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from .cleaning import one_line
from .document import Bookmark, Document, Metadata
from .drawing import FONT_NAMES, Drawing
from .embedding import embed
from .errors import ExportCancelledError, FontError
from .fitting import fit_face
from .geometry import IDENTITY, Matrix, Size, operator, times, tumbles
from .imposing import (
    Leaf,
    Placed,
    Printed,
    Sheet,
    booklet_sheets,
    grid_sheets,
    pocket_sheets,
    tent_sheets,
)
from .options import answers_apart, has_backs
from .painting import paint
from .panels import draw_name, draw_notes
from .pdf_file import PdfFile
from .planning import NO_ISSUE, Piece, Plan
from .report import CardReport
from .setting import Row
from .sheet_marks import Box, draw_marks, draw_note, has_note, trim
from .typeface import Fallback
from .vocabulary import Duplex, Fold, Side

Progress = Callable[[int, int], object]

_PREFERENCES = {
    Duplex.LONG: "DuplexFlipLongEdge",
    Duplex.SHORT: "DuplexFlipShortEdge",
    Duplex.NONE: "Simplex",
}


@dataclass(frozen=True, slots=True)
class Produced:
    """What came of a plan."""

    cards: tuple[CardReport, ...]
    pages: int
    sheets: int
    two_sided: bool


def produce(
    plan: Plan,
    file: BinaryIO,
    revised: date,
    creator: str,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Produced:
    """Write the PDF of a plan that preflight has passed; raises ExportCancelledError."""
    pdf = PdfFile(file)
    layout, side = plan.layout, plan.options.side
    one_sided = side is not Side.BOTH or not has_backs(layout)
    duplex = Duplex.NONE if one_sided else layout.duplex
    document = Document(pdf, layout.paper, _PREFERENCES[duplex])
    press = _Press(plan, document, progress, cancelled)
    sheets = 0
    for sheet in _sheets(plan, press):
        sheets += 1
        press.print_sheet(sheet, sheets)
    if plan.options.reversed_backs and side is Side.BACKS:
        press.reverse()
    fonts = {
        FONT_NAMES[weight]: embed(pdf, typeface.font, {ord(c): c for c in drawn})
        for weight, characters in plan.characters.items()
        for typeface in [plan.typefaces[weight]]
        if (drawn := characters & typeface.font.advances.keys())
    }
    for number, fallback in enumerate(plan.typefaces.fallbacks, 1):
        if fallback.codes:
            fonts[b"X%d" % number] = _embed_fallback(pdf, fallback)
    metadata = Metadata(
        one_line(plan.deck.title), creator, plan.deck.language or "en", revised, plan.prints
    )
    document.finish(metadata, press.bookmarks(), fonts)
    press.tell_progress()
    two_sided = duplex is not Duplex.NONE
    sheets = sheets if two_sided else document.pages
    return Produced(tuple(press.reports), document.pages, sheets, two_sided)


def _embed_fallback(pdf: PdfFile, fallback: Fallback) -> int:
    characters = {code: character for character, code in fallback.codes.items()}
    try:
        return embed(pdf, fallback, characters)
    except OSError:
        raise
    except Exception:  # noqa: BLE001  a damaged font is found out when its outlines are read
        raise FontError(f"{fallback.path}: The font is damaged. Name another.") from None


def _sheets(plan: Plan, press: "_Press") -> Iterator[Sheet]:
    layout = plan.layout
    match layout.fold:
        case Fold.POCKET:
            leaves = list(press.leaves())
            yield from pocket_sheets(layout, leaves, press.pocket_cover, press.notes())
        case Fold.BOOKLET:
            leaves = list(press.leaves())
            yield from booklet_sheets(layout, leaves, press.booklet_covers(), press.notes())
        case Fold.TENT:
            yield from tent_sheets(layout, press.leaves(), press.name())
        case _:
            yield from grid_sheets(layout, press.leaves(), plan.options.start)


@dataclass(slots=True)
class _Press:
    """Draws faces and puts them on pages."""

    plan: Plan
    document: Document
    progress: Progress | None
    cancelled: Callable[[], bool] | None
    reports: list[CardReport] = field(default_factory=list)
    _forms: dict[int, bytes] = field(default_factory=dict)
    _opened: dict[int, tuple[int, Box | None]] = field(default_factory=dict)

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
            titled = plan.furniture.numbers(frame, piece.label, of_parts, piece.title)
            front, back = fitted.sides(part)
            label = f"{piece.number}.{part + 1}" if part else f"{piece.number}"
            opens = None if part else index
            yield Leaf(
                index,
                Printed(self._face(front, piece.frame, numbers), label, opens),
                Printed(self._face(back, piece.frame, titled), label) if backs else None,
                bool(back),
            )
        self.reports.append(fitted.report(piece.name))

    def _face(self, rows: Sequence[Row], frame: int, numbers: bytes) -> bytes:
        """The content of one face; what it shares with others is a form that is written once."""
        drawing = Drawing(self.plan.typefaces)
        drawing.operators += [self._form(frame), numbers]
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

    def print_sheet(self, sheet: Sheet, number: int) -> None:
        """Put the sides of a sheet that are wanted on pages."""
        layout, side = self.plan.layout, self.plan.options.side
        if side is not Side.BACKS:
            content = self._page(sheet.front, IDENTITY)
            content += self._marks(number, "front")
            self._add(content, sheet.front, f"{number}A", trim(layout))
        if side is not Side.FRONTS and sheet.back is not None:
            tumbled = tumbles(layout.paper, layout.duplex)
            back = sheet.back
            if tumbled:
                area, paper = layout.face.area, layout.paper
                back = [(face, spot.upside_down(area, paper)) for face, spot in back]
            profile = self.plan.options.profile
            correction = IDENTITY
            if profile is not None:
                correction = profile.correction(layout.paper, tumbled=tumbled)
            content = self._page(back, correction)
            if layout.duplex is Duplex.NONE:
                content += self._marks(number, "back")
            self._add(
                content, back, f"{number}B", _behind(trim(layout), layout.paper, tumbled=tumbled)
            )

    def _marks(self, number: int, side: str) -> list[bytes]:
        """What is printed on a sheet beside its cards."""
        layout = self.plan.layout
        if layout.is_single:
            return []
        drawing = Drawing(self.plan.typefaces)
        draw_marks(drawing, layout)
        if has_note(layout):
            draw_note(drawing, layout, number, side if has_backs(layout) else "")
        return [drawing.content()]

    def _page(self, placed: Sequence[Placed], correction: Matrix) -> list[bytes]:
        """The content of a page: faces, each in its place."""
        area = self.plan.layout.face.area
        contents = []
        for face, spot in placed:
            matrix = times(spot.matrix(area), correction)
            if matrix == IDENTITY:
                contents.append(face.content)
            else:
                contents.append(b"q %s cm\n%s\nQ" % (operator(matrix), face.content))
        return contents

    def _add(
        self, content: Sequence[bytes], placed: Sequence[Placed], label: str, trim: Box
    ) -> None:
        layout, page = self.plan.layout, self.document.pages
        for face, spot in placed:
            if face.opens is not None:
                right, top = spot.x + layout.face.width, spot.y + layout.face.height
                area = None if len(placed) == 1 else (spot.x, spot.y, right, top)
                self._opened[face.opens] = page, area
        if layout.is_single:
            label = f"{placed[0][0].label}{label[-1]}"
        if not has_backs(layout):
            label = label[:-1]
        self.document.add_page(b"\n".join(content), label, trim)

    def reverse(self) -> None:
        """Put the last page first."""
        self.document.reverse()
        last = self.document.pages - 1
        self._opened = {key: (last - page, area) for key, (page, area) in self._opened.items()}

    def bookmarks(self) -> list[Bookmark]:
        """The outline in the order of the deck; only backs were printed if nothing opened."""
        pieces = self.plan.pieces
        found = [(pieces[index], *self._opened[index]) for index in sorted(self._opened)]
        if not found:
            return [Bookmark("", one_line(self.plan.deck.title), 0, None)]
        return [Bookmark(piece.group, piece.title, page, area) for piece, page, area in found]


def _behind(box: Box, paper: Size, *, tumbled: bool) -> Box:
    """A box of the front as it lies on the back."""
    left, bottom, right, top = box
    if tumbled:
        return left, paper.height - top, right, paper.height - bottom
    return paper.width - right, bottom, paper.width - left, top
