"""A computer's sound without any."""

from PySide6.QtCore import QObject

from deckapp.gui.voice.audio import AudioError, Input, Output, Recording


class FakeInput(Input):
    """A microphone that hears what the test says."""

    def __init__(self, parent: QObject, channels: int) -> None:
        super().__init__(parent)
        self.rate = 8000
        self.channels = channels
        self.last = b""
        self.is_stopped = False

    def stop(self) -> bytes:
        self.is_stopped = True
        return self.last


class FakeOutput(Output):
    """A loudspeaker that plays until the test ends it."""

    def __init__(self, parent: QObject, recording: Recording) -> None:
        super().__init__(parent)
        self.recording = recording
        self.is_stopped = False

    def stop(self) -> None:
        self.is_stopped = True


class FakeAudio:
    """Sound as it is wished for; `trouble` is said instead of opening anything."""

    def __init__(self) -> None:
        self.trouble = ""
        self.channels = 1
        self.inputs: list[FakeInput] = []
        self.outputs: list[FakeOutput] = []
        self.is_closed = False

    def open_input(self, parent: QObject) -> Input:
        if self.trouble:
            raise AudioError(self.trouble)
        self.inputs.append(FakeInput(parent, self.channels))
        return self.inputs[-1]

    def open_output(self, recording: Recording, parent: QObject) -> Output:
        if self.trouble:
            raise AudioError(self.trouble)
        self.outputs.append(FakeOutput(parent, recording))
        return self.outputs[-1]

    def close(self) -> None:
        self.is_closed = True


class Told:
    """Keeps what a signal told."""

    def __init__(self) -> None:
        self.all: list[object] = []

    def __call__(self, what: object = None) -> None:
        self.all.append(what)
