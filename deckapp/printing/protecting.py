"""A passphrase on the PDF: AES-256 (revision 6 of the standard security handler), by pikepdf."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from .errors import EarlierExportError, OptionError

if TYPE_CHECKING:
    from types import ModuleType

_REVISION = 6


def check_available() -> None:
    """Raise OptionError where pikepdf is not installed."""
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
        with pikepdf.open(path, password=passphrase) as pdf:
            return bytes(pdf.Root.PieceInfo.deckapp.Private.read_bytes())
    except pikepdf.PasswordError:
        raise EarlierExportError(
            f"{path}: It has another passphrase. Give the one it was written with."
        ) from None
    except (pikepdf.PdfError, AttributeError):
        raise EarlierExportError(f"{path}: deckapp did not write this PDF.") from None


def _pikepdf() -> "ModuleType":
    try:
        import pikepdf
    except ImportError:
        raise OptionError(
            "A passphrase needs the package pikepdf: pip install 'deckapp[passphrase]'."
        ) from None
    return pikepdf
