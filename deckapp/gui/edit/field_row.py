"""One field of a form: its label, the widget that edits it, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import is_dataclass
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from deckapp.deck import Finding
from deckapp.deck.fields import Face, FieldSpec, Kind
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import lettered, tint
from deckapp.gui.widgets.text_field import Line, TextField, Underline
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .fields import LinesField, TranslationsField, field_for


class FieldRow(QWidget):
    """Edits the field of this name; `changed` tells that the user changed it.

    `is_plain` tells whether the field is always shown; others are when they say something.
    """

    changed = Signal()

    def __init__(self, name: str, spec: FieldSpec, theme: Theme, *, is_plain: bool) -> None:
        super().__init__()
        self.name = name
        self.spec = spec
        self.is_plain = is_plain
        self.trouble = ""
        self._theme = theme
        self._findings: Sequence[tuple[tuple[str | int, ...], Finding]] = ()
        self._spelling: Sequence[tuple[int, int]] = ()
        self.label = QLabel(spec.label)
        self.field: Any = field_for(spec)
        self.field.setAccessibleName(spec.label)
        self.field.setAccessibleDescription(spec.help)
        self.field.setToolTip(spec.help)
        if isinstance(self.field, TranslationsField):
            self.field.set_name(spec.label)
        self.label.setBuddy(self.field)
        self.note = WrappingLabel()
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (self.label, self.field, self.note):
            column.addWidget(widget)
        self.field.changed.connect(self.changed)
        self._set_fonts()
        self.set_theme(theme)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self.label.setFont(lettered(self.font(), 0.9, bold=True))
        self.note.setFont(lettered(self.font(), 0.92))

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours: what they say stands on their tint, as on the card."""
        self._theme = theme
        tint(self.label, theme.muted)
        tint(self.note, theme.red_line)
        palette = self.field.palette()
        palette.setColor(QPalette.ColorRole.Window, frame_colour(theme))
        if self.name in ("counter", "counter_in"):
            palette.setColor(QPalette.ColorRole.Base, QColor(theme.theirs))
        self.field.setPalette(palette)
        self._show_findings()

    # The value

    @property
    def is_empty(self) -> bool:
        """Whether the field says nothing."""
        return not self.field.value()

    @property
    def texts(self) -> list[TextField]:
        """The boxes with texts, if it has any."""
        if isinstance(self.field, TranslationsField):
            return self.field.texts
        return [self.field] if isinstance(self.field, TextField) else []

    def value(self) -> Any:
        """What the field has, as an edit takes it."""
        return self.field.value()

    def set_value(self, value: Any) -> None:
        """Show what the deck has."""
        if not self.trouble or not self.field.hasFocus():
            self.field.set_value(value)
            self.say("")

    def say(self, trouble: str) -> None:
        """Say why what stands here cannot be taken; nothing if it can."""
        self.trouble = trouble
        self._show_findings()

    def show_place(self, within: str, start: int, end: int) -> None:
        """Give it the keyboard, with a place selected in the entry or translation `within` it."""
        text, before = self.field, 0
        if isinstance(self.field, TranslationsField):
            tags = list(self.field.value())
            text = self.field.texts[tags.index(within)] if within in tags else self.field
        elif isinstance(self.field, LinesField) and within.isdigit():
            before = self._line_start(int(within))
        text.setFocus()
        if isinstance(text, TextField):
            text.select(before + start, before + end)

    # What is wrong with it

    def show_findings(self, findings: Sequence[tuple[tuple[str | int, ...], Finding]]) -> None:
        """Underline these, each with its path within the field, and say what they are."""
        if findings != self._findings:
            self._findings = findings
            self._show_findings()

    def show_misspelt(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline misspelt words, in a field that is one text."""
        if spans != self._spelling:
            self._spelling = spans
            self._show_findings()

    def finding_at(self, index: int) -> Finding | None:
        """The finding at a character of the text."""
        for path, finding in self._findings:
            start, end = self._span(path, finding)
            if start <= index <= end and start < end:
                return finding
        return None

    @property
    def findings(self) -> list[Finding]:
        """What was found here."""
        return [finding for _, finding in self._findings]

    def _show_findings(self) -> None:
        needs = "Needed." if self.spec.required and self.is_empty else ""
        sentences = [self.trouble or needs]
        sentences += [f"{each.message} {each.hint}".strip() for _, each in self._findings]
        text = "\n".join(dict.fromkeys(filter(None, sentences)))
        self.note.set_plain(text)
        self.note.setVisible(bool(text))
        self.field.setAccessibleDescription(f"{text} {self.spec.help}".strip())
        if isinstance(self.field, TextField):
            self.field.set_underlines([*self._wrong(), *self.misspelt(self._spelling)])

    def _wrong(self) -> list[Underline]:
        found = []
        for path, finding in self._findings:
            start, end = self._span(path, finding)
            if start < end:
                colour = self._theme.red_line
                found.append(Underline(start, end, Line.WAVE, colour, finding.message))
        return found

    def misspelt(self, spans: Sequence[tuple[int, int]]) -> list[Underline]:
        """How misspelt words are underlined."""
        colour, reason = self._theme.focus, "Not in the dictionary"
        return [Underline(*span, Line.DOTS, colour, reason) for span in spans]

    def _span(self, path: tuple[str | int, ...], finding: Finding) -> tuple[int, int]:
        """Where in the box a finding is: an entry of a list has its line."""
        before = 0
        if isinstance(self.field, LinesField) and path and isinstance(path[0], int):
            before = self._line_start(path[0])
        return before + finding.start, before + finding.end

    def _line_start(self, entry: int) -> int:
        return sum(len(line) + 1 for line in self.field.value()[:entry])


def frame_colour(theme: Theme) -> QColor:
    """What a field's palette calls its window: Fusion draws frames a shade darker than that."""
    muted = QColor(theme.muted)
    return muted if theme.name == "dark" else muted.lighter(180)


def is_plain(spec: FieldSpec) -> bool:
    """Whether every card needs the field: it is required, or what one of both sides says."""
    return spec.required or spec.ours or spec.face is Face.BACK


def is_filled(value: Any) -> bool:
    """Whether a value of the model says something."""
    default = type(value)() if is_dataclass(value) and not isinstance(value, type) else None
    return bool(value) and value != default


_SECTIONS = (Kind.RECORD, Kind.RECORDS)


def is_section(spec: FieldSpec) -> bool:
    """Whether a field has fields of its own."""
    return spec.kind in _SECTIONS
