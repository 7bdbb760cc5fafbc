"""Fingerprints and revisions change with what they cover and with nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import Card, Deck, FollowUp, Issue, fingerprint, revision, spoken_texts

CARD = Card(
    id="card",
    title="Title",
    position="Give it back today.",
    short="Give it back.",
    asks=("Give it back.", "Leave."),
    red_lines=("No talks.",),
    counter="No.",
    rebuttal="Café is café.",
    follow_ups=(FollowUp("f", "Why?", rebuttal="Because."),),
    notes="Ask legal.",
)


def test_that_what_our_side_says_is_listed_with_its_place() -> None:
    assert dict(spoken_texts(CARD)) == {
        ("position",): "Give it back today.",
        ("short",): "Give it back.",
        ("asks", 0): "Give it back.",
        ("asks", 1): "Leave.",
        ("red_lines", 0): "No talks.",
        ("rebuttal",): "Café is café.",
        ("follow_ups", 0, "rebuttal"): "Because.",
    }


def test_that_a_fingerprint_is_twelve_digits_that_stay_the_same() -> None:
    assert fingerprint(CARD) == fingerprint(replace(CARD))
    assert len(fingerprint(CARD)) == 12
    assert fingerprint(Card()) == "e3b0c44298fc"


def test_that_only_spoken_text_counts() -> None:
    assert fingerprint(replace(CARD, title="T", counter="Yes.", notes="", id="x")) == fingerprint(
        CARD
    )


def test_that_composition_and_wrapping_do_not_count() -> None:
    wrapped = replace(CARD, position="Give it\n\n  back\ttoday. ", rebuttal="Cafe\u0301 is café.")
    assert fingerprint(wrapped) == fingerprint(CARD)


def test_that_texts_do_not_flow_into_each_other() -> None:
    one = Card(asks=("a b", "c"))
    assert (
        len(
            {
                fingerprint(one),
                fingerprint(Card(asks=("a", "b c"))),
                fingerprint(Card(asks=("a b c",))),
            }
        )
        == 3
    )
    assert fingerprint(Card(position="a")) != fingerprint(Card(rebuttal="a"))


@given(st.lists(st.text("abc.", min_size=1), min_size=1), st.data())
def test_that_wrapping_keeps_and_any_word_changes_a_fingerprint(
    words: list[str], data: st.DataObject
) -> None:
    spaces = st.sampled_from([" ", "\n", "  ", "\n\n", "\t", "\u00a0"])
    wrapped = "".join(word + data.draw(spaces) for word in words)
    original = fingerprint(Card(position=" ".join(words)))
    assert fingerprint(Card(position=wrapped)) == original
    at = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:at], f"{words[at]}x", *words[at + 1 :]]
    assert fingerprint(Card(position=" ".join(changed))) != original
    assert fingerprint(Card(position=" ".join([*words[:at], *words[at + 1 :]]))) != original


def test_that_a_revision_changes_with_anything() -> None:
    deck = Deck(issues=(Issue(cards=(CARD,)),))
    changed = Deck(issues=(Issue(cards=(replace(CARD, notes="x"),)),))
    assert len(revision(deck)) == 12
    assert revision(deck) == revision(replace(deck)) != revision(changed)
