"""From a prompt to the face that a drill shows: the cue alone, then the answer below it."""

from collections.abc import Iterator, Mapping

from deckapp.deck import Card, Deck, FollowUp, Issue, word_changes
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.blocks import Block, Face, Mark, Voice
from deckapp.rehearsal import Prompt, PromptKind

CUE, ANSWER = 0, 1
"""The steps: what is seen or heard, and what is to be said."""


def drill_face(deck: Deck, prompt: Prompt, number: str, theme: Theme, language: str = "") -> Face:
    """The face of a prompt; a counter is in `language` where the card has it in it."""
    found = card_of(deck, prompt)
    header = found[0].title if found else "Words to avoid"
    colour = theme.issue_colour(deck.issues.index(found[0])) if found else theme.muted
    blocks = tuple(_blocks(found[1] if found else None, prompt, language))
    return Face((blocks,), header, number, colour)


def by_trigger(face: Face) -> Face:
    """The face of a contingency: its trigger alone, then all that is to be said."""
    (side,) = face.sides
    trigger = next((each for each in side if each.mark is Mark.TRIGGER), None)
    if trigger is None:  # it was edited away
        return face
    rest = (each._replace(step=ANSWER) for each in side if each is not trigger)
    return face._replace(sides=((trigger._replace(voice=Voice.TITLE), *rest),))


def with_time(face: Face, text: str) -> Face:
    """The face of a prompt that was answered before, with how long that took."""
    (side,) = face.sides
    return face._replace(sides=((*side, Block("Your answer took", text, Voice.CUE, ANSWER)),))


def with_change(face: Face, before: str) -> Face:
    """The face of a prompt whose words were others when it was last rehearsed.

    `before` are those words; empty where they are no longer known.
    """
    (side,) = face.sides
    answer = next(block.text for block in side if block.voice is Voice.OURS and block.step)
    label = "Changed since you last rehearsed it"
    change = Block(label, told(before, answer), Voice.CUE, ANSWER)
    return face._replace(sides=((*side, change),))


def told(before: str, now: str) -> str:
    """What changed between two texts, told in one line."""
    if not before:
        return "What it was before is no longer known."
    parts = []
    removed = ""
    for kind, text in [*word_changes(before, now), ("same", "")]:
        words = " ".join(text.split())
        if kind == "removed":
            removed = words
        elif kind == "added" and (words or removed):
            parts.append(f"“{removed}” is now “{words}”" if removed else f"new: “{words}”")
            removed = ""
        elif removed:
            parts.append(f"gone: “{removed}”")
            removed = ""
    return "; ".join(parts) or "Only its spaces or line breaks."


def languages_of_prompt(deck: Deck, prompt: Prompt) -> list[str]:
    """The languages, besides the deck's, that the counter of a prompt is given in."""
    found = card_of(deck, prompt)
    if found is None:
        return []
    return list(counter_in(found[1], prompt))


def card_of(deck: Deck, prompt: Prompt) -> tuple[Issue, Card] | None:
    """The card of a prompt with its issue; None for a phrase that is not of one card."""
    if not prompt.card:
        return None
    return next((each for each in deck.cards() if each[1].id == prompt.card), None)


def _blocks(card: Card | None, prompt: Prompt, language: str) -> Iterator[Block]:
    if card is None or prompt.kind is PromptKind.AVOID:
        yield Block("Do not say", prompt.cue, Voice.TITLE, CUE)
        yield Block("Say instead", prompt.answer, Voice.OURS, ANSWER)
    elif prompt.kind is PromptKind.POSITION:
        yield from _one("When", card.when, CUE, Mark.TRIGGER)
        yield from _one("Only if", card.precondition, CUE, Mark.ONLY_IF)
        yield from _one("To", card.addressee, CUE)
        yield Block("", prompt.cue, Voice.TITLE, CUE)
        yield Block("Position", prompt.answer, Voice.OURS, ANSWER)
        yield from _several("Ask", card.asks, Mark.ASK)
        yield from _several("Red line", card.red_lines, Mark.RED_LINE)
        yield from _several("Do not reveal", card.withhold, Mark.WITHHOLD)
        yield from _one("Delivery", card.delivery, ANSWER)
    else:
        presses = prompt.kind is PromptKind.FOLLOW_UP
        if presses:
            yield Block("On", card.title.strip(), Voice.CUE, CUE)
        counter = counter_in(card, prompt).get(language, "")
        label = "They press" if presses else "They say"
        label = f"{label} · {language}" if counter else label
        yield Block(label, counter or prompt.cue, Voice.THEIRS, CUE)
        yield Block("We answer", prompt.answer, Voice.OURS, ANSWER)


def counter_in(card: Card, prompt: Prompt) -> Mapping[str, str]:
    """The counter that a prompt asks, in other languages, by tag."""
    if prompt.kind is PromptKind.REBUTTAL:
        return card.counter_in
    if prompt.kind is PromptKind.FOLLOW_UP:
        found = (each.counter_in for each in card.follow_ups if _is_of(prompt, each))
        return next(found, {})
    return {}


def _is_of(prompt: Prompt, follow_up: FollowUp) -> bool:
    return prompt.id == f"{prompt.card}/{follow_up.id}"


def _one(label: str, text: str, step: int, mark: Mark = Mark.NONE) -> Iterator[Block]:
    if text.strip():
        yield Block(label, text.strip(), Voice.CUE, step, mark)


def _several(label: str, texts: tuple[str, ...], mark: Mark) -> Iterator[Block]:
    for number, text in enumerate(text for text in texts if text.strip()):
        yield Block("" if number else label, text.strip(), Voice.OURS, ANSWER, mark)
