"""Rehearsing a deck to the day of its meeting: prompts and memory. No Qt; fsrs loads when used."""

from .prompts import Prompt, PromptKind, prompts_of

__all__ = ["Prompt", "PromptKind", "prompts_of"]
