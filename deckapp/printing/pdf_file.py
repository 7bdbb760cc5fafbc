"""Writing a PDF file object by object, straight to disk, so that memory does not grow with pages.

Only what cards need of ISO 32000-1. ReportLab's own writer keeps every page until the end and
formats it in small steps: half of the time of an export was spent there.
"""

import zlib
from collections.abc import Sequence
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FAST = 1
"""zlib's level for pages: files grow by a tenth and are written in half the time."""
SMALL = 9


class PdfFile:
    """An unfinished PDF in a binary file that is at its start. Objects are numbered from 1."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._offsets: list[int] = []
        self._position = file.write(_HEADER)

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets)

    def add(self, body: bytes, number: int = 0) -> int:
        """Write an object and return its number: a reserved one, or the next."""
        number = number or self.reserve()
        self._offsets[number - 1] = self._position
        self._position += self._file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        return number

    def add_stream(self, content: bytes, entries: bytes = b"", level: int = _FAST) -> int:
        """Write a stream, compressed, with further entries of its dictionary."""
        packed = zlib.compress(content, level)
        return self.add(
            b"<< /Filter /FlateDecode /Length %d %s>>\nstream\n%s\nendstream"
            % (len(packed), entries, packed)
        )

    def finish(self, root: int, info: int, identity: bytes) -> None:
        """Write the table of objects and the trailer; `identity` is 16 bytes."""
        count = len(self._offsets) + 1
        rows = b"".join([b"%010d 00000 n \n" % offset for offset in self._offsets])
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows))
        code = identity.hex().encode()
        self._file.write(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\n"
            b"startxref\n%d\n%%%%EOF\n" % (count, root, info, code, code, self._position)
        )


def text_string(text: str) -> bytes:
    """A PDF text string: ASCII as it is, anything else as UTF-16 with a byte order mark."""
    raw = text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
    for special in (b"\\", b"(", b")"):
        raw = raw.replace(special, b"\\" + special)
    return b"(%s)" % raw.replace(b"\r", b"\\r")


def references(numbers: Sequence[int]) -> bytes:
    """An array of references to objects."""
    return b"[%s]" % b" ".join([b"%d 0 R" % number for number in numbers])
