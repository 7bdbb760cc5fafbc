"""What is refused or mended before YAML sees it."""

import pytest

from deckapp.deck import read_deck

from .samples import HEAD, deck_with_card, found, read

MEBIBYTE = 1024 * 1024


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in read_deck(data).problems]


def message(data: bytes) -> str:
    (problem,) = read_deck(data).problems
    return problem.message


def test_that_a_file_may_be_large_but_not_too_large() -> None:
    head = f"{deck_with_card()}#".encode()
    assert codes(head + b"a" * (5 * MEBIBYTE)) == []
    assert "32 MiB" in message(head + b"a" * (32 * MEBIBYTE))
    assert codes(head + "🕊".encode()) == []
    assert "emoji" in message(head + "🕊".encode() + b"a" * (16 * MEBIBYTE))


def test_that_a_large_file_without_issues_is_not_searched_for_a_deck() -> None:
    assert "no issues" in message(b"# " + b"a" * (5 * MEBIBYTE))


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_that_other_encodings_are_named_or_at_least_refused(encoding: str) -> None:
    assert codes(deck_with_card().encode(encoding)) == ["encoding"]


def test_that_a_stray_bad_byte_costs_nothing_but_itself() -> None:
    document = read_deck(deck_with_card(position="Tr-s").encode().replace(b"r-s", b"r\xe8s"))
    ((_, card),) = document.deck.cards()
    assert found(document) == [(10, 21, "encoding")]
    assert card.position == "Tr\ufffds"


def test_that_a_replacement_character_in_the_file_is_a_character() -> None:
    assert read(deck_with_card(position="Tr\ufffds")).problems == ()


@pytest.mark.parametrize("character", [b"\xff", b"\x01"])
def test_that_many_bad_bytes_or_controls_are_no_text(character: bytes) -> None:
    head = deck_with_card().encode()
    some = read_deck(head + b"# " + b"a ".join([character] * 1000))
    many = read_deck(head + b"# " + b"a ".join([character] * 1001))
    assert len(some.problems) == len(many.problems) == 21
    assert some.problems[-1].message == "More of these follow."
    assert some.root is not None
    assert many.root is None


def test_that_invisible_characters_never_hide_an_error() -> None:
    comment = "# " + "\u200b" * 100 + "\x01\n"
    problems = codes(f"{HEAD}{comment}issues: [{{title: t}}]\n".encode())
    assert problems.count("suspicious-character") == 21
    assert problems.count("encoding") == 1


def test_that_line_breaks_that_only_yaml_knows_are_spaces() -> None:
    document = read(deck_with_card("notes: x", position="one\u2028two\u0085three\u2029four"))
    ((_, card),) = document.deck.cards()
    assert card.position == "one two three four"
    assert [line for line, _, _ in found(document)] == [10, 10, 10]
    assert document.line_and_column(("issues", 0, "cards", 0, "notes")) == (13, 16)


def test_that_of_a_conflict_the_first_side_is_read() -> None:
    sides = "<<<<<<< HEAD\n{}||||||| base\n{}=======\n{}>>>>>>> x\n"
    titles = [f"title: {name}\n" for name in ("Ours", "Base", "Theirs")]
    document = read(deck_with_card().replace("title: Talks\n", sides.format(*titles)))
    assert document.deck.title == "Ours"
    assert found(document) == [(2, 1, "conflict-marker"), (8, 1, "conflict-marker")]


@pytest.mark.parametrize("line", ["<<<<<<<", "=======", "|||||||", ">>>>>>> branch"])
def test_that_a_lone_marker_costs_its_line(line: str) -> None:
    document = read(deck_with_card() + f"{line}\n" + "language: en\n")
    assert found(document) == [(13, 1, "conflict-marker")]
    assert document.deck.language == "en"


@pytest.mark.parametrize("line", ["# =======", "    <<<<<<<", "# <<<<<<< HEAD"])
def test_that_underlining_is_no_conflict(line: str) -> None:
    codes_ = [code for _, _, code in found(read(deck_with_card() + f"{line}\n"))]
    assert "conflict-marker" not in codes_


def test_that_markers_without_end_cost_the_rest() -> None:
    document = read(deck_with_card() + "=======\n" * 1500 + "language: en\n")
    assert len(document.problems) == 1000
    assert document.deck.language == ""


def test_that_directives_are_refused_and_blank() -> None:
    text = f"# first\n\n%YAML 1.2\r\n%TAG ! x\n--- # start\n{deck_with_card()}"
    document = read(text)
    assert found(document) == [(3, 1, "unsafe-yaml"), (4, 1, "unsafe-yaml")]
    assert document.deck.title == "Talks"
    assert found(read("%YAML 1.2\n# nothing else\n")) == [(1, 1, "unsafe-yaml")]


def test_that_directives_without_end_cost_the_deck() -> None:
    document = read(deck_with_card() + "...\n" + "%TAG ! x\n" * 1001)
    assert found(document) == [(14, 1, "unsafe-yaml")]
    assert document.root is None


def test_that_lines_in_quotes_may_start_with_a_percent_sign() -> None:
    document = read(deck_with_card('notes: "half') + '%of it"\n')
    ((_, card),) = document.deck.cards()
    assert card.notes == "half %of it"
    assert document.problems == ()


def test_that_entries_without_end_are_refused() -> None:
    for entry in ("- a\n", "- []\n", "- {a: {b: c}}\n"):
        text = f"{HEAD}issues:\n" + entry * 50_000
        assert codes(text.encode()) == ["too-large"]


def test_that_keys_without_end_are_not_looked_at() -> None:
    keys = "".join(f"        k{n}: x\n" for n in range(1100))
    cards = "".join(
        f"      - id: c{n}\n        title: t\n        position: p\n{keys}" for n in (1, 2)
    )
    text = deck_with_card() + cards
    problems = read(text).problems
    assert [p.code for p in problems].count("too-large") == 2
    assert [p.code for p in problems].count("unknown-key") == 1001
