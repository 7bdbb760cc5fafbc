"""What changed between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckapp.deck.comparing.words import word_changes

_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}


def told(before: str, after: str) -> str:
    return "".join([_MARKS[kind].format(text) for kind, text in word_changes(before, after)])


def assert_whole(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join([piece.text for piece in pieces if piece.kind != "added"]) == before
    assert "".join([piece.text for piece in pieces if piece.kind != "removed"]) == after
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", ""),
        ("Yes.", "Yes.", "Yes."),
        ("", "Yes.", "[+Yes.+]"),
        ("Yes.", "", "[-Yes.-]"),
        ("We fly on.", "We fly.", "We fly[- on-]."),
        ("We fly.", "We all fly.", "We [+all +]fly."),
        ("one two\nthree", "one  two three", "one[- -][+  +]two[-\n-][+ +]three"),
        ("x  a  y", "x a y", "x[-  -][+ +]a[-  -][+ +]y"),
        ("old the cat", "new the dog", "[-old the cat-][+new the dog+]"),
        ("old the cat", "new the bird", "[-old the cat-][+new the bird+]"),
        ("old that cat", "new that dog", "[-old-][+new+] that [-cat-][+dog+]"),
        ("It cost 1,400 dollars.", "It cost 1,500 dollars.", "It cost [-1,400-][+1,500+] dollars."),
        ("We don't know.", "We don’t know.", "We [-don't-][+don’t+] know."),
        ("Так не было.", "Так не будет.", "Так не [-было-][+будет+]."),
        ("Всё́ было и́наче.", "Всё́ было ина́че.", "Всё́ было [-и́наче-][+ина́че+]."),
        ("यह हिन्दी है।", "यह हिन्दु है।", "यह [-हिन्दी-][+हिन्दु+] है।"),
        ("这是内政。", "这是外政。", "这是[-内-][+外+]政。"),
    ],
)
def test_that_words_are_compared(before: str, after: str, shown: str) -> None:
    assert told(before, after) == shown


def test_that_a_common_word_between_changes_is_part_of_them() -> None:
    shown = told("Open the road to the old town.", "Close the border to the old city.")
    assert shown == "[-Open the road-][+Close the border+] to the old [-town-][+city+]."


def test_that_some_words_between_changes_stay() -> None:
    before = "Yesterday afternoon our observers were turned back at the northern checkpoint."
    after = "This morning, at dawn, our observers were turned back by armed men."
    assert " our observers were turned back " in told(before, after)


_texts = st.text("ab .,\n1é\u0301", max_size=30) | st.lists(
    st.sampled_from(["the ", "road ", "is ", "open", ". ", "закрыта ", "\n"]), max_size=12
).map("".join)


@given(_texts, _texts)
def test_that_both_texts_are_whole(before: str, after: str) -> None:
    assert_whole(before, after)


@given(_texts, _texts)
def test_that_changes_lie_between_what_is_the_same(before: str, after: str) -> None:
    kinds = "".join([piece.kind[0] for piece in word_changes(before, after)])
    assert not any(pair in kinds for pair in ("ss", "rr", "aa", "ar"))


def test_that_texts_too_long_to_compare_at_once_are_whole() -> None:
    words = [f"w{number} the" for number in range(6_000)]
    after = [word for number, word in enumerate(words) if number % 1000 != 500]
    pieces = word_changes(" ".join(words), " ".join(after))
    assert [piece.kind for piece in pieces].count("removed") == 6
    assert "added" not in {piece.kind for piece in pieces}
    letters = ["ab"[number * number % 7 % 2] for number in range(20_000)]
    assert_whole(f"a {' '.join(letters)} b c", f"b {' '.join(letters[::-1])} b d")
