"""Where things lie, installed and in the repository."""

from pathlib import Path

import pytest

from deckapp import paths


def test_that_what_ships_is_there() -> None:
    assert paths.reference_deck().is_file()
    assert paths.template_deck().is_file()
    assert (paths.resources() / "icons" / "deckapp.svg").is_file()


def test_that_an_installed_package_brings_its_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_data" / "decks").mkdir(parents=True)
    monkeypatch.setattr(paths, "_INSTALLED", tmp_path / "_data")
    assert paths.reference_deck() == tmp_path / "_data" / "decks" / "moscow-2017.yaml"
    assert paths.resources() == Path(paths.__file__).parent.parent / "resources"


def test_that_only_what_is_installed_counts_as_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not paths.is_shipped(paths.reference_deck())
    (tmp_path / "_data" / "decks").mkdir(parents=True)
    monkeypatch.setattr(paths, "_INSTALLED", tmp_path / "_data")
    assert paths.is_shipped(paths.reference_deck())
    (tmp_path / "link").symlink_to(tmp_path / "_data")
    assert paths.is_shipped(tmp_path / "link" / "decks" / "moscow-2017.yaml")
    assert not paths.is_shipped(tmp_path / "moscow-2017.yaml")


def test_that_settings_lie_where_the_platform_wants_them_and_reading_makes_no_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.settings_file().is_relative_to(home)
    assert paths.settings_file().parts[-2:] == ("deckapp", "settings.ini")
    assert not paths.settings_file().parent.exists()
