"""What is in a file is in the deck, and nothing is guessed."""

import datetime
from pathlib import Path

import pytest

from deckapp.deck import Deck, Severity, read_deck, read_deck_file

from .samples import CARD, HEAD, ISSUE, deck_with_card, found, read


@pytest.mark.parametrize(
    "text",
    ["no", "12:30", "012", "2024-01-31", "~", "null", "0x1F", "1e3", "true", ".inf", "=", "<<"],
)
def test_that_a_text_is_the_characters_in_the_file(text: str) -> None:
    document = read(deck_with_card(f"notes: {text}", title=text))
    ((_, card),) = document.deck.cards()
    assert (card.title, card.notes) == (text, text)
    assert document.problems == ()


def test_that_every_kind_of_field_is_read() -> None:
    document = read(
        HEAD
        + """\
language: no
meeting:
  principal: Secretary
  others: [One, "Two"]
  date: 2017-04-12
  minutes: 060
  interpreted: consecutive
avoid:
  - phrase: mutual respect
    also: [mutually respectful]
issues:
  - id: issue
    title: Issue
    priority: must
    avoid: [{phrase: equality}]
    cards:
      - id: card
        title: Title
        position: >-
          What we
          say.
        counter_in: {ru: Нет, zh-Hant: 不}
        follow_ups: [{id: one, counter: A, counter_in: {ru: Да}, rebuttal: B}]
        facts: [{text: F, source: S, date: 2013}, {text: G, date: 2013-09}
          , {text: H, date: 2013-09-14}]
        audience: [private, press]
        seconds: "40"
        clearance: {drafted_by: D, cleared: [{by: E, on: 2017-04-10, covers: 0123456789ab}]}
"""
    )
    deck = document.deck
    ((issue, card),) = deck.cards()
    assert document.problems == ()
    assert deck.language == "no"
    assert deck.meeting.others == ("One", "Two")
    assert deck.meeting.date == datetime.date(2017, 4, 12)
    assert deck.meeting.minutes == 60
    assert deck.meeting.interpreted == "consecutive"
    assert deck.avoid[0].also == ("mutually respectful",)
    assert issue.avoid[0].phrase == "equality"
    assert card.position == "What we say."
    assert card.counter_in == {"ru": "Нет", "zh-Hant": "不"}
    assert card.follow_ups[0].counter_in == {"ru": "Да"}
    assert [fact.date for fact in card.facts] == ["2013", "2013-09", "2013-09-14"]
    assert card.audience == ("private", "press")
    assert card.seconds == 40
    assert card.clearance.cleared[0].covers == "0123456789ab"


def test_that_trailing_line_breaks_of_a_text_do_not_count() -> None:
    document = read(deck_with_card("notes: |\n  a\n\n  b\n\n\n"))
    ((_, card),) = document.deck.cards()
    assert card.notes == "a\n\nb"


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", '""', "' '"])
def test_that_a_field_that_is_no_text_may_be_empty(nothing: str) -> None:
    names = (
        "seconds",
        "likelihood",
        "counter_in",
        "facts",
        "asks",
        "audience",
        "clearance",
        "avoid",
    )
    document = read(deck_with_card("\n".join(f"{name}: {nothing}" for name in names)))
    ((_, card),) = document.deck.cards()
    assert document.problems == ()
    assert (card.seconds, card.likelihood, card.facts, card.asks) == (None, "", (), ())


def test_that_empty_items_of_lists_are_left_out() -> None:
    document = read(deck_with_card("asks: [a, '', b]\naudience: [~, press]\nfacts: [~, {text: f}]"))
    ((_, card),) = document.deck.cards()
    assert document.problems == ()
    assert (card.asks, card.audience, card.facts[0].text) == (("a", "b"), ("press",), "f")


def test_that_a_list_may_be_shared_by_an_alias() -> None:
    first = deck_with_card("facts: &treaty\n  - {text: F, source: S}")
    second = CARD.replace("id: card", "id: other") + "        facts: *treaty\n"
    document = read(first + second)
    cards = [card for _, card in document.deck.cards()]
    assert document.problems == ()
    assert cards[0].facts == cards[1].facts != ()


def test_that_emphasis_with_stars_is_no_alias() -> None:
    starred = " ".join(["*very important", "&c"] * 1200)
    document = read(deck_with_card(f"notes: This is {starred}"))
    assert document.problems == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_that_byte_order_mark_and_line_endings_are_kept(ending: str) -> None:
    text = deck_with_card("facts: [{text: F, date: x}]").replace("\n", ending)
    document = read_deck(b"\xef\xbb\xbf" + text.encode())
    assert document.bom
    assert document.text == text
    assert found(document) == [(13, 33, "bad-value")]


