"""The readiness page: what it tells, what its keys do, and that nothing on it is cut off."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.rehearse.readiness_page import ReadinessPage
from deckapp.gui.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Theme
from deckapp.gui.widgets.fact_table import FactTable
from deckapp.printing.palette import contrast
from deckapp.readiness_texts import CAUTION, NOTHING_CHANGED, percent
from deckapp.rehearsal.readiness import Readiness
from tests.gui.helpers import spin
from tests.gui.walking import interactive, name_of, tab_round, tab_stops
from tests.readiness import DAY, DECK, NOW, card, deck_of, readiness_of, reviews_of

COLOURS: list[QColor | str] = [LIGHT.issue_colour(0), QColor(LIGHT.muted)]
LONG = "Долгий и очень подробный вопрос о положении дел, не умещающийся в строку. " * 9
TABLES = ("issues", "changed", "weakest", "sessions")


@pytest.fixture
def page(qtbot: QtBot) -> ReadinessPage:
    page = ReadinessPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.activateWindow()
    return page


def show(page: ReadinessPage, readiness: Readiness | None = None) -> Readiness:
    shown = readiness or readiness_of(reviews=reviews_of(DECK, skipped=1, changed=2))
    page.show_readiness(shown, 20, COLOURS)
    spin()
    return shown


def column(table: FactTable, number: int) -> list[str]:
    return [row[number].text.replace("\u00a0", " ") for row in table.facts().rows]


def seen(page: ReadinessPage) -> set[str]:
    return {name for name in TABLES if getattr(page, name).isVisible()}


# What it tells


def test_that_one_look_tells_the_day_the_plan_and_the_time_left(page: ReadinessPage) -> None:
    readiness = show(page)
    text = page.head.text()
    for words in (
        *("if you stop now", "with the plan", "8 days left", "Rehearsed for"),
        "1 of 6 prompts was never rehearsed",
    ):
        assert words in text, words
    assert seen(page) == set(TABLES)
    assert page.curve.isVisible()
    assert column(page.issues, 0) == ["Syria", "Words to avoid"]
    assert "not yet rehearsed" in column(page.weakest, 1)
    assert len(column(page.weakest, 0)) == len(readiness.weakest) == 6
    assert len(column(page.changed, 0)) == 2


def test_that_the_sessions_have_the_numbers_of_the_curve(page: ReadinessPage) -> None:
    readiness = show(page)
    assert readiness.forecast is not None
    when = column(page.sessions, 0)
    assert when[0] == "Now"
    assert when[-2].endswith("last pass")
    assert when[-1] == "The meeting"
    assert len(when) == len(readiness.forecast.sessions) + 1
    after = [point.with_plan for point in readiness.forecast.curve if point.at >= NOW]
    assert column(page.sessions, 2)[0] == percent(max(after[:3])).replace("\u00a0", " ")
    stop, plan = (values[-1] for values in (column(page.sessions, 1), column(page.sessions, 2)))
    assert f"{plan} with the plan, {stop} if you stop now" in (
        page.curve.accessibleDescription().replace("\u00a0", " ")
    )


def test_that_issues_have_their_colours_and_what_is_left_has_none(page: ReadinessPage) -> None:
    page.show_readiness(readiness_of(), 20, ["#123456"])
    bars = [row[0].bar for row in page.issues.facts().rows]
    assert [bar.colour for bar in bars if bar] == ["#123456", LIGHT.muted]


def test_that_nothing_rehearsed_says_what_to_do_and_shows_the_plan(page: ReadinessPage) -> None:
    show(page, readiness_of(reviews=[]))
    assert "Not yet rehearsed" in page.head.text()
    assert "Drill now: the first session has 6 prompts" in page.head.text()
    assert seen(page) == {"issues", "sessions"}
    assert page.issues.facts().columns == ("Issue", "With the plan")
    assert "not yet rehearsed" in page.curve.accessibleDescription()


def test_that_a_deck_without_date_says_what_is_due_and_how_to_set_one(
    page: ReadinessPage,
) -> None:
    show(page, readiness_of(meeting=None))
    assert "today" in page.head.text()
    assert "are due now. The deck has no meeting date" in page.head.text()
    assert not page.curve.isVisible()
    assert seen(page) == {"issues", "weakest"}
    assert page.issues.facts().columns == ("Issue", "Today")
    show(page, readiness_of(reviews=[], meeting=None))
    assert not seen(page)


def test_that_a_past_meeting_is_said_to_be_past(page: ReadinessPage) -> None:
    show(page, readiness_of(meeting=NOW - 3 * DAY))
    assert "3 days ago" in page.head.text()
    assert not page.curve.isVisible()


def test_that_a_deck_without_cards_says_what_to_write(page: ReadinessPage) -> None:
    show(page, readiness_of(deck_of()))
    assert "There is nothing to rehearse yet" in page.head.text()
    assert "%" not in page.head.text()
    assert not page.head.drill.isVisible()
    assert not page.curve.isVisible()
    assert not seen(page)


def test_that_a_deck_of_one_card_has_its_numbers(page: ReadinessPage) -> None:
    one = deck_of(card("gas", counter=""))
    show(page, readiness_of(one, reviews_of(one)))
    assert column(page.weakest, 0) == ["Title of gas"]
    assert len(column(page.issues, 0)) == 1


def test_that_unchanged_words_are_told_as_that_and_many_are_counted(page: ReadinessPage) -> None:
    labels = page.findChildren(QLabel)
    show(page, readiness_of())
    assert NOTHING_CHANGED in [label.text() for label in labels if label.isVisible()]
    assert not page.changed.isVisible()
    many = deck_of(*(card(f"c{number}") for number in range(9)))
    show(page, readiness_of(many, reviews_of(many, changed=15)))
    assert any("15 lines were changed; the first 10 are" in label.text() for label in labels)
    assert len(column(page.changed, 0)) == 10


def test_that_a_message_takes_the_place_of_numbers_and_back(page: ReadinessPage) -> None:
    show(page)
    page.show_message("The review log is locked. Close the other deckapp.")
    assert page.message() == "The review log is locked. Close the other deckapp."
    assert not page.head.isVisible()
    page.setFocus()
    assert not page.head.drill.hasFocus()
    show(page)
    assert not page.message()
    assert page.head.isVisible()


def test_that_the_keyboard_stays_where_it_is_while_numbers_are_on_their_way(
    page: ReadinessPage,
) -> None:
    show(page)
    for part in (page.head.minutes, page.weakest):
        part.setFocus()
        page.show_message("Reading the review log…")
        spin()
        show(page)
        assert part.hasFocus()


def test_that_what_the_number_means_is_told_on_demand(page: ReadinessPage) -> None:
    show(page)
    assert CAUTION not in page.head.text()
    page.head.why.click()
    assert CAUTION in page.head.text()
    show(page, readiness_of(deck_of()))
    assert CAUTION not in page.head.text()


# Keys


def test_that_return_drills_because_the_button_has_the_keyboard(
    page: ReadinessPage, qtbot: QtBot
) -> None:
    show(page)
    page.setFocus()
    assert page.head.drill.hasFocus()
    with qtbot.waitSignal(page.drill_wanted):
        QTest.keyClick(page.head.drill, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.pdf_wanted):
        QTest.keyClick(page.head.pdf, Qt.Key.Key_Space)


def test_that_return_on_a_line_tells_its_prompt(page: ReadinessPage) -> None:
    readiness = show(page)
    chosen: list[str] = []
    page.line_chosen.connect(chosen.append)
    page.weakest.setFocus()
    QTest.keyClick(page.weakest, Qt.Key.Key_Down)
    QTest.keyClick(page.weakest, Qt.Key.Key_Return)
    page.changed.setFocus()
    QTest.keyClick(page.changed, Qt.Key.Key_Return)
    page.issues.setFocus()
    QTest.keyClick(page.issues, Qt.Key.Key_Return)
    assert chosen == [readiness.weakest[1].prompt.id, readiness.changed[0].prompt.id]


def test_that_minutes_are_told_when_they_are_changed_and_only_then(page: ReadinessPage) -> None:
    told: list[int] = []
    page.minutes_changed.connect(told.append)
    show(page)
    assert page.head.minutes.value() == 20
    page.head.minutes.setFocus()
    QTest.keyClick(page.head.minutes, Qt.Key.Key_Up)
    QTest.keyClick(page.head.minutes, Qt.Key.Key_PageUp)
    assert told == [25, 75]
    page.head.minutes.setValue(500)
    assert page.head.minutes.value() == 120


def test_that_a_wheel_over_the_minutes_scrolls_the_page(page: ReadinessPage) -> None:
    show(page)
    box, flags = page.head.minutes, Qt.KeyboardModifier.NoModifier
    for focused, expected in ((False, 20), (True, 25)):
        (box if focused else page.head.drill).setFocus()
        event = QWheelEvent(
            *(QPointF(3, 3), box.mapToGlobal(QPointF(3, 3)), QPoint(), QPoint(0, 120)),
            *(Qt.MouseButton.NoButton, flags, Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(box, event)
        assert box.value() == expected


def test_that_tab_goes_down_the_page_to_everything_once(page: ReadinessPage) -> None:
    show(page)
    page.setFocus()
    spin()
    met = tab_round(page, 20)
    assert set(met) == set(tab_stops(page))
    head = page.head
    wanted = [head.drill, head.pdf, head.why, head.minutes]
    assert met == [*wanted, *(getattr(page, name) for name in TABLES)]
    assert not [each for each in interactive(page) if not name_of(each).strip()]


# Looks


@pytest.mark.parametrize(("width", "zoom"), [(500, 0.7), (500, 2.0), (1000, 1.0), (3400, 2.0)])
def test_that_nothing_is_cut_off_at_any_width_and_zoom(
    page: ReadinessPage, width: int, zoom: float
) -> None:
    deck = deck_of(*(card(f"c{n}", title=LONG, counter=LONG) for n in range(3)), title=LONG)
    font = QFont(page.font())
    font.setPointSizeF(font.pointSizeF() * zoom)
    page.setFont(font)
    page.resize(width, 420)
    for reviews in ([], reviews_of(deck, changed=2)):
        show(page, readiness_of(deck, reviews))
        spin()
        for each in page.findChildren(QWidget):
            if not each.isVisible() or isinstance(each.parentWidget(), FactTable):
                continue
            right = each.mapTo(page, QPoint(each.width(), 0)).x()
            assert right <= width, each
            if isinstance(each, QLabel):
                assert each.height() >= each.heightForWidth(each.width()), each.text()


def test_that_a_wide_page_has_two_columns_and_a_narrow_one_has_one(page: ReadinessPage) -> None:
    show(page)
    for width, beside in ((1000, True), (500, False)):
        page.resize(width, 700)
        spin()
        left, right = (table.mapTo(page, QPoint()) for table in (page.issues, page.weakest))
        assert (right.x() > left.x()) is beside
        assert (right.y() > left.y()) is not beside


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK])
def test_that_the_numbers_read_in_every_theme(theme: Theme) -> None:
    for colour in (theme.ink, theme.muted, theme.focus):
        assert contrast(colour, theme.panel) >= 4.5, colour
        assert contrast(colour, theme.paper) >= 4.5, colour


def test_that_colours_change_with_the_theme(page: ReadinessPage) -> None:
    show(page)
    light = page.grab().toImage()
    page.set_theme(DARK)
    assert page.theme is DARK
    assert page.grab().toImage() != light
