"""What an earlier export printed: read from our own files, refused with a sentence from others."""

import os
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from deckapp.deck import AvoidPhrase, Deck, Issue
from deckapp.printing import (
    Density,
    EarlierExportError,
    PrintOptions,
    Selection,
    Side,
    earlier,
    export_pdf,
    printed_in,
)

from .making import LAYOUTS, REVISED, card, deck_of, export

FOREIGN = r"did not write this PDF, or another program has written it again since\. Name the file"
SECRET = "correct horse"  # noqa: S105  of files that last a test


def refused(path: Path, passphrase: str = "") -> str:
    with pytest.raises(EarlierExportError) as caught:
        printed_in(path, passphrase)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def several() -> Deck:
    cards = (card("a", when="Now."), card("b", title="Other"), card("", title="No id"))
    issue = Issue(id="i", title="Issue", cards=cards)
    return Deck(title="D", marking="U", avoid=(AvoidPhrase(phrase="never"),), issues=(issue,))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_every_layout_tells_the_same_of_the_same_cards(tmp_path: Path, layout: str) -> None:
    export(several(), tmp_path)
    expected = printed_in(tmp_path / "cards.pdf")
    export(several(), tmp_path, layout=LAYOUTS[layout])
    assert printed_in(tmp_path / "cards.pdf") == expected
    assert expected.keys() == {"a", "b"}
    assert expected["a"] != expected["b"]


@pytest.mark.parametrize(
    "options", [PrintOptions(density=Density.KEYWORDS), PrintOptions(side=Side.BACKS)]
)
def test_that_how_cards_are_printed_does_not_matter(tmp_path: Path, options: PrintOptions) -> None:
    export(several(), tmp_path)
    expected = printed_in(tmp_path / "cards.pdf")
    export(several(), tmp_path, options=options)
    assert printed_in(tmp_path / "cards.pdf") == expected


def test_that_only_the_cards_that_were_chosen_are_told(tmp_path: Path) -> None:
    export(several(), tmp_path, Selection(cards=("b",)))
    assert printed_in(tmp_path / "cards.pdf").keys() == {"b"}


def test_that_hundreds_of_cards_are_told(tmp_path: Path) -> None:
    export(deck_of(*(card(f"card-{number}") for number in range(400))), tmp_path)
    assert len(printed_in(tmp_path / "cards.pdf")) == 400


@pytest.mark.parametrize("option", ["--linearize", "--object-streams=disable"])
def test_that_a_file_written_again_may_still_tell_the_same(tmp_path: Path, option: str) -> None:
    export(several(), tmp_path)
    own, again = tmp_path / "cards.pdf", tmp_path / "again.pdf"
    subprocess.run(["qpdf", option, own, again], check=True)
    assert printed_in(again) == printed_in(own)


@pytest.mark.parametrize("option", ["--object-streams=generate", "--qdf"])
def test_that_a_file_written_again_in_another_way_is_refused(tmp_path: Path, option: str) -> None:
    export(several(), tmp_path)
    subprocess.run(["qpdf", option, tmp_path / "cards.pdf", tmp_path / "again.pdf"], check=True)
    assert re.search(FOREIGN, refused(tmp_path / "again.pdf"))


def test_that_the_file_of_another_program_is_refused(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "other.pdf"))
    canvas.drawString(72, 72, "Not ours.")
    canvas.save()
    assert re.search(FOREIGN, refused(tmp_path / "other.pdf"))


def _folder(path: Path) -> None:
    path.mkdir()


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(4 << 30)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.write_bytes(b""), FOREIGN),
        (lambda path: path.write_bytes(b"format: deckapp/1\n"), FOREIGN),
        (lambda _: None, r"There is no such file\.$"),
        (_folder, r"This is a folder\.$"),
        (os.mkfifo, r"This is not a regular file\.$"),
        (lambda path: path.symlink_to("/dev/zero"), r"This is not a regular file\.$"),
        (_sparse, r"larger than any export of deckapp's"),
    ],
    ids=["empty", "no PDF", "missing", "folder", "pipe", "device", "4 GiB"],
)
def test_that_what_is_no_export_is_refused(
    tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    path = tmp_path / "earlier.pdf"
    make(path)
    assert re.search(sentence, refused(path))


def test_that_an_impossible_name_is_refused(tmp_path: Path) -> None:
    assert "not a file name" in refused(tmp_path / "a\0.pdf")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("own")
    export(several(), folder)
    return (folder / "cards.pdf").read_bytes()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True))
