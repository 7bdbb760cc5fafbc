"""Spelling of English and Russian, and the deck's own words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import Meeting
from deckapp.deck.storage.safekeeping import local_data
from deckapp.gui.edit.own_words import words_file
from deckapp.gui.edit.spelling import Spelling

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the deck's own words are to lie."""
    return tmp_path / "moscow.words.txt"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Spelling:
    """Loaded dictionaries, for tests that change nothing."""
    return _loaded(tmp_path_factory.mktemp("words") / "none.words.txt")


@pytest.fixture
def spelling(file: Path) -> Spelling:
    """Spelling with own words that a test may change."""
    return _loaded(file)


def _loaded(file: Path) -> Spelling:
    made = Spelling(file)
    made.load()
    assert made.is_available
    assert made.trouble == ""
    return made


def _wrong(spelling: Spelling, text: str, language: str = "") -> list[str]:
    return [text[start:end] for start, end in spelling.misspelt(text, language)]


# Words and dictionaries


def test_that_misspelt_words_are_found_in_both_languages_in_one_text(shared: Spelling) -> None:
    text = "We will not recieve «сдесь» the goverment, но переговоры идут.\nThe weapons, министр!"
    assert _wrong(shared, text) == ["recieve", "сдесь", "goverment"]


@pytest.mark.parametrize(
    "text",
    [
        "The UNCLASSIFIED NATO's NGOs, МИДом и ОЗХО",
        "S-400 Su-35 mid-2017 2nd 3,000 covid19 12:30 5°",
        "https://exmaple.org/pgae www.exmaple.org someboddy@exmaple.org exmaple.org/pgae.",
        "C:\\Usres\\x snake_csae camelCsae #hashtgag brefing.docx e.g. т.е.",
        "x y ы ё A. B.",
        "漢字 עברית العربية Ελλάδα Україні ქართული 𝓌𝓇𝓁𝒹 😀",
        "don't don’t Moscow's Moscow’s governments’ 'quoted' ‘quoted’",
        "well-known, non-proliferation, de-escalation, pre\u2011war, IT-компания",
        "из-за кто-то по-русски северо-восток военно-политический",
        "ещё еще Её её самолёты самолеты приём",
        "по\u0301сле дого\u0301вор naïve résume\u0301 й\u0301",
        "и\u0306од иде\u0308т",
        "soft\u00adly",
        "W" * 100_000,
        "",
    ],
)
def test_that_what_is_right_or_no_prose_is_not_marked(shared: Spelling, text: str) -> None:
    assert _wrong(shared, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The defence programme favours our neighbours' labour.",
        "Organise, recognised, analysing; centres, centred theatre; travelled, fulfils; judgement.",
    ],
)
def test_that_british_spelling_is_right(shared: Spelling, text: str) -> None:
    assert _wrong(shared, text) == []


def test_that_only_the_wrong_part_of_a_hyphenated_word_is_marked(shared: Spelling) -> None:
    assert _wrong(shared, "a well-knwon, военно-политичиский") == ["knwon", "политичиский"]
    assert _wrong(shared, "dont’t wel\u2010known") == ["dont’t", "wel"]


def test_that_a_rule_for_british_spelling_lets_no_mistake_pass(shared: Spelling) -> None:
    text = "sence expence doour realizze appealled seise metr skil"
    assert _wrong(shared, text) == text.split()


@pytest.mark.parametrize("language", ["", "en", "en-GB", "EN_us", "ru", "ru-RU"])
def test_that_a_text_in_either_language_is_checked(shared: Spelling, language: str) -> None:
    assert _wrong(shared, "teh превет", language) == ["teh", "превет"]


@pytest.mark.parametrize("language", ["fr", "uk", "zh-Hans", "none such"])
def test_that_a_text_in_another_language_is_not_checked(shared: Spelling, language: str) -> None:
    assert _wrong(shared, "Nous sommes prêts, превет", language) == []


def test_that_nothing_is_misspelt_before_dictionaries_are_loaded(file: Path) -> None:
    spelling = Spelling(file)
    assert spelling.misspelt("teh") == []
    assert spelling.suggestions("teh") == ()
    spelling.load()
    assert _wrong(spelling, "teh") == ["teh"]


# Suggestions


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("recieve", "receive"),
        ("Goverment", "Government"),
        ("сдесь", "здесь"),
        ("doesnt", "doesn't"),
    ],
)
def test_that_the_right_word_is_suggested(shared: Spelling, word: str, meant: str) -> None:
    suggestions = shared.suggestions(word)
    assert meant in suggestions
    assert len(suggestions) <= 6


