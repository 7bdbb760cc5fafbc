"""The PDF document around the faces: page tree, outline, page labels, preferences, metadata."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from .drawing import FONT_NAMES
from .fonts import Weight
from .layouts import Layout
from .pdf_file import PdfFile, references, text_string

SUBJECT = "deckapp cards"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says about itself. `prints` has a digest of what is printed, by card id."""

    title: str
    creator: str
    language: str
    revised: date
    prints: Mapping[str, str]


@dataclass(slots=True)
class _Entry:
    """One entry of the outline: a title, the page it leads to, the entries below it."""

    title: str
    page: int
    entries: list["_Entry"] = field(default_factory=list)


class Document:
    """A PDF of faces in the making: one page each, all of the layout's size."""

    def __init__(self, pdf: PdfFile, layout: Layout) -> None:
        self._pdf = pdf
        self._layout = layout
        self._tree = pdf.reserve()
        self._resources = pdf.reserve()
        self._box = b"[0 0 %g %g]" % (layout.width, layout.height)
        self._forms: list[int] = []
        self._pages: list[int] = []
        self._labels: list[bytes] = []
        self._outline: list[_Entry] = []

    def add_form(self, drawn: bytes) -> bytes:
        """Write what several faces share and return the operator that draws it."""
        entries = b"/Type /XObject /Subtype /Form /BBox %s /Resources %d 0 R "
        entries %= self._box, self._resources
        self._forms.append(self._pdf.add_stream(drawn, entries))
        return b"/F%d Do" % len(self._forms)

    def add_page(self, content: bytes, label: str) -> None:
        """Add a page; viewers show its label instead of its number."""
        stream = self._pdf.add_stream(content)
        page = self._pdf.add(
            b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R /TrimBox %s >>"
            % (self._tree, stream, self._box)
        )
        self._pages.append(page)
        self._labels.append(text_string(label))

    def add_issue(self, title: str) -> None:
        """Open an issue in the outline; it leads to the next page."""
        self._outline.append(_Entry(title, len(self._pages)))

    def add_card(self, title: str) -> None:
        """Add a card to the open issue; it leads to the next page."""
        self._outline[-1].entries.append(_Entry(title, len(self._pages)))

    def finish(self, metadata: Metadata, fonts: Mapping[Weight, int]) -> None:
        """Write everything that holds the pages together. `fonts` are numbers of objects."""
        pdf, pages = self._pdf, self._pages
        named = b" ".join([b"/%s %d 0 R" % (FONT_NAMES[weight], fonts[weight]) for weight in fonts])
        forms = b" ".join([b"/F%d %d 0 R" % pair for pair in enumerate(self._forms, 1)])
        pdf.add(b"<< /Font << %s >> /XObject << %s >> >>" % (named, forms), self._resources)
        pdf.add(
            b"<< /Type /Pages /Count %d /MediaBox %s /Resources %d 0 R /Kids %s >>"
            % (len(pages), self._box, self._resources, references(pages)),
            self._tree,
        )
        prints = json.dumps(metadata.prints, separators=(",", ":"), sort_keys=True).encode()
        root = pdf.add(self._catalog(metadata, pdf.add_stream(prints)))
        info = pdf.add(_info(metadata))
        identity = sha256(b"%s%r%d" % (prints, metadata, len(pages))).digest()[:16]
        pdf.finish(root, info, identity)

    def _catalog(self, metadata: Metadata, prints: int) -> bytes:
        outline = self._pdf.reserve()
        first, last = self._add_entries(self._outline, outline)
        count = sum(1 + len(issue.entries) for issue in self._outline)
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
            self._layout.duplex.encode(),
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
                b"<< /Title %s /Parent %d 0 R /Dest [%d 0 R /Fit]%s >>"
                % (text_string(entry.title), parent, self._pages[entry.page], links),
                numbers[index],
            )
        return numbers[0], numbers[-1]


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
