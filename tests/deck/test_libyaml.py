"""PyYAML, imported without what only its Python reader needs."""

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


def test_that_a_late_pattern_finds_what_the_compiled_one_would() -> None:
    vast = "[^\x20-\x7e\U00010000-\U0010ffff]"
    late = libyaml._LatePattern(vast)
    for text in ("plain", "a\x01b", "\U0001f600"):
        found, expected = late.search(text), re.search(vast, text)
        assert (found and found.span()) == (expected and expected.span())


def test_that_compiling_patterns_is_as_it_was() -> None:
    before = re.compile
    importlib.reload(libyaml)  # where yaml is there already, nothing is to be done
    assert re.compile is before
    with libyaml._late_patterns():
        assert re.compile("a+").search("caa")
    assert re.compile is before


def test_that_a_name_that_the_package_does_not_have_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        deckapp.deck.nonsense  # noqa: B018  that is the test
