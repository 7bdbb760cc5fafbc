"""Small decks, and versions of them as two officers would make them at the same time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    Card,
    Deck,
    DeleteCard,
    DeleteEntry,
    DeleteIssue,
    DuplicateCard,
    Edit,
    EditError,
    Fact,
    FollowUp,
    Issue,
    MarkCleared,
    MoveCard,
    MoveEntry,
    MoveIssue,
    SetField,
)

Step = Callable[[Deck], Edit]

_number = st.integers(0, 3)
_text = st.sampled_from(["Yes.", "No.", "Where?", "Why?"])
_id = st.sampled_from(["one", "two", "three", "four", "five", "six"])
_fact = st.builds(Fact, text=_text, source=_text)
_follow_up = st.builds(FollowUp, id=_id, counter=_text, rebuttal=_text)
_texts = st.lists(_text, max_size=3).map(tuple)

cards = st.builds(
    Card,
    id=_id,
    title=_text,
    rebuttal=_text,
    asks=_texts,
    counter_in=st.dictionaries(st.sampled_from(["ru", "uk"]), _text),
    follow_ups=st.lists(_follow_up, max_size=3, unique_by=lambda each: each.id).map(tuple),
    facts=st.lists(_fact, max_size=3).map(tuple),
)
issues = st.builds(Issue, id=_id, title=_text, cards=st.lists(cards, max_size=4).map(tuple))
broken_decks = st.builds(
    Deck,
    title=_text,
    issues=st.lists(
        st.builds(
            Issue,
            id=_id | st.just(""),
            title=_text | st.just(""),
            cards=st.lists(
                st.builds(Card, id=_id | st.just(""), title=_text | st.just(""), asks=_texts),
                max_size=3,
            ).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
)
"""Decks as a broken file gives them: ids and titles are missing, ids are there twice."""


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """A deck of up to three issues, whose ids are all there and unique."""
    found = draw(st.lists(issues, min_size=1, max_size=3))
    free = iter([f"{letter}{number}" for letter in "ab" for number in range(20)])
    named = [
        replace(
            issue,
            id=next(free),
            cards=tuple([replace(card, id=next(free)) for card in issue.cards]),
        )
        for issue in found
    ]
    return Deck(format="deckapp/1", title="Talks", issues=tuple(named))


def _card(deck: Deck, number: int) -> str:
    ids = [card.id for _, card in deck.cards()]
    return ids[number % len(ids)] if ids else ""


def _issue(deck: Deck, number: int) -> str:
    return deck.issues[number % len(deck.issues)].id if deck.issues else ""


_fields = st.sampled_from(
    ["title", "rebuttal", "counter_in.ru", "counter_in.uk", "clearance.drafted_by"]
    + [f"asks.{number}" for number in (0, 1)]
    + [f"facts.{number}.{name}" for number in (0, 1) for name in ("text", "source")]
    + [f"follow_ups.{number}.rebuttal" for number in (0, 1)]
)
_lists = st.sampled_from(["asks", "facts", "follow_ups"])
_entries: dict[str, st.SearchStrategy[Any]] = {
    "asks": _text,
    "facts": _fact,
    "follow_ups": _follow_up,
}


steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        lambda n, field, text: lambda d: SetField(_card(d, n), field, text), _number, _fields, _text
    ),
    st.builds(lambda n, text: lambda d: SetField(_issue(d, n), "title", text), _number, _text),
    st.builds(lambda text: lambda _: SetField("", "meeting.place", text), _text),
    st.builds(
        lambda n, card, at: lambda d: AddCard(_issue(d, n), card, at), _number, cards, _number
    ),
    st.builds(lambda n: lambda d: DuplicateCard(_card(d, n)), _number),
    st.builds(lambda n: lambda d: DeleteCard(_card(d, n)), _number),
    st.builds(
        lambda n, i, at: lambda d: MoveCard(_card(d, n), _issue(d, i), at),
        _number,
        _number,
        _number,
    ),
    st.builds(lambda issue, at: lambda _: AddIssue(issue, at), issues, _number),
    st.builds(lambda n: lambda d: DeleteIssue(_issue(d, n)), _number),
    st.builds(lambda n, at: lambda d: MoveIssue(_issue(d, n), at), _number, _number),
    st.builds(
        lambda n, entry, at: lambda d: AddEntry(_card(d, n), entry[0], entry[1], at),
        _number,
        _lists.flatmap(lambda name: st.tuples(st.just(name), _entries[name])),
        _number,
    ),
    st.builds(
        lambda n, name, at: lambda d: DeleteEntry(_card(d, n), name, str(at)),
        _number,
        _lists,
        _number,
    ),
    st.builds(
        lambda n, name, at, to: lambda d: MoveEntry(_card(d, n), name, str(at), to),
        _number,
        _lists,
        _number,
        _number,
    ),
    st.builds(
        lambda n, by, day: lambda d: MarkCleared((_card(d, n),), by, date(2017, 4, day)),
        _number,
        st.sampled_from(["L", "EUR"]),
        st.integers(1, 3),
    ),
)


def edited(deck: Deck, done: list[Step]) -> Deck:
    """The deck after these edits, apart from those that cannot be made."""
    for step in done:
        try:
            deck = step(deck).apply(deck).deck
        except EditError:
            continue
    return deck


@st.composite
def versions(draw: st.DrawFn) -> tuple[Deck, Deck, Deck]:
    """A deck, and what each of two officers made of it."""
    base = draw(decks())
    both = st.lists(steps, max_size=6)
    return base, edited(base, draw(both)), edited(base, draw(both))
