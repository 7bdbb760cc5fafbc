"""Preflight and hostile text: refused by name, or printed as the characters they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from deckapp.deck import Deck, Issue, Meeting
from deckapp.printing import Finding, PreflightError, PrintOptions, preflight

from .extraction import runs
from .making import INDEX, LAYOUTS, LONG, REVISED, card, deck_of, export


def found(deck: Deck) -> list[Finding]:
    return preflight(deck, INDEX, revised=REVISED)


def test_that_a_clean_deck_has_no_findings() -> None:
    assert found(deck_of(card(counter="Нет. Όχι. Ні, їжак — “так”… № 5 €"))) == []


def test_that_a_missing_glyph_is_named_with_its_card_and_field() -> None:
    (finding,) = found(deck_of(card("a"), card("b", rebuttal="Fine 😀 ✓ fine")))
    assert finding.code == "missing-glyph"
    assert (finding.card, finding.field) == ("b", "rebuttal")
    assert "“✓” (U+2713 CHECK MARK), “😀” (U+1F600 GRINNING FACE)" in finding.message
    assert str(finding).startswith("b, rebuttal: Fira Sans Condensed has no ")


@pytest.mark.parametrize("text", ["لا توجد أدلة على ذلك", "कोई सबूत नहीं", "没有证据，没有什么可说"])
def test_that_a_whole_script_is_one_finding(text: str) -> None:
    (finding,) = found(deck_of(card("a", counter=text)))
    assert "more characters" in finding.message


def test_that_a_card_without_id_goes_by_its_title() -> None:
    (finding,) = found(deck_of(card("", title="Nerve agent", asks=("→ ☐",))))
    assert (finding.card, finding.field) == ("Nerve agent", "asks")


def test_that_deck_and_issue_are_looked_at_too() -> None:
    issue = Issue(id="syria", title="Syria ☐", cards=(card(),))
    untitled = Issue(title="Ukraine ☐", cards=(card("b"),))
    deck = Deck(title="Deck ☐", marking="☐", issues=(issue, untitled))
    fields = [finding.field for finding in found(deck)]
    assert fields == ["marking", "title", "issues.syria.title", "issues.Ukraine ☐.title"]
    assert str(found(deck)[0]).startswith("marking: ")


def test_that_cards_left_out_are_not_looked_at() -> None:
    assert (
        found(Deck(title="D", issues=(Issue(title="☐"), Issue(title="I", cards=(card(),))))) == []
    )


@pytest.mark.parametrize(
    ("marking", "title", "issue", "field"),
    [
        ("SECRET " * 99, "Deck", "Syria", "marking"),
        ("SECRET", "Deck " * 99, "Syria", "title"),
        ("SECRET", "Deck", "Syria " * 99, "issues.syria.title"),
    ],
)
def test_that_what_stands_on_every_face_must_leave_room(
    marking: str, title: str, issue: str, field: str
) -> None:
    issues = (Issue(id="syria", title=issue, cards=(card(),)),)
    (finding,) = found(Deck(title=title, marking=marking, issues=issues))
    assert (finding.code, finding.field) == ("too-long", field)


MUCH = LONG * 60


@pytest.mark.parametrize(
    ("layout", "fields", "what"),
    [
        ("index-3x5", ("position",), "The front does not fit"),
        ("index-3x5", ("counter",), "The back does not fit"),
        ("index-3x5", ("position", "counter"), "Neither side fits"),
        ("tent", ("short",), "The text does not fit"),
    ],
)
@pytest.mark.parametrize("marking", ["", "SECRET"])
def test_that_what_goes_on_is_named(
    layout: str, fields: tuple[str, ...], what: str, marking: str
) -> None:
    deck = deck_of(card(**dict.fromkeys(fields, MUCH)), marking=marking)
    findings = preflight(deck, LAYOUTS[layout], revised=REVISED)
    (finding,) = [each for each in findings if each.code == "continued"]
    assert finding.card == "card"
    assert finding.message.startswith(f"{what} one card at ")


def test_that_findings_stop_the_export_before_a_file_is_made(tmp_path: Path) -> None:
    with pytest.raises(PreflightError, match="U\\+2610 BALLOT BOX") as caught:
        export(deck_of(card("a", position="☐"), card("b", counter="☐")), tmp_path)
    assert [finding.card for finding in caught.value.findings] == ["a", "b"]
    assert str(caught.value).count("\n") == 1
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> x<y>z",
        "&amp; S&P; &#65;",
        "{} {0} %s %(name)s",
        "(unbalanced \\( \\) ) Tj ET \\",
        '<img src="/etc/passwd"/>',
        "Ш\\Щ(Ѝ)ќ",
        "/JavaScript endstream endobj",
    ],
)
def test_that_deck_text_is_never_markup(tmp_path: Path, text: str) -> None:
    reader, _ = export(deck_of(card(position=text, title=text)), tmp_path)
    shown = [run.text for run in runs(reader.pages[0])]
    assert shown.count(text) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("a\ud800b\uffffc\ufdd0d\ufe0fe\U000e0101", "abcde"),
        ("10\u202f000\u2007km\u00a0up", "10 000 km up"),
        ("semi\u2011detached\u2010house", "semi-detached-house"),
        ("co\u00adoper\u00adate  at\u200b once\t now\u3000ok", "cooperate at once now ok"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_that_what_cannot_be_seen_is_left_out(tmp_path: Path, text: str, shown: str) -> None:
    reader, _ = export(deck_of(card(position=text)), tmp_path)
    assert [run.text for run in runs(reader.pages[0]) if run.is_body] == [shown]


HINTED = "Co\u00adope\u00adra\u00adtion\u00a0in\u200b the air"


def test_that_hints_for_breaking_lines_never_show_at_the_head_of_a_back(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card(title=HINTED)), tmp_path)
    assert "Cooperation in the air" in [run.text for run in runs(reader.pages[1])]
    reader, _ = export(deck_of(card(title=f"{HINTED} {'and on land ' * 9}")), tmp_path)
    (shortened,) = [run.text for run in runs(reader.pages[1]) if run.text.endswith("…")]
    assert "Cooperation in the air and on land".startswith(shortened[:30])


@pytest.mark.parametrize("times", [1, 4])
def test_that_hints_for_breaking_lines_never_show_in_headings(tmp_path: Path, times: int) -> None:
    title = " ".join([HINTED] * times)
    issue = Issue(id="air", title=title, cards=(card(title=HINTED),))
    deck = Deck(title=HINTED, marking="U", issues=(issue,))
    for layout in ("pocket-letter", "pocket-a4", "booklet-a5", "agenda", "contingencies"):
        if layout == "contingencies":
            issue = replace(issue, cards=(card(title=HINTED, when=HINTED),))
        printed = replace(deck, issues=(issue,))
        reader, _ = export(printed, tmp_path, layout=LAYOUTS[layout])
        shown = "\n".join(run.text for page in reader.pages for run in runs(page))
        assert not set("\u00ad\u00a0\u200b") & set(shown), layout
    reader, _ = export(deck, tmp_path, layout=LAYOUTS["pocket-letter"])
    texts = " ".join(run.text for run in runs(reader.pages[0])).replace("- ", "").replace("-", "")
    assert " ".join(["COOPERATION IN THE AIR"] * times) in texts


def test_that_line_breaks_stay(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card(position="One.\n\n  Two.\r\nThree.\u2028Four.")), tmp_path)
    body = [run.text for run in runs(reader.pages[0]) if run.is_body]
    assert body == ["One.", "Two.", "Three.", "Four."]


def test_that_fields_of_nothing_visible_leave_no_heading(tmp_path: Path) -> None:
    blank = card(position=" \n\t", when="\u200b\u00ad", asks=("", " "), title="\u202e")
    reader, _ = export(deck_of(blank), tmp_path)
    assert not any(run.is_body or run.is_title for run in runs(reader.pages[0]))
    assert "POSITION" not in [run.text for run in runs(reader.pages[0])]


def test_that_the_name_on_a_tent_is_looked_at() -> None:
    deck = replace(deck_of(card()), meeting=Meeting(principal="The ☐ Minister"))
    (finding,) = preflight(deck, LAYOUTS["tent"], revised=REVISED)
    assert (finding.code, finding.field) == ("missing-glyph", "meeting.principal")


@pytest.mark.parametrize(
    ("layout", "fields"),
    [("pocket-letter", ["meeting"]), ("booklet-a5", ["meeting"]), ("tent", []), ("index-3x5", [])],
)
def test_that_the_meeting_on_a_cover_is_looked_at(layout: str, fields: list[str]) -> None:
    for meeting in (Meeting(counterpart="Minister ☐"), Meeting(principal="We", place="Al لا Bab")):
        deck = replace(deck_of(card()), meeting=meeting)
        findings = preflight(deck, LAYOUTS[layout], revised=REVISED)
        assert [finding.field for finding in findings] == fields
        assert all(finding.stops and finding.card is None for finding in findings)


def test_that_the_stock_of_a_layout_is_looked_at(tmp_path: Path) -> None:
    layout = replace(LAYOUTS["letter-3x5"], stock="Avery ☐")
    (finding,) = preflight(deck_of(card()), layout, revised=REVISED)
    assert (finding.code, finding.field) == ("missing-glyph", "stock of the layout")
    with pytest.raises(PreflightError, match="stock of the layout"):
        export(deck_of(card()), tmp_path, layout=layout)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_that_a_name_too_long_for_a_tent_is_never_cut(tmp_path: Path, paper: str) -> None:
    options = PrintOptions(paper=paper)
    layout = LAYOUTS["tent"]
    for count in range(90, 110):
        deck = replace(deck_of(card()), meeting=Meeting(principal="Excellency and " * count))
        findings = preflight(deck, layout, revised=REVISED, options=options)
        if findings:
            break
        reader, _ = export(deck, tmp_path, layout=layout, options=options)
        name = [run for run in runs(reader.pages[0]) if run.turned and run.is_title]
        middle = float(reader.pages[0].mediabox.height) / 2
        assert min(run.box[1] for run in name) >= middle + layout.face.margin
    assert count > 90
    assert [(finding.code, finding.field) for finding in findings] == [
        ("too-long", "meeting.principal")
    ]
    assert "This does not fit a tent at 14 pt: shorten it." in findings[0].message
    with pytest.raises(PreflightError, match=r"meeting\.principal: This does not fit a tent"):
        export(deck, tmp_path, layout=layout, options=options)


def test_that_a_page_has_no_issue_to_blame() -> None:
    deck = deck_of(card(), marking="SECRET " * 700)
    (finding,) = preflight(deck, LAYOUTS["agenda"], revised=REVISED)
    assert (finding.code, finding.field) == ("too-long", "marking")
