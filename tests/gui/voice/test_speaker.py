"""Texts are said by the voice chosen for their language, or not at all."""

from collections.abc import Callable

import pytest

pytest.importorskip("PySide6.QtTextToSpeech", exc_type=ImportError)

from PySide6.QtTextToSpeech import QTextToSpeech
from pytestqt.qtbot import QtBot

from deckapp.gui.settings import Settings
from deckapp.gui.voice.engine import Engine
from deckapp.gui.voice.speaker import NO_SERVICE, STOPPED, Speaker, open_speaker

from .fakes import Told


def _ready(qtbot: QtBot, speaker: Speaker) -> QTextToSpeech:
    """Waits until the voices are known; what speaks."""
    if not speaker.is_ready:
        with qtbot.waitSignal(speaker.became_ready):
            pass
    engine = speaker.findChild(Engine)
    assert engine is not None
    return engine._speech


def test_that_a_text_is_said_in_its_language_by_the_voice_chosen_for_it(
    qtbot: QtBot, speaker: Speaker, settings: Settings
) -> None:
    speech = _ready(qtbot, speaker)
    settings.set_voice("fi", "Anneli")
    settings.set_voice_rate("fi", 0.5)
    with qtbot.waitSignal(speaker.finished):
        assert speaker.say("Hyvää päivää", "fi")
    assert speech.locale().name() == "fi_FI"
    assert speech.voice().name() == "Anneli"
    assert speech.rate() == 0.5
    with qtbot.waitSignal(speaker.finished):
        assert speaker.say("Good day", "en-GB")
    assert speech.locale().name() == "en_GB"
    assert (speech.voice().name(), speech.rate()) == ("Bob", 0.0)


def test_that_a_voice_that_is_gone_is_replaced_by_another_of_the_language(
    qtbot: QtBot, speaker: Speaker, settings: Settings
) -> None:
    speech = _ready(qtbot, speaker)
    settings.set_voice("fi", "Bob")
    with qtbot.waitSignal(speaker.finished):
        assert speaker.say("Hyvää päivää", "fi")
    assert speech.voice().name() == "Kari"


def test_that_a_language_without_a_voice_is_never_said_in_another(
    qtbot: QtBot, speaker: Speaker
) -> None:
    speech = _ready(qtbot, speaker)
    states = Told()
    speech.stateChanged.connect(lambda _state: states())
    for tag in ("ru", "", "C", "xx", "en wrong"):
        assert not speaker.has_voice(tag)
        assert not speaker.say("Привет", tag)
    with qtbot.waitSignal(speaker.finished):
        speaker.say("So", "en")
    assert len(states.all) == 2  # speaking, and ready again


def test_that_voices_are_listed_with_those_of_the_region_first(
    qtbot: QtBot, make_speaker: Callable[[], Speaker]
) -> None:
    speaker = make_speaker()
    assert speaker.voices("en") == []
    _ready(qtbot, speaker)
    assert speaker.voices("en") == ["Charly", "Mary", "Bob", "Anne"]
    assert speaker.voices("en-GB") == ["Bob", "Anne", "Charly", "Mary"]
    assert speaker.has_voice("fi")


def test_that_a_text_that_comes_early_is_said_once_the_voices_are_known(
    qtbot: QtBot, make_speaker: Callable[[], Speaker]
) -> None:
    speaker = make_speaker()
    assert not speaker.is_ready
    with qtbot.waitSignal(speaker.finished):
        assert speaker.say("Too early", "ru")
        assert speaker.say("The latest", "en")


def test_that_one_that_comes_early_without_a_voice_is_told_of(
    qtbot: QtBot, make_speaker: Callable[[], Speaker]
) -> None:
    speaker = make_speaker()
    with qtbot.waitSignal(speaker.failed) as told:
        assert speaker.say("Привет", "ru")
    assert told.args == ["There is no voice for Russian on this computer."]


