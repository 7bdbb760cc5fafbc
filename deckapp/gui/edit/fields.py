"""A field of the form for each kind of value that a deck has.

All of them have the same face: `changed` tells that the user changed it, `value` is what the edit
takes (a text, or a list of texts), `set_value` shows what the deck has.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from itertools import accumulate
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
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
from deckapp.gui.widgets.settling import enter
from deckapp.gui.widgets.tab_order import put_before
from deckapp.gui.widgets.text_field import TextField, is_undo

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

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
    """A list of texts, one a line. One that has lines in the file keeps them until it is edited."""

    def __init__(self) -> None:
        super().__init__()
        self._whole: Mapping[str, str] = {}

    @override
    def value(self) -> tuple[str, ...]:  # type: ignore[override]  # a list of texts
        lines = super().value().split("\n")
        return tuple(self._whole.get(line, line) for line in lines if line.strip())

    @override
    def set_value(self, value: tuple[str, ...]) -> None:  # type: ignore[override]
        if tuple(value) != self.value():
            self.tidy(value)

    def tidy(self, value: tuple[str, ...]) -> None:
        """Show these texts, and no blank lines between them."""
        self._whole = {_in_one_line(each): each for each in value}
        super().set_value("\n".join(map(_in_one_line, value)))

    def start_of(self, entry: int) -> int:
        """The index in the box of the character that an entry of the list begins with."""
        lines = super().value().split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        filled = [start for start, line in zip(starts, lines, strict=False) if line.strip()]
        return filled[entry] if entry < len(filled) else starts[-1] - 1


def _in_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


class DayField(DateField):
    """A date of the model, or a part of one, as text."""

    def __init__(self, *, partial: bool, today: Callable[[], date] = date.today) -> None:
        super().__init__(partial, today)
        self.edit.installEventFilter(self)

    @override
    def set_value(self, value: date | str | None) -> None:
        super().set_value("" if value is None else str(value))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo to the deck; Return goes on to the next field."""
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return True
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _RETURN:
            self.focusNextChild()
            return True
        return super().eventFilter(watched, event)


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

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to the button: a focus proxy would have Tab pass by the rows."""
        self.add.setFocus(event.reason())

    def tagged_texts(self) -> list[tuple[str, TextField]]:
        """The boxes of the texts, each with its language tag."""
        return [(row.tag.value().strip(), row.text) for row in self._rows]

    @property
    def refusal(self) -> str:
        """Why the texts cannot be taken as they are; empty if they can."""
        tags = [tag for tag, text in self.tagged_texts() if text.value().strip()]
        if "" in tags:
            return "Say in the small box which language this is: ru, uk, zh-Hant."
        twice = [tag for tag, count in Counter(tags).items() if count > 1]
        return f"There are two texts for “{twice[0]}”. Make them one." if twice else ""

    def value(self) -> Mapping[str, str]:
        """The texts by language tag; rows without a tag or a text say nothing."""
        found = [(tag, text.value()) for tag, text in self.tagged_texts()]
        return {tag: text for tag, text in found if tag and text.strip()}

    def set_value(self, value: Mapping[str, str]) -> None:
        """Show other texts; rows that are not finished stay, if the texts are the same."""
        if dict(value) != self.value() or self.refusal:
            self.tidy(value)

    def tidy(self, value: Mapping[str, str]) -> None:
        """Show these texts and no rows that are not finished."""
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
        put_before(row, self.add)
        row.show()
        return row

    def _drop(self, row: "_Translation") -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_add(self) -> None:
        enter(self._append().tag)

    def _on_dropped(self) -> None:
        row = self.sender()
        assert isinstance(row, _Translation)
        self.add.setFocus()
        self._drop(row)
        self.changed.emit()


class _Translation(QWidget):
    """A language tag and a text."""

    changed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tag = LineField()
        self.tag.setPlaceholderText("ru")
        self.text = PlainField()
        self.drop = QPushButton("Remove")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.tag, 0, 0)
        grid.addWidget(self.text, 1, 0, 1, 3)
        grid.addWidget(self.drop, 0, 2)
        grid.setColumnStretch(1, 1)
        self.tag.changed.connect(self.changed)
        self.text.changed.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self._set_width()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_width()

    def _set_width(self) -> None:
        self.tag.setFixedWidth(self.fontMetrics().horizontalAdvance("zh-Hant-TW"))

    def set_name(self, name: str) -> None:
        self.tag.setAccessibleName(f"{name}: language, such as ru")
        self.text.setAccessibleName(name)
        self.drop.setAccessibleName(f"Remove this language of “{name}”")


def field_for(spec: FieldSpec) -> Any:
    """The widget that edits a value of a field, and says what it is called and what it is for.

    Sections have forms of their own.
    """
    field = _made_for(spec)
    field.setAccessibleName(spec.label)
    field.setAccessibleDescription(spec.help)
    field.setToolTip(spec.help)
    if isinstance(field, TranslationsField):
        field.set_name(spec.label)
    return field


def _made_for(spec: FieldSpec) -> Any:
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
