"""What ships with deckapp: every package it needs, with its licence, and what a bundle lists."""

import json
import sys
from collections.abc import Callable
from importlib.metadata import Distribution, PackageNotFoundError, PathDistribution
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.components import LIST, Component, components, distribution_names

Find = Callable[[str], Distribution]


def packages(folder: Path, metadata: dict[str, str]) -> Find:
    """Finds packages made of their metadata; files of a package can be put beside it."""

    def find(name: str) -> Distribution:
        if name not in metadata:
            raise PackageNotFoundError(name)
        info = folder / f"{name}.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: {name}\n{metadata[name]}\n", encoding="utf-8"
        )
        return PathDistribution(info)

    return find


def named(name: str, found: tuple[Component, ...]) -> Component:
    (component,) = [each for each in found if each.name == name]
    return component


def listed(folder: Path, content: object) -> Path:
    """A bundle's folder with that list."""
    folder.mkdir(exist_ok=True)
    (folder / LIST).write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_that_all_that_is_installed_here_and_shipped_is_listed_with_a_licence(
    tmp_path: Path,
) -> None:
    found = components(tmp_path)
    names = [each.name for each in found]
    assert {"deckapp", "Python", "Qt", "PySide6_Essentials", "shiboken6", "PyYAML"} <= set(names)
    assert not {"pytest", "hypothesis", "ruff", "typst"} & set(names)
    assert names == sorted(names, key=str.casefold)
    assert all(each.version and each.licence and each.text().strip() for each in found)
    assert "without warranty" in named("PyYAML", found).text().lower()
    assert "LGPL" in named("Qt", found).licence
    assert "PYTHON SOFTWARE FOUNDATION" in named("Python", found).text()


def test_that_needs_are_followed_and_other_extras_are_not(tmp_path: Path) -> None:
    find = packages(
        tmp_path,
        {
            "deckapp": (
                "Version: 1\nRequires-Dist: One_Thing[more]>=2\nRequires-Dist: gone; "
                "sys_platform == 'win32'\nRequires-Dist: tester; extra == 'dev'\n"
                "Requires-Dist: speller<2; (python_version > '3') and extra == \"spelling\""
            ),
            "one-thing": "Version: 2\nRequires-Dist: deckapp\nRequires-Dist: deep (>=1)",
            "deep": "Version: 3\nRequires-Dist: voices; extra == 'voice'",
            "speller": "Version: 4",
            "tester": "Version: 5",
            "voices": "Version: 6",
        },
    )
    assert distribution_names(find) == ("deckapp", "deep", "one-thing", "speller")
    versions = {each.name: each.version for each in components(tmp_path, find)}
    del versions["Python"]
    assert versions == {"deckapp": "1", "deep": "3", "one-thing": "2", "speller": "4"}


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: Something else", "MIT OR Apache-2.0"),
        ("License: BSD-3-Clause", "BSD-3-Clause"),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License", "MIT License"),
        (f"License: {'All of it. ' * 9}\nClassifier: License :: Public Domain", "Public Domain"),
        ("License: First line\n        second line", "see its text"),
        ("Classifier: Topic :: Office", "see its text"),
    ],
)
def test_that_a_licence_has_the_name_that_its_package_gives_it(
    fields: str, licence: str, tmp_path: Path
) -> None:
    find = packages(tmp_path, {"deckapp": f"Version: 1\n{fields}"})
    assert named("deckapp", components(tmp_path, find)).licence == licence


