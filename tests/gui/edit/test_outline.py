"""Rearranging a deck does what rearranging plain lists would do."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck import Batch, Card, Deck, Edit, Issue
from deckapp.deck.model import Clearance, Cleared
from deckapp.gui.edit import outline
from deckapp.gui.edit.targets import DECK, Target

Lists = list[tuple[str, list[str]]]


def deck_of_lists(lists: Lists) -> Deck:
    return Deck(
        issues=tuple(
            Issue(id=id_, title=id_, cards=tuple(Card(id=card, title=card) for card in cards))
            for id_, cards in lists
        )
    )


def lists_of(deck: Deck) -> Lists:
    return [(issue.id, [card.id for card in issue.cards]) for issue in deck.issues]


def after(deck: Deck, edit: Edit | None) -> Deck:
    return deck if edit is None else edit.apply(deck).deck


def label(deck: Deck, edit: Edit | None) -> str:
    assert edit is not None
    return edit.apply(deck).label


ABC = deck_of_lists([("one", ["a", "b", "c"]), ("none", []), ("two", ["d", "e"])])


@dataclass
class Selected:
    """A deck in lists, and some of its ids in any order."""

    lists: Lists
    ids: list[str]

    @property
    def issues(self) -> list[str]:
        return [id_ for id_, _ in self.lists if id_ in self.ids]

    @property
    def cards(self) -> list[str]:
        return [
            card
            for id_, cards in self.lists
            for card in cards
            if card in self.ids and id_ not in self.ids
        ]


@st.composite
def selections(draw: st.DrawFn) -> Selected:
    sizes = draw(st.lists(st.integers(0, 4), min_size=1, max_size=4))
    lists = [(f"i{at}", [f"c{at}{n}" for n in range(size)]) for at, size in enumerate(sizes)]
    ids = [id_ for issue, cards in lists for id_ in (issue, *cards)]
    chosen = draw(st.lists(st.sampled_from(ids), unique=True, max_size=5))
    return Selected(lists, chosen)


def moved(there: list[str], ids: list[str], row: int) -> list[str]:
    """A list with some entries moved before the one at a row."""
    row = len(there) if row < 0 else row
    above = [each for each in there[:row] if each not in ids]
    below = [each for each in there[row:] if each not in ids]
    return above + ids + below


def with_cards_moved(lists: Lists, cards: list[str], issue: int, row: int) -> Lists:
    return [
        (
            id_,
            moved(there, cards, row)
            if at == issue
            else [card for card in there if card not in cards],
        )
        for at, (id_, there) in enumerate(lists)
    ]


def with_issues_moved(lists: Lists, issues: list[str], row: int) -> Lists:
    return [
        next(each for each in lists if each[0] == id_)
        for id_ in moved([id_ for id_, _ in lists], issues, row)
    ]


@settings(max_examples=300, deadline=None)
@given(selected=selections(), data=st.data())
def test_that_cards_move_as_in_a_list(selected: Selected, data: st.DataObject) -> None:
    deck, lists = deck_of_lists(selected.lists), selected.lists
    issue = data.draw(st.integers(0, len(lists) - 1))
    row = data.draw(st.integers(-1, len(lists[issue][1])))
    edit = outline.moving_cards(deck, selected.ids, issue, row)
    expected = with_cards_moved(lists, selected.cards, issue, row)
    assert lists_of(after(deck, edit)) == expected
    assert (edit is None) == (expected == lists)


@settings(max_examples=300, deadline=None)
@given(selected=selections(), data=st.data())
def test_that_issues_move_as_in_a_list(selected: Selected, data: st.DataObject) -> None:
    deck, lists = deck_of_lists(selected.lists), selected.lists
    row = data.draw(st.integers(-1, len(lists)))
    edit = outline.moving_issues(deck, selected.ids, row)
    expected = with_issues_moved(lists, selected.issues, row)
    assert lists_of(after(deck, edit)) == expected
    assert (edit is None) == (expected == lists)


@settings(max_examples=300, deadline=None)
@given(selected=selections(), data=st.data())
def test_that_what_is_dropped_moves_as_in_a_list(selected: Selected, data: st.DataObject) -> None:
    deck, lists = deck_of_lists(selected.lists), selected.lists
    issue = data.draw(st.none() | st.integers(0, len(lists) - 1))
    row = data.draw(st.integers(-1, len(lists) if issue is None else len(lists[issue][1])))
    edit = outline.moving(deck, selected.ids, issue, row)
    if issue is None:
        at = len(lists) if row < 0 else row
        expected = with_cards_moved(lists, selected.cards, max(0, at - 1), -1 if at else 0)
        expected = with_issues_moved(expected, selected.issues, at)
    else:
        expected = with_cards_moved(lists, selected.cards, issue, row)
        expected = with_issues_moved(expected, selected.issues, issue + 1)
    assert lists_of(after(deck, edit)) == expected
    assert (edit is None) == (expected == lists)


@settings(max_examples=300, deadline=None)
@given(selected=selections(), step=st.sampled_from((-1, 1)))
def test_that_moving_by_a_place_moves_as_in_a_list(selected: Selected, step: int) -> None:
    deck, lists = deck_of_lists(selected.lists), selected.lists
    expected = lists
    if selected.issues:
        at = [number for number, (id_, _) in enumerate(lists) if id_ in selected.issues]
        row = at[0] - 1 if step < 0 else at[-1] + 2
        if 0 <= row <= len(lists):
            expected = with_issues_moved(lists, selected.issues, row)
    elif selected.cards:
        edge = selected.cards[0 if step < 0 else -1]
        issue = next(number for number, (_, cards) in enumerate(lists) if edge in cards)
        place = lists[issue][1].index(edge)
        row = place - 1 if step < 0 else place + 2
        if not 0 <= row <= len(lists[issue][1]):
            issue, row = issue + step, -1 if step < 0 else 0
        if 0 <= issue < len(lists):
            expected = with_cards_moved(lists, selected.cards, issue, row)
    assert lists_of(after(deck, outline.moving_by(deck, selected.ids, step))) == expected


@settings(max_examples=200, deadline=None)
@given(selected=selections())
def test_that_what_is_selected_is_deleted_and_nothing_else(selected: Selected) -> None:
    deck = deck_of_lists(selected.lists)
    expected = [
        (id_, [card for card in cards if card not in selected.ids])
        for id_, cards in selected.lists
        if id_ not in selected.ids
    ]
    assert lists_of(after(deck, outline.deleting(deck, selected.ids))) == expected


def test_that_cards_go_over_the_ends_of_issues_and_stop_at_those_of_the_deck() -> None:
    deck = ABC
    seen = []
    for _ in range(6):
        deck = after(deck, outline.moving_by(deck, ["b"], 1))
        seen.append(lists_of(deck))
    assert seen[0] == [("one", ["a", "c", "b"]), ("none", []), ("two", ["d", "e"])]
    assert seen[1] == [("one", ["a", "c"]), ("none", ["b"]), ("two", ["d", "e"])]
    assert seen[2] == [("one", ["a", "c"]), ("none", []), ("two", ["b", "d", "e"])]
    assert seen[4] == seen[5] == [("one", ["a", "c"]), ("none", []), ("two", ["d", "e", "b"])]
    assert outline.moving_by(ABC, ["a"], -1) is None
    assert outline.moving_by(ABC, ["one"], -1) is None
    assert outline.moving_by(ABC, ["two"], 1) is None
    assert outline.moving_by(ABC, [], 1) is None
    assert outline.moving_by(ABC, ["unknown"], 1) is None


def test_that_labels_tell_how_many_cards_and_issues() -> None:
    assert label(ABC, outline.deleting(ABC, ["a"])) == "deletion of “a”"
    assert label(ABC, outline.deleting(ABC, ["a", "b", "d"])) == "deletion of 3 cards"
    assert label(ABC, outline.deleting(ABC, ["one", "two"])) == "deletion of 2 issues"
    assert label(ABC, outline.deleting(ABC, ["one", "a", "d"])) == "deletion of 1 issue and 1 card"
    assert label(ABC, outline.moving_cards(ABC, ["a", "b"], 2, 0)) == "move of 2 cards"
    assert label(ABC, outline.moving_issues(ABC, ["one", "none"], -1)) == "move of 2 issues"
    assert label(ABC, outline.duplicating(ABC, ["a", "e"])) == "duplication of 2 cards"
    assert label(ABC, outline.duplicating(ABC, ["a"])) == "duplication of “a”"
    assert label(ABC, outline.duplicating(ABC, ["one"])) == "duplication of 1 issue"
    added = outline.adding(ABC, [Issue(title="New"), Card(title="x"), Card(title="y")], DECK)
    assert label(ABC, added) == "addition of 1 issue and 2 cards"
    assert outline.deleting(ABC, [""]) is None
    assert outline.duplicating(ABC, []) is None
    assert outline.adding(ABC, [], DECK) is None


def test_that_all_edits_of_several_are_one_step() -> None:
    edit = outline.deleting(ABC, ["a", "b", "two"])
    assert isinstance(edit, Batch)
    assert lists_of(after(ABC, edit)) == [("one", ["c"]), ("none", [])]


def test_that_copies_stand_after_what_they_are_of() -> None:
    deck = after(ABC, outline.duplicating(ABC, ["b", "a", "two", "d"]))
    assert lists_of(deck) == [
        ("one", ["a", "a-2", "b", "b-2", "c"]),
        ("none", []),
        ("two", ["d", "e"]),
        ("two-2", ["d-2", "e-2"]),
    ]
    issues = after(ABC, outline.duplicating(ABC, ["one", "two"]))
    assert [id_ for id_, _ in lists_of(issues)] == ["one", "one-2", "none", "two", "two-2"]


def test_that_cards_are_added_after_what_is_at_hand() -> None:
    new = (Card(id="x", title="x"), Card(id="y", title="y"))
    for target, expected in (
        (
            Target("a", 0, 0),
            [("one", ["a", "x", "y", "b", "c"]), ("none", []), ("two", ["d", "e"])],
        ),
        (Target("none", 1), [("one", ["a", "b", "c"]), ("none", ["x", "y"]), ("two", ["d", "e"])]),
        (Target("one", 0), [("one", ["a", "b", "c", "x", "y"]), ("none", []), ("two", ["d", "e"])]),
        (DECK, [("one", ["a", "b", "c"]), ("none", []), ("two", ["d", "e", "x", "y"])]),
    ):
        assert lists_of(after(ABC, outline.adding(ABC, new, target))) == expected


def test_that_a_deck_without_issues_gets_one_for_its_cards() -> None:
    new = (Issue(id="i", title="Issue"), Card(id="x", title="x"))
    deck = after(Deck(), outline.adding(Deck(), new, DECK))
    assert [(issue.title, len(issue.cards)) for issue in deck.issues] == [
        ("New issue", 1),
        ("Issue", 0),
    ]


def test_that_what_is_dropped_from_elsewhere_comes_where_it_was_dropped() -> None:
    card, issue = Card(id="x", title="x"), Issue(id="i", title="i")
    for place, row, expected in (
        (0, 0, ["x", "a", "b", "c"]),
        (0, 2, ["a", "b", "x", "c"]),
        (0, -1, ["a", "b", "c", "x"]),
        (None, 0, ["x", "a", "b", "c"]),
        (None, 1, ["a", "b", "c", "x"]),
    ):
        edit = outline.adding(ABC, [card], outline.dropped_at(ABC, place, row))
        assert lists_of(after(ABC, edit))[0] == ("one", expected)
    for place, row, at in ((None, 0, 0), (None, 2, 2), (None, -1, 3), (0, 1, 1)):
        edit = outline.adding(ABC, [issue], outline.dropped_at(ABC, place, row))
        assert [id_ for id_, _ in lists_of(after(ABC, edit))].index("i") == at
    edit = outline.adding(Deck(), [issue], outline.dropped_at(Deck(), None, -1))
    assert lists_of(after(Deck(), edit)) == [("i", [])]


def test_that_what_was_cut_keeps_its_id_and_clearance_and_a_copy_does_not() -> None:
    cleared = Clearance(drafted_by="Desk", cleared=(Cleared(by="L", on=date(2017, 4, 1)),))
    card = Card(id="x", title="x", clearance=cleared)
    deck = after(ABC, outline.adding(ABC, [card], Target("a", 0, 0)))
    assert deck.issues[0].cards[1] == card
    twice = after(deck, outline.adding(deck, [card, deck.issues[0]], Target("x", 0, 1)))
    copy = twice.issues[0].cards[2]
    assert (copy.id, copy.clearance) == ("x-2", Clearance(drafted_by="Desk"))
    assert [card.clearance.cleared for card in twice.issues[1].cards] == [()] * 4
    assert len({id_ for issue, cards in lists_of(twice) for id_ in (issue, *cards)}) == 15
