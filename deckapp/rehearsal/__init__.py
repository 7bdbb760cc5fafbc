"""Rehearsing a deck to the day of its meeting. No Qt; fsrs and SQLite load when they are used."""

from .log.review_log import LogError, ReviewLog
from .memory import Grade
from .prompts import Prompt, PromptKind, prompts_of
from .reviews import Review

__all__ = [
    "Grade",
    "LogError",
    "Prompt",
    "PromptKind",
    "Review",
    "ReviewLog",
    "prompts_of",
]
