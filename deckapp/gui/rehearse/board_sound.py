"""What a murder board sounds like: counters read aloud, spoken answers recorded and played."""

from deckapp.gui.theme import Theme
from deckapp.gui.voice.audio import Recording
from deckapp.gui.voice.recorder import Recorder
from deckapp.gui.voice.recording_mark import RecordingMark
from deckapp.gui.voice.voice_desk import VoiceDesk


class BoardSound:
    """Reads aloud and records as the user wishes; `mark` is seen for as long as it records.

    Recordings are kept in memory only, by the ids of prompts, until they are forgotten.
    """

    def __init__(self, voice: VoiceDesk, theme: Theme) -> None:
        self._voice = voice
        self._recorder: Recorder | None = None
        self._recordings: dict[str, Recording] = {}
        self.mark = RecordingMark(theme)

    @property
    def can_speak(self) -> bool:
        """Whether there is a voice, though it may be muted."""
        if self.is_muted:
            return True
        speaker = self._voice.speaker
        return speaker is not None and not speaker.has_failed

    @property
    def is_muted(self) -> bool:
        """Whether nothing is read aloud."""
        return self._voice.is_muted

    def toggle_mute(self) -> None:
        """Read nothing aloud from now on, or do so again."""
        self._voice.toggle_mute()

    def say(self, text: str, language: str) -> None:
        """Read what they say, in a language given by its tag."""
        self._voice.say(text, language)

    def record(self) -> None:
        """Record what is said from now on, if that is wished for and can be."""
        recorder = self._voice.recorder if self._voice.records else None
        if recorder is not None:
            if recorder is not self._recorder:
                self._recorder = recorder
                recorder.recording_changed.connect(self.mark.set_recording)
            recorder.start()

    def keep(self, prompt: str) -> None:
        """Fall silent, and keep what was recorded as the answer to a prompt (an id)."""
        self._voice.stop()
        if self._recorder is None:
            return
        recording = self._recorder.stop()
        if recording is not None:
            self._recordings[prompt] = recording
            self._recorder.discard()  # it is no answer to the next question

    def stop(self) -> None:
        """Fall silent, and drop what is being recorded."""
        self._voice.stop()
        if self._recorder is not None:
            self._recorder.discard()

    def has(self, prompt: str) -> bool:
        """Whether there is a recording of the answer to a prompt (an id)."""
        return prompt in self._recordings

    def toggle(self, prompt: str) -> None:
        """Play the answer to a prompt (an id), or stop playing it."""
        recorder = self._recorder
        if recorder is None or not self.has(prompt):
            return
        if recorder.is_playing:
            recorder.stop_playing()
        else:
            recorder.play(self._recordings[prompt])

    def forget(self) -> None:
        """Discard all recordings."""
        self.stop()
        self._recordings.clear()
