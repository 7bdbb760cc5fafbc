"""The PDF document around the faces: page tree, outline, page labels, preferences, metadata."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from .geometry import Size
from .pdf_file import PdfFile, references, text_string
from .sheet_marks import Box

SUBJECT = "deckapp cards"
_PAGES_PER_NODE = 64


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says about itself. `prints` has a digest of what is printed, by card id."""

    title: str
    creator: str
    language: str
    revised: date
    prints: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of the outline: a title and the page (from 0) with the area that it leads to.

    Entries of one `group` that follow each other stand below it; one without a group does not.
    """

    group: str
    title: str
    page: int
    area: Box | None


@dataclass(slots=True)
class _Entry:
    """One entry of the outline as it is written, with the entries below it."""

    title: str
    bookmark: Bookmark
    entries: list["_Entry"] = field(default_factory=list)


class Document:
    """A PDF of sheets in the making: a page for each side, all of one size.

    `duplex` is a viewer preference.
    """

    def __init__(self, pdf: PdfFile, paper: Size, duplex: str) -> None:
        self._pdf = pdf
        self._paper = _box(0, 0, paper.width, paper.height)
        self._duplex = duplex
        self._tree = pdf.reserve()
        self._resources = pdf.reserve()
        self._forms: list[int] = []
        self._nodes: list[int] = []
        self._pages: list[int] = []
        self._labels: list[bytes] = []
        self._is_reversed = False

    @property
    def pages(self) -> int:
        """The pages so far."""
        return len(self._pages)

    def add_form(self, drawn: bytes, size: Size) -> bytes:
        """Write what several faces share and return the operator that draws it."""
        entries = b"/Type /XObject /Subtype /Form /BBox %s /Resources %d 0 R "
        entries %= _box(0, 0, size.width, size.height), self._resources
        self._forms.append(self._pdf.add_stream(drawn, entries))
        return b"/F%d Do" % len(self._forms)

    def add_page(self, content: bytes, label: str, trim: Box) -> None:
        """Add a page; viewers show its label instead of its number.

        `trim` is the box around what is left after cutting.
        """
        box = _box(*trim)
        if len(self._pages) % _PAGES_PER_NODE == 0:
            self._nodes.append(self._pdf.reserve())
        stream = self._pdf.add_stream(content)
        page = self._pdf.add(
            b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R /TrimBox %s /BleedBox %s >>"
            % (self._nodes[-1], stream, box, box)
        )
        self._pages.append(page)
        self._labels.append(text_string(label))

    def reverse(self) -> None:
        """Put the last page first."""
        self._is_reversed = True
        self._pages.reverse()
        self._labels.reverse()

    def finish(
        self, metadata: Metadata, bookmarks: Sequence[Bookmark], fonts: Mapping[bytes, int]
    ) -> None:
        """Write everything that holds the pages together. `fonts` are objects by their names."""
        pdf, pages = self._pdf, self._pages
        named = b" ".join([b"/%s %d 0 R" % pair for pair in fonts.items()])
        forms = b" ".join([b"/F%d %d 0 R" % pair for pair in enumerate(self._forms, 1)])
        pdf.add(b"<< /Font << %s >> /XObject << %s >> >>" % (named, forms), self._resources)
        pdf.add(
            b"<< /Type /Pages /Count %d /MediaBox %s /Resources %d 0 R /Kids %s >>"
            % (len(pages), self._paper, self._resources, references(self._add_nodes())),
            self._tree,
        )
        prints = json.dumps(metadata.prints, separators=(",", ":"), sort_keys=True).encode()
        root = pdf.add(self._catalog(metadata, bookmarks, pdf.add_stream(prints)))
        info = pdf.add(_info(metadata))
        identity = sha256(b"%s%r%d" % (prints, metadata, len(pages))).digest()[:16]
        pdf.finish(root, info, identity)

    def _add_nodes(self) -> list[int]:
        """Write the nodes of the page tree: in a flat one viewers look long for a late page."""
        pages = self._pages[::-1] if self._is_reversed else self._pages
        for number, node in enumerate(self._nodes):
            start = number * _PAGES_PER_NODE
            kids = pages[start : start + _PAGES_PER_NODE]
            kids = kids[::-1] if self._is_reversed else kids
            self._pdf.add(
                b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids %s >>"
                % (self._tree, len(kids), references(kids)),
                node,
            )
        return self._nodes[::-1] if self._is_reversed else self._nodes

    def _catalog(self, metadata: Metadata, bookmarks: Sequence[Bookmark], prints: int) -> bytes:
        outline = self._pdf.reserve()
        entries = _nested(bookmarks)
        first, last = self._add_entries(entries, outline)
        count = sum(1 + len(entry.entries) for entry in entries)
        self._pdf.add(
            b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (first, last, count),
            outline,
        )
        labels = b" ".join([b"%d << /P %s >>" % pair for pair in enumerate(self._labels)])
        return (
            b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /Lang %s"
            b" /PageLabels << /Nums [%s] >>"
            b" /ViewerPreferences << /PrintScaling /None /Duplex /%s /PickTrayByPDFSize true"
            b" /DisplayDocTitle true >>"
            b" /PieceInfo << /deckapp << /LastModified %s /Private %d 0 R >> >> >>"
        ) % (
            self._tree,
            outline,
            text_string(metadata.language),
            labels,
            self._duplex.encode(),
            _day(metadata.revised),
            prints,
        )

    def _add_entries(self, entries: Sequence[_Entry], parent: int) -> tuple[int, int]:
        """Write entries with all below them; return the first and the last one's number."""
        numbers = [self._pdf.reserve() for _ in entries]
        for index, entry in enumerate(entries):
            links = b""
            if entry.entries:
                below = self._add_entries(entry.entries, numbers[index])
                links += b" /First %d 0 R /Last %d 0 R /Count %d" % (*below, len(entry.entries))
            if index:
                links += b" /Prev %d 0 R" % numbers[index - 1]
            if index + 1 < len(numbers):
                links += b" /Next %d 0 R" % numbers[index + 1]
            self._pdf.add(
                b"<< /Title %s /Parent %d 0 R /Dest [%d 0 R %s]%s >>"
                % (
                    text_string(entry.title),
                    parent,
                    self._pages[entry.bookmark.page],
                    _view(entry.bookmark.area),
                    links,
                ),
                numbers[index],
            )
        return numbers[0], numbers[-1]


