"""The list of problems and the source beside it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from deckapp.deck import Problem, read_deck
from deckapp.gui.problems_panel import ProblemsModel, ProblemsPanel, headline
from deckapp.gui.theme import DARK, LIGHT

from .conftest import WindowMaker
from .helpers import chrome_of, small_deck, written


def _problem(line: int, column: int = 1, code: str = "unknown-key", hint: str = "") -> Problem:
    return Problem(code, f"Message of line {line}.", line, column, hint)


@pytest.fixture
def panel(qtbot: QtBot) -> ProblemsPanel:
    panel = ProblemsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    return panel


def marked(panel: ProblemsPanel) -> str:
    """The text of the line that is marked, as it is shown with its number."""
    (selection,) = panel.source.extraSelections()
    assert selection.format.background().color() == QColor(panel._theme.theirs)
    return selection.cursor.block().text()


def test_that_the_model_keeps_qts_rules() -> None:
    model = ProblemsModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    model.set_problems([_problem(1), _problem(2, code="no-counter")])
    assert model.rowCount() == 2
    assert model.rowCount(model.index(0)) == 0
    assert model.data(model.index(5)) is None
    model.set_problems([])
    assert model.rowCount() == 0
    del tester


def test_that_a_row_names_kind_line_message_and_remedy() -> None:
    model = ProblemsModel()
    model.set_problems([_problem(3, hint="Mend it."), _problem(4, code="no-counter")])
    rows = [str(model.index(row).data()) for row in range(2)]
    assert rows == [
        "Error, line 3: Message of line 3. Mend it.",
        "Warning, line 4: Message of line 4.",
    ]
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Message of line 3. Mend it."
    assert model.index(0).data(Qt.ItemDataRole.ForegroundRole) is None


def test_that_errors_have_a_colour_of_their_own(panel: ProblemsPanel) -> None:
    panel.show_problems([_problem(1), _problem(1, code="no-counter")], "text")
    role = Qt.ItemDataRole.ForegroundRole
    assert panel.model.index(0).data(role) == QColor(LIGHT.red_line)
    assert panel.model.index(1).data(role) is None


def test_that_the_first_problem_is_chosen_and_its_line_marked(panel: ProblemsPanel) -> None:
    panel.show_problems([_problem(2, 3), _problem(3)], "one\ntwo\nthree")
    assert panel.list.currentIndex().row() == 0
    assert marked(panel) == "2  two"
    assert panel.source.textCursor().positionInBlock() == len("2  ") + 2


def test_that_the_first_error_is_chosen_before_any_warning(panel: ProblemsPanel) -> None:
    panel.show_problems([_problem(1, code="no-marking"), _problem(2)], "one\ntwo")
    assert panel.list.currentIndex().row() == 1
    assert marked(panel) == "2  two"


def test_that_choosing_a_problem_with_the_keys_marks_its_line(panel: ProblemsPanel) -> None:
    text = "\n".join(f"line {number}" for number in range(1, 1001))
    panel.show_problems([_problem(7), _problem(500, 4), _problem(1000)], text)
    assert marked(panel) == "  7  line 7"
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert marked(panel) == "500  line 500"
    block = panel.source.textCursor().block()
    assert panel.source.viewport().rect().contains(panel.source.cursorRect())
    assert block.text() == "500  line 500"
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert marked(panel) == "1000  line 1000"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_that_lines_are_counted_as_yaml_counts_them(panel: ProblemsPanel, end: str) -> None:
    panel.show_problems([_problem(3)], end.join(("one", "two", "three", "four")))
    assert marked(panel) == "3  three"


def test_that_every_problem_of_a_real_deck_has_its_own_line_marked(panel: ProblemsPanel) -> None:
    text = small_deck(20, "        unheard_of: 1\n")
    source = read_deck(text.encode())
    assert len(source.problems) == 20
    panel.show_problems(source.problems, source.text)
    for row, problem in enumerate(source.problems):
        panel.list.setCurrentIndex(panel.model.index(row))
        number, line = marked(panel).split(maxsplit=1)
        assert int(number) == problem.line
        assert line == text.splitlines()[problem.line - 1].strip()


def test_that_a_line_that_is_not_there_is_not_marked(panel: ProblemsPanel) -> None:
    panel.show_problems([_problem(1)], "one")
    panel.show_problems([_problem(40)], "one\ntwo")
    assert not panel.source.extraSelections()


def test_that_control_characters_and_endless_lines_are_shown_as_they_can_be(
    panel: ProblemsPanel,
) -> None:
    panel.show_problems([_problem(1, 90_000)], "a\x00\x1b[31m\u202eb\tc" + "x" * 100_000)
    shown = panel.source.toPlainText()
    assert shown.startswith("1  a\ufffd\ufffd[31m\ufffdb\tc")
    assert len(shown) < 3000
    assert shown.endswith("…")


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, "No problems"),
        (1, 0, "1 error"),
        (0, 2, "2 warnings"),
        (3, 1, "3 errors and 1 warning"),
    ],
)
def test_that_the_headline_counts(errors: int, warnings: int, words: str) -> None:
    assert headline(errors, warnings) == words


def test_that_a_deck_without_problems_empties_the_panel(panel: ProblemsPanel) -> None:
    panel.show_problems([_problem(1)], "one")
    panel.show_problems([], "one")
    assert panel.source.toPlainText() == ""
    assert panel.model.rowCount() == 0


def test_that_the_mark_takes_on_another_theme(panel: ProblemsPanel) -> None:
    panel.show_problems([_problem(1)], "one")
    panel.set_theme(DARK)
    assert marked(panel) == "1  one"
    assert panel.model.index(0).data(Qt.ItemDataRole.ForegroundRole) == QColor(DARK.red_line)


def test_that_f8_opens_the_list_with_warnings_and_closes_it_again(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck(2).replace("        counter: Counter 1.\n", "")
    window = make_window(written(tmp_path / "deck.yaml", text))
    chrome = chrome_of(window)
    assert chrome.panel.isHidden()
    assert chrome.actions["show_problems"].text() == "Pro&blems (1 warning)"
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert chrome.panel.isVisible()
    assert chrome.panel.list.hasFocus()
    assert "Warning, line 8" in str(chrome.panel.list.currentIndex().data())
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert chrome.panel.isHidden()


def test_that_closing_the_panel_gives_the_keys_back_to_the_card(
    make_window: WindowMaker, tmp_path: Path
) -> None:
    text = small_deck().replace("title: Title 2", "titel: Title 2")
    window = make_window(written(tmp_path / "deck.yaml", text))
    chrome = chrome_of(window)
    chrome.panel.list.setFocus()
    chrome.panel.closed.emit()
    assert chrome.panel.isHidden()
    assert not chrome.actions["show_problems"].isChecked()
    assert window.rehearse.card.hasFocus()
