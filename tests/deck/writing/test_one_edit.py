"""What one edit does to the lines of a file, case by case."""

from difflib import unified_diff

import pytest

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    Card,
    DeleteCard,
    DeleteEntry,
    DeleteIssue,
    Edit,
    Fact,
    Issue,
    MoveCard,
    MoveEntry,
    ReplaceText,
    SetField,
)
from tests.deck.writing.after_edits import CARD, HEAD, after


def changed(text: str, *edits: Edit) -> list[str]:
    """The lines that go (-) and come (+)."""
    lines = unified_diff(text.splitlines(), after(text, *edits).splitlines(), lineterm="", n=0)
    return [f"{line[0]} {line[1:]}" for line in list(lines)[2:] if line[0] in "-+"]


def of_card(lines: str, *edits: Edit) -> list[str]:
    """The lines that go and come in a card that has these, too."""
    return changed(HEAD + CARD + lines, *edits)


def set_in_card(field: str, value: object) -> Edit:
    return SetField("c", field, value)


LONG = " ".join(["some words that go on"] * 6)


@pytest.mark.parametrize(
    ("lines", "edit", "expected"),
    [
        (
            "        tags: [one,  # first\n          two]\n",
            set_in_card("tags", ("one",)),
            ["-           two]", "+           ]"],
        ),
        (
            "        counter:   # to do\n",
            set_in_card("counter", "No."),
            ["-         counter:   # to do", "+         counter: No.  # to do"],
        ),
        (
            "        seconds: 5          # at most\n",
            set_in_card("seconds", "120"),
            ["-         seconds: 5          # at most", "+         seconds: 120        # at most"],
        ),
        (
            "        when: now          # at once\n",
            set_in_card("when", "in an hour or two"),
            [
                "-         when: now          # at once",
                "+         when: in an hour or two  # at once",
            ],
        ),
        (
            "        counter: ~\n",
            set_in_card("counter", "yes"),
            ["-         counter: ~", '+         counter: "yes"'],
        ),
        (
            "        counter:   # to do\n",
            set_in_card("counter", LONG),
            [
                "-         counter:   # to do",
                "+         counter: >-   # to do",
                f"+           {LONG[:87]}",
                f"+           {LONG[88:]}",
            ],
        ),
        (
            "        counter: x\n          # below\n",
            set_in_card("counter", LONG),
            ["-         counter: x", f"+         counter: {LONG}"],
        ),
        (
            "        asks:\n          # - nothing yet\n",
            set_in_card("asks", ["One", LONG]),
            ["-         asks:", f"+         asks: [One, {LONG}]"],
        ),
        (
            "        asks: One\n",
            set_in_card("asks", ["One", "Two"]),
            ["-         asks: One", "+         asks:", "+           - One", "+           - Two"],
        ),
        (
            "        asks: []  # none\n",
            AddEntry("c", "asks", "One"),
            ["-         asks: []  # none", "+         asks:  # none", "+           - One"],
        ),
        (
            "        asks:\n        -\n        - One\n        -\n        - Two\n",
            DeleteEntry("c", "asks", "1"),
            ["-         - Two"],
        ),
        (
            "        asks:  # theirs to give\n        - One\n",
            DeleteEntry("c", "asks", "0"),
            [
                "-         asks:  # theirs to give",
                "-         - One",
                "+         asks: []  # theirs to give",
            ],
        ),
        (
            "        asks: [One]\n",
            DeleteEntry("c", "asks", "0"),
            ["-         asks: [One]"],
        ),
        (
            "        asks:\n        - One\n",
            DeleteEntry("c", "asks", "0"),
            ["-         asks:", "-         - One"],
        ),
        (
            "        asks: [a, b, c]\n",
            MoveEntry("c", "asks", "2", 0),
            ["-         asks: [a, b, c]", "+         asks: [c, a, b]"],
        ),
        (
            "        asks: [\n          a,  # first\n          b,\n        ]\n",
            DeleteEntry("c", "asks", "0"),
            ["-           a,  # first", "+           "],
        ),
        (
            "        clearance: {drafted_by: A}\n",
            set_in_card("clearance.drafted_by", ""),
            ["-         clearance: {drafted_by: A}"],
        ),
        (
            "        clearance: {}\n",
            set_in_card("clearance.drafted_by", "A"),
            ["-         clearance: {}", "+         clearance:", "+           drafted_by: A"],
        ),
        (
            "        counter_in: {ru: a, uk: b}\n",
            set_in_card("counter_in.ru", ""),
            ["-         counter_in: {ru: a, uk: b}", "+         counter_in: {uk: b}"],
        ),
        (
            "        counter_in:\n          ru: a\n",
            set_in_card("counter_in", {"no": "b", "uk": "c"}),
            ["-           ru: a", '+           "no": b', "+           uk: c"],
        ),
        (
            "        facts:\n          - text: a\n            source: s\n",
            set_in_card("facts.0.text", ""),
            ["-           - text: a", "-             source: s", "+           - source: s"],
        ),
        (
            "        facts:\n          - text: a\n            # from whom\n            source: s\n",
            set_in_card("facts.0.text", ""),
            ["-           - text: a", "+           -"],
        ),
        (
            "        facts:\n          - text: a\n          - text: b\n",
            set_in_card("facts.0.text", ""),
            ["-           - text: a", "+           - {}"],
        ),
        (
            "        facts:\n          - {}\n          - text: b\n",
            set_in_card("facts.0.text", "a"),
            ["-           - {}", "+           - text: a"],
        ),
        (
            "        facts:\n          - {}\n          # note\n          - text: b\n",
            AddEntry("c", "facts", Fact("x"), 1),
            ["+           - text: x"],
        ),
        (
            "        facts: [{}, {text: b}]\n",
            set_in_card("facts.0.text", "a"),
            ["-         facts: [{}, {text: b}]", "+         facts: [{text: a}, {text: b}]"],
        ),
        (
            "        notes: |\n          a\n          b\n",
            set_in_card("notes", "a\nc"),
            ["-           b", "+           c"],
        ),
        (
            "        notes: |2\n            a\n",
            set_in_card("notes", "b"),
            ["-         notes: |2", "-             a", "+         notes: b"],
        ),
        (
            "        notes: >-  # why\n          a b\n          c d\n\n          e\n",
            set_in_card("notes", "x y"),
            ["-           a b", "-           c d", "- ", "-           e", "+           x y"],
        ),
        (
            "        notes: >-\n",
            set_in_card("notes", "x"),
            ["-         notes: >-", "+         notes: x"],
        ),
        (
            "        notes: 'it''s'  # so\n",
            set_in_card("notes", "isn't"),
            ["-         notes: 'it''s'  # so", "+         notes: isn't  # so"],
        ),
        (
            "        seconds: 40  # at most\n",
            set_in_card("seconds", 50),
            ["-         seconds: 40  # at most", "+         seconds: 50  # at most"],
        ),
        (
            "        notes: one two\n          three four\n",
            set_in_card("notes", "one two\nthree"),
            [
                "-         notes: one two",
                "-           three four",
                "+         notes: |-",
                "+           one two",
                "+           three",
            ],
        ),
        (
            "        notes: one two\n\n          three four\n",
            set_in_card("notes", "one two"),
            ["- ", "-           three four"],
        ),
        (
            "        notes: |+\n\n        tags: [x]\n",
            set_in_card("notes", "a"),
            ["-         notes: |+", "+         notes: a"],
        ),
        (
            "        asks:\n        -\n",
            AddEntry("c", "asks", "One"),
            ["+         - One"],
        ),
        (
            "        asks:\n        -   One\n",
            AddEntry("c", "asks", "Two"),
            ["+         -   Two"],
        ),
        (
            "        facts:\n        -\n          text: One\n",
            AddEntry("c", "facts", Fact("Two")),
            ["+         - text: Two"],
        ),
        (
            "        facts:\n        - {}\n            # to be found\n",
            set_in_card("facts.0.text", LONG),
            ["-         - {}", f"+         - {{text: {LONG}}}"],
        ),
        (
            "        counter_in: {ru: a}\n",
            set_in_card("counter_in.no", "b"),
            ["-         counter_in: {ru: a}", '+         counter_in: {ru: a, "no": b}'],
        ),
        (
            "        asks: [\n          a,  # first\n          b,\n        ]\n",
            DeleteEntry("c", "asks", "1"),
            ["-           b,", "+           "],
        ),
    ],
)
def test_that_an_edit_of_a_card_changes_these_lines(
    lines: str, edit: Edit, expected: list[str]
) -> None:
    assert of_card(lines, edit) == expected


