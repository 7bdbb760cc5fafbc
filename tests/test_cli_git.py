"""Decks in git: two officers merge, rebase and cherry-pick, with deckapp and without."""

import shutil
from pathlib import Path

import pytest

from deckapp.cli import run_command
from deckapp.deck import Deck, read_deck
from tests.git_repository import MOSCOW, Repository, new_repository, use_git

AGENT = MOSCOW[
    MOSCOW.index("      - id: syria-nerve-agent ") : MOSCOW.index("      - id: syria-2013")
]
SHORT = "A nerve agent lay where your advisers slept. How?"
GIT_FALLS_BACK = pytest.mark.parametrize(
    "launcher",
    [
        None,
        "#!/bin/sh\nkill -9 $$\n",
        "#!/bin/sh\nexit 1\n",  # as Python does when it cannot import something
        "#!/bin/sh\nexit 2\n",
        "#!/bin/sh\nexit 139\n",
    ],
    ids=["gone", "killed", "not-starting", "refusing", "crashing"],
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that merges decks."""
    folder = tmp_path_factory.mktemp("model")
    with pytest.MonkeyPatch.context() as patch:
        use_git(patch, folder / "programs")
        repository = new_repository(folder / "repository")
        patch.chdir(repository.folder)
        assert run_command(["git-setup"]) == 0
        repository.commit(MOSCOW)
    return repository.folder


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_git(monkeypatch, tmp_path / "programs")
    return tmp_path / "programs"


@pytest.fixture
def repository(model: Path, tmp_path: Path, programs: Path) -> Repository:
    shutil.copytree(model, tmp_path / "repository")
    return Repository(tmp_path / "repository")


def merge(repository: Repository, ours: str, theirs: str, name: str = "deck.yaml") -> int:
    """Let two branches make this of a file, and merge them; the exit status."""
    repository.git("switch", "--quiet", "--create", "theirs")
    repository.commit(theirs, name)
    repository.git("switch", "--quiet", "main")
    repository.commit(ours, name)
    return repository.try_git("merge", "theirs").returncode


def deck_in(repository: Repository) -> Deck:
    source = read_deck(repository.read().encode())
    assert not source.has_errors
    return source.deck


def appended(id_: str, comment: str = "") -> str:
    """The Moscow deck with a card more in its first issue."""
    lines = f"      - id: {id_}\n        title: {id_}\n        position: We say {id_}.{comment}\n\n"
    at = MOSCOW.index("      - id: syria-no-further-use")
    return MOSCOW[:at] + lines + MOSCOW[at:]


def moved(below: str) -> str:
    """The Moscow deck with the first card above another one."""
    left = MOSCOW.replace(AGENT, "")
    at = left.index(f"      - id: {below}\n")
    return left[:at] + AGENT + left[at:]


# Merging


def test_that_both_may_append_cards_to_one_issue(repository: Repository) -> None:
    assert merge(repository, appended("one"), appended("two", "  # a comment")) == 0
    cards = [card.id for card in deck_in(repository).issues[0].cards]
    assert cards[:5] == [
        "syria-nerve-agent",
        "syria-2013-agreement",
        "one",
        "two",
        "syria-no-further-use",
    ]
    assert "  # a comment\n" in repository.read()


def test_that_a_card_that_both_moved_is_there_once(repository: Repository) -> None:
    ours, theirs = moved("syria-no-further-use"), moved("syria-assad-control")
    assert merge(repository, ours, theirs) == 0
    assert repository.read() in (ours, theirs)


def test_that_one_may_move_a_card_that_the_other_edits(repository: Repository) -> None:
    ours = moved("syria-no-further-use")
    assert merge(repository, ours, MOSCOW.replace(SHORT, "How? # really")) == 0
    assert repository.read() == ours.replace(SHORT, "How? # really")


def test_that_fields_of_one_card_and_comments_of_both_come_together(repository: Repository) -> None:
    ours = MOSCOW.replace(SHORT, "How did it get there?").replace("issues:\n", "# ours\nissues:\n")
    theirs = MOSCOW.replace("title: Nerve agent", "title: A nerve agent").replace(
        "# the language that the deck is written in", "# theirs"
    )
    assert merge(repository, ours, theirs) == 0
    both = ours.replace("title: Nerve agent", "title: A nerve agent")
    both = both.replace("# the language that the deck is written in", "# theirs")
    assert repository.read() == both


def test_that_a_conflict_stops_git_is_told_by_check_and_can_be_resolved_by_hand(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = MOSCOW.replace(SHORT, "How?"), MOSCOW.replace(SHORT, "Why?")
    assert merge(repository, ours, theirs.replace("likely  ", "certain ")) == 1
    text = repository.read()
    assert "<<<<<<< ours\n        short: How?\n=======\n        short: Why?\n>>>>>>> theirs" in text
    assert text.count("<<<<<<<") == 1
    assert "likelihood: certain" in text
    assert repository.try_git("commit", "--all", "--message", "x").returncode == 0
    assert run_command(["check", str(repository.folder / "deck.yaml")]) == 1
    assert "error[conflict-marker]" in capsys.readouterr().out
    before, _, rest = text.partition("<<<<<<< ours\n")
    resolved = before + rest.partition("=======\n")[2].replace(">>>>>>> theirs\n", "")
    repository.commit(resolved)
    assert repository.read() == theirs.replace("likely  ", "certain ")
    assert run_command(["check", str(repository.folder / "deck.yaml")]) == 0


@pytest.mark.parametrize("we_delete", [True, False])
def test_that_a_card_that_one_deleted_and_the_other_edited_is_asked_about(
    repository: Repository, *, we_delete: bool
) -> None:
    deleted, edited = MOSCOW.replace(AGENT, ""), MOSCOW.replace(SHORT, "How?")
    assert merge(repository, *((deleted, edited) if we_delete else (edited, deleted))) == 1
    card = AGENT.replace(SHORT, "How?")
    ours, theirs = ("", card) if we_delete else (card, "")
    hunk = f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"
    assert repository.read() == MOSCOW.replace(AGENT, hunk)


def test_that_other_yaml_merges_as_it_always_did(repository: Repository) -> None:
    repository.commit("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n", "ci.yaml")
    ours, theirs = "a: 0\nb: 2\nc: 3\nd: 4\ne: 5\n", "a: 1\nb: 2\nc: 3\nd: 4\ne: 6\n"
    assert merge(repository, ours, theirs, "ci.yaml") == 0
    assert repository.read("ci.yaml") == "a: 0\nb: 2\nc: 3\nd: 4\ne: 6\n"


def test_that_a_deck_with_errors_merges_as_text(repository: Repository) -> None:
    broken = MOSCOW.replace("marking: UNCLASSIFIED", "markin: UNCLASSIFIED")
    assert merge(repository, broken, MOSCOW.replace(SHORT, "How?")) == 0
    assert repository.read() == broken.replace(SHORT, "How?")


def test_that_both_may_add_the_same_deck(repository: Repository) -> None:
    assert merge(repository, appended("one"), appended("two"), "new.yaml") == 0
    assert [text in repository.read("new.yaml") for text in ("id: one\n", "id: two\n")] == [
        True
    ] * 2


@pytest.mark.parametrize(
    "name", ["my deck.yaml", "it's “one”.yaml", "Москва/встреча.yaml", '-q "x".yaml']
)
def test_that_a_file_may_have_any_name(repository: Repository, name: str) -> None:
    repository.commit(MOSCOW, name)
    assert merge(repository, appended("one"), appended("two"), name) == 0
    assert "id: one\n" in repository.read(name)


def test_that_a_merge_of_merges_is_one(repository: Repository) -> None:
    """Both branches merge the other's first commit, each in its own way; git has two bases then."""
    repository.git("switch", "--quiet", "--create", "theirs")
    repository.commit(MOSCOW.replace(SHORT, "Why?"))
    repository.git("switch", "--quiet", "main")
    repository.commit(MOSCOW.replace(SHORT, "How?"))
    first = repository.git("rev-parse", "main")
    assert repository.try_git("merge", "theirs").returncode == 1
    repository.commit(appended("one").replace(SHORT, "How?"))
    repository.git("switch", "--quiet", "theirs")
    assert repository.try_git("merge", first).returncode == 1
    repository.commit(appended("two").replace(SHORT, "How?"))
    assert repository.try_git("merge", "main").returncode == 0
    assert [text in repository.read() for text in ("id: one\n", "id: two\n")] == [True] * 2
    assert "short: How?" in repository.read()


# Two clones


@pytest.mark.parametrize(
    "bring",
    [("pull", "--no-rebase"), ("pull", "--rebase"), ("cherry-pick", "origin/main")],
    ids=["pull", "rebase", "cherry-pick"],
)
def test_that_two_clones_come_together(
    bring: tuple[str, ...],
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    clones = []
    for name in ("ours", "theirs"):
        repository.git("clone", "--quiet", str(tmp_path / "bare.git"), str(tmp_path / name))
        clones.append(Repository(tmp_path / name))
        monkeypatch.chdir(tmp_path / name)
        assert run_command(["git-setup"]) == 0
    ours, theirs = clones
    theirs.commit(appended("two"))
    theirs.git("push", "--quiet")
    ours.commit(moved("syria-no-further-use"))
    if bring[0] == "cherry-pick":
        ours.git("fetch", "--quiet")
    ours.git(*bring)
    cards = [card.id for card in deck_in(ours).issues[0].cards]
    assert sorted(cards[:3]) == ["syria-2013-agreement", "syria-nerve-agent", "two"]
    assert ours.git("status", "--porcelain") == ""


# Without deckapp


@GIT_FALLS_BACK
def test_that_without_deckapp_git_merges_as_it_always_did(
    launcher: str | None, repository: Repository, programs: Path
) -> None:
    broken(programs, launcher)
    ours = MOSCOW.replace(SHORT, "How?")
    theirs = MOSCOW.replace("place: Moscow", "place: Moskva")
    assert merge(repository, ours, theirs) == 0
    assert repository.read() == ours.replace("place: Moscow", "place: Moskva")


@GIT_FALLS_BACK
def test_that_without_deckapp_a_conflict_has_markers(
    launcher: str | None, repository: Repository, programs: Path
) -> None:
    broken(programs, launcher)
    assert merge(repository, MOSCOW.replace(SHORT, "A?"), MOSCOW.replace(SHORT, "B?")) == 1
    hunk = "<<<<<<< ours\n        short: A?\n=======\n        short: B?\n>>>>>>> theirs\n"
    assert repository.read() == MOSCOW.replace(f"        short: {SHORT}\n", hunk)


def broken(programs: Path, launcher: str | None) -> None:
    """Let there be another program, or none, in the place of deckapp."""
    if launcher is None:
        (programs / "deckapp").unlink()
    else:
        (programs / "deckapp").write_text(launcher)
