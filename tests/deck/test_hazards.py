"""YAML features that decks do not use."""

from deckapp.deck import lint

from .samples import HEAD, deck_with_card, found, read


def test_that_aliases_up_to_a_thousand_are_read() -> None:
    text = HEAD + "issues:\n  - &i {title: &t T, minutes: 5}\n" + "  - {title: *t}\n" * 1000
    assert read(text).problems == ()
    assert found(read(text + "  - {title: *t}\n")) == [(1006, 13, "unsafe-yaml")]


def test_that_very_many_anchors_do_not_hide_aliases() -> None:
    anchors = "".join(f"  - &a{n} {{title: T}}\n" for n in range(1001))
    assert found(read(f"{HEAD}issues:\n{anchors}" + "  - *a1\n" * 1001)) == [
        (2006, 5, "unsafe-yaml")
    ]


def test_that_a_small_thing_may_be_repeated_and_a_large_one_may_not() -> None:
    repeated = ", ".join(["*a"] * 900)
    for words, problems in ((10, []), (1200, [(13, 15, "unsafe-yaml")])):
        text = deck_with_card(f"tags: &b [&a '{'word ' * words}', {repeated}]\naudience: []")
        document = read(text)
        assert found(document) == problems
        assert {problem.code for problem in lint(document)} == set()


def test_that_a_tag_is_reported_and_its_value_read() -> None:
    document = read(deck_with_card("notes: !!binary aGVsbG8=\ntags: ! [a]"))
    ((_, card),) = document.deck.cards()
    assert found(document) == [(13, 16, "unsafe-yaml")]
    assert card.notes == "aGVsbG8="


def test_that_exclamation_marks_in_texts_are_no_tags() -> None:
    assert read(deck_with_card("notes: Stop !now! [really]\norigin: '!x'")).problems == ()


def test_that_a_quoted_merge_key_is_an_unknown_key() -> None:
    assert found(read(deck_with_card('"<<": x'))) == [(13, 9, "unknown-key")]
    assert found(read(deck_with_card("<<: {title: x}"))) == [(13, 9, "unsafe-yaml")]
