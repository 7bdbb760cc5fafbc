"""The text for IT: what helps is in it, and nothing of a deck or a person."""

import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp import __version__, paths
from deckapp.components import Component
from deckapp.deck import Problem, lint, read_deck, read_deck_file
from deckapp.deck.problems import ERRORS, WARNINGS
from deckapp.diagnostics import (
    Counts,
    Discretion,
    Kept,
    Place,
    counts_of,
    diagnostic_text,
    installed_as,
    look_at,
    places,
)

from .gui.walking.full_deck import FULL_DECK

NOTHING = Counts(0, 0, {})


def test_that_it_tells_versions_places_and_numbers(home: Path) -> None:
    settings, log, *_ = places()
    settings.path.parent.mkdir(parents=True)
    settings.path.write_bytes(b"theme=dark\n")
    text = diagnostic_text(
        [("Screen 1", "1920 × 1080")],
        [Component("PyYAML", "6.0.3", "MIT")],
        [look_at(settings), look_at(log)],
        Counts(3, 1234, {"no-counter": 2, "avoid-phrase": 1}),
        4,
        environ={"XDG_SESSION_TYPE": "wayland"},
        home=home,
    )
    below = Path("~", ".config", "deckapp", "settings.ini")
    reviews = Path("~", ".local", "share", "deckapp", "rehearsal")
    for line in (
        f"deckapp {__version__}",
        "  Screen 1: 1920 × 1080",
        "  XDG_SESSION_TYPE: wayland",
        "  QT_QPA_PLATFORM: not set",
        f"  Settings: {below}, 11 bytes, can be written",
        f"  Review log: {reviews}, not there yet, can be written",
        "  Issues: 3",
        "  Cards: 1,234",
        "  Problems: avoid-phrase 1, no-counter 2",
        "  Decks opened lately: 4",
        "  PyYAML: 6.0.3 (MIT)",
        "  Extra passphrase: there",
    ):
        assert line in text.split("\n")


def test_that_missing_extras_and_problems_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckapp.diagnostics.find_spec", lambda _name: None)
    text = diagnostic_text([], [], [], NOTHING, 0)
    assert "Extra spelling: not installed" in text
    assert "Problems: none" in text


def test_that_what_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert "cannot be written" in diagnostic_text([], [], map(look_at, places()), NOTHING, 0)


def test_that_a_folder_is_as_large_as_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "one").write_bytes(b"12345")
    (tmp_path / "in" / "two").write_bytes(b"12")
    place = Place("Here", tmp_path)
    assert look_at(place) == Kept(place, 7, is_writable=True)


def test_that_a_file_that_goes_meanwhile_counts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").write_bytes(b"12345")

    def gone(_path: Path) -> bool:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "is_file", gone)
    assert look_at(Place("Here", tmp_path)).size == 0


def test_that_looking_makes_no_folder(home: Path) -> None:
    assert {look_at(place).size for place in places()} == {None}
    assert not list(home.iterdir())


def test_that_it_says_how_deckapp_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert installed_as() == "source"
    (tmp_path / "_data" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "_INSTALLED", tmp_path / "_data")
    assert installed_as() == "Python package"
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert installed_as() == "bundle"


# Nothing of a person

HOME = Path("/Users/tillerson")
DISCRETION = Discretion({"USER": "rex", "LOGNAME": ""}, HOME)


def told_path(*parts: str) -> str:
    return DISCRETION.path(Path(*parts, "deckapp", "rehearsal"))


def test_that_only_folders_that_platforms_name_are_told() -> None:
    own = Path("deckapp", "rehearsal")
    assert told_path(str(HOME), ".local", "share") == str(Path("~", ".local", "share") / own)
    assert told_path(str(HOME), "minsk talks") == str(Path("~", "…") / own)
    assert told_path("/srv", "tillerson", "minsk") == str("…" / own)
    assert told_path("/srv", "deckapp", "minsk") == str("…" / own)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("offscreen:file=/Users/tillerson/screens.json", "offscreen:file=~/screens.json"),
        ("Linux-6.1-REX-x86_64", "Linux-6.1-…-x86_64"),
        ("Tillerson's Sans\nBold", "…'s Sans Bold"),
        ("annexrexy", "annexrexy"),
    ],
)
def test_that_the_users_name_is_left_out(words: str, told: str) -> None:
    assert DISCRETION.words(words) == told


def test_that_a_nameless_user_at_the_root_takes_nothing_away() -> None:
    assert Discretion({}, Path("/")).words("/usr/lib wayland") == "/usr/lib wayland"


# Nothing of a deck

PLANTED = st.text("жщюяёфц", min_size=5, max_size=9)


def planted_in(text: str, word: str) -> str:
    """The full deck, with a word at every text that a reader can meet in it."""
    words = ("Talks in Geneva", "TLP:AMBER", "Syria", "gas", "Radar", "mutual respect", "Geneva")
    for each in (*words, "Secretary", "Minister", "It is a target.", "private", "2017-04-12"):
        text = text.replace(each, word)
    return "\n".join(
        f"{line} {word}" if line.rstrip().endswith((".", "truce]", "NEA")) else line
        for line in text.split("\n")
    )


@given(word=PLANTED, damage=st.sampled_from(("", "titel: {}\n", "{}: [\n", "- {}\n")))
def test_that_no_word_of_a_deck_or_its_place_is_told(
    tmp_path_factory: pytest.TempPathFactory, word: str, damage: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / word
    folder.mkdir(exist_ok=True)
    file = folder / f"{word}.yaml"
    file.write_text(planted_in(FULL_DECK, word) + damage.format(word), encoding="utf-8")
    source = read_deck_file(file)
    problems = [*source.problems, *lint(source)]
    assert any(word in str(problem) for problem in problems)
    counts = counts_of(source.deck, problems)
    assert sum(counts.problems.values()) == len(problems)
    text = diagnostic_text([], [], map(look_at, places()), counts, 1)
    assert word not in text


def planted_everywhere(value: object, word: str) -> Any:
    """A section or what is in one, with the word for every text."""
    match value:
        case str():
            return word
        case tuple():
            return tuple(planted_everywhere(each, word) for each in value)
        case Mapping():
            return {key: planted_everywhere(each, word) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            texts = {
                field.name: planted_everywhere(getattr(value, field.name), word)
                for field in fields(value)
            }
            return replace(value, **texts)
    return value


@given(word=PLANTED, codes=st.lists(st.sampled_from(sorted(ERRORS | WARNINGS))))
def test_that_no_field_of_a_deck_or_a_problem_is_told(word: str, codes: list[str]) -> None:
    deck = planted_everywhere(read_deck(FULL_DECK.encode()).deck, word)
    assert str(deck).count(word) > 80
    problems = [Problem(code, word, 1, 1, word, card=word, field=word) for code in codes]
    text = diagnostic_text([], [], [], counts_of(deck, problems), 0)
    assert word not in text
    assert "Cards: 3" in text
    assert all(f"{code} {codes.count(code)}" in text for code in codes)
