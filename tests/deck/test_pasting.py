"""What comes from Word, mail or a spreadsheet."""

import re
from collections import Counter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck import Card
from deckapp.deck.characters import SUSPICIOUS
from deckapp.deck.pasting import cards_in, clean_text
from deckapp.deck.searching import _texts

_ODD = (
    "\r\n\t\0\x0b\x1e\x85\u2028\u00ad\u200b\u200c\u200d\u202e\ufeff\uf0b7\ufffc\ud800\u0301\u2126"
)
_TELLING = "> •-–*·o\u00a0\u202f\u2009«»:;12§—aeё\u05d0\u0627ぁ👍"
_PASTED = st.text(st.sampled_from(_ODD + _TELLING)) | st.text()


@given(_PASTED)
def test_that_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(_PASTED)
def test_that_nothing_the_reader_complains_about_is_left(text: str) -> None:
    cleaned = clean_text(text)
    assert not SUSPICIOUS.search(cleaned)
    assert cleaned.encode().decode() == cleaned
    assert not re.search(r"\t|\n\n\n| (?=\n|\Z)|\A\n|\n\Z", cleaned)


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("one\r\ntwo\rthree\x0bfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("one \t\n\n\n\ntwo\n", "one\n\ntwo"),
        ("nu\0l, so\u00adft, ze\u200bro, \ufeffmark, \u202eover\u202c, ha\ud83dlf", None),
        ("two\x1epart", "two-part"),
        ("“Quoted” – and — ‘dashed’…", "“Quoted” – and — ‘dashed’…"),
        ("e\u0301te\u0301", "été"),
        ("e\u200d\u0301", "é"),
        ("a\u00a0word, a\u2009thin\u3000space", "a word, a thin space"),
        ("«\u00a0Non\u00a0!\u00a0» §\u00a05", "«\u00a0Non\u00a0!\u00a0» §\u00a05"),
        ("10\u00a0000 men\u00a0and", "10\u00a0000 men and"),
        ("\uf0b7\tFirst\n\uf0b7\tSecond", "First\nSecond"),
        ("•\tFirst\n•\tSecond", "First\nSecond"),
        ("Points:\n•\tFirst", "Points:\n• First"),
        ("o\tFirst\no\tSecond", "First\nSecond"),
        ("- only", "only"),
        ("-5 degrees", "-5 degrees"),
        ("> They wrote\n>\n> > this", "They wrote\n\nthis"),
        ("> 5 people", "> 5 people"),
        ("> quoted\nanswered", "> quoted\nanswered"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("mu\u200ctual", "mutual"),
        ("", ""),
        (" \n \n", ""),
    ],
)
def test_that_text_arrives_clean(pasted: str, cleaned: str | None) -> None:
    assert clean_text(pasted) == (cleaned or "" if cleaned is not None else _VISIBLE)


_VISIBLE = "nul, soft, zero, mark, over, half"


# Labelled text


def only(cards: tuple[Card, ...]) -> Card:
    (card,) = cards
    return card


_TWO_CARDS = """Dear colleague,
here is what we have:

Nerve agent beside Russian advisers
**Position:** The regime used it.
We know how.
They say: You have
no proof.
We answer: We do.
If pressed: Show it.
We answer: Not here.
They say: Then you have none.
We answer: Ask your advisers.
Red lines:
- no joint inquiry
- no delay

2. Chlorine

2) POSITION : It goes on.
Counter-argument: It does not.
"""


def test_that_labelled_text_offers_cards() -> None:
    first, second = cards_in(_TWO_CARDS)
    assert first.title == "Nerve agent beside Russian advisers"
    assert first.position == "The regime used it.\nWe know how."
    assert (first.counter, first.rebuttal) == ("You have\nno proof.", "We do.")
    assert [(each.counter, each.rebuttal) for each in first.follow_ups] == [
        ("Show it.", "Not here."),
        ("Then you have none.", "Ask your advisers."),
    ]
    assert first.red_lines == ("no joint inquiry", "no delay")
    assert first.notes == "Dear colleague,\nhere is what we have:"
    assert (second.title, second.position) == ("2. Chlorine", "It goes on.")
    assert second.counter == "It does not."


