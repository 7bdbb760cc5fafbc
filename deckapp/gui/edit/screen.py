"""The Edit screen: the form of what is chosen in the agenda, and beside it how that prints."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deckapp.deck import (
    Card,
    Deck,
    Edit,
    Finding,
    Issue,
    SetField,
    deck_findings,
    issue_findings,
)
from deckapp.gui.editor import Edited, Editor
from deckapp.gui.jobs import JobRunner
from deckapp.gui.overriding import override
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.lettering import lettered, tint
from deckapp.gui.widgets.scrolling import scrolling
from deckapp.gui.widgets.settling import settle
from deckapp.gui.widgets.tool_row import ToolRow
from deckapp.gui.widgets.wrapping_label import WrappingLabel

from .field_row import FieldRow
from .form import SectionForm
from .headings import headings_of
from .side import SidePane
from .targets import DECK, Target, after_edit, nearest, section_at, target_of

_SIDE_FROM, _ASIDE = 115, 60
"""From so many letters on there is room beside the form for its side, and what else it needs."""
_WITHOUT = {Deck: ("format", "issues"), Issue: ("cards",), Card: ()}


class EditScreen(QWidget):
    """Edits a deck; `target_shown` carries the Target that the form is of, `escaped` says no.

    `target` is what is shown, `section` what the deck has there, `findings` what is wrong with it.
    `tools` has the actions that are wanted most. `panels` is above the form, for an offer of cards;
    what comes and goes beside it is an aside.
    """

    target_shown = Signal(object)
    escaped = Signal()

    def __init__(
        self,
        theme: Theme,
        editor: Editor,
        runner: JobRunner,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._editor = editor
        self._deck = Deck()
        self.target = DECK
        self.section: Deck | Issue | Card = Deck()
        self.findings: tuple[Finding, ...] = ()
        self.forms: dict[type, SectionForm] = {}
        self.heading = WrappingLabel()
        self.place = WrappingLabel()
        self.brief = WrappingLabel()
        self.tools = ToolRow()
        self.panels = QVBoxLayout()
        self.side = SidePane(theme, runner, today)
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._column.setContentsMargins(0, 4, 16, 16)
        self._column.addStretch(1)
        self._scroll = scrolling(self._pages)
        self._split = QSplitter()
        self._split.addWidget(self._scroll)
        self._split.addWidget(self.side)
        self._split.setChildrenCollapsible(False)
        self._asides: list[QWidget] = []
        self._arrangement: tuple[object, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.place)
        names.addWidget(self.heading)
        head.addLayout(names, 1)
        head.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.brief)
        column.addLayout(self.panels)
        self._page: QWidget = self._split
        self.pages = QStackedWidget()
        self.pages.addWidget(self._split)
        self.pages.currentChanged.connect(self._on_page_changed)
        column.addWidget(self.pages, 1)
        self.setAutoFillBackground(True)
        editor.edited.connect(self._on_edited)
        self._set_fonts()
        self.set_theme(theme)

    # How it looks

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_fonts()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _set_fonts(self) -> None:
        self.heading.setFont(lettered(self.font(), 1.25, bold=True))
        self._arrange()

    def _arrange(self) -> None:
        """What stands beside the form goes below it in a narrow window, the pictures first of all.

        Where that changes, everything gets its share of the room; then it is the user's to divide.
        """
        letters = self.width() // max(1, self.fontMetrics().averageCharWidth())
        asides = [aside for aside in self._asides if not aside.isHidden()]
        has_side = letters >= _SIDE_FROM + _ASIDE * len(asides)
        is_wide = letters >= _SIDE_FROM
        arrangement = is_wide, has_side, *asides
        if arrangement == self._arrangement:
            return
        self._arrangement = arrangement
        self.side.setVisible(has_side)
        self._show_brief()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._split.setOrientation(across if is_wide else down)
        room = self.width() if is_wide else self.height()
        shares = [2, *[0 if aside.isHidden() else 2 for aside in self._asides], 2 * has_side]
        shares[0] = 3 if is_wide else 1
        self._split.setSizes([room * share // sum(shares) for share in shares])

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.ground))
        self.setPalette(palette)
        tint(self.brief, theme.muted)
        tint(self.heading, theme.ink)
        for form in self.forms.values():
            form.set_theme(theme)
        self.side.set_theme(theme)
        self._show_place()

    # What is shown

    def show_page(self, page: QWidget) -> None:
        """Show a page in the place of the form."""
        self._page = page
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus()

    def show_form(self) -> None:
        """Show the form, and give it the keyboard."""
        self.pages.setCurrentWidget(self._split)
        self.setFocus()

    @property
    def is_form_shown(self) -> bool:
        """Whether the form is shown, and not a page in its place."""
        return self.pages.currentWidget() is self._split

    def add_aside(self, widget: QWidget) -> None:
        """Add something that can be shown beside the form."""
        widget.hide()
        self._asides.append(widget)
        self._split.insertWidget(len(self._asides), widget)

    def show_aside(self, widget: QWidget) -> None:
        """Show one thing of those that were added beside the form."""
        self.pages.setCurrentWidget(self._split)
        for aside in self._asides:
            aside.setVisible(aside is widget)
        self._arrange()

    def hide_aside(self, widget: QWidget) -> None:
        """Hide what was shown beside the form, and give the form the keyboard."""
        widget.hide()
        self._arrange()
        self.setFocus()

    @override
    def focusInEvent(self, _event: QFocusEvent) -> None:
        """The keyboard goes on to the page, or in the form to where it was last, or the title."""
        if not self.is_form_shown:
            self._page.setFocus()
            return
        field: QWidget | None = self.form.focusWidget()
        if field is None or not field.isVisible():
            field = self.form.rows["title"].field
        field.setFocus()
        self._scroll.ensureWidgetVisible(field, 0, 40)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def set_deck(self, deck: Deck) -> None:
        """Show another deck; what was shown stays, if it is there."""
        self._deck = deck
        found = target_of(deck, self.target.id) if self.target.id else None
        self._show(found or nearest(deck, self.target))

    def show_target(self, target: Target) -> None:
        """Show the form of something."""
        self.pages.setCurrentWidget(self._split)
        if target != self.target or section_at(self._deck, target) is not self.section:
            self._show(target)

    def go_to(self, id_: str, path: str = "", start: int = 0, end: int = 0) -> None:
        """Show an issue or card, and in it a place of a text."""
        target = target_of(self._deck, id_)
        if target is None:
            return
        self.show_target(target)
        if path:
            self.select(path, start, end)

    def select(self, path: str, start: int = 0, end: int = 0) -> None:
        """Go to a field of what is shown, and select a place in its text."""
        for at, row in self.form.all_rows():
            rest = path.removeprefix(at)
            if at == path or (path.startswith(at) and rest[:1] == "."):
                row.show_place(rest.removeprefix("."), start, end)
                self._scroll.ensureWidgetVisible(row, 0, 40)
                return

    @property
    def form(self) -> SectionForm:
        """The form that is shown."""
        type_: type = type(section_at(self._deck, self.target))
        form = self.forms.get(type_)
        if form is None:
            form = self.forms[type_] = SectionForm(type_, self._theme, without=_WITHOUT[type_])
            form.edit_wanted.connect(self.apply)
            self._column.insertWidget(0, form)
        return form

    def _show(self, target: Target, keep: str = "") -> None:
        """Show something; the field at the path `keep` is what the user is typing in."""
        is_same = target.id == self.target.id or bool(keep)  # its id may be what is typed
        had_keyboard = _has_keyboard(self._pages)
        self.target = target
        self.section = section_at(self._deck, target)
        form = self.form
        form.set_section(target.id, "", self.section, keep)
        form.show()
        if not is_same:
            self._scroll.verticalScrollBar().setValue(0)
            self._forget_field(form)
        if had_keyboard and not _has_keyboard(form):
            self.setFocus()
        for other in self.forms.values():
            other.setVisible(other is form)
        self._examine()
        self._show_place()
        settle()
        self.target_shown.emit(target)

    def _forget_field(self, form: SectionForm) -> None:
        """Who comes to the form of something else comes to its title."""
        field: QWidget | None = form.focusWidget()
        if field is not None and not field.hasFocus():
            field.clearFocus()

    def _examine(self) -> None:
        """Say what is wrong with what is shown, and how it prints."""
        deck, target, brief = self._deck, self.target, ""
        if target.issue is None:
            self.findings = tuple(deck_findings(deck))
            self.side.show_agenda(deck)
        elif target.card is None:
            self.findings = tuple(issue_findings(deck.issues[target.issue]))
            self.side.show_agenda(deck)
        else:
            insight = self.side.show_card(deck, target.issue, target.card)
            self.findings = insight.findings
            brief = f"{insight.on_paper()} · {insight.to_say()}"
        self.brief.set_plain(brief)
        self._show_brief()
        self.form.show_findings([(finding.path, finding) for finding in self.findings])

    def _show_brief(self) -> None:
        """In a few words what the side tells at length, if there is no room for that."""
        has_side = self.side.isVisibleTo(self._split)
        self.brief.setVisible(self.is_form_shown and not has_side and bool(self.brief.plain()))

    def _on_page_changed(self) -> None:
        """What is edited is named above its form only."""
        for label in (self.place, self.heading):
            label.setVisible(self.is_form_shown)
        self._show_brief()

    def _show_place(self) -> None:
        place, title = headings_of(self._deck, self.target)
        self.place.set_plain(place)
        self.heading.set_plain(title)
        issue = self.target.issue
        tint(self.place, self._theme.muted if issue is None else self._theme.issue_colour(issue))

    # What the user does

    def apply(self, edit: Edit) -> None:
        """Make an edit that was made in the form; what cannot be taken is said there."""
        path = edit.field if isinstance(edit, SetField) else ""
        trouble = self._editor.apply(edit, merging=bool(path), by=self)
        self.form.say(path, trouble)

    def _on_edited(self, edited: Edited) -> None:
        self._deck = edited.deck
        edit = edited.edit
        if edited.by is self and isinstance(edit, SetField):
            same = nearest(edited.deck, self.target)  # its id may be what was changed
            self._show(same, edit.field)
            return
        if edit is None:  # such as ids that were lacking, or others' changes: the user stays
            self.set_deck(edited.deck)
            return
        self._show(after_edit(edited.before, edited.deck, edit, self.target))
        if edited.by is None and isinstance(edit, SetField):
            self._follow(edit.field)

    def _follow(self, path: str) -> None:
        """Undoing takes the keyboard along, if it is in the form."""
        for at, row in self.form.all_rows():
            if at == path and _has_keyboard(self._pages) and not _has_keyboard(row):
                row.field.setFocus()
                self._scroll.ensureWidgetVisible(row, 0, 40)

    def try_again(self) -> None:
        """Make the edits that could not be made so far."""
        for _, row in self.form.all_rows():
            if row.trouble:
                row.changed.emit()

    def focused_row(self) -> FieldRow | None:
        """The row that has the keyboard."""
        focused: QWidget | None = self.focusWidget()
        for _, row in self.form.all_rows():
            if focused is not None and row.isAncestorOf(focused):
                return row
        return None


def _has_keyboard(widget: QWidget) -> bool:
    """Whether the keyboard is within a widget."""
    focused: QWidget | None = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)
