"""The real program on a real X display, driven by real keys, as a new user would."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deckapp.deck import read_deck_file
from deckapp.paths import reference_deck, resources
from deckapp.printing import find_layouts

ROOT = Path(__file__).parents[2]
PATIENCE = 30_000

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of the test's own.

    Without -noreset it starts afresh whenever its last client leaves: one xdotool asking
    whether the window is there yet would throw out the program that is just connecting.
    """
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", "1", "-noreset"),
            *("-screen", "0", "1280x800x24", "-nolisten", "tcp"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    yield f":{server.stdout.readline().strip()}"
    server.terminate()
    server.communicate()


class User:
    """Somebody before the screen."""

    def __init__(self, display: str, home: Path, qtbot: QtBot) -> None:
        self._environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
        }
        self._settings = home / ".config" / "deckapp" / "settings.ini"
        self._qtbot = qtbot
        self.program: subprocess.Popen[str] | None = None

    def start(self, *arguments: str) -> None:
        """Start deckapp and wait until it takes keys, which it shows by what it remembers."""
        if self.settings():
            text = self.settings().replace("zoom=100\n", "")
            self._settings.write_text(text, encoding="utf-8")
        self.program = subprocess.Popen(
            [sys.executable, "-m", "deckapp", *arguments],
            cwd=ROOT,
            env=self._environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.look_at("— deckapp")
        self.press_until(lambda: "zoom=100" in self.settings(), "ctrl+0")

    def press(self, *keys: str) -> None:
        self._xdotool("key", *keys)

    def type(self, text: str) -> None:
        self._xdotool("type", text)

    def press_until(self, condition: Callable[[], bool], *keys: str) -> None:
        """Press keys that do no harm when pressed again, until they had their effect."""

        def is_so() -> bool:
            if condition():
                return True
            self.press(*keys)
            return False

        self._qtbot.waitUntil(is_so, timeout=PATIENCE)

    def look_at(self, title: str) -> None:
        """Wait for a window, and give it the keyboard."""

        def is_there() -> bool:
            if self.program is not None and self.program.poll() is not None:
                self.wait_for_end()
                pytest.fail(f"deckapp ended before it showed {title!r}")
            return bool(self.windows(title))

        self._qtbot.waitUntil(is_there, timeout=PATIENCE)
        self._xdotool("windowfocus", "--sync", self.windows(title)[0])

    def windows(self, title: str) -> list[str]:
        """The windows on screen with such a title."""
        return self._xdotool("search", "--onlyvisible", "--name", title).split()

    def wait_for_end(self) -> None:
        assert self.program is not None
        _, errors = self.program.communicate(timeout=PATIENCE / 1000)
        assert (self.program.returncode, errors) == (0, "")
        self.program = None

    def settings(self) -> str:
        """What the program remembers."""
        return self._settings.read_text(encoding="utf-8") if self._settings.exists() else ""

    def _xdotool(self, *arguments: str) -> str:
        return subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout


@pytest.fixture
def user(display: str, home: Path, qtbot: QtBot) -> Iterator[User]:
    user = User(display, home, qtbot)
    yield user
    if user.program is not None:
        user.program.kill()
        user.program.communicate()


def test_that_a_new_user_walks_a_card_to_its_last_follow_up_and_comes_back_to_it(
    user: User,
) -> None:
    first = next(read_deck_file(reference_deck()).deck.cards())[1]
    last_step = 3 + 2 * len(first.follow_ups)
    user.start()
    assert user.windows("Moscow, April 2017")
    user.press(*["space"] * last_step, "ctrl+q")
    user.wait_for_end()
    assert f"={first.id} {last_step}" in user.settings()

    user.start()
    user.press("question")
    user.look_at("Keyboard shortcuts")
    user.press("x")
    user.look_at("— deckapp")
    user.press_until(lambda: "theme=dark" in user.settings(), "Escape", "alt+v", "d")
    user.press("Escape", "Escape", "ctrl+f")
    user.type("normandy seat")
    user.press("Return", "Return", "space", "space", "BackSpace", "ctrl+q")
    user.wait_for_end()
    assert "=ukraine-normandy 1" in user.settings()


def test_that_a_deck_that_is_not_there_is_explained_and_quit_from(
    user: User, tmp_path: Path
) -> None:
    user.start(str(tmp_path / "gone.yaml"))
    assert user.windows("gone.yaml")
    user.press("ctrl+q")
    user.wait_for_end()


def test_that_cards_are_printed_to_a_file_with_keys_alone(user: User, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    shutil.copy(reference_deck(), deck)
    user.start(str(deck))
    user.press("ctrl+3")
    first = find_layouts([resources() / "layouts"])[0][0].id
    user.press_until(lambda: f"={first}" in user.settings(), "Up")
    out = tmp_path / f"deck-{first}.pdf"
    user.press("alt+s")
    user.look_at("Save PDF")
    user.press("Return")  # the name that is suggested, beside the deck
    user._qtbot.waitUntil(out.exists, timeout=PATIENCE)
    user.look_at("— deckapp")
    user.press("ctrl+q")
    user.wait_for_end()
    assert out.read_bytes().startswith(b"%PDF")
