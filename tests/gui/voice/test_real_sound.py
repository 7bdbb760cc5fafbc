"""A real sound server with a null device, and a real voice, where they are installed."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)

from deckapp.gui.voice.qt_audio import NO_LOUDSPEAKER, NO_MICROPHONE
from deckapp.gui.voice.recorder import BROKE

from . import programs

_ESPEAK = tuple(Path("/usr").glob("lib*/**/speech-dispatcher-modules/sd_espeak-ng"))

needs_pulseaudio = pytest.mark.skipif(
    not shutil.which("pulseaudio"), reason="needs the program pulseaudio"
)
needs_voices = pytest.mark.skipif(
    not (shutil.which("speech-dispatcher") and _ESPEAK),
    reason="needs speech-dispatcher with espeak-ng",
)


class Server(NamedTuple):
    """A sound server: its process, and how to find it."""

    pid: int
    environment: Mapping[str, str]


@pytest.fixture
def server(runtime: Path) -> Iterator[Server]:
    """PulseAudio whose microphone hears what is played on its null device."""
    socket = runtime / "sound"
    modules = (
        f"module-native-protocol-unix socket={socket} auth-anonymous=1",
        "module-null-sink sink_name=nowhere",
        "module-remap-source source_name=microphone master=nowhere.monitor",
    )
    script = runtime / "pulse.pa"
    script.write_text("".join(f"load-module {each}\n" for each in modules))
    command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
    options = ["--disable-shm=yes", "--log-level=info", "--log-target=stderr", f"--file={script}"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "Daemon startup complete" in line:
                break
        yield Server(process.pid, {"PULSE_SERVER": f"unix:{socket}"})
        process.kill()


@pytest.fixture
def speech(runtime: Path) -> Iterator[Mapping[str, str]]:
    """Where Speech Dispatcher is started by whom needs it; it is ended."""
    folder = runtime / "speech-dispatcher"
    yield {"SPEECHD_ADDRESS": f"unix_socket:{folder}/speechd.sock"}
    with suppress(OSError, ValueError):
        os.kill(int((folder / "pid" / "speech-dispatcher.pid").read_text()), signal.SIGTERM)


@needs_pulseaudio
def test_that_what_is_played_is_recorded_in_memory_and_nowhere_else(
    server: Server, home: Path
) -> None:
    said = programs.run(programs.RECORD_AND_PLAY, server.environment)
    assert said["failed"] == []
    assert (said["rate"], said["kept"]) == (16_000, True)
    assert said["loudest"] > 5000
    written = {path.name for path in home.rglob("*") if path.is_file()}
    assert written <= {"cookie"}  # of PulseAudio


@needs_pulseaudio
def test_that_a_sound_server_that_dies_in_mid_recording_costs_nothing_of_it(
    server: Server,
) -> None:
    said = programs.run(programs.KILLED_IN_MID_RECORDING, server.environment, str(server.pid))
    assert said["failed"] == [BROKE]
    assert said["seconds"] > 0
    assert not said["recording"]


def test_that_without_a_sound_server_there_is_neither_microphone_nor_loudspeaker() -> None:
    said = programs.run(programs.WITHOUT_SOUND_SERVER, {})
    assert said["failed"] == [NO_MICROPHONE, NO_LOUDSPEAKER]


@needs_pulseaudio
@needs_voices
def test_that_russian_and_english_are_heard(
    server: Server, speech: Mapping[str, str], tmp_path: Path
) -> None:
    said = programs.run(
        programs.SPEAK, {**server.environment, **speech}, str(tmp_path / "settings.ini")
    )
    assert said["failed"] == []
    assert said["said ru"]
    assert said["said en"]
    assert said["voices"] == {"ru": ["Russian"], "en": ["English (America)"], "xx": []}
    assert min(said["loudest"].values()) > 2000
