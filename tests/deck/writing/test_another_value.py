"""What another value for a field of a card does to the lines of a file, case by case."""

import pytest

from .test_one_edit import of_card, set_in_card


@pytest.mark.parametrize(
    ("lines", "field", "value", "expected"),
    [
        (
            "        tags: [a, b]\n",
            "tags",
            ("c", "d"),
            ["-         tags: [a, b]", "+         tags: [c, d]"],
        ),
        (
            "        tags: [a, b, c]\n",
            "tags",
            ("c",),
            ["-         tags: [a, b, c]", "+         tags: [c]"],
        ),
        (
            "        counter_in: {ru: a}\n",
            "counter_in",
            {"uk": "b"},
            ["-         counter_in: {ru: a}", "+         counter_in: {uk: b}"],
        ),
        (
            "        notes: a\n",
            "notes",
            "a\u202eb",
            ["-         notes: a", '+         notes: "a\\u202eb"'],
        ),
        (
            "        notes: >-\n          one two\n",
            "notes",
            "one\ntwo",
            [
                "-         notes: >-",
                "-           one two",
                "+         notes: |-",
                "+           one",
                "+           two",
            ],
        ),
        (
            "        notes: one two\n          three four\n",
            "notes",
            "one two three five",
            ["-           three four", "+           three five"],
        ),
        (
            "        notes: one two\n\n          three four\n",
            "notes",
            "one two three five",
            [
                "-         notes: one two",
                "- ",
                "-           three four",
                "+         notes: one two three five",
            ],
        ),
    ],
)
def test_that_another_value_changes_these_lines(
    lines: str, field: str, value: object, expected: list[str]
) -> None:
    assert of_card(lines, set_in_card(field, value)) == expected