@pytest.mark.parametrize(
    "text",
    [
        "Позиция: Мы знаем.\nОни скажут: Нет.\nНаш ответ: Да.\nЕсли будут настаивать: Где?",
        "ПОЗИЦИЯ:\nМы знаем.\n\nКонтраргумент\nНет.\n\nОтвет: Да.\nЕсли настаивают: Где?",
        "> Position:\tМы знаем.\n> Their line:\tНет.\n> Rebuttal:\tДа.\n> If pressed:\tГде?",
        "Position\tМы знаем.\nThey  say \tНет.\nAnswer\tДа.\nIf pressed\tГде?",
        "Position\u00a0: Мы знаем.\nCounter 1\u202f: Нет.\nAnswer: Да.\nIf pressed: Где?",
        "1. *Our position*: Мы знаем.\n2. *Counter*: Нет.\n3. Our answer: Да.\n4. Follow-up: Где?",
    ],
)
def test_that_labels_are_known_in_many_forms(text: str) -> None:
    card = only(cards_in(text))
    assert (card.title, card.position) == ("Мы знаем", "Мы знаем.")
    assert (card.counter, card.rebuttal) == ("Нет.", "Да.")
    assert card.follow_ups[0].counter == "Где?"


def test_that_every_text_field_of_a_card_has_its_label() -> None:
    text = (
        "Title: T\nlong\nShort: S\nAsk: A\nRed line: R\nWhen: W\nOnly if: O\nDelivery: D\nNotes: N"
    )
    card = only(cards_in(f"{text}\nPosition: P"))
    assert (card.title, card.position, card.short, card.when) == ("T", "P", "S", "W")
    assert (card.asks, card.red_lines, card.precondition) == (("A",), ("R",), "O")
    assert (card.delivery, card.notes) == ("D", "long\nN")


def test_that_a_title_begins_the_next_card() -> None:
    cards = cards_in("Title: A\nPosition: P.\nTitle: B\nWe answer: Q.")
    assert [(card.title, card.position) for card in cards] == [("A", "P."), ("B", "Q.")]


def test_that_a_line_of_a_paragraph_is_no_title() -> None:
    text = "Position: A\nThey say: no\nand no\nPosition: B\nThey say: never\nPosition: C\n"
    assert [card.title for card in cards_in(text)] == ["A", "B", "C"]
    long = "word " * 20
    assert cards_in(f"{long}\nPosition: A\nThey say: B")[0].notes == long.strip()


def test_that_a_title_is_at_most_sixty_characters_of_whole_words() -> None:
    text = "Assad must go, and this is not for us to negotiate with anybody at all."
    assert cards_in(f"Position: {text}\nThey say: No.")[0].title == (
        "Assad must go, and this is not for us to negotiate with"
    )
    assert cards_in(f"Position: {'x' * 99}\nThey say: No.")[0].title == "x" * 60
    assert cards_in("Position: …,\nThey say: No.")[0].title == "…"
    assert cards_in("Position: :\nThey say: No.")[0].title == ":"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just text.\nMore text.",
        "Position: alone",
        "They say: this\nWe answer: that",
        "To: you\nSubject: Position\nWhen: now",
        "Position:\nThey say: no",
        "Posıtıon: A\nTitle: B\nAsk: C",
        f"Position: {'x' * 100_001}\nThey say: no",
        "Position: A\nThey say: B\n" * 1001,
        "Position: A\nThey say: B\n" + "\n" * 2_000_000,
        "Position: A\nThey say: B\n" + "\n" * 30_000,
    ],
)
def test_that_other_text_is_not_taken_for_cards(text: str) -> None:
    assert cards_in(text) == ()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def words_of(cards: tuple[Card, ...]) -> Counter[str]:
    return sum((words("\n".join(_texts(card))) for card in cards), Counter())


