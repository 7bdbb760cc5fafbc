"""What reading aloud and recording lack on this computer, in a sentence that says how to get it."""

from importlib import import_module
from importlib.util import find_spec

from .hushing import hush

_SPEECH, _AUDIO = "PySide6.QtTextToSpeech", "PySide6.QtMultimedia"
NO_EXTRA = (
    "To have what they say read aloud, and to record your answers, add the extra “voice” to "
    'deckapp: pip install "deckapp[voice]"'
)
NO_ENGINE = (
    "This computer has nothing that speaks. On Debian and Ubuntu: "
    "apt install speech-dispatcher speech-dispatcher-espeak-ng"
)
NO_LIBRARY = (
    "The extra “voice” lacks a library of the system. On Debian and Ubuntu: "
    "apt install libpulse0 libspeechd2"
)


def what_is_missing() -> str:
    """Why there is neither a voice nor a recorder; empty if the extra can be used."""
    hush()
    for name in (_SPEECH, _AUDIO):
        if find_spec(name) is None:
            return NO_EXTRA
        try:
            import_module(name)
        except ImportError as error:
            return f"{NO_LIBRARY} ({error})"
    return ""
