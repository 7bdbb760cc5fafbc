"""What reads aloud and records: opens both when they are first asked for, and shows their page."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deckapp.gui.widgets.announcing import announce
from deckapp.gui.widgets.message_bar import MessageBar

from .languages import language_name, sample
from .missing import NO_ENGINE, what_is_missing
from .recorder import Recorder, open_recorder
from .speaker import NO_SERVICE, STOPPED, Speaker, open_speaker
from .voice_page import VoicePage
from .voice_row import VoiceChoice

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow

_LOOKING = "Looking for the voices of this computer…"
_MUTED = "The voice is muted: take away that tick to hear it."


class VoiceDesk(QObject):
    """Owns the page, the speaker and the recorder. `page_wanted` has the page, `left` leads back.

    `languages` gives the tags that the page lists. `engine` names one of Qt's engines for speech;
    empty is the system's own. Without the extra `voice` there is only the page, with a note.
    """

    page_wanted = Signal(object)
    left = Signal()
    muted_changed = Signal(bool)

    def __init__(
        self,
        window: "MainWindow",
        messages: MessageBar,
        languages: Callable[[], Sequence[str]],
        engine: str = "",
        open_recorder: Callable[[QObject], Recorder | None] = open_recorder,
    ) -> None:
        super().__init__(window)
        self._settings = window.settings
        self._messages = messages
        self._languages = languages
        self._engine = engine
        self._open_recorder = open_recorder
        self._speaker: Speaker | None = None
        self._recorder: Recorder | None = None
        self._looked_for_speaker = self._looked_for_recorder = False
        self.page = VoicePage(window.theme)
        self.page.voice_chosen.connect(self._settings.set_voice)
        self.page.rate_chosen.connect(self._settings.set_voice_rate)
        self.page.try_wanted.connect(self._try)
        self.page.muted_changed.connect(self._set_muted)
        self.page.records_changed.connect(self._set_records)
        self.page.closed.connect(self._leave)

    # What speaks and what records

    @property
    def speaker(self) -> Speaker | None:
        """What reads aloud, opened on first use; None without extra or engine.

        One that has stopped is opened again; one that never spoke is not before the page is shown.
        """
        speaker = self._speaker
        if speaker is not None and speaker.has_failed and speaker.is_ready:
            self._forget_speaker()
        if not self._looked_for_speaker:
            self._looked_for_speaker = True
            self._speaker = open_speaker(self._settings, self, self._engine)
            if self._speaker is not None:
                self._speaker.became_ready.connect(self._fill)
                self._speaker.failed.connect(self._on_failed)
        return self._speaker

    @property
    def recorder(self) -> Recorder | None:
        """What records, opened on first use; None without the extra."""
        if not self._looked_for_recorder:
            self._looked_for_recorder = True
            self._recorder = self._open_recorder(self)
            if self._recorder is not None:
                self._recorder.failed.connect(self._messages.show_message)
        return self._recorder

    def say(self, text: str, language: str) -> bool:
        """Read a text aloud; False if that cannot be, or the voice is muted."""
        if self.is_muted:
            return False
        speaker = self.speaker
        return speaker is not None and speaker.say(text, language)

    def stop(self) -> None:
        """Fall silent, also where a recording is played."""
        if self._speaker is not None:
            self._speaker.stop()
        if self._recorder is not None:
            self._recorder.stop_playing()

    @property
    def is_muted(self) -> bool:
        """Whether nothing is read aloud."""
        return self._settings.muted

    @property
    def records(self) -> bool:
        """Whether answers are to be recorded."""
        return self._settings.records

    def toggle_mute(self) -> None:
        """Read nothing aloud from now on, or do so again."""
        self._set_muted(not self.is_muted)

    def _set_muted(self, muted: bool) -> None:  # noqa: FBT001  the slot of a signal
        self._settings.muted = muted
        if muted and self._speaker is not None:
            self._speaker.stop()
        self._show_options()
        announce(self.page, "The voice is muted" if muted else "The voice is on")
        self.muted_changed.emit(muted)

    def _set_records(self, records: bool) -> None:  # noqa: FBT001  likewise
        self._settings.records = records

    def close(self) -> None:
        """Fall silent for good, and forget what was recorded."""
        self._forget_speaker()
        self._looked_for_recorder = False
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.close()
            recorder.deleteLater()

    def _forget_speaker(self) -> None:
        self._looked_for_speaker = False
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.close()
            speaker.deleteLater()

    # The page

    def show(self) -> None:
        """Show the page, with the voices as they are now."""
        if self._speaker is None or self._speaker.has_failed:
            self._forget_speaker()
        self.page_wanted.emit(self.page)
        self._fill()

    def _leave(self) -> None:
        self.stop()
        self.left.emit()

    def _fill(self) -> None:
        """Show what there is to choose, or what is missing."""
        missing = what_is_missing()
        speaker = None if missing else self._present_speaker()
        note, choices = missing, list[VoiceChoice]()
        if speaker is not None and speaker.is_ready and not speaker.has_failed:
            choices = [self._choice(speaker, tag) for tag in dict.fromkeys(self._languages())]
        elif not missing:
            note = NO_ENGINE if speaker is None else NO_SERVICE if speaker.has_failed else _LOOKING
        self.page.show_note(note)
        self.page.show_choices(choices)
        self._show_options(can_record=not missing)

    def _present_speaker(self) -> Speaker | None:
        """The speaker as it is, even if it has failed: this must not go in circles."""
        return self._speaker if self._looked_for_speaker else self.speaker

    def _show_options(self, *, can_record: bool | None = None) -> None:
        if can_record is None:
            can_record = not self.page.record.isHidden()
        self.page.show_options(muted=self.is_muted, records=self.records, can_record=can_record)

    def _choice(self, speaker: Speaker, tag: str) -> VoiceChoice:
        voices = tuple(speaker.voices(tag))
        chosen, rate = self._settings.voice(tag), self._settings.voice_rate(tag)
        return VoiceChoice(tag, language_name(tag), voices, chosen, rate)

    def _try(self, tag: str) -> None:
        if self.is_muted:
            self._messages.show_message(_MUTED)
        else:
            self.say(sample(tag), tag)

    def _on_failed(self, text: str) -> None:
        """Say in the way of others only what ceased; what was never there is told on the page."""
        if self.page.isVisible():
            self._fill()
        elif text == STOPPED:
            self._messages.show_message(text)