_LINE = st.text(st.sampled_from("xyz \t-•.,"), max_size=12)
_LABELS = ("Position:", "They say:", "We answer", "If pressed:", "Title:", "Notes:", "Asks:")
_LABELLED_LINE = st.builds("{} {}".format, st.sampled_from(_LABELS), _LINE)
_DOCUMENT = st.lists(_LINE | _LABELLED_LINE, max_size=12).map("\n".join)


@given(_DOCUMENT)
def test_that_labelled_text_loses_no_word(text: str) -> None:
    cards = cards_in(f"Position: first one\nThey say: no\n{text}")
    unlabelled = re.sub(rf"(?m)^ *({'|'.join(_LABELS)})(?=[ :\t]|$)", "", text)
    lost = words(unlabelled) - words_of(cards)
    assert not cards or not {word for word in lost if set(word) <= set("xyz")}


# Tables


def test_that_a_header_decides_what_columns_mean() -> None:
    rows = "We answer:\tThey say\tTitle\tPosition\nr\tc\tt\tp\nR\tC\tT\tP\n"
    cards = cards_in(rows)
    assert [(card.title, card.position, card.counter, card.rebuttal) for card in cards] == [
        ("t", "p", "c", "r"),
        ("T", "P", "C", "R"),
    ]


def test_that_our_answer_is_the_position_where_a_table_has_none() -> None:
    card = only(cards_in("They say\tWe answer\nno proof\tThere is."))
    assert (card.title, card.position) == ("no proof", "There is.")
    assert (card.counter, card.rebuttal) == ("no proof", "There is.")


def test_that_columns_without_a_header_are_known_by_their_number() -> None:
    two = cards_in("We say.\tThey say no.\nWe go.\tThey stay.\n")
    assert [(card.position, card.counter) for card in two] == [
        ("We say.", "They say no."),
        ("We go.", "They stay."),
    ]
    three = cards_in("We say.\tNo.\tYes.\n\tNever.\tEver.\n")
    assert [(each.counter, each.rebuttal) for each in only(three).follow_ups] == [
        ("Never.", "Ever.")
    ]
    four = cards_in("A\tWe say.\tNo.\tYes.\nB\tWe go.\tNo.\t\n")
    assert [(card.title, card.rebuttal) for card in four] == [("A", "Yes."), ("B", "")]


def test_that_cells_of_a_spreadsheet_may_hold_line_breaks_and_quotes() -> None:
    text = 'Position\tThey say\n"One.\nTwo ""x""."\t"Quoted"\n"open\tend'
    first, second = cards_in(text)
    assert (first.position, first.counter) == ('One.\nTwo "x".', '"Quoted"')
    assert (second.position, second.counter) == ('"open', "end")


@pytest.mark.parametrize(
    "text",
    [
        "1.\tFirst of all\n2.\tSecond to that",
        "Country\tMen\nRussia\t4 000",
        "One line\twith a tab",
        "A b\tc d\tno more\nE f\tg h",
        "A b\tc\td\te\tf\nA b\tc\td\te\tf",
        "Title\tThey say\nA\tB",
        "Position\tThey say\n",
        "Position\tThey say\nA\tB\tC",
        "Position\tSource\nA b\tC\nD\tE",
        "They say\tWe answer\nA\tB\nC\t",
        "A b\tc d\n" * 10_001,
    ],
)
def test_that_other_tables_are_not_taken_for_cards(text: str) -> None:
    assert cards_in(text) == ()


