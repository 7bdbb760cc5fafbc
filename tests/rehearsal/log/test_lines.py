"""Lines of JSON to import: each that is bad is told of, and none is taken for what it is not."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.rehearsal.log import lines
from deckapp.rehearsal.log.lines import BadLine, is_line, line_of, read_lines
from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.reviews import Review
from tests.rehearsal.log.logs import START, review

GOOD = '"prompt": "gas/position", "at": "2017-03-01T12:00:00+03:00", "rating": 3'
NEEDED = Review("gas/position", START, Grade.GOOD)


def read(text: str | bytes) -> tuple[list[Review], list[BadLine]]:
    data = text.encode() if isinstance(text, str) else text
    return read_lines(BytesIO(data), START)


def fault(text: str | bytes) -> str:
    """What is said of the one line of a text, which is bad."""
    reviews, (bad,) = read(text)
    assert reviews == []
    assert bad.line == 1
    return bad.message


def test_that_a_line_has_all_that_is_known_of_a_review() -> None:
    assert json.loads(line_of(review())) == {
        "prompt": "gas/position",
        "at": "2017-03-01T09:00:00+00:00",
        "rating": 3,
        "seconds": 4.5,
        "practice": False,
        "fingerprint": "abcdef012345",
    }
    assert "seconds" not in line_of(NEEDED)
    assert line_of(review("ядро/position")).isascii()
    assert read(line_of(review("ядро/position"))) == ([review("ядро/position")], [])


def test_that_prompt_moment_and_rating_are_enough() -> None:
    assert read(f"{{{GOOD}}}") == ([NEEDED], [])
    assert read(f'{{{GOOD}, "seconds": null}}') == ([NEEDED], [])


def test_that_empty_lines_line_ends_and_a_byte_order_mark_do_not_count() -> None:
    text = f"\ufeff{{{GOOD}}}\r\n\r\n   \n{{{GOOD}}}\n3\n{{{GOOD}}}"
    reviews, bad = read(text)
    assert reviews == [NEEDED] * 3
    assert [each.line for each in bad] == [5]
    assert read("") == read("\n\n") == ([], [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "This is not JSON: Expecting value at column 1. Mend or delete the line."),
        ('"abc', "This is not JSON: Unterminated string starting at column 1. "),
        ('"a\0c"', "This is not JSON: Invalid control character at column 3. "),
        ("3 4", "This is not JSON: Extra data at column 3. "),
        ("[]", 'This is a list, not an object. A line is such as {"prompt": '),
        ("7.5", "This is 7.5, not an object. "),
        ("null", "This is null, not an object. "),
        ("[" * 200_000, "This is no review. A line is such as "),
        ('{"a":' * 40_000, "This is no review. "),
        (f'{{{GOOD}, "seconds": {"9" * 5000}}}', "This is no review. "),
        (f'{{{GOOD}, "at": 1}}', "The key “at” is there twice. Delete one of them."),
        ("{}", "The key “prompt” is missing. Add it, or delete the line. The key “at” is missing."),
        (f'{{{GOOD}, "sekonds": 3}}', "There is no key “sekonds”. Did you mean “seconds”?"),
        (f'{{{GOOD}, "грейд": 3}}', "There is no key “грейд”. The keys are prompt, at, rating, "),
        (f'{{{GOOD}, "practice": 1}}', "“practice” is 1. It must be true or false."),
        (f'{{{GOOD}, "practice": null}}', "“practice” is null. It must be true or false."),
        (f'{{{GOOD}, "fingerprint": 1}}', "“fingerprint” is 1. Give it as a text, or leave it "),
        (f'{{{GOOD}, "fingerprint": "{"f" * 101}"}}', "“fingerprint” has more than 100 characters"),
    ],
)
def test_that_a_bad_line_is_told_of(line: str, said: str) -> None:
    assert fault(line).startswith(said)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("7", "7"),
        ("0", "0"),
        ("-1", "-1"),
        ('"3"', "“3”"),
        ("true", "true"),
        ("3.0", "3.0"),
        ("null", "null"),
        ("[3]", "a list"),
        ('{"of": 3}', "an object"),
        ("1e999", "Infinity"),
        ("9" * 99, f"{'9' * 39}…"),
    ],
)
def test_that_a_rating_is_one_of_four_whole_numbers(value: str, said: str) -> None:
    line = f'{{"prompt": "a/b", "at": "2017-03-01T09:00:00Z", "rating": {value}}}'
    assert fault(line) == f"“rating” is {said}. It must be 1, 2, 3 or 4, as a whole number."


@pytest.mark.parametrize(
    "value", ["-1", "-0.001", "NaN", "Infinity", "1e999", "86401", "true", '""']
)
def test_that_seconds_are_some_that_an_answer_takes(value: str) -> None:
    assert "Give a number from 0 to 86,400, or leave it out." in fault(
        f'{{{GOOD}, "seconds": {value}}}'
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2017-03-01T09:00:00", "which does not say how far it is from UTC. Add that, such as "),
        ("2017-03-01", "which does not say how far it is from UTC. "),
        ("yesterday", "which is no date and time. Write it such as “2017-04-01T20:15:00+03:00”."),
        ("2017-13-01T09:00:00Z", "which is no date and time. "),
        ("\\ud800", "which is no date and time. "),
        ("0001-01-01T00:00:00+14:00", "which is before 1970. Check the date."),
        ("9999-12-31T23:59:59-14:00", "which is still to come. Check the date, and the clock of "),
        ("2017-03-01T09:01:01Z", "which is still to come. "),
    ],
)
def test_that_a_moment_is_known_and_over(value: str, said: str) -> None:
    line = f'{{"prompt": "a/b", "at": "{value}", "rating": 3}}'
    assert said in fault(line)


def test_that_a_moment_is_a_text_and_clocks_may_differ_by_a_minute() -> None:
    said = fault('{"prompt": "a/b", "at": 1488358800, "rating": 3}')
    assert said == "“at” is 1488358800. Give it as a text, such as “2017-04-01T20:15:00Z”."
    (late,), bad = read('{"prompt": "a/b", "at": "2017-03-01T09:01:00Z", "rating": 3}')
    assert late.at == START + timedelta(minutes=1)
    assert bad == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('""', "“prompt” is empty. Give the prompt's id."),
        ("17", "“prompt” is 17. Give the prompt's id as a text."),
        ('"\\ud800"', "“prompt” has the character U+D800, which no deck can hold. Delete it."),
        ('"a\\u0000b"', "“prompt” has the character U+0000, "),
        (f'"{"x" * 10_001}"', "“prompt” has more than 10,000 characters. Mend it, or delete the "),
    ],
)
def test_that_a_prompt_is_one_that_a_deck_can_have(value: str, said: str) -> None:
    line = f'{{"prompt": {value}, "at": "2017-03-01T09:00:00Z", "rating": 3}}'
    assert fault(line).startswith(said)


def test_that_all_that_is_wrong_with_a_line_is_told_at_once() -> None:
    said = fault('{"prompt": 1, "rating": 7, "seconds": -1, "one": 1, "two": 2, "3": 3, "4": 4}')
    for key in ("prompt", "at", "rating", "seconds", "one", "two", "3"):
        assert f"“{key}”" in said
    assert "“4”" not in said


def test_that_bytes_that_are_no_utf_8_are_named() -> None:
    assert fault(b'{"prompt": "\xe9"}') == "The byte 0xE9 is not UTF-8. Save the file as UTF-8."


def test_that_a_line_that_is_too_long_is_one_bad_line() -> None:
    long = f'{{{GOOD}, "fingerprint": "{"x" * 600_000}"}}'
    reviews, bad = read(f"{long}\n{{{GOOD}}}\n{long}")
    assert reviews == [NEEDED]
    assert [each.line for each in bad] == [1, 3]
    assert bad[0].message.startswith("The line is longer than 262,144 bytes. ")


def test_that_a_file_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST_FILE", 1000)
    line = f"{{{GOOD}}}\n"
    reviews, bad = read(line * 100)
    assert len(reviews) == 1000 // len(line) + 1
    assert [each.message for each in bad] == ["The file is larger than 1,000 bytes. Split it."]


def test_that_a_hostile_line_of_many_keys_costs_little() -> None:
    many = ", ".join(f'"k{number}": 1' for number in range(15_000))
    assert "There is no key “k2”" in fault(f"{{{many}}}")
    assert fault(f'{{{many}, "k14999": 2}}').startswith("The key “k14999” is there twice")


def test_that_lines_of_an_export_are_known_as_such() -> None:
    assert is_line(line_of(review()).encode())
    assert not is_line(b'{"prompt": "a/b"}')
    assert not is_line(b"format: deckapp/1")


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_that_no_bytes_are_too_odd(data: bytes) -> None:
    _, bad = read_lines(BytesIO(data), START)
    assert all(each.line >= 1 and each.message for each in bad)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
keys = st.sampled_from(["prompt", "at", "rating", "seconds", "practice", "fingerprint"])


@given(st.dictionaries(keys | st.text(), json_values | st.datetimes().map(str)))
def test_that_no_values_are_too_odd(values: dict[str, object]) -> None:
    reviews, bad = read_lines(BytesIO(json.dumps(values).encode()), START)
    assert len(reviews) + len(bad) == 1
