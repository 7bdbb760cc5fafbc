"""Avoid phrases are found as whole words, however they are written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import AvoidPhrase
from deckapp.deck.avoid import AvoidPhrases


def finds(phrase: str, text: str) -> list[str]:
    return [text[f.start : f.end] for f in AvoidPhrases([AvoidPhrase(phrase)]).find(text)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("mutual respect", "MUTUAL\n   Respect"),
        ("don't", "DON’T"),
        ("respect for each other's", "respect for each other’s"),
        ("равноправие", "РАВНОПРАВИЕ"),
        ("её", "ЕЕ"),
        ("Straße", "STRASSE"),
        ("İstanbul", "İSTANBUL"),
        ("kelvin", "\N{KELVIN SIGN}elvin"),
        ("résumé", unicodedata.normalize("NFD", "RÉSUMÉ")),
        ("й", unicodedata.normalize("NFD", "й")),
        ("相互尊重", "相互尊重"),
        ("2 + 2", "2+2"),
        ("non-use", "non‑use"),
    ],
)
def test_that_writing_does_not_matter(phrase: str, text: str) -> None:
    assert finds(phrase, f"We say “{text}”, always.") == [text]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("equality", "equally inequality equality_"),
        ("mutual respect", "mutual, respect; mutual disrespect"),
        ("respect", unicodedata.normalize("NFD", "respecté")),
        ("и", unicodedata.normalize("NFD", "й")),
        ("мир", "мира миру"),
    ],
)
def test_that_only_whole_words_count(phrase: str, text: str) -> None:
    assert finds(phrase, text) == []


def test_that_scripts_without_spaces_have_no_whole_words() -> None:
    assert finds("相互尊重", "我们相互尊重彼此") == ["相互尊重"]


def test_that_of_overlapping_phrases_the_earlier_then_the_longer_is_found() -> None:
    outer = AvoidPhrases([AvoidPhrase("respect"), AvoidPhrase("need your help")])
    inner = AvoidPhrases([AvoidPhrase("mutual respect", also=("your help",))], outer)
    text = "mutual respect, respect, need your help"
    assert [text[f.start : f.end] for f in inner.find(text)] == [
        "mutual respect",
        "respect",
        "need your help",
    ]


def test_that_a_phrase_without_words_finds_nothing() -> None:
    assert list(AvoidPhrases([AvoidPhrase("  ", also=("",))]).find("a  b")) == []


def test_that_the_first_of_equal_phrases_explains() -> None:
    phrases = AvoidPhrases([AvoidPhrase("a b", why="first"), AvoidPhrase("A  B", why="second")])
    (found,) = phrases.find("a b")
    assert found.phrase.why == "first"


def test_that_many_phrases_are_found_as_well() -> None:
    phrases = AvoidPhrases([AvoidPhrase(f"word{n}") for n in range(200)])
    assert [found.phrase.phrase for found in phrases.find("word7 word word199")] == [
        "word7",
        "word199",
    ]


def test_that_of_very_long_phrases_the_beginning_is_enough() -> None:
    assert finds("a " * 60, "a " * 55) == [("a " * 50).strip()]


WORDS = st.text("abйéß", min_size=1, max_size=4)


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, max_size=12), st.integers(0, 12))
def test_that_a_phrase_is_found_exactly_where_its_words_stand(
    phrase: list[str], around: list[str], at: int
) -> None:
    def folded(words: list[str]) -> list[str]:
        return [word.casefold() for word in words]

    words = [*around[:at], *phrase, *around[at:]]
    text = " ".join(words)
    expected = 0
    index = 0
    while index <= len(words) - len(phrase):
        matches = folded(words[index : index + len(phrase)]) == folded(phrase)
        expected += matches
        index += len(phrase) if matches else 1
    found = finds(" ".join(phrase).upper(), text)
    assert len(found) == expected >= 1
    assert all(folded(words.split()) == folded(phrase) for words in found)
