"""Edits as values: what each makes of a deck, what it is called, and what it refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import (
    AddCard,
    AddEntry,
    AddIssue,
    Batch,
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
    ReplaceText,
    SetField,
    fingerprint,
)
from deckapp.deck.editing.edits import renames
from deckapp.deck.editing.paths import value_at
from deckapp.deck.model import Clearance, Cleared
from tests.deck.editing.two_issues import DECK, GAS, JETS, card_in, cards_of

# Fields


@pytest.mark.parametrize(
    ("target", "field", "value", "read"),
    [
        ("gas", "rebuttal", "Another.", "Another."),
        ("gas", "rebuttal", "One.\r\nTwo.\n", "One.\nTwo."),
        ("gas", "rebuttal", "   ", ""),
        ("gas", "seconds", "45", 45),
        ("gas", "seconds", 45, 45),
        ("gas", "seconds", "", None),
        ("gas", "seconds", None, None),
        ("gas", "likelihood", "certain", "certain"),
        ("gas", "follow_ups.staged.rebuttal", "No.", "No."),
        ("gas", "follow_ups.0.counter", "Who?", "Who?"),
        ("gas", "clearance.drafted_by", "EUR/RUS", "EUR/RUS"),
        ("gas", "asks", ["One.", " ", "Two."], ("One.", "Two.")),
        ("gas", "asks.1", "Help us.", "Help us."),
        ("gas", "counter_in.ru", "Где доказательства?", "Где доказательства?"),
        ("gas", "counter_in.uk", "Де докази?", "Де докази?"),
        ("gas", "counter_in", {"ru": "Нет.", "uk": " "}, {"ru": "Нет."}),
        ("gas", "audience", ("press",), ("press",)),
        ("gas", "facts", (Fact(text="A fact."),), (Fact(text="A fact."),)),
        ("syria", "priority", "must", "must"),
        ("", "meeting.date", "2017-04-12", date(2017, 4, 12)),
        ("", "meeting.date", date(2017, 4, 12), date(2017, 4, 12)),
        ("", "title", "Geneva", "Geneva"),
    ],
)
def test_that_a_field_is_set_as_reading_would(
    target: str, field: str, value: Any, read: object
) -> None:
    edited = SetField(target, field, value).apply(DECK)
    sections: dict[str, Any] = {"": edited.deck, "syria": edited.deck.issues[0]}
    section = sections.get(target) or card_in(edited.deck, target)
    assert value_at(section, field) == read
    assert edited.renamed == {}


def test_that_an_entry_that_is_emptied_is_gone() -> None:
    assert card_in(SetField("gas", "asks.0", "").apply(DECK).deck, "gas").asks == ("Help.",)
    texts = card_in(SetField("gas", "counter_in.ru", "").apply(DECK).deck, "gas").counter_in
    assert texts == {}


@pytest.mark.parametrize(
    "edit",
    [
        SetField("gas", "rebuttal", GAS.rebuttal),
        SetField("gas", "counter_in.ru", GAS.counter_in["ru"]),
        SetField("gas", "counter_in.uk", ""),
        SetField("gas", "asks.0", "Tell us."),
        SetField("gas", "follow_ups.staged.rebuttal", "Answer."),
        SetField("gas", "clearance.drafted_by", ""),
        MoveCard("gas", "syria", 0),
        MoveIssue("syria", 0),
        MoveEntry("gas", "asks", "0", 0),
        ReplaceText("absent", "present"),
    ],
)
def test_that_what_changes_nothing_gives_the_same_deck(edit: Edit) -> None:
    assert edit.apply(DECK).deck is DECK


def test_that_everything_else_stays_the_same_object() -> None:
    deck = SetField("gas", "rebuttal", "Another.").apply(DECK).deck
    assert deck.issues[1] is DECK.issues[1]
    assert deck.issues[0].cards[1] is JETS
    assert deck.issues[0].cards[0].follow_ups is GAS.follow_ups


def test_that_a_changed_id_is_told() -> None:
    edited = SetField("gas", "id", "nerve-agent").apply(DECK)
    assert cards_of(edited.deck)["syria"] == ["nerve-agent", "jets"]
    assert edited.renamed == {"nerve-agent": "gas"}
    assert SetField("syria", "id", "middle-east").apply(DECK).renamed == {"middle-east": "syria"}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=8))
def test_that_renamings_lead_back_to_the_first_id(steps: list[tuple[str, str]]) -> None:
    now = {letter: letter for letter in "abc"}  # what each was called at first
    renamed: dict[str, str] = {}
    for number, (old, new) in enumerate(steps):
        if old not in now:
            continue
        name = new if new not in now else f"{new}{number}"
        now[name] = now.pop(old)
        renamed = renames(renamed, {name: old})
    assert renamed == {name: first for name, first in now.items() if name != first}


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (SetField("gaz", "rebuttal", "x"), "There is no card or issue with the id “gaz”."),
        (SetField("gas", "rebutal", "x"), "A card has no “rebutal”. Did you mean “rebuttal”?"),
        (SetField("gas", "seconds", "soon"), "“soon” is not a whole number"),
        (SetField("gas", "likelihood", "maybe"), "Choose one of: certain"),
        (SetField("gas", "id", "Nerve Agent"), "is not an id"),
        (SetField("gas", "id", "minsk"), "The id “minsk” is taken"),
        (SetField("gas", "id", ""), "needs an id"),
        (SetField("gas", "facts", "x"), "“Facts” is not a text"),
        (SetField("gas", "title.x", "y"), "“title” has nothing within it"),
        (SetField("gas", "asks.0.x", "y"), "“asks” has nothing within it"),
        (SetField("gas", "asks.7", "y"), "“asks” has no entry “7”: it has 2"),
        (SetField("gas", "follow_ups.none.rebuttal", "y"), "has no entry “none”"),
        (SetField("gas", "follow_ups.staged.title", "y"), "A follow-up has no “title”."),
        (SetField("gas", "counter_in.русский", "y"), "is not a language tag"),
        (SetField("gas", "counter_in", {"?": "y"}), "is not a language tag"),
        (SetField("gas", "counter_in.ru.x", "y"), "has nothing within it"),
        (AddCard("minsk", JETS), "There is no issue with the id “minsk”."),
        (AddCard("syria", Card(id="No Slug", title="x")), "“No Slug” is not an id."),
        (AddEntry("gas", "title", "x"), "“Title” is not a list."),
        (AddEntry("gas", "facts", "x"), "“Facts” does not take a str."),
        (DeleteEntry("gas", "asks", "7"), "has no entry “7”"),
        (DeleteCard("syria"), "There is no card with the id “syria”."),
        (DeleteIssue(""), "There is no issue with the id “”."),
        (MoveCard("gas", "nowhere"), "There is no issue with the id “nowhere”."),
        (ReplaceText("", "x"), "There is nothing to find"),
        (MarkCleared(("gas",), " ", date(2017, 4, 10)), "Say who cleared"),
        (Batch((DeleteCard("gas"), DeleteCard("gas")), "both"), "There is no card"),
    ],
)
def test_that_what_cannot_be_is_refused_with_a_sentence(edit: Edit, words: str) -> None:
    with pytest.raises(EditError) as refused:
        edit.apply(DECK)
    assert words in str(refused.value)


def test_that_one_of_two_alike_is_not_guessed() -> None:
    twice = replace(DECK, issues=(DECK.issues[0], replace(DECK.issues[1], cards=(GAS,))))
    with pytest.raises(EditError, match="Two cards have the id “gas”"):
        DeleteCard("gas").apply(twice)


# Cards, issues, entries


@pytest.mark.parametrize(
    ("edit", "syria", "ukraine"),
    [
        (AddCard("syria", Card(title="New one")), ["gas", "jets", "new-one"], ["minsk"]),
        (AddCard("syria", Card(title="Minsk"), 1), ["gas", "minsk-2", "jets"], ["minsk"]),
        (AddCard("ukraine", Card(title="Минск"), 0), ["gas", "jets"], ["item", "minsk"]),
        (AddCard("ukraine", Card(id="own", title="x"), 99), ["gas", "jets"], ["minsk", "own"]),
        (DuplicateCard("gas"), ["gas", "gas-2", "jets"], ["minsk"]),
        (DeleteCard("gas"), ["jets"], ["minsk"]),
        (MoveCard("gas", "syria"), ["jets", "gas"], ["minsk"]),
        (MoveCard("gas", "syria", 1), ["jets", "gas"], ["minsk"]),
        (MoveCard("jets", "ukraine", 0), ["gas"], ["jets", "minsk"]),
        (MoveCard("minsk", "syria", -5), ["minsk", "gas", "jets"], []),
    ],
)
def test_that_cards_are_where_they_were_put(
    edit: Edit, syria: list[str], ukraine: list[str]
) -> None:
    assert cards_of(edit.apply(DECK).deck) == {"syria": syria, "ukraine": ukraine}


def test_that_a_copy_is_cleared_by_nobody() -> None:
    cleared = Clearance(drafted_by="EUR", cleared=(Cleared(by="L"),))
    deck = SetField("gas", "clearance", cleared).apply(DECK).deck
    copy = card_in(DuplicateCard("gas").apply(deck).deck, "gas-2")
    assert copy.clearance == Clearance(drafted_by="EUR")
    assert replace(copy, id="gas", clearance=Clearance()) == GAS


def test_that_issues_are_added_moved_and_deleted() -> None:
    new = Issue(title="Syria", cards=(Card(title="Gas"), Card(title="Gas")))
    deck = AddIssue(new, 1).apply(DECK).deck
    assert cards_of(deck) == {
        "syria": ["gas", "jets"],
        "syria-2": ["gas-2", "gas-3"],
        "ukraine": ["minsk"],
    }
    moved = MoveIssue("ukraine", 0).apply(deck).deck
    assert [issue.id for issue in moved.issues] == ["ukraine", "syria", "syria-2"]
    assert cards_of(DeleteIssue("syria").apply(DECK).deck) == {"ukraine": ["minsk"]}


def test_that_entries_are_added_moved_and_deleted() -> None:
    def asks(edit: Edit) -> tuple[str, ...]:
        return card_in(edit.apply(DECK).deck, "gas").asks

    assert asks(AddEntry("gas", "asks", "Now.\n", 0)) == ("Now.", "Tell us.", "Help.")
    assert asks(AddEntry("gas", "asks", "Now.")) == ("Tell us.", "Help.", "Now.")
    assert asks(DeleteEntry("gas", "asks", "0")) == ("Help.",)
    assert asks(MoveEntry("gas", "asks", "0")) == ("Help.", "Tell us.")
    new = FollowUp(id="again", counter="Again.")
    deck = AddEntry("gas", "follow_ups", new, 0).apply(DECK).deck
    assert [each.id for each in card_in(deck, "gas").follow_ups] == ["again", "staged"]
    deck = MoveEntry("gas", "follow_ups", "staged", 0).apply(deck).deck
    assert [each.id for each in card_in(deck, "gas").follow_ups] == ["staged", "again"]


def test_that_clearing_covers_what_is_said_now() -> None:
    day = date(2017, 4, 10)
    deck = MarkCleared(("gas", "jets"), "L", day).apply(DECK).deck
    assert card_in(deck, "gas").clearance.cleared == (Cleared("L", day, fingerprint(GAS)),)
    again = MarkCleared(("gas",), "L", date(2017, 4, 11)).apply(deck)
    assert [note.on for note in card_in(again.deck, "gas").clearance.cleared] == [date(2017, 4, 11)]
    other = MarkCleared(("gas",), "EUR", day).apply(deck).deck
    assert [note.by for note in card_in(other, "gas").clearance.cleared] == ["L", "EUR"]


def test_that_a_batch_is_one_edit() -> None:
    edits = (SetField("gas", "id", "agent"), SetField("agent", "title", "Agent"))
    edited = Batch(edits, "tidying").apply(DECK)
    assert edited.label == "tidying"
    assert edited.renamed == {"agent": "gas"}
    assert card_in(edited.deck, "agent").title == "Agent"


# Labels


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        (SetField("gas", "rebuttal", "x"), "change of “Rebuttal” in “Nerve agent”"),
        (SetField("", "marking", "x"), "change of “Marking” in “Moscow”"),
        (AddCard("syria", Card(title="New")), "addition of “New”"),
        (DuplicateCard("gas"), "duplication of “Nerve agent”"),
        (DeleteCard("gas"), "deletion of “Nerve agent”"),
        (MoveCard("gas", "ukraine"), "move of “Nerve agent”"),
        (AddIssue(Issue(title="New")), "addition of “New”"),
        (DeleteIssue("syria"), "deletion of “Syria”"),
        (MoveIssue("syria"), "move of “Syria”"),
        (AddEntry("gas", "asks", "x"), "addition to “Asks” of “Nerve agent”"),
        (DeleteEntry("gas", "asks", "0"), "deletion from “Asks” of “Nerve agent”"),
        (MoveEntry("gas", "asks", "0"), "move in “Asks” of “Nerve agent”"),
        (ReplaceText("a", "b"), "replacement of “a”"),
        (MarkCleared(("gas",), "L", date(2017, 4, 10)), "clearance of 1 card by L"),
        (MarkCleared(("gas", "jets"), "L", date(2017, 4, 10)), "clearance of 2 cards by L"),
    ],
)
def test_that_every_edit_says_what_it_did(edit: Edit, label: str) -> None:
    assert edit.apply(DECK).label == label


def test_that_a_deck_without_a_title_is_the_deck() -> None:
    deck = replace(DECK, title="")
    assert SetField("", "marking", "x").apply(deck).label == "change of “Marking” in the deck"


# Whatever is done


def _edits() -> st.SearchStrategy[Callable[[Deck], Edit | None]]:
    """Edits that can be made, whatever deck there is by then."""
    number = st.integers(0, 5)

    def some(deck: Deck, index: int) -> str:
        cards = [card.id for _, card in deck.cards()]
        return cards[index % len(cards)] if cards else ""

    def issue(deck: Deck, index: int) -> str:
        return deck.issues[index % len(deck.issues)].id

    return st.one_of(
        st.builds(lambda n, text: lambda d: SetField(some(d, n), "notes", text), number, st.text()),
        st.builds(lambda n, i, at: lambda d: MoveCard(some(d, n), issue(d, i), at), *[number] * 3),
        st.builds(lambda n: lambda d: DuplicateCard(some(d, n)), number),
        st.builds(lambda n: lambda d: DeleteCard(some(d, n)), number),
        st.builds(lambda i, at: lambda d: MoveIssue(issue(d, i), at), number, number),
        st.builds(
            lambda i, n: lambda d: AddCard(issue(d, i), Card(title="New"), n), number, number
        ),
    )


@given(st.lists(_edits(), max_size=12))
def test_that_no_id_is_ever_lost_or_doubled(steps: list[Callable[[Deck], Edit | None]]) -> None:
    deck, before = DECK, repr(DECK)
    for step in steps:
        edit = step(deck)
        assert edit is not None
        if "" in vars_of(edit):
            continue
        deck = edit.apply(deck).deck
        ids = [issue.id for issue in deck.issues] + [card.id for _, card in deck.cards()]
        assert all(ids)
        assert len(set(ids)) == len(ids)
        assert sorted(issue.id for issue in deck.issues) == ["syria", "ukraine"]
    assert repr(DECK) == before


def vars_of(edit: Edit) -> list[object]:
    """What names a card there is none of."""
    return [getattr(edit, name) for name in ("target", "card") if hasattr(edit, name)]


def test_that_an_id_of_a_follow_up_is_given_once() -> None:
    deck = AddEntry("gas", "follow_ups", FollowUp(id="rebels", counter="Rebels.")).apply(DECK).deck
    with pytest.raises(EditError, match="taken"):
        SetField("gas", "follow_ups.rebels.id", "staged").apply(deck)
    renamed = SetField("gas", "follow_ups.rebels.id", "staged-2").apply(deck).deck
    assert [each.id for each in card_in(renamed, "gas").follow_ups] == ["staged", "staged-2"]
