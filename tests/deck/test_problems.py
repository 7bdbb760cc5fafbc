"""Collecting problems."""

from deckapp.deck import ERRORS, WARNINGS, Problem, Severity
from deckapp.deck.characters import shortened, shown
from deckapp.deck.problems import MOST_OF_A_KIND, Findings


def test_that_codes_are_errors_or_warnings() -> None:
    assert not set(ERRORS) & set(WARNINGS)
    assert Problem("bad-value", "m", 1, 1).severity is Severity.ERROR
    assert Problem("no-marking", "m", 1, 1).severity is Severity.WARNING


def test_that_problems_come_in_reading_order_and_visible_characters() -> None:
    findings = Findings()
    findings.add(Problem("no-marking", "a\x1b[31m\u202eb\nc", 2, 1, "x\ty"))
    findings.add(Problem("bad-value", "first", 1, 9))
    first, second = findings.in_reading_order()
    assert first.message == "first"
    assert (second.message, second.hint) == ("a\ufffd[31m\ufffdb c", "x y")


def test_that_a_warning_is_no_error() -> None:
    findings = Findings()
    findings.add(Problem("no-marking", "m", 1, 1))
    assert not findings.any_error


def test_that_only_what_is_left_out_is_called_more() -> None:
    findings = Findings()
    for line in range(1, MOST_OF_A_KIND + 1):
        findings.add(Problem("bad-value", "m", line, 1))
    assert len(findings.in_reading_order()) == MOST_OF_A_KIND
    findings.add(Problem("bad-value", "m", 5, 1))
    *_, last = findings.in_reading_order()
    assert last.message == "There are more problems of this kind than these 1,000."
    assert last.line == MOST_OF_A_KIND


def test_that_texts_are_quoted_on_one_line_and_not_at_length() -> None:
    assert shown("plain “text”") == "plain “text”"
    assert shortened("a" * 40) == "a" * 40
    assert shortened("a" * 41) == "a" * 39 + "…"
