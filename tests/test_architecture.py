"""The rules of the house. Each failure names the mend."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "deckapp"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCREENS = ("rehearse", "edit", "print")
LONGEST_FILE = 400

ALLOWED = {
    "deck": {"deck"},
    "rehearsal": {"deck", "rehearsal"},
    "printing": {"deck", "printing"},
}
"""What each core may import of ours; gui, cli and the rest may import everything."""


def _imports(path: Path) -> Iterator[str]:
    """Absolute names of the modules that a module imports, wherever it does."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _core(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@pytest.mark.parametrize("path", [p for p in MODULES if _core(p) in ALLOWED], ids=_name)
def test_that_a_core_imports_no_qt_and_only_the_cores_below_it(path: Path) -> None:
    core = _core(path)
    for name in _imports(path):
        top = name.split(".")
        assert top[0] not in ("PySide6", "shiboken6"), (
            f"{_name(path)} imports {name}: move what needs Qt to deckapp/gui"
        )
        if top[0] == "deckapp" and len(top) > 1:
            assert top[1] in ALLOWED[core], (
                f"{_name(path)} imports {name}: {core} may import only {sorted(ALLOWED[core])}; "
                "hand it in as an argument instead"
            )


_KNOWN_TO_WIDGETS = tuple(
    f"deckapp.gui.{name}" for name in ("widgets", "theme", "overriding", "jobs")
)


@pytest.mark.parametrize("path", sorted((PACKAGE / "gui" / "widgets").glob("*.py")), ids=_name)
def test_that_widgets_know_no_deck_and_no_screen(path: Path) -> None:
    for name in _imports(path):
        mine = name.startswith(_KNOWN_TO_WIDGETS)
        assert mine or not name.startswith("deckapp."), (
            f"{_name(path)} imports {name}: tell the widget what to show, or move it to its screen"
        )


@pytest.mark.parametrize("screen", SCREENS)
def test_that_screens_do_not_import_each_other(screen: str) -> None:
    others = tuple(f"deckapp.gui.{other}" for other in SCREENS if other != screen)
    for path in sorted((PACKAGE / "gui" / screen).glob("*.py")):
        for name in _imports(path):
            assert not name.startswith(others), (
                f"{_name(path)} imports {name}: move what both need to deckapp/gui/widgets"
            )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_that_a_file_is_short_and_has_no_global_state(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE, f"{_name(path)}: find the two ideas in it and split it"
    for node in ast.walk(ast.parse(text)):
        assert not isinstance(node, ast.Global), (
            f"{_name(path)}:{node.lineno}: hand the value in as an argument instead"
        )


def test_that_the_cores_and_the_command_line_load_no_qt_and_no_reportlab() -> None:
    program = (
        "import sys, deckapp.deck, deckapp.printing, deckapp.cli\n"
        "heavy = {'PySide6', 'shiboken6', 'reportlab'}\n"
        "print([name for name in sys.modules if name.split('.')[0] in heavy])"
    )
    assert _run(program) == "[]"


def test_that_the_first_card_is_painted_without_heavy_modules(tmp_path: Path) -> None:
    program = f"""
import os, sys
os.environ["XDG_CONFIG_HOME"] = {str(tmp_path)!r}
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from deckapp.__main__ import load_window
run = load_window()
from deckapp.gui.main_window import MainWindow
from deckapp.paths import reference_deck
import PySide6.QtCore

def leave(window):
    heavy = {{"reportlab", "fsrs", "sqlite3", "deckapp.deck.linting", "deckapp.gui.chrome"}}
    print(sorted(heavy & set(sys.modules)), "Qt" in vars(PySide6.QtCore), flush=True)
    os._exit(0)

MainWindow.furnish = leave
run([str(reference_deck())])
"""
    assert _run(program) == "[] False", "load it when it is first needed, not before the first card"


def test_that_a_furnished_window_loads_neither_speech_nor_sound(tmp_path: Path) -> None:
    program = f"""
import os, sys
for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[name] = {str(tmp_path)!r}
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from deckapp.__main__ import load_window
run = load_window()
import deckapp.gui.chrome, deckapp.gui.voice.voice_desk
from deckapp.gui.document import Document
from deckapp.paths import reference_deck

def leave(self, *_):
    heavy = {{"PySide6.QtTextToSpeech", "PySide6.QtMultimedia"}}
    print(sorted(heavy & set(sys.modules)), flush=True)
    os._exit(0)

deckapp.gui.chrome.Chrome._on_examined = leave
run([str(reference_deck())])
"""
    assert _run(program) == "[]", "import it in a function of deckapp/gui/voice, on first use"


def _run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return done.stdout.strip()


def test_that_every_action_has_the_icon_it_names_and_every_icon_is_a_drawing() -> None:
    from deckapp.gui.actions import ACTIONS

    icons = {path.stem: path for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert {spec.icon for spec in ACTIONS if spec.icon} <= icons.keys()
    for path in icons.values():
        root = ElementTree.parse(path).getroot()  # noqa: S314  our own file
        assert root.tag == "{http://www.w3.org/2000/svg}svg", path


def test_that_no_file_names_a_machine_path_or_a_package_registry() -> None:
    forbidden = re.compile(
        r"(?<![\w.])/(?:work|root|home/\w+)/|files\.python" r"hosted|py" r"pi\.org|registry\.npm"
    )
    tracked = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False
    ).stdout.split("\n")
    for name in filter(None, tracked):
        path = ROOT / name
        if path.suffix in (".png", ".expected") or "hostile" in path.parts or not path.is_file():
            continue
        found = forbidden.findall(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{name} names {found}: leave machines out of it"
