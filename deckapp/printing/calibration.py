"""Calibration: a two-sided ruler sheet, and from what is read on it the profile of a printer.

The front has rulers in two places, the back a cross behind the middle of each. Held against the
light, the crosses show where backs come out.
"""

from collections.abc import Iterator
from datetime import date
from math import asin, degrees, radians, tan
from pathlib import Path

from .document import Bookmark, Document, Metadata
from .drawing import FONT_NAMES, Drawing
from .embedding import embed
from .errors import OptionError
from .fonts import Weight
from .geometry import Size, Spot, operator, tumbles
from .palette import INK, QUIET
from .pdf_file import PdfFile
from .profiles import Profile
from .typeface import Typefaces
from .vocabulary import Duplex
from .writing import check_name, replacing

MILLIMETRE = 72 / 25.4
MOST_READ = 10.0
"""The rulers reach so many millimetres to each side."""
EDGES = (2, 3, 4, 5, 6, 8, 10)
"""Millimetres from the edge at which there is a line at each of the four edges."""
_QUARTER = 0.25
"""The rulers stand this part of the height above and below the middle."""
_HAIRLINE = 0.35
_RULER_AWAY = 12.0
_CROSS = 26.0
"""Millimetres from the middle to the rulers, and to the ends of the cross that lies on them."""
_TITLE_SIZE = 15.0
_TEXT_SIZE = 9.5
_TEXT_LEADING = 13.5
_LABEL_SIZE = 7.0
_TEXT_LEFT = 0.14
_STEP = 22.0
_TITLE = "Printer calibration"
_STEPS = (
    "1. Print this at 100 % (actual size) on both sides of one sheet, as you will print the cards.",
    "2. Hold the sheet against the light, this side towards you, these words upright.",
    "3. On each ruler read where the cross of the back lies: how many millimetres to the right",
    "    (left with a minus), how many up (down with a minus). Half and tenth millimetres count.",
    "4. At each edge of the paper read the smallest number whose line is there; take the largest.",
)
_BACK = "Back. Turn the sheet over and hold it against the light."


def calibration_sheet(
    out: Path, paper: Size, duplex: Duplex, *, revised: date, creator: str = "deckapp"
) -> None:
    """Write the ruler sheet as PDF; raises ExportError and OptionError."""
    if duplex is Duplex.NONE:
        raise OptionError("Without duplex there are no backs to calibrate: choose long or short.")
    check_name(out)
    typefaces = Typefaces()
    with replacing(out, None) as file:
        pdf = PdfFile(file)
        edge = "Long" if duplex is Duplex.LONG else "Short"
        whole = (0.0, 0.0, paper.width, paper.height)
        document = Document(pdf, paper, f"DuplexFlip{edge}Edge")
        document.add_page(_front(typefaces, paper, duplex), "front", whole)
        back = _back(typefaces, paper)
        if tumbles(paper, duplex):
            turned = Spot(0, 0, turned=True).matrix(paper)
            back = b"q %s cm\n%s\nQ" % (operator(turned), back)
        document.add_page(back, "back", whole)
        used = set().union(_TITLE, *_STEPS, _BACK, _command(duplex), "0123456789+-TopBottom. mm")
        fonts = {
            FONT_NAMES[weight]: embed(pdf, typefaces[weight].font, {ord(c): c for c in used})
            for weight in (Weight.REGULAR, Weight.SEMI_BOLD)
        }
        metadata = Metadata(_TITLE, creator, "en", revised, {})
        document.finish(metadata, [Bookmark("", _TITLE, 0, None)], fonts)


def measured_profile(
    name: str,
    paper: Size,
    duplex: Duplex,
    top: tuple[float, float],
    bottom: tuple[float, float],
    margin: float = 0.0,
) -> Profile:
    """The profile of a printer from the readings at both rulers: right and up, in millimetres.

    The middles of two crosses lie a distance 2h apart on a vertical line; turned by an angle they
    shift sideways by h times its sine, one to each side, which tells the angle. A ruler stands
    away from the middle of its cross, so that it shows the shift of the middle and a part of the
    angle: with t, the tangent of the angle, and a, that distance, the mean readings are
    right + t (up + a) and up - t (right - a). Raises OptionError for readings that no sheet shows.
    """
    for reading in (*top, *bottom):
        if not abs(reading) <= MOST_READ:  # which refuses NaN, too
            raise OptionError(f"The rulers end at {MOST_READ:g} mm: {reading:g} cannot be read.")
    if not 0 <= margin <= max(EDGES):
        raise OptionError(f"The lines lie from 0 to {max(EDGES)} mm from the edge.")
    apart = 2 * _QUARTER * paper.height
    turned = degrees(asin((bottom[0] - top[0]) * MILLIMETRE / apart))
    tangent = tan(radians(turned))
    across = (top[0] + bottom[0]) / 2 - tangent * _RULER_AWAY
    along = (top[1] + bottom[1]) / 2 - tangent * _RULER_AWAY
    spread = 1 + tangent * tangent
    return Profile(
        name,
        right=(across - tangent * along) / spread * MILLIMETRE,
        up=(along + tangent * across) / spread * MILLIMETRE,
        turned=turned,
        margin=margin * MILLIMETRE,
        edge=duplex,
    )


