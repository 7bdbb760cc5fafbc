"""How tests get at the scripts of `packaging`, which is no package."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGING = ROOT / "packaging"
APP_ID = "org.example.deckapp"
MIME_TYPE = "application/x-deckapp+yaml"


def load(path: str) -> ModuleType:
    """A script below `packaging`, as a module; what it imports of its folder has to be there."""
    spec = spec_from_file_location(Path(path).stem, PACKAGING / path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Made:
    """What stands for anything that PyInstaller makes: it keeps what it was made of."""

    scripts: tuple[str, ...] = ()
    pure: tuple[str, ...] = ()
    binaries: tuple[tuple[str, str, str], ...] = ()

    def __init__(self, kind: str, parts: tuple[object, ...], options: dict[str, object]) -> None:
        self.kind = kind
        self.parts = parts
        self.options = options
        self.datas: list[tuple[str, str, str]] = []


OPTIONS = {
    "Analysis": {"scripts", "pathex", "binaries", "datas", "hiddenimports", "excludes", "optimize"},
    "PYZ": {"name"},
    "EXE": {"name", "icon", "version", "exclude_binaries", "console", "target_arch"},
    "COLLECT": {"name"},
    "BUNDLE": {"name", "icon", "bundle_identifier", "version", "info_plist"},
}
"""What PyInstaller 6.22 knows; it takes any option, and overlooks what it does not know."""


def evaluate(system: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Made]:
    """Run the spec of a system as PyInstaller does, and return what it would make, in order.

    `bundle.py` is the real one, but that PyInstaller finds it nothing; nothing else is owned.
    """
    made: list[Made] = []

    def maker(kind: str, *parts: object, **options: object) -> Made:
        unknown = options.keys() - OPTIONS[kind]
        assert not unknown, f"{kind} knows no {unknown}: see PyInstaller's manual"
        made.append(Made(kind, parts, options))
        return made[-1]

    hooks = ModuleType("PyInstaller.utils.hooks")
    for name in ("collect_data_files", "collect_submodules"):
        setattr(hooks, name, lambda package, **_: [package])
    for module in (ModuleType("PyInstaller"), ModuleType("PyInstaller.utils"), hooks):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    for name in ("bundle", "icons", "version_resource"):
        # Set first, so that what the spec imports is forgotten afterwards.
        monkeypatch.setitem(sys.modules, name, hooks)
        del sys.modules[name]
    ownership = load("ownership.py")
    monkeypatch.setattr(ownership, "common", tuple)  # PyInstaller itself is not there
    monkeypatch.setitem(sys.modules, "ownership", ownership)
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec = PACKAGING / system / "deckapp.spec"
    names: dict[str, object] = {"SPECPATH": str(spec.parent), "workpath": str(folder)}
    for kind in OPTIONS:
        names[kind] = lambda *parts, kind=kind, **options: maker(kind, *parts, **options)
    exec(compile(spec.read_text(encoding="utf-8"), spec, "exec"), names)  # noqa: S102  our own
    return made