def test_that_texts_are_found_where_packages_of_all_ages_have_them(tmp_path: Path) -> None:
    files = "License-File: LICENSE\nLicense-File: third/OTHER\nLicense-File: BAD\nLicense-File: NO"
    find = packages(
        tmp_path,
        {
            "deckapp": "Requires-Dist: old\nRequires-Dist: older\nRequires-Dist: none\n"
            f"Version: 1\n{files}",
            "old": "Version: 1\nLicense-File: COPYING",
            "older": "Version: 1",
            "none": "Version: 1",
        },
    )
    components(tmp_path, find)  # makes the folders
    for file, content in (
        ("deckapp.dist-info/licenses/LICENSE", b"\nMine.\n"),
        ("deckapp.dist-info/licenses/third/OTHER", "Für andere.".encode()),
        ("deckapp.dist-info/licenses/BAD", b"\xff\xfe"),
        ("old.dist-info/COPYING", b"Old."),
        ("older.dist-info/LICENSE.txt", b"Older."),
    ):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = components(tmp_path, find)
    text = named("deckapp", found).text()
    assert [each.name for each in named("deckapp", found).texts][:2] == ["LICENSE", "third/OTHER"]
    assert "LICENSE\n\nMine.\n\n" in text
    assert "third/OTHER\n\nFür andere." in text
    assert text.count("Install deckapp again") == 2
    assert named("old", found).text() == "Old."
    assert named("older", found).text() == "Older."
    assert "without the text" in named("none", found).text()


def test_that_a_text_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    find = packages(tmp_path, {"deckapp": "Version: 1\nLicense-File: LICENSE"})
    component = named("deckapp", components(tmp_path, find))
    (tmp_path / "deckapp.dist-info" / "LICENSE").write_text("Written later.", encoding="utf-8")
    assert component.text() == "Written later."


def test_that_deckapp_need_not_be_installed(tmp_path: Path) -> None:
    (only,) = components(tmp_path, packages(tmp_path, {}))
    assert only.name == "Python"
    assert only.version == ".".join(map(str, sys.version_info[:3]))


def test_that_python_without_its_text_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sysconfig.get_path", lambda _name: str(tmp_path))
    assert "without the text" in components(tmp_path, packages(tmp_path, {}))[0].text()


def test_that_a_bundles_list_adds_libraries_and_its_python_wins(tmp_path: Path) -> None:
    folder = listed(
        tmp_path / "licences",
        [
            {"name": "python", "version": "3.11.9", "licence": "PSF-2.0", "texts": ["p.txt"]},
            {"name": "libffi8", "version": "3.4.4", "licence": "MIT", "texts": []},
            {"name": "libtiff6", "version": "4", "licence": "see its text", "texts": ["gone"]},
        ],
    )
    (folder / "p.txt").write_bytes(b"All of it, \xa9.")
    found = components(folder, packages(tmp_path, {}))
    assert [each.name for each in found] == ["libffi8", "libtiff6", "python"]
    assert named("python", found).version == "3.11.9"
    assert named("python", found).text() == "All of it, \ufffd."
    assert "without the text" in named("libffi8", found).text()
    assert "Install deckapp again" in named("libtiff6", found).text()


GOOD = {"name": "libffi8", "version": "3", "licence": "MIT", "texts": []}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b"{}",
        b"[1]",
        json.dumps([GOOD | {"texts": [1]}]).encode(),
        json.dumps([GOOD | {"name": ""}]).encode(),
        json.dumps([GOOD, {}]).encode(),
    ],
)
def test_that_a_damaged_list_is_told_and_breaks_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / LIST).write_bytes(content)
    found = components(tmp_path, packages(tmp_path, {}))
    assert "Install deckapp again" in named("Other libraries", found).text()
    assert "Python" in [each.name for each in found]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
_ENTRY = st.fixed_dictionaries(
    {}, optional={name: _JSON | st.lists(st.text(max_size=5)) for name in GOOD}
)


@given(st.lists(_ENTRY, max_size=3) | _JSON)
def test_that_no_list_breaks_the_page(
    tmp_path_factory: pytest.TempPathFactory, content: object
) -> None:
    folder = listed(tmp_path_factory.getbasetemp() / "any", content)
    found = components(folder, packages(folder, {}))
    assert all(each.text() for each in found)
