"""The command line, as a person or a script uses it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deckapp import __version__, cli
from deckapp.cli import checking, run_command
from deckapp.paths import reference_deck
from tests.hostile.corpus import small_files, unreadable_paths

MOSCOW = str(reference_deck())
BROKEN = "format: deckapp/1\ntitle: T\nissues:\n  - titel: A\n    cards:\n      - position: P\n"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def _deckapp(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "deckapp", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )


def test_that_check_of_the_moscow_deck_exits_with_0_and_prints_only_warnings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command(["check", MOSCOW]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.startswith(f"{MOSCOW}:") and "warning[undated-fact]" in line for line in lines)


def test_that_strict_makes_warnings_count() -> None:
    assert run_command(["check", "--strict", MOSCOW]) == 1


def test_that_errors_stand_on_stdout_with_place_and_code(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["check", str(broken)]) == 1
    said = capsys.readouterr()
    assert f"{broken}:4:5: error[unknown-key]" in said.out
    assert said.err == ""


def test_that_json_lists_every_problem_with_its_nine_keys(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["check", "--json", str(broken), MOSCOW]) == 1
    rows = json.loads(capsys.readouterr().out)
    keys = {"path", "line", "column", "severity", "code", "message", "hint", "card", "field"}
    assert all(row.keys() == keys for row in rows)
    assert {row["path"] for row in rows} == {str(broken), MOSCOW}
    in_card = next(row for row in rows if row["code"] == "undated-fact")
    assert in_card["card"]
    assert in_card["field"] == "facts"
    outside = next(row for row in rows if row["code"] == "unknown-key")
    assert outside["card"] is outside["field"] is None


def test_that_a_file_that_cannot_be_read_gives_2_and_the_others_are_checked(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["check", str(tmp_path / "none.yaml"), str(broken)]) == 2
    said = capsys.readouterr()
    assert "There is no such file." in said.err
    assert "unknown-key" in said.out


def test_that_every_hostile_deck_gets_its_problems_and_never_a_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cases = small_files()
    assert len(cases) >= 60
    for name, path, expected in cases:
        status = run_command(["check", str(path)])
        said = capsys.readouterr()
        for line, column, code in expected:
            assert re.search(rf":{line}:{column}: (error|warning)\[{code}\] ", said.out), name
        assert status == (1 if ": error[" in said.out else 0), name
        assert said.err == "", name


def test_that_what_is_no_readable_file_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _, path, reason in unreadable_paths(tmp_path):
        assert run_command(["check", str(path)]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("deckapp: ")
        assert reason in said.err
        assert said.err.count("\n") == 1


def test_that_export_writes_the_cards_and_says_how_to_print_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "cards.pdf"
    assert run_command(["export", MOSCOW, str(out)]) == 0
    said = capsys.readouterr()
    assert out.read_bytes().startswith(b"%PDF")
    assert "25 cards on 25 sheets (50 pages)" in said.err
    assert "100 %" in said.err
    assert said.out == ""


def test_that_the_same_deck_and_date_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1491955200")
    for name in ("one.pdf", "two.pdf"):
        run_command(["export", MOSCOW, str(tmp_path / name), "--issues", "syria"])
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize(
    ("options", "status", "sentence"),
    [
        (["--layout", "index-3x4"], 2, "Did you mean “index-3x5” or"),
        (["--cards", "syria-nerve-agnet"], 2, "Did you mean “syria-nerve-agent”?"),
        (["--issues", "syri"], 2, "Did you mean “syria”?"),
        (["--audience", "pres"], 2, "“pres” is not"),
    ],
)
def test_that_a_name_that_does_not_exist_is_said_with_the_nearest(
    options: list[str],
    status: int,
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command(["export", MOSCOW, str(tmp_path / "x.pdf"), *options]) == status
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_that_a_deck_with_errors_is_not_printed(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["export", str(broken), str(tmp_path / "x.pdf")]) == 1
    assert "error[unknown-key]" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_that_a_character_that_the_typeface_lacks_stops_the_export_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = tmp_path / "deck.yaml"
    text = (
        "format: deckapp/1\ntitle: T\nissues:\n- title: I\n  cards:\n"
        "  - {id: c, title: C, position: 平}\n"
    )
    deck.write_text(text, encoding="utf-8")
    assert run_command(["export", str(deck), str(tmp_path / "x.pdf")]) == 1
    said = capsys.readouterr().err
    assert "U+5E73" in said
    assert "c, position" in said


def test_that_a_card_that_goes_on_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = tmp_path / "deck.yaml"
    long = "We say so again. " * 200
    text = (
        "format: deckapp/1\ntitle: T\nissues:\n- title: I\n  cards:\n"
        f"  - {{id: c, title: C, position: {long}}}\n"
    )
    deck.write_text(text, encoding="utf-8")
    assert run_command(["export", str(deck), str(tmp_path / "x.pdf")]) == 0
    said = capsys.readouterr().err
    assert "warning[continued] c: The front does not fit one card at 7 pt" in said
    assert "1 card on" in said


@pytest.mark.parametrize("out", [".", "deck.txt", "nowhere/x.pdf"])
def test_that_a_file_that_cannot_be_written_gives_2_and_a_sentence(
    out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["export", MOSCOW, str(tmp_path / out)]) == 2
    assert capsys.readouterr().err.startswith("deckapp: ")


def test_that_the_layouts_are_listed_with_their_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["layouts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "cards:"
    assert "  index-3x5           5 × 3 in         Index cards, 3 × 5 in." in lines
    assert len(lines) == 26 + 4


def test_that_new_writes_a_clean_deck_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.yaml"
    assert run_command(["new", str(path)]) == 0
    assert run_command(["check", "--strict", str(path)]) == 0
    before = path.read_bytes()
    assert run_command(["new", str(path)]) == 2
    assert path.read_bytes() == before
    assert "exists already" in capsys.readouterr().err


def test_that_new_in_a_folder_that_is_not_there_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["new", str(tmp_path / "none" / "mine.yaml")]) == 2
    assert "could not be written" in capsys.readouterr().err


def test_that_a_failure_of_our_own_is_a_sentence_and_shows_its_place_only_for_debug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_path: Path) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(checking, "read_deck_file", fail)
    assert run_command(["check", MOSCOW]) == 2
    said = capsys.readouterr().err
    assert "ZeroDivisionError: by nothing" in said
    assert "Traceback" not in said
    run_command(["check", "--debug", MOSCOW])
    assert "Traceback" in capsys.readouterr().err


def test_that_ctrl_c_stops_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "read_deck_file", interrupt)
    assert run_command(["check", MOSCOW]) == 130
    assert capsys.readouterr().err == "deckapp: Stopped.\n"


def test_that_a_file_name_stays_on_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "two\nlines\x1b[31m.yaml"
    odd.write_text(BROKEN, encoding="utf-8")
    run_command(["check", str(odd)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert all("error[" in line or "warning[" in line for line in out.splitlines())


def test_that_a_terminal_without_unicode_is_no_obstacle(broken: Path) -> None:
    done = _deckapp("check", str(broken), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_that_whoever_stops_reading_is_not_told_off() -> None:
    command = f"{sys.executable} -m deckapp check {MOSCOW} {MOSCOW} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("arguments", [["chekc"], ["--nonsense"], ["check"]])
def test_that_a_slip_is_told_with_status_2(arguments: list[str]) -> None:
    done = _deckapp(*arguments)
    assert done.returncode == 2
    assert "usage: deckapp" in done.stderr


def test_that_help_and_version_are_there() -> None:
    assert "deckapp COMMAND -h" in _deckapp("--help").stdout
    assert _deckapp("--version").stdout == f"deckapp {__version__}\n"
    for command in ("calibrate", "check", "export", "layouts", "new"):
        assert _deckapp(command, "--help").returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_that_without_a_display_the_window_says_what_works_instead() -> None:
    hidden = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    for arguments in ([], [MOSCOW]):
        done = _deckapp(*arguments, **hidden)
        assert done.returncode == 2
        assert "deckapp export DECK OUT.pdf" in done.stderr


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("command", [["check", MOSCOW], ["export", MOSCOW, "cards.pdf"]])
def test_that_no_socket_is_opened(command: list[str], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace)]
    done = subprocess.run(
        [*watched, sys.executable, "-m", "deckapp", *command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    if done.returncode and not trace.exists():
        pytest.skip("strace may not trace here")
    assert done.returncode == 0
    assert trace.read_text() == ""


def test_that_json_is_json_on_a_terminal_without_unicode(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(BROKEN.replace("titel", "café_😀"), encoding="utf-8")
    done = _deckapp("check", "--json", str(path), PYTHONIOENCODING="ascii")
    assert any("café_😀" in problem["message"] for problem in json.loads(done.stdout))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_that_a_full_disk_is_said_in_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "deckapp", "check", MOSCOW],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == (
        "deckapp: The output could not be written (No space left on device). "
        "Make room, or write elsewhere.\n"
    )


def test_that_closed_output_changes_nothing_but_that_nothing_is_seen() -> None:
    command = f'"{sys.executable}" -m deckapp check "{MOSCOW}" >&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("epoch", ["²", "yesterday", "9" * 30, "-" + "9" * 17])
def test_that_a_date_that_is_none_is_said(
    epoch: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run_command(["export", MOSCOW, str(tmp_path / "out.pdf")]) == 2
    assert "Give it seconds since 1970." in capsys.readouterr().err


def test_that_the_help_of_a_command_shows_how_it_is_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        run_command(["check", "--help"])
    assert capsys.readouterr().out.startswith("usage: deckapp check [-h]")
