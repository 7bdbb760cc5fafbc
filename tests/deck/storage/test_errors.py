"""Why a deck could not be saved: a sentence, a way out, and nothing lost on the way."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deckapp.deck import (
    BrokenOnDiskError,
    ConflictsError,
    FullDiskError,
    MissingError,
    ReadOnlyError,
    SaveError,
    SetField,
    UnreachableError,
)
from deckapp.deck.storage.errors import save_error
from tests.deck.desk import TEXT, Desk, card_of, recovered

Mend = Callable[[], object]
Cause = Callable[[Desk, pytest.MonkeyPatch], Mend]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "decks").mkdir()
    return Desk(tmp_path / "decks")


def deleted(desk: Desk, _patch: pytest.MonkeyPatch) -> Mend:
    desk.path.unlink()
    return lambda: desk.path.write_text(TEXT)


def moved(desk: Desk, _patch: pytest.MonkeyPatch) -> Mend:
    away = desk.path.rename(desk.path.with_name("moved.yaml"))
    return lambda: away.rename(desk.path)


def folder_moved(desk: Desk, _patch: pytest.MonkeyPatch) -> Mend:
    folder = desk.path.parent
    away = folder.rename(folder.with_name("moved"))
    return lambda: away.rename(folder)


def folder_instead(desk: Desk, _patch: pytest.MonkeyPatch) -> Mend:
    desk.path.unlink()
    desk.path.mkdir()

    def mend() -> None:
        desk.path.rmdir()
        desk.path.write_text(TEXT)

    return mend


def link_to_nothing(desk: Desk, _patch: pytest.MonkeyPatch) -> Mend:
    desk.path.unlink()
    desk.path.symlink_to("nothing")

    def mend() -> None:
        desk.path.unlink()
        desk.path.write_text(TEXT)

    return mend


def emptied(desk: Desk, _patch: pytest.MonkeyPatch) -> Mend:
    desk.path.write_text("")
    return lambda: desk.path.write_text(TEXT)


def changed(desk: Desk, _patch: pytest.MonkeyPatch) -> Mend:
    desk.change("We know.", "THEIRS")
    return lambda: desk.change("THEIRS", "We know.")


def forbidden(_desk: Desk, patch: pytest.MonkeyPatch) -> Mend:
    patch.setattr(os, "access", lambda _path, _mode: False)
    return patch.undo


def written(number: int) -> Cause:
    """The system fails when the new file is written."""

    def cause(_desk: Desk, patch: pytest.MonkeyPatch) -> Mend:
        def fail(_file: int) -> None:
            raise OSError(number, os.strerror(number))

        patch.setattr(os, "fsync", fail)
        return patch.undo

    return cause


def opened(number: int, *, new: bool = False) -> Cause:
    """The system fails when the old file is read, or the new one is made."""

    def cause(desk: Desk, patch: pytest.MonkeyPatch) -> Mend:
        sound = os.open

        def fail(path: str, flags: int, *mode: int) -> int:
            if Path(path).parent == desk.path.parent and bool(flags & os.O_CREAT) is new:
                raise OSError(number, os.strerror(number))
            return sound(path, flags, *mode)

        patch.setattr(os, "open", fail)
        return patch.undo

    return cause


CAUSES: list[tuple[Cause, type[SaveError]]] = [
    (deleted, MissingError),
    (moved, MissingError),
    (folder_moved, MissingError),
    (link_to_nothing, MissingError),
    (folder_instead, UnreachableError),
    (emptied, BrokenOnDiskError),
    (changed, ConflictsError),
    (forbidden, ReadOnlyError),
    (written(errno.ENOSPC), FullDiskError),
    (written(errno.EDQUOT), FullDiskError),
    (written(errno.EFBIG), FullDiskError),
    (written(errno.EIO), UnreachableError),
    (written(errno.ESTALE), UnreachableError),
    (opened(errno.EIO), UnreachableError),
    (opened(errno.EACCES), ReadOnlyError),
    (opened(errno.EACCES, new=True), ReadOnlyError),
    (opened(errno.EPERM, new=True), ReadOnlyError),
    (opened(errno.EROFS, new=True), ReadOnlyError),
]


@pytest.mark.parametrize(("cause", "type_"), CAUSES)
def test_that_a_save_that_fails_says_why_and_loses_nothing(
    cause: Cause, type_: type[SaveError], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = desk.open()
    document.apply(SetField("gas", "notes", "saved before"))
    document.undo()
    document.apply(SetField("gas", "rebuttal", "OURS"))
    present = document.history.present
    with monkeypatch.context() as patched:
        mend = cause(desk, patched)
        with pytest.raises(type_) as caught:
            document.save()
        mend()
    error = caught.value
    assert type(error) is type_
    assert error.path == desk.path
    assert str(error) == f"{desk.path}: {error.reason} {error.remedy}"
    assert all(text.endswith(".") and text.strip() == text for text in (error.reason, error.remedy))
    assert document.history.present is present
    assert not document.is_clean
    assert desk.text == TEXT
    assert recovered(desk.open_after_crash()) == document.deck
    document.save()
    document.close()
    assert card_of(desk.deck, "gas").rebuttal == "OURS"
    assert desk.names == ["deck.yaml"]


def test_that_what_a_system_says_without_words_is_said() -> None:
    error = save_error(Path("deck.yaml"), OSError("strange"))
    assert error.reason == "The disk or the network drive fails (strange)."


@pytest.mark.parametrize(("count", "words"), [(1, "in one place"), (2, "in 2 places")])
def test_that_conflicts_are_counted(count: int, words: str, desk: Desk) -> None:
    document = desk.open()
    for field, text in [("rebuttal", "We know."), ("counter", "No proof.")][:count]:
        document.apply(SetField("gas", field, "OURS"))
        desk.change(text, "THEIRS")
    with pytest.raises(ConflictsError, match=words) as caught:
        document.save()
    assert len(caught.value.conflicts) == count
    document.close()


AS_NOBODY = """
import os, sys
from pathlib import Path
from deckapp.deck import SaveError, SetField, open_deck
deck, folder, own = map(Path, sys.argv[1:])
with open_deck(own, folder=folder) as document:  # loads what only root may read
    document.apply(SetField("gas", "rebuttal", "x"))
    document.save()
for path in (folder, *folder.rglob("*")):
    os.chown(path, 65534, 65534)
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
document = open_deck(deck, folder=folder)
document.apply(SetField("gas", "rebuttal", "OURS"))
try:
    document.save()
except SaveError as error:
    print(type(error).__name__, document.is_clean, document.trouble)
document.save_as(own.with_name("another.yaml"))
document.close()
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_that_a_deck_of_somebody_else_is_saved_in_another_place(file: int, folder: int) -> None:
    with TemporaryDirectory() as public, TemporaryDirectory() as private:
        theirs, own = Desk(Path(public)), Desk(Path(private))
        theirs.path.chmod(file)
        Path(public).chmod(folder)
        Path(private).chmod(0o777)
        command = [sys.executable, "-c", AS_NOBODY, str(theirs.path), str(own.data), str(own.path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        assert done.stdout == "ReadOnlyError False \n"
        assert theirs.text == TEXT
        assert theirs.names == ["deck.yaml"]
        assert "OURS" in own.path.with_name("another.yaml").read_text()
