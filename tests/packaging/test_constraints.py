"""The versions that are tested are those that are packed."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement

from deckapp.components import distribution_names, normalised

from .running import PACKAGING, ROOT

LINES = (PACKAGING / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {
    normalised(each.name): each
    for each in (Requirement(line) for line in LINES if not line.startswith("#"))
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _required() -> Iterator[Requirement]:
    lists = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return (Requirement(line) for each in lists for line in each)


def _pinned(name: str) -> str:
    assert normalised(name) in PINS, f"{name} is not in packaging/constraints.txt: make constraints"
    (pin,) = PINS[normalised(name)].specifier
    assert pin.operator == "=="
    return pin.version


def test_that_each_requirement_is_met_by_the_version_that_is_pinned() -> None:
    for required in _required():
        pinned = _pinned(required.name)
        assert pinned in required.specifier, f"{required}, and {pinned} is pinned: make constraints"


@pytest.mark.parametrize("name", sorted({*distribution_names()} - {"deckapp"}))
def test_that_what_ships_is_tested_in_the_version_that_is_pinned(name: str) -> None:
    message = f"{name} is another version here than in packaging/constraints.txt: make clean test"
    assert version(name) == _pinned(name), message
