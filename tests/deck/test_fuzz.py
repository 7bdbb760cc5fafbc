"""Whatever is done to a deck, reading it never raises, and says what is wrong."""

import datetime
import time
from dataclasses import asdict, replace
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckapp.deck import (
    ERRORS,
    WARNINGS,
    AvoidPhrase,
    Card,
    Clearance,
    Cleared,
    Deck,
    Fact,
    FollowUp,
    Issue,
    Meeting,
    SourceDocument,
    lint,
    read_deck,
    read_deck_file,
)
from deckapp.paths import reference_deck, template_deck
from tests.deck.samples import deck_with_card

GOOD = [
    deck_with_card(
        'facts: [{text: F, source: "S"}]\nnotes: >-\n  one\n  two\ntags: [a, b]'
    ).encode(),
    template_deck().read_bytes(),
    b"\n".join(reference_deck().read_bytes().split(b"\n")[:150]),
]
NASTY = [
    b"\t", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\r", b"\r\n", b"\n",
    b"\n\n", b": ", b" #", b"- ", b"? ", b"[", b"]", b"{", b"}", b"|", b">-\n", b"&a ", b"*a",
    b"!x ", b"!!int ", b"%YAML 1.2\n", b"\n---\n", b"\n...\n", b"\n<<<<<<< a\n", b"\n=======\n",
    b"\n>>>>>>> b\n", b"'", b'"', b"\\", b"\\x00", b"@", b"`", b"<<: ", b"~", b",", b" ", b"  ",
    b"\n  ", b"\xd0", b"\xf0\x9f\x95\x8a", b"id: card\n", b"[" * 40, b"- " * 40,
]  # fmt: skip
SECONDS = 3.0  # a pause of the garbage collector included


