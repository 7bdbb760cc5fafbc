"""Answers are recorded in memory, and whatever happens to the microphone is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from deckapp.gui.voice.audio import Recording
from deckapp.gui.voice.recorder import BROKE, FULL, SILENT, Recorder

from .fakes import FakeAudio, Told

SECOND = b"\x01\x02" * 8000


@pytest.fixture
def failures(recorder: Recorder) -> Told:
    """The sentences said."""
    told = Told()
    recorder.failed.connect(told)
    return told


@pytest.fixture
def marks(recorder: Recorder) -> Told:
    """What the red mark was told."""
    told = Told()
    recorder.recording_changed.connect(told)
    return told


def test_that_what_was_said_is_kept_to_the_last_sample(
    recorder: Recorder, audio: FakeAudio, marks: Told, failures: Told
) -> None:
    recorder.start()
    microphone = audio.inputs[0]
    microphone.heard.emit(SECOND[:2000])
    microphone.heard.emit(SECOND[:2001])
    microphone.last = b"\x05\x06\x07"
    recording = recorder.stop()
    assert recording is not None
    assert recording.pcm == SECOND[:2000] + SECOND[:2001] + b"\x05\x06\x07"
    assert (recording.rate, recording.channels, recording.seconds) == (8000, 1, 4004 / 16000)
    assert microphone.is_stopped
    assert recorder.stop() is recording
    assert marks.all == [True, False]
    assert failures.all == []


def test_that_a_recording_does_not_show_itself_in_logs() -> None:
    assert repr(Recording(b"secret", 8000)) == "Recording(rate=8000, channels=1)"


@given(pieces=st.lists(st.binary(max_size=50), max_size=20), channels=st.integers(1, 3))
def test_that_only_whole_frames_are_kept_and_never_too_many(
    qapp: object, pieces: list[bytes], channels: int
) -> None:
    audio = FakeAudio()
    audio.channels = channels
    recorder = Recorder(audio, longest_seconds=0.01)
    recorder.start()
    most, frame = 80 * 2 * channels, 2 * channels
    for piece in pieces:
        audio.inputs[0].heard.emit(piece)
    recording = recorder.stop()
    heard = b"".join(pieces)[:most]
    whole = heard[: len(heard) - len(heard) % frame]
    assert (recording.pcm if recording else b"") == whole


def test_that_starting_twice_goes_on_with_the_first(recorder: Recorder, audio: FakeAudio) -> None:
    recorder.start()
    recorder.start()
    assert len(audio.inputs) == 1


def test_that_starting_anew_forgets_what_was_recorded_before(
    recorder: Recorder, audio: FakeAudio
) -> None:
    recorder.start()
    audio.inputs[0].heard.emit(SECOND[:100])
    assert recorder.stop() is not None
    recorder.start()
    assert recorder.stop() is None


def test_that_a_recording_that_is_discarded_is_gone(recorder: Recorder, audio: FakeAudio) -> None:
    recorder.start()
    audio.inputs[0].heard.emit(SECOND[:100])
    recorder.discard()
    assert not recorder.is_recording
    assert recorder.stop() is None


def test_that_nothing_is_recorded_without_a_microphone(
    recorder: Recorder, audio: FakeAudio, marks: Told, failures: Told
) -> None:
    audio.trouble = "There is no microphone."
    recorder.start()
    assert failures.all == ["There is no microphone."]
    assert marks.all == []
    assert recorder.stop() is None


def test_that_what_was_recorded_before_it_was_unplugged_is_kept(
    recorder: Recorder, audio: FakeAudio, marks: Told, failures: Told
) -> None:
    recorder.start()
    microphone = audio.inputs[0]
    microphone.heard.emit(SECOND[:100])
    microphone.broke.emit()
    microphone.broke.emit()
    assert failures.all == [BROKE]
    assert marks.all == [True, False]
    recording = recorder.stop()
    assert recording is not None
    assert recording.pcm == SECOND[:100]


def test_that_a_microphone_that_falls_silent_is_taken_for_unplugged(
    qtbot: QtBot, audio: FakeAudio
) -> None:
    recorder = Recorder(audio, patience_milliseconds=1)
    with qtbot.waitSignal(recorder.failed) as told:
        recorder.start()
        audio.inputs[0].heard.emit(SECOND[:100])
    assert told.args == [BROKE]
    assert recorder.stop() is not None
    with qtbot.waitSignal(recorder.failed) as told:
        recorder.start()
    assert told.args == [SILENT]
    assert recorder.stop() is None
    recorder.close()


def test_that_the_longest_recording_ends_itself_and_is_kept(
    recorder: Recorder, audio: FakeAudio, marks: Told, failures: Told
) -> None:
    recorder.start()
    audio.inputs[0].heard.emit(SECOND + b"\x09\x09")
    assert failures.all == [FULL]
    assert marks.all == [True, False]
    recording = recorder.stop()
    assert recording is not None
    assert recording.pcm == SECOND


def test_that_a_recording_is_played_to_its_end(recorder: Recorder, audio: FakeAudio) -> None:
    played = Told()
    recorder.played.connect(played)
    recording = Recording(SECOND, 8000)
    recorder.play(recording)
    assert audio.outputs[0].recording is recording
    audio.outputs[0].played.emit()
    audio.outputs[0].played.emit()
    assert not recorder.is_playing
    assert len(played.all) == 1


def test_that_playing_another_or_recording_ends_what_is_played(
    recorder: Recorder, audio: FakeAudio
) -> None:
    played = Told()
    recorder.played.connect(played)
    for _ in range(2):
        recorder.play(Recording(SECOND, 8000))
    assert audio.outputs[0].is_stopped
    recorder.start()
    assert audio.outputs[1].is_stopped
    assert played.all == []


def test_that_a_loudspeaker_that_never_ends_is_not_waited_for(
    qtbot: QtBot, audio: FakeAudio
) -> None:
    recorder = Recorder(audio, patience_milliseconds=1)
    with qtbot.waitSignal(recorder.played):
        recorder.play(Recording(SECOND[:16], 8000))
    assert audio.outputs[0].is_stopped


def test_that_a_missing_loudspeaker_is_told_of(
    recorder: Recorder, audio: FakeAudio, failures: Told
) -> None:
    audio.trouble = "There is no loudspeaker."
    recorder.play(Recording(SECOND, 8000))
    assert failures.all == ["There is no loudspeaker."]
    assert not recorder.is_playing


def test_that_closing_lets_go_of_everything(recorder: Recorder, audio: FakeAudio) -> None:
    recorder.start()
    audio.inputs[0].heard.emit(SECOND[:100])
    recorder.close()
    assert audio.inputs[0].is_stopped
    assert audio.is_closed
    assert recorder.stop() is None
