"""The bill of materials, and the folder for USB sticks, which has one of its own."""

import hashlib
import json
import sys
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

from deckapp.components import UNSTATED, Component, components, distribution_names

from .running import load

WHEELS = {"deckapp": "0.1.0", "PyYAML": "6.0.3"}


@pytest.fixture
def sbom(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1491955200")
    return load("sbom.py")


@pytest.fixture
def wheelhouse(sbom: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setitem(sys.modules, "sbom", sbom)
    return load("wheelhouse.py")


def _wheel(folder: Path, name: str, version: str, tag: str) -> None:
    needs = "Requires-Dist: pyyaml\n" if name == "deckapp" else ""
    fields = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{needs}"
    with ZipFile(folder / f"{name.lower()}-{version}-{tag}.whl", "w") as wheel:
        wheel.writestr(f"{name.lower()}-{version}.dist-info/METADATA", fields + "License: MIT\n")


def test_that_the_bill_names_all_that_ships_once_and_is_the_same_twice(sbom: ModuleType) -> None:
    packages = [distribution(name) for name in distribution_names()]
    shipped = components(Path("none"))
    bill = sbom.bom(shipped, packages)
    assert bill == sbom.bom(shipped, packages)
    told = json.loads(bill)
    assert told["metadata"]["component"]["name"] == "deckapp"
    assert told["metadata"]["timestamp"] == "2017-04-12T00:00:00+00:00"
    names = [each["name"] for each in told["components"]]
    assert {each.name for each in shipped} - {"deckapp"} <= set(names)
    references = [each["bom-ref"] for each in told["components"]]
    assert len(references) == len(set(references))


def test_that_a_licence_is_told_where_it_is_known(sbom: ModuleType) -> None:
    shipped = [
        Component("deckapp", "1", "MIT"),
        Component("libxcb1", "1.15-1", UNSTATED),
        Component("Qt", "6.12.0", "LGPL-3.0-only"),
        Component("spylls", "0.1.7", "MIT License"),
    ]
    told = json.loads(sbom.bom(shipped, []))
    licences = {each["name"]: each.get("licenses") for each in told["components"]}
    assert licences == {
        "libxcb1": None,
        "Qt": [{"license": {"id": "LGPL-3.0-only"}}],
        "spylls": [{"license": {"name": "MIT License"}}],
    }


def test_that_wheels_for_several_systems_are_one_component(
    wheelhouse: ModuleType, tmp_path: Path
) -> None:
    _wheel(tmp_path, "deckapp", WHEELS["deckapp"], "py3-none-any")
    for tag in ("cp311-cp311-win_amd64", "cp312-cp312-manylinux_2_28_x86_64"):
        _wheel(tmp_path, "PyYAML", WHEELS["PyYAML"], tag)
    told = json.loads(wheelhouse.bill(tmp_path))
    assert told["metadata"]["component"]["version"] == WHEELS["deckapp"]
    assert [each["purl"] for each in told["components"]] == ["pkg:pypi/pyyaml@6.0.3"]


def test_that_sums_are_those_of_sha256sum(wheelhouse: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "b.whl").write_bytes(b"two")
    (tmp_path / "a.whl").write_bytes(b"one")
    lines = [f"{hashlib.sha256(text).hexdigest()}  " for text in (b"one", b"two")]
    assert wheelhouse.sums(tmp_path) == f"{lines[0]}a.whl\n{lines[1]}b.whl\n"
