"""A new deck on one page: the meeting, the issues with their minutes, the first cards."""

import re
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import Card, Deck, EditError, Issue, Meeting
from deckapp.deck.editing.paths import as_written
from deckapp.deck.fields import FieldSpec, specs
from deckapp.deck.model import FORMAT
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import frame_colour, lettered, tint
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .fields import PlainField, field_for

_OF_DECK = ("title", "marking", "language")
_OF_MEETING = ("counterpart", "principal", "place", "date", "minutes", "interpreted")
_CARD = re.compile(r"^(?:\s+|\s*[-–—•*·]\s*)(?=\S)")
_MINUTES = re.compile(r"[\s,;:(\[]+(\d{1,4})\s*(?:min(?:utes|\.)?)?[)\]]?\s*$", re.IGNORECASE)
_MOST_MINUTES = specs(Issue)["minutes"].most
_AGENDA_HELP = (
    "One issue a line, with its minutes at the end if you like. Below it one card a line, "
    "indented or after a dash."
)
_EXAMPLE = "Syria 15\n- Nerve agent beside their advisers\n- The agreement of 2013\nUkraine 12"


class NewDeckPage(QWidget):
    """Asks for what a deck begins with; `wanted` carries a Deck, `dismissed` says no."""

    wanted = Signal(object)
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = WrappingLabel("A new deck")
        self.fields: dict[str, tuple[FieldSpec, Any]] = {}
        self._labels: list[WrappingLabel] = []
        self.agenda = PlainField()
        self.agenda.setPlaceholderText(_EXAMPLE)
        self.agenda.set_least_lines(8)
        self.agenda.setAccessibleName("Issues and first cards")
        self.agenda.setAccessibleDescription(_AGENDA_HELP)
        self.count = WrappingLabel()
        self.trouble = WrappingLabel()
        self.make = QPushButton("Create the deck…")
        self.make.setDefault(True)
        self.cancel = QPushButton("Cancel")
        self._lay_out()
        self.agenda.changed.connect(self._tell)
        self.make.clicked.connect(self._on_create)
        self.cancel.clicked.connect(self.dismissed)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.fields["title"][1])
        self._set_fonts()
        self.set_theme(theme)
        self._tell()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(8)
        for type_, names in ((Deck, _OF_DECK), (Meeting, _OF_MEETING)):
            for name in names:
                self._add(form, name, specs(type_)[name])
        form.addRow("Issues", self.agenda)
        help_ = WrappingLabel(_AGENDA_HELP)
        self._labels.append(help_)
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(760)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(8)
        rows.addLayout(form)
        for label in (help_, self.count, self.trouble):
            rows.addWidget(label)
        rows.addLayout(buttons)
        rows.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(scrolling(inner), 1)

    def _add(self, form: QFormLayout, name: str, spec: FieldSpec) -> None:
        field = field_for(spec)
        field.changed.connect(self._tell)
        self.fields[name] = spec, field
        form.addRow(spec.label, field)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    def _set_fonts(self) -> None:
        self.heading.setFont(lettered(self.font(), 1.25, bold=True))

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        for _, field in (*self.fields.values(), (None, self.agenda)):
            palette = field.palette()
            palette.setColor(palette.ColorRole.Window, frame_colour(theme))
            field.setPalette(palette)
        tint(self.heading, theme.ink)
        tint(self.trouble, theme.red_line)
        for label in (*self._labels, self.count):
            tint(label, theme.muted)

    def clear(self, *, principal: str = "", marking: str = "") -> None:
        """Begin anew, with what is seldom another."""
        for _, field in self.fields.values():
            field.set_value("")
        self.fields["principal"][1].set_value(principal)
        self.fields["marking"][1].set_value(marking)
        self.agenda.set_value("")
        self._tell()

    def deck(self) -> Deck:
        """The deck that was asked for; raises EditError for what is not in order."""
        values: dict[str, Any] = {}
        for name, (spec, field) in self.fields.items():
            try:
                values[name] = as_written(spec, field.value())
            except EditError as error:
                raise EditError(f"{spec.label}: {error}") from None
        if not values["title"]:
            raise EditError("Title: give the deck a name.")
        issues = issues_in(self.agenda.value())
        if not issues:
            raise EditError("Issues: write at least one.")
        meeting = Meeting(**{name: values[name] for name in _OF_MEETING})
        of_deck = {name: values[name] for name in _OF_DECK}
        return Deck(format=FORMAT, meeting=meeting, issues=issues, **of_deck)

    def _tell(self) -> None:
        issues = issues_in(self.agenda.value())
        cards = sum(len(issue.cards) for issue in issues)
        minutes = sum(issue.minutes or 0 for issue in issues)
        said = f"{_counted(len(issues), 'issue')}, {_counted(cards, 'card')}"
        meeting = str(self.fields["minutes"][1].value()).strip()
        if minutes:
            said += (
                f", {minutes} of {meeting} minutes" if meeting.isdigit() else f", {minutes} minutes"
            )
        self.count.set_plain(said)
        self.trouble.set_plain("")

    def _on_create(self) -> None:
        try:
            deck = self.deck()
        except EditError as error:
            self.trouble.set_plain(str(error))
            named = str(error).partition(": ")[0]
            fields = {spec.label: field for spec, field in self.fields.values()}
            fields.get(named, self.agenda).setFocus()
            return
        self.wanted.emit(deck)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)


def issues_in(text: str) -> tuple[Issue, ...]:
    """The issues of an agenda: a line each, with minutes at its end, and cards below."""
    issues: list[tuple[str, int | None, list[Card]]] = []
    for line in text.split("\n"):
        words = _CARD.sub("", line).strip()
        if not words:
            continue
        if _CARD.match(line) and issues:
            issues[-1][2].append(Card(title=words))
            continue
        title, minutes = _timed(words)
        issues.append((title, minutes, []))
    return tuple(
        Issue(title=title, minutes=minutes, cards=tuple(cards)) for title, minutes, cards in issues
    )


def _timed(words: str) -> tuple[str, int | None]:
    """A title and the minutes at its end; a year is none, nor is a number alone."""
    found = _MINUTES.search(words)
    if found is None or not found.start() or not 1 <= int(found[1]) <= _MOST_MINUTES:
        return words, None
    return words[: found.start()], int(found[1])


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
