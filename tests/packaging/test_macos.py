"""The files for macOS, as far as they can be looked at elsewhere."""

import plistlib
import re
import subprocess
from pathlib import Path

import pytest

from deckapp import __version__

from .running import APP_ID, MIME_TYPE, PACKAGING, ROOT, evaluate

MACOS = PACKAGING / "macos"
BUILD = MACOS / "build.sh"
PLIST = plistlib.loads((MACOS / "Info.plist").read_bytes())


def test_that_the_app_has_its_icon_its_version_and_a_place_in_the_dock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = evaluate("macos", tmp_path, monkeypatch)
    assert [each.kind for each in made] == ["Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE"]
    assert made[2].options["console"] is False
    app = made[-1]
    assert app.parts == (made[-2],)
    assert app.options["name"] == "deckapp.app"
    assert app.options["bundle_identifier"] == APP_ID
    assert Path(str(app.options["icon"])).is_file()
    information = app.options["info_plist"]
    assert isinstance(information, dict)
    assert app.options["version"] == information["CFBundleVersion"] == __version__


def test_that_decks_are_yaml_and_other_yaml_files_are_left_to_others() -> None:
    (offered,) = PLIST["CFBundleDocumentTypes"]
    (exported,) = PLIST["UTExportedTypeDeclarations"]
    assert offered["LSItemContentTypes"] == [exported["UTTypeIdentifier"], "public.yaml"]
    assert offered["LSHandlerRank"] == "Alternate"
    assert exported["UTTypeIdentifier"].startswith(f"{APP_ID}.")
    assert exported["UTTypeConformsTo"] == ["public.yaml", "public.text"]
    assert exported["UTTypeTagSpecification"] == {"public.mime-type": MIME_TYPE}


def test_that_the_app_asks_for_no_microphone_and_is_sharp() -> None:
    assert not [key for key in PLIST if key.endswith("UsageDescription")]
    assert PLIST["NSHighResolutionCapable"] is True
    assert re.fullmatch(r"\d+\.\d+", PLIST["LSMinimumSystemVersion"])


def test_that_the_build_script_is_a_script_and_names_files_that_are_there() -> None:
    subprocess.run(["sh", "-n", BUILD], check=True, timeout=20)
    text = BUILD.read_text(encoding="utf-8")
    for path in re.findall(r"packaging/macos/[\w.]+\.spec", text):
        assert (ROOT / path).is_file()


def test_that_what_deckapp_imports_is_not_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis = evaluate("macos", tmp_path, monkeypatch)[0].options
    assert analysis["hiddenimports"] == ["deckapp"], "with all that is imported late"
    excluded = analysis["excludes"]
    assert isinstance(excluded, list)
    pattern = re.compile(r"^\s*(?:from|import) ([\w.]+)", re.MULTILINE)
    for path in (ROOT / "deckapp").rglob("*.py"):
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            left_out = [each for each in excluded if f"{name}.".startswith(f"{each}.")]
            assert not left_out, f"{path.name} imports {name}, which bundle.py leaves out"
