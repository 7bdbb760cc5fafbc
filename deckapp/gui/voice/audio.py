"""What recording needs of a computer's sound, so that tests can have a microphone of their own."""

from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QObject, Signal

SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound held in memory: signed 16-bit samples, frame after frame, one for each channel."""

    pcm: bytes = field(repr=False)
    rate: int
    channels: int = 1

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.pcm) / (SAMPLE_BYTES * self.channels * self.rate)


class AudioError(Exception):
    """Sound cannot be heard or played; `str()` is a sentence."""


class Input(QObject):
    """A microphone that listens: `heard` has bytes of samples, `broke` says that no more come."""

    heard = Signal(object)
    broke = Signal()
    rate = 16_000
    channels = 1

    def stop(self) -> bytes:
        """Stop listening; what was heard last, and is not told by `heard`."""
        raise NotImplementedError


class Output(QObject):
    """A loudspeaker that plays: `played` comes at the end, also at an early one."""

    played = Signal()

    def stop(self) -> None:
        """Fall silent."""
        raise NotImplementedError


class Audio(Protocol):
    """The sound of a computer."""

    def open_input(self, parent: QObject) -> Input:
        """Listen to the microphone; raises AudioError."""

    def open_output(self, recording: Recording, parent: QObject) -> Output:
        """Play a recording; raises AudioError."""

    def close(self) -> None:
        """Nothing is heard or played any more."""
