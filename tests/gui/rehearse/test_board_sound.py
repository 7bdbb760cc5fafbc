"""A murder board that is heard: counters read aloud, answers recorded and played back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from deckapp.gui.voice import voice_desk
from deckapp.gui.voice.recorder import Recorder
from tests.gui.conftest import WindowMaker
from tests.gui.helpers import written
from tests.gui.voice.fakes import FakeAudio

from .attacking import ATTACKED, Attacked
from .drilling import Key, Rehearser


class FakeSpeaker(QObject):
    """Keeps what it was told to say."""

    became_ready = Signal()
    failed = Signal(str)
    is_ready, has_failed = True, False

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self.stopped = 0

    def say(self, text: str, language: str) -> bool:
        self.said.append((text, language))
        return True

    def voices(self, _language: str) -> list[str]:
        return ["Anna"]

    def stop(self) -> None:
        self.stopped += 1

    def close(self) -> None:
        self.stop()


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> FakeSpeaker:
    speaker = FakeSpeaker()
    monkeypatch.setattr(voice_desk, "open_speaker", lambda *_: speaker)
    return speaker


@pytest.fixture
def audio() -> FakeAudio:
    return FakeAudio()


@pytest.fixture
def heard(
    qtbot: QtBot,
    make_window: WindowMaker,
    tmp_path: Path,
    speaker: FakeSpeaker,
    audio: FakeAudio,
) -> Attacked:
    deck = written(tmp_path / "attacked.yaml", ATTACKED)
    heard = Attacked(Rehearser(qtbot, make_window(deck)))
    heard.user.desk.voice._open_recorder = lambda parent: Recorder(audio, parent)
    return heard


def recording(heard: Attacked) -> Attacked:
    heard.window.settings.records = True
    heard.begin()
    return heard


def test_that_counters_are_read_in_the_language_in_which_they_are_shown(
    heard: Attacked, speaker: FakeSpeaker
) -> None:
    heard.begin()
    assert speaker.said == [("Докажите.", "ru")]
    heard.press(Key.Key_L)
    assert speaker.said[1:] == [("Prove it.", "en")]
    heard.answer()
    assert speaker.said[2:] == [("That is no proof.", "en")]
    heard.press(Key.Key_Space)  # a reminder, about which nothing is said
    assert speaker.said[3:] == []
    heard.press(Key.Key_Space)
    assert speaker.said[3:] == [("Why stay?", "en")]


def test_that_interruptions_are_read_too(heard: Attacked, speaker: FakeSpeaker) -> None:
    heard.clock.now = heard.clock.now.replace(minute=3)
    heard.begin(interruptions=True)
    while heard.board.is_under_way and "They interrupt" not in heard.card:
        heard.wait(14)
        if "They interrupt" not in heard.card:
            heard.answer(0)
    text, _ = speaker.said[-1]
    assert f"They interrupt: {text}" in heard.card


def test_that_v_mutes_and_is_remembered(heard: Attacked, speaker: FakeSpeaker) -> None:
    heard.begin()
    assert "V mutes" in heard.page.keys.text().replace("\u00a0", " ")
    heard.press(Key.Key_V)
    assert speaker.stopped == 1
    assert heard.window.settings.muted
    assert "V reads aloud" in heard.page.keys.text().replace("\u00a0", " ")
    heard.answer()
    assert len(speaker.said) == 1


def test_that_nothing_is_recorded_unless_it_is_wished_for(
    heard: Attacked, audio: FakeAudio
) -> None:
    heard.begin()
    heard.answer()
    assert audio.inputs == []
    assert heard.board.sound.mark.isHidden()


def test_that_an_answer_is_recorded_under_a_red_mark_and_played_beside_the_rebuttal(
    heard: Attacked, audio: FakeAudio
) -> None:
    recording(heard)
    assert heard.board.sound.mark.isVisible()
    audio.inputs[0].heard.emit(b"12" * 800)
    heard.answer()
    audio.inputs[1].heard.emit(b"34" * 800)
    assert heard.board.sound.mark.isVisible()
    heard.press(Key.Key_Escape)
    user = heard.user
    assert user.is_at(user.page)
    assert heard.board.sound.mark.isHidden()
    assert audio.inputs[1].is_stopped
    user.press(Key.Key_R)
    (played,) = audio.outputs
    assert played.recording.pcm == b"12" * 800
    user.press(Key.Key_R)
    assert played.is_stopped
    assert len(audio.outputs) == 1


def test_that_recordings_are_gone_when_the_board_is_done(heard: Attacked, audio: FakeAudio) -> None:
    recording(heard)
    audio.inputs[0].heard.emit(b"12" * 800)
    heard.answer()
    heard.press(Key.Key_Escape)
    user = heard.user
    assert heard.board.sound.has("gas/rebuttal")
    user.press(Key.Key_3)
    user.until(lambda: user.is_at(user.desk.drill.summary))
    assert not heard.board.sound.has("gas/rebuttal")


def test_that_a_missing_microphone_is_told_and_the_board_goes_on(
    heard: Attacked, audio: FakeAudio
) -> None:
    audio.trouble = "There is no microphone."
    recording(heard)
    assert "There is no microphone." in heard.said
    heard.answer()
    assert "That is no proof." in heard.card


def test_that_a_microphone_pulled_out_keeps_what_it_heard(
    heard: Attacked, audio: FakeAudio
) -> None:
    recording(heard)
    audio.inputs[0].heard.emit(b"12" * 800)
    audio.inputs[0].broke.emit()
    assert heard.board.sound.mark.isHidden()
    heard.answer()
    heard.press(Key.Key_Escape)
    assert heard.board.sound.has("gas/rebuttal")


def test_that_leaving_the_page_stops_voice_and_recording(
    heard: Attacked, audio: FakeAudio, speaker: FakeSpeaker
) -> None:
    recording(heard)
    heard.user.trigger("go_print")
    assert audio.inputs[0].is_stopped
    assert speaker.stopped
    assert heard.board.sound.mark.isHidden()
    heard.user.trigger("go_rehearse")
    assert heard.board.sound.mark.isVisible()


def test_that_a_pause_listens_to_nobody(heard: Attacked, audio: FakeAudio) -> None:
    recording(heard)
    heard.press(Key.Key_P)
    assert audio.inputs[0].is_stopped
    assert heard.board.sound.mark.isHidden()
    heard.press(Key.Key_P)
    assert heard.board.sound.mark.isVisible()


def test_that_other_drills_play_nothing_and_discard_nothing(
    heard: Attacked, audio: FakeAudio
) -> None:
    recording(heard)
    audio.inputs[0].heard.emit(b"12" * 800)
    heard.answer()
    user = heard.user
    user.trigger("practise_all")
    user.until(lambda: user.is_at(user.page))
    user.press(Key.Key_R)
    assert audio.outputs == []
    assert "R plays" not in user.page._keys.text().replace("\u00a0", " ")
    user.answer()
    user.end()
    assert heard.board.sound.has("gas/rebuttal")


def test_that_voice_and_recording_are_chosen_from_the_start_page_and_led_back(
    heard: Attacked,
) -> None:
    heard.ask_for()
    page = heard.board.start_page
    page.voice.click()
    assert heard.user.is_at(heard.user.desk.voice.page)
    heard.press(Key.Key_Escape)
    assert heard.user.is_at(page)