def test_that_suggestions_have_the_apostrophe_of_the_word(shared: Spelling) -> None:
    assert "don’t" in shared.suggestions("don’tt")


@pytest.mark.parametrize(
    "word", ["", "😀", "漢字", "NATO", "\ud800", "a\x00b", "w" * 50, "w" * 99999]
)
def test_that_some_words_have_no_suggestions(shared: Spelling, word: str) -> None:
    assert shared.suggestions(word) == ()


def test_that_the_decks_own_names_are_suggested_first(spelling: Spelling) -> None:
    spelling.learn(["Secretary Rex Tillerson"])
    spelling.add("Лавров")
    assert spelling.suggestions("Tillersen")[0] == "Tillerson"
    assert spelling.suggestions("Лаврев")[0] == "Лавров"


# Own words


def test_that_names_of_the_meeting_are_right_until_others_are_learned(spelling: Spelling) -> None:
    meeting = Meeting(principal="Secretary Rex Tillerson", others=("Vladimir Kara-Murza",))
    text = "Tillerson’s Kara-Murza, Murza, Lavrov"
    assert _wrong(spelling, text) == ["Tillerson’s", "Murza", "Murza", "Lavrov"]
    spelling.learn([meeting.principal, *meeting.others])
    spelling.learn([meeting.principal, *meeting.others])
    assert _wrong(spelling, text) == ["Lavrov"]
    spelling.learn(["Foreign Minister Sergei Lavrov"])
    assert _wrong(spelling, text) == ["Tillerson’s", "Murza", "Murza"]


def test_that_an_added_word_is_right_at_once_and_in_the_next_session(
    spelling: Spelling, file: Path
) -> None:
    assert _wrong(spelling, "Khmeimim") == ["Khmeimim"]
    spelling.add("Khmeimim")
    spelling.add("deconfliction")
    for each in (spelling, _loaded(file)):
        assert _wrong(each, "Khmeimim's Deconfliction, khmeimim") == ["khmeimim"]


def test_that_a_word_is_forgotten_whatever_its_apostrophe(spelling: Spelling, file: Path) -> None:
    spelling.add("Ga’ad")
    assert _wrong(spelling, "Ga'ad") == []
    spelling.forget("Ga'ad")
    assert _wrong(spelling, "Ga’ad") == ["Ga’ad"]
    assert "ad" not in file.read_text(encoding="utf-8").splitlines()[1:]


def test_that_the_file_is_sorted_and_keeps_its_comments(spelling: Spelling, file: Path) -> None:
    file.write_text(
        "# Words of the Moscow deck\n\n# airbase\nKhmeimim\nKyiv # not Kiev\nзачистка\n# the end\n",
        encoding="utf-8",
    )
    spelling.add("assadist")
    spelling.add("Шойгу")
    spelling.forget("Khmeimim")
    assert file.read_text(encoding="utf-8").splitlines() == [
        "# Words of the Moscow deck",
        "",
        "assadist",
        "# airbase",
        "Kyiv # not Kiev",
        "зачистка",
        "Шойгу",
        "# the end",
    ]


def test_that_line_endings_stay(spelling: Spelling, file: Path) -> None:
    file.write_bytes("\ufeffKyiv\r\nLuhansk".encode())
    spelling.add("Donbass")
    assert file.read_bytes() == b"Donbass\r\nKyiv\r\nLuhansk\r\n"


def test_that_what_others_write_is_read_again_and_kept(spelling: Spelling, file: Path) -> None:
    text = "Khmeimim Kyiv Luhansk"
    spelling.add("Kyiv")
    with file.open("a", encoding="utf-8") as shared:
        shared.write("Luhansk\n")
    assert _wrong(spelling, text) == ["Khmeimim", "Luhansk"]
    assert spelling.refresh()
    assert not spelling.refresh()
    assert _wrong(spelling, text) == ["Khmeimim"]
    with file.open("a", encoding="utf-8") as shared:
        shared.write("Daesh\n")
    spelling.add("Khmeimim")
    assert _wrong(spelling, f"{text} Daesh") == []