def ruler_places(paper: Size) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the upper and the lower ruler have their middle, in points from the lower left."""
    x, y, away = paper.width / 2, paper.height / 2, _QUARTER * paper.height
    return (x, y + away), (x, y - away)


def _command(duplex: Duplex) -> str:
    """What to type with the readings."""
    readings = "--top RIGHT UP --bottom RIGHT UP --margin NUMBER"
    return f"deckapp calibrate --save NAME {readings} --duplex {duplex}"


def _front(typefaces: Typefaces, paper: Size, duplex: Duplex) -> bytes:
    drawing = Drawing(typefaces)
    for name, place in zip(("Top", "Bottom"), ruler_places(paper), strict=True):
        _draw_rulers(drawing, place, name)
    _draw_edges(drawing, paper)
    left, y = paper.width * _TEXT_LEFT, paper.height / 2 + 3 * _TITLE_SIZE
    drawing.text(Weight.SEMI_BOLD, _TITLE_SIZE, INK, (left, y), [_TITLE])
    y -= 1.4 * _TITLE_SIZE
    drawing.text(Weight.REGULAR, _TEXT_SIZE, INK, (left, y), _STEPS, _TEXT_LEADING)
    y -= _TEXT_LEADING * (len(_STEPS) + 0.4)
    drawing.text(Weight.SEMI_BOLD, _TEXT_SIZE, INK, (left, y), [_command(duplex)])
    return drawing.content()


def _back(typefaces: Typefaces, paper: Size) -> bytes:
    drawing = Drawing(typefaces)
    reach = _CROSS * MILLIMETRE
    for x, y in ruler_places(paper):
        drawing.line(INK, (x - reach, y), (x + reach, y), _HAIRLINE)
        drawing.line(INK, (x, y - reach), (x, y + reach), _HAIRLINE)
    start = paper.width * _TEXT_LEFT, paper.height / 2
    drawing.text(Weight.REGULAR, _TEXT_SIZE, QUIET, start, [_BACK])
    return drawing.content()


def _draw_rulers(drawing: Drawing, place: tuple[float, float], name: str) -> None:
    """A ruler across below a place and one up to its right, in millimetres with halves."""
    x, y = place
    reach, away = MOST_READ * MILLIMETRE, _RULER_AWAY * MILLIMETRE
    across, up = y - away, x + away
    drawing.line(INK, (x - reach, across), (x + reach, across), _HAIRLINE)
    drawing.line(INK, (up, y - reach), (up, y + reach), _HAIRLINE)
    for at, length in _ticks():
        offset, tick = at * MILLIMETRE, length * MILLIMETRE
        drawing.line(INK, (x + offset, across), (x + offset, across - tick), _HAIRLINE)
        drawing.line(INK, (up, y + offset), (up + tick, y + offset), _HAIRLINE)
        if at % 5 == 0:
            label = f"{at:+.0f}" if at else "0"
            beyond = tick + _LABEL_SIZE
            below = x + offset - 1.2 * len(label) - 1, across - beyond
            drawing.text(Weight.REGULAR, _LABEL_SIZE, INK, below, [label])
            beside = up + tick + 2, y + offset - 0.35 * _LABEL_SIZE
            drawing.text(Weight.REGULAR, _LABEL_SIZE, INK, beside, [label])
    start = x - away - reach, y - 0.35 * _TITLE_SIZE
    drawing.text(Weight.SEMI_BOLD, _TITLE_SIZE, INK, start, [name])


def _ticks() -> Iterator[tuple[float, float]]:
    """Where ticks stand from the middle, and how long they are: every half millimetre."""
    most = int(2 * MOST_READ)
    for half in range(-most, most + 1):
        length = 4.0 if half % 10 == 0 else 2.4 if half % 2 == 0 else 1.2
        yield half / 2, length


def _draw_edges(drawing: Drawing, paper: Size) -> None:
    """Steps at all four edges: each line stands as far from the edge as its number says."""
    for step, distance in enumerate(EDGES):
        edge, from_, to = distance * MILLIMETRE, step * _STEP, step * _STEP + _STEP * 0.7
        label = [f"{distance}"]
        x, y = paper.width * _TEXT_LEFT, paper.height * 0.6
        for height, text in ((edge, edge + 2), (paper.height - edge, paper.height - edge - 7)):
            drawing.line(INK, (x + from_, height), (x + to, height), 2 * _HAIRLINE)
            drawing.text(Weight.REGULAR, _LABEL_SIZE, INK, (x + from_, text), label)
        for across, text in ((edge, edge + 3), (paper.width - edge, paper.width - edge - 9)):
            drawing.line(INK, (across, y + from_), (across, y + to), 2 * _HAIRLINE)
            drawing.text(Weight.REGULAR, _LABEL_SIZE, INK, (text, y + from_), label)
