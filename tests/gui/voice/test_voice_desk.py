"""What speaks and records is opened when it is asked for, and tells what is missing."""

import sys
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deckapp.gui.main_window import MainWindow
from deckapp.gui.settings import Settings
from deckapp.gui.voice import voice_desk
from deckapp.gui.voice.missing import NO_ENGINE, NO_EXTRA, NO_LIBRARY, what_is_missing
from deckapp.gui.voice.recorder import Recorder, open_recorder
from deckapp.gui.voice.speaker import NO_SERVICE, open_speaker
from deckapp.gui.voice.voice_desk import VoiceDesk
from deckapp.gui.widgets.message_bar import MessageBar
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import spin

from .fakes import FakeAudio, Told

QtTextToSpeech = pytest.importorskip("PySide6.QtTextToSpeech", exc_type=ImportError)
EXTRA = ("PySide6.QtTextToSpeech", "PySide6.QtMultimedia")


class Desk(NamedTuple):
    """A desk in a window, its messages, its audio, and the pages that it wanted to be shown."""

    desk: VoiceDesk
    messages: MessageBar
    audio: FakeAudio
    shown: list[QWidget]


def _desk(window: MainWindow, engine: str = "mock") -> Desk:
    audio, shown = FakeAudio(), list[QWidget]()
    messages = MessageBar(window)
    desk = VoiceDesk(
        window,
        messages,
        lambda: ("en", "ru", "en"),
        engine,
        lambda parent: Recorder(audio, parent),
    )

    def show(page: QWidget) -> None:
        shown.append(page)
        page.show()

    desk.page_wanted.connect(show)
    return Desk(desk, messages, audio, shown)


@pytest.fixture
def at(window: MainWindow, qtbot: QtBot) -> Iterator[Desk]:
    """A desk with the engine for tests."""
    made = _desk(window)
    qtbot.addWidget(made.desk.page)
    yield made
    made.desk.close()


def test_that_the_page_lists_each_language_once_when_the_voices_are_known(
    at: Desk, qtbot: QtBot
) -> None:
    at.desk.show()
    assert at.shown == [at.desk.page]
    qtbot.waitUntil(lambda: bool(at.desk.page.rows))
    assert list(at.desk.page.rows) == ["en", "ru"]
    assert at.desk.page.note() == ""
    assert at.desk.page.mute.isVisible()
    assert at.desk.page.record.isVisible()


def test_that_what_is_chosen_is_remembered_and_heard(
    at: Desk, qtbot: QtBot, settings: Settings
) -> None:
    at.desk.show()
    qtbot.waitUntil(lambda: bool(at.desk.page.rows))
    row = at.desk.page.rows["en"]
    row.voice.setCurrentText("Mary")
    row.voice.activated.emit(row.voice.currentIndex())
    row.rate.setValue(4)
    assert (settings.voice("en"), settings.voice_rate("en")) == ("Mary", 0.4)
    speaker = at.desk.speaker
    assert speaker is not None
    with qtbot.waitSignal(speaker.finished):
        row.try_button.click()
    at.desk.page.record.click()
    assert settings.records
    assert at.desk.records


def test_that_muting_silences_tells_and_shows_itself(
    at: Desk, qtbot: QtBot, settings: Settings
) -> None:
    at.desk.show()
    qtbot.waitUntil(lambda: bool(at.desk.page.rows))
    told = Told()
    at.desk.muted_changed.connect(told)
    assert at.desk.say("one two three four", "en")
    at.desk.toggle_mute()
    assert settings.muted
    assert at.desk.page.mute.isChecked()
    assert not at.desk.say("one", "en")
    at.desk.page.rows["en"].try_button.click()
    assert "muted" in at.messages.text()
    at.desk.page.mute.click()
    assert told.all == [True, False]
    assert not at.desk.is_muted


