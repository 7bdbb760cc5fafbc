"""A syntax error costs the entry around it and no more."""

import pytest
import yaml

from deckapp.deck import SourceDocument, lint
from deckapp.deck.recovery import Recovery
from deckapp.deck.yaml_errors import Blame, blame, explain

from .samples import CARD, HEAD, ISSUE, deck_with_card, found, read

OTHER = CARD.replace("id: card", "id: other")


def cards(document: SourceDocument) -> list[str]:
    return [card.id for _, card in document.deck.cards()]


def test_that_an_error_in_a_field_costs_that_field() -> None:
    document = read(deck_with_card(position="We say: no.") + OTHER)
    first, second = (card for _, card in document.deck.cards())
    assert found(document) == [(10, 25, "yaml-syntax")]
    assert (first.position, first.counter) == ("", "What they say.")
    assert second.position == "What we say."


def test_that_an_error_in_the_id_keeps_the_card_apart_from_the_one_before() -> None:
    document = read(ISSUE + CARD + OTHER.replace("id: other", "id: @other"))
    assert found(document) == [(13, 13, "yaml-syntax")]
    assert [card.title for _, card in document.deck.cards()] == ["Title", "Title"]


def test_that_an_error_in_the_title_of_an_issue_keeps_its_cards() -> None:
    document = read(deck_with_card().replace("title: Issue", "title: Issue: one"))
    assert cards(document) == ["card"]


def test_that_an_error_in_a_list_costs_one_item() -> None:
    document = read(deck_with_card("asks:\n  - Stop: it: now\n  - Give it back.\n  - Go."))
    ((_, card),) = document.deck.cards()
    assert found(document) == [(14, 21, "yaml-syntax")]
    assert card.asks == ("Give it back.", "Go.")


def test_that_no_half_of_a_text_is_shown() -> None:
    document = read(deck_with_card(position="We say\n          this: no."))
    ((_, card),) = document.deck.cards()
    assert card.position == ""
    assert "lines 10 to 11" in document.problems[0].hint


def test_that_no_half_of_an_item_is_shown() -> None:
    document = read(deck_with_card("asks:\n- Give it back\n  today: not tomorrow: now\n- Go."))
    ((_, card),) = document.deck.cards()
    assert card.asks == ("Go.",)


def test_that_a_quote_that_runs_on_is_blamed_where_it_opens() -> None:
    document = read(deck_with_card(position='"We say.', counter='"They say."') + OTHER)
    assert found(document) == [(10, 19, "yaml-syntax")]
    assert cards(document) == ["card", "other"]


def test_that_errors_are_all_reported() -> None:
    text = deck_with_card("tags: [a", title="a: b", position="@x", counter="'a' b") + OTHER
    document = read(text.replace("Talks", "Talks: one"))
    assert [line for line, _, _ in found(document)] == [2, 9, 10, 11, 13]
    assert cards(document) == ["card", "other"]


def test_that_an_item_full_of_errors_is_left_out_as_a_whole() -> None:
    broken = "".join(f"        tag{n}: @\n" for n in range(7))
    document = read(ISSUE + CARD + broken + OTHER)
    assert len(document.problems) == 7
    assert cards(document) == ["other"]
    assert "lines 8 to 19" in document.problems[-1].hint


def test_that_too_many_errors_cost_the_rest_of_the_deck() -> None:
    many = "".join(
        f"      - id: c{n}\n        title: a: b\n        position: p\n" for n in range(40)
    )
    document = read(ISSUE + CARD + many)
    assert len(document.problems) == 25
    assert cards(document) == ["card", *(f"c{n}" for n in range(25))]


def test_that_nothing_is_left_of_a_file_that_is_all_wrong() -> None:
    document = read("}\n" * 30)
    assert document.root is None
    assert len(document.problems) == 25


def test_that_an_error_with_nothing_around_it_ends_reading() -> None:
    assert found(read("}")) == [(1, 1, "yaml-syntax")]
    assert found(read('"')) == [(1, 2, "yaml-syntax")]


def test_that_what_cannot_be_read_is_not_called_missing() -> None:
    text = deck_with_card(position="@", counter="@", id="@").replace("marking: U", "marking: @U")
    document = read(text.replace("id: issue", "id: @"))
    assert {problem.code for problem in document.problems} == {"yaml-syntax"}
    assert lint(document) == ()


def test_that_only_the_damaged_card_is_spared() -> None:
    document = read(deck_with_card(title="@") + "      - title: t\n        position: p\n")
    assert [(p.line, p.code) for p in lint(document)] == [(13, "missing-id"), (13, "no-counter")]


