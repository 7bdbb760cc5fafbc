"""`deckapp agenda`: what stays when time is cut, in words and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from deckapp.cli import run_command
from deckapp.deck import cut_agenda, read_deck_file, whole_agenda
from deckapp.paths import reference_deck

MOSCOW = str(reference_deck())


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run_command(["agenda", *arguments]) == 0
    return capsys.readouterr().out


def numbers(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said(capsys, *arguments, "--json"))
    return found


def test_that_the_numbers_are_those_of_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    deck = read_deck_file(reference_deck()).deck
    plan, found = cut_agenda(deck, 900), numbers(capsys, MOSCOW, "--minutes", "15")
    assert list(found) == [
        *("minutes", "seconds", "whole_seconds", "musts_need", "fits", "issues", "ready")
    ]
    assert (found["minutes"], found["seconds"], found["fits"]) == (15, plan.seconds, False)
    assert (found["whole_seconds"], found["musts_need"]) == (3600, plan.musts_need)
    cards = [card for issue in found["issues"] for card in issue["cards"]]
    assert cards == [
        {
            "id": each.card.id,
            "title": each.card.title,
            "form": each.form.value,
            "seconds": each.seconds,
            "whole_seconds": each.whole_seconds,
            "red_lines": list(each.card.red_lines),
        }
        for each in plan.cards
    ]
    syria = found["issues"][0]
    assert (syria["id"], syria["title"]) == ("syria", "Syria and chemical weapons")
    assert (syria["priority"], syria["whole_seconds"]) == ("must", 900)
    assert syria["seconds"] == sum(card["seconds"] for card in syria["cards"])
    assert found["ready"][0] == "syria-islamic-state"
    assert len(found["ready"]) == len(plan.ready)


def test_that_the_whole_agenda_is_told_without_minutes(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(capsys, MOSCOW)
    deck = read_deck_file(reference_deck()).deck
    assert (found["minutes"], found["seconds"]) == (None, whole_agenda(deck).seconds)
    assert {card["form"] for issue in found["issues"] for card in issue["cards"]} == {"full"}
    text = said(capsys, MOSCOW)
    assert text.startswith("The whole agenda: 20 points in 60 minutes.\n")
    assert "1 · Syria and chemical weapons (must): 15:00\n" in text
    assert "   4:34  Nerve agent beside Russian advisers\n" in text
    assert "Drop:" not in text


def test_that_the_words_say_what_stays_and_what_to_drop(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, MOSCOW, "--minutes", "15")
    lines = text.splitlines()
    assert lines[0].startswith("14 of 20 points stay in 15 minutes: 14 in one breath; of 1 only")
    assert lines[1].endswith("take 20 minutes; in 15 minutes 14 of 17 stay.")
    assert "2 · De-confliction in Syrian skies (should): 1:13 of 6:00" in lines
    assert "   1:13  red lines only  Our pace and our pilots" in lines
    below = [
        line.strip() for line in lines[lines.index("   1:58  in one breath   No further use") :]
    ]
    assert below[1].startswith("Only if: The administration will back it up.")
    assert below[2] == "Another chemical attack will not be tolerated."
    assert below[3].startswith("Red line: Further use of chemical weapons")
    dropped = lines[lines.index("Drop:") + 1 : lines.index("Ready if needed:") - 1]
    assert "  North Korea" in dropped
    assert not any(line.startswith("5 · ") for line in lines)
    assert lines[-1].endswith(" → Late-night summons to the Kremlin")


@pytest.mark.parametrize("minutes", ["0", "000", "1441", "-5", "ten", "1.5"])
def test_that_what_is_no_time_is_told(capsys: pytest.CaptureFixture[str], minutes: str) -> None:
    for command in (["agenda", MOSCOW], ["export", MOSCOW, "cards.pdf"]):
        with pytest.raises(SystemExit, match="2"):
            run_command([*command, f"--minutes={minutes}"])
        error = capsys.readouterr().err
        assert f"“{minutes}” is no time for an agenda; write minutes from 1 to 1440" in error


@pytest.mark.parametrize("command", ["agenda", "export", "ready"])
def test_that_thousands_of_digits_are_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    out = ["cards.pdf"] if command == "export" else []
    with pytest.raises(SystemExit, match="2"):
        run_command([command, MOSCOW, *out, "--minutes", "9" * 5000])
    error = capsys.readouterr().err.splitlines()[-1]
    assert f"“{'9' * 40}…” is no" in error
    assert error.endswith("write minutes from 1 to 1440")


def written(folder: Path, issues: str) -> str:
    path = folder / "deck.yaml"
    path.write_text(f"format: deckapp/1\ntitle: Talks\nmarking: U\nissues: {issues}\n")
    return str(path)


def test_that_a_deck_without_minutes_or_cards_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = written(tmp_path, "[{id: a, title: A, cards: [{id: b, title: B, position: Yes we do.}]}]")
    assert said(capsys, one) == (
        "The whole agenda: 1 point in about 1 minute.\n\n1 · A: about 0:02\n   0:02  B\n"
    )
    assert numbers(capsys, one)["issues"][0]["priority"] is None
    nothing = written(tmp_path, "[]")
    assert "There is nothing to plan: the deck has no point to make." in said(capsys, nothing)
    lunch = written(tmp_path, "[{id: a, title: Lunch, minutes: 9}]")
    assert numbers(capsys, lunch, "--minutes", "9")["issues"][0]["cards"] == []
    assert said(capsys, lunch, "--minutes", "8") == (
        "No point stays in 8 minutes; 1 is dropped.\n\nDrop:\n  Lunch\n"
    )


def test_that_a_deck_with_errors_is_read_as_far_as_it_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = written(tmp_path, "[{id: a, title: Lunch, minutes: 9, minuets: 9}]")
    assert run_command(["agenda", deck]) == 0
    assert "has errors, so cards could be missing" in capsys.readouterr().err
    assert run_command(["agenda", str(tmp_path / "none.yaml")]) == 2


def test_that_an_agenda_is_printed_for_that_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "agenda.pdf"
    options = ["--minutes", "10"]
    assert run_command(["export", MOSCOW, str(out), "--layout", "agenda", *options]) == 0
    assert "Agenda, cut to 10 minutes" in PdfReader(out).pages[0].extract_text()
    capsys.readouterr()
    assert run_command(["export", MOSCOW, str(out), *options]) == 2
    assert "“index-3x5” has no agenda to cut: choose the layout “agenda”" in capsys.readouterr().err
