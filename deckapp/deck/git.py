"""Asking git itself."""

import os
import subprocess

from .characters import shown

_SECONDS = 60
_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
"""What a partial clone lacks is not fetched: deckapp opens no network connection."""


class GitError(Exception):
    """git is not there, or says no; `str()` says so, as the end of a sentence."""


def ask_git(*arguments: str) -> bytes:
    """What git answers; raises GitError."""
    try:
        found = subprocess.run(  # noqa: S603  git itself finds what it is to look at
            ["git", *arguments],  # noqa: S607  wherever the user has it
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=os.environ | _OFFLINE,
        )
    except subprocess.TimeoutExpired:
        raise GitError("git does not answer") from None
    except (OSError, ValueError):
        raise GitError("git is not installed here, or cannot be run") from None
    if found.returncode:
        raise GitError(f"git says: {_gist(found.stderr)}")
    return found.stdout


def _gist(said: bytes) -> str:
    """The line that matters of what git says."""
    lines = said.decode(errors="replace").strip().splitlines() or ["no"]
    bad = (line for line in lines if line.startswith(("fatal:", "error:")))
    return shown(next(bad, lines[-1])).removesuffix(".")
