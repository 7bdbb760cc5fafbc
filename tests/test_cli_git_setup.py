"""Letting git know of decks, once or twice or no more, wherever one is."""

from pathlib import Path

import pytest

from deckapp.cli import run_command
from tests.git_repository import ROOT, Repository, new_repository, use_git

LINE = "*.yaml merge=deckapp\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    use_git(monkeypatch, tmp_path / "programs")
    repository = new_repository(tmp_path / "repository")
    monkeypatch.chdir(repository.folder)
    return repository


def state(repository: Repository) -> tuple[str, str, str]:
    """What is set up: the attributes, the driver, what is left out."""
    attributes = repository.folder / ".gitattributes"
    driver = repository.try_git("config", "--get-regexp", r"merge\.deckapp").stdout
    excluded = repository.folder / ".git" / "info" / "exclude"
    return attributes.read_text() if attributes.exists() else "", driver, excluded.read_text()


def test_that_it_may_be_done_twice(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["git-setup"]) == 0
    once = state(repository)
    assert run_command(["git-setup"]) == 0
    assert state(repository) == once
    assert once[0] == LINE
    assert "deckapp merge --marker-size=%L --name=%P %O %A %B" in once[1]
    assert once[2].splitlines()[-1] == ".~lock.*#"
    said = capsys.readouterr()
    assert said.out == ""
    assert "Commit .gitattributes" in said.err
    assert "every other clone" in said.err


def test_that_it_can_be_undone(repository: Repository) -> None:
    before = state(repository)
    run_command(["git-setup"])
    run_command(["git-setup", "decks/*.yaml"])
    assert run_command(["git-setup", "--remove"]) == 0
    assert state(repository) == before
    assert run_command(["git-setup", "--remove"]) == 0


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_that_other_attributes_stay_byte_for_byte(repository: Repository, end: str) -> None:
    attributes = repository.folder / ".gitattributes"
    newline = end or "\n"
    before = f"*.png binary{newline}# ours \xa0 *.yaml merge=deckapp-not{end}".encode("latin-1")
    attributes.write_bytes(before)
    run_command(["git-setup"])
    added = (newline * (not end) + LINE.replace("\n", newline)).encode()
    assert attributes.read_bytes() == before + added
    run_command(["git-setup", "--remove"])
    assert attributes.read_bytes() == before + (newline * (not end)).encode()


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("decks/*.yaml", "decks/*.yaml"),
        ("our decks/*.yaml", '"our decks/*.yaml"'),
        ("#1.yaml", '"#1.yaml"'),
        ('"a" b.yaml', '"\\"a\\" b.yaml"'),
        ("Москва.yaml", "Москва.yaml"),
    ],
)
def test_that_git_understands_which_files_are_meant(
    pattern: str, line: str, repository: Repository
) -> None:
    assert run_command(["git-setup", pattern]) == 0
    assert state(repository)[0] == f"{line} merge=deckapp\n"
    name = pattern.replace("*", "x")
    found = repository.git("-c", "core.quotePath=no", "check-attr", "-z", "merge", "--", name)
    assert found.split("\0")[1:3] == ["merge", "deckapp"]


@pytest.mark.parametrize("pattern", ["!*.yaml", "./deck.yaml", "../deck.yaml", "", " ", "a\nb"])
def test_that_a_pattern_that_git_would_not_understand_changes_nothing(
    pattern: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(repository)
    assert run_command(["git-setup", "*.yaml", pattern]) == 2
    assert state(repository) == before
    assert "name the files as '*.yaml'" in capsys.readouterr().err


def test_that_a_folder_below_is_as_good(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = repository.folder / "decks" / "2017"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert run_command(["git-setup"]) == 0
    attributes, driver, excluded = state(repository)
    assert attributes == LINE
    assert driver
    assert ".~lock" in excluded


def test_that_a_work_tree_of_its_own_is_as_good(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("a: b\n", "other.yaml")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    monkeypatch.chdir(tmp_path / "tree")
    assert run_command(["git-setup"]) == 0
    assert (tmp_path / "tree" / ".gitattributes").read_text() == LINE
    _, driver, excluded = state(repository)
    assert driver
    assert ".~lock" in excluded


def test_that_elsewhere_a_sentence_says_where_to_go(
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(["git-setup"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("deckapp: Run this in the folder of a git repository. Here git says: ")
    assert said.count("\n") == 1
    repository.git("init", "--quiet", "--bare", str(tmp_path / "bare"))
    monkeypatch.chdir(tmp_path / "bare")
    assert run_command(["git-setup"]) == 2
    assert run_command(["git-setup", "--remove"]) == 2


def test_that_a_machine_without_git_gets_a_sentence(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert run_command(["git-setup"]) == 2
    assert "git is not installed here" in capsys.readouterr().err


def test_that_attributes_that_cannot_be_written_get_a_sentence(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.folder / ".gitattributes").mkdir()
    assert run_command(["git-setup"]) == 2
    said = capsys.readouterr().err
    assert ".gitattributes: it could not be changed (Is a directory)." in said


def test_that_a_deckapp_that_is_not_in_path_is_found_and_nothing_in_the_repository_is_run(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "programs" / "deckapp").unlink()
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    run_command(["git-setup"])
    trap = "import pathlib\npathlib.Path('sprung').touch()\n"
    repository.commit(trap, "yaml.py")
    deck = "format: deckapp/1\ntitle: A\nlanguage: en\nissues:\n- title: I\n"
    repository.commit(deck)
    repository.git("switch", "--quiet", "--create", "theirs")
    repository.commit(deck.replace("en", "ru"))
    repository.git("switch", "--quiet", "main")
    repository.commit(deck.replace("A", "B"))
    repository.git("merge", "theirs")  # which git alone could not: the lines are neighbours
    assert repository.read() == deck.replace("A", "B").replace("en", "ru")
    assert not (repository.folder / "sprung").exists()


def test_that_a_folder_with_a_per_cent_sign_is_no_secret_code_of_git(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "programs" / "deckapp").unlink()
    odd = tmp_path / "100%A it's"
    odd.mkdir()
    (odd / "python").touch()
    monkeypatch.setattr("sys.executable", str(odd / "python"))
    run_command(["git-setup"])
    driver = repository.git("config", "merge.deckapp.driver")
    assert "/100%%A it'\"'\"'s/python' -P -m deckapp merge" in driver


def test_that_a_packaged_deckapp_is_run_as_it_is(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "programs" / "deckapp").unlink()
    monkeypatch.setattr("sys.executable", "/opt/deckapp/deckapp")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    run_command(["git-setup"])
    driver = repository.git("config", "merge.deckapp.driver")
    assert driver.startswith("/opt/deckapp/deckapp merge ")
