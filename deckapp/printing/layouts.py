"""Layouts: how faces lie on paper, read from small YAML files. All lengths are in points."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from deckapp.deck import Complaint, Problem, UnreadableFileError, read_bytes, read_section
from deckapp.deck.characters import shown

from .errors import BadFileError, UnknownNameError
from .face_layout import LEAST_MEASURE, FaceLayout
from .geometry import Size, Spot
from .layout_format import LAYOUT_FORMAT, CardSize, Grid, LayoutFile
from .suggestions import did_you_mean
from .vocabulary import GROUPS, Content, Density, Duplex, Faces, Fold, Marks

_SUFFIX = ".yaml"
_TOLERANCE = 0.01
_LARGEST = 72 * 60
"""The longest edge of a sheet: five feet."""
_MOST_CREEP = 2 * 72 / 25.4
PANELS = {Fold.POCKET: (4, 2), Fold.BOOKLET: (2, 1), Fold.TENT: (1, 2)}
"""Columns and rows of the panels of a folded sheet."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to put a deck on paper. `id` is the name of its file without the suffix.

    `cells` are the places of cards on the front of a sheet, in the order in which they are
    filled; a fold has its panels there, row by row. `creep` is what each further sheet of a
    booklet stands out by.
    """

    id: str
    title: str
    group: str
    stock: str
    content: Content
    faces: Faces
    density: Density
    paper: Size
    face: FaceLayout
    columns: int
    rows: int
    cells: tuple[Spot, ...]
    fold: Fold
    creep: float
    duplex: Duplex
    marks: Marks

    @property
    def is_single(self) -> bool:
        """Whether a page is one face and nothing else."""
        return len(self.cells) == 1 and self.paper == self.face.area

    def on_paper(self, paper: Size) -> "Layout":
        """The same page on other paper; only a page or a tent can be had on any."""
        panels = PANELS.get(self.fold, (1, 1))
        area = Size(paper.width / panels[0], paper.height / panels[1])
        face = replace(self.face, width=area.width, height=area.height)
        cells = tuple(_panels(paper, panels))
        return replace(self, paper=paper, face=face, cells=cells)


def read_layout(data: bytes, id_: str) -> tuple[Layout | None, tuple[Problem, ...]]:
    """A layout from the bytes of its file, or everything that is wrong with it."""
    reading = read_section(data, LayoutFile, LAYOUT_FORMAT, _complaints)
    file = reading.section
    return (None if file is None else _layout(file, id_)), reading.problems


def layout_named(id_: str, folders: Sequence[Path]) -> Layout:
    """The layout of that id; of two folders that have it, the first one's.

    Raises UnknownNameError naming close matches, and BadFileError where its file is no good.
    """
    for folder in folders:
        path = folder / f"{id_}{_SUFFIX}"
        if id_ and path.name == f"{id_}{_SUFFIX}" and is_file(path):
            return _open(path)
    hint = did_you_mean(id_, [path.stem for path in _paths(folders)])
    raise UnknownNameError(f"There is no layout “{shown(id_)}”. {hint}".strip())


def find_layouts(folders: Sequence[Path]) -> tuple[list[Layout], list[BadFileError]]:
    """All layouts of the folders, by group and size, and what is wrong with the files of others."""
    found: list[Layout] = []
    errors: list[BadFileError] = []
    for path in _paths(folders):
        try:
            found.append(_open(path))
        except BadFileError as error:
            errors.append(error)
    return sorted(found, key=_order), errors


def _order(layout: Layout) -> tuple[int, float, str]:
    area = layout.face.width * layout.face.height
    return GROUPS.index(layout.group), -area, layout.id


def _paths(folders: Iterable[Path]) -> list[Path]:
    """The layout files, each id once; then what only has the name of one."""
    found = [path for folder in folders for path in sorted(folder.glob(f"*{_SUFFIX}"))]
    files: dict[str, Path] = {}
    for path in filter(is_file, found):
        files.setdefault(path.stem, path)
    return [*files.values(), *(path for path in found if not is_file(path))]


def is_file(path: Path) -> bool:
    """Whether there is a file of that name; a name that cannot be one is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _open(path: Path) -> Layout:
    try:
        layout, problems = read_layout(read_bytes(path), path.stem)
    except UnreadableFileError as error:
        raise BadFileError(path, (), str(error)) from None
    if layout is None:
        raise BadFileError(path, problems)
    return layout


def _layout(file: LayoutFile, id_: str) -> Layout:
    paper, area, grid = _measures(file)
    fold = Fold(file.fold or Fold.NONE)
    panels = PANELS.get(fold)
    cells = _panels(paper, panels) if panels else _cells(paper, area, grid, fold)
    return Layout(
        id=id_,
        title=file.title.strip(),
        group=file.group,
        stock=file.stock.strip(),
        content=Content(file.content or Content.CARDS),
        faces=Faces(file.faces or Faces.SIDES),
        density=Density(file.density or Density.FULL),
        paper=paper,
        face=FaceLayout(
            width=area.width,
            height=area.height,
            margin=file.margin or 0.0,
            label_width=file.type.headings or 0.0,
            preferred=file.type.preferred or 0.0,
            floor=file.type.floor or 0.0,
        ),
        columns=panels[0] if panels else grid.columns or 1,
        rows=panels[1] if panels else grid.rows or 1,
        cells=tuple(cells),
        fold=fold,
        creep=file.creep or 0.0,
        duplex=Duplex(file.duplex or Duplex.NONE),
        marks=Marks(file.marks or Marks.NONE),
    )


