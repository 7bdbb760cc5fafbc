"""Faces that hold no card: the name on a tent, room for notes in a booklet."""

from .breaking import measured
from .cleaning import one_line
from .drawing import Drawing
from .face_layout import FaceLayout
from .fonts import Weight
from .furniture import CAPITALS, RULE, Frame, width
from .palette import FAINT, INK, QUIET
from .typeface import Typefaces

_LARGEST = 80.0
_STEP = 2.0
_LEADING = 1.15
_FEW_LINES = 2
_RULED = 20.0
"""From one line to write on to the next."""
NOTES = "NOTES"


def draw_name(drawing: Drawing, name: str, face: FaceLayout, frame: Frame) -> None:
    """Draw a name in the middle of a face, as large as it fits on two lines."""
    text = one_line(name)
    if not text:
        return
    size, lines = _fitted(text, drawing.typefaces, face, frame.height)
    leading = _LEADING * size
    height = CAPITALS * size + (len(lines) - 1) * leading
    y = (frame.top + frame.bottom + height) / 2 - CAPITALS * size
    for line in lines:
        x = (face.width - width(line, drawing.typefaces, Weight.SEMI_BOLD, size)) / 2
        drawing.text(Weight.SEMI_BOLD, size, INK, (x, y), [line])
        y -= leading


def name_fits(name: str, face: FaceLayout, frame: Frame, typefaces: Typefaces) -> bool:
    """Whether a name fits its face, however small it has to be."""
    text = one_line(name)
    if not text:
        return True
    size, lines = _fitted(text, typefaces, face, frame.height)
    return len(lines) * _LEADING * size <= frame.height


def draw_notes(drawing: Drawing, face: FaceLayout, frame: Frame) -> None:
    """Draw lines to write on."""
    left = face.margin + face.inset
    start = left, frame.top - CAPITALS * face.small
    drawing.text(Weight.SEMI_BOLD, face.small, QUIET, start, [NOTES])
    y = frame.top - CAPITALS * face.small - _RULED
    while y > frame.bottom:
        drawing.rectangle(FAINT, (left, y), face.measure, RULE)
        y -= _RULED


def _fitted(
    text: str, typefaces: Typefaces, face: FaceLayout, height: float
) -> tuple[float, list[str]]:
    paragraph = measured(text, typefaces[Weight.SEMI_BOLD])
    size = _LARGEST
    while True:
        lines = paragraph.lines(face.measure / size, balanced=True)
        fits = len(lines) <= _FEW_LINES and paragraph.widest * size <= face.measure
        if (fits and len(lines) * _LEADING * size <= height) or size - _STEP < face.floor:
            return size, lines
        size -= _STEP
