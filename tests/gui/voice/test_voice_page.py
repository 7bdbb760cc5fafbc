"""The page about the voice: what it shows, what it tells, and how it looks."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.theme import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Theme
from deckapp.gui.voice.recording_mark import RecordingMark
from deckapp.gui.voice.voice_page import VoicePage
from deckapp.gui.voice.voice_row import VoiceChoice, rate_in_words
from deckapp.gui.widgets.lettering import lettered
from tests.gui.helpers import spin

from .fakes import Told

CHOICES = (
    VoiceChoice("en", "English", ("Charly", "Mary"), "Mary", 0.5),
    VoiceChoice("ru", "Russian"),
    VoiceChoice("fi", "Finnish", ("Kari", "Anneli")),
)


@pytest.fixture
def page(qtbot: QtBot) -> VoicePage:
    """A page with two languages that have voices, and one that has none."""
    made = VoicePage(LIGHT)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show_choices(CHOICES)
    made.show_options(muted=False, records=False, can_record=True)
    made.show()
    spin()
    return made


def test_that_each_language_shows_its_voice_and_rate(page: VoicePage) -> None:
    english, russian, finnish = page.rows.values()
    assert english.voice.currentText() == "Mary"
    assert english.text() == "English: Faster"
    assert finnish.voice.currentText() == "Kari"
    assert finnish.text() == "Finnish: Usual"
    assert russian.text() == (
        "Russian: There is no voice for Russian on this computer: it stays silent, and you read."
    )
    assert not russian.voice.isVisible()


def test_that_what_is_chosen_is_told_with_its_language(page: VoicePage, qtbot: QtBot) -> None:
    row = page.rows["fi"]
    row.voice.setFocus()
    with qtbot.waitSignal(page.voice_chosen) as told:
        QTest.keyClick(row.voice, Qt.Key.Key_Down)
    assert told.args == ["fi", "Anneli"]
    with qtbot.waitSignal(page.rate_chosen) as told:
        QTest.keyClick(row.rate, Qt.Key.Key_Left)
    assert told.args == ["fi", -0.1]
    with qtbot.waitSignal(page.try_wanted) as told:
        row.try_button.click()
    assert told.args == ["fi"]


def test_that_showing_tells_nothing(page: VoicePage) -> None:
    told = Told()
    for signal in (page.muted_changed, page.records_changed):
        signal.connect(told)
    for two in (page.voice_chosen, page.rate_chosen):
        two.connect(lambda *_both: told())
    page.show_choices([VoiceChoice("en", "English", ("Anne", "Bob"), "Bob", -1)])
    page.show_options(muted=True, records=True, can_record=True)
    assert told.all == []
    assert list(page.rows) == ["en"]
    assert page.rows["en"].voice.currentText() == "Bob"
    assert page.mute.isChecked()
    assert page.record.isChecked()


def test_that_a_rate_has_words_for_those_who_listen(page: VoicePage) -> None:
    rate = page.rows["en"].rate
    assert rate.accessibleName() == "Rate for English"
    assert rate.accessibleDescription() == "Faster"
    rate.setValue(-10)
    assert rate.accessibleDescription() == "Much slower"
    assert [rate_in_words(step) for step in (-4, -1, 0, 1, 8)] == [
        "Slower",
        "A little slower",
        "Usual",
        "A little faster",
        "Much faster",
    ]


def test_that_the_wheel_changes_nothing_that_has_not_the_keyboard(page: VoicePage) -> None:
    page.done.setFocus()
    for part, value in ((page.rows["en"].voice, "Mary"), (page.rows["en"].rate, 5)):
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(part.mapToGlobal(QPoint(5, 5))),
            QPoint(0, 0),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003  Qt names it not
        )
        QApplication.sendEvent(part, event)
        row = page.rows["en"]
        assert value in (row.voice.currentText(), row.rate.value())


def test_that_ticks_are_told(page: VoicePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.muted_changed) as told:
        page.mute.click()
    assert told.args == [True]
    with qtbot.waitSignal(page.records_changed) as told:
        page.record.click()
    assert told.args == [True]
    assert page.record.accessibleDescription().startswith("Kept in memory only")


def test_that_where_something_is_missing_only_a_note_is_seen(page: VoicePage) -> None:
    page.show_choices([])
    page.show_note("Install it.")
    page.show_options(muted=False, records=False, can_record=False)
    spin()
    assert page.note() == "Install it."
    for part in (page.mute, page.record):
        assert not part.isVisible()
    page.setFocus()
    spin()
    assert page.focusWidget() is page.done


def test_that_escape_and_done_leave(page: VoicePage, qtbot: QtBot) -> None:
    page.setFocus()
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page.rows["en"].rate, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.closed):
        page.done.click()


def test_that_tab_goes_down_the_page_also_where_languages_came_later(page: VoicePage) -> None:
    page.show_choices([CHOICES[2], VoiceChoice("nb", "Norwegian", ("Eivind",))])
    page.setFocus()
    spin()
    met: list[QWidget | None] = []
    for _ in range(8):
        met.append(QApplication.focusWidget() or page.focusWidget())
        page.focusNextChild()
    down = [part for row in page.rows.values() for part in (row.voice, row.rate, row.try_button)]
    assert met == [*down, page.mute, page.record]


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK])
@pytest.mark.parametrize("zoom", [1, 2])
def test_that_nothing_is_cut_off(page: VoicePage, theme: Theme, zoom: int) -> None:
    palette = QGuiApplication.palette()
    QGuiApplication.setPalette(theme.palette())
    page.set_theme(theme)
    page.setFont(lettered(QGuiApplication.font(), zoom))
    spin()
    for part in page.findChildren(QWidget):
        if part.isVisible() and isinstance(part, QLabel):
            assert part.height() >= part.heightForWidth(part.width()), part.text()
            right = part.mapTo(page, QPoint(part.width(), 0)).x()
            assert right <= page.width(), part.text()
    QGuiApplication.setPalette(palette)


# The red mark


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK])
def test_that_the_mark_is_red_and_its_word_can_be_read(theme: Theme, qtbot: QtBot) -> None:
    mark = RecordingMark(LIGHT)
    qtbot.addWidget(mark)
    mark.set_theme(theme)
    ground, ink = mark.colours()
    assert _contrast(ground, ink) >= 4.5
    for around in (theme.ground, theme.panel, theme.paper):
        assert _contrast(ground, around) >= 3
    assert not mark.isVisible()
    mark.set_recording(True)
    assert mark.isVisible()
    assert mark.text() == "Recording"
    image = mark.grab().toImage()
    middle = image.height() // 2
    assert image.pixelColor(image.width() - middle, middle).name() == ground.lower()
    assert image.pixelColor(round(image.height() * 0.62), middle).name() == ink.lower()
    mark.set_recording(False)
    assert not mark.isVisible()


def test_that_the_marks_room_is_kept_while_nothing_is_recorded(qtbot: QtBot) -> None:
    mark = RecordingMark(LIGHT)
    qtbot.addWidget(mark)
    assert mark.sizePolicy().retainSizeWhenHidden()


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
