"""The commands around printing, as a person or a script uses them: layouts, calibrate."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from deckapp.cli import run_command
from deckapp.paths import resources, template_deck

LAYOUT = (resources() / "layouts" / "index-3x5.yaml").read_text(encoding="utf-8")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder of its own that has a deck; return status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.yaml").write_bytes(template_deck().read_bytes())

    def run_it(*arguments: str) -> tuple[int, str, str]:
        status = run_command(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run_it


@pytest.fixture
def own(home: Path) -> Path:
    """The folder of the user's own layouts."""
    folder = home / ".local" / "share" / "deckapp" / "layouts"
    folder.mkdir(parents=True)
    return folder


def test_that_a_layout_is_shown_as_its_file_is(run: Run, own: Path) -> None:
    assert run("layouts", "index-3x5") == (0, LAYOUT, "")
    mine = LAYOUT.replace("width: 5 in", "width: 5.5 in")
    (own / "index-3x5.yaml").write_text(f"\ufeff{mine}", encoding="utf-8")
    assert run("layouts", "index-3x5") == (0, mine, "")
    status, out, err = run("layouts", "../index-3x5")
    assert (status, out, "There is no layout “../index-3x5”." in err) == (2, "", True)


def test_that_a_layout_of_ones_own_is_listed_and_printed_in(run: Run, own: Path) -> None:
    text_ = LAYOUT.replace("Index cards, 3 × 5 in.", "Mine").replace("width: 5 in", "width: 190 mm")
    (own / "mine.yaml").write_text(text_ + "stock: Ours\n", encoding="utf-8")
    status, out, _ = run("layouts")
    assert status == 0
    assert "  mine                190 × 76.2 mm    Mine (Ours)\n" in out
    assert run("export", "deck.yaml", "out.pdf", "--layout", "mine")[0] == 0
    assert float(PdfReader("out.pdf").pages[0].mediabox.width) == pytest.approx(538.58, abs=0.01)


def test_that_a_broken_layout_is_told_of_beside_the_others(run: Run, own: Path) -> None:
    (own / "broken.yaml").write_text(LAYOUT.replace("margin: 18 pt", "margin: 18"), "utf-8")
    line = 1 + LAYOUT.splitlines().index("margin: 18 pt")
    place = f"{own / 'broken.yaml'}:{line}:9: error[bad-value]"
    status, out, err = run("layouts")
    assert (status, place in err) == (1, True)
    assert "  index-4x6 " in out
    assert "broken" not in out
    for command in (["layouts", "broken"], ["export", "deck.yaml", "o.pdf", "--layout", "broken"]):
        status, out, err = run(*command)
        assert (status, out, err.startswith(place)) == (2, "", True)
        assert err.endswith("broken.yaml cannot be used like this. Mend it, or choose another.\n")


def test_that_a_broken_printer_profile_is_told_of(run: Run, own: Path) -> None:
    run("calibrate", "--save", "office", "--top", "0,0", "--bottom", "0,0")
    path = own.parent / "printers" / "office.yaml"
    path.write_text("format: deckapp-printer/1\nright: 1\n", encoding="utf-8")
    status, _, err = run("export", "deck.yaml", "out.pdf", "--printer", "office")
    assert (status, err.startswith(f"{path}:2:8: error[bad-value] ")) == (2, True)


@pytest.mark.parametrize(
    ("options", "size", "edge"),
    [
        ("", (612, 792), "Long"),
        ("--paper a4", (595.276, 841.89), "Long"),
        ("--duplex short", (612, 792), "Short"),
    ],
)
def test_that_the_ruler_sheet_is_for_the_paper_and_the_edge(
    run: Run, options: str, size: tuple[float, float], edge: str
) -> None:
    status, out, err = run("calibrate", "rulers.pdf", *options.split())
    assert (status, out) == (0, "")
    assert err == "deckapp: rulers.pdf: print it at 100 %, double-sided, and do what it says.\n"
    reader = PdfReader("rulers.pdf")
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx(size, abs=0.01)
    preferences: Any = reader.root_object["/ViewerPreferences"]
    assert preferences["/Duplex"] == f"/DuplexFlip{edge}Edge"


def test_that_readings_are_saved_and_shown(run: Run, own: Path) -> None:
    readings = ["--top=-0.5,+1.5", "--bottom= -0.5 , 1.5", "--margin", "4", "--duplex", "short"]
    status, out, err = run("calibrate", "--save", "office", *readings)
    assert status == 0
    for line in ("right: -0.50 mm", "up: 1.50 mm", "margin: 4.00 mm", "duplex: short"):
        assert f"{line}\n" in out
    path = own.parent / "printers" / "office.yaml"
    assert path.read_text(encoding="utf-8") == out
    assert f"{path}: saved. `deckapp export … --printer office` mends the backs." in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("", "Name the ruler sheet to write (OUT.pdf), or save what you read on it"),
        ("x.pdf --top 1,1", "Name the ruler sheet to write (OUT.pdf), or save"),
        ("--save x", "Two readings are needed: --top RIGHT,UP --bottom RIGHT,UP."),
        ("--save x --top 1,1", "Two readings are needed"),
        ("--save x --top 11,1 --bottom 1,1", "The rulers end at 10 mm: 11 cannot be read."),
        ("--save x --top 1,1 --bottom 1,1 --margin 11", "from 0 to 10 mm from the edge."),
        ("--save ../x --top 1,1 --bottom 1,1", "“../x” cannot name a printer profile."),
        ("nowhere/x.pdf", "There is no folder"),
    ],
)
def test_that_a_slip_in_calibrating_is_one_sentence(
    run: Run, arguments: str, sentence: str
) -> None:
    status, out, err = run("calibrate", *arguments.split())
    assert (status, out, sentence in err, err.count("\n")) == (2, "", True, 1)
    assert [path.name for path in Path().iterdir()] == ["deck.yaml"]


@pytest.mark.parametrize("reading", ["1", "1,2,3", "one,two", "1;2", ",", "1e3,0", "nan,0"])
def test_that_a_reading_that_is_none_is_told(
    run: Run, capsys: pytest.CaptureFixture[str], reading: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("calibrate", "--save", "x", "--top", reading, "--bottom", "0,0")
    assert stopped.value.code == 2
    assert f"“{reading}” is not two numbers, such as 0.5,-1.2" in capsys.readouterr().err
