"""Which text of a card stands where, with which mark, revealed when."""

from hypothesis import given, settings

from deckapp.deck import Card, FollowUp, Issue
from deckapp.gui.rehearse.faces import COUNTER, CUE, POSITION, face_of, languages_of
from deckapp.gui.widgets.blocks import Block, Face, Mark, Voice
from tests.gui.strategies import cards

ISSUE = Issue(id="issue", title="An issue")
FULL = Card(
    id="card",
    title="Title",
    when="When text",
    precondition="If text",
    addressee="Somebody",
    position="Position text",
    short="Short text",
    asks=("Ask one", "Ask two"),
    red_lines=("Line one",),
    withhold=("Secret one",),
    counter="Counter text",
    counter_in={"ru": "Возражение", "uk": "Заперечення"},
    likelihood="likely",
    rebuttal="Rebuttal text",
    follow_ups=(
        FollowUp("a", "Press one", {"ru": "Нажим"}, "Answer one"),
        FollowUp("b", "Press two", {}, "Answer two"),
    ),
    delivery="Calm",
    notes="Staff only",
)


def face(card: Card = FULL, language: str = "") -> Face:
    return face_of(ISSUE, card, "1 of 2", "#123456", language)


def blocks(card: Card = FULL, language: str = "") -> dict[str, Block]:
    return {block.text: block for side in face(card, language).sides for block in side}


def test_that_each_text_has_its_label_mark_and_step() -> None:
    found = {
        text: (block.label, block.mark, block.step, block.voice) for text, block in blocks().items()
    }
    none, ours, theirs, cue = Mark.NONE, Voice.OURS, Voice.THEIRS, Voice.CUE
    assert found == {
        "When text": ("When", Mark.TRIGGER, CUE, cue),
        "If text": ("Only if", Mark.ONLY_IF, CUE, cue),
        "Somebody": ("To", none, CUE, cue),
        "Title": ("", none, CUE, Voice.TITLE),
        "Position text": ("Position", none, POSITION, ours),
        "Short text": ("In one breath", none, POSITION, cue),
        "Ask one": ("Ask", Mark.ASK, POSITION, ours),
        "Ask two": ("", Mark.ASK, POSITION, ours),
        "Line one": ("Red line", Mark.RED_LINE, POSITION, ours),
        "Secret one": ("Do not reveal", Mark.WITHHOLD, POSITION, ours),
        "Calm": ("Delivery", none, POSITION, cue),
        "Counter text": ("They say · likely", none, COUNTER, theirs),
        "Rebuttal text": ("We answer", none, COUNTER + 1, ours),
        "Press one": ("They press", none, COUNTER + 2, theirs),
        "Answer one": ("We answer", none, COUNTER + 3, ours),
        "Press two": ("They press", none, COUNTER + 4, theirs),
        "Answer two": ("We answer", none, COUNTER + 5, ours),
    }


def test_that_what_both_sides_say_stands_on_two_sides_of_the_card() -> None:
    front, back = face().sides
    assert {block.step for block in front} == {CUE, POSITION}
    assert {block.step for block in back} == {2, 3, 4, 5, 6, 7}
    assert [block.group for block in back] == [0, 0, 1, 1, 2, 2]


def test_that_counters_are_in_the_language_asked_for_where_they_have_it() -> None:
    russian = blocks(language="ru")
    assert russian["Возражение"].label == "They say · likely · ru"
    assert russian["Нажим"].label == "They press · ru"
    assert "Press two" in russian
    assert "Counter text" not in russian
    assert "Counter text" in blocks(language="fr")


def test_that_a_cards_languages_are_those_of_all_its_counters_once() -> None:
    assert languages_of(FULL) == ["ru", "uk"]
    assert languages_of(Card()) == []


def test_that_a_card_of_nothing_still_has_a_title_and_one_side() -> None:
    empty = face(Card())
    assert [[block.text for block in side] for side in empty.sides] == [["Untitled card"]]
    assert empty.steps == [0]


@settings(max_examples=100, deadline=None)
@given(card=cards())
def test_that_no_text_of_a_card_is_forgotten_and_no_note_is_shown(card: Card) -> None:
    texts = [
        card.when, card.precondition, card.addressee, card.position, card.short, *card.asks,
        *card.red_lines, *card.withhold, card.counter, card.rebuttal, card.delivery,
        *(text for more in card.follow_ups for text in (more.counter, more.rebuttal)),
    ]  # fmt: skip
    shown = [block.text for side in face(card).sides for block in side]
    expected = [text.strip() for text in texts if text.strip()]
    expected.append(card.title.strip() or "Untitled card")
    assert sorted(shown) == sorted(expected)
    assert card.notes not in shown
    for mark, given_texts in (
        (Mark.RED_LINE, card.red_lines),
        (Mark.ASK, card.asks),
        (Mark.WITHHOLD, card.withhold),
        (Mark.TRIGGER, (card.when,)),
    ):
        marked = [b.text for side in face(card).sides for b in side if b.mark is mark]
        assert marked == [text.strip() for text in given_texts if text.strip()]
