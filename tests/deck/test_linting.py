"""Every warning, with its place."""

import pytest

from deckapp.deck import WARNINGS, Problem, fingerprint, lint

from .samples import CARD, HEAD, ISSUE, deck_with_card, read


def warnings(text: str) -> list[tuple[int, int, str]]:
    document = read(text)
    return [(problem.line, problem.column, problem.code) for problem in lint(document)]


def only(text: str) -> Problem:
    (problem,) = lint(read(text))
    return problem


def test_that_a_good_deck_has_no_warning() -> None:
    assert warnings(deck_with_card()) == []


def test_that_a_deck_that_could_not_be_read_has_no_warnings() -> None:
    assert warnings("- a\n") == []
    assert warnings("") == []


def test_that_missing_ids_are_told_at_their_sections() -> None:
    text = deck_with_card("follow_ups: [{counter: a, rebuttal: b}]").replace(
        "id: card\n        ", ""
    )
    assert warnings(text.replace("id: issue\n    ", "")) == [
        (5, 5, "missing-id"),
        (7, 9, "missing-id"),
        (11, 22, "missing-id"),
    ]


def test_that_an_invalid_id_is_not_a_missing_one() -> None:
    text = deck_with_card("follow_ups: [{id: A!, counter: a, rebuttal: b}]", id="A!")
    assert warnings(text.replace("id: issue", "id: A!")) == []


def test_that_a_card_without_counter_is_told_unless_it_is_a_contingency() -> None:
    text = ISSUE + "      - {id: c, title: t, position: p}\n"
    assert warnings(text) == [(8, 9, "no-counter")]
    assert warnings(text.replace("title: t", "title: t, when: They leave.")) == []


def test_that_counters_without_answer_are_told_at_the_counter() -> None:
    text = deck_with_card("follow_ups:\n  - {id: f, counter: But why?}", rebuttal="''")
    assert warnings(text) == [(11, 18, "no-rebuttal"), (14, 30, "no-rebuttal")]


def test_that_facts_without_date_or_source_are_told() -> None:
    text = deck_with_card("facts: [{text: a, source: b}, {text: c, date: 2013}]")
    assert warnings(text) == [(13, 17, "undated-fact"), (13, 39, "unsourced-fact")]


def test_that_issues_must_fit_the_meeting() -> None:
    meeting = "meeting: {minutes: 40}\n"
    two = ISSUE.replace("title: Issue", "title: Issue\n    minutes: 25") + CARD
    two += "  - {id: i2, title: I2, minutes: 15}\n"
    assert warnings(two + meeting) == []
    assert only(two.replace("25", "26") + meeting).message == (
        "The issues need 41 minutes; the meeting has 40."
    )


def test_that_speaking_time_counts_answers_and_interpreting() -> None:
    words = "word " * 24  # with the answers 28 words: 13 seconds
    text = deck_with_card(
        "seconds: 15\nfollow_ups: [{id: f, counter: a, rebuttal: b}]", position=words
    )
    assert warnings(text) == []
    problem = only(text + "meeting: {interpreted: consecutive}\n")
    assert (problem.line, problem.column, problem.code) == (13, 18, "too-long-to-say")
    assert problem.message == "The card takes 26 seconds to say; it has 15."


def test_that_a_clearance_goes_stale_with_the_text() -> None:
    document = read(deck_with_card())
    ((_, card),) = document.deck.cards()
    cleared = f"clearance: {{cleared: [{{by: L, covers: {fingerprint(card)}}}]}}"
    assert warnings(deck_with_card(cleared)) == []
    changed = only(deck_with_card(cleared, position="We say more."))
    assert (changed.line, changed.column, changed.code) == (13, 31, "stale-clearance")
    assert "was changed after L cleared it" in changed.message
    unclear = only(deck_with_card("clearance: {cleared: [{by: L}]}"))
    assert "does not say which text" in unclear.message


def test_that_a_deck_without_marking_is_told() -> None:
    assert warnings(deck_with_card().replace("marking: UNCLASSIFIED\n", "")) == [
        (1, 1, "no-marking")
    ]
    assert warnings(deck_with_card().replace("UNCLASSIFIED", "''")) == [(3, 10, "no-marking")]


def test_that_escaped_invisible_characters_are_told() -> None:
    text = deck_with_card('notes: "a\\u200bb\\0\\u200b"\ndelivery: "a\\u00e9"')
    assert warnings(text) == [(13, 16, "suspicious-character"), (13, 16, "suspicious-character")]


def test_that_a_shared_text_is_told_once() -> None:
    text = deck_with_card('asks: &a ["x\\u200b"]\nwithhold: *a')
    assert warnings(text) == [(13, 19, "suspicious-character")]


