"""A passphrase on the PDF: AES-256, everything else as without it, and never a plain copy."""

import getpass
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from deckapp.cli import run_command
from deckapp.paths import reference_deck
from deckapp.printing import (
    ExportCancelledError,
    ExportReport,
    OptionError,
    PrintOptions,
    Selection,
    export_pdf,
    printed_in,
)

from .making import INDEX, LAYOUTS, LONG, REVISED, card, deck_of

SECRET = "correct horse"  # noqa: S105  of files that last a test
WORDS = "Battery staple."
DECK = deck_of(
    card("a", position=WORDS, counter="They say."),
    card("b", position=LONG * 30),
    title="Deck title",
    marking="TLP:AMBER",
)
PLAIN = (b"Deck title", b"Syria", b"deckapp cards", b"D:20170410")
"""Titles, subject and date, which are not compressed."""


def locked(folder: Path, passphrase: str = SECRET, layout: str = "index-3x5") -> ExportReport:
    options = PrintOptions(passphrase=passphrase)
    out = folder / "locked.pdf"
    return export_pdf(DECK, out, LAYOUTS[layout], revised=REVISED, options=options)


def unlocked(folder: Path, layout: str = "index-3x5") -> ExportReport:
    return export_pdf(DECK, folder / "open.pdf", LAYOUTS[layout], revised=REVISED)


def qpdf(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["qpdf", *arguments], capture_output=True, text=True, check=False)


def test_that_it_is_aes_256_of_revision_6_throughout(tmp_path: Path) -> None:
    locked(tmp_path)
    told = qpdf("--show-encryption", f"--password={SECRET}", tmp_path / "locked.pdf").stdout
    assert "R = 6\n" in told
    for part in ("stream", "string", "file"):
        assert f"{part} encryption method: AESv3\n" in told
    assert "Supplied password is user password" in told
    assert "Supplied password is owner password" in told


@pytest.mark.parametrize("wrong", ["", "Correct horse", "correct horse "])
def test_that_nobody_opens_it_without(tmp_path: Path, wrong: str) -> None:
    locked(tmp_path)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "locked.pdf", password=wrong)
    done = qpdf(f"--password={wrong}", "--check", tmp_path / "locked.pdf")
    assert done.returncode == 2
    assert "invalid password" in done.stderr


@pytest.mark.parametrize(
    "passphrase", ["x", SECRET, "пароль ключ é", "(\\)%s<>", "l" * 127, "й" * 63]
)
def test_that_it_opens_with_any_passphrase_it_was_given(tmp_path: Path, passphrase: str) -> None:
    locked(tmp_path, passphrase)
    with pikepdf.open(tmp_path / "locked.pdf", password=passphrase) as pdf:
        assert len(pdf.pages) > 2
    assert printed_in(tmp_path / "locked.pdf", passphrase).keys() == {"a", "b"}


@pytest.mark.parametrize(
    ("passphrase", "sentence"),
    [
        ("l" * 128, "has 128 bytes in UTF-8; PDF takes 127 at most"),
        ("й" * 64, "has 128 bytes in UTF-8; PDF takes 127 at most"),
        ("half a \ud83d pair", "is not text in UTF-8. Choose another"),
    ],
)
def test_that_a_passphrase_that_would_open_nothing_is_refused(
    tmp_path: Path, passphrase: str, sentence: str
) -> None:
    (tmp_path / "locked.pdf").write_bytes(b"earlier")
    with pytest.raises(OptionError, match=sentence) as caught:
        locked(tmp_path, passphrase)
    assert passphrase not in str(caught.value)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"earlier"]


def test_that_it_is_sound(tmp_path: Path) -> None:
    locked(tmp_path)
    done = qpdf("--check", f"--password={SECRET}", tmp_path / "locked.pdf")
    assert done.returncode == 0
    assert "WARNING" not in done.stdout + done.stderr


@pytest.mark.parametrize("layout", ["index-3x5", "letter-3x5", "pocket-letter"])
def test_that_pages_and_report_are_those_of_an_open_file(tmp_path: Path, layout: str) -> None:
    report, expected = locked(tmp_path, layout=layout), unlocked(tmp_path, layout)
    assert report.path == tmp_path / "locked.pdf"
    assert (report.cards, report.pages, report.sheets, report.findings) == (
        (expected.cards, expected.pages, expected.sheets, expected.findings)
    )
    assert report.continued
    pages = []
    for name in ("locked.pdf", "open.pdf"):
        done = subprocess.run(
            ["pdftotext", "-layout", "-upw", SECRET, tmp_path / name, "-"],
            capture_output=True,
            text=True,
            check=True,
        )
        pages.append(done.stdout)
    assert pages[0] == pages[1]
    assert WORDS in pages[0]


def test_that_viewers_are_told_how_to_print_it_all_the_same(tmp_path: Path) -> None:
    locked(tmp_path)
    unlocked(tmp_path)
    with (
        pikepdf.open(tmp_path / "locked.pdf", password=SECRET) as pdf,
        pikepdf.open(tmp_path / "open.pdf") as plain,
    ):
        for key in ("/ViewerPreferences", "/PageLabels", "/Lang", "/PageMode"):
            assert pdf.Root[key] == plain.Root[key]
        for page, other in zip(pdf.pages, plain.pages, strict=True):
            assert (page.mediabox, page.trimbox) == (other.mediabox, other.trimbox)
        assert pdf.docinfo["/Title"] == "Deck title"


