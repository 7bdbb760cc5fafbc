"""Rows of chips: some of a fixed set to tick, or tags of anybody's own."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from deckapp.gui.overriding import override

from .announcing import announce
from .chip import Chip, Mark
from .flow_layout import FlowLayout
from .text_field import is_undo

_BETWEEN_TAGS = re.compile("[,;\n\r\u2028\u2029]")
_MOST_TYPED = 1_000_000
"""Characters; Qt's own bound would cut what is pasted short, silently."""
_MOST_AT_ONCE = 500
"""What has more commas than that is a text and no list of tags: it becomes one."""
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceChips(QWidget):
    """A chip for each choice; Space ticks it, Left and Right go to the next."""

    changed = Signal()

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = {choice: Chip(choice.capitalize(), Mark.TICK) for choice in choices}
        row = FlowLayout(self)
        for chip in self._chips.values():
            chip.clicked.connect(self.changed)
            row.addWidget(chip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Tab takes it as a whole
        self.setFocusProxy(next(iter(self._chips.values())))

    def value(self) -> tuple[str, ...]:
        """What is ticked, in the order of the choices."""
        return tuple(choice for choice, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: Sequence[str]) -> None:
        """Tick these and no others."""
        for choice, chip in self._chips.items():
            chip.setChecked(choice in value)

    def setAccessibleName(self, name: str) -> None:
        """Name the chips, which have the keyboard."""
        super().setAccessibleName(name)
        for chip in self._chips.values():
            chip.setAccessibleName(f"{name}: {chip.word()}")

    def setAccessibleDescription(self, text: str) -> None:
        """Describe the chips, which have the keyboard."""
        super().setAccessibleDescription(text)
        for chip in self._chips.values():
            chip.setAccessibleDescription(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        chips = list(self._chips.values())
        at = next((index for index, chip in enumerate(chips) if chip.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        else:
            to = max(0, min(at + step, len(chips) - 1))
            chips[to].setFocus(Qt.FocusReason.OtherFocusReason)


class _TagEdit(QLineEdit):
    """Leaves to its parent the keys that lead out of it; `entered` tells that a tag is whole."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.suggestions = QStringListModel(self)
        self._popup = QListView()
        self._popup.setAccessibleName("Tags of this deck")
        completer = QCompleter(self.suggestions, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setPopup(self._popup)
        self.setCompleter(completer)
        # Queued, because the box takes the suggestion over at the same signal.
        completer.activated.connect(self.entered, Qt.ConnectionType.QueuedConnection)
        self.setMaxLength(_MOST_TYPED)
        self.setPlaceholderText("Add a tag")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        at_start = not self.cursorPosition() and not self.hasSelectedText()
        if key in _RETURN and self.text():
            if self._popup.isVisible() and self._popup.currentIndex().isValid():
                event.ignore()  # the completer takes its suggestion
            else:
                self._popup.hide()
                self.entered.emit()
        elif (key == Qt.Key.Key_Left and at_start) or (
            key == Qt.Key.Key_Backspace and not self.text()
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event) and not self.text():
            event.ignore()  # of what is no tag yet the box has undo, of tags the deck
            return False
        return super().event(event)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt's signature
        if forward and self.text().strip():
            self.entered.emit()
            return True
        return super().focusNextPrevChild(forward)


class TagChips(QWidget):
    """Tags with a cross each, and a box for the next one.

    Return, a comma, Tab or leaving the box adds what is typed there. Left leads to the tags,
    Delete removes the one that has the keyboard.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self.edit = _TagEdit()
        self.edit.entered.connect(self.take_typed)
        self.edit.editingFinished.connect(self.take_typed)
        self.edit.textEdited.connect(self._on_text_edited)
        self._row = FlowLayout(self, stretched=True)
        self._row.addWidget(self.edit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Tab takes it as a whole
        self.setFocusProxy(self.edit)
        self._set_width()

    def value(self) -> tuple[str, ...]:
        """The tags, without what is being typed."""
        return tuple(chip.word() for chip in self._chips)

    def set_value(self, value: Sequence[str]) -> None:
        """Show these tags; the keyboard stays where it is, as far as there are tags."""
        for chip, tag in zip(self._chips, value, strict=False):
            if chip.word() != tag:
                chip.set_word(tag)
        self._row.setEnabled(False)
        for tag in value[len(self._chips) :]:
            self._add(tag)
        for chip in self._chips[len(value) :]:
            self._drop(chip)
        self._row.setEnabled(True)

    def set_suggestions(self, tags: Sequence[str]) -> None:
        """Offer these tags while somebody types."""
        self.edit.suggestions.setStringList(list(tags))

    def take_typed(self) -> None:
        """Add what is typed in the box, and empty it."""
        typed = self.edit.text()
        self.edit.clear()
        parts = _BETWEEN_TAGS.split(typed)
        if len(parts) > _MOST_AT_ONCE:
            parts = [typed]
        tags = self.value()
        new = dict.fromkeys(" ".join(part.split()) for part in parts)
        new = {tag: None for tag in new if tag and tag not in tags}
        self.set_value((*tags, *new))
        if new:
            announce(self, f"Added {', '.join(new)}")
            self.changed.emit()

    def _add(self, tag: str) -> None:
        chip = Chip(tag, Mark.CROSS, self)
        chip.show()  # before the layout has it: each one shown in it would lay all out anew
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.setAccessibleDescription("Delete removes this tag.")
        chip.removal_wanted.connect(self._on_removal_wanted)
        self._row.insert_widget(len(self._chips), chip)
        self._chips.append(chip)

    def _drop(self, chip: Chip) -> None:
        """Take a chip away; the keyboard goes to the next one."""
        at = self._chips.index(chip)
        self._chips.remove(chip)
        if chip.hasFocus():
            self._go_to(at)
        self._row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _on_removal_wanted(self, chip: Chip) -> None:
        self._drop(chip)
        announce(self, f"Removed {chip.accessibleName()}")
        self.changed.emit()

    def _on_text_edited(self, text: str) -> None:
        if _BETWEEN_TAGS.search(text):
            self.take_typed()

    def _go_to(self, index: int) -> None:
        """Give the keyboard to a chip; after the last stands the box."""
        here: list[QWidget] = [*self._chips, self.edit]
        here[max(0, min(index, len(self._chips)))].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What chips and box do not take."""
        focused = [index for index, chip in enumerate(self._chips) if chip.hasFocus()]
        at = focused[0] if focused else len(self._chips)
        match event.key():
            case Qt.Key.Key_Left:
                self._go_to(at - 1)
            case Qt.Key.Key_Right:
                self._go_to(at + 1)
            case Qt.Key.Key_Home if focused:
                self._go_to(0)
            case Qt.Key.Key_End if focused:
                self._go_to(len(self._chips))
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if focused:
                self._on_removal_wanted(self._chips[at])
            case Qt.Key.Key_Backspace if self._chips and not event.isAutoRepeat():
                self._on_removal_wanted(self._chips[-1])
            case _:
                super().keyPressEvent(event)

    def setAccessibleName(self, name: str) -> None:
        """Name the box, which has the keyboard."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, text: str) -> None:
        """Describe the box, which has the keyboard."""
        super().setAccessibleDescription(text)
        self.edit.setAccessibleDescription(text)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_width()

    def _set_width(self) -> None:
        self.edit.setMinimumWidth(16 * self.fontMetrics().averageCharWidth())
