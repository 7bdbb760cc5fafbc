"""What all tests share: nothing of the user's own is read or written, and no screen is needed."""

import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from deckapp.gui.immortals import keep_constants_alive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

keep_constants_alive()  # as the window does; tests use parts of it without it

_FOLDERS = {
    "HOME": "",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform lacks what a window manager does, and says so each time."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")
    config.addinivalue_line("markers", "unmeasured: takes too long under coverage")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """What hypothesis makes up, and what is marked `unmeasured`, is not traced by coverage.

    Tracing takes such tests three times as long, and lines are to be held by examples, which are
    the same in every run. (The `no_cover` of pytest-cov has no effect in a worker of xdist.)
    """
    tracer = sys.gettrace()
    measured = not (item.get_closest_marker("hypothesis") or item.get_closest_marker("unmeasured"))
    if measured or not item.config.pluginmanager.hasplugin("_cov"):
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, and the platform's folders in it."""
    folder = tmp_path_factory.mktemp("home")
    for name, below in _FOLDERS.items():
        monkeypatch.setenv(name, str(folder / below))
    return folder
