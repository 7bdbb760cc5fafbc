"""The commands around printing, as a person or a script uses them: layouts, calibrate."""

import json
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


def test_that_a_size_that_is_round_in_inches_only_by_chance_is_in_millimetres(
    run: Run, own: Path
) -> None:
    wide = LAYOUT.replace("width: 5 in", "width: 200 mm")  # 7.874 in: an eighth but for 0.03 mm
    (own / "wide.yaml").write_text(wide, encoding="utf-8")
    _, out, _ = run("layouts")
    assert "  wide                200 × 76.2 mm    Index cards" in out
    assert "  index-3x5           5 × 3 in         Index cards" in out


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
    run("calibrate", "--save", "office", "--top", "0", "0", "--bottom", "0", "0")
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
    readings = "--top -0.5 +1.5 --bottom -.5 1.5 --margin 4 --duplex short"
    status, out, err = run("calibrate", "--save", "office", *readings.split())
    assert status == 0
    for line in ("right: -0.50 mm", "up: 1.50 mm", "margin: 4.00 mm", "duplex: short"):
        assert f"{line}\n" in out
    path = own.parent / "printers" / "office.yaml"
    assert path.read_text(encoding="utf-8") == out
    assert f"{path}: saved. `deckapp export … --printer office` mends the backs." in err


EITHER = "Either name the ruler sheet to write (OUT.pdf), or save what you read on it"
READ = "--top 1 1 --bottom 1 1"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("", EITHER),
        ("x.pdf --top 1 1", EITHER),
        ("x.pdf --bottom 0 0", EITHER),
        ("x.pdf --margin 0", EITHER),
        (f"x.pdf --save x {READ}", EITHER),
        (READ, EITHER),
        ("--save x", "Two readings are needed: --top RIGHT UP --bottom RIGHT UP."),
        ("--save x --top 1 1", "Two readings are needed"),
        ("--save x --top 11 1 --bottom 1 1", "The rulers end at 10 mm: 11 cannot be read."),
        ("--save x --top 1 -11 --bottom 1 1", "The rulers end at 10 mm: -11 cannot be read."),
        ("--save x --top nan 1 --bottom 1 1", "The rulers end at 10 mm: nan cannot be read."),
        ("--save x --top 1 1 --bottom 1 inf", "The rulers end at 10 mm: inf cannot be read."),
        (f"--save x {READ} --margin 11", "from 0 to 10 mm from the edge."),
        (f"--save x {READ} --margin nan", "from 0 to 10 mm from the edge."),
        (f"--save ../x {READ}", "“../x” cannot name a printer profile."),
        ("nowhere/x.pdf", "There is no folder"),
        ("deck.yaml", "deck.yaml: “.yaml” is not a format that deckapp can write."),
        ("rulers", "rulers: Without suffix it has no format that deckapp can write."),
        (".", ".: This is a folder."),
    ],
)
def test_that_a_slip_in_calibrating_is_one_sentence(
    run: Run, home: Path, arguments: str, sentence: str
) -> None:
    before = Path("deck.yaml").read_bytes()
    status, out, err = run("calibrate", *arguments.split())
    assert (status, out, sentence in err, err.count("\n")) == (2, "", True, 1)
    assert [path.name for path in Path().iterdir()] == ["deck.yaml"]
    assert Path("deck.yaml").read_bytes() == before
    assert not any(home.rglob("*.yaml"))


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        ("1", "argument --top: expected 2 arguments"),
        ("0.5,-1.2", "argument --top: expected 2 arguments"),
        ("1 two", "argument --top: invalid float value: 'two'"),
        ("1,5 2", "argument --top: invalid float value: '1,5'"),
        ("1 −2", "argument --top: invalid float value: '−2'"),
    ],
)
def test_that_a_reading_that_is_none_is_told(
    run: Run, capsys: pytest.CaptureFixture[str], reading: str, sentence: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("calibrate", "--save", "x", "--top", *reading.split(), "--bottom", "0", "0")
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err


AGENDA = (resources() / "layouts" / "agenda.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("id_", "text", "sentence"),
    [
        ("brief", AGENDA, "out.pdf: agenda on 1 sheet. Print at 100 %"),
        ("agenda", LAYOUT, "out.pdf: 1 card on 1 sheet (2 pages). Print at 100 %"),
    ],
)
def test_that_a_layout_of_ones_own_is_named_by_what_it_holds_not_by_its_file(
    run: Run, own: Path, id_: str, text: str, sentence: str
) -> None:
    (own / f"{id_}.yaml").write_text(text, encoding="utf-8")
    chosen = "--layout", id_, "--cards", "minimum-flow"
    status, _, err = run("export", "deck.yaml", "out.pdf", *chosen)
    assert (status, sentence in err) == (0, True), err


def test_that_a_stock_that_cannot_be_printed_is_told_as_the_layouts(run: Run, own: Path) -> None:
    sheet = (resources() / "layouts" / "letter-3x5.yaml").read_text(encoding="utf-8")
    (own / "mine.yaml").write_text(sheet.replace("Avery 5388", "Avery 平"), encoding="utf-8")
    status, out, err = run("export", "deck.yaml", "out.pdf", "--layout", "mine", "--json")
    (finding,) = json.loads(out)["findings"]
    assert (status, err.count("\n"), finding["code"]) == (1, 1, "missing-glyph")
    assert (finding["field"], finding["card"]) == ("stock of the layout", None)
    assert not Path("out.pdf").exists()
