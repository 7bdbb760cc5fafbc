"""Tags and the languages they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from deckapp.gui.voice.languages import is_known, language_name, sample, speaking

LOCALES = [QLocale(name) for name in ("C", "en_GB", "en_US", "nb_NO", "ru_RU")]


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("en", ["en_US", "en_GB"]),
        ("en-GB", ["en_GB", "en_US"]),
        ("EN", ["en_US", "en_GB"]),
        ("ru", ["ru_RU"]),
        ("ru-UA", ["ru_RU"]),
        ("no", ["nb_NO"]),
        ("uk", []),
        ("", []),
        ("C", []),
        ("und", []),
        ("English", []),
        ("tlh", []),
    ],
)
def test_that_only_locales_of_the_language_speak_it(tag: str, names: list[str]) -> None:
    assert [locale.name() for locale in speaking(tag, LOCALES)] == names


@given(st.text(max_size=12))
def test_that_no_text_is_taken_for_the_language_of_no_country(tag: str) -> None:
    assert QLocale.Language.C not in [each.language() for each in speaking(tag, LOCALES)]
    assert isinstance(language_name(tag), str)
    assert bool(sample(tag)) <= is_known(tag)


def test_that_languages_are_named_in_english_and_try_themselves() -> None:
    assert language_name("ru") == "Russian"
    assert language_name("en-GB") == "English (United Kingdom)"
    assert language_name("xx") == "xx"
    assert sample("ru-RU") == "Так вы услышите то, что говорят они."
    assert sample("uk") == "українська"
    assert sample("xx") == ""
