"""The files for Windows, as far as they can be looked at elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest

from deckapp import __version__

from .running import PACKAGING, ROOT, evaluate, load

WINDOWS = PACKAGING / "windows"
SCRIPT = (WINDOWS / "deckapp.iss").read_text(encoding="utf-8")
BUILD = (WINDOWS / "build.ps1").read_text(encoding="utf-8")
BUILT = "build/windows/"
PARAMETER = re.compile(r'\s*(\w+): ((?:"(?:[^"]|"")*"|[^";])*)(?:;|$)')


def _sections() -> Iterator[tuple[str, str]]:
    """Section and line of each entry of the installer's script."""
    section = ""
    for line in SCRIPT.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith((";", "#", " ")):
            yield section, line


SETUP = dict(line.split("=", 1) for section, line in _sections() if section == "Setup")
ENTRIES = [(section, line) for section, line in _sections() if section != "Setup"]


def test_that_there_is_a_program_that_prints_and_one_without_a_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = evaluate("windows", tmp_path, monkeypatch)
    programs = [each for each in made if each.kind == "EXE"]
    consoles = {each.options["name"]: each.options["console"] for each in programs}
    assert consoles == {"deckapp": True, "deckapp-window": False}
    for each in programs:
        assert Path(str(each.options["icon"])).is_file()
        version = Path(str(each.options["version"])).read_text(encoding="utf-8")
        assert f"StringStruct('ProductVersion', '{__version__}')" in version
        assert each.options["exclude_binaries"], "the programs share one folder"
    assert made[-1].kind == "COLLECT"
    assert made[-1].parts[:2] == tuple(programs)


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", "(0, 1, 0, 0)"), ("2.0.1rc3", "(2, 0, 1, 0)"), ("1", "(1, 0, 0, 0)")],
)
def test_that_windows_gets_a_version_of_four_numbers(version: str, numbers: str) -> None:
    text = load("windows/version_resource.py").text("deckapp", version)
    assert f"filevers={numbers}" in text
    compile(text, "version", "eval")


def test_that_the_installer_needs_no_administrator_and_knows_its_earlier_self() -> None:
    assert SETUP["PrivilegesRequired"] == "lowest"
    assert SETUP["ArchitecturesAllowed"] == "x64compatible"
    assert re.fullmatch(r"\{\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", SETUP["AppId"])


def test_that_the_installers_version_comes_from_the_build() -> None:
    assert SETUP["AppVersion"] == "{#Version}"
    assert SETUP["OutputBaseFilename"] == "deckapp-{#Version}-windows-x64"
    assert "/DVersion=$version" in BUILD
    assert "deckapp-$version-windows-x64.exe" in BUILD


@pytest.mark.parametrize(("section", "line"), ENTRIES)
def test_that_each_entry_is_made_of_parameters(section: str, line: str) -> None:
    assert section in ("InstallDelete", "Files", "Icons", "Registry", "Run")
    assert PARAMETER.sub("", line).strip() == ""
    # Of braces, only constants have any.
    assert re.sub(r"\{(#?\w+|cm:\w+,\w+)\}", "", line).count("{") == 0


def _named_files() -> Iterator[str]:
    """What the installer is made of, from the repository's folder."""
    for name in (SETUP["LicenseFile"], SETUP["SetupIconFile"]):
        yield PureWindowsPath(name).as_posix()
    for section, line in ENTRIES:
        if section == "Files":
            yield PureWindowsPath(dict(PARAMETER.findall(line))["Source"].strip('"')).as_posix()


def test_that_each_file_named_is_there_or_is_built() -> None:
    for name in _named_files():
        assert name.startswith("../../")
        path = name.removeprefix("../../")
        assert path.startswith(BUILT) or (ROOT / path).is_file()
    for path in re.findall(r'"(packaging\\windows\\[^"]+)"', BUILD):
        assert (ROOT / PureWindowsPath(path)).is_file()


def test_that_no_type_of_file_is_taken_over_and_nothing_of_the_users_is_removed() -> None:
    assert "[UninstallDelete]" not in SCRIPT
    for section, line in ENTRIES:
        if section == "Registry":
            key = dict(PARAMETER.findall(line))["Subkey"].strip('"')
            assert key.startswith(r"Software\Classes\Applications\deckapp-window.exe")


def test_that_the_brackets_and_quotes_of_the_build_script_are_closed() -> None:
    code = re.sub(r"^\s*#.*$", "", BUILD, flags=re.MULTILINE)
    code = re.sub(r'"[^"\n]*"', "", code)
    assert '"' not in code
    nested = re.sub(r"[^()\[\]{}]", "", code)
    while nested != (inner := re.sub(r"\(\)|\[\]|\{\}", "", nested)):
        nested = inner
    assert nested == ""
