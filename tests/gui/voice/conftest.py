"""A silent computer: no speech service and no sound server but those that a test starts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLoggingCategory

from deckapp.gui.settings import Settings
from deckapp.gui.voice.recorder import Recorder
from deckapp.gui.voice.speaker import Speaker, open_speaker

from .fakes import FakeAudio


@pytest.fixture(autouse=True)
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of sockets; its path is short, as sockets want it."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{folder}/nowhere")
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{folder}/nowhere")
    return folder


@pytest.fixture(autouse=True)
def logging_rules() -> Iterator[None]:
    """What is hushed here is not hushed elsewhere."""
    yield
    QLoggingCategory.setFilterRules("")


@pytest.fixture
def make_speaker(settings: Settings, qapp: object) -> Iterator[Callable[[], Speaker]]:
    """Makes a speaker of English, Finnish and Norwegian: Qt's engine for tests, not yet ready."""
    pytest.importorskip("PySide6.QtTextToSpeech", exc_type=ImportError)
    made: list[Speaker] = []

    def make() -> Speaker:
        speaker = open_speaker(settings, engine="mock")
        assert speaker is not None
        made.append(speaker)
        return speaker

    yield make
    for speaker in made:
        speaker.close()


@pytest.fixture
def speaker(make_speaker: Callable[[], Speaker]) -> Speaker:
    """One of those."""
    return make_speaker()


@pytest.fixture
def audio() -> FakeAudio:
    """A microphone and a loudspeaker."""
    return FakeAudio()


@pytest.fixture
def recorder(audio: FakeAudio, qapp: object) -> Iterator[Recorder]:
    """Records with the fake audio. A second is the longest it records."""
    made = Recorder(audio, longest_seconds=1)
    yield made
    made.close()