@pytest.mark.parametrize("line", ["\tnotes: x", "\t\t\tnotes: x"])
def test_that_a_tab_costs_its_line(line: str) -> None:
    document = read(f"{deck_with_card()}{line}\n{OTHER}")
    assert found(document) == [(13, 1, "yaml-syntax")]
    assert cards(document) == ["card", "other"]


def test_that_comments_and_blank_lines_do_not_end_an_entry() -> None:
    document = read(deck_with_card("tags: [a,\n# aside\n\n  b\nnotes: N"))
    ((_, card),) = document.deck.cards()
    assert found(document) == [(13, 15, "yaml-syntax")]
    assert "lines 13 to 16" in document.problems[0].hint
    assert card.notes == "N"


def test_that_an_error_after_the_last_item_is_blamed_on_its_line() -> None:
    document = read(f"{deck_with_card()}   oops\n\n")
    assert found(document) == [(13, 4, "yaml-syntax")]
    assert cards(document) == ["card"]


def test_that_a_later_document_is_left_out() -> None:
    document = read(f"{deck_with_card()}---\n{HEAD}")
    assert found(document) == [(13, 1, "yaml-syntax")]
    assert cards(document) == ["card"]


def test_that_a_large_deck_is_not_read_again_for_each_error() -> None:
    good = "".join(CARD.replace("id: card", f"id: c{n}") for n in range(8_000))
    bad = "".join(CARD.replace("id: card", f"id: @{n}") for n in range(5))
    document = read(ISSUE + good + bad)
    assert 1 < len(document.problems) < 5
    assert len(cards(document)) >= 8_000
    assert document.problems[-1].hint.endswith(f"to {7 + 5 * 8_005} cannot be shown.")


def test_that_tries_are_counted() -> None:
    recovery = Recovery("a: b\n" * 100)
    blamed = [Blame("key", 5 * n, n + 1, 1) for n in range(30)]
    assert [recovery.leave_out(cause) is None for cause in blamed] == [False] * 25 + [True] * 5


def test_that_an_error_without_a_place_is_told_at_the_start() -> None:
    cause = blame(yaml.YAMLError("no idea"), "text")
    assert str(explain(cause, None)).startswith(
        "1:1: error[yaml-syntax] This breaks a rule of YAML."
    )


def test_that_a_list_without_its_key_is_left_out() -> None:
    ladder = (
        "          - id: a\n            counter: b\n\n          - id: c\n            counter: d\n"
    )
    document = read(deck_with_card(rebuttal="'R'") + f"{ladder}        notes: N\n{OTHER}")
    first, _ = (card for _, card in document.deck.cards())
    assert found(document) == [(13, 11, "yaml-syntax")]
    assert "lines 13 to 17" in document.problems[0].hint
    assert first.notes == "N"


def test_that_a_first_item_without_its_dash_is_left_out() -> None:
    headless = ISSUE + CARD.replace("      - id: card\n", "")
    document = read(headless + OTHER)
    assert found(document) == [(12, 7, "yaml-syntax")]
    assert "lines 8 to 11" in document.problems[0].hint
    assert cards(document) == ["other"]


def test_that_an_error_at_the_very_end_is_blamed_on_the_last_line() -> None:
    document = read(f"{deck_with_card()}  oops\n\n# the end\n")
    assert found(document) == [(13, 3, "yaml-syntax")]
    assert cards(document) == ["card"]


def test_that_a_line_of_tabs_costs_nothing_else() -> None:
    document = read(deck_with_card(rebuttal='"R"') + f"\t\n{OTHER}")
    assert found(document) == [(13, 1, "yaml-syntax")]
    assert [card.rebuttal for _, card in document.deck.cards()] == ["R", "What we answer."]


@pytest.mark.parametrize("item", ["-\t", "-\t  ", "\t-", "- \t# nothing"])
def test_that_an_item_of_tabs_costs_nothing_else(item: str) -> None:
    document = read(deck_with_card(f"asks:\n  - one\n  {item}\n  - two\nnotes: N"))
    ((_, card),) = document.deck.cards()
    assert card.notes == "N"
    assert card.asks in (("one", "two"), ("one",))


def test_that_reading_ends_when_no_more_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Recovery("").leave_out(Blame("key", 0, 1, 1)) is None
    monkeypatch.setattr("deckapp.deck.recovery._MOST_TRIES", 0)
    document = read(deck_with_card(title="@"))
    assert found(document) == [(9, 16, "yaml-syntax")]
    assert document.root is None
