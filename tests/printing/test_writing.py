"""Writing: whatever the system refuses is one sentence, and the earlier file stays."""

import errno
import os
from pathlib import Path

import pytest

from deckapp.printing import ExportError, export_pdf

from .making import INDEX, REVISED, card, deck_of

DECK = deck_of(card())


def refused(out: Path, source: Path | None = None) -> str:
    with pytest.raises(ExportError) as caught:
        export_pdf(DECK, out, INDEX, revised=REVISED, source=source)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_that_an_earlier_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"earlier")
    out.chmod(0o640)
    export_pdf(DECK, out, INDEX, revised=REVISED)
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert out.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]


def test_that_a_link_keeps_pointing_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"earlier")
    link = tmp_path / "link.pdf"
    link.symlink_to("real.pdf")
    export_pdf(DECK, link, INDEX, revised=REVISED)
    assert link.is_symlink()
    assert (tmp_path / "real.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "a.pdf"
    folder.mkdir()
    assert refused(folder).endswith("a.pdf: This is a folder. Name a file in it.")


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"There is no folder {tmp_path / 'nowhere'}" in refused(tmp_path / "nowhere" / "a.pdf")


def test_that_the_deck_itself_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "deck.pdf"
    source.write_bytes(b"format: deckapp/1")
    link = tmp_path / "link.pdf"
    link.symlink_to(source)
    assert "This is the deck itself" in refused(link, source)
    assert source.read_bytes() == b"format: deckapp/1"


def test_that_a_source_elsewhere_does_not_matter(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"earlier")
    export_pdf(DECK, out, INDEX, revised=REVISED, source=tmp_path / "gone.yaml")
    assert out.read_bytes().startswith(b"%PDF")


def test_that_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    assert "not a regular file" in refused(tmp_path / "a.pdf")


def test_that_an_impossible_name_is_refused(tmp_path: Path) -> None:
    assert "not a file name" in refused(tmp_path / "a\0.pdf")
    assert "name is too long" in refused(tmp_path / ("a" * 300 + ".pdf"))


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        ("open", errno.EACCES, "You may not write here"),
        ("open", errno.EROFS, "read-only"),
        ("fsync", errno.ENOSPC, "disk is full"),
        ("fsync", errno.EIO, "could not be written (Input/output error)"),
        ("replace", errno.EPERM, "You may not write here"),
        ("replace", errno.EDQUOT, "quota"),
    ],
)
def test_that_what_the_system_refuses_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, code: int, words: str
) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"earlier")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, function, refuse)
        assert words in refused(out)
    assert out.read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]


def test_that_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, calls = os.fsync, iter([True, False])

    def only_once(descriptor: int) -> None:
        if not next(calls):
            raise OSError(errno.EINVAL, "not for folders")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", only_once)
    export_pdf(DECK, tmp_path / "a.pdf", INDEX, revised=REVISED)
    assert (tmp_path / "a.pdf").exists()
