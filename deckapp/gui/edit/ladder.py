"""Sections within a section: one of them as a group, a list of them as a ladder of forms."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from deckapp.deck import AddEntry, DeleteEntry, MoveEntry
from deckapp.deck.fields import FieldSpec, section_name
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.flow_layout import FlowLayout
from deckapp.gui.widgets.lettering import lettered, tint
from deckapp.gui.widgets.settling import enter
from deckapp.gui.widgets.tab_order import put_before
from deckapp.gui.widgets.wrapping_label import WrappingLabel

if TYPE_CHECKING:
    from .field_row import FieldRow
    from .form import Placed, SectionForm

_INDENT = 16


class _Titled(QWidget):
    """Something below a title."""

    edit_wanted = Signal(object)
    is_wrong = False

    def __init__(self, spec: FieldSpec, theme: Theme) -> None:
        super().__init__()
        self.spec = spec
        self.theme = theme
        self.title = WrappingLabel(spec.label)
        self.title.setToolTip(spec.help)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self.title)
        self._set_fonts()
        tint(self.title, theme.muted)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self.title.setFont(lettered(self.font(), 0.9, bold=True))

    def make_form(self) -> "SectionForm":
        """A form for the sections that the field has."""
        from .form import SectionForm  # forms have groups, groups have forms

        assert self.spec.record is not None
        form = SectionForm(self.spec.record, self.theme)
        form.edit_wanted.connect(self.edit_wanted)
        return form


class Group(_Titled):
    """The one section of a field."""

    def __init__(self, spec: FieldSpec, theme: Theme) -> None:
        super().__init__(spec, theme)
        self.form = self.make_form()
        self.form.setContentsMargins(_INDENT, 0, 0, 0)
        self.column.addWidget(self.form)

    def set_value(self, target: str, path: str, section: Any, keep: str) -> None:
        """Show the section."""
        self.form.set_section(target, f"{path}.", section, keep)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.theme = theme
        tint(self.title, theme.muted)
        self.form.set_theme(theme)

    def show_findings(self, findings: Sequence["Placed"]) -> None:
        """Show what is wrong with the section."""
        self.form.show_findings(findings)

    def all_rows(self) -> Iterator[tuple[str, "FieldRow"]]:
        """Every row with its path."""
        yield from self.form.all_rows()


class Ladder(_Titled):
    """The sections of a list, one below the other, to be added, removed and moved."""

    def __init__(self, spec: FieldSpec, theme: Theme) -> None:
        super().__init__(spec, theme)
        assert spec.record is not None
        self._what = section_name(spec.record)
        self._target, self._path = "", ""
        self._records: tuple[Any, ...] = ()
        self.rungs: list[Rung] = []
        self.add = QPushButton(f"Add {_article(self._what)} {self._what}")
        self.add.clicked.connect(self._on_add)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def set_value(self, target: str, path: str, records: tuple[Any, ...], keep: str) -> None:
        """Show the sections."""
        self._target, self._path, self._records = target, path, records
        while len(self.rungs) > len(records):
            rung = self.rungs.pop()
            self.column.removeWidget(rung)
            rung.hide()
            rung.deleteLater()
        while len(self.rungs) < len(records):
            self._append()
        for at, (rung, record) in enumerate(zip(self.rungs, records, strict=True)):
            rung.set_place(at, len(records))
            rung.form.set_section(target, f"{path}.{self._key(at)}.", record, keep)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.theme = theme
        tint(self.title, theme.muted)
        for rung in self.rungs:
            rung.set_theme(theme)

    def show_findings(self, findings: Sequence["Placed"]) -> None:
        """Show what is wrong with the sections."""
        for at, rung in enumerate(self.rungs):
            its = [(path[1:], each) for path, each in findings if path[:1] == (at,)]
            rung.form.show_findings(its)

    def all_rows(self) -> Iterator[tuple[str, "FieldRow"]]:
        """Every row with its path."""
        for rung in self.rungs:
            yield from rung.form.all_rows()

    def _key(self, at: int) -> str:
        """What names an entry in a path: its id, or its index where it has none."""
        return getattr(self._records[at], "id", "") or str(at)

    def _append(self) -> None:
        rung = Rung(self._what, self.make_form(), self.theme)
        rung.up.clicked.connect(self._on_up)
        rung.down.clicked.connect(self._on_down)
        rung.remove.clicked.connect(self._on_remove)
        self.rungs.append(rung)
        self.column.insertWidget(self.column.count() - 1, rung)
        put_before(rung, self.add)
        rung.show()

    def _on_add(self) -> None:
        assert self.spec.record is not None
        count = len(self.rungs)
        self.edit_wanted.emit(AddEntry(self._target, self._path, self.spec.record()))
        if len(self.rungs) > count:
            self.rungs[-1].focus_first()

    def _on_remove(self) -> None:
        at = self._sent_by("remove")
        self.add.setFocus()  # before the button is gone: a list that lost its last entry stays
        self.edit_wanted.emit(DeleteEntry(self._target, self._path, self._key(at)))
        if self.rungs:
            enter(self.rungs[min(at, len(self.rungs) - 1)].remove)

    def _on_up(self) -> None:
        self._move(self._sent_by("up"), -1)

    def _on_down(self) -> None:
        self._move(self._sent_by("down"), 1)

    def _move(self, at: int, by: int) -> None:
        edit = MoveEntry(self._target, self._path, self._key(at), at + by)
        self.edit_wanted.emit(edit)
        rung = self.rungs[at + by]
        button, other = (rung.up, rung.down) if by < 0 else (rung.down, rung.up)
        enter(button if button.isEnabled() else other)

    def _sent_by(self, button: str) -> int:
        sender = self.sender()
        return next(at for at, rung in enumerate(self.rungs) if getattr(rung, button) is sender)


class Rung(QWidget):
    """One section of a list, with buttons that move and remove it."""

    def __init__(self, what: str, form: "SectionForm", theme: Theme) -> None:
        super().__init__()
        self._what = what
        self.form = form
        self.label = QLabel()
        self.up, self.down, self.remove = (_button(word) for word in ("Up", "Down", "Remove"))
        head = QWidget()
        flow = FlowLayout(head)
        for widget in (self.label, self.up, self.down, self.remove):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INDENT, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(form)
        self.set_theme(theme)

    def set_place(self, at: int, count: int) -> None:
        """Say which of how many it is, from 0."""
        name = f"{self._what.capitalize()} {at + 1}"
        self.label.setText(name)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < count - 1)
        for button, word in ((self.up, "up"), (self.down, "down")):
            button.setAccessibleName(f"Move {name.lower()} {word}")
        self.remove.setAccessibleName(f"Remove {name.lower()}")

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        tint(self.label, theme.ink)
        self.form.set_theme(theme)

    def focus_first(self) -> None:
        """Give the keyboard to the first field that is shown."""
        enter(next(row for row in self.form.rows.values() if not row.isHidden()).field)


def _button(word: str) -> QToolButton:
    """A button no wider than its word needs."""
    button = QToolButton()
    button.setText(word)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
