"""Starting from the bundle, beside the same deckapp from the virtual environment it was packed in.

Wants what `make package` built, and an X server of its own (Xvfb, xdotool); without, no rows.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.table import Row

BOUND = 1.3

_BUILD = Path("build", "linux").absolute()
_BUNDLE = _BUILD / "deckapp" / "deckapp"
_INSTALLED = _BUILD / "venv" / "bin" / "deckapp"
_CACHES = Path("/proc/sys/vm/drop_caches")
_DISPLAY = ":87"
_PATIENCE_SECONDS = 30


def run(*, quick: bool = False) -> list[Row]:
    """Wall time until the window stands with its deck: files cached, and read from the disk."""
    if not _BUNDLE.exists() or not all(map(shutil.which, ("Xvfb", "xdotool"))):
        print("the bundle's start is measured after make package, where Xvfb and xdotool are")
        return []
    work = "start of the bundle until its window stands (of its venv)"
    turns = 5 if quick else 15
    with TemporaryDirectory() as home, _display(home) as environment:
        rows = [_compare(work, turns, environment, dropping=False)]
        if os.access(_CACHES, os.W_OK):
            rows.append(_compare(f"{work}: cold", turns, environment, dropping=True))
    return rows


def _compare(work: str, turns: int, environment: dict[str, str], *, dropping: bool) -> Row:
    times: dict[Path, list[float]] = {_BUNDLE: [], _INSTALLED: []}
    for turn in range(turns + 1):  # in turn, so that a busy minute hits both
        for program, taken in times.items():
            if dropping:
                os.sync()
                _CACHES.write_text("3")
            seconds = _until_window(program, environment)
            if turn:  # the first warms the caches
                taken.append(seconds)
    return Row(work, median(times[_BUNDLE]), median(times[_INSTALLED]), "s", BOUND)


def _until_window(program: Path, environment: dict[str, str]) -> float:
    search = ["xdotool", "search", "--onlyvisible", "--name", "Moscow"]
    subprocess.run(search, env=environment, capture_output=True, check=False)  # itself in memory
    start = time.perf_counter()
    with subprocess.Popen([program], env=environment) as window:
        while subprocess.run(search, env=environment, capture_output=True, check=False).returncode:
            if time.perf_counter() - start > _PATIENCE_SECONDS or window.poll() is not None:
                raise RuntimeError(f"{program} shows no window")
        taken = time.perf_counter() - start
        window.kill()
    return taken


@contextmanager
def _display(home: str) -> Iterator[dict[str, str]]:
    """An X server for as long as it is needed, and the environment of a user with that home."""
    environment = {"PATH": os.environ["PATH"], "HOME": home, "DISPLAY": _DISPLAY}
    environment["LC_ALL"] = "C.UTF-8"
    command = ["Xvfb", _DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        ask = ["xdotool", "getdisplaygeometry"]
        while subprocess.run(ask, env=environment, capture_output=True, check=False).returncode:
            if server.poll() is not None:
                raise RuntimeError(f"Xvfb does not start on {_DISPLAY}")
        try:
            yield environment
        finally:
            server.terminate()
