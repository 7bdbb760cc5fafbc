"""Cards on the clipboard: all of them for deckapp, their words for everybody else."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from deckapp.deck import Card, FollowUp, Issue, SetField, cards_in, read_deck_file
from deckapp.deck.editing.records import to_record
from deckapp.deck.model import AvoidPhrase, Clearance, Cleared, Fact
from deckapp.gui.clipboard import CARDS, sections_from_mime, sections_to_mime
from deckapp.paths import reference_deck

FULL = Card(
    id="full",
    title="Nerve agent",
    when="They deny it.",
    precondition="They have read the report.",
    addressee="The deputy",
    position="You saw it.\n\nYou said nothing — “nothing”.",
    short="You saw it.",
    asks=("Tell us who.", "Открыть базу."),
    red_lines=("No veto.",),
    withhold=("The source.",),
    counter="There is no proof.",
    counter_in={"ru": "Доказательств нет."},
    likelihood="certain",
    rebuttal="There is.",
    follow_ups=(
        FollowUp(id="more", counter="Where?", rebuttal="In your files."),
        FollowUp(id="again", counter="Show it.", rebuttal="At noon."),
    ),
    facts=(Fact(text="Ninety dead.", source="WHO", date="2017-04"),),
    delivery="Slowly.",
    audience=("private",),
    seconds=40,
    avoid=(AvoidPhrase(phrase="mutual respect"),),
    origin="Cable 12",
    clearance=Clearance("Desk", (Cleared(by="L", on=date(2017, 4, 1)),)),
    tags=("syria", "must say"),
    notes="Ask Anna.",
)


def mime(data: bytes) -> QMimeData:
    found = QMimeData()
    found.setData(CARDS, data)
    return found


def test_that_cards_and_issues_come_back_as_they_were() -> None:
    sections = (FULL, Issue(id="issue", title="Issue", priority="must", cards=(FULL, Card())))
    assert sections_from_mime(sections_to_mime(sections)) == sections


def test_that_another_program_gets_text_that_reads_well() -> None:
    text = sections_to_mime([FULL]).text()
    assert text.splitlines()[:4] == [
        "Title: Nerve agent",
        "When: They deny it.",
        "Only if: They have read the report.",
        "Said to: The deputy",
    ]
    assert "We ask:\n- Tell us who.\n- Открыть базу.\n" in text
    assert "They say: There is no proof.\nWe answer: There is.\n" in text
    assert "If pressed: Where?\nWe answer: In your files.\n" in text


def test_that_what_is_for_our_own_eyes_is_not_in_the_text() -> None:
    text = sections_to_mime([FULL]).text()
    assert "Ask Anna." not in text
    assert "The source." not in text


def test_that_the_words_of_a_card_come_back_from_its_text() -> None:
    (card,) = cards_in(sections_to_mime([FULL]).text())
    for name in (
        "title", "when", "precondition", "addressee", "position", "short", "asks", "red_lines",
        "counter", "rebuttal", "delivery", "origin", "tags",
    ):  # fmt: skip
        assert getattr(card, name) == getattr(FULL, name), name
    assert [(each.counter, each.rebuttal) for each in card.follow_ups] == [
        ("Where?", "In your files."),
        ("Show it.", "At noon."),
    ]
    assert card.notes == ""


def test_that_every_card_of_the_reference_deck_comes_back_from_the_text_of_all() -> None:
    cards = [card for _, card in read_deck_file(reference_deck()).deck.cards()]
    found = cards_in(sections_to_mime(cards).text())
    for name in ("title", "position", "short", "counter", "rebuttal", "asks", "red_lines", "when"):
        assert [getattr(each, name) for each in found] == [getattr(each, name) for each in cards]
    assert [len(card.follow_ups) for card in found] == [len(card.follow_ups) for card in cards]


def test_that_issues_as_text_mix_nothing_up() -> None:
    issues = [
        Issue(title="First", cards=(Card(title="A", position="We say a.", rebuttal="Yes."),)),
        Issue(title="Second", cards=(Card(title="B", position="We say b.", rebuttal="No."),)),
    ]
    found = cards_in(sections_to_mime(issues).text())
    assert [(card.title, card.position, card.rebuttal, card.notes) for card in found] == [
        ("A", "We say a.", "Yes.", "Issue: First"),
        ("B", "We say b.", "No.", "Issue: Second"),
    ]
    assert sections_to_mime([Issue(title="Empty"), Issue()]).text() == "Empty\n\nUntitled issue"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"5",
        b"null",
        b"[",
        b'"text"',
        b"[1, null, [], {}]",
        b'{"$": "Card"}',
        b'[{"$": "Card", "title": 5}]',
        b'[{"$": "Card", "title": "half',
        b'[{"$": "Card", "unknown": ""}]',
        b'[{"$": "same", "at": [0]}]',
        b'[{"$": "date", "day": "never"}]',
        b'[{"$": "Deck"}]',
        b'[{"$": ["Card"]}]',
        b"[" * 100_000,
        b"[" + b"9" * 5000 + b"]",
        b"\xff\xfe\x00",
        json.dumps([to_record(SetField("a", "title", "b"))]).encode(),
    ],
)
def test_that_what_is_no_card_is_none(data: bytes) -> None:
    assert sections_from_mime(mime(data)) == ()
    assert sections_from_mime(QMimeData()) == ()


def test_that_half_of_what_was_copied_is_nothing() -> None:
    data = bytes(sections_to_mime([FULL, FULL]).data(CARDS).data())
    assert sections_from_mime(mime(data[: len(data) // 2])) == ()


def test_that_more_than_a_deck_can_hold_is_not_even_read() -> None:
    card = json.dumps(to_record(FULL)).encode()
    data = b"[" + b",".join([card] * (50_000_000 // len(card))) + b"]"
    assert sections_from_mime(mime(data)) == ()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["$", "id", "cards"]), inner),
)


@settings(max_examples=150, deadline=None)
@given(data=st.binary() | _JSON.map(lambda value: json.dumps(value).encode()))
def test_that_nothing_on_a_clipboard_is_an_error(qapp: QApplication, data: bytes) -> None:
    for section in sections_from_mime(mime(data)):
        assert isinstance(section, (Card, Issue))
