"""The program on a real (virtual) screen, with real keys, from start to the last follow-up."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deckapp.deck import open_deck
from deckapp.gui.settings import Settings
from deckapp.paths import reference_deck

pytestmark = pytest.mark.skipif(
    shutil.which("Xvfb") is None or shutil.which("xdotool") is None,
    reason="needs Xvfb and xdotool",
)
_PATIENCE = 30.0


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """The environment of a screen of its own."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait()


def _wait_for(what: Callable[[], str]) -> str:
    """Ask until there is an answer."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        answer = what()
        if answer:
            return answer
    pytest.fail("nothing came of it in half a minute")


def test_that_keys_lead_from_the_start_to_the_last_follow_up_and_the_place_is_kept(
    screen: dict[str, str], tmp_path: Path
) -> None:
    environment = screen | {"XDG_CONFIG_HOME": str(tmp_path)}

    def xdotool(*arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    command = [sys.executable, "-m", "deckapp", str(reference_deck())]
    program = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    title = "Moscow, April 2017 — deckapp"
    window = _wait_for(lambda: xdotool("search", "--name", title)).split("\n")[0]
    xdotool("windowfocus", "--sync", window)

    cards = [card for _, card in open_deck(reference_deck()).deck.cards()]
    steps = 2 + 2 * (1 + len(cards[0].follow_ups))  # title, position, and each pair
    xdotool("key", "--delay", "80", "ctrl+1", *["space"] * (steps - 1))
    xdotool("key", "--delay", "80", "ctrl+q")
    _, errors = program.communicate(timeout=_PATIENCE)

    assert program.returncode == 0
    assert errors == ""
    place = Settings(tmp_path / "deckapp" / "settings.ini").place(reference_deck())
    assert place == (cards[0].id, steps - 1)