_WORD_TABLE = """<html><head><style><!-- td {x: y} --></style><title>Doc</title></head><body>
<p>Syria:</p><!--StartFragment--><table class=MsoTable><thead><tr>
<th><p><b>Position</b></p></th><th>They&nbsp;<br>say</th><th>We answer</th></tr></thead>
<tr><td colspan=2><p class=MsoNormal>The <b>regime</b><o:p></o:p>
used it.</p><p>We know &amp; say&nbsp;so.</p></td>
<td>No&shy;proof.<br>None.</td><td>&#171;Yes&#187;</td></tr>
<tr><td>Position</td><td>They say</td><td>We answer</td></tr>
<tr><td><td>Again?<table><tr><td>in</td><td>side</td></tr></table>out<td><![CDATA[Again.]]>
</table>Regards</body></html>"""


def test_that_a_table_in_html_offers_cards() -> None:
    card = only(cards_in("", _WORD_TABLE))
    assert card.position == "The regime used it.\n\nWe know & say so."
    assert (card.counter, card.rebuttal) == ("Noproof.\nNone.", "«Yes»")
    follow_up = card.follow_ups[0]
    assert words(follow_up.counter) == words("Again? in side out")
    assert follow_up.rebuttal == "Again."
    assert words(card.notes) == words("Syria Regards")


def test_that_html_that_leaves_words_of_the_text_out_is_not_taken() -> None:
    html = "<table><tr><td>We say.<td>They say no.<tr><td>We go.<td>They stay.</table>"
    assert len(cards_in("We say. They say no. We go. They stay.", html)) == 2
    assert cards_in("And more. We say. They say no. We go. They stay.", html) == ()
    assert cards_in("", "<p>Position<p>no table") == ()
    assert cards_in("", f"<table>{'<td>x' * 30_000}</table>") == ()


_CELL_TEXT = st.text(st.sampled_from("xy z\n<>&•"), max_size=8)


@given(st.lists(st.lists(_CELL_TEXT, min_size=3, max_size=3), max_size=4), _CELL_TEXT)
def test_that_tables_in_html_lose_no_word(rows: list[list[str]], around: str) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")

    source = "".join(f"<tr>{''.join(f'<td>{escaped(cell)}' for cell in row)}" for row in rows)
    head = "<tr><td>Position<td>They say<td>We answer<tr><td>We are first"
    cards = cards_in("", f"{escaped(around)}<table>{head}{source}</table>")
    every = "\n".join([around, *(cell for row in rows for cell in row)])
    assert not cards or not words(every) - words_of(cards)


@given(st.text(), st.lists(st.sampled_from(("<table>", "<td>", "<tr>", "</table>", "<!--", "x y"))))
def test_that_nothing_pasted_raises(text: str, pieces: list[str]) -> None:
    for html in ("".join(pieces), f"<table><td>{text}", text.join(pieces)):
        for card in cards_in(text, html):
            assert card.position
            assert card.title


_HOSTILE = {
    "nested": "<table>" * 140_000,
    "nested less": "<table><td>" * 45_000 + "x" * 500_000,
    "cells": "<table>" + "<td>" * 250_000,
    "bold": "<table>" + "<b>" * 100_000,
    "unclosed": "<table>" + "<a" * 500_000,
    "comments": "<table>" + "<!--" * 250_000,
    "cdata": "<table>" + "<![CDATA[" * 110_000,
    "scripts": "<table>" + "<script>" * 120_000,
    "script": "<table><script>" + "</script" * 120_000,
    "number": "<table><td>&#" + "9" * 1_000_000 + ";",
    "entities": "<table><td>" + "&" * 1_000_000,
    "name": "<table><" + "a" * 1_000_000,
    "blanks": "<table><td>" + " " * 1_000_000,
    "accents": "<table><td>" + "\u0301\u0323" * 500_000,
    "tabs": "\t" * 1_000_000,
    "quotes": '"\t' * 10_000 + '"' * 1_000_000,
    "bullets": "• - " * 250_000,
    "labels": "Position: " * 100_000,
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_that_a_hostile_megabyte_takes_under_a_second(name: str) -> None:
    text = _HOSTILE[name]
    for work in (lambda: clean_text(text), lambda: cards_in(text), lambda: cards_in("", text)):
        began = process_time()
        work()
        assert process_time() - began < 1
