"""`deckapp ready`: how ready one is, in words and as JSON, at any moment for any meeting."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from deckapp.cli import run_command
from deckapp.deck import read_deck_file
from deckapp.paths import reference_deck, review_folder
from deckapp.rehearsal import Grade, Review, ReviewLog, prompts_of
from deckapp.rehearsal.memory import after

NOW = datetime(2017, 4, 8, 20, tzinfo=UTC)
MEETING = datetime(2017, 4, 12, 9, tzinfo=UTC)
PROMPTS = prompts_of(read_deck_file(reference_deck()).deck)
FIRST, SECOND = PROMPTS[:2]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "moscow.yaml"
    shutil.copy(reference_deck(), path)
    return path


def rehearse(deck: Path, *reviews: Review) -> None:
    with ReviewLog(review_folder()) as log:
        log.of(deck).add(reviews)


def numbers(capsys: pytest.CaptureFixture[str], deck: Path, *options: str) -> dict[str, Any]:
    options = options or ("--now", NOW.isoformat(), "--at", MEETING.isoformat())
    assert run_command(["ready", str(deck), "--json", *options]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def said(capsys: pytest.CaptureFixture[str], deck: Path, *options: str) -> str:
    assert run_command(["ready", str(deck), *options]) == 0
    return capsys.readouterr().out


def test_that_the_numbers_are_those_of_the_log(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = NOW - timedelta(days=1.3)
    rehearse(
        deck,
        Review(FIRST.id, at - timedelta(days=3.5), Grade.HARD),
        Review(FIRST.id, at, Grade.GOOD, fingerprint=FIRST.fingerprint),
        Review(SECOND.id, at, Grade.AGAIN, fingerprint="of other words"),
    )
    found = numbers(capsys, deck)
    memory = after(after(None, Grade.HARD, at - timedelta(days=3.5)), Grade.GOOD, at)
    assert found["now"] == NOW.isoformat()
    assert found["meeting"] == MEETING.isoformat()
    assert [each["id"] for each in found["prompts"]] == [prompt.id for prompt in PROMPTS]
    first, second, third = found["prompts"][:3]
    assert first == {
        "id": FIRST.id,
        "reviews": 2,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "recall_now": memory.recall(NOW),
        "recall_at_meeting": memory.recall(MEETING),
        "changed": False,
    }
    assert (second["reviews"], second["changed"]) == (1, True)
    nothing = dict.fromkeys(("stability", "difficulty", "recall_now", "recall_at_meeting"))
    assert third == {"id": PROMPTS[2].id, "reviews": 0, "changed": False, **nothing}
    for name in ("recall_now", "recall_at_meeting"):
        mean = (first[name] + second[name]) / len(PROMPTS)
        assert found[name] == pytest.approx(mean, abs=1e-12)
    assert found["recall_at_meeting"] < found["recall_now"] < found["recall_with_plan"] < 1


def test_that_a_deck_that_was_never_rehearsed_leaves_no_log(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert numbers(capsys, deck)["recall_at_meeting"] == 0
    assert "Not yet rehearsed; " in said(capsys, deck, "--now", "2017-04-08T20:00Z")
    assert not review_folder().exists()


def test_that_longer_sessions_promise_more(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    when = ("--now", "2017-04-08T20:00Z")
    short, long = (numbers(capsys, deck, *when, "--minutes", each) for each in ("5", "30"))
    assert short["recall_with_plan"] < long["recall_with_plan"]


@pytest.mark.parametrize("at", ["2017-04-08T19:59Z", "2016-01-01"])
def test_that_a_meeting_that_is_past_has_no_number_for_the_day(
    deck: Path, capsys: pytest.CaptureFixture[str], at: str
) -> None:
    options = ("--now", "2017-04-08T20:00Z", "--at", at)
    found = numbers(capsys, deck, *options)
    assert found["meeting"] is not None
    assert (found["recall_at_meeting"], found["recall_with_plan"]) == (None, None)
    assert "The meeting was on" in said(capsys, deck, *options)


def test_that_a_deck_without_a_date_has_no_meeting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "undated.yaml"
    path.write_text(
        "format: deckapp/1\ntitle: Talks\nissues:\n- id: a\n  title: A\n  cards:\n"
        "  - {id: b, title: B, position: Yes.}\n"
    )
    found = numbers(capsys, path, "--now", NOW.isoformat())
    assert (found["meeting"], found["recall_with_plan"]) == (None, None)
    rehearse(path, Review("b/position", NOW - timedelta(days=1), Grade.GOOD))
    text = said(capsys, path, "--now", NOW.isoformat())
    assert "95 % today." in text
    assert "Last rehearsed yesterday at 20:00." in text
    assert "Nothing is due now." in text


def test_that_a_deck_without_cards_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("format: deckapp/1\ntitle: Talks\nissues: []\n")
    assert numbers(capsys, path, "--now", NOW.isoformat())["prompts"] == []
    assert "There is nothing to rehearse yet." in said(capsys, path)


def test_that_the_words_name_the_weakest_lines(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    easy, missed = Grade.EASY, Review(SECOND.id, NOW - timedelta(days=1), Grade.AGAIN)
    others = (Review(each.id, NOW - timedelta(days=1), easy) for each in PROMPTS[2:])
    rehearse(deck, missed, *others)
    text = said(capsys, deck, "--now", NOW.isoformat(), "--at", MEETING.isoformat())
    assert "4 days left" in text
    assert "1 of 69 prompts was never rehearsed" in text
    weakest = text.partition("The weakest:\n")[2].splitlines()
    assert len(weakest) == 10
    assert weakest[0].endswith(f"{SECOND.cue} (Rebuttal · Nerve agent beside Russian advisers)")
    assert weakest[1].strip() == f"not yet rehearsed  {FIRST.cue} (Position)"


@pytest.mark.parametrize(
    "options",
    [
        ["--now", "soon"],
        ["--now", "2017-13-45"],
        ["--at", "0001-01-01T00:00+14:00"],
        ["--at", "9999-12-31T23:59-14:00"],
        ["--at", "3000-01-02"],
        ["--now", "1969-12-30T12:00Z"],
        ["--minutes", "0"],
        ["--minutes", "many"],
        ["--minutes", "1441"],
    ],
)
def test_that_what_is_no_moment_or_length_is_told(
    deck: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run_command(["ready", str(deck), *options])
    error = capsys.readouterr().err
    assert f"“{options[1]}”" in error
    assert "write" in error


def test_that_local_times_and_dates_alone_are_understood(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = numbers(capsys, deck, "--now", "2017-04-08T20:00", "--at", "2017-04-10")
    assert datetime.fromisoformat(found["meeting"]) == datetime(2017, 4, 10, 12).astimezone()
    assert datetime.fromisoformat(found["now"]).tzinfo is not None


def test_that_a_meeting_in_two_hours_counts_as_ahead(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = numbers(capsys, deck, "--now", NOW.isoformat(), "--at", "2017-04-08T22:00Z")
    assert found["recall_at_meeting"] == 0
    assert 0.5 < found["recall_with_plan"] < 1


def test_that_the_page_for_the_staff_is_written(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "readiness.pdf"
    said(capsys, deck, "--now", NOW.isoformat(), "--pdf", str(out))
    first = out.read_bytes()
    assert first.startswith(b"%PDF-")
    said(capsys, deck, "--now", NOW.isoformat(), "--pdf", str(out))
    assert out.read_bytes() == first
    assert run_command(["ready", str(deck), "--pdf", str(tmp_path / "no" / "r.pdf")]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_that_characters_that_the_typeface_lacks_are_told(
    deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(deck.read_text().replace("title: Moscow, April 2017", "title: Moscow 莫"))
    assert run_command(["ready", str(deck), "--pdf", str(tmp_path / "r.pdf")]) == 0
    assert "The typeface lacks 莫" in capsys.readouterr().err


def test_that_a_log_that_cannot_be_read_is_told(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review_folder().parent.mkdir(parents=True)
    review_folder().write_text("in the way")
    assert run_command(["ready", str(deck)]) == 2
    assert str(review_folder()) in capsys.readouterr().err


def test_that_what_the_log_tells_is_said(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rehearse(deck, Review(FIRST.id, NOW + timedelta(days=1), Grade.GOOD))
    first = numbers(capsys, deck)["prompts"][0]
    assert (first["recall_now"], first["reviews"]) == (None, 0)
    run_command(["ready", str(deck), "--json", "--now", NOW.isoformat()])
    assert "set the clock of this computer right" in capsys.readouterr().err
    later = ("--now", (NOW + timedelta(days=1)).isoformat(), "--at", MEETING.isoformat())
    assert numbers(capsys, deck, *later)["prompts"][0]["recall_now"] == 1


def test_that_cards_without_an_id_are_told_of(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = deck.read_text(encoding="utf-8")
    deck.write_text(re.sub(r"- id: syria-nerve-agent.*\n +title", "- title", text))
    assert "1 card has no id of its own, so it cannot be rehearsed." in said(capsys, deck)
