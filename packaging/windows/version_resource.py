"""What Windows shows of a program under Properties → Details."""

import re
from pathlib import Path

_ENGLISH, _UNICODE = 0x0409, 0x04B0


def text(program: str, version: str) -> str:
    """The version resource of a program, as PyInstaller reads it.

    `version` begins with one to four numbers; what follows ("rc1") is only shown.
    """
    numbers = [int(number) for number in re.findall(r"\d+", re.split(r"[^\d.]", version)[0])]
    four = tuple([*numbers, 0, 0, 0][:4])
    told = {
        "CompanyName": "The deckapp authors",
        "FileDescription": "deckapp",
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": "The deckapp authors. MIT licence.",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "deckapp",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0, "
        "OS=0x40004, fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable("
        f"'{_ENGLISH:04X}{_UNICODE:04X}', [{strings}])]), "
        f"VarFileInfo([VarStruct('Translation', [{_ENGLISH}, {_UNICODE}])])])\n"
    )


def write(folder: Path, program: str, version: str) -> Path:
    """Write the version resource of a program into a folder and return its path."""
    path = folder / f"{program}.version.txt"
    path.write_text(text(program, version), encoding="utf-8")
    return path