def test_that_a_truncated_export_is_refused(tmp_path: Path, own: bytes, place: float) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(own[: int(place * (len(own) - 1))])
    assert re.search(FOREIGN, refused(path))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_that_a_damaged_export_tells_the_truth_or_nothing(
    tmp_path: Path, own: bytes, data: st.DataObject
) -> None:
    path = tmp_path / "own.pdf"
    path.write_bytes(own)
    expected = printed_in(path)
    start = own.index(b"/PieceInfo") - 400
    damaged = bytearray(own)
    damaged[data.draw(st.integers(start, len(own) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(damaged)
    with suppress(EarlierExportError):
        assert printed_in(path) == expected


def hand_made(content: bytes) -> bytes:
    """As little of a PDF as it takes, with content where ours has the digests."""
    packed = zlib.compress(content)
    head = b"%PDF-1.7\n% /PieceInfo << /deckapp << /LastModified (D) /Private 1 0 R >> >>\n"
    dictionary = b"<< /Filter /FlateDecode /Length %d >>" % len(packed)
    stream = b"1 0 obj\n%s\nstream\n%s\nendstream\n" % (dictionary, packed)
    rows = b"0000000000 65535 f \n%010d 00000 n \n" % len(head)
    start = len(head) + len(stream)
    return b"%sxref\n0 2\n%sstartxref\n%d\n%%%%EOF\n" % (head + stream, rows, start)


def test_that_a_hand_made_file_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "hand.pdf"
    path.write_bytes(hand_made(b'{"a": "1f", "b": 2}'))
    assert printed_in(path) == {"a": "1f", "b": "2"}


DEEP = b"[" * 100_000
MANY_DIGITS = b'{"a": %s}' % (b"9" * 5000)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'"a"', b"\xff\xfe\xff", b"null", DEEP, MANY_DIGITS]
)
def test_that_digests_that_are_none_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hand.pdf"
    path.write_bytes(hand_made(content))
    assert re.search(FOREIGN, refused(path))


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        (b"1 0 obj", b"7 0 obj"),
        (b"65535 f", b"65535 n"),
        (b"0000000076", b"notanumber"),
        (b">>\nstream\nx", b">>\nstream\n!"),
        (b"startxref", b"startover"),
        (b"/Private 1 0 R", b"/Private 9 0 R"),
        (b"/Private 1 0 R", b"/Private 999999999 0 R"),
        (b"/Private 1 0 R", b"/Private %s 0 R" % (b"9" * 5000)),
        (b"startxref\n", b"startxref\n999999999"),
        (b"startxref\n", b"startxref\n" + b"9" * 5000),
    ],
)
def test_that_a_table_or_a_stream_that_is_damaged_is_refused(
    tmp_path: Path, was: bytes, is_: bytes
) -> None:
    path, sound = tmp_path / "hand.pdf", hand_made(b"{}")
    assert sound.count(was) == 1
    path.write_bytes(sound.replace(was, is_))
    assert re.search(FOREIGN, refused(path))


def test_that_no_more_is_unpacked_than_an_export_of_ours_can_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hand.pdf"
    path.write_bytes(hand_made(b'{"a": "1f"%s}' % (b" " * 100_000)))
    assert printed_in(path) == {"a": "1f"}
    monkeypatch.setattr(earlier, "_MOST_UNPACKED", 2000)
    assert re.search(FOREIGN, refused(path))


def test_that_a_title_that_speaks_of_encryption_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(deck_of(card("a"), title="How we /Encrypt"), tmp_path)
    assert b"/Encrypt" in (tmp_path / "cards.pdf").read_bytes()
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    assert printed_in(tmp_path / "cards.pdf").keys() == {"a"}


def locked(folder: Path) -> Path:
    path = folder / "locked.pdf"
    options = PrintOptions(passphrase=SECRET)
    export_pdf(several(), path, LAYOUTS["index-3x5"], revised=REVISED, options=options)
    return path


def test_that_a_locked_export_tells_what_an_open_one_does(tmp_path: Path, own: bytes) -> None:
    (tmp_path / "open.pdf").write_bytes(own)
    path = locked(tmp_path)
    assert printed_in(path, SECRET) == printed_in(tmp_path / "open.pdf")
    assert printed_in(tmp_path / "open.pdf", SECRET) == printed_in(tmp_path / "open.pdf")


@pytest.mark.parametrize("passphrase", ["", "Correct horse", "correct horse "])
def test_that_a_locked_export_wants_its_passphrase(tmp_path: Path, passphrase: str) -> None:
    assert "Give the one it was written with." in refused(locked(tmp_path), passphrase)


def test_that_a_damaged_locked_export_is_refused(tmp_path: Path) -> None:
    path = locked(tmp_path)
    data = path.read_bytes()
    path.write_bytes(bytes(len(data) - 200) + data[-200:])
    assert "deckapp did not write this PDF." in refused(path, SECRET)


def test_that_a_locked_export_whose_lock_is_damaged_is_refused_without_a_warning(
    tmp_path: Path,
) -> None:
    path = locked(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"/Encrypt ", b"/Encryptx"))
    with pytest.warns(UserWarning, match="no password"):
        pikepdf.open(path, password=SECRET).close()
    assert "deckapp did not write this PDF." in refused(path, SECRET)


@pytest.mark.parametrize(
    "piece_info",
    [
        None,
        pikepdf.Dictionary(),
        pikepdf.Dictionary(deckapp=pikepdf.Dictionary()),
        pikepdf.Dictionary(deckapp=pikepdf.Dictionary(Private=pikepdf.Dictionary())),
        pikepdf.Dictionary(deckapp=pikepdf.Dictionary(Private=pikepdf.String("text"))),
        pikepdf.Dictionary(deckapp=pikepdf.Dictionary(Private=7)),
        pikepdf.Dictionary(deckapp=pikepdf.Array([1, 2])),
        pikepdf.Array(),
        pikepdf.Name("/deckapp"),
        pikepdf.String("deckapp"),
        7,
    ],
)
def test_that_the_locked_file_of_another_program_is_refused(
    tmp_path: Path, piece_info: pikepdf.Object | int | None
) -> None:
    plain = BytesIO()
    canvas = Canvas(plain)
    canvas.drawString(72, 72, "Not ours.")
    canvas.save()
    path = tmp_path / "other.pdf"
    with pikepdf.open(plain) as pdf:
        if piece_info is not None:
            pdf.Root.PieceInfo = piece_info
        pdf.save(path, encryption=pikepdf.Encryption(owner=SECRET, user=SECRET, R=6))
    assert "deckapp did not write this PDF." in refused(path, SECRET)
