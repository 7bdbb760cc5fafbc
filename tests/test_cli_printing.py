"""The command that prints, as a person or a script uses it: export."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from deckapp.cli import run_command
from tests.printing.extraction import runs
from tests.printing.test_typeface import make_font

DECK = """\
format: deckapp/1
title: Deck
marking: UNCLASSIFIED
issues:
  - id: syria
    title: Syria
    priority: must
    cards:
      - {id: a, title: First, position: Apos., short: Ashort., counter: Acounter., rebuttal: Areb.}
      - {id: b, title: Second, position: Bpos., counter: B., rebuttal: B., audience: [press]}
  - id: ukraine
    title: Ukraine
    priority: could
    cards:
      - {id: c, title: Third, position: Cpos., counter: C., rebuttal: C., when: Cwhen.}
"""

MINISTER = "missing-glyph", None, "meeting.principal"
POCKET = "--layout pocket-letter --start 1"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder of its own that has a deck; return status, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1491955200")
    write(tmp_path, DECK)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        status = run_command(arguments)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.out, said.err

    return run_it


def write(folder: Path, text: str) -> None:
    (folder / "deck.yaml").write_text(text, encoding="utf-8")


def deck_with(position: str) -> str:
    return DECK.replace("Apos.", json.dumps(position, ensure_ascii=False))


def reported(run: Run, *options: str) -> dict[str, Any]:
    status, out, err = run("export", "deck.yaml", "out.pdf", "--json", *options)
    assert (status, err) == (0, "")
    report: dict[str, Any] = json.loads(out)
    return report


def text(name: str = "out.pdf") -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(name).pages).split())


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ("", ["a", "b", "c"]),
        ("--cards c,a", ["a", "c"]),
        ("--issues ukraine", ["c"]),
        ("--issues ukraine --cards b", ["b", "c"]),
        ("--audience press", ["b"]),
        ("--audience private,public", ["a", "c"]),
        ("--priority could,should", ["c"]),
        ("--contingencies", ["c"]),
        ("--iss syria --aud private", ["a"]),
    ],
)
def test_that_options_choose_the_cards(run: Run, options: str, chosen: list[str]) -> None:
    assert [card["name"] for card in reported(run, *options.split())["cards"]] == chosen


@pytest.mark.parametrize(
    ("options", "pages", "sentence"),
    [
        ("", 6, "3 cards on 3 sheets (6 pages). Print at 100 %, double-sided."),
        ("--cards a", 2, "1 card on 1 sheet (2 pages). Print at 100 %, double-sided."),
        ("--density keywords", 3, "3 cards on 3 sheets. Print at 100 %, one-sided."),
        ("--layout letter-3x5 --start 2", 4, "3 cards on 2 sheets (4 pages). Print at 100 %"),
        ("--layout letter-3x5 --side fronts", 1, "on 1 sheet. Print at 100 %, fronts only."),
        ("--side backs --reversed", 3, "on 3 sheets. Print at 100 %, backs only."),
        ("--layout agenda", 1, "agenda on 1 sheet. Print at 100 %, one-sided."),
        ("--layout tent --paper a4", 3, "3 cards on 3 sheets. Print at 100 %, one-sided."),
        ("--layout letter-3x5 --marks lines --duplex short", 2, "(2 pages). Print at 100 %"),
    ],
)
def test_that_it_is_said_what_was_printed_and_how_to_print_it(
    run: Run, options: str, pages: int, sentence: str
) -> None:
    status, out, err = run("export", "deck.yaml", "out.pdf", *options.split())
    assert (status, out) == (0, "")
    assert err.startswith("deckapp: out.pdf: ")
    assert err.count("\n") == 1
    assert sentence in err
    assert len(PdfReader("out.pdf").pages) == pages


@pytest.mark.parametrize(
    ("options", "others"),
    [
        ("--marks none", "--marks crop"),
        ("--duplex long", "--duplex short"),
        ("--start 1", "--start 2"),
        ("--side backs", "--side backs --reversed"),
        ("--duplex long", "--duplex long --printer office"),
        (f"{POCKET} --marks none", f"{POCKET} --marks lines"),
    ],
)
def test_that_options_reach_the_paper(run: Run, options: str, others: str) -> None:
    run("calibrate", "--save", "office", "--top", "1", "1", "--bottom", "1", "1")
    files = []
    for chosen in (options, others):
        reported(run, "--layout", "letter-business-10", "--start", "9", *chosen.split())
        files.append(Path("out.pdf").read_bytes())
    assert files[0] != files[1]


def test_that_only_what_changed_since_an_earlier_export_is_printed(
    run: Run, tmp_path: Path
) -> None:
    reported(run)
    write(tmp_path, deck_with("Other."))
    assert [card["name"] for card in reported(run, "--changed-since", "out.pdf")["cards"]] == ["a"]
    status, _, err = run("export", "deck.yaml", "out.pdf", "--changed-since", "out.pdf")
    assert (status, "No card has changed since" in err) == (2, True)


def test_that_fonts_are_searched_in_their_order(run: Run, tmp_path: Path) -> None:
    write(tmp_path, deck_with("We say 平 and 😀."))
    one, other = make_font(Path("one.ttf"), "平"), make_font(Path("other.ttf"), "😀")
    reported(run, "--font", str(one), "--font", str(other))
    assert "We say 平 and 😀." in text()


def test_that_the_report_says_everything_as_json(run: Run, tmp_path: Path) -> None:
    write(tmp_path, deck_with("We say so again. " * 200))
    report = reported(run, "--cards", "a")
    (card,) = report.pop("cards")
    (finding,) = report.pop("findings")
    assert report == {
        "written": True,
        "path": "out.pdf",
        "layout": "index-3x5",
        "pages": 2 * card["parts"],
        "sheets": card["parts"],
        "two_sided": True,
    }
    assert card["parts"] == card["fronts"] > card["backs"] == 1
    assert card["front_size"] == 7 < card["back_size"]
    assert (finding["severity"], finding["code"]) == ("warning", "continued")
    assert (finding["card"], finding["field"]) == ("a", None)


@pytest.mark.parametrize(
    ("layout", "was", "is_", "found"),
    [
        ("index-3x5", "Apos.", "平", ("missing-glyph", "a", "position")),
        ("index-3x5", "title: Deck", "title: لا", ("unset-script", None, "title")),
        ("agenda", "Apos.", "A, asks: [平]", ("missing-glyph", None, "asks")),
        ("contingencies", "Cwhen.", "平", ("missing-glyph", "c", "when")),
        ("agenda", "Deck", "Deck " * 400, ("too-long", None, "title")),
        ("tent", "issues", "meeting: {principal: 平}\nissues", MINISTER),
    ],
)
def test_that_what_cannot_be_printed_is_json_too_and_no_file(
    run: Run, tmp_path: Path, layout: str, was: str, is_: str, found: tuple[str | None, ...]
) -> None:
    write(tmp_path, DECK.replace(was, is_))
    status, out, err = run("export", "deck.yaml", "out.pdf", "--json", "--layout", layout)
    assert (status, err.count("\n")) == (1, 1)
    assert "The deck cannot be printed whole, so no file was written." in err
    assert not Path("out.pdf").exists()
    report = json.loads(out)
    (row,) = report["findings"]
    assert (report["written"], row["severity"]) == (False, "error")
    assert (row["code"], row["card"], row["field"]) == found
    assert row["message"]


def test_that_warnings_that_matter_on_paper_are_said_and_others_not(
    run: Run, tmp_path: Path
) -> None:
    warned = deck_with("We want equality here.")
    warned = warned.replace("marking: UNCLASSIFIED", "avoid: [{phrase: equality}]")
    cleared = "clearance: {cleared: [{by: EUR, covers: 0123456789ab}]}, facts: [{text: F}]"
    write(tmp_path, warned.replace("audience: [press]", cleared))
    status, out, err = run("export", "deck.yaml", "out.pdf")
    assert (status, out) == (0, "")
    codes = re.findall(r"^deck\.yaml: warning\[(.*?)\] ", err, re.MULTILINE)
    assert sorted(codes) == ["avoid-phrase", "no-marking", "stale-clearance"]
    assert err.count("\n") == 4
    _, _, err = run("export", "deck.yaml", "out.pdf", "--cards", "c")
    assert "no-marking" in err
    assert "stale-clearance" not in err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--layout letter-3x5 --start 4", "has 3 places for cards: there is no place 4."),
        ("--paper a4", "“index-3x5” is made for its own paper: choose another layout."),
        ("--layout tent --side backs", "“tent” has no backs to print by themselves."),
        ("--layout index-3x4", "Did you mean “index-3x5”"),
        ("--printer office", "There is no printer profile “office”. `deckapp calibrate -h` tells"),
        ("--font none.ttf", "none.ttf: There is no such file. Name a static TrueType font"),
        ("--font deck.yaml", "deck.yaml: This is not a TrueType font, or it is damaged."),
        ("--font pipe", "pipe: This is not a regular file. Name a static TrueType font"),
        ("--changed-since none.pdf", "none.pdf: There is no such file."),
        ("--changed-since pipe", "pipe: This is not a regular file."),
        ("--changed-since .", ".: This is a folder."),
        ("--changed-since deck.yaml", "deck.yaml: deckapp did not write this PDF"),
        ("--layout avoid", "The deck names no phrases to avoid: add some first."),
        ("--cards c --priority must", "No card is left to print: choose other"),
        ("--reversed", "Only backs that are printed by themselves can be reversed."),
        ("--layout booklet-a5 --duplex none", "A booklet is printed on both sides"),
    ],
)
def test_that_what_cannot_be_is_one_sentence_and_no_file(
    run: Run, options: str, sentence: str
) -> None:
    os.mkfifo("pipe")
    status, out, err = run("export", "deck.yaml", "out.pdf", *options.split())
    assert (status, out) == (2, "")
    assert err.startswith("deckapp: ")
    assert err.count("\n") == 1
    assert sentence in err
    assert not Path("out.pdf").exists()


@pytest.mark.parametrize("option", ["--density all", "--duplex up", "--marks x", "--start two"])
def test_that_a_value_that_is_none_is_told_with_status_2(run: Run, option: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("export", "deck.yaml", "out.pdf", *option.split())
    assert stopped.value.code == 2


@pytest.mark.parametrize("option", ["--cards", "--issues", "--audience", "--priority"])
@pytest.mark.parametrize("names", ["", ",", " , ,"])
def test_that_a_list_without_a_name_never_means_the_whole_deck(
    run: Run, capsys: pytest.CaptureFixture[str], option: str, names: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("export", "deck.yaml", "out.pdf", option, names)
    assert stopped.value.code == 2
    assert f"argument {option}: name at least one" in capsys.readouterr().err
    assert not Path("out.pdf").exists()


def test_that_a_place_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    Path("folder.pdf").mkdir()
    Path("deck.pdf").write_text(DECK, encoding="utf-8")
    for arguments, sentence in (
        (("deck.yaml", "folder.pdf"), "folder.pdf: This is a folder. Name a file in it."),
        (("deck.pdf", "deck.pdf"), "deck.pdf: This is the deck itself."),
        (("deck.yaml", "nowhere/out.pdf"), "There is no folder"),
    ):
        status, _, err = run("export", *arguments)
        assert (status, sentence in err) == (2, True), err
    assert Path("deck.pdf").read_text(encoding="utf-8") == DECK


@pytest.mark.skipif(os.access("/", os.W_OK), reason="root may write everywhere")
def test_that_a_folder_that_is_read_only_is_said(run: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    status, _, err = run("export", "deck.yaml", "out.pdf")
    tmp_path.chmod(0o700)
    assert (status, "You may not write here" in err) == (2, True)


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        ("<b>bold</b> &amp; {} {0} %s \\n", "<b>bold</b> &amp; {} {0} %s \\n"),
        ("w" * 400, "w" * 400),
        ("We say it plainly. " * 1052, "We say it plainly. " * 1052),
        ("a\u202eb\u2066c", "abc"),
    ],
)
def test_that_odd_text_is_printed_as_it_is(
    run: Run, tmp_path: Path, position: str, shown: str
) -> None:
    write(tmp_path, deck_with(position))
    assert run("export", "deck.yaml", "out.pdf", "--cards", "a", "--side", "fronts")[0] == 0
    body = [run for page in PdfReader("out.pdf").pages for run in runs(page) if run.is_body]
    assert "".join("".join(run.text for run in body).split()) == "".join(shown.split())


def test_that_a_card_of_nothing_but_spaces_is_not_printed(run: Run, tmp_path: Path) -> None:
    write(tmp_path, deck_with("   "))
    status, out, err = run("export", "deck.yaml", "out.pdf")
    assert (status, out) == (1, "")
    assert "deck.yaml:9:41: error[missing-key] “position” is empty." in err
    assert "Mend them first." in err


def test_that_errors_in_the_deck_are_json_too_and_no_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path, deck_with("   ").replace("priority: could", "priority: never"))
    status, out, err = run("export", "deck.yaml", "out.pdf", "--json")
    assert (status, Path("out.pdf").exists()) == (1, False)
    assert "Mend them first." in err
    report = json.loads(out)
    found = report.pop("findings")
    assert report == {"written": False}
    assert all(row.keys() == {"severity", "code", "message", "card", "field"} for row in found)
    assert [(row["severity"], row["code"], row["field"]) for row in found] == [
        ("error", "missing-key", "position"),
        ("error", "bad-value", None),
    ]
