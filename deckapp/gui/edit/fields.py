"""A field of the form for each kind of value that a deck has.

All of them have the same face: `changed` tells that the user changed it, `value` is what the edit
takes (a text, or a list of texts), `set_value` shows what the deck has.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, SignalInstance
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import clean_text
from deckapp.deck.fields import FieldSpec, Kind
from deckapp.gui.overriding import override
from deckapp.gui.widgets.chips import ChoiceChips, TagChips
from deckapp.gui.widgets.date_field import DateField
from deckapp.gui.widgets.focus_ring import FocusRing
from deckapp.gui.widgets.text_field import TextField, is_undo


class Field(Protocol):
    """What every field can do; it is a widget, too."""

    changed: SignalInstance

    def value(self) -> Any:
        """What the edit takes."""

    def set_value(self, value: Any) -> None:
        """Show what the deck has; that is no change."""


class PlainField(TextField):
    """A text that is typed or pasted, without what Word or mail brings along."""

    def __init__(self, *, single: bool = False) -> None:
        super().__init__(single=single)
        FocusRing(self)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.takes_pasted:
            super().insertFromMimeData(source)
        else:
            self.insert(clean_text(source.text()))


class LineField(QLineEdit):
    """A short text such as a number, an id or a language tag."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextMargins(3, 3, 3, 3)
        self.textEdited.connect(self.changed)

    def value(self) -> str:
        """The text."""
        return self.text()

    def set_value(self, value: object) -> None:
        """Show a value."""
        text = "" if value is None else str(value)
        if text != self.text():
            self.setText(text)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)


class ChoiceField(QComboBox):
    """One of some words, or none; takes the wheel only while it has the keyboard."""

    changed = Signal()

    def __init__(self, choices: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("Not said", "")
        for choice in choices:
            self.addItem(choice.capitalize(), choice)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self.changed)

    def value(self) -> str:
        """The word chosen."""
        return str(self.currentData())

    def set_value(self, value: str) -> None:
        """Choose a word."""
        self.setCurrentIndex(max(0, self.findData(value)))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class LinesField(PlainField):
    """A list of texts, one a line."""

    @override
    def value(self) -> tuple[str, ...]:  # type: ignore[override]  # a list of texts
        return tuple(line for line in super().value().split("\n") if line.strip())

    @override
    def set_value(self, value: tuple[str, ...]) -> None:  # type: ignore[override]
        if tuple(value) != self.value():
            super().set_value("\n".join(" ".join(each.split("\n")) for each in value))


class DayField(DateField):
    """A date of the model, or a part of one, as text."""

    @override
    def set_value(self, value: date | str | None) -> None:
        super().set_value("" if value is None else str(value))


class TranslationsField(QWidget):
    """Texts by language, a row each."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Translation] = []
        self._name = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add = QPushButton("Add a language")
        self.add.clicked.connect(self._on_add)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)

    @property
    def texts(self) -> list[TextField]:
        """The boxes of the texts."""
        return [row.text for row in self._rows]

    def tagged_texts(self) -> list[tuple[str, TextField]]:
        """The boxes of the texts, each with its language tag."""
        return [(row.tag.value().strip(), row.text) for row in self._rows]

    def value(self) -> Mapping[str, str]:
        """The texts by language tag; rows without a tag or a text say nothing."""
        found = {row.tag.value().strip(): row.text.value() for row in self._rows}
        return {tag: text for tag, text in found.items() if tag and text.strip()}

    def set_value(self, value: Mapping[str, str]) -> None:
        """Show other texts; rows that are not finished stay."""
        if dict(value) == self.value():
            return
        while len(self._rows) > len(value):
            self._drop(self._rows[-1])
        while len(self._rows) < len(value):
            self._append()
        for row, (tag, text) in zip(self._rows, value.items(), strict=True):
            row.tag.set_value(tag)
            row.text.set_value(text)

    def set_name(self, name: str) -> None:
        """Name the boxes for those who do not see them."""
        self._name = name
        for row in self._rows:
            row.set_name(name)

    def _append(self) -> "_Translation":
        row = _Translation()
        row.set_name(self._name)
        row.changed.connect(self.changed)
        row.dropped.connect(self._on_dropped)
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        return row

    def _drop(self, row: "_Translation") -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_add(self) -> None:
        self._append().tag.setFocus()

    def _on_dropped(self) -> None:
        row = self.sender()
        assert isinstance(row, _Translation)
        self._drop(row)
        self.add.setFocus()
        self.changed.emit()


class _Translation(QWidget):
    """A language tag and a text."""

    changed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tag = LineField()
        self.tag.setPlaceholderText("ru")
        self.tag.setFixedWidth(self.fontMetrics().horizontalAdvance("zh-Hant-TW"))
        self.text = PlainField()
        self.drop = QPushButton("Remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.tag, 0), (self.text, 1), (self.drop, 0)):
            row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        self.tag.changed.connect(self.changed)
        self.text.changed.connect(self.changed)
        self.drop.clicked.connect(self.dropped)

    def set_name(self, name: str) -> None:
        self.tag.setAccessibleName(f"{name}: language, such as ru")
        self.text.setAccessibleName(name)
        self.drop.setAccessibleName(f"Remove this language of “{name}”")


def field_for(spec: FieldSpec) -> Any:
    """The widget that edits a value of a field; sections have forms of their own."""
    match spec.kind:
        case Kind.CHOICE:
            return ChoiceField(spec.choices)
        case Kind.CHOICES:
            return ChoiceChips(spec.choices)
        case Kind.DATE | Kind.PARTIAL_DATE:
            return DayField(partial=spec.kind is Kind.PARTIAL_DATE)
        case Kind.TEXTS:
            return TagChips() if spec.brief else LinesField()
        case Kind.TRANSLATIONS:
            return TranslationsField()
        case Kind.TEXT:
            return PlainField(single=spec.brief)
    return LineField()