def test_that_nothing_is_said_while_muted(
    qtbot: QtBot, speaker: Speaker, settings: Settings
) -> None:
    speech = _ready(qtbot, speaker)
    finished = Told()
    speaker.finished.connect(finished)
    assert speaker.say("one two three four five six", "en")
    qtbot.waitUntil(lambda: speech.state() is QTextToSpeech.State.Speaking)
    speaker.set_muted(muted=True)
    qtbot.waitUntil(lambda: speech.state() is QTextToSpeech.State.Ready)
    assert settings.muted
    assert speaker.is_muted
    assert not speaker.say("one", "en")
    speaker.set_muted(muted=False)
    with qtbot.waitSignal(speaker.finished):
        assert speaker.say("one", "en")
    assert len(finished.all) == 1


def test_that_muting_forgets_a_text_that_waits(
    qtbot: QtBot, make_speaker: Callable[[], Speaker]
) -> None:
    speaker = make_speaker()
    told = Told()
    speaker.failed.connect(told)
    assert speaker.say("Привет", "ru")
    speaker.set_muted(muted=True)
    _ready(qtbot, speaker)
    assert told.all == []


def test_that_another_text_replaces_the_first_and_only_its_end_is_told(
    qtbot: QtBot, speaker: Speaker
) -> None:
    speech = _ready(qtbot, speaker)
    finished = Told()
    speaker.finished.connect(finished)
    speaker.say("one two three four five six seven eight nine ten", "en")
    qtbot.waitUntil(lambda: speech.state() is QTextToSpeech.State.Speaking)
    with qtbot.waitSignal(speaker.finished):
        speaker.say("yksi", "fi")
    assert speech.locale().name() == "fi_FI"
    assert len(finished.all) == 1


def test_that_a_text_of_nothing_is_not_said(qtbot: QtBot, speaker: Speaker) -> None:
    _ready(qtbot, speaker)
    assert not speaker.say(" \n ", "en")


def test_that_a_very_long_text_can_be_stopped(qtbot: QtBot, speaker: Speaker) -> None:
    speech = _ready(qtbot, speaker)
    assert speaker.say("word " * 100_000, "en")
    qtbot.waitUntil(lambda: speech.state() is QTextToSpeech.State.Speaking)
    speaker.stop()
    qtbot.waitUntil(lambda: speech.state() is QTextToSpeech.State.Ready)


def test_that_one_that_is_closed_says_nothing_more(qtbot: QtBot, speaker: Speaker) -> None:
    _ready(qtbot, speaker)
    speaker.close()
    speaker.close()
    speaker.stop()
    assert speaker.voices("en") == []
    assert speaker.say("Nobody hears it", "en")  # it waits for ever


def test_that_an_engine_that_fails_is_told_of_once(qtbot: QtBot, speaker: Speaker) -> None:
    told = Told()
    speaker.failed.connect(told)
    speech = _ready(qtbot, speaker)
    for _ in range(2):
        speech.errorOccurred.emit(QTextToSpeech.ErrorReason.Playback, "Broken pipe")
    assert told.all == [STOPPED]
    assert speaker.has_failed
    assert not speaker.say("Anything", "en")


def test_that_a_service_that_does_not_answer_is_told_of(qtbot: QtBot, settings: Settings) -> None:
    speaker = open_speaker(settings, engine="speechd")
    if speaker is None:
        pytest.skip("needs Qt's engine for Speech Dispatcher")
    with qtbot.waitSignal(speaker.failed) as told:
        assert speaker.say("Anything", "en")
    assert told.args == [NO_SERVICE]
    assert not speaker.say("Anything", "en")
    speaker.close()


def test_that_a_service_that_hangs_is_given_up(qtbot: QtBot, settings: Settings) -> None:
    engine = Engine("mock")
    engine._late.timeout.emit()
    speaker = Speaker(engine, settings)
    assert speaker.has_failed
    qtbot.waitUntil(lambda: engine._speech.state() is QTextToSpeech.State.Ready)
    assert not speaker.is_ready
    assert not speaker.say("Anything", "en")
    speaker.close()


def test_that_an_engine_that_is_not_there_is_none(settings: Settings, qapp: object) -> None:
    assert open_speaker(settings, engine="none such") is None


def test_that_the_engine_for_tests_is_used_only_when_it_is_asked_for(
    settings: Settings, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QTextToSpeech, "availableEngines", staticmethod(lambda: ["mock"]))
    assert open_speaker(settings) is None
