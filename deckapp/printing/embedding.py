"""Embedding a subset of a typeface in a PDF file.

Character codes of deckapp's own typeface are UTF-16 code units (all its characters are in the Basic
Multilingual Plane), so text needs no table to be encoded. A font that somebody named has codes of
its own. Either way a reader that extracts the text gets it back as it was.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from string import ascii_uppercase
from struct import pack

from .pdf_file import SMALL, PdfFile
from .typeface import Font

_SYMBOLIC = 4
_TO_UNICODE = b"""\
/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%s
endcmap CMapName currentdict /CMap defineresource pop end end"""
_MOST_RANGES = 100
"""A CMap may have so many entries in one section."""


def embed(pdf: PdfFile, font: Font, characters: Mapping[int, str]) -> int:
    """Write the font with characters by their codes; return its Type 0 font object."""
    file = font.file
    codes = {code: ord(characters[code]) for code in sorted(characters)}
    seed = sha256(repr(codes).encode()).digest()
    name = bytes(ascii_uppercase.encode()[byte % 26] for byte in seed[:6]) + b"+" + file.name
    program = file.makeSubset(list(codes.values()))
    descriptor = pdf.add(
        b"<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle 0"
        b" /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R >>"
        % (
            name,
            _SYMBOLIC,
            *file.bbox,
            file.ascent,
            file.descent,
            file.capHeight,
            file.stemV,
            pdf.add_stream(program, b"/Length1 %d " % len(program), SMALL),
        )
    )
    descendant = pdf.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor %d 0 R /DW %d /W [%s] /CIDToGIDMap %d 0 R >>"
        % (
            name,
            descriptor,
            file.defaultWidth,
            _widths(font, codes),
            pdf.add_stream(_glyphs(font, codes), level=SMALL),
        )
    )
    to_unicode = pdf.add_stream(_TO_UNICODE % _unicode(codes), level=SMALL)
    return pdf.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H"
        b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (name, descendant, to_unicode)
    )


def _widths(font: Font, codes: Mapping[int, int]) -> bytes:
    """Runs of codes with their widths in thousandths of an em."""
    runs = groupby(enumerate(codes), lambda pair: pair[1] - pair[0])
    parts = []
    for _, run in runs:
        members = [code for _, code in run]
        widths = b" ".join([b"%.0f" % font.file.charWidths[codes[code]] for code in members])
        parts.append(b"%d [%s]" % (members[0], widths))
    return b" ".join(parts)


def _glyphs(font: Font, codes: Mapping[int, int]) -> bytes:
    """For each code up to the highest the glyph's index in the subset, two bytes each.

    The subset numbers glyphs in the order in which their characters were given, from 1, leaving
    out those that it has already (TTFontFile.makeSubset).
    """
    indexes: dict[int, int] = {0: 0}
    table = [0] * (max(codes) + 1)
    for code, point in codes.items():
        glyph = font.file.charToGlyph[point]
        table[code] = indexes.setdefault(glyph, len(indexes))
    return pack(f">{len(table)}H", *table)


def _unicode(codes: Mapping[int, int]) -> bytes:
    """The sections of the CMap that says which code is which character."""
    if all(code == point for code, point in codes.items()):
        rows = sorted({code >> 8 for code in codes})
        ranges = [b"<%02X00> <%02XFF> <%02X00>" % (row, row, row) for row in rows]
        return _sections(b"bfrange", ranges)
    pairs = [
        b"<%04X> <%s>" % (code, chr(point).encode("utf-16-be").hex().encode())
        for code, point in codes.items()
    ]
    return _sections(b"bfchar", pairs)


def _sections(kind: bytes, lines: Sequence[bytes]) -> bytes:
    return b"\n".join(
        b"%d begin%s\n%s\nend%s" % (len(section), kind, b"\n".join(section), kind)
        for start in range(0, len(lines), _MOST_RANGES)
        for section in [lines[start : start + _MOST_RANGES]]
    )
