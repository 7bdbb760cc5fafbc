"""The page of a drill: one prompt on a card, its answer on Space, how well it was known."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.blocks import Face
from deckapp.gui.widgets.card_view import CardView
from deckapp.gui.widgets.lettering import tint
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .drill_faces import ANSWER, CUE
from .grade_bar import GradeBar


class DrillPage(QWidget):
    """Shows what a drill asks; `graded` has the grade, `revealed` says that the answer is seen."""

    graded = Signal(int)
    revealed = Signal()
    recoloured = Signal()

    def __init__(self, theme: Theme, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.is_revealed = False
        self._part = 0
        self.card = CardView(theme, family)
        self.card.furnish()
        self.card.clicked.connect(self.reveal)
        self.grades = GradeBar()
        self.grades.reveal_wanted.connect(self.reveal)
        self.grades.graded.connect(self._on_graded)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._progress.setAccessibleName("Progress of the drill")
        self.about = WrappingLabel()
        self._keys = WrappingLabel()
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        below = QHBoxLayout()
        below.addWidget(self.about, 2)
        below.addWidget(self._keys, 3)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 10)
        foot.setSpacing(8)
        foot.addWidget(self.grades)
        foot.addWidget(self._progress)
        foot.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card, 1)
        column.addLayout(foot)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.card)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self.theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        for label in (self.about, self._keys):
            tint(label, theme.muted)
        self.card.set_theme(theme)
        self.recoloured.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            usual = QGuiApplication.font().pointSizeF()
            self.card.set_zoom(self.font().pointSizeF() / usual)

    def begin(self, *, shown: bool = False) -> None:
        """Begin with another prompt: its cue comes alone, unless its answer is shown at once."""
        self.is_revealed = shown
        self._part = 0
        self.grades.show_answer(shown=shown)

    def ask(self, face: Face) -> None:
        """Show a prompt, as far as it was revealed."""
        self.card.set_face(face, ANSWER if self.is_revealed else CUE, self._part)
        self.card.setFocus()
        self.card.repaint()

    def reveal(self) -> None:
        """Show the rest of a long cue, then the answer, then the rest of that, and around."""
        step = ANSWER if self.is_revealed else CUE
        if self._part + 1 < self.card.parts(step):
            self._show(step, self._part + 1)
        elif self.is_revealed:
            self._show(step, 0)
        else:
            self.is_revealed = True
            self._show(ANSWER, 0)
            self.grades.show_answer(shown=True)
            self.revealed.emit()

    def _show(self, step: int, part: int) -> None:
        self._part = part
        self.card.show_step(step, part)
        self.card.repaint()

    def tell(
        self,
        done: int,
        total: int,
        about: str,
        languages: Sequence[str],
        more_keys: Sequence[str] = (),
    ) -> None:
        """Say how far the drill is, what it is, and which keys there are."""
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        self.about.set_plain(about)
        names = "/".join(QLocale.languageToString(QLocale(tag).language()) for tag in languages)
        keys = [*more_keys, "Backspace takes back", "S skips", "B tomorrow", "E edits", "Esc ends"]
        whole = [f"L {names}", *keys] if names else keys
        self._keys.set_plain("   ".join(each.replace(" ", "\u00a0") for each in whole))

    def _on_graded(self, grade: int) -> None:
        self.graded.emit(grade)
        self.card.setFocus()
