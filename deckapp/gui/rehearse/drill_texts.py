"""What a drill says of itself, in words."""

from datetime import datetime

from deckapp.deck import Deck
from deckapp.readiness_texts import cue_in_words, duration, percent, unrehearsable
from deckapp.rehearsal import Grade, Prompt
from deckapp.rehearsal.drill import Drill, Mode
from deckapp.rehearsal.log.times import Timed
from deckapp.rehearsal.outcome import Outcome
from deckapp.rehearsal.prompts import without_id

from .grade_bar import CHOICES

NO_CONTINGENCIES = (
    "No card here has a trigger. A contingency card has one: give a card a “when”, such as "
    "“They propose a summit”."
)
NOTHING_GAINS = (
    "Nothing would gain from another review now: you have just been through it, or it is put off. "
    "Come back tomorrow, or practise."
)
UNGRADED = "None of your answers is graded yet: F3 goes on with that."
_NOTHING = "0\u00a0%"


def nothing_text(deck: Deck) -> str:
    """Why a deck has nothing to rehearse."""
    return unrehearsable(without_id(deck)) or (
        "There is nothing to say here yet. A card needs a position, or a counter and a rebuttal."
    )


def resumed_text(drill: Drill, begun: datetime) -> str:
    """Which drill goes on; `begun` is when it began, as the user's clock has it."""
    if drill.mode is Mode.SHUFFLE:
        return f"These are the contingencies that you began at {begun:%H:%M}."
    if drill.is_practice:
        return f"This is the practice that you began at {begun:%H:%M}: the plan does not count it."
    return f"This is the drill that you began at {begun:%H:%M}."


def anew_text(drill: Drill) -> str:
    """What else one could do than to go on with it."""
    is_other = drill.is_practice and drill.mode is not Mode.SHUFFLE
    return "Drill by the plan" if is_other else "Begin anew"


def done_text(drill: Drill) -> str:
    """What has come to its end."""
    if drill.mode is Mode.BOARD:
        return "Murder board done"
    if drill.mode is Mode.SHUFFLE:
        return "Contingencies done"
    return "Practice done" if drill.is_practice else "Drill done"


def timed_text(timed: Timed, allowed: int) -> str:
    """How long an answer took, and how long it should: “0:48 of 0:35: 0:13 over”."""
    over = round(timed.seconds) - allowed
    text = f"{clock_text(timed.seconds)} of {clock_text(allowed)}"
    if over > 0:
        text += f": {clock_text(over)} over"
    return f"{text}. You looked at the words." if timed.looked else text


def clock_text(seconds: float) -> str:
    """A time as “0:35”."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def progress_text(note: str, seconds: float, *, practice: bool) -> str:
    """What was just done, and how long a drill still takes."""
    parts = [note] if note else []
    parts.append(f"{duration(seconds)} left")
    if practice:
        parts.append("practice: the plan does not count it")
    return "  ·  ".join(parts)


def known_text(outcome: Outcome) -> str:
    """How much was known, and how long it took."""
    known = outcome.answered - outcome.missed
    hard = sum(grade is Grade.HARD for _, grade in outcome.weak)
    parts = [f"You knew {known:,} of {outcome.answered:,}"]
    parts += [f"{hard:,} of them only just" if hard < known else "only just"] if hard else []
    return f"{', '.join([*parts, f'in {duration(outcome.seconds)} of thinking'])}."


def moved_text(outcome: Outcome) -> str:
    """How the number moved: “61 % → 74 %”."""
    before, after = (percent(recall, none=_NOTHING) for recall in (outcome.before, outcome.after))
    return f"{before} → {after}"


def meaning_text(outcome: Outcome, *, practice: bool) -> str:
    """What the number that moved is, or why none did."""
    if practice:
        return "This was practice: the plan goes on as if it had not been."
    when = "on the day of the meeting" if outcome.at_meeting else "now"
    return (
        f"of all answers you would recall {when}, before this drill and after it, if you stop now"
    )


def weak_text(prompt: Prompt, grade: Grade) -> str:
    """A line of what was weak: how it went, and on what."""
    return f"{CHOICES[grade].name}:  {cue_in_words(prompt)}"
