"""Replacing text: everywhere, in some fields, whole words, in whatever case."""

from dataclasses import fields

import pytest

from deckapp.deck import Card, ReplaceText
from tests.deck.editing.two_issues import DECK


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (ReplaceText("we know", "We knew"), {"gas": ["rebuttal"], "jets": ["rebuttal"]}),
        (ReplaceText("we know", "We knew", case=True), {}),
        (ReplaceText("know", "k", words=True), {"gas": ["rebuttal"], "jets": ["rebuttal"]}),
        (ReplaceText("kno", "k", words=True), {}),
        (ReplaceText("We", "They", ("position",), case=True), {"jets": ["position"]}),
        (ReplaceText("Нет", "Где", ("counter_in",)), {"gas": ["counter_in"]}),
        (ReplaceText("help.", "", ("asks",)), {"gas": ["asks"]}),
        (ReplaceText("answer", "reply", ("rebuttal",)), {"gas": ["follow_ups"]}),
        (ReplaceText("answer", "reply", ("position",)), {}),
        (ReplaceText(".", "\\1"), {"gas": None, "jets": None, "minsk": None}),
    ],
)
def test_that_text_is_replaced_where_it_is_looked_for(
    edit: ReplaceText, changed: dict[str, list[str] | None]
) -> None:
    deck = edit.apply(DECK).deck
    found = {}
    for (_, old), (_, new) in zip(DECK.cards(), deck.cards(), strict=True):
        names = [f.name for f in fields(Card) if getattr(old, f.name) != getattr(new, f.name)]
        if names:
            found[old.id] = None if changed.get(old.id, ...) is None else names
    assert found == changed
