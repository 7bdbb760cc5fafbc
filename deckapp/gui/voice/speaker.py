"""Reading aloud: each text in its own language, by the voice and at the rate chosen for that."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deckapp.gui.settings import Settings

from .hushing import hush
from .languages import language_name, speaking

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale
    from PySide6.QtTextToSpeech import QVoice

    from .engine import Engine

NO_SERVICE = (
    "Nothing can be read aloud: the system's speech service does not answer. On Linux install "
    "speech-dispatcher and voices for it, such as speech-dispatcher-espeak-ng."
)
STOPPED = "The system's speech service has stopped. The next text will call it again."
_USUAL = "(America)"
_VARIANT = "+"
"""In espeak-ng's names of voices, before somebody whose voice a language is to have."""


class Speaker(QObject):
    """Says texts. `became_ready` comes once the voices are known; `failed` has a sentence, once.

    `finished` tells that a text was said to its end, and was neither stopped nor replaced.
    """

    became_ready = Signal()
    failed = Signal(str)
    finished = Signal()

    def __init__(self, engine: "Engine", settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._waiting: tuple[str, str] | None = None
        self._known: dict[str, dict[str, tuple[QLocale, QVoice]]] = {}
        engine.setParent(self)
        engine.became_ready.connect(self._on_ready)
        engine.failed.connect(self._on_failed)
        engine.ended.connect(self.finished)

    @property
    def is_ready(self) -> bool:
        """Whether the voices are known."""
        return self._engine.is_ready

    @property
    def has_failed(self) -> bool:
        """Whether nothing will be said any more; another speaker may do better."""
        return self._engine.has_failed

    def say(self, text: str, language: str) -> bool:
        """Say a text in the language of a BCP 47 tag, instead of what is being said.

        False if there is no voice for that language, or the voice is muted: then nothing is said.
        A text that comes before the voices are known is said once they are.
        """
        if self.is_muted or self.has_failed or not text.strip():
            return False
        if not self.is_ready:
            self._waiting = text, language
            return True
        voices = self._voices(language)
        if not voices:
            return False
        chosen = self._settings.voice(language)
        locale, voice = voices.get(chosen) or next(iter(voices.values()))
        self._engine.say(text, locale, voice, self._settings.voice_rate(language))
        return True

    def stop(self) -> None:
        """Fall silent."""
        self._waiting = None
        self._engine.stop()

    @property
    def is_muted(self) -> bool:
        """Whether nothing is said."""
        return self._settings.muted

    def set_muted(self, *, muted: bool) -> None:
        """Say nothing from now on, or speak again."""
        self._settings.muted = muted
        if muted:
            self.stop()

    def has_voice(self, language: str) -> bool:
        """Whether a language can be spoken; none can before the voices are known."""
        return bool(self._voices(language))

    def voices(self, language: str) -> list[str]:
        """The names of a language's voices, first the one that speaks unless another is chosen."""
        return list(self._voices(language))

    def close(self) -> None:
        """Fall silent for good."""
        self._waiting = None
        self._known.clear()
        self._engine.close()

    def _voices(self, language: str) -> "dict[str, tuple[QLocale, QVoice]]":
        """The voices of a language by their names, each with the locale that it is listed under."""
        known = self._known.get(language)
        if known is None:
            known = {}
            for is_variant in (False, True):
                for locale in speaking(language, self._engine.locales()):
                    for voice in sorted(self._engine.voices(locale), key=_is_unusual):
                        if (_VARIANT in voice.name()) is is_variant:
                            known.setdefault(voice.name(), (locale, voice))
            if self.is_ready:
                self._known[language] = known
        return known

    def _on_ready(self) -> None:
        self.became_ready.emit()
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not self.say(*waiting) and not self.is_muted:
            self.failed.emit(no_voice(waiting[1]))

    def _on_failed(self, _words: str) -> None:
        self._waiting = None
        self.failed.emit(STOPPED if self.is_ready else NO_SERVICE)


def _is_unusual(voice: "QVoice") -> bool:
    """espeak-ng lists the English of the Caribbean before that of the United States."""
    return not voice.name().endswith(_USUAL)


def no_voice(language: str) -> str:
    """What there is to say where a language has no voice."""
    return f"There is no voice for {language_name(language)} on this computer."


def open_speaker(
    settings: Settings, parent: QObject | None = None, engine: str = ""
) -> Speaker | None:
    """A speaker with the system's engine, or one by its name; None without extra or engine."""
    hush()
    try:
        from .engine import Engine, engines, has_engine
    except ImportError:
        return None
    names = [engine] if engine and has_engine(engine) else [] if engine else engines()
    return Speaker(Engine(names[0]), settings, parent) if names else None
