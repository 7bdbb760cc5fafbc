"""Recording of what is said aloud: in memory only, and gone when the program forgets it."""

from PySide6.QtCore import QObject, QTimer, Signal

from .audio import SAMPLE_BYTES, Audio, AudioError, Input, Output, Recording
from .hushing import hush

LONGEST_SECONDS = 300
PATIENCE_MILLISECONDS = 5000
"""A microphone that was unplugged may just send nothing any more, and Qt does not always say so."""

SILENT = (
    "The microphone sends nothing: is it plugged in, and may deckapp use it? Nothing was recorded."
)
BROKE = (
    "The microphone is gone, perhaps unplugged. What was recorded until then can still be played."
)
FULL = "The recording has stopped after five minutes, the longest it can be. It can be played."


class Recorder(QObject):
    """Records and plays. `failed` has a sentence; `recording_changed` is for the red mark.

    `played` tells that a recording was played to its end.
    """

    recording_changed = Signal(bool)
    failed = Signal(str)
    played = Signal()

    def __init__(
        self,
        audio: Audio,
        parent: QObject | None = None,
        *,
        patience_milliseconds: int = PATIENCE_MILLISECONDS,
        longest_seconds: float = LONGEST_SECONDS,
    ) -> None:
        super().__init__(parent)
        self._audio = audio
        self._longest = longest_seconds
        self._input: Input | None = None
        self._output: Output | None = None
        self._pcm = bytearray()
        self._kept: Recording | None = None
        self._silence, self._play_time = QTimer(self), QTimer(self)
        self._silence.setInterval(patience_milliseconds)
        for timer, slot in (
            (self._silence, self._on_broke),
            (self._play_time, self._on_played),
        ):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)
        self._patience = patience_milliseconds

    @property
    def is_recording(self) -> bool:
        """Whether it listens; then the red mark has to be seen."""
        return self._input is not None

    @property
    def is_playing(self) -> bool:
        """Whether a recording is being played."""
        return self._output is not None

    def start(self) -> None:
        """Begin a new recording, and forget the one before."""
        if self.is_recording:
            return
        self.stop_playing()
        self.discard()
        try:
            self._input = self._audio.open_input(self)
        except AudioError as error:
            self.failed.emit(str(error))
            return
        self._input.heard.connect(self._on_heard)
        self._input.broke.connect(self._on_broke)
        self._silence.start()
        self.recording_changed.emit(self.is_recording)

    def stop(self) -> Recording | None:
        """End the recording if there is one; what was recorded since `start`, if anything."""
        self._end()
        return self._kept

    def discard(self) -> None:
        """Forget what was recorded."""
        self._end()
        self._kept = None

    def play(self, recording: Recording) -> None:
        """Play a recording from its beginning, instead of what is being played."""
        self.stop_playing()
        try:
            self._output = self._audio.open_output(recording, self)
        except AudioError as error:
            self.failed.emit(str(error))
            return
        self._output.played.connect(self._on_played)
        self._play_time.start(round(recording.seconds * 1000) + self._patience)

    def stop_playing(self) -> None:
        """Fall silent."""
        self._play_time.stop()
        output, self._output = self._output, None
        if output is not None:
            output.stop()
            output.deleteLater()

    def close(self) -> None:
        """Forget what was recorded, and let go of microphone and loudspeaker."""
        self.stop_playing()
        self.discard()
        self._audio.close()

    def _on_heard(self, data: bytes) -> None:
        if self._input is None:
            return
        self._pcm += data
        self._silence.start()
        if len(self._pcm) >= self._most(self._input):
            self._end()
            self.failed.emit(FULL)

    def _most(self, microphone: Input) -> int:
        """Bytes of the longest recording."""
        return SAMPLE_BYTES * microphone.channels * int(self._longest * microphone.rate)

    def _on_broke(self) -> None:
        """The microphone is gone, or sends nothing."""
        if self.is_recording:
            self._end()
            self.failed.emit(BROKE if self._kept is not None else SILENT)

    def _on_played(self) -> None:
        if self.is_playing:
            self.stop_playing()
            self.played.emit()

    def _end(self) -> None:
        """Stop listening, and keep what was heard."""
        self._silence.stop()
        microphone, self._input = self._input, None
        if microphone is None:
            return
        heard, self._pcm = self._pcm + microphone.stop(), bytearray()
        microphone.deleteLater()
        whole = len(heard) - len(heard) % (SAMPLE_BYTES * microphone.channels)
        pcm = bytes(heard[: min(whole, self._most(microphone))])
        self._kept = Recording(pcm, microphone.rate, microphone.channels) if pcm else None
        self.recording_changed.emit(self.is_recording)


def open_recorder(parent: QObject | None = None) -> Recorder | None:
    """A recorder with this computer's sound; None without the extra."""
    hush()
    try:
        from .qt_audio import QtAudioSystem
    except ImportError:
        return None
    return Recorder(QtAudioSystem(), parent)
