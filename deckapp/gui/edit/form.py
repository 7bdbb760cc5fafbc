"""A form for a section of the deck, derived from the model: a row for each of its fields."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from deckapp.deck import Finding, SetField
from deckapp.deck.fields import Kind, specs
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import tint
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .field_row import FieldRow, is_filled, is_plain, is_section
from .ladder import Group, Ladder

_SAID_AT = {
    "missing-id": "id",
    "no-counter": "counter",
    "stale-clearance": "by",
    "undated-fact": "date",
    "unsourced-fact": "source",
}
"""The field at which a finding about all of a section is said: there it is mended."""

Placed = tuple[tuple[str | int, ...], Finding]
"""A finding with its path within something."""


class SectionForm(QWidget):
    """Edits a section of one type: a card, an issue, the deck, or what is within them.

    `edit_wanted` carries an Edit. Fields that are seldom needed are shown when they say something,
    or when `shows_all` is set.
    """

    edit_wanted = Signal(object)
    shown_all = Signal()

    def __init__(self, type_: type, theme: Theme, *, without: Sequence[str] = ()) -> None:
        super().__init__()
        self._target, self._path = "", ""
        self._section: Any = None
        self._theme = theme
        self.rows: dict[str, FieldRow] = {}
        self.groups: dict[str, Group | Ladder] = {}
        kept = {
            name: spec
            for name, spec in specs(type_).items()
            if name not in without and spec.kind is not Kind.FINGERPRINT
        }
        folds = any(spec.ours for spec in kept.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._own: list[Finding] = []
        self._trouble = ""
        self.note = WrappingLabel()
        self.note.hide()
        column.addWidget(self.note)
        self._plain = {name for name, spec in kept.items() if not folds or is_plain(spec)}
        for name, spec in kept.items():
            if is_section(spec):
                make = Ladder if spec.kind is Kind.RECORDS else Group
                group = self.groups[name] = make(spec, theme)
                group.edit_wanted.connect(self.edit_wanted)
                column.addWidget(group)
            else:
                row = self.rows[name] = FieldRow(name, spec, theme, is_plain=name in self._plain)
                row.changed.connect(self._on_changed)
                column.addWidget(row)
        self.more = QPushButton("More fields")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._on_more)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(len(self._plain) < len(kept))
        tint(self.note, theme.red_line)

    # What it shows

    def set_section(self, target: str, path: str, section: Any, keep: str = "") -> None:
        """Show a section: that of a card, an issue or the deck (""), or what is at a path in it.

        The path ends in a dot, or is empty. The field at the path `keep` is left alone: what
        somebody typed in it is what the section has now.
        """
        before, moved = self._path, (self._target, self._path) != (target, path)
        self._target, self._path, self._section = target, path, section
        for name, row in self.rows.items():
            value = getattr(section, name)
            if keep in (f"{before}{name}", f"{path}{name}"):  # its id may be what was typed
                row.note_taken(value)
            else:
                row.set_value(value, anew=moved and not keep)
        for name, group in self.groups.items():
            group.set_value(target, f"{path}{name}", getattr(section, name), keep)
        self._show_rows()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        tint(self.note, theme.red_line)
        for part in (*self.rows.values(), *self.groups.values()):
            part.set_theme(theme)

    def show_findings(self, findings: Sequence[Placed]) -> None:
        """Underline what is wrong, and say it; each with its path within the section."""
        by_field: dict[str, list[Placed]] = {}
        self._own = [finding for path, finding in findings if not path]
        for path, finding in findings:
            name = str(path[0]) if path else _SAID_AT.get(finding.code, next(iter(self.rows)))
            by_field.setdefault(name, []).append((path[1:], finding))
        self._show_note()
        for name, row in self.rows.items():
            row.show_findings(by_field.get(name, []))
        for name, group in self.groups.items():
            group.show_findings(by_field.get(name, []))
        self._show_rows()

    def all_rows(self) -> Iterator[tuple[str, FieldRow]]:
        """Every row with its path, those of sections within included."""
        for name, row in self.rows.items():
            yield f"{self._path}{name}", row
        for group in self.groups.values():
            yield from group.all_rows()

    def say(self, path: str, trouble: str) -> None:
        """Say at the row of a path why what stands there cannot be taken; without one, on top."""
        if not path:
            self._trouble = trouble
            self._show_note()
        for at, row in self.all_rows():
            if at == path:
                row.say(trouble)

    def _show_note(self) -> None:
        """Say what is wrong with the section as a whole."""
        sentences = [self._trouble, *(f"{each.message} {each.hint}".strip() for each in self._own)]
        text = "\n".join(dict.fromkeys(filter(None, sentences)))
        self.note.set_plain(text)
        self.note.setVisible(bool(text))

    @property
    def shows_all(self) -> bool:
        """Whether fields that say nothing are shown, too."""
        return self.more.isChecked()

    def _show_rows(self) -> None:
        focused: QWidget | None = self.focusWidget()
        for name, part in (*self.rows.items(), *self.groups.items()):
            filled = name != "id" and is_filled(getattr(self._section, name, None))
            filled = filled or part.is_wrong
            has_focus = focused is not None and part.isAncestorOf(focused)
            part.setVisible(name in self._plain or filled or self.shows_all or has_focus)

    def _on_more(self) -> None:
        self.more.setText("Fewer fields" if self.shows_all else "More fields")
        self._show_rows()
        self.shown_all.emit()

    # What the user does

    def _on_changed(self) -> None:
        row = self.sender()
        assert isinstance(row, FieldRow)
        if row.refusal:
            row.say(row.refusal)
        else:
            self.edit_wanted.emit(SetField(self._target, f"{self._path}{row.name}", row.value()))
