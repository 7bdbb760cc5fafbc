"""Starting what is asked under fire: murder boards, and contingencies in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from deckapp.deck import Deck

from .drill import Mode, begin_drill, unfinished_drill
from .history import Begun, History, Started, start
from .log.deck_log import DeckLog
from .murder_board import begin_board, nastiest_first, unfinished_board
from .prompts import Prompt, PromptKind
from .reviews import memories_of


@dataclass(frozen=True, slots=True)
class BoardWish:
    """What a murder board is to be.

    `issue` is the id of one, empty for the whole deck; `rounds` is how many of the nastiest, 0 for
    all. Grades count for the plan unless it is `practice`. Chance comes of the `seed`; with 0 there
    are no interruptions.
    """

    issue: str = ""
    rounds: int = 0
    practice: bool = True
    seed: int = 0


def start_board(
    folder: Path,
    path: Path,
    deck: Deck,
    now: datetime,
    meeting: datetime | None,
    wish: BoardWish | None,
) -> Started:
    """Go on with the murder board that was left, or begin one that is wished for; raises LogError.

    Without a wish, nothing is begun. With one, a board that was left is given up.
    """

    def begin(log: DeckLog, history: History, prompts: tuple[Prompt, ...]) -> Begun:
        earlier = unfinished_board(log, prompts, now)
        if wish is None:
            return Begun(board=earlier, resumed=earlier is not None)
        if earlier is not None:
            earlier.end(now)
        at = meeting if meeting is not None and meeting > now else now
        memories = memories_of(history.reviews, now)
        rounds = nastiest_first(deck, _on_issue(deck, prompts, wish.issue), memories, at)
        chosen = rounds[: wish.rounds or None]
        if not chosen:
            return Begun()
        board = begin_board(log, prompts, chosen, now, practice=wish.practice, seed=wish.seed)
        return Begun(board=board)

    return start(folder, path, deck, now, begin)


def start_shuffle(folder: Path, path: Path, deck: Deck, now: datetime, seed: int) -> Started:
    """Go on with the contingencies that were left, or begin to ask all in the order of a seed.

    They are asked by their triggers, which is not how the plan asks: it is practice. Raises
    LogError.
    """

    def begin(log: DeckLog, _history: History, prompts: tuple[Prompt, ...]) -> Begun:
        drill = unfinished_drill(log, prompts, now, Mode.SHUFFLE)
        if drill is not None:
            return Begun(drill, resumed=True)
        chosen = [*contingencies(deck, prompts)]
        Random(seed).shuffle(chosen)  # noqa: S311  it keeps no secret
        if not chosen:
            return Begun()
        return Begun(begin_drill(log, prompts, chosen, now, practice=True, mode=Mode.SHUFFLE))

    return start(folder, path, deck, now, begin)


def contingencies(deck: Deck, prompts: Sequence[Prompt]) -> tuple[Prompt, ...]:
    """The positions of cards that have a trigger."""
    triggered = {card.id for _, card in deck.cards() if card.when.strip()}
    return tuple(
        each for each in prompts if each.kind is PromptKind.POSITION and each.card in triggered
    )


def _on_issue(deck: Deck, prompts: Sequence[Prompt], issue: str) -> Sequence[Prompt]:
    """The prompts of the cards of an issue, given by its id; all where it is empty."""
    if not issue:
        return prompts
    cards = {card.id for each in deck.issues if each.id == issue for card in each.cards}
    return [prompt for prompt in prompts if prompt.card in cards]
