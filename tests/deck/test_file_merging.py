"""Merging files: what both officers did is there, with their comments, and nothing else changed."""

import pytest

from deckapp.deck import read_deck
from deckapp.deck.file_merging import MergedFile, merge_files

BASE = """\
format: deckapp/1
title: Talks
issues:
  - id: syria
    title: Syria
    cards:
      # asked first
      - id: agent
        title: Agent
        position: >-
          Where did it
          come from?    # no comment
      - id: strikes
        title: 'Strikes'
        position: We struck once.    # aloud
  # if there is time
  - id: trade
    title: Trade
    cards:
      - id: tariffs
        title: Tariffs
        position: We lower them.
"""
AGENT = BASE[BASE.index("      # asked") : BASE.index("      - id: strikes")]
STRIKES = BASE[BASE.index("      - id: strikes") : BASE.index("  # if there")]


def new_card(id_: str, comment: str = "") -> str:
    return f"      {comment}- id: {id_}\n        title: {id_}\n        position: 'We add.'\n"


def merged(base: str, ours: str, theirs: str) -> MergedFile:
    return merge_files(*(read_deck(text.encode()) for text in (base, ours, theirs)))


def test_that_both_may_add_a_card_to_one_issue() -> None:
    ours, theirs = (
        BASE.replace("  # if", new_card("we") + "  # if"),
        BASE.replace("  # if", new_card("they", "# from them\n      ") + "  # if"),
    )
    both = new_card("we") + new_card("they", "# from them\n      ") + "  # if"
    assert merged(BASE, ours, theirs).text == BASE.replace("  # if", both)


def test_that_a_card_that_both_moved_is_there_once() -> None:
    cut = BASE.replace(AGENT, "")
    ours, theirs = cut + AGENT, cut.replace("      - id: tariffs", f"{AGENT}      - id: tariffs")
    result = merged(BASE, ours, theirs)
    assert result.text.count("id: agent") == 1
    assert result.text.count("# asked first") == 1
    assert result.conflicts == ()


def test_that_one_may_move_a_card_that_the_other_changes_and_comments() -> None:
    ours = BASE.replace(AGENT, "") + AGENT
    changed = AGENT.replace("did it", "does it").replace("title: Agent", "title: Agent  # short")
    theirs = BASE.replace(AGENT, changed)
    for one, other in ((ours, theirs), (theirs, ours)):
        result = merged(BASE, one, other)
        assert result.text == BASE.replace(AGENT, "") + changed
        assert result.lost_comments == ()


def test_that_comments_of_both_are_kept_even_at_one_place() -> None:
    ours = BASE.replace("title: Talks\n", "title: Talks\n# ours\n")
    theirs = BASE.replace("title: Talks\n", "title: Talks\n# theirs\n")
    both = "title: Talks\n# theirs\n# ours\n"
    assert merged(BASE, ours, theirs).text == BASE.replace("title: Talks\n", both)


def test_that_comments_on_issues_are_kept_where_both_add_cards() -> None:
    ours = BASE.replace("  # if", new_card("we") + "  # if")
    theirs = BASE.replace("# if there is time", "# only with much time").replace(
        "    title: Syria\n", f"    title: Syria  # now\n    cards:\n{new_card('they')}"
    )
    theirs = theirs.replace("    cards:\n      # asked", "      # asked")
    text = merged(BASE, ours, theirs).text
    assert "# only with much time" in text
    assert "# if there" not in text
    assert "title: Syria  # now" in text
    assert [card.id for _, card in read_deck(text.encode()).deck.cards()] == [
        "they",
        "agent",
        "strikes",
        "we",
        "tariffs",
    ]


def test_that_two_comments_beside_one_line_are_one_and_a_report() -> None:
    ours, theirs = (BASE.replace("# aloud", word) for word in ("# slowly", "# loudly"))
    result = merged(BASE, ours, theirs)
    assert result.text == ours
    assert result.lost_comments == ("# loudly",)