FOLDED = (
    "        notes: >-\n"
    "          Words stand here in lines, and these were wrapped by hand,\n"
    "          some of them short,\n"
    "          as their author liked it, which is not to be changed.\n"
)


@pytest.mark.parametrize(
    ("find", "replacement", "expected"),
    [
        ("short", "long", ["-           some of them short,", "+           some of them long,"]),
        ("of them short, ", "", ["-           some of them short,"]),
        ("hand, some", "hand, and some", None),
    ],
)
def test_that_one_word_is_one_line(find: str, replacement: str, expected: list[str] | None) -> None:
    found = of_card(FOLDED, ReplaceText(find, replacement))
    assert len(found) <= 4
    assert expected is None or found[: len(expected)] == expected[: len(found)]


def test_that_words_at_the_end_of_a_line_go_on_there() -> None:
    assert of_card(FOLDED, ReplaceText("short,", "short, others less so,")) == [
        "-           some of them short,",
        "+           some of them short, others less so,",
    ]


def test_that_a_line_that_gets_too_long_is_not_torn() -> None:
    lines = after(HEAD + CARD + FOLDED, ReplaceText("lines, and", f"lines, {LONG} and"))
    *_, block = lines.partition("notes: >-\n")
    assert [len(line) > 40 for line in block.splitlines()][:-1].count(False) == 0
    assert "\n          some of them" not in block or "hand,\n" in block