def test_that_what_is_no_word_is_not_added(spelling: Spelling, file: Path) -> None:
    for text in ("", " \n", "#", "\ud800", "\x00", "a@b"):
        spelling.add(text)
    assert not file.exists()
    spelling.add("Kyiv\nLuhansk # \ud800")
    assert file.read_text(encoding="utf-8").splitlines()[1:] == ["Kyiv", "Luhansk"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"Kyiv\n\xff\xfe", "UTF-8"), (b"x" * (1 << 20) + b"yz", "too large")],
)
def test_that_a_broken_file_is_told_of_and_left_alone(
    spelling: Spelling, file: Path, content: bytes, reason: str
) -> None:
    file.write_bytes(content)
    spelling.add("Luhansk")
    assert reason in spelling.trouble
    assert file.name in spelling.trouble
    assert file.read_bytes() == content
    assert _wrong(spelling, "Luhansk") == []
    file.unlink()
    spelling.add("Kyiv")
    assert spelling.trouble == ""
    assert file.read_text(encoding="utf-8").splitlines()[1:] == ["Kyiv", "Luhansk"]


def test_that_a_folder_in_the_place_of_the_file_is_told_of(spelling: Spelling, file: Path) -> None:
    file.mkdir()
    spelling.add("Kyiv")
    assert "folder" in spelling.trouble
    assert _wrong(spelling, "Kyiv") == []


def test_that_words_are_known_though_they_cannot_be_saved(spelling: Spelling, file: Path) -> None:
    file.parent.rmdir()  # the deck's folder is gone, and does not come back
    spelling.add("Kyiv")
    assert "could not be written" in spelling.trouble
    assert _wrong(spelling, "Kyiv") == []
    assert not file.parent.exists()


def test_that_a_list_beside_the_deck_is_taken_before_local_data(tmp_path: Path) -> None:
    deck = tmp_path / "moscow-2017.yaml"
    own = words_file(deck)
    assert own.is_relative_to(local_data())
    assert own != words_file(tmp_path / "other" / "moscow-2017.yaml")
    _loaded(own).add("Kyiv")
    assert _wrong(_loaded(words_file(deck)), "Kyiv") == []
    beside = tmp_path / "moscow-2017.words.txt"
    beside.touch()
    assert words_file(deck) == beside


# Without the extra, and with anything for a text


@pytest.mark.parametrize("missing", ["hunspell", "spylls"])
def test_that_without_the_extra_nothing_is_misspelt(
    file: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    spelling = Spelling(file)
    assert not spelling.is_available
    spelling.load()
    assert spelling.misspelt("teh превет") == []
    assert spelling.suggestions("teh") == ()
    spelling.add("Kyiv")
    assert "Kyiv" in file.read_text(encoding="utf-8")
    assert spelling.trouble == ""


def test_that_an_extra_that_fails_is_told_of(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spelling = Spelling(file)
    monkeypatch.setenv("TMPDIR", os.devnull)
    monkeypatch.setattr("tempfile.tempdir", os.devnull)
    spelling.load()
    assert not spelling.is_available
    assert "could not be read" in spelling.trouble
    assert spelling.misspelt("teh") == []


def test_that_an_extra_that_was_removed_meanwhile_is_told_of(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spelling = Spelling(file)
    monkeypatch.setitem(sys.modules, "spylls", None)
    spelling.load()
    assert not spelling.is_available
    assert "not installed" in spelling.trouble


def test_that_spelling_loads_no_qt_and_no_dictionary_before_it_is_told_to() -> None:
    program = (
        "import sys; from pathlib import Path; from deckapp.gui.edit.spelling import Spelling\n"
        "Spelling(Path('none.words.txt'))\n"
        "print({'PySide6', 'hunspell', 'spylls'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "set()"


_PIECES = st.sampled_from(
    ["teh", "превет", "don’t", "-", "’", "\u0301", "й", "\u0308", "\x00", "\ud800", "😀", "@", ".",
     "www.", " ", "\n", "\u2028", "1", "_", "NATO", "İ", "ß", "ﬁ", "漢", "‮", "ё", "’s"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=30).map("".join)))
def test_that_spans_are_words_within_any_text(shared: Spelling, text: str) -> None:
    last = 0
    for start, end in shared.misspelt(text):
        assert last <= start < end <= len(text)
        assert text[start].isalnum() or "\u0300" <= text[start] <= "\u036f"
        assert not any(character.isspace() for character in text[start:end])
        last = end


@pytest.mark.parametrize(
    "piece", ["a", "ab-", "a'", "я\u0301", "漢", "@", ".a", "-", "\ud800", "\x00"]
)
def test_that_a_hundred_thousand_characters_are_survived(shared: Spelling, piece: str) -> None:
    assert _wrong(shared, piece * (100_000 // len(piece)) + " teh") == ["teh"]
