"""Whatever a deck says and however it is laid out: nothing lost, clipped or too small."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from deckapp.deck import AvoidPhrase, Card, Deck
from deckapp.printing import Density, Fold, Layout, PreflightError, PrintOptions

from .extraction import Run, runs
from .making import LAYOUTS, decks, export

CARD_LAYOUTS = [layout for layout in LAYOUTS.values() if layout.content == "cards"]
ROUNDING = 0.06
Box = tuple[float, float, float, float]

every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.id)
every_card_layout = pytest.mark.parametrize("layout", CARD_LAYOUTS, ids=lambda layout: layout.id)
few = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
densities = st.sampled_from([None, *Density])


def printed(deck: Deck, layout: Layout, density: Density | None) -> list[list[Run]]:
    with TemporaryDirectory() as folder:
        options = PrintOptions(density=density)
        try:
            reader, _ = export(deck, Path(folder), layout=layout, options=options)
        except PreflightError as error:  # a long marking or title leaves no room on a small card
            if {finding.code for finding in error.findings} != {"too-long"}:
                raise
            reject()
        return [runs(page) for page in reader.pages]


def faces(layout: Layout) -> list[Box]:
    """Where faces lie on fronts, and on backs however the sheet is turned."""
    paper, area = layout.paper, layout.face.area
    corners = {(cell.x, cell.y) for cell in layout.cells}
    corners |= {(paper.width - x - area.width, y) for x, y in corners}
    corners |= {(x, paper.height - y - area.height) for x, y in corners}
    return [(x, y, x + area.width, y + area.height) for x, y in corners]


def inside(run: Run, box: Box, by: float) -> bool:
    left, bottom, right, top = run.box
    return (
        left >= box[0] + by - ROUNDING
        and bottom >= box[1] + by - ROUNDING
        and right <= box[2] - by + ROUNDING
        and top <= box[3] - by + ROUNDING
    )


def is_note(run: Run) -> bool:
    """Whether it stands on the sheet beside the cards."""
    return run.text.startswith("Print at 100 %")


@every_layout
@few
@given(deck=decks, density=densities)
def test_that_all_text_is_inside_a_face_less_its_margin_and_not_below_the_floor(
    layout: Layout, deck: Deck, density: Density | None
) -> None:
    deck = printable(deck, layout)
    boxes = faces(layout)
    for page in printed(deck, layout, density):
        assert page
        for run in page:
            assert run.size >= layout.face.floor - 0.001
            assert not run.is_marking or run.size >= 8
            if is_note(run):
                assert inside(run, (0, 0, layout.paper.width, layout.paper.height), 14.0)
                assert not any(inside(run, box, -run.size) for box in boxes)
            else:
                assert any(inside(run, box, layout.face.margin) for box in boxes), run


@every_card_layout
@few
@given(deck=decks, density=densities)
def test_that_the_words_on_paper_are_those_of_the_chosen_fields(
    layout: Layout, deck: Deck, density: Density | None
) -> None:
    body, titles = Counter[str](), Counter[str]()
    for number, page in enumerate(printed(deck, layout, density)):
        for run in page:
            if not is_cover(run, layout, number) and not (layout.fold is Fold.TENT and run.turned):
                body.update(squeezed(run.text) if run.is_body else "")
                titles.update(squeezed(run.text) if run.is_title else "")
    chosen = density or layout.density
    cards = [card for _, card in deck.cards()]
    assert body == Counter(squeezed("".join(text for c in cards for text in fields(c, chosen))))
    assert titles >= Counter(squeezed("".join(card.title for card in cards)))
    assert titles.keys() <= set("".join(card.title for card in cards))


def printable(deck: Deck, layout: Layout) -> Deck:
    """The deck with something on it for pages that would be empty otherwise."""
    issues = [
        replace(issue, cards=tuple(replace(card, when="If so.") for card in issue.cards))
        for issue in deck.issues
    ]
    if layout.content != "contingencies":
        issues = list(deck.issues)
    return replace(deck, issues=tuple(issues), avoid=(AvoidPhrase(phrase="mutual respect"),))


def fields(card: Card, density: Density) -> list[str]:
    conditions = [card.when, card.precondition]
    ladder = [text for step in card.follow_ups for text in (step.counter, step.rebuttal)]
    counter = card.counter if card.counter.strip() else card.likelihood
    match density:
        case Density.KEYWORDS:
            return [*conditions, card.short if card.short.strip() else card.position]
        case Density.POINTS:
            return [*conditions, card.position, counter, card.rebuttal]
        case _:
            front = [card.addressee, card.position, *card.asks, *card.red_lines]
            return [*conditions, *front, counter, card.rebuttal, *ladder]


def is_cover(run: Run, layout: Layout, page: int) -> bool:
    """Whether it stands on the panel that is the cover of a booklet."""
    left, bottom, right, _ = run.box
    on_right = left >= layout.paper.width - layout.face.width and right <= layout.paper.width
    if layout.fold is Fold.POCKET:
        return on_right and bottom < layout.paper.height / 2 and not run.turned
    return layout.fold is Fold.BOOKLET and page == 0 and on_right


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