def test_that_nothing_of_the_deck_is_ever_on_disk_unencrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    sync = os.fsync

    def look(descriptor: int) -> None:
        seen.extend(path.read_bytes() for path in tmp_path.iterdir())
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    locked(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["locked.pdf"]
    assert len(seen) == 2  # before and after it got its name
    for data in (*seen, (tmp_path / "locked.pdf").read_bytes()):
        assert data
        assert not [words for words in PLAIN if words in data]


def test_that_what_is_looked_for_stands_in_an_open_file(tmp_path: Path) -> None:
    unlocked(tmp_path)
    data = (tmp_path / "open.pdf").read_bytes()
    assert [words for words in PLAIN if words not in data] == []


def test_that_two_exports_share_no_key(tmp_path: Path) -> None:
    locked(tmp_path)
    first = (tmp_path / "locked.pdf").read_bytes()
    locked(tmp_path)
    assert (tmp_path / "locked.pdf").read_bytes() != first


def test_that_only_what_changed_since_a_locked_export_is_printed(tmp_path: Path) -> None:
    locked(tmp_path)
    before = printed_in(tmp_path / "locked.pdf", SECRET)
    deck = deck_of(
        card("a", position="Other words."),
        card("b", position=LONG * 30),
        title="Deck title",
        marking="TLP:AMBER",
    )
    options = PrintOptions(passphrase=SECRET)
    selection = Selection(changed_since=before)
    out = tmp_path / "locked.pdf"
    report = export_pdf(deck, out, INDEX, revised=REVISED, selection=selection, options=options)
    assert [entry.name for entry in report.cards] == ["a"]


def test_that_a_cancelled_export_leaves_the_earlier_file(tmp_path: Path) -> None:
    out = tmp_path / "locked.pdf"
    out.write_bytes(b"earlier")
    options = PrintOptions(passphrase=SECRET)
    with pytest.raises(ExportCancelledError):
        export_pdf(DECK, out, INDEX, revised=REVISED, options=options, cancelled=lambda: True)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"earlier"]


def test_that_without_pikepdf_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked.pdf").write_bytes(b"earlier")
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    with pytest.raises(OptionError, match=r"pip install 'deckapp\[passphrase\]'"):
        locked(tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"earlier"]


def test_that_without_pikepdf_everything_else_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(tmp_path)
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    unlocked(tmp_path)
    assert printed_in(tmp_path / "open.pdf").keys() == {"a", "b"}
    with pytest.raises(OptionError, match="pip install"):
        printed_in(tmp_path / "locked.pdf", SECRET)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


Given = bytes | tuple[str, ...] | None


def commanded(monkeypatch: pytest.MonkeyPatch, given: Given, *options: str) -> int:
    """Export by command in the present folder.

    The passphrase is piped in, or typed until Ctrl-D; None is a standard input that is closed.
    """
    waiting = iter(given or ())

    def typed(_prompt: str) -> str:
        for line in waiting:
            return str(line)
        raise EOFError

    piped = io.TextIOWrapper(io.BytesIO(given), "utf-8") if isinstance(given, bytes) else None
    monkeypatch.setattr(sys, "stdin", Terminal() if isinstance(given, tuple) else piped)
    monkeypatch.setattr(getpass, "getpass", typed)
    return run_command(["export", str(reference_deck()), "out.pdf", *options])


@pytest.mark.parametrize(
    ("given", "passphrase"),
    [
        (f"{SECRET}\r\nmore\n".encode(), SECRET),
        (b" spaces stay ", " spaces stay "),
        ("пароль\n".encode(), "пароль"),
        ((SECRET, SECRET), SECRET),
    ],
)
def test_that_the_command_takes_it_from_a_pipe_or_twice_from_a_terminal(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: Given,
    passphrase: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert commanded(monkeypatch, given, "--passphrase") == 0
    pikepdf.open("out.pdf", password=passphrase).close()
    since = "--changed-since", "out.pdf"
    assert commanded(monkeypatch, given, "--passphrase", *since) == 2
    assert "No card has changed since" in capsys.readouterr().err
    assert commanded(monkeypatch, given, *since) == 2
    said = capsys.readouterr()
    assert "Give the one it was written with." in said.err
    assert passphrase not in said.out + said.err


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"", "There is no passphrase on the standard input. Pipe one in."),
        (b"\n", "There is no passphrase on the standard input. Pipe one in."),
        (None, "There is no passphrase on the standard input. Pipe one in."),
        (b"caf\xe9\n", "No passphrase could be read. Type one in, or pipe one in."),
        ((), "No passphrase could be read. Type one in, or pipe one in."),
        (("one",), "No passphrase could be read. Type one in, or pipe one in."),
        (b"l" * 128, "The passphrase has 128 bytes in UTF-8; PDF takes 127 at most."),
        (("one", "other"), "The two passphrases differ, or are empty. Try again."),
        (("", ""), "The two passphrases differ, or are empty. Try again."),
    ],
)
def test_that_the_command_writes_nothing_without_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: Given,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert commanded(monkeypatch, given, "--passphrase") == 2
    assert capsys.readouterr().err == f"deckapp: {sentence}\n"
    assert not any(tmp_path.iterdir())
