"""Hostile decks get the problems that they deserve, at once, in plain words, and nothing else."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from deckapp.deck import ERRORS, Problem, UnreadableFileError, lint, read_deck_file

from .corpus import FOLDER, generated_file, small_files, unreadable_paths
from .generated import GENERATED, Expected

_SMALL = small_files()
_SECONDS = 1.0
_MEBIBYTES = 200

# What parsers say and people do not.
_JARGON = re.compile(
    r"block (?:end|mapping|sequence)|flow (?:mapping|sequence)|stream|scalar|token|"
    r"Node\b|Error\b|Traceback|0x[0-9a-f]{6}|\bNone\b|\\x|\\u|__|tag:yaml"
)


def _assert_plain(problem: Problem) -> None:
    for sentence in (problem.message, problem.hint):
        assert sentence.strip() == sentence
        assert sentence.isprintable()
        assert sentence.endswith((".", "?")), sentence
        assert not _JARGON.search(sentence), sentence


@pytest.mark.parametrize(("path", "expected"), [pytest.param(p, e, id=n) for n, p, e in _SMALL])
def test_that_a_hostile_deck_gets_exactly_the_expected_problems(
    path: Path, expected: Expected
) -> None:
    start = time.process_time()
    document = read_deck_file(path)
    warnings = lint(document)
    assert time.process_time() - start < _SECONDS
    assert [(p.line, p.column, p.code) for p in document.problems] == expected
    for problem in (*document.problems, *warnings):
        _assert_plain(problem)


@pytest.mark.parametrize("name", GENERATED)
def test_that_a_huge_hostile_deck_costs_little_time_and_memory(name: str, tmp_path: Path) -> None:
    path, expected = generated_file(name, tmp_path)
    results: list[dict[str, Any]] = []
    while len(results) < _ATTEMPTS and not (results and results[-1]["seconds"] < _SECONDS):
        results.append(_measured(path))
    path.unlink()
    for result in results:
        assert [tuple(problem) for problem in result["problems"]] == expected
        assert result["mebibytes"] < _MEBIBYTES
    assert min(result["seconds"] for result in results) < _SECONDS


_ATTEMPTS = 3
"""What another process does to the caches of a machine counts as time of this one."""


def _measured(path: Path) -> dict[str, Any]:
    arguments = [sys.executable, "-m", "tests.hostile.measure", str(path)]
    printed = subprocess.run(
        arguments, cwd=FOLDER.parents[1], capture_output=True, timeout=60, check=True
    )
    result: dict[str, Any] = json.loads(printed.stdout)
    return result


def test_that_the_corpus_has_every_error_code() -> None:
    _, too_large = GENERATED["larger-than-allowed"]()
    codes = {code for _, _, expected in _SMALL for _, _, code in expected}
    assert codes | {code for _, _, code in too_large} >= set(ERRORS)
    assert len(_SMALL) + len(GENERATED) >= 60


def test_that_every_expectation_has_its_deck() -> None:
    expectations = {path.stem for path in FOLDER.glob("*.expected")}
    assert expectations == {name for name, _, _ in _SMALL}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_that_what_is_no_file_is_refused_with_the_reason_and_a_remedy(tmp_path: Path) -> None:
    for name, path, reason in unreadable_paths(tmp_path):
        with pytest.raises(UnreadableFileError) as caught:
            read_deck_file(path)
        assert caught.value.reason.startswith(reason), name
        assert caught.value.remedy.endswith(".")
        assert str(caught.value).isprintable()
        assert caught.value.path == path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_that_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.yaml"
    path.write_text("title: x\n", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read anything: let the system refuse it
        refusal = PermissionError(13, "Permission denied")
        monkeypatch.setattr(os, "open", lambda *_args: (_ for _ in ()).throw(refusal))
    with pytest.raises(UnreadableFileError, match="You may not read this file"):
        read_deck_file(path)