def _nested(bookmarks: Sequence[Bookmark]) -> list[_Entry]:
    outline: list[_Entry] = []
    for bookmark in bookmarks:
        entry = _Entry(bookmark.title, bookmark)
        if not bookmark.group:
            outline.append(entry)
            continue
        if not outline or outline[-1].bookmark.group != bookmark.group:
            outline.append(_Entry(bookmark.group, bookmark))
        outline[-1].entries.append(entry)
    return outline


def _view(area: Box | None) -> bytes:
    """Show the whole page, or the area of one card."""
    return b"/Fit" if area is None else b"/FitR %.2f %.2f %.2f %.2f" % area


def _box(left: float, bottom: float, right: float, top: float) -> bytes:
    return b"[%s]" % b" ".join(
        [b"%.3f" % edge if edge % 1 else b"%d" % edge for edge in (left, bottom, right, top)]
    )


def _info(metadata: Metadata) -> bytes:
    return b"<< /Title %s /Subject %s /Creator %s /CreationDate %s /ModDate %s >>" % (
        text_string(metadata.title),
        text_string(SUBJECT),
        text_string(metadata.creator),
        _day(metadata.revised),
        _day(metadata.revised),
    )


def _day(day: date) -> bytes:
    return b"(D:%s000000Z)" % day.strftime("%Y%m%d").encode()