def test_that_a_comment_on_what_the_other_deleted_is_reported() -> None:
    deleted, commented = BASE.replace(STRIKES, ""), BASE.replace("# aloud", "# aloud, slowly")
    for ours, theirs in ((deleted, commented), (commented, deleted)):
        result = merged(BASE, ours, theirs)
        assert result.text == deleted
        assert result.lost_comments == ("# aloud, slowly",)


def test_that_what_looks_like_a_comment_in_a_text_is_none() -> None:
    ours = BASE.replace(STRIKES, "")
    theirs = BASE.replace("it\n", "it # all\n").replace("We lower", "We lower")
    result = merged(BASE, ours + "# end\n", theirs)
    assert result.text == theirs.replace(STRIKES, "") + "# end\n"
    assert result.lost_comments == ()


# Conflicts


def test_that_both_versions_of_a_text_stand_between_markers_and_nothing_else_does() -> None:
    ours = BASE.replace("We struck once.", "We struck.").replace("Talks", "Long talks")
    theirs = BASE.replace("We struck once.", "They asked for it.").replace("them", "some of them")
    result = merged(BASE, ours, theirs)
    both = (
        "<<<<<<< ours\n        position: We struck.           # aloud\n=======\n"
        "        position: They asked for it.    # aloud\n>>>>>>> theirs\n"
    )
    expected = ours.replace("        position: We struck.    # aloud\n", both)
    assert [conflict.field for conflict in result.conflicts] == ["position"]
    assert result.text == ours.replace("them", "some of them")
    assert result.marked.replace(" ", "") == expected.replace("them", "some of them").replace(
        " ", ""
    )


@pytest.mark.parametrize("we_delete", [True, False])
def test_that_what_one_deleted_and_the_other_changed_stands_between_markers(
    *, we_delete: bool
) -> None:
    deleted = BASE.replace(STRIKES, "")
    kept = STRIKES.replace("once", "twice").replace("# aloud", "# aloud, slowly")
    changed = BASE.replace(STRIKES, kept)
    pair = (deleted, changed) if we_delete else (changed, deleted)
    result = merged(BASE, *pair)
    assert result.text == changed
    empty, full = ("", kept) if we_delete else (kept, "")
    markers = f"<<<<<<< ours\n{empty}=======\n{full}>>>>>>> theirs\n"
    assert result.marked == BASE.replace(STRIKES, markers)
    assert result.lost_comments == ()


def test_that_a_card_that_is_elsewhere_on_each_side_is_in_conflict() -> None:
    base = BASE + "  - {id: other, title: Other}\n"
    base = base.replace("  - {id: other, title: Other}\n", "  - id: other\n    title: Other\n")
    ours = base.replace(AGENT, "").replace("  - id: other", f"{AGENT}  - id: other")
    theirs = f"{base.replace(AGENT, '')}    cards:\n{AGENT}"
    result = merged(base, ours, theirs)
    assert [conflict.kind for conflict in result.conflicts] == ["moved"]
    assert result.text == ours
    assert result.marked.startswith(base[: base.index(AGENT)])
    assert result.marked.count("=======") == result.marked.count("<<<<<<<") > 0


def test_that_markers_have_the_size_and_names_that_are_asked_for() -> None:
    texts = BASE, BASE.replace("Talks", "A"), BASE.replace("Talks", "B")
    files = [read_deck(text.encode()) for text in texts]
    result = merge_files(files[0], files[1], files[2], marker_size=9, names=("HEAD", "branch"))
    both = f"{'<' * 9} HEAD\ntitle: A\n{'=' * 9}\ntitle: B\n{'>' * 9} branch\n"
    assert result.marked == BASE.replace("title: Talks\n", both)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_that_markers_stand_on_lines_of_their_own(newline: str) -> None:
    base = "format: deckapp/1\nissues: []\ntitle: Talks".replace("\n", newline)
    result = merged(base, base.replace("Talks", "A"), base.replace("Talks", "B"))
    assert result.marked.split(newline) == [
        "format: deckapp/1",
        "issues: []",
        "<<<<<<< ours",
        "title: A",
        "=======",
        "title: B",
        ">>>>>>> theirs",
        "",
    ]


