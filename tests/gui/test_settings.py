"""What is remembered comes back, and garbage reads as the default."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from deckapp.gui.settings import MOST_RECENT, Settings

WRITTEN = """\
[General]
drill-minutes=35
favourites=index-3x5 agenda-a4
recent="/decks/Moscow, 2017; “ё” 50%.yaml", /decks/second.yaml
short-grades=yes
split=@ByteArray(\\0\\0\\0\\xff)
still=yes
theme=dark
voice-muted=yes
voice-records=yes
window=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3ok)
zoom=130

[places]
%252Fdecks%252Fsecond.yaml=syria-nerve-agent 3

[print]
%252Fdecks%252Fsecond.yaml=booklet-a4

[voice-rates]
ru=-30

[voices]
ru="Анна, 2"
zh-hant=B
"""
"""Every key that there is, as the first deckapp wrote it; it had no version yet."""


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


# Versions


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.ini"
    path.write_text(text, encoding="utf-8")
    return path


def _with_version(version: str) -> str:
    return WRITTEN.replace("[General]\n", f"[General]\nversion={version}\nunheard-of=(1, 2)\n")


def _require_as_written(settings: Settings) -> None:
    """All of `WRITTEN` is there."""
    deck = Path("/decks/second.yaml")
    assert (settings.theme, settings.zoom, settings.still) == ("dark", 130, True)
    assert (settings.drill_minutes, settings.short_grades) == (35, True)
    assert settings.recent == [Path("/decks/Moscow, 2017; “ё” 50%.yaml"), deck]
    assert settings.place(deck) == ("syria-nerve-agent", 3)
    assert settings.print_layout(deck) == "booklet-a4"
    assert settings.favourites == ["index-3x5", "agenda-a4"]
    assert (settings.muted, settings.records) == (True, True)
    assert (settings.voice("ru"), settings.voice_rate("ru")) == ("Анна, 2", -0.3)
    assert settings.voice("zh-Hant") == "B"
    assert settings.bytes_of("window") == QByteArray(b"\x01\xd9\xd0\xcb\x00\x03ok")
    assert settings.bytes_of("split") == QByteArray(b"\x00\x00\x00\xff")


def _set_everything(settings: Settings) -> None:
    """Set all that there is to something else."""
    deck = Path("/decks/second.yaml")
    settings.theme, settings.zoom, settings.still = "light", 90, False
    settings.drill_minutes, settings.short_grades = 10, False
    for number in range(MOST_RECENT):
        settings.add_recent(Path(f"/decks/{number}.yaml"))
    settings.set_place(deck, "gas", 1)
    settings.set_print_layout(deck, "index-3x5")
    settings.favourites = ["booklet-a4"]
    settings.muted, settings.records = False, False
    settings.set_voice("ru", "Иван")
    settings.set_voice_rate("ru", 0.5)
    for key in ("window", "split"):
        settings.set_bytes(key, QByteArray(b"new"))


def _require_as_set(settings: Settings) -> None:
    deck = Path("/decks/second.yaml")
    assert (settings.theme, settings.zoom, settings.still) == ("light", 90, False)
    assert (settings.drill_minutes, settings.short_grades) == (10, False)
    assert settings.recent[0] == Path(f"/decks/{MOST_RECENT - 1}.yaml")
    assert len(settings.recent) == MOST_RECENT
    assert settings.place(deck) == ("gas", 1)
    assert settings.print_layout(deck) == "index-3x5"
    assert settings.favourites == ["booklet-a4"]
    assert (settings.muted, settings.records) == (False, False)
    assert (settings.voice("ru"), settings.voice_rate("ru")) == ("Иван", 0.5)
    assert settings.bytes_of("window") == settings.bytes_of("split") == QByteArray(b"new")


@pytest.mark.parametrize("version", ["1", "0", "-2", "two", "2.0", "²", "", '"2, 3"', "@Size(2 2)"])
def test_that_settings_of_today_and_without_a_version_that_makes_sense_are_ours(
    tmp_path: Path, version: str
) -> None:
    path = _file(tmp_path, _with_version(version))
    settings = Settings(path)
    assert settings.notice == ""
    _require_as_written(settings)
    _set_everything(settings)
    settings._store.sync()
    again = Settings(path)
    _require_as_set(again)
    assert "\nversion=1\n" in path.read_text(encoding="utf-8")


def test_that_settings_without_a_version_open_unchanged_and_get_one_when_written(
    tmp_path: Path,
) -> None:
    path = _file(tmp_path, WRITTEN)
    settings = Settings(path)
    assert settings.notice == ""
    _require_as_written(settings)
    settings._store.sync()
    assert path.read_text(encoding="utf-8") == WRITTEN
    settings.zoom = 130
    settings._store.sync()
    assert path.read_text(encoding="utf-8") == WRITTEN.replace(
        "theme=dark\n", "theme=dark\nversion=1\n"
    )


def test_that_new_settings_have_a_version(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    settings.theme = "dark"
    settings._store.sync()
    assert path.read_text(encoding="utf-8") == "[General]\ntheme=dark\nversion=1\n"


@pytest.mark.parametrize("version", ["2", "9999"])
def test_that_newer_settings_are_used_and_never_written(tmp_path: Path, version: str) -> None:
    path = _file(tmp_path, _with_version(version))
    settings = Settings(path)
    assert settings.notice == (
        f"The settings ({path}) were written by a newer deckapp. They are used as far as this one "
        "understands them; what you change of them is not kept."
    )
    _require_as_written(settings)
    _set_everything(settings)
    _require_as_set(settings)
    deck, moved = Path("/decks/second.yaml"), Path("/decks/moved.yaml")
    settings.move(deck, moved)
    assert (settings.place(deck), settings.place(moved)) == (("", 0), ("gas", 1))
    settings._store.sync()
    del settings
    assert path.read_text(encoding="utf-8") == _with_version(version)
    assert [each.name for each in tmp_path.iterdir()] == ["settings.ini"]
    _require_as_written(Settings(path))


def test_that_a_place_forgotten_in_newer_settings_is_forgotten_for_the_session(
    tmp_path: Path,
) -> None:
    settings = Settings(_file(tmp_path, _with_version("2")))
    for number in range(MOST_RECENT):
        settings.add_recent(Path(f"/decks/{number}.yaml"))
    assert settings.place(Path("/decks/second.yaml")) == ("", 0)
