"""The man page and the shells' completions."""

import subprocess
from datetime import UTC, datetime

import pytest

from deckapp.commands import COMMANDS

from .running import load

manual = load("linux/manual.py")


def test_that_the_man_page_has_each_command_and_its_date() -> None:
    page = manual.man_page(datetime(2026, 11, 24, tzinfo=UTC)).replace("\\-", "-")
    assert page.startswith(".TH DECKAPP")
    assert "2026-11-24" in page.splitlines()[0]
    for command in COMMANDS:
        assert f"deckapp {command}" in page, f"no word of deckapp {command}"
    assert "--passphrase" in page


@pytest.mark.parametrize("shell", manual.SHELLS)
def test_that_each_shell_completes_each_command(shell: str) -> None:
    text = manual.completions(shell)
    assert all(command in text for command in COMMANDS)
    assert "--passphrase" in text or "-l passphrase" in text


def test_that_bash_completes_commands_options_and_what_they_take() -> None:
    def completed(*words: str) -> list[str]:
        script = f"""
            compopt() {{ :; }}
            {manual.completions("bash")}
            COMP_WORDS=({" ".join(f"'{word}'" for word in words)}) COMP_CWORD={len(words) - 1}
            $(complete -p deckapp | sed -E 's/.*-F ([^ ]+) .*/\\1/') deckapp '{words[-1]}' ''
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(
            ["bash", "--norc", "-c", script], capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout.split()

    assert completed("deckapp", "exp") == ["export"]
    assert completed("deckapp", "export", "--pass") == ["--passphrase"]
    assert completed("deckapp", "export", "--duplex", "s") == ["short"]
