"""What an earlier export printed: a digest for each card, kept in the PDF itself."""

import json
import re
import zlib
from pathlib import Path

from deckapp.deck import UnreadableFileError, read_bytes

from .errors import EarlierExportError
from .layouts import is_file
from .protecting import unlocked

_MOST_BYTES = 512 * 1024 * 1024
_MOST_UNPACKED = 16 * 1024 * 1024
"""Twenty bytes and an id for each card: what half a million cards take."""
_PRIVATE = re.compile(
    rb"/PieceInfo << /deckapp << /LastModified \([^)]{0,40}\) /Private (\d{1,9}) 0 R"
)
_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
_ROW = 20
"""Bytes of one entry in the table of objects."""


def printed_in(path: Path, passphrase: str = "") -> dict[str, str]:
    """The digests of the cards of an earlier export, by card id.

    Raises EarlierExportError for whatever deckapp did not write, or another program wrote again.
    """
    try:
        if is_file(path) and path.stat().st_size > _MOST_BYTES:
            raise EarlierExportError(f"{path}: {_TOO_LARGE}")
        data = read_bytes(path, _MOST_BYTES)
    except UnreadableFileError as error:
        raise EarlierExportError(f"{path}: {error.reason}") from None
    private = _private(data)
    if private is None and b"/Encrypt" in data:
        private = unlocked(path, passphrase)
    if private is None:
        raise EarlierExportError(f"{path}: {_FOREIGN}")
    return _digests(path, private)


def _private(data: bytes) -> bytes | None:
    """The stream that the catalog names as deckapp's own."""
    found, start = _PRIVATE.search(data), _START.search(data, max(len(data) - 64, 0))
    return None if found is None or start is None else _stream(data, int(found[1]), int(start[1]))


def _stream(data: bytes, number: int, start: int) -> bytes | None:
    """The content of an object, found by the table of objects that starts there."""
    try:
        table = data.index(b"0000000000 65535 f", start)
        entry = table + _ROW * number
        at = int(data[entry : entry + 10])
        head = re.compile(
            rb"%d 0 obj\s+<<[^>]{0,200}/Length (\d{1,9})[^>]{0,200}>>\s+stream\n" % number
        )
        found = head.match(data, at)
        if found is None:
            return None
        packed = data[found.end() : found.end() + int(found[1])]
        return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except (ValueError, zlib.error):
        return None


def _digests(path: Path, content: bytes) -> dict[str, str]:
    try:
        digests = json.loads(content)
    except (ValueError, RecursionError):
        digests = None
    if not isinstance(digests, dict):
        raise EarlierExportError(f"{path}: {_FOREIGN}")
    return {str(card): str(digest) for card, digest in digests.items()}


_TOO_LARGE = "The file is larger than any export of deckapp's."
_FOREIGN = (
    "deckapp did not write this PDF, or another program has written it again since. Name the file "
    "as deckapp exported it, or print all cards."
)