def check(data: bytes) -> SourceDocument:
    """Read and lint; everything found must be a problem with a place that exists."""
    start = time.process_time()
    document = read_deck(data)
    warnings = lint(document)
    assert time.process_time() - start < SECONDS
    lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in (*document.problems, *warnings):
        assert problem.code in ERRORS | WARNINGS
        assert problem.message
        assert problem.hint
        assert 1 <= problem.line <= len(lines) + 1
        assert 1 <= problem.column <= len([*lines, ""][problem.line - 1]) + 1
    assert document.deck.issues or document.has_errors
    assert not any(problem.code in ERRORS for problem in warnings)
    assert [p.line for p in document.problems] == sorted(p.line for p in document.problems)
    return document


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good deck with some things done to it."""
    data = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        lines = bytes(data).split(b"\n")
        number = draw(st.integers(0, len(lines) - 1))
        match draw(
            st.sampled_from(["insert", "flip", "cut", "drop", "double", "indent", "splice"])
        ):
            case "insert":
                data[at:at] = draw(st.sampled_from(NASTY))
            case "flip":
                data[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "cut":
                del data[at : at + draw(st.integers(1, 40))]
            case "drop":
                data = bytearray(b"\n".join([*lines[:number], *lines[number + 1 :]]))
            case "double":
                data = bytearray(b"\n".join([*lines[: number + 1], *lines[number:]]))
            case "indent":
                lines[number] = b" " * draw(st.integers(0, 12)) + lines[number].lstrip()
                data = bytearray(b"\n".join(lines))
            case _:
                other = draw(st.sampled_from(GOOD))
                data[at:] = other[draw(st.integers(0, len(other))) :]
    return bytes(data)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_that_a_damaged_deck_is_read_and_its_problems_have_places(data: bytes) -> None:
    check(data)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(NASTY) | st.binary(max_size=3), max_size=40).map(b"".join))
def test_that_any_bytes_are_read(data: bytes) -> None:
    check(data)


@settings(max_examples=200, deadline=None)
@given(st.text("abc: -[]{}#&*!|>'\"%@`\n\t,?~<=", max_size=120))
def test_that_any_text_is_read(text: str) -> None:
    check(b"format: deckapp/1\n" + text.encode())


def test_that_a_lost_line_costs_an_issue_at_most() -> None:
    lines = reference_deck().read_text(encoding="utf-8").split("\n")
    cards = len(list(read_deck_file(reference_deck()).deck.cards()))
    for number in range(50, len(lines), 5):
        if lines[number] != "issues:":
            document = check("\n".join([*lines[:number], *lines[number + 1 :]]).encode())
            assert len(list(document.deck.cards())) >= cards - 5, lines[number]


def test_that_an_odd_character_anywhere_costs_a_card_at_most() -> None:
    text = reference_deck().read_text(encoding="utf-8")
    cards = len(list(read_deck_file(reference_deck()).deck.cards()))
    for at in range(5_000, len(text), 1_511):
        document = check(f"{text[:at]}\t{text[at:]}".encode())
        assert len(list(document.deck.cards())) >= cards - 1, text[at - 40 : at + 40]


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]) | st.just("\n"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() and not text.endswith("\n"))
OPTIONAL = st.just("") | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
SLUG = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True)
DATE = st.none() | st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
BY_LANGUAGE = st.dictionaries(st.sampled_from(["ru", "no", "zh-Hant", "uk"]), TEXT, max_size=2)
AVOID = st.builds(AvoidPhrase, phrase=TEXT, also=TEXTS, why=OPTIONAL, say=OPTIONAL)
FOLLOW_UP = st.builds(FollowUp, id=SLUG, counter=TEXT, counter_in=BY_LANGUAGE, rebuttal=OPTIONAL)
FACT = st.builds(Fact, TEXT, OPTIONAL, st.sampled_from(["", "2013", "2013-09", "2013-09-14"]))
CLEARED = st.builds(Cleared, TEXT, DATE, st.sampled_from(["", "0123456789ab", "123456789012"]))
CARD = st.builds(
    Card,
    id=SLUG,
    title=TEXT,
    when=OPTIONAL,
    position=TEXT,
    asks=TEXTS,
    red_lines=TEXTS,
    counter=OPTIONAL,
    counter_in=BY_LANGUAGE,
    likelihood=st.sampled_from(["", "certain", "unlikely"]),
    rebuttal=OPTIONAL,
    follow_ups=st.lists(FOLLOW_UP, max_size=2, unique_by=lambda item: item.id).map(tuple),
    facts=st.lists(FACT, max_size=2).map(tuple),
    audience=st.sampled_from([(), ("private",), ("public", "press")]),
    seconds=st.none() | st.integers(1, 3600),
    avoid=st.lists(AVOID, max_size=1).map(tuple),
    clearance=st.builds(Clearance, OPTIONAL, st.lists(CLEARED, max_size=2).map(tuple)),
    tags=TEXTS,
    notes=OPTIONAL,
)
MEETING = st.builds(
    Meeting, principal=OPTIONAL, others=TEXTS, date=DATE, minutes=st.none() | st.integers(1, 1440)
)
ISSUE = st.builds(Issue, id=SLUG, title=TEXT, cards=st.lists(CARD, max_size=2).map(tuple))


def _with_other_ids(deck: Deck) -> Deck:
    """The deck with ids that differ, whatever was drawn."""
    issues = [
        replace(
            issue,
            id=f"i{n}-{issue.id}",
            cards=tuple(replace(c, id=f"c{n}-{m}-{c.id}") for m, c in enumerate(issue.cards)),
        )
        for n, issue in enumerate(deck.issues)
    ]
    return replace(deck, issues=tuple(issues))


DECK = st.builds(
    Deck,
    format=st.just("deckapp/1"),
    title=TEXT,
    marking=OPTIONAL,
    language=st.sampled_from(["", "en", "no"]),
    meeting=MEETING,
    avoid=st.lists(AVOID, max_size=2).map(tuple),
    issues=st.lists(ISSUE, min_size=1, max_size=2).map(tuple),
).map(_with_other_ids)


def plain(value: Any) -> Any:
    """What a YAML writer needs: no empty fields, no tuples, dates as text."""
    if isinstance(value, dict):
        kept = {key: plain(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ("", None, [], {})}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, datetime.date) else value


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(DECK, st.sampled_from([True, False]), st.sampled_from([40, 100_000]))
def test_that_a_deck_that_was_written_as_yaml_reads_the_same(
    deck: Deck, allow_unicode: object, width: int
) -> None:
    text = yaml.safe_dump(plain(asdict(deck)), allow_unicode=bool(allow_unicode), width=width)
    document = check(text.encode())
    assert [str(p) for p in document.problems if p.code in ERRORS] == []
    assert document.deck == deck
    for number, issue in enumerate(deck.issues):
        for index, card in enumerate(issue.cards):
            place = ("issues", number, "cards", index, "id")
            line, column = document.line_and_column(place)
            written = text.split("\n")[line - 1][column - 1 :]
            assert written.strip("'\"") == card.id
