"""What reading aloud and recording lack on this computer, in a sentence that says how to get it."""

from importlib import import_module
from importlib.util import find_spec

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
    for name in (_SPEECH, _AUDIO):
        try:
            if find_spec(name) is None:
                return NO_EXTRA
            import_module(name)
        except ModuleNotFoundError:
            return NO_EXTRA
        except ImportError as error:
            return f"{NO_LIBRARY} ({error})"
        except ValueError:  # a module that was taken out
            return NO_EXTRA
    return ""
