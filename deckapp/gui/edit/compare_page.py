"""Comparing the deck with another version of it, and taking over what differs there."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Deck, EditError, SnapshotError, TakeDeck, UnreadableFileError
from deckapp.deck.comparing.taking import taking_together
from deckapp.deck.versions import VersionError
from deckapp.gui.jobs import Job, JobRunner
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import frame
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .changes_list import ChangesList
from .comparison import (
    Comparison,
    Row,
    Version,
    both_sides,
    compared,
    kept_versions,
    rows_of,
    sentence,
)
from .side_by_side import SideBySide, list_beside
from .version_chooser import VersionChooser

_NOTHING_KEPT = "deckapp has kept no earlier version yet; it does so at each save."
_NOTHING = "Nothing differs."
_NOTHING_SPOKEN = "Nothing that is spoken differs."
_READING = "Comparing…"
_BROKEN = "This version has errors: what could not be read there seems to be missing."
_EXPECTED = (VersionError, SnapshotError, UnreadableFileError)


class ComparePage(QWidget):
    """Differences at the left, card by card; the chosen one at the right, side by side.

    `edit_wanted` carries an edit of the deck that was set last; set the deck again once it is
    made. Versions are looked up when the page is shown.
    """

    edit_wanted = Signal(object)
    closed = Signal()

    def __init__(self, runner: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._deck, self._path = Deck(), Path()
        self._version: Version | None = None
        self._found: Comparison | None = None
        self._listing = self._comparing = Job(self)
        self.chooser = VersionChooser()
        self.chooser.wished.connect(self._on_version_wished)
        self.filter = QComboBox()
        self.filter.addItems(["All differences", "Only spoken text"])
        self.filter.currentIndexChanged.connect(self._on_filter_changed)
        self.list = ChangesList()
        self.list.chosen.connect(self._on_row_chosen)
        self.both = SideBySide(theme)
        self._sentence, self._note, self._empty = (WrappingLabel() for _ in range(3))
        self.take = QPushButton("&Take over")
        self.take.setAccessibleDescription("Makes this deck as the other version is, here.")
        self.take.clicked.connect(self._on_take_clicked)
        self.take_all = QPushButton("Ta&ke over all of this card")
        self.take_all.setAccessibleDescription("Takes over all that is listed of this card.")
        self.take_all.clicked.connect(self._on_take_all_clicked)
        self.take_version = QPushButton("Go &back to this version")
        self.take_version.setAccessibleDescription(
            "Makes the whole deck as the other version is. It can be undone."
        )
        self.take_version.clicked.connect(self._on_take_version_clicked)
        self.close_button = QPushButton("Cl&ose")
        self.close_button.setAccessibleName("Close the comparison")
        self.close_button.clicked.connect(self.closed)
        self.pages = QStackedWidget()
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        show = QLabel("&Show")
        show.setBuddy(self.filter)
        self.filter.setAccessibleName("Which differences to show")
        head = self.chooser.grid
        head.setColumnMinimumWidth(3, 8)
        head.addWidget(self.close_button, 0, 5)
        head.addWidget(show, 1, 4)
        head.addWidget(self.filter, 1, 5)
        foot = QWidget()
        buttons = FlowLayout(foot)
        for button in (self.take, self.take_all, self.take_version):
            buttons.addWidget(button)
        split = list_beside(self.list, self._sentence, self.both, foot)
        split.setSizes([300, 600])
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.addWidget(self._empty)
        self.pages.addWidget(split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.chooser)
        layout.addWidget(self._note)
        layout.addWidget(self.pages, 1)
        self._note.hide()

    def set_theme(self, theme: Theme) -> None:
        """Mark in other colours."""
        self.both.set_theme(theme)
        for box in (self.chooser.versions, self.chooser.revision, self.filter):
            frame(box, theme)

    # What is compared

    def set_deck(self, deck: Deck, path: Path | None) -> None:
        """Compare the deck as it is now; everything in it has an id."""
        wanted = path or Path()
        if wanted != self._path:
            self._version = self._found = None
            self.list.set_rows([])
        self._deck, self._path = deck, wanted
        self.chooser.set_path(path)
        if not self.isVisible():
            return
        if self._version is None:
            self._list()
        else:
            self._compare(self._found)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to the list: a focus proxy would have Tab pass by what is above it."""
        self.list.setFocus(event.reason())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list()

    def _list(self) -> None:
        """Look up the versions that deckapp kept."""
        self._listing.cancel()
        path = self._path
        if path == Path():
            self._on_listed(())
            return
        self._listing = self._runner.run(
            lambda _: kept_versions(path), self._on_listed, self._on_failed
        )

    def _on_listed(self, versions: tuple[Version, ...]) -> None:
        if self._version is None and versions:
            self._version = versions[0]
        self.chooser.set_versions(versions, self._version)
        if self._version is None:
            self._show_empty(_NOTHING_KEPT)
        else:
            self._compare()

    def _on_version_wished(self, version: Version) -> None:
        self._version = version
        self._compare()

    def _compare(self, last: Comparison | None = None) -> None:
        """Compare with the version that was wished last; read it unless it is that of `last`."""
        self._comparing.cancel()
        deck, version = self._deck, self._version
        assert version is not None
        self._tell("")
        if self._found is None:
            self._show_empty(_READING)
        self._comparing = self._runner.run(
            lambda _: compared(deck, version, last), self._on_compared, self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        """Say why a version cannot be had; what was compared before stays."""
        if not isinstance(error, _EXPECTED):
            raise error
        if self._found is None:
            self._version = None
            self._show_empty("" if self.chooser.versions.count() else _NOTHING_KEPT)
        else:
            self._version = self._found.version
            if self._found.deck is not self._deck:
                self._compare(self._found)
        self._tell(str(error))

    def _on_compared(self, found: Comparison) -> None:
        self._found = found
        self.chooser.choose(found.version)
        self._tell(_BROKEN if found.is_broken else "")
        self._show_rows()

    # What is shown

    def _on_filter_changed(self) -> None:
        if self._found is not None:
            self._show_rows()

    def _show_rows(self) -> None:
        assert self._found is not None
        spoken = self.filter.currentIndex() == 1
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.pages.isAncestorOf(focused)
        rows = rows_of(self._found.changes, spoken=spoken)
        self.list.set_rows(rows)
        if rows:
            self.pages.setCurrentIndex(1)
            return
        self._show_empty(_NOTHING_SPOKEN if spoken and self._found.changes else _NOTHING)
        if had_keyboard:
            self.chooser.versions.setFocus()

    def _show_empty(self, text: str) -> None:
        self._empty.set_plain(text)
        self.pages.setCurrentIndex(0)
        announce(self, text)

    def _tell(self, text: str) -> None:
        self._note.set_plain(text)
        self._note.setVisible(bool(text))
        if text:
            announce(self, text)

    def _on_row_chosen(self) -> None:
        row = self.list.row()
        if row is None or self._found is None:
            return
        version = self._found.version
        here, there = both_sides(row)
        self._sentence.set_plain(sentence(row, version))
        self.both.set_texts("This deck", here, version.name, there)
        self.take.setEnabled(not row.is_head)

    # Taking over

    def _on_take_clicked(self) -> None:
        self._take(self.list.row())

    def _on_take_all_clicked(self) -> None:
        self._take(self.list.head())

    def _on_take_version_clicked(self) -> None:
        found = self._found
        if found is not None and found.deck is self._deck:
            label = f"return to the version of {found.version.name}"
            self.edit_wanted.emit(TakeDeck(found.other, label))

    def _take(self, row: Row | None) -> None:
        """Want the edit that takes over a row, unless the list is of a deck that was changed."""
        found = self._found
        if row is None or found is None or found.deck is not self._deck:
            return
        try:
            edit = taking_together(row.changes, found.deck, found.other)
        except EditError as error:
            self._tell(str(error))
            return
        self.edit_wanted.emit(edit)
