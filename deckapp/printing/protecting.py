"""A passphrase on the PDF: AES-256 (revision 6 of the standard security handler), by pikepdf."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from warnings import catch_warnings, simplefilter

from .errors import EarlierExportError, OptionError

if TYPE_CHECKING:
    from types import ModuleType

_REVISION = 6
_MOST_BYTES = 127
"""Of a passphrase (ISO 32000-2, 7.6.4.3.2); whatever is longer opens nothing."""


def check(passphrase: str) -> None:
    """Raise OptionError for a passphrase that PDF does not take, or without pikepdf."""
    try:
        length = len(passphrase.encode())
    except UnicodeEncodeError:
        raise OptionError("The passphrase is not text in UTF-8. Choose another.") from None
    if length > _MOST_BYTES:
        raise OptionError(
            f"The passphrase has {length} bytes in UTF-8; PDF takes {_MOST_BYTES} at most."
        )
    _pikepdf()


def protect(plain: BytesIO, file: BinaryIO, passphrase: str) -> None:
    """Write a PDF so that nobody opens it without the passphrase."""
    pikepdf = _pikepdf()
    plain.seek(0)
    with pikepdf.open(plain) as pdf:
        lock = pikepdf.Encryption(
            owner=passphrase, user=passphrase, R=_REVISION, aes=True, metadata=True
        )
        pdf.save(file, encryption=lock)


def unlocked(path: Path, passphrase: str) -> bytes:
    """What deckapp keeps for itself in a PDF that has a passphrase."""
    pikepdf = _pikepdf()
    try:
        with catch_warnings():
            simplefilter("ignore")  # what is damaged is refused below, or does no harm
            with pikepdf.open(path, password=passphrase) as pdf:
                return bytes(pdf.Root.PieceInfo.deckapp.Private.read_bytes())
    except pikepdf.PasswordError:
        raise EarlierExportError(
            f"{path}: It has another passphrase. Give the one it was written with."
        ) from None
    except Exception:  # noqa: BLE001  a damaged file has many ways to fail
        raise EarlierExportError(f"{path}: deckapp did not write this PDF.") from None


def _pikepdf() -> "ModuleType":
    try:
        import pikepdf
    except ImportError:
        raise OptionError(
            "A passphrase needs the package pikepdf: pip install 'deckapp[passphrase]'."
        ) from None
    return pikepdf