def _measures(file: LayoutFile) -> tuple[Size, Size, Grid]:
    """The paper, one face, and the grid, with what the file leaves out filled in."""
    paper = Size(file.paper.width or 0.0, file.paper.height or 0.0)
    columns, rows = PANELS.get(Fold(file.fold or Fold.NONE), (1, 1))
    width, height = file.card.width, file.card.height
    return paper, Size(width or paper.width / columns, height or paper.height / rows), file.grid


def _panels(paper: Size, panels: tuple[int, int]) -> Iterator[Spot]:
    columns, rows = panels
    width, height = paper.width / columns, paper.height / rows
    for row in range(rows):
        for column in range(columns):
            yield Spot(column * width, paper.height - (row + 1) * height)


def _cells(paper: Size, area: Size, grid: Grid, fold: Fold) -> Iterator[Spot]:
    columns, rows = grid.columns or 1, grid.rows or 1
    leaf = area.width * (2 if fold is Fold.OVER else 1)
    across, down = grid.across or leaf, grid.down or area.height
    left = grid.left
    if left is None:
        left = (paper.width - (columns - 1) * across - leaf) / 2
    top = grid.top
    if top is None:
        top = (paper.height - (rows - 1) * down - area.height) / 2
    for row in range(rows):
        for column in range(columns):
            yield Spot(left + column * across, paper.height - top - row * down - area.height)


def _complaints(file: LayoutFile) -> Iterator[Complaint]:
    """What is wrong with a layout whose values are each in order."""
    paper, area, grid = _measures(file)
    fold = Fold(file.fold or Fold.NONE)
    if not _TOLERANCE < min(paper.width, paper.height) <= max(paper.width, paper.height) < _LARGEST:
        hint = f"Each edge is more than 0 and less than {_LARGEST / 72:g} in."
        yield ("paper",), "There is no paper of this size.", hint
        return
    if 0.0 in (file.card.width, file.card.height):
        yield ("card",), "A card of this size cannot be seen.", "Give it a width and a height."
        return
    for key, given in (("card", file.card != CardSize()), ("grid", file.grid != Grid())):
        if fold in PANELS and given:
            hint = f"Leave out “{key}”: the fold divides the paper."
            yield (key,), f"A {fold} fold has panels, not cards on a grid.", hint
            return
    if fold is Fold.TENT and file.faces != Faces.WHOLE:
        hint = "Write 'faces: whole': the other side of the tent has the name."
        yield ("fold",), "A tent has one face for a card.", hint
    if (file.creep or 0.0) > _MOST_CREEP:
        hint = "Twice the thickness of a sheet is about 0.2 mm, and never more than 2 mm."
        yield ("creep",), "No paper is so thick.", hint
    margin = file.margin or 0.0
    preferred, floor = file.type.preferred or 0.0, file.type.floor or 0.0
    if not 4 <= floor <= preferred <= 144:
        hint = "The floor is at least 4 pt, the preferred size not smaller, and at most 144 pt."
        yield ("type",), "Type cannot be set in these sizes.", hint
        return
    face = FaceLayout(area.width, area.height, margin, file.type.headings or 0, preferred, floor)
    if face.text_width < LEAST_MEASURE * floor or face.height - 2 * margin < 12 * floor:
        hint = "Make the card larger, or the margin, the headings or the type smaller."
        yield ("margin",), "This leaves no room for text on a card.", hint
    if fold not in PANELS:
        yield from _grid_complaints(paper, area, grid, fold)


def _grid_complaints(paper: Size, area: Size, grid: Grid, fold: Fold) -> Iterator[Complaint]:
    leaf = Size(area.width * (2 if fold is Fold.OVER else 1), area.height)
    cells = list(_cells(paper, area, grid, fold))
    left, bottom = min(cell.x for cell in cells), min(cell.y for cell in cells)
    right = max(cell.x for cell in cells) + leaf.width
    top = max(cell.y for cell in cells) + leaf.height
    if (
        min(left, bottom) < -_TOLERANCE
        or right > paper.width + _TOLERANCE
        or top > paper.height + _TOLERANCE
    ):
        hint = f"The cards reach from {_inches(left, paper.height - top)} to "
        hint += f"{_inches(right, paper.height - bottom)}, the paper to "
        hint += _inches(paper.width, paper.height)
        yield ("grid",), "Some cards lie off the paper.", hint
    for pitch, extent, count, key in (
        (grid.across, leaf.width, grid.columns, "across"),
        (grid.down, leaf.height, grid.rows, "down"),
    ):
        if pitch is not None and pitch < extent - _TOLERANCE and (count or 1) > 1:
            hint = f"Make “{key}” at least {extent / 72:.3g} in."
            yield ("grid", key), "Cards lie on each other.", hint


def _inches(x: float, y: float) -> str:
    return f"{x / 72:.2f} × {y / 72:.2f} in."
