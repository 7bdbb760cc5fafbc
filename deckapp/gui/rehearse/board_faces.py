"""The faces of a murder board: what is asked, what to mind, and what whoever asks it sees."""

from collections.abc import Iterator
from itertools import islice

from deckapp.deck import AvoidPhrase, Card, Deck, FollowUp, Issue
from deckapp.gui.theme import Theme
from deckapp.gui.widgets.blocks import Block, Face, Mark, Voice
from deckapp.rehearsal import Prompt
from deckapp.rehearsal.murder_board import Question

from .drill_faces import card_of, counter_in

ASKED, ANSWER = 0, 1
"""The steps: what they say, and what is to be said to that."""

_UNSEEN = 2
"""The step of an interruption to come: it keeps its room, so that the counter does not move."""

_MOST_PHRASES = 3
_LISTEN = "Listen."


def question_face(
    deck: Deck,
    question: Question,
    number: str,
    theme: Theme,
    language: str,
    interrupted: str = "",
    *,
    hidden: bool = False,
) -> Face:
    """The face of a question: its counter has a side of its own, the answer turns it.

    The counter is in `language` where the card has it in it. While a colleague asks it is `hidden`
    until the answer is shown, and so is how they interrupt.
    """
    issue, card = _found(deck, question.prompt)
    tag, counter = _in_language(card, question.prompt, language)
    they = "They press" if question.presses else "They say"
    if hidden:
        asked = [Block(they, _LISTEN, Voice.THEIRS, ASKED)]
    else:
        label = _label(they, _likelihood(card, question), tag)
        asked = [Block(label, counter, Voice.THEIRS, ASKED)]
        breaks_in = question.interruption
        due = breaks_in.text(tag or deck.language) if breaks_in is not None else ""
        step = ASKED if interrupted else _UNSEEN
        asked += _interruption("They interrupt", interrupted or due, step)
    answer = (
        Block(_label(they, tag), counter, Voice.THEIRS, ASKED),
        Block("We answer", question.prompt.answer.strip(), Voice.OURS, ANSWER),
    )
    return Face((tuple(asked), answer), issue.title, number, _colour(deck, issue, theme))


def reminder_face(
    deck: Deck, coming: Question, done: int, rounds: int, theme: Theme
) -> Face | None:
    """Words to avoid in the answers to the `coming` round, after so many `done` of all `rounds`.

    At most three: those of its card, then of its issue, then of the deck, which take turns. None
    where there are none.
    """
    issue, card = _found(deck, coming.prompt)
    turn = done % len(deck.avoid) if deck.avoid else 0
    phrases: dict[str, AvoidPhrase] = {}
    for each in (*card.avoid, *issue.avoid, *deck.avoid[turn:], *deck.avoid[:turn]):
        if each.phrase.strip():
            phrases.setdefault(each.phrase.strip().casefold(), each)
    shown = islice(phrases.values(), _MOST_PHRASES)
    blocks = [block for group, each in enumerate(shown, 1) for block in _reminder(each, group)]
    if not blocks:
        return None
    number = f"Round {done} of {rounds} done"
    return Face((tuple(blocks),), issue.title, number, _colour(deck, issue, theme))


def presenter_face(
    deck: Deck, question: Question, theme: Theme, interrupted: str = "", language: str = ""
) -> Face:
    """What the colleague sees who plays the counterpart: their side, and nothing of ours.

    The counter comes in `language`, or else in the first that is not the deck's, then in the
    deck's own. While they are to interrupt, that stands first, and what they want is left out.
    """
    issue, card = _found(deck, question.prompt)
    others = counter_in(card, question.prompt)
    tag, counter = _in_language(card, question.prompt, language or next(iter(others), ""))
    you = "You press" if question.presses else "You say"
    label = _label(you, _likelihood(card, question), tag)
    blocks = [
        *_interruption("Interrupt now", interrupted),
        Block(label, counter, Voice.THEIRS, ASKED),
        *_cue("Which means", question.prompt.cue if tag else ""),
    ]
    press = _next_press(card, question.prompt)
    if press is not None:
        blocks += _cue("Then press", press.counter_in.get(tag, "").strip() or press.counter)
    if not interrupted:
        wants = (" ".join(each.split()) for each in deck.meeting.their_objectives)
        blocks += _cue("You want", "\n".join(filter(None, wants)))
    header = " · ".join(filter(None, (deck.meeting.counterpart.strip(), issue.title)))
    number = f"Round {question.round}"
    return Face((tuple(blocks),), header, number, _colour(deck, issue, theme))


def _found(deck: Deck, prompt: Prompt) -> tuple[Issue, Card]:
    """The card of a question with its issue; what was deleted meanwhile has neither's words."""
    return card_of(deck, prompt) or (Issue(title=deck.title), Card(id=prompt.card))


def _colour(deck: Deck, issue: Issue, theme: Theme) -> str:
    return theme.issue_colour(deck.issues.index(issue)) if issue in deck.issues else theme.muted


def _in_language(card: Card, prompt: Prompt, language: str) -> tuple[str, str]:
    """The counter with the tag of its language, which is empty where it is the deck's."""
    other = counter_in(card, prompt).get(language, "").strip()
    return (language, other) if other else ("", prompt.cue.strip())


def _likelihood(card: Card, question: Question) -> str:
    return "" if question.presses else card.likelihood


def _label(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _interruption(label: str, text: str, step: int = ASKED) -> Iterator[Block]:
    if text.strip():
        yield Block(label, text.strip(), Voice.CUE, step, Mark.TRIGGER)


def _cue(label: str, text: str) -> Iterator[Block]:
    if text.strip():
        yield Block(label, text.strip(), Voice.CUE, ASKED)


def _reminder(phrase: AvoidPhrase, group: int) -> Iterator[Block]:
    yield Block("Do not say", phrase.phrase.strip(), Voice.TITLE, ASKED, group=group)
    if phrase.say.strip():
        yield Block("Say instead", phrase.say.strip(), Voice.OURS, ASKED, group=group)


def _next_press(card: Card, prompt: Prompt) -> FollowUp | None:
    """The next follow-up that will be asked: one that has an answer."""
    ids = [f"{card.id}/{each.id}" for each in card.follow_ups]
    start = ids.index(prompt.id) + 1 if prompt.id in ids else 0
    later = card.follow_ups[start:]
    return next((each for each in later if each.counter.strip() and each.rebuttal.strip()), None)
