"""What an earlier export printed: a digest for each card, kept in the PDF itself."""

import json
import re
import zlib
from pathlib import Path

from .errors import EarlierExportError
from .protecting import unlocked

_MOST_BYTES = 512 * 1024 * 1024
_PRIVATE = re.compile(rb"/PieceInfo << /deckapp << /LastModified \([^)]*\) /Private (\d+) 0 R")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ROW = 20
"""Bytes of one entry in the table of objects."""


def printed_in(path: Path, passphrase: str = "") -> dict[str, str]:
    """The digests of the cards of an earlier export, by card id.

    Raises EarlierExportError for whatever deckapp did not write, or another program wrote again.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise EarlierExportError(f"{path}: The file is larger than any export of deckapp's.")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise EarlierExportError(f"{path}: It could not be read ({reason}).") from None
    if b"/Encrypt" in data[-4096:]:
        return _digests(path, unlocked(path, passphrase))
    return _digests(path, _private(path, data))


def _private(path: Path, data: bytes) -> bytes:
    """The stream that the catalog names as deckapp's own."""
    found, start = _PRIVATE.search(data), _START.search(data, max(len(data) - 64, 0))
    stream = None if found is None or start is None else _stream(data, int(found[1]), int(start[1]))
    if stream is None:
        raise EarlierExportError(f"{path}: {_FOREIGN}")
    return stream


def _stream(data: bytes, number: int, start: int) -> bytes | None:
    """The content of an object, found by the table of objects that starts there."""
    try:
        table = data.index(b"0000000000 65535 f", start)
        entry = table + _ROW * number
        at = int(data[entry : entry + 10])
        head = re.compile(rb"%d 0 obj\s+<<[^>]*/Length (\d+)[^>]*>>\s+stream\n" % number)
        found = head.match(data, at)
        if found is None:
            return None
        return zlib.decompress(data[found.end() : found.end() + int(found[1])])
    except (ValueError, zlib.error):
        return None


def _digests(path: Path, content: bytes) -> dict[str, str]:
    try:
        digests = json.loads(content)
    except ValueError:
        digests = None
    if not isinstance(digests, dict):
        raise EarlierExportError(f"{path}: {_FOREIGN}")
    return {str(card): str(digest) for card, digest in digests.items()}


_FOREIGN = (
    "deckapp did not write this PDF, or another program has written it again since. Name the file "
    "as deckapp exported it, or print all cards."
)