TWO = HEAD + CARD + "\n" + CARD.replace("id: c", "id: d  # two")

ONE_MORE_ISSUE = "  - id: j\n    title: J\n    cards:\n" + CARD.replace("id: c", "id: f")


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        (TWO, [DeleteCard("c")], TWO.replace(CARD + "\n", "")),
        (TWO, [DeleteCard("d")], HEAD + CARD),
        (TWO, [DeleteCard("c"), DeleteCard("d")], HEAD.replace("    cards:\n", "")),
        (
            TWO,
            [MoveCard("c", "i")],
            HEAD + CARD.replace("id: c", "id: d  # two") + "\n" + CARD,
        ),
        (
            TWO,
            [AddCard("i", Card(title="E", position="P"))],
            TWO + "\n" + CARD.replace("id: c\n        title: C", "id: e\n        title: E"),
        ),
        (
            TWO.rstrip("\n"),
            [AddCard("i", Card(title="E", position="P"))],
            TWO
            + "\n"
            + CARD.replace("id: c\n        title: C", "id: e\n        title: E").rstrip(),
        ),
        (
            TWO,
            [AddIssue(Issue(title="J"), 0), MoveCard("d", "j")],
            HEAD.replace(
                "  - id: i\n",
                "  - id: j\n    title: J\n    cards:\n"
                + CARD.replace("id: c", "id: d  # two")
                + "  - id: i\n",
            )
            + CARD,
        ),
        (
            TWO,
            [AddIssue(Issue(title="J")), MoveCard("d", "j"), DeleteIssue("i")],
            HEAD.replace("id: i", "id: j").replace("title: I", "title: J")
            + CARD.replace("id: c", "id: d  # two"),
        ),
        (
            TWO + ONE_MORE_ISSUE,
            [AddCard("j", Card(title="E", position="P"))],
            TWO
            + ONE_MORE_ISSUE
            + "\n"
            + CARD.replace("id: c\n        title: C", "id: e\n        title: E"),
        ),
    ],
)
def test_that_cards_come_and_go_with_their_lines(
    text: str, edits: list[Edit], expected: str
) -> None:
    assert after(text, *edits) == expected
