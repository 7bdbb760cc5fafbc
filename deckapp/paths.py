"""Where things lie: what ships with deckapp, and what it keeps for itself."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "_data"


def _shipped(folder: str) -> Path:
    """A folder that ships: inside an installed package, beside it in the repository."""
    installed = _INSTALLED / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def resources() -> Path:
    """Icons, JSON Schema, layouts."""
    return _shipped("resources")


def reference_deck() -> Path:
    """The Moscow deck, which the first start opens."""
    return _shipped("decks") / "moscow-2017.yaml"


def template_deck() -> Path:
    """The starter deck, which `deckapp new` writes."""
    return _shipped("decks") / "template.yaml"


def licences() -> Path:
    """What a bundle brings besides Python packages, and its licences; elsewhere there is none."""
    return _shipped("licences")


def is_shipped(path: Path) -> bool:
    """Whether a file came with an installed deckapp, and goes when that is upgraded.

    In a clone of the repository none did: there, decks are edited where they lie.
    """
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(_INSTALLED))


def went_with_upgrade(path: Path) -> bool:
    """Whether a file came with a deckapp that lay elsewhere, and is there no more."""
    return path.parent.parent.name == _INSTALLED.name and not path.exists()


def layout_folders() -> tuple[Path, ...]:
    """Where layouts lie: the user's own, which come first, then those that ship."""
    return _data() / "layouts", resources() / "layouts"


def printer_folder() -> Path:
    """Printer profiles, one file each; made when the first is saved."""
    return _data() / "printers"


def review_folder() -> Path:
    """The review log; made when something is rehearsed."""
    return _data() / "rehearsal"


def _data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("deckapp", appauthor=False)


def settings_file() -> Path:
    """What the window remembers; the folder is made when it is first written."""
    from platformdirs import user_config_path

    return user_config_path("deckapp", appauthor=False) / "settings.ini"
