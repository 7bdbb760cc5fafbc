"""The face of a prompt in a drill under way: with what the log knows of it."""

from collections.abc import Mapping

from deckapp.deck import Deck
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.blocks import Face
from deckapp.rehearsal import LogError, Prompt
from deckapp.rehearsal.drill import Drill, Mode
from deckapp.rehearsal.history import Started
from deckapp.rehearsal.log.times import Timed
from deckapp.rehearsal.murder_board import answer_seconds

from .drill_faces import by_trigger, drill_face, with_change, with_time
from .drill_texts import timed_text


def face_in_drill(
    started: Started,
    drill: Drill,
    deck: Deck,
    prompt: Prompt,
    times: Mapping[str, Timed],
    theme: Theme,
    language: str,
) -> Face:
    """The face: a contingency by its trigger; an answer of a murder board with its time.

    Words that were others when they were last rehearsed tell what changed.
    """
    number = f"{drill.done + 1} of {drill.done + len(drill.left)}"
    face = drill_face(deck, prompt, number, theme, language)
    if drill.mode is Mode.SHUFFLE:
        face = by_trigger(face)
    timed = times.get(prompt.id)
    if timed is not None:
        face = with_time(face, timed_text(timed, answer_seconds(prompt)))
    before = started.words.get(prompt.id, prompt.fingerprint)
    if before == prompt.fingerprint:
        return face
    try:
        words = started.deck_log.answer(before)
    except LogError:
        words = None
    return with_change(face, words or "")
