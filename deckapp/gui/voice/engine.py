"""Qt's engine that turns text into speech, kept from holding up the window.

Speech Dispatcher takes two seconds to tell its voices, and Qt waits for it with Python's lock held.
So that engine lives in a thread of its own, and is called by messages, which Qt delivers there
without Python. Other engines set themselves up in the background, and belong to the GUI thread.
"""

from functools import partial

from PySide6.QtCore import (
    Q_ARG,
    QCoreApplication,
    QGenericArgumentHolder,
    QLocale,
    QMetaObject,
    QObject,
    Qt,
    QThread,
    QTimer,
    Signal,
)
from PySide6.QtTextToSpeech import QTextToSpeech, QVoice
from shiboken6 import isValid

_SLOW = ("speechd",)
_ORDER = ("speechd", "darwin", "macos", "winrt", "sapi")
"""Where there are several engines, the first of these."""
_MOCK = "mock"
"""Qt's own for tests; it says nothing."""
_PATIENCE_MILLISECONDS = 3000
"""For a thread to end."""
_LONGEST_MILLISECONDS = 30_000
"""For a service to answer; one that hangs never does."""


def engines() -> list[str]:
    """The engines there are, the best first."""
    names = [name for name in QTextToSpeech.availableEngines() if name != _MOCK]
    return sorted(names, key=lambda name: (*(name != each for each in _ORDER), name))


def has_engine(name: str) -> bool:
    """Whether there is an engine of a name, be it the one for tests."""
    return name in QTextToSpeech.availableEngines()


class Engine(QObject):
    """Speaks. `became_ready` comes once there are voices, or `failed` with a reason.

    `ended` tells that a text was said to its end, and was neither stopped nor replaced.
    """

    became_ready = Signal()
    failed = Signal(str)
    ended = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_ready = self.has_failed = False
        self._is_speaking = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._on_late)
        self._speech = QTextToSpeech("none")
        self._thread = QThread()
        self._set = QTimer()
        self._set.setSingleShot(True)
        for signal, slot in (
            (self._speech.stateChanged, self._on_state_changed),
            (self._speech.errorOccurred, self._on_error),
            (self._set.timeout, self._on_set),
        ):
            signal.connect(slot)
        if name in _SLOW:
            self._speech.moveToThread(self._thread)
            self._set.moveToThread(self._thread)
            self._thread.start()
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.close)  # a thread that runs on would bring the program down
        self.destroyed.connect(partial(_end, self._speech, self._set, self._thread))
        self._late.start(_LONGEST_MILLISECONDS)
        self._call("setEngine", Q_ARG(str, name))
        QMetaObject.invokeMethod(self._set, "start", Qt.ConnectionType.QueuedConnection)

    def locales(self) -> list[QLocale]:
        """The locales that have voices, once the engine is ready."""
        return self._speech.availableLocales() if self._is_usable() else []

    def voices(self, locale: QLocale) -> list[QVoice]:
        """The voices of one of its locales."""
        return self._speech.allVoices(locale) if self._is_usable() else []

    def say(self, text: str, locale: QLocale, voice: QVoice, rate: float) -> None:
        """Say a text instead of what is being said, at a rate from -1 to 1; 0 is usual."""
        if self._is_usable():
            self.stop()
            self._call("setLocale", Q_ARG(QLocale, locale))
            self._call("setVoice", Q_ARG(QVoice, voice))
            self._call("setRate", Q_ARG(float, rate))
            self._call("say", Q_ARG(str, text))

    def stop(self) -> None:
        """Fall silent."""
        if self._is_usable():
            self._is_speaking = False
            self._call("stop")

    def close(self) -> None:
        """Fall silent for good."""
        self.is_ready = False
        self._late.stop()
        _end(self._speech, self._set, self._thread)

    def _is_usable(self) -> bool:
        return self.is_ready and not self.has_failed

    def _call(self, slot: str, *arguments: QGenericArgumentHolder) -> None:
        QMetaObject.invokeMethod(self._speech, slot, Qt.ConnectionType.QueuedConnection, *arguments)

    def _on_set(self) -> None:
        """Qt has loaded the engine, or given up."""
        if self.is_ready or self.has_failed or not isValid(self._speech):
            return
        if self._speech.state() is not QTextToSpeech.State.Error:
            self._become_ready()
        elif self._speech.errorReason() is not QTextToSpeech.ErrorReason.NoError:
            self._fail(self._speech.errorString())

    def _on_state_changed(self, state: QTextToSpeech.State) -> None:
        if state is QTextToSpeech.State.Speaking:
            self._is_speaking = True
        elif state is QTextToSpeech.State.Ready:
            if not self.is_ready and isValid(self._speech):
                self._become_ready()
            elif self._is_speaking:
                self._is_speaking = False
                self.ended.emit()

    def _on_error(self, _reason: QTextToSpeech.ErrorReason, words: str) -> None:
        self._fail(words)

    def _on_late(self) -> None:
        self._fail("The speech service does not answer")

    def _become_ready(self) -> None:
        if self.has_failed:
            return
        self.is_ready = True
        self._late.stop()
        self.became_ready.emit()

    def _fail(self, words: str) -> None:
        if not self.has_failed:
            self.has_failed = True
            self.failed.emit(words)


def _end(speech: QTextToSpeech, timer: QTimer, thread: QThread) -> None:
    """Delete an engine where it lives, and wait for the end of its thread."""
    for part in (timer, speech):
        if isValid(part):
            part.deleteLater()
    if isValid(thread) and thread.isRunning():
        thread.quit()
        if not thread.wait(_PATIENCE_MILLISECONDS):
            thread.terminate()
            thread.wait()
