"""Embedding a subset of a typeface in a PDF file.

Character codes are UTF-16 code units (all characters of the font are in the Basic Multilingual
Plane), so text needs no table to be encoded, and a reader that extracts it gets it back as it was.
"""

from collections.abc import Set as AbstractSet
from hashlib import sha256
from itertools import groupby
from string import ascii_uppercase
from struct import pack

from .pdf_file import SMALL, PdfFile
from .typeface import Typeface

_SYMBOLIC = 4
_TO_UNICODE = b"""\
/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%s
endcmap CMapName currentdict /CMap defineresource pop end end"""
_MOST_RANGES = 100
"""A CMap may have so many ranges in one section."""


def embed(pdf: PdfFile, typeface: Typeface, characters: AbstractSet[str]) -> int:
    """Write the font with those characters and return the number of its Type 0 font object."""
    font = typeface.file
    codes = sorted(map(ord, characters & typeface.characters))
    tag = "".join(ascii_uppercase[byte % 26] for byte in sha256(repr(codes).encode()).digest()[:6])
    name = tag.encode() + b"+" + font.name
    program = font.makeSubset(codes)
    descriptor = pdf.add(
        b"<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle 0"
        b" /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R >>"
        % (
            name,
            _SYMBOLIC,
            *font.bbox,
            font.ascent,
            font.descent,
            font.capHeight,
            font.stemV,
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
            font.defaultWidth,
            _widths(typeface, codes),
            pdf.add_stream(_glyphs(typeface, codes), level=SMALL),
        )
    )
    to_unicode = pdf.add_stream(_TO_UNICODE % _ranges(codes), level=SMALL)
    return pdf.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H"
        b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (name, descendant, to_unicode)
    )


def _widths(typeface: Typeface, codes: list[int]) -> bytes:
    """Runs of codes with their widths in thousandths of an em."""
    runs = groupby(enumerate(codes), lambda pair: pair[1] - pair[0])
    parts = []
    for _, run in runs:
        members = [code for _, code in run]
        widths = b" ".join([b"%.0f" % typeface.file.charWidths[code] for code in members])
        parts.append(b"%d [%s]" % (members[0], widths))
    return b" ".join(parts)


def _glyphs(typeface: Typeface, codes: list[int]) -> bytes:
    """For each code up to the highest the glyph's index in the subset, two bytes each.

    The subset numbers glyphs in the order of the codes, from 1, leaving out those that it has
    already (TTFontFile.makeSubset).
    """
    indexes: dict[int, int] = {0: 0}
    table = [0] * (codes[-1] + 1)
    for code in codes:
        glyph = typeface.file.charToGlyph[code]
        table[code] = indexes.setdefault(glyph, len(indexes))
    return pack(f">{len(table)}H", *table)


def _ranges(codes: list[int]) -> bytes:
    """The sections of the CMap that says: every code is its own Unicode code point."""
    rows = sorted({code >> 8 for code in codes})
    ranges = [b"<%02X00> <%02XFF> <%02X00>" % (row, row, row) for row in rows]
    sections = [
        ranges[start : start + _MOST_RANGES] for start in range(0, len(ranges), _MOST_RANGES)
    ]
    return b"\n".join(
        b"%d beginbfrange\n%s\nendbfrange" % (len(section), b"\n".join(section))
        for section in sections
    )
