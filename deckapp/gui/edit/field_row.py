"""One field of a form: its label, the widget that edits it, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deckapp.deck import Finding
from deckapp.deck.fields import Face, FieldSpec, Kind
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import frame_colour, lettered, tint
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
        self._shown: object = None
        self._is_stale = True
        self._findings: Sequence[tuple[tuple[str | int, ...], Finding]] = ()
        self._spelling: dict[str, Sequence[tuple[int, int]]] = {}
        self.label = WrappingLabel(spec.label)
        self.field: Any = field_for(spec)
        self.label.setBuddy(self.field)
        self.note = WrappingLabel()
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (self.label, self.field, self.note):
            column.addWidget(widget)
        self.field.changed.connect(self._on_changed)
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
        value = self.field.value()
        return not (value.strip() if isinstance(value, str) else value)

    def value(self) -> Any:
        """What the field has, as an edit takes it."""
        return self.field.value()

    def set_value(self, value: Any, *, anew: bool = False) -> None:
        """Show what the deck has, now or (`anew`) in another section.

        What stands here but cannot be taken stays until the deck changes here.
        """
        if anew:
            self._spelling = {}
            if isinstance(self.field, LinesField | TranslationsField):
                self.field.tidy(value)
        elif value == self._shown:
            return
        self._shown = value
        self.field.set_value(value)
        self._findings = ()
        self.say("")

    def note_taken(self, value: Any) -> None:
        """What the user typed here is what the deck has now; it stays as it is typed."""
        self._shown = value
        self.say("")

    @property
    def refusal(self) -> str:
        """Why what stands here is no value at all; empty if it is one."""
        return self.field.refusal if isinstance(self.field, TranslationsField) else ""

    def _on_changed(self) -> None:
        self._is_stale = True
        self.changed.emit()

    def say(self, trouble: str) -> None:
        """Say why what stands here cannot be taken; nothing if it can."""
        self.trouble = trouble
        self._show_findings()

    def show_place(self, within: str, start: int, end: int) -> None:
        """Give it the keyboard, with a place selected in the entry or translation `within` it."""
        text, before = self.field, 0
        if isinstance(self.field, TranslationsField):
            text = dict(self.field.tagged_texts()).get(within, self.field)
        elif isinstance(self.field, LinesField) and within.isdigit():
            before = self.field.start_of(int(within))
        text.setFocus()
        if isinstance(text, TextField):
            text.select(before + start, before + end)

    # What is wrong with it

    def show_findings(self, findings: Sequence[tuple[tuple[str | int, ...], Finding]]) -> None:
        """Underline these, each with its path within the field, and say what they are."""
        if self._is_stale or findings != self._findings:
            self._findings = findings
            self._show_findings()

    def show_misspelt(self, spans: Sequence[tuple[int, int]], tag: str = "") -> None:
        """Underline misspelt words, in the text or in its translation of a language tag."""
        if spans != self._spelling.get(tag):
            self._spelling[tag] = spans
            self._show_findings()

    def finding_at(self, index: int) -> Finding | None:
        """The finding at a character of the text."""
        for path, finding in self._findings:
            start, end = self._span(path, finding)
            if start <= index <= end and start < end:
                return finding
        return None

    @property
    def is_wrong(self) -> bool:
        """Whether there is something to say that should not stay unseen."""
        return bool(self.trouble or self._findings)

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
        for tag, box in self._boxes():
            box.set_underlines([*self._wrong(tag), *self._misspelt(tag)])
        self._is_stale = False

    def _boxes(self) -> Iterator[tuple[str, TextField]]:
        """The boxes with texts, each with its language tag if it has one."""
        if isinstance(self.field, TranslationsField):
            yield from self.field.tagged_texts()
        elif isinstance(self.field, TextField):
            yield "", self.field

    def _wrong(self, tag: str) -> list[Underline]:
        found = []
        for path, finding in self._findings:
            start, end = self._span(path, finding)
            if start < end and (not tag or path[:1] == (tag,)):
                colour = self._theme.red_line
                found.append(Underline(start, end, Line.WAVE, colour, finding.message))
        return found

    def _misspelt(self, tag: str) -> list[Underline]:
        colour, reason = self._theme.focus, "Not in the dictionary"
        spans = self._spelling.get(tag, ())
        return [Underline(*span, Line.DOTS, colour, reason) for span in spans]

    def _span(self, path: tuple[str | int, ...], finding: Finding) -> tuple[int, int]:
        """Where in the box a finding is: an entry of a list has its line."""
        before = 0
        if isinstance(self.field, LinesField) and path and isinstance(path[0], int):
            before = self.field.start_of(path[0])
        return before + finding.start, before + finding.end


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
