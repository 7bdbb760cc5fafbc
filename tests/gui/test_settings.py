"""What is remembered comes back, and garbage reads as the default."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from deckapp.gui.settings import MOST_RECENT, Settings


def _raw(path: Path, key: str, value: object) -> Settings:
    store = QSettings(str(path), QSettings.Format.IniFormat)
    store.setValue(key, value)
    store.sync()
    return Settings(path)


def test_that_everything_set_comes_back_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.ini"
    deck = tmp_path / "a, b; “c” &%= ё.yaml"
    first = Settings(path)
    first.theme, first.zoom, first.still = "dark", 130, True
    first.add_recent(deck)
    first.set_place(deck, "some-card", 3)
    first.set_bytes("window", QByteArray(b"\x00\xffstate"))
    first._store.sync()
    second = Settings(path)
    assert (second.theme, second.zoom, second.still) == ("dark", 130, True)
    assert second.recent == [deck]
    assert second.place(deck) == ("some-card", 3)
    assert second.bytes_of("window") == QByteArray(b"\x00\xffstate")


def test_that_a_first_start_has_sensible_settings(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "none.ini")
    assert (settings.theme, settings.zoom, settings.still) == ("system", 100, False)
    assert settings.recent == []
    assert settings.place(Path("/some/deck.yaml")) == ("", 0)
    assert settings.bytes_of("window").isEmpty()


@pytest.mark.parametrize(
    "value", ["", "huge", "-5", "1e3", "²", "9" * 5000, "None", QByteArray(b"\x00"), ["1", "2"]]
)
def test_that_a_zoom_that_makes_no_sense_is_a_hundred_percent_or_the_nearest(
    tmp_path: Path, value: object
) -> None:
    assert _raw(tmp_path / "settings.ini", "zoom", value).zoom in (100, 200)


@pytest.mark.parametrize(
    "value", ["", "fast", "1e3", "--5", "²", "9" * 5000, QByteArray(b"x"), ["1"]]
)
def test_that_a_rate_of_speech_that_makes_no_sense_is_the_usual_one(
    tmp_path: Path, value: object
) -> None:
    assert _raw(tmp_path / "settings.ini", "voice-rates/ru", value).voice_rate("ru") == 0


def test_that_each_language_has_a_voice_and_a_rate_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    first = Settings(path)
    assert (first.muted, first.records) == (False, False)
    assert (first.voice("ru"), first.voice_rate("ru")) == ("", 0)
    first.muted, first.records = True, True
    for tag, name, rate in (("ru", "Анна, 2", -0.3), ("en/GB", "Bob", 7), ("", "Nobody", 0.25)):
        first.set_voice(tag, name)
        first.set_voice_rate(tag, rate)
    first._store.sync()
    second = Settings(path)
    assert (second.muted, second.records) == (True, True)
    assert (second.voice("RU"), second.voice_rate("ru")) == ("Анна, 2", -0.3)
    assert (second.voice("en/gb"), second.voice_rate("en/GB")) == ("Bob", 1)
    assert (second.voice(""), second.voice_rate("")) == ("Nobody", 0.25)
    assert second.voice("en") == ""


@pytest.mark.parametrize(("value", "zoom"), [("5", 70), ("999", 200), ("110", 110)])
def test_that_zoom_stays_within_its_bounds(tmp_path: Path, value: str, zoom: int) -> None:
    assert _raw(tmp_path / "settings.ini", "zoom", value).zoom == zoom


@pytest.mark.parametrize("value", ["", "card", "card ²", "card " + "9" * 5000, "card -1", "card x"])
def test_that_a_place_that_makes_no_sense_is_the_start_of_its_card(
    tmp_path: Path, value: str
) -> None:
    path, deck = tmp_path / "settings.ini", Path("/decks/moscow.yaml")
    Settings(path).set_place(deck, "x", 1)
    (key,) = (each for each in Settings(path)._store.allKeys() if each.startswith("places/"))
    card, step = _raw(path, key, value).place(deck)
    assert card in ("", "card")
    assert step == 0


@pytest.mark.parametrize("value", ["", 5, QByteArray(b"x"), {"a": 1}, ["", 3, None]])
def test_that_recent_decks_that_make_no_sense_are_none(tmp_path: Path, value: object) -> None:
    recent = _raw(tmp_path / "settings.ini", "recent", value).recent
    assert all(isinstance(path, Path) for path in recent)
    assert Path() not in recent


@pytest.mark.parametrize("value", ["text", 5, ["a"]])
def test_that_a_window_state_that_makes_no_sense_is_none(tmp_path: Path, value: object) -> None:
    assert _raw(tmp_path / "settings.ini", "window", value).bytes_of("window").isEmpty()


def test_that_a_file_full_of_garbage_reads_as_a_first_start(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_bytes(b"\x00\xff\xfe[[[\n=;%zz\nzoom=\nrecent=@Variant(\\0\\0\\0)\n")
    settings = Settings(path)
    assert (settings.theme, settings.zoom, settings.still) == ("system", 100, False)
    assert settings.recent == []


def test_that_the_deck_opened_last_is_first_and_stands_there_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    one, two = Path("/a.yaml"), Path("/b.yaml")
    for path in (one, two, one):
        settings.add_recent(path)
    assert settings.recent == [one, two]


def test_that_places_of_decks_long_forgotten_do_not_pile_up(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    decks = [Path(f"/deck-{number}.yaml") for number in range(MOST_RECENT + 3)]
    for deck in decks:
        settings.add_recent(deck)
        settings.set_place(deck, "card", 2)
    settings.add_recent(Path("/one-more.yaml"))
    assert len(settings.recent) == MOST_RECENT
    assert settings.place(decks[0]) == ("", 0)
    assert settings.place(decks[-1]) == ("card", 2)
    kept = [key for key in settings._store.allKeys() if key.startswith("places/")]
    assert len(kept) == MOST_RECENT - 1
