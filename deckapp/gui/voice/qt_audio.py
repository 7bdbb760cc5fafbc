"""The computer's sound through QtMultimedia, from memory to memory: no file is ever written."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtMultimedia import (
    QAudioDevice,
    QAudioFormat,
    QAudioSink,
    QAudioSource,
    QMediaDevices,
    QtAudio,
)

from .audio import AudioError, Input, Output, Recording
from .hushing import hush

_RATE = 16_000
NO_MICROPHONE = (
    "There is no microphone to record with. Plug one in, or choose one in the system's settings."
)
CLOSED_MICROPHONE = (
    "The microphone cannot be used. Another program may have it, or the system's settings keep "
    "deckapp from it."
)
NO_LOUDSPEAKER = (
    "There is nothing to play the recording on. Plug in headphones, or choose a loudspeaker in "
    "the system's settings."
)


class QtInput(Input):
    """The microphone that the system prefers."""

    def __init__(
        self, device: QAudioDevice, form: QAudioFormat, devices: QMediaDevices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.rate, self.channels = form.sampleRate(), form.channelCount()
        self._device = device.id()
        self._is_stopped = False
        self._source = QAudioSource(device, form, self)
        self._stream = self._source.start()
        if self._source.error() is not QtAudio.Error.NoError:
            self._is_stopped = True
            raise AudioError(CLOSED_MICROPHONE)
        self._stream.readyRead.connect(self._on_ready_read)
        self._source.stateChanged.connect(self._on_state_changed)
        devices.audioInputsChanged.connect(self._on_inputs_changed)

    def stop(self) -> bytes:
        """Stop listening; what was heard last, and is not told by `heard`."""
        last = self._read()
        self._is_stopped = True
        self._source.stop()
        return last

    def _read(self) -> bytes:
        return b"" if self._is_stopped else bytes(self._stream.readAll().data())

    def _on_ready_read(self) -> None:
        data = self._read()
        if data:
            self.heard.emit(data)

    def _on_state_changed(self) -> None:  # without the state: PySide cannot hand it over
        if self._source.state() is QtAudio.State.StoppedState and not self._is_stopped:
            self.broke.emit()

    def _on_inputs_changed(self) -> None:
        present = [each.id() for each in QMediaDevices.audioInputs()]
        if self._device not in present and not self._is_stopped:
            self.broke.emit()


class QtOutput(Output):
    """The loudspeaker that the system prefers."""

    def __init__(self, device: QAudioDevice, recording: Recording, parent: QObject) -> None:
        super().__init__(parent)
        self._is_stopped = False
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(recording.pcm))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, _format(recording.rate, recording.channels), self)
        self._sink.stateChanged.connect(self._on_state_changed)
        self._sink.start(self._buffer)
        if self._sink.error() is not QtAudio.Error.NoError:
            self._is_stopped = True
            raise AudioError(NO_LOUDSPEAKER)

    def stop(self) -> None:
        """Fall silent."""
        if not self._is_stopped:
            self._is_stopped = True
            self._sink.stop()

    def _on_state_changed(self) -> None:
        state = self._sink.state()
        is_over = state is QtAudio.State.StoppedState or (
            state is QtAudio.State.IdleState and self._buffer.atEnd()
        )
        if is_over and not self._is_stopped:
            self.played.emit()


class QtAudioSystem:
    """The sound of this computer, open for as long as something may be recorded."""

    def __init__(self) -> None:
        hush(audio_open=True)
        self._devices = QMediaDevices()

    def open_input(self, parent: QObject) -> Input:
        """Listen to the microphone; raises AudioError."""
        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            raise AudioError(NO_MICROPHONE)
        return QtInput(device, _nearest(device), self._devices, parent)

    def open_output(self, recording: Recording, parent: QObject) -> Output:
        """Play a recording; raises AudioError."""
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise AudioError(NO_LOUDSPEAKER)
        return QtOutput(device, recording, parent)

    def close(self) -> None:
        """Nothing is heard or played any more."""
        hush()


def _nearest(device: QAudioDevice) -> QAudioFormat:
    """What is recorded: speech needs no more than 16 kHz and one channel, if the device can."""
    usual = device.preferredFormat()
    wishes = ((_RATE, 1), (usual.sampleRate(), 1), (usual.sampleRate(), usual.channelCount()))
    for form in (_format(*wish) for wish in wishes):
        if device.isFormatSupported(form):
            return form
    raise AudioError(CLOSED_MICROPHONE)


def _format(rate: int, channels: int) -> QAudioFormat:
    form = QAudioFormat()
    form.setSampleRate(rate)
    form.setChannelCount(channels)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form
