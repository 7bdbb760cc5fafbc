"""Producing the PDF of a plan, card by card: fit, paint, write, forget."""

from collections.abc import Callable
from datetime import date
from typing import BinaryIO

from .cleaning import one_line
from .document import Document, Metadata
from .drawing import Drawing
from .embedding import embed
from .errors import ExportCancelledError
from .fitting import fit_card
from .painting import paint
from .pdf_file import PdfFile
from .planning import Plan, PlannedCard
from .report import CardReport
from .typeface import typeface

Progress = Callable[[int, int], object]


def produce(
    plan: Plan,
    file: BinaryIO,
    revised: date,
    creator: str,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> tuple[CardReport, ...]:
    """Write the PDF of a plan that preflight has passed; raises ExportCancelledError."""
    pdf = PdfFile(file)
    document = Document(pdf, plan.layout)
    reports: list[CardReport] = []
    issue_index, furniture = -1, b""
    for planned in plan.cards:
        if cancelled is not None and cancelled():
            raise ExportCancelledError
        if progress is not None:
            progress(len(reports), len(plan.cards))
        if planned.chosen.issue_index != issue_index:
            issue_index = planned.chosen.issue_index
            furniture = document.add_form(plan.frames[issue_index].drawn)
            document.add_issue(planned.faces.issue)
        reports.append(_add_card(document, plan, planned, furniture))
    fonts = {
        weight: embed(pdf, typeface(weight), characters)
        for weight, characters in plan.characters.items()
        if characters
    }
    deck = plan.deck
    prints = {card.chosen.card.id: card.digest for card in plan.cards if card.chosen.card.id}
    document.finish(
        Metadata(one_line(deck.title), creator, deck.language or "en", revised, prints), fonts
    )
    if progress is not None:
        progress(len(reports), len(plan.cards))
    return tuple(reports)


def _add_card(document: Document, plan: Plan, planned: PlannedCard, furniture: bytes) -> CardReport:
    """Add the pages of one card; `furniture` draws what they share with the issue's others."""
    frame = plan.frames[planned.chosen.issue_index]
    fitted = fit_card(planned.faces, plan.layout, frame.height)
    document.add_card(one_line(planned.chosen.card.title))
    for part in range(fitted.parts):
        of_parts = f"{part + 1}/{fitted.parts}" if fitted.parts > 1 else ""
        numbers = plan.furniture.numbers(frame, planned.number, of_parts)
        label = f"{planned.number}.{part + 1}" if part else f"{planned.number}"
        for rows, side in zip(fitted.sides(part), "AB", strict=True):
            drawing = Drawing()
            drawing.operators += [furniture, numbers]
            paint(drawing, rows, frame, plan.layout)
            document.add_page(drawing.content(), f"{label}{side}")
    return CardReport(planned.name, fitted.parts, fitted.front.size, fitted.back.size)
