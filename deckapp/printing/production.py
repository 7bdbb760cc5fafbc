"""Producing the PDF of a plan, sheet by sheet: fit, paint, write, forget."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO

from .cleaning import one_line
from .document import Bookmark, Document, Metadata
from .drawing import FONT_NAMES, Drawing
from .embedding import embed
from .errors import FontError
from .geometry import IDENTITY, Matrix, Size, operator, times, tumbles
from .imposing import Placed, Sheet, booklet_sheets, grid_sheets, pocket_sheets, tent_sheets
from .layouts import Layout
from .options import has_backs
from .pdf_file import PdfFile
from .planning import Plan
from .press import Press, Progress
from .report import CardReport
from .sheet_marks import Box, draw_marks, draw_note, has_note, trim
from .typeface import Fallback
from .vocabulary import Duplex, Fold, Side

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
    press, pages = Press(plan, document, progress, cancelled), _Pages(plan, document)
    sheets = 0
    for sheet in _sheets(plan, press):
        sheets += 1
        pages.add_sheet(sheet, sheets)
    if plan.options.reversed_backs and side is Side.BACKS:
        pages.reverse()
    fonts = {
        FONT_NAMES[weight]: embed(pdf, typeface.font, {ord(c): c for c in drawn | {" "}})
        for weight, characters in plan.characters.items()
        for typeface in [plan.typefaces[weight]]
        for drawn in [characters & typeface.font.advances.keys()]
        if characters
    }
    for number, fallback in enumerate(plan.typefaces.fallbacks, 1):
        if fallback.codes:
            fonts[b"X%d" % number] = _embed_fallback(pdf, fallback)
    metadata = Metadata(
        one_line(plan.deck.title), creator, plan.deck.language or "en", revised, plan.prints
    )
    document.finish(metadata, pages.bookmarks(), fonts)
    press.tell_progress()
    two_sided = duplex is not Duplex.NONE
    sheets = sheets if two_sided else document.pages
    reports = tuple(map(pages.placed, press.reports, range(len(press.reports))))
    return Produced(reports, document.pages, sheets, two_sided)


def _embed_fallback(pdf: PdfFile, fallback: Fallback) -> int:
    characters = {code: character for character, code in fallback.codes.items()}
    try:
        return embed(pdf, fallback, characters)
    except OSError:
        raise
    except Exception:  # noqa: BLE001  a damaged font is found out when its outlines are read
        raise FontError(f"{fallback.path}: The font is damaged. Name another.") from None


def _sheets(plan: Plan, press: Press) -> Iterator[Sheet]:
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
class _Pages:
    """Puts sheets on the pages of a document, each side that is wanted on one."""

    plan: Plan
    document: Document
    _opened: dict[int, tuple[int, Box | None]] = field(default_factory=dict)

    def add_sheet(self, sheet: Sheet, number: int) -> None:
        """Add the sides of a sheet that are wanted."""
        side = self.plan.options.side
        if side is not Side.BACKS:
            self._add_front(sheet.front, number)
        if side is not Side.FRONTS and sheet.back is not None:
            self._add_back(sheet.back, number)

    def _add_front(self, front: Sequence[Placed], number: int) -> None:
        layout = self.plan.layout
        content = self._page(front, IDENTITY) + self._marks(layout, number, "front")
        self._add(content, front, f"{number}A", trim(layout))

    def _add_back(self, back: Sequence[Placed], number: int) -> None:
        layout, profile = self.plan.layout, self.plan.options.profile
        area, paper = layout.face.area, layout.paper
        tumbled = tumbles(paper, layout.duplex)
        if tumbled:
            back = [(face, spot.upside_down(area, paper)) for face, spot in back]
        by_itself = layout.duplex is Duplex.NONE  # a sheet that is printed and cut as a front is
        correction = IDENTITY
        if profile is not None and not by_itself:
            correction = profile.correction(paper, tumbled=tumbled)
        content = self._page(back, correction)
        if by_itself:
            behind = tuple(cell.mirrored(area, paper) for cell in layout.cells)
            content += self._marks(replace(layout, cells=behind), number, "back")
        self._add(content, back, f"{number}B", _behind(trim(layout), paper, tumbled=tumbled))

    def _marks(self, layout: Layout, number: int, side: str) -> list[bytes]:
        """What is printed on a sheet beside its cards."""
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
                self._opened.setdefault(face.opens, (page, area))  # a back, if fronts are left out
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

    def placed(self, report: CardReport, piece: int) -> CardReport:
        """A report with the page on which the piece opens."""
        if piece not in self._opened:
            return report
        page, area = self._opened[piece]
        return replace(report, page=page + 1, area=area)

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