AVOID = "avoid: [{phrase: mutual respect, why: It is theirs., say: Speak plainly.}]\n"


@pytest.mark.parametrize("field", ["position", "rebuttal", "short", "asks", "red_lines"])
def test_that_avoid_phrases_are_found_in_what_our_side_says(field: str) -> None:
    value = "[Mutual Respect]" if field in ("asks", "red_lines") else "Mutual Respect"
    text = AVOID + deck_with_card(f"{field}: {value}").replace(
        f"        {field}: What we", "        # "
    )
    problem = only(text)
    assert (problem.code, problem.card, problem.field) == ("avoid-phrase", "card", field)
    assert problem.message == "Our side must not say “Mutual Respect”: It is theirs."
    assert problem.hint == "Say instead: Speak plainly."


def test_that_counters_may_hold_avoid_phrases() -> None:
    text = deck_with_card(
        "follow_ups: [{id: f, counter: mutual respect, rebuttal: No.}]", counter="mutual respect"
    )
    assert warnings(AVOID + text) == []


def test_that_avoid_phrases_hold_where_they_stand() -> None:
    issues = ISSUE.replace("title: Issue\n", "title: Issue\n    avoid: [{phrase: civil war}]\n")
    text = (
        issues
        + CARD.replace("What we say.", "civil war, move on")
        + "        avoid: [{phrase: move on}]\n"
    )
    other = CARD.replace("id: card", "id: other").replace("What we say.", "civil war, move on")
    second = ISSUE.removeprefix(HEAD + "issues:\n").replace("id: issue", "id: i2")
    third = other.replace("id: other", "id: third")
    assert [line for line, _, _ in warnings(text + other + second + third)] == [11, 11, 17]


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("We want mutual respect.", 10, 27),
        ("We want mutual\n          respect.", 10, 27),
        (">-\n          We want\n\n          mutual\n          respect.", 13, 11),
        ("| # note: mutual respect\n          We want\n          mutual respect.", 12, 11),
        ("'It''s mutual respect.'", 10, 26),
        ('"It\\u2019s \\"all\\" mutual respect."', 10, 38),
        ('"We\\n\\x20want \\\n          mutual\\trespect."', 11, 11),
        ('"We\\_want\\N\\\n          \\ mutual respect."', 11, 13),
        ("&anchor mutual respect", 10, 27),
        ("&anchor >-\n          mutual respect", 11, 11),
        ("!tag mutual respect", 10, 24),
    ],
)
def test_that_an_avoid_phrase_is_placed_where_it_is_written(
    written: str, line: int, column: int
) -> None:
    text = deck_with_card(position=written) + AVOID
    assert (line, column, "avoid-phrase") in warnings(text)


def test_that_each_occurrence_of_an_avoid_phrase_is_placed() -> None:
    text = (
        deck_with_card(
            position=">-\n          mutual respect, Mutual\n          Respect and mutual respect"
        )
        + AVOID
    )
    assert warnings(text) == [
        (11, 11, "avoid-phrase"),
        (11, 27, "avoid-phrase"),
        (12, 23, "avoid-phrase"),
    ]


def test_that_an_avoid_phrase_is_placed_in_a_list_that_lost_an_item() -> None:
    text = deck_with_card("asks:\n  - [no text]\n  - ''\n  - mutual respect") + AVOID
    assert warnings(text) == [(16, 13, "avoid-phrase")]
    assert warnings(deck_with_card("asks: mutual respect") + AVOID) == [(13, 15, "avoid-phrase")]


def test_that_cards_after_a_lost_item_keep_their_places() -> None:
    text = f"{ISSUE}      - no card\n      -\n{CARD}".replace(
        "        rebuttal: What we answer.\n", ""
    )
    assert warnings(text) == [(13, 18, "no-rebuttal")]


def test_that_no_more_avoid_phrases_are_listed_than_people_read() -> None:
    position = "mutual respect " * 1200
    text = deck_with_card(f"short: {position}", position=position) + AVOID
    found = [problem for problem in lint(read(text)) if problem.code == "avoid-phrase"]
    assert len(found) == 1001


def test_that_every_warning_code_is_reached() -> None:
    tests = [
        "missing-id no-counter no-rebuttal avoid-phrase undated-fact unsourced-fact over-budget",
        "too-long-to-say stale-clearance no-marking suspicious-character",
    ]
    assert set(" ".join(tests).split()) == set(WARNINGS)


def test_that_a_deck_full_of_warnings_lists_a_thousand_of_a_kind() -> None:
    facts = "facts:\n" + "  - {text: a, source: b}\n" * 1100
    assert len(warnings(deck_with_card(facts))) == 1001
