"""What a murder board says of itself, in words."""

from datetime import datetime

from deckapp.readiness_texts import counted
from deckapp.rehearsal.murder_board import MurderBoard, Question

NO_COUNTERS = (
    "Nobody attacks here yet: a murder board asks counters that have a rebuttal. Write what they "
    "are likely to say, as nastily as they would, and our answer."
)

NOT_IN_DECK = (
    "Nothing of this murder board is in the deck now. It goes on with F3 once its cards are back."
)


def resumed_text(begun: datetime) -> str:
    """Which murder board goes on; `begun` is when it began, as the user's clock has it."""
    return f"This is the murder board that you began at {begun:%H:%M}."


def slept_text(gap: float) -> str:
    """Why the clock of an answer did not go on; `gap` is in seconds, below 0 if it was set back."""
    if gap < 0:
        return "The clock of this computer was set back. Your answer's time goes on from there."
    minutes = round(gap / 60)
    slept = counted(minutes, "minute") if minutes else counted(round(gap), "second")
    return f"The computer slept for {slept}. That does not count as yours."


def round_text(question: Question, board: MurderBoard) -> str:
    """Which round it is: “Round 3 of 10”."""
    return f"Round {question.round} of {board.questions[-1].round}"


def about_text(board: MurderBoard, note: str, *, paused: bool) -> str:
    """What was just done, and what the grades will count for."""
    parts = [note] if note else []
    if paused:
        parts.append("Paused: P goes on")
    left = sum(not board.is_answered(each) for each in board.questions)
    parts.append(f"{counted(left, 'question')} to come")
    parts.append("practice" if board.is_practice else "the plan counts it")
    return "  ·  ".join(parts)


def keys_of_question(
    *, has_languages: bool, looked: bool, hidden: bool, speaks: bool, muted: bool
) -> list[str]:
    """The keys that there are while a question is asked."""
    keys = ["Space: I have answered"]
    if not looked:
        keys.append("A shows the answer")
    if has_languages:
        keys.append("L changes the language")
    if speaks:
        keys.append("V reads aloud" if muted else "V mutes")
    keys.append("H shows the counter" if hidden else "H hides the counter")
    return [*keys, "P pauses", "Backspace takes back", "Esc ends and grades"]


KEYS_OF_REMINDER = ("Space goes on", "Backspace takes back", "Esc ends and grades")
