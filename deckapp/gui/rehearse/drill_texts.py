"""What a drill says of itself, in words."""

from deckapp.readiness_texts import cue_in_words, duration, percent
from deckapp.rehearsal import Grade, Prompt
from deckapp.rehearsal.outcome import Outcome

from .grade_bar import CHOICES

_NOTHING = "0\u00a0%"


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
    return f"You knew {known} of {outcome.answered}, in {duration(outcome.seconds)} of thinking."


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