def test_that_two_sections_with_one_new_id_are_told_and_need_no_markers() -> None:
    ours = BASE.replace("  # if", new_card("new") + "  # if")
    theirs = BASE + "  - id: new\n    title: New\n"
    result = merged(BASE, ours, theirs)
    assert [conflict.kind for conflict in result.conflicts] == ["renamed"]
    assert result.marked == result.text


# Odd files


def test_that_files_with_other_line_ends_merge_into_ours() -> None:
    ours = BASE.replace("Talks", "Long talks")
    theirs = BASE.replace("them", "some of them").replace("# if", "# ended\n  # if")
    both = ours.replace("them", "some of them").replace("# if", "# ended\n  # if")
    assert merged(BASE, ours, theirs.replace("\n", "\r\n")).text == both
    result = merged(BASE, ours.replace("\n", "\r\n"), theirs)
    assert result.text == both.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "kept"),
    [(False, False, True, True), (True, False, True, False), (False, True, False, True)],
)
def test_that_a_byte_order_mark_is_merged_too(
    *, base: bool, ours: bool, theirs: bool, kept: bool
) -> None:
    texts = BASE, BASE.replace("Talks", "A"), BASE.replace("Tariffs", "B")
    marks = base, ours, theirs
    files = [
        read_deck(("\ufeff" * mark + text).encode())
        for mark, text in zip(marks, texts, strict=True)
    ]
    assert merge_files(files[0], files[1], files[2]).bom == kept


def test_that_missing_ids_stay_missing() -> None:
    base = BASE.replace("  - id: trade\n    title", "  - title")
    ours, theirs = base.replace("Talks", "Long talks"), base.replace("them", "some of them")
    assert merged(base, ours, theirs).text == ours.replace("them", "some of them")


def test_that_two_files_without_a_base_become_one() -> None:
    ours = BASE.replace("  # if", new_card("we") + "  # if")
    theirs = BASE.replace("  # if", new_card("they", "# from them\n      ") + "  # if")
    both = new_card("we") + new_card("they", "# from them\n      ") + "  # if"
    result = merged("", ours, theirs)
    assert result.text == BASE.replace("  # if", both)
    assert result.conflicts == ()


def test_that_a_base_with_errors_is_of_some_use() -> None:
    base = BASE.replace("  # if", "      - nothing but a text\n  # if")
    ours = BASE.replace(STRIKES, "")
    theirs = BASE.replace("# aloud", "# slowly").replace("once", "twice")
    result = merged(base, ours, theirs)
    assert [conflict.kind for conflict in result.conflicts] == ["deleted"]
    assert result.text == theirs


def test_that_an_anchor_of_theirs_costs_at_most_a_comment() -> None:
    base = BASE.replace("Tariffs", "Strikes")
    theirs = BASE.replace("'Strikes'", "&t Strikes").replace("Tariffs", "*t")
    theirs = theirs.replace("once.    # aloud", "twice.   # slowly")
    ours = base.replace("'Strikes'", "'Strikes again'")
    result = merged(base, ours, theirs)
    assert result.text == ours.replace("once. ", "twice.")
    assert result.lost_comments == ("# slowly",)


def test_that_a_version_with_errors_is_no_model_for_new_cards() -> None:
    broken = BASE.replace("  # if", f"      - no card\n{new_card('they')}  # if")
    assert "id: they" in merged("", BASE, broken).text
    assert "no card" not in merged("", BASE, broken).text


def test_that_lines_end_only_where_yaml_ends_them() -> None:
    odd = BASE.replace("'Strikes'", '"Str\u2028ikes\x0b"'.replace("\x0b", ""))
    ours, theirs = odd.replace("Talks", "A"), odd.replace("# if", "# theirs\n  # if")
    assert merged(odd, ours, theirs).text == ours.replace("# if", "# theirs\n  # if")