def test_that_nothing_is_opened_before_it_is_asked_for(
    at: Desk, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(voice_desk, "open_speaker", refuse)
    settings.muted = True
    assert not at.desk.say("one", "en")
    at.desk.stop()
    at.desk.close()
    assert at.audio.inputs == []


def test_that_the_recorders_sentences_are_shown(at: Desk) -> None:
    recorder = at.desk.recorder
    assert recorder is not None
    assert at.desk.recorder is recorder
    at.audio.trouble = "There is no microphone."
    recorder.start()
    assert at.messages.text() == "There is no microphone."


def test_that_closing_forgets_what_was_recorded(at: Desk) -> None:
    recorder = at.desk.recorder
    assert recorder is not None
    recorder.start()
    at.desk.close()
    assert at.audio.inputs[0].is_stopped
    assert at.audio.is_closed


def test_that_leaving_the_page_leaves_silence(at: Desk, qtbot: QtBot) -> None:
    at.desk.show()
    with qtbot.waitSignal(at.desk.left):
        at.desk.page.done.click()


def test_that_one_that_has_stopped_is_opened_again_when_there_is_something_to_say(
    at: Desk, qtbot: QtBot
) -> None:
    first = at.desk.speaker
    assert first is not None
    qtbot.waitUntil(lambda: first.is_ready)
    first._engine._fail("Broken pipe")
    assert "has stopped" in at.messages.text()
    assert at.desk.say("Again", "en")
    second = at.desk.speaker
    assert second is not None
    assert second is not first
    with qtbot.waitSignal(second.finished):
        pass


def test_that_a_service_that_does_not_answer_is_a_note_on_the_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    if "speechd" not in QtTextToSpeech.QTextToSpeech.availableEngines():
        pytest.skip("needs Qt's engine for Speech Dispatcher")
    at = _desk(window, "speechd")
    qtbot.addWidget(at.desk.page)
    at.desk.show()
    assert "Looking" in at.desk.page.note()
    qtbot.waitUntil(lambda: at.desk.page.note() == NO_SERVICE)
    assert at.messages.text() == ""
    assert at.desk.page.record.isVisible()
    assert not at.desk.say("one", "en")  # and it is not called again and again
    at.desk.close()


def test_that_a_computer_without_any_engine_is_told_how_to_get_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    at = _desk(window, "none such")
    qtbot.addWidget(at.desk.page)
    at.desk.show()
    assert at.desk.page.note() == NO_ENGINE
    assert not at.desk.say("one", "en")


# Without the extra


def test_that_without_the_extra_there_is_a_note_and_no_error(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    for name in (*EXTRA, "deckapp.gui.voice.engine", "deckapp.gui.voice.qt_audio"):
        monkeypatch.setitem(sys.modules, name, None)
    at = _desk(window, "")
    qtbot.addWidget(at.desk.page)
    at.desk.show()
    spin()
    assert at.desk.page.note() == NO_EXTRA
    assert 'pip install "deckapp[voice]"' in NO_EXTRA
    assert at.desk.page.rows == {}
    assert not at.desk.page.record.isVisible()
    assert not at.desk.say("one", "en")
    assert at.desk.speaker is None
    assert open_speaker(settings) is None
    assert open_recorder() is None
    at.desk.toggle_mute()
    assert at.messages.text() == ""
    at.desk.close()


def test_that_a_missing_library_is_told_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> None:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    assert what_is_missing() == ""
    monkeypatch.setattr("deckapp.gui.voice.missing.import_module", fail)
    assert what_is_missing() == (f"{NO_LIBRARY} (libpulse.so.0: cannot open shared object file)")


def test_that_a_window_that_is_closed_in_mid_speech_ends(
    make_window: WindowMaker, qtbot: QtBot
) -> None:
    at = _desk(make_window())
    qtbot.addWidget(at.desk.page)
    assert at.desk.say("word " * 1000, "en")
    speaker = at.desk.speaker
    assert speaker is not None
    qtbot.waitUntil(lambda: speaker.is_ready)
    at.desk.close()
    assert not speaker.voices("en")
