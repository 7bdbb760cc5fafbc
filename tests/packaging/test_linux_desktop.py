"""What Linux desktops are told of deckapp: its name, its icon, and which files are decks."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from deckapp import __version__

from .running import APP_ID, MIME_TYPE, PACKAGING, ROOT

DESKTOP = PACKAGING / "linux" / "desktop"
METAINFO = DESKTOP / f"{APP_ID}.metainfo.xml"

OLD_YAML = '<mime-type type="application/x-yaml">'
NEW_YAML = '<mime-type type="application/yaml"><alias type="application/x-yaml"/>'
BASE = """<?xml version="1.0"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="text/plain"><glob pattern="*.txt"/></mime-type>
  {yaml}<sub-class-of type="text/plain"/>
    <glob pattern="*.yaml"/><glob pattern="*.yml"/></mime-type>
</mime-info>
"""
DECK = "format: deckapp/1\ntitle: Talks\n"
DECKS = {
    "plain.yaml": DECK,
    "short.yml": DECK,
    "quoted.yaml": '---\nformat: "deckapp/1"\n',
    "mark.yaml": "\ufeff" + DECK,
    "windows.yaml": "# ours\r\nformat: deckapp/1\r\n",
    "late.yaml": "# a comment\n" * 300 + DECK,
    "new.deck.yaml": "title: Talks\n",
    "no-suffix": DECK,
}
OTHERS = {
    "list.yaml": "- 1\n- 2\n",
    "other.yaml": "# c\nformat: other/1\n",
    "inside.yml": "notes: |\n  format: deckapp/1\n",
    "comment.yaml": "# format: deckapp/1\na: 1\n",
}


def _needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(tool), reason=f"there is no {tool} here")


def _run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@_needs("desktop-file-validate")
def test_that_the_desktop_file_is_valid() -> None:
    assert _run("desktop-file-validate", DESKTOP / "deckapp.desktop") == ""


@_needs("appstreamcli")
def test_that_the_validator_has_no_remark_on_the_metainfo() -> None:
    said = _run("appstreamcli", "validate", "--no-net", "--pedantic", "--no-color", METAINFO)
    assert "Validation was successful." in said


@_needs("xmllint")
def test_that_the_xml_is_well_formed() -> None:
    assert _run("xmllint", "--noout", *DESKTOP.glob("*.xml")) == ""


def test_that_desktop_file_metainfo_and_window_speak_of_the_same_things() -> None:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DESKTOP / "deckapp.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["MimeType"] == f"{MIME_TYPE};"
    assert entry["StartupWMClass"] == entry["Icon"] == "deckapp"
    window = (ROOT / "deckapp" / "gui" / "app.py").read_text(encoding="utf-8")
    assert 'setDesktopFileName("deckapp")' in window
    told = ElementTree.parse(METAINFO).getroot()  # noqa: S314  our own file
    assert told.findtext("id") == APP_ID
    assert told.findtext("launchable") == "deckapp.desktop"
    assert told.findtext("provides/mediatype") == MIME_TYPE
    release = told.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__, "add the release to the metainfo"


@pytest.fixture(params=[OLD_YAML, NEW_YAML], ids=["before 2.3", "since 2.3"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder of shared data in which our type stands beside YAML's, by its old or new name."""
    packages = tmp_path / "share" / "mime" / "packages"
    packages.mkdir(parents=True)
    base = BASE.format(yaml=request.param)
    (packages / "freedesktop.org.xml").write_text(base, encoding="utf-8")
    shutil.copy(DESKTOP / "deckapp.xml", packages)
    _run("update-mime-database", packages.parent)
    return tmp_path / "share"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The decks and the other files, and the two decks that ship."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in {**DECKS, **OTHERS}.items():
        (folder / name).write_bytes(text.encode())
    for name in ("moscow-2017.yaml", "template.yaml"):
        shutil.copy(ROOT / "decks" / name, folder)
    return folder


def _check(types: dict[str, str]) -> None:
    """Decks are ours, whatever they are called, and other YAML files stay what they are."""
    decks = {name for name, found in types.items() if found == MIME_TYPE}
    assert decks == {*DECKS, "moscow-2017.yaml", "template.yaml"}
    others = {types[name] for name in OTHERS}
    assert len(others) == 1
    assert others <= {"application/yaml", "application/x-yaml"}


@_needs("update-mime-database")
def test_that_qt_tells_decks_from_other_yaml_files(database: Path, files: Path) -> None:
    program = (
        "import os, sys; from PySide6.QtCore import QMimeDatabase as D; os.chdir(sys.argv[1])\n"
        "for n in os.listdir(): print(n, D().mimeTypeForFile(n).name(), sep='|')"
    )
    said = _run(sys.executable, "-c", program, files, XDG_DATA_DIRS=str(database))
    _check(dict(line.split("|") for line in said.splitlines()))


@_needs("update-mime-database")
@_needs("gio")
def test_that_gtk_tells_decks_from_other_yaml_files(database: Path, files: Path) -> None:
    key = "standard::content-type"
    names = sorted(path.name for path in files.iterdir())
    paths = [files / name for name in names]
    said = _run("gio", "info", "-a", key, *paths, XDG_DATA_DIRS=str(database))
    found = [line.split(": ")[1] for line in said.splitlines() if line.startswith(f"  {key}: ")]
    _check(dict(zip(names, found, strict=True)))
