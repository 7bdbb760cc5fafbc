"""Printer profiles, `format: deckapp-printer/1`: what a printer does to backs, and how to mend it.

A profile says where the back of a sheet comes out, seen through the front held against the light.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

from deckapp.deck import Complaint, UnreadableFileError, read_bytes, read_section
from deckapp.deck.characters import shown
from deckapp.deck.fields import choice_field, degrees_field, length_field, text_field

from .errors import BadFileError, ExportError, UnknownNameError
from .geometry import Matrix, Size
from .layouts import is_file
from .suggestions import did_you_mean
from .vocabulary import DUPLEX, Duplex
from .writing import replacing

PROFILE_FORMAT = "deckapp-printer/1"
_MOST_OFFSET = 72.0


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """A printer profile as it stands in its file."""

    format: str = text_field("Format", f"Always `{PROFILE_FORMAT}`.", required=True)
    right: float | None = length_field(
        "Right",
        "How far right of its place the back comes out, seen through the front.",
        signed=True,
    )
    up: float | None = length_field(
        "Up", "How far above its place the back comes out, seen through the front.", signed=True
    )
    turned: float | None = degrees_field(
        "Turned", "How far the back is turned anticlockwise, seen through the front."
    )
    margin: float | None = length_field("Margin", "The edge on which the printer cannot print.")
    duplex: str = choice_field("Duplex", "The edge over which it turned the sheet.", DUPLEX)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one printer does: offsets in points, the angle in degrees anticlockwise.

    All of it as seen through the front of the sheet. `margin` is the edge on which it cannot
    print; `edge` is over which it turned the sheet when that was measured.
    """

    name: str
    right: float = 0.0
    up: float = 0.0
    turned: float = 0.0
    margin: float = 0.0
    edge: Duplex | None = None

    def correction(self, paper: Size, *, tumbled: bool) -> Matrix:
        """What to do to the page of a back so that it comes out behind its front.

        The back of a sheet that is turned like a page is seen mirrored left to right through the
        front; one that is turned like a calendar (`tumbled`), top to bottom.
        """
        # Seen through the front, a point p comes out at R(p - c) + c + d, where c is the middle of
        # the paper. So it has to be drawn at R⁻¹(p - c - d) + c; mirroring turns R⁻¹ into R.
        angle = radians(self.turned)
        flip_x, flip_y = (1, -1) if tumbled else (-1, 1)
        a, b = cos(angle), sin(angle)
        right, up = self.right * flip_x, self.up * flip_y
        x, y = paper.width / 2, paper.height / 2
        e = x - a * (x + right) + b * (y + up)
        f = y - b * (x + right) - a * (y + up)
        return (a, b, -b, a, e, f)


def profile_named(name: str, folders: Sequence[Path]) -> Profile:
    """The printer profile of that name; raises UnknownNameError, or BadFileError for a bad file."""
    for folder in folders:
        path = folder / f"{name}.yaml"
        if name and path.name == f"{name}.yaml" and is_file(path):
            return _open(path)
    known = find_profiles(folders)
    hint = did_you_mean(name, known) if known else "`deckapp calibrate -h` tells how to make one."
    raise UnknownNameError(f"There is no printer profile “{shown(name)}”. {hint}")


def find_profiles(folders: Sequence[Path]) -> list[str]:
    """The names of all printer profiles, good or not."""
    return [path.stem for folder in folders for path in sorted(folder.glob("*.yaml"))]


def _open(path: Path) -> Profile:
    try:
        data = read_bytes(path)
    except UnreadableFileError as error:
        raise BadFileError(path, (), str(error)) from None
    reading = read_section(data, ProfileFile, PROFILE_FORMAT, _complaints)
    file = reading.section
    if file is None:
        raise BadFileError(path, reading.problems)
    return Profile(
        path.stem,
        file.right or 0.0,
        file.up or 0.0,
        file.turned or 0.0,
        file.margin or 0.0,
        Duplex(file.duplex) if file.duplex else None,
    )


def _complaints(file: ProfileFile) -> Iterator[Complaint]:
    for key in ("right", "up", "margin"):
        if abs(getattr(file, key) or 0.0) > _MOST_OFFSET:
            hint = "Measure again: no printer is off by more than an inch."
            yield (key,), "This is too far.", hint


def profile_text(profile: Profile) -> str:
    """What the file of a profile holds; lengths in millimetres."""
    lines = [
        "# Measured by `deckapp calibrate`: where backs come out, seen through the front.",
        f"format: {PROFILE_FORMAT}",
        f"right: {_millimetres(profile.right)}",
        f"up: {_millimetres(profile.up)}",
        f"turned: {profile.turned:.3f}  # degrees, anticlockwise",
        f"margin: {_millimetres(profile.margin)}",
    ]
    if profile.edge is not None:
        lines.append(f"duplex: {profile.edge}")
    return "\n".join(lines) + "\n"


def save_profile(profile: Profile, folder: Path) -> Path:
    """Write a profile's file into the folder, which is made if need be; return its path.

    Raises UnknownNameError for a name that cannot be a file's, and ExportError.
    """
    if not re.fullmatch(r"[\w][\w .-]{0,60}", profile.name) or profile.name.endswith((".", " ")):
        hint = "Use letters, digits, spaces and hyphens."
        raise UnknownNameError(f"“{profile.name}” cannot name a printer profile. {hint}")
    path = folder / f"{profile.name}.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: The folder could not be made ({error.strerror}).") from None
    with replacing(path, None) as file:
        file.write(profile_text(profile).encode())
    return path


def _millimetres(points: float) -> str:
    return f"{points * 25.4 / 72 + 0.0:.2f} mm"
