"""The exported file as a whole: pages, numbers, outline, labels, metadata, progress."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject

from deckapp.deck import Deck, FollowUp, Issue, revision
from deckapp.paths import layout_folders
from deckapp.printing import (
    EmptySelectionError,
    ExportCancelledError,
    ExportError,
    PrintError,
    Selection,
    UnknownNameError,
    export_pdf,
    layout_named,
)

from .extraction import runs
from .making import INDEX, LAYOUTS, LONG, REVISED, card, deck_of, export

REPOSITORY = Path(__file__).parents[2]


def texts(reader: PdfReader, page: int) -> list[str]:
    return [run.text for run in runs(reader.pages[page])]


def catalog(reader: PdfReader) -> Any:
    return reader.root_object


def test_that_a_card_is_a_front_page_and_a_back_page(tmp_path: Path) -> None:
    said = card(counter="Their words.", rebuttal="Our words.", red_lines=("No talks.",))
    reader, report = export(deck_of(said), tmp_path)
    assert report.pages == len(reader.pages) == 2
    assert {"Title", "Position.", "No talks."} <= set(texts(reader, 0))
    assert {"Their words.", "Our words."} <= set(texts(reader, 1))
    assert not {"Their words.", "Our words."} & set(texts(reader, 0))


def test_that_pages_are_cards_with_their_trim(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card()), tmp_path)
    for page in reader.pages:
        assert list(page.mediabox) == list(page.trimbox) == [0, 0, 360, 216]


def test_that_headings_name_who_speaks(tmp_path: Path) -> None:
    ladder = tuple(FollowUp(id=f"f{n}", counter="More.", rebuttal="No.") for n in (1, 2))
    said = card(
        when="Now.",
        precondition="Sure.",
        addressee="You.",
        asks=("Go.",),
        counter="Their words.",
        likelihood="certain",
        rebuttal="Our words.",
        follow_ups=ladder,
    )
    reader, _ = export(deck_of(said), tmp_path)
    assert {"WHEN", "ONLY IF", "TO", "POSITION", "ASK"} <= set(texts(reader, 0))
    back = texts(reader, 1)
    assert {"THEY SAY", "certain", "WE ANSWER", "THEY PRESS"} <= set(back)
    assert [text for text in back if text in "12"] == ["1", "2"]


def test_that_one_rung_is_not_numbered(tmp_path: Path) -> None:
    said = card(follow_ups=(FollowUp(id="f", counter="More.", rebuttal="No."),))
    reader, _ = export(deck_of(said), tmp_path)
    assert "1" not in texts(reader, 1)


def test_that_a_likelihood_without_a_counter_is_still_printed(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card(likelihood="likely")), tmp_path)
    assert {"LIKELIHOOD", "likely"} <= set(texts(reader, 1))


def test_that_several_red_lines_have_a_heading_in_the_plural(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card(red_lines=("One.", "Two."))), tmp_path)
    assert "RED LINES" in texts(reader, 0)


def test_that_staff_notes_and_withheld_points_stay_off_paper(tmp_path: Path) -> None:
    secret = card(notes="for staff", withhold=("a fact",), delivery="softly", short="brief")
    reader, _ = export(deck_of(secret), tmp_path)
    printed = " ".join(texts(reader, 0) + texts(reader, 1))
    assert not any(words in printed for words in ("for staff", "a fact", "softly", "brief"))


def test_that_the_marking_stands_at_top_and_bottom_of_every_face(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card(position=LONG * 40), marking="SECRET"), tmp_path)
    assert len(reader.pages) > 2
    for page in reader.pages:
        marks = [run for run in runs(page) if run.text == "SECRET"]
        assert len(marks) == 2
        for mark in marks:
            assert mark.is_marking
            assert mark.size >= 8
            assert abs((mark.x + mark.right) / 2 - 180) < 0.1
        assert marks[0].y > 180
        assert marks[1].y < 40


def test_that_a_traffic_light_label_stands_at_the_right(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card(), marking="TLP:AMBER+STRICT"), tmp_path)
    marks = [run for run in runs(reader.pages[0]) if run.is_marking]
    assert [round(mark.right) for mark in marks] == [338, 338]


def test_that_a_long_marking_shrinks_and_wraps_and_is_never_cut(tmp_path: Path) -> None:
    marking = "SECRET // RELEASABLE TO " + ", ".join(["AUS", "CAN", "GBR", "NZL"] * 8)
    reader, _ = export(deck_of(card(), marking=marking), tmp_path)
    marks = [run for run in runs(reader.pages[0]) if run.is_marking]
    assert " ".join(mark.text for mark in marks) == f"{marking} {marking}"
    assert {mark.size for mark in marks} == {8.0}


def test_that_a_deck_without_marking_prints_none(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card(), marking=""), tmp_path)
    assert not any(run.is_marking for run in runs(reader.pages[0]))


def test_that_a_deck_without_title_and_issue_title_still_prints(tmp_path: Path) -> None:
    deck = Deck(title="", issues=(Issue(title=" ", cards=(card(),)),))
    reader, _ = export(deck, tmp_path)
    assert "Position." in texts(reader, 0)


def test_that_a_sheet_of_a_deck_without_title_has_footers_all_the_same(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card(), title=""), tmp_path, layout=LAYOUTS["letter-3x5"])
    assert any(text.startswith("Card 1 of 1 · 2017-04-10") for text in texts(reader, 0))


def test_that_the_footer_names_deck_card_and_edition(tmp_path: Path) -> None:
    deck = deck_of(card("a"), card("b"), title="Moscow")
    reader, _ = export(deck, tmp_path)
    assert "Moscow · print at 100 %" in texts(reader, 2)
    assert f"Card 2 of 2 · 2017-04-10 · {revision(deck)[:7]}" in texts(reader, 2)


def test_that_cards_are_numbered_within_what_is_printed(tmp_path: Path) -> None:
    deck = deck_of(card("a"), card("b"), card("c"))
    reader, _ = export(deck, tmp_path, Selection(cards=("c",)))
    assert any(text.startswith("Card 1 of 1 ·") for text in texts(reader, 0))


def test_that_parts_are_marked_on_both_sides(tmp_path: Path) -> None:
    reader, report = export(deck_of(card(rebuttal=LONG * 30, counter="Ha.")), tmp_path)
    (entry,) = report.cards
    assert entry.continued
    assert report.continued == report.cards
    assert entry.front_size == INDEX.face.preferred
    assert entry.back_size == 7
    for page in range(report.pages):
        part = f"{page // 2 + 1}/{entry.parts}"
        assert part in texts(reader, page)
        if page % 2 == 0:
            assert "Title" in texts(reader, page)
    assert "continued" in texts(reader, 3)


def test_that_what_they_press_with_is_not_parted_from_our_answer(tmp_path: Path) -> None:
    for length in range(1, 12):
        ladder = tuple(
            FollowUp(id=f"f{n}", counter=f"Press {n}.", rebuttal=f"Answer {n}. " * 9)
            for n in range(20)
        )
        said = card(counter="Ha.", rebuttal=LONG * length, follow_ups=ladder)
        reader, report = export(deck_of(said), tmp_path)
        assert report.pages > 4
        for page in reader.pages[1::2]:
            body = [run.text for run in runs(page) if run.is_body]
            assert not body[-1].startswith("Press")


def test_that_a_title_too_long_for_a_card_goes_on_and_is_not_repeated(tmp_path: Path) -> None:
    title = " ".join(f"word{n}" for n in range(700))
    reader, report = export(deck_of(card(title=title)), tmp_path)
    printed = [run.text for page in reader.pages for run in runs(page) if run.is_title]
    assert " ".join(printed) == title
    assert report.pages == len(reader.pages) > 2


def test_that_a_long_list_keeps_its_marks_and_its_order(tmp_path: Path) -> None:
    asks = tuple(f"Ask number {n}. {LONG}" for n in range(30))
    reader, _ = export(deck_of(card(asks=asks)), tmp_path)
    printed = [run.text for page in reader.pages[::2] for run in runs(page) if run.is_body]
    assert " ".join(printed).split() == " ".join(("Position.", *asks)).split()


def test_that_the_outline_has_issues_with_their_cards(tmp_path: Path) -> None:
    one = Issue(id="syria", title="Syria", cards=(card("a", title="First"), card("b")))
    other = Issue(id="ukraine", title="Украина", cards=(card("c", title="Third (3)"),))
    reader, _ = export(Deck(title="D", issues=(one, Issue(title="Empty"), other)), tmp_path)
    syria, below, ukraine, last = reader.outline
    assert isinstance(below, list)
    assert isinstance(last, list)
    titles: list[Any] = [syria, *below, ukraine, *last]
    assert [entry.title for entry in titles] == ["Syria", "First", "Title", "Украина", "Third (3)"]
    pages = [reader.get_destination_page_number(entry) for entry in titles]
    assert pages == [0, 0, 2, 4, 4]


def test_that_pages_are_labelled_by_card_and_side(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card("a"), card("b", position=LONG * 18)), tmp_path)
    assert reader.page_labels == ["1A", "1B", "2A", "2B", "2.2A", "2.2B"]


def test_that_the_document_says_what_it_is(tmp_path: Path) -> None:
    deck = Deck(title="Москва", language="ru", issues=(Issue(title="I", cards=(card(),)),))
    export_pdf(deck, tmp_path / "a.PDF", INDEX, revised=REVISED, creator="deckapp 1.2")
    reader = PdfReader(tmp_path / "a.PDF")
    assert reader.metadata is not None
    assert reader.metadata.title == "Москва"
    assert reader.metadata.subject == "deckapp cards"
    assert reader.metadata.creator == "deckapp 1.2"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == REVISED
    assert catalog(reader)["/Lang"] == "ru"


def test_that_viewers_are_told_how_to_print(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card()), tmp_path)
    preferences: Any = catalog(reader)["/ViewerPreferences"]
    assert preferences["/PrintScaling"] == "/None"
    assert preferences["/Duplex"] == "/DuplexFlipShortEdge"
    assert catalog(reader)["/Lang"] == "en"


def test_that_all_fonts_are_embedded_subsets(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card()), tmp_path)
    fonts: Any = reader.pages[0]["/Resources"]
    assert set(fonts["/Font"]) == {"/R", "/S", "/B"}
    for font in fonts["/Font"].values():
        (descendant,) = font["/DescendantFonts"]
        assert font["/BaseFont"][7:8] == "+"
        assert descendant.get_object()["/FontDescriptor"]["/FontFile2"].get_data()


def test_that_the_file_tells_which_cards_have_changed(tmp_path: Path) -> None:
    def digests(*cards: Any) -> dict[str, str]:
        reader, _ = export(deck_of(*cards), tmp_path)
        private: Any = catalog(reader)["/PieceInfo"]
        stream = private["/deckapp"]["/Private"].get_object()
        found: dict[str, str] = json.loads(stream.get_data())
        return found

    before = digests(card("a"), card("b"), card(""))
    after = digests(card("b", notes="New."), card("a", counter="New."))
    assert set(before) == {"a", "b"}
    assert before["a"] != after["a"]
    assert before["b"] == after["b"]


def test_that_progress_is_told_from_none_to_all(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    deck = deck_of(card("a"), card("b"))
    export_pdf(
        deck,
        tmp_path / "a.pdf",
        INDEX,
        revised=REVISED,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_that_a_cancelled_export_leaves_the_earlier_file_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"earlier")
    answers = iter([False, True])
    with pytest.raises(ExportCancelledError, match="cancelled"):
        export_pdf(
            deck_of(card("a"), card("b")),
            out,
            INDEX,
            revised=REVISED,
            cancelled=lambda: next(answers),
        )
    assert out.read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (Selection(cards=("c", "a")), ["a", "c"]),
        (Selection(issues=("two",)), ["c", "d"]),
        (Selection(cards=("a",), issues=("two",)), ["a", "c", "d"]),
        (Selection(audience=("press",)), ["b"]),
        (Selection(audience=("private",)), ["a", "c", "d"]),
        (Selection(issues=("one",), audience=("private", "public")), ["a", "b"]),
    ],
)
def test_that_a_selection_keeps_the_order_of_the_deck(
    tmp_path: Path, selection: Selection, chosen: list[str]
) -> None:
    one = Issue(id="one", title="1", cards=(card("a"), card("b", audience=("public", "press"))))
    two = Issue(id="two", title="2", cards=(card("c"), card("d", audience=("private",))))
    _, report = export(Deck(title="D", issues=(one, two)), tmp_path, selection)
    assert [entry.name for entry in report.cards] == chosen


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(cards=("syria-nerve",)), "“syria-nerve” is not a card.*“syria-nerves”"),
        (Selection(issues=("xyz",)), "“xyz” is not an issue.*There are: syria."),
        (Selection(audience=("pres",)), "“pres” is not an audience.*“press”"),
        (Selection(cards=("",)), "“” is not a card"),
    ],
)
def test_that_an_unknown_name_is_refused_with_those_that_come_close(
    tmp_path: Path, selection: Selection, message: str
) -> None:
    many = [card(f"card-{letter}") for letter in "abcdefghi"]
    with pytest.raises(UnknownNameError, match=message):
        export(deck_of(card("syria-nerves"), *many), tmp_path, selection)


def test_that_a_long_list_of_names_is_cut_short(tmp_path: Path) -> None:
    many = [card(f"card-{letter}") for letter in "abcdefghi"]
    with pytest.raises(UnknownNameError, match=r"card-a, .*card-h, …\."):
        export(deck_of(*many), tmp_path, Selection(cards=("zzz",)))


def test_that_nothing_to_print_is_said(tmp_path: Path) -> None:
    with pytest.raises(EmptySelectionError, match="has no cards yet"):
        export(deck_of(), tmp_path)
    with pytest.raises(
        EmptySelectionError, match="choose other cards, issues, priorities or audiences"
    ):
        export(deck_of(card()), tmp_path, Selection(audience=("press",)))
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["cards", "cards.docx", "cards.pdf.png"])
def test_that_only_pdf_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"End the name in “\.pdf”"):
        export_pdf(deck_of(card()), tmp_path / name, INDEX, revised=REVISED)


def test_that_layouts_are_found_by_id() -> None:
    folders = layout_folders()
    assert layout_named("index-3x5", folders) == INDEX
    with pytest.raises(UnknownNameError, match=r"no layout “index-3x6”.*“index-3x5”"):
        layout_named("index-3x6", folders)


def test_that_every_failure_is_a_print_error() -> None:
    for error in (EmptySelectionError, ExportCancelledError, ExportError, UnknownNameError):
        assert issubclass(error, PrintError)


def test_that_the_environment_changes_nothing(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.printing.making import *;"
        "export(deck_of(card(position=LONG * 9)), Path(sys.argv[1]))"
    )
    written = []
    for settings in ({}, {"RL_invariant": "1", "RL_pageCompression": "0", "TZ": "Asia/Tokyo"}):
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            check=True,
            cwd=REPOSITORY,
            env={**os.environ, **settings, "PYTHONHASHSEED": str(len(settings))},
        )
        written.append((tmp_path / "cards.pdf").read_bytes())
    assert written[0] == written[1]


def test_that_importing_the_package_is_cheap_and_free_of_qt() -> None:
    program = (
        "import sys, deckapp.printing;"
        "loaded = {name.partition('.')[0] for name in sys.modules};"
        "heavy = loaded & {'reportlab', 'PySide6', 'PIL'};"
        "sys.exit(', '.join(heavy) or 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=REPOSITORY)


def test_that_qpdf_finds_nothing_to_complain_about(tmp_path: Path) -> None:
    export(deck_of(card(position=LONG * 30), card("b")), tmp_path)
    done = subprocess.run(
        ["qpdf", "--check", tmp_path / "cards.pdf"], capture_output=True, text=True, check=True
    )
    assert "WARNING" not in done.stdout + done.stderr


def test_that_trim_boxes_are_arrays(tmp_path: Path) -> None:
    reader, _ = export(deck_of(card()), tmp_path)
    assert isinstance(reader.pages[0]["/TrimBox"], ArrayObject)
