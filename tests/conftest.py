"""What all tests share: nothing of the user's own is read or written, and no screen is needed."""

import ctypes
import os
import sys
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# WORKAROUND PySide6 6.12 is built for Pythons where None is immortal: on 3.11 each of its methods
# that returns nothing drops a reference of None, and the interpreter aborts when none is left.
# The window sees to it when it starts; tests use its parts without starting it.
if sys.version_info < (3, 12):
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40

_FOLDERS = {
    "HOME": "",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform has no window manager to tell sizes to, and says so each time."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, and the platform's folders in it."""
    folder = tmp_path_factory.mktemp("home")
    for name, below in _FOLDERS.items():
        monkeypatch.setenv(name, str(folder / below))
    return folder