def test_that_a_deck_may_start_with_the_marker_of_a_document() -> None:
    assert read(f"--- # the deck\n{deck_with_card()}...\n").problems == ()


def test_that_what_could_be_read_of_a_bad_deck_is_shown() -> None:
    document = read(deck_with_card("asks: Give it back.\nseconds: soon", rebuttal="[a]"))
    ((_, card),) = document.deck.cards()
    assert document.has_errors
    assert (card.position, card.asks, card.seconds, card.rebuttal) == (
        "What we say.",
        ("Give it back.",),
        None,
        "",
    )


def test_that_a_text_that_is_too_long_is_shown_as_far_as_it_may_go() -> None:
    document = read(deck_with_card(f"notes: {'word ' * 30_000}"))
    ((_, card),) = document.deck.cards()
    assert found(document) == [(13, 16, "bad-value")]
    assert len(card.notes) == 100_000


def test_that_the_first_of_two_keys_counts() -> None:
    document = read(deck_with_card("title: Second\ncounter_in: {ru: а, ru: б}"))
    ((_, card),) = document.deck.cards()
    assert (card.title, card.counter_in) == ("Title", {"ru": "а"})


def test_that_problems_say_in_which_card_and_field_they_are() -> None:
    text = deck_with_card("seconds: x\nfacts:\n  - {source: s}\n  - {text: [a]}\nzzz: 1")
    document = read(
        text + ISSUE.removeprefix(HEAD).replace("issues:\n", "").replace(": issue", ": i2")
    )
    known = [(problem.code, problem.card, problem.field) for problem in document.problems]
    assert known == [
        ("bad-value", "card", "seconds"),
        ("missing-key", "card", "facts"),
        ("wrong-type", "card", "facts"),
        ("unknown-key", "card", None),
    ]


def test_that_a_card_without_a_valid_id_is_called_by_its_title() -> None:
    (problem,) = read(deck_with_card(id="Not valid")).problems
    assert (problem.card, problem.field) == ("Title", "id")


def test_that_a_card_with_neither_id_nor_title_has_no_name() -> None:
    problems = read(f"{ISSUE}      - position: P\n").problems
    assert [(p.code, p.card, p.field) for p in problems] == [("missing-key", "", "title")]


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xff\xfe\x00", b"- a\n", b"{[}"])
def test_that_a_file_without_a_deck_gives_an_empty_deck_and_an_error(data: bytes) -> None:
    document = read_deck(data)
    assert document.deck == Deck()
    assert document.has_errors


def test_that_a_file_is_opened_by_path_or_name(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck_with_card(), encoding="utf-8")
    assert read_deck_file(path) == read_deck_file(str(path))
    assert read_deck_file(path).path == path


def test_that_a_problem_prints_as_compilers_print_it() -> None:
    (problem,) = read(deck_with_card("postion: x")).problems
    assert str(problem) == (
        "13:9: error[unknown-key] “postion” is not a key of a card. Did you mean “position”?"
    )
    assert problem.severity is Severity.ERROR


def test_that_problems_of_one_kind_are_not_listed_without_end() -> None:
    document = read(ISSUE + "      - {title: t}\n" * 1500)
    assert len(document.problems) == 1001
    assert document.problems[-1].message == "There are more problems of this kind than these 1,000."


def test_that_thousands_of_duplicates_are_told_in_no_time() -> None:
    ids = "".join(f"      - {{id: card, title: T{n}, position: P}}\n" for n in range(5000))
    document = read(ISSUE + ids)
    assert {problem.code for problem in document.problems} == {"duplicate-id"}


def test_that_garbage_collection_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    import gc

    gc.disable()
    try:
        read(deck_with_card())
        assert not gc.isenabled()
    finally:
        gc.enable()
    read(deck_with_card())
    assert gc.isenabled()


def test_that_places_lead_to_nodes_and_lines() -> None:
    document = read(deck_with_card("asks: [a, b]"))
    node = document.node(("issues", 0, "cards", 0, "asks", 1))
    assert node is not None
    assert node.value == "b"
    assert document.line_and_column(("issues", 0, "cards", 0, "asks", 1)) == (13, 19)
    for place in (("issues", 7), ("issues", "title"), ("title", "x"), ("zzz",), ("title", 1)):
        assert document.node(place) is None
    assert document.line_and_column(("issues", 0, "cards", 0, "notes")) == (8, 9)
    assert read("").line_and_column(("title",)) == (1, 1)
