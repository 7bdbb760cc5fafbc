"""Repositories with a deck for tests, and git as it runs for nobody in particular."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deckapp.paths import reference_deck

MOSCOW = reference_deck().read_text(encoding="utf-8")
ROOT = Path(__file__).parents[1]
LAUNCHER = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m deckapp "$@"\n'
_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_EDITOR": "true",
    "GIT_MERGE_AUTOEDIT": "no",
    "PYTHONDONTWRITEBYTECODE": "1",
}
for _who in ("AUTHOR", "COMMITTER"):
    _ENVIRONMENT |= {f"GIT_{_who}_NAME": "An officer", f"GIT_{_who}_EMAIL": "officer@example.org"}


def use_git(monkeypatch: pytest.MonkeyPatch, programs: Path, launcher: str = LAUNCHER) -> None:
    """Let git know nobody's configuration, and find this deckapp first in PATH."""
    programs.mkdir(exist_ok=True)
    program = programs / "deckapp"
    program.write_text(launcher)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    for name, value in _ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


class Repository:
    """A clone, and git in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def try_git(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run git, whatever it says."""
        return subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )

    def git(self, *arguments: str) -> str:
        """What git says; it must succeed."""
        done = self.try_git(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def commit(self, text: str, name: str = "deck.yaml") -> None:
        """Commit a file."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", f"Change {name}")

    def read(self, name: str = "deck.yaml") -> str:
        """What a file holds."""
        return (self.folder / name).read_bytes().decode()


def new_repository(folder: Path) -> Repository:
    """A repository in which nothing was committed."""
    folder.mkdir()
    repository = Repository(folder)
    repository.git("init", "--quiet", "--initial-branch=main")
    return repository
