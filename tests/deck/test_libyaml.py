"""PyYAML, imported without what only its Python reader and resolver need."""

import datetime
import importlib
import re

import pytest
import yaml

import deckapp.deck
from deckapp.deck import libyaml


def test_that_pyyamls_own_reader_still_refuses_control_characters() -> None:
    assert yaml.load("a: ж", yaml.SafeLoader) == {"a": "ж"}
    with pytest.raises(yaml.reader.ReaderError):
        yaml.load("a: \x01", yaml.SafeLoader)


def test_that_pyyaml_still_guesses_types_for_others() -> None:
    text = "day: 2017-04-12\nhalf: 0.5\nyes: on\nhex: 0x1f\nnothing: ~\nplain: text\n"
    assert yaml.load(text, yaml.SafeLoader) == {
        "day": datetime.date(2017, 4, 12),
        "half": 0.5,
        True: True,
        "hex": 31,
        "nothing": None,
        "plain": "text",
    }
    assert yaml.safe_dump({"day": "2017-04-12"}) == "day: '2017-04-12'\n"


def test_that_a_late_pattern_finds_what_the_compiled_one_would() -> None:
    vast = "[^\x20-\x7e\U00010000-\U0010ffff]"
    late = libyaml._LatePattern(vast)
    for text in ("plain", "a\x01b", "\U0001f600"):
        found, expected = late.search(text), re.search(vast, text)
        assert (found and found.span()) == (expected and expected.span())
    spaced = libyaml._LatePattern("a +  # as many as there are\n", re.VERBOSE)
    assert spaced.fullmatch("aaa")


def test_that_compiling_patterns_is_as_it_was() -> None:
    before = re.compile
    importlib.reload(libyaml)  # where yaml is there already, nothing is to be done
    assert re.compile is before
    with libyaml._late_patterns():
        assert re.compile("a+").search("caa")
        assert not isinstance(re.compile("a+"), re.Pattern)
    assert re.compile is before


def test_that_a_name_that_the_package_does_not_have_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        deckapp.deck.nonsense  # noqa: B018  that is the test
