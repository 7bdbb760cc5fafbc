"""Small programs that speak and record for real, each in a process of its own.

They leave no traces in the process of the tests, whose Qt has no sound server and keeps it so.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[3]
_HEAD = """
import array, json, math, os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from deckapp.gui.immortals import keep_constants_alive
from deckapp.gui.settings import Settings
from deckapp.gui.voice.audio import Input, Recording
from deckapp.gui.voice.recorder import Recorder, open_recorder
from deckapp.gui.voice.speaker import open_speaker

keep_constants_alive()
app = QCoreApplication([])
said = {"failed": []}

def loudest(pcm):
    samples = array.array("h")
    samples.frombytes(pcm[: len(pcm) // 2 * 2])
    return max(map(abs, samples), default=0)

def finish():
    print(json.dumps(said), flush=True)
    app.quit()

def give_up():
    said["gave up"] = True
    finish()

QTimer.singleShot(60_000, give_up)
"""

RECORD_AND_PLAY = """
recorder = open_recorder()
recorder.failed.connect(said["failed"].append)
pcm = array.array("h", (int(12000 * math.sin(0.17 * n)) for n in range(8000))).tobytes()
heard = bytearray()

def hear(data):
    if not heard:
        recorder.play(Recording(pcm, 16000))
    heard.extend(data)
    if "played" in said and loudest(heard) > 5000:
        recording = recorder.stop()
        said.update(rate=recording.rate, kept=recording.pcm == bytes(heard[: len(recording.pcm)]))
        said.update(loudest=loudest(recording.pcm))
        recorder.close()
        finish()

recorder.played.connect(lambda: said.update(played=True))
recorder.start()
recorder.findChild(Input).heard.connect(hear)
app.exec()
"""

KILLED_IN_MID_RECORDING = """
from deckapp.gui.voice.hushing import hush

hush()
from deckapp.gui.voice.qt_audio import QtAudioSystem

recorder = Recorder(QtAudioSystem(), patience_milliseconds=4000)
heard = []

def hear(data):
    heard.append(data)
    if len(heard) == 3:
        os.kill(int(sys.argv[1]), 9)

def fail(text):
    said["failed"].append(text)
    said["seconds"] = recorder.stop().seconds
    said["recording"] = recorder.is_recording
    finish()

recorder.failed.connect(fail)
recorder.start()
recorder.findChild(Input).heard.connect(hear)
app.exec()
"""

WITHOUT_SOUND_SERVER = """
recorder = open_recorder()
recorder.failed.connect(said["failed"].append)
recorder.start()
recorder.play(Recording(b"0000", 16000))
recorder.close()
finish()
"""

SPEAK = """
speaker = open_speaker(Settings(Path(sys.argv[1])), engine="speechd")
recorder = open_recorder()
for part in (speaker, recorder):
    part.failed.connect(said["failed"].append)
texts = [("Начнём с «химии» & договора <2013>.", "ru"), ("Now, let us begin.", "en")]
said["loudest"] = {}
heard = bytearray()
state = {}

def next_text():
    if not texts:
        speaker.close()
        recorder.close()
        finish()
        return
    text, state["language"] = texts.pop(0)
    state["finished"] = False
    heard.clear()
    said["said " + state["language"]] = speaker.say(text, state["language"])

def hear(data):
    heard.extend(data)
    look()

def end():
    state["finished"] = True
    look()

def look():
    peak = loudest(heard)
    if state and state["finished"] and peak > 2000:
        said["loudest"][state["language"]] = peak
        state["finished"] = False
        next_text()

def begin():
    said["voices"] = {tag: speaker.voices(tag)[:1] for tag in ("ru", "en", "xx")}
    recorder.start()
    recorder.findChild(Input).heard.connect(hear)
    next_text()

speaker.finished.connect(end)
speaker.became_ready.connect(begin)
app.exec()
"""


def run(program: str, environment: Mapping[str, str], *arguments: str) -> dict[str, Any]:
    """What a program said; it must have kept the console quiet."""
    done = subprocess.run(
        [sys.executable, "-c", _HEAD + program, *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=_ROOT,
        env={**os.environ, **environment},
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    said: dict[str, Any] = json.loads(done.stdout)
    assert "gave up" not in said, said
    return said
