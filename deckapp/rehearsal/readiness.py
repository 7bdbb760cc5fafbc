"""How ready one is: the recall to expect now and at the meeting, of each prompt and the whole."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from deckapp.deck import Deck

from .forecast import Forecast, forecast, mean
from .memory import DESIRED, Memory
from .pace import Pace
from .prompts import Prompt, prompts_of, without_id
from .reviews import Review, memories_of, until

SESSION_MINUTES = 20
"""How long a session is unless the user says otherwise."""
_NOON, _MIDNIGHT = time(12), time(23, 59)
_WEAKEST = 10


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one prompt. Recalls are from 0 to 1.

    They are None for what was never rehearsed; those at the meeting also without a meeting to
    come. `changed` is whether its words are others than when it was last rehearsed.
    """

    prompt: Prompt
    reviews: int
    memory: Memory | None
    recall_now: float | None
    recall_at_meeting: float | None
    recall_with_plan: float | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Share:
    """The mean recall of several prompts: of an issue, a card, the phrases to avoid, or a deck.

    `name` is its title. The recalls at the meeting are None without a meeting to come.
    """

    name: str
    prompts: int
    recall_now: float
    recall_at_meeting: float | None
    recall_with_plan: float | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that the readiness page tells.

    `meeting` is None where the deck has no date, and may lie in the past; `forecast` is None
    unless it is to come. `seconds` is how long was rehearsed in all, practice included. `left_out`
    is how many cards cannot be rehearsed, because they have no id of their own.
    """

    now: datetime
    meeting: datetime | None
    lines: tuple[Line, ...]
    whole: Share
    issues: tuple[Share, ...]
    cards: Mapping[str, Share]
    forecast: Forecast | None
    seconds: float
    last: datetime | None
    left_out: int

    @property
    def weakest(self) -> tuple[Line, ...]:
        """Up to ten lines that need rehearsing most.

        First what is remembered badly, the least likely to be recalled at the meeting (or else
        now) before others; then what was never rehearsed, by rank; then what is remembered well.
        """
        return tuple(sorted(self.lines, key=_strength)[:_WEAKEST])

    @property
    def changed(self) -> tuple[Line, ...]:
        """The lines whose words were changed since they were last rehearsed."""
        return tuple(line for line in self.lines if line.changed)

    @property
    def never(self) -> int:
        """How many prompts were never rehearsed."""
        return sum(line.memory is None for line in self.lines)


def meeting_moment(day: date | None, now: datetime) -> datetime | None:
    """When a meeting is, from its date; None where there is none.

    A deck has no time of day, so it is noon where `now` is; once that is over, the end of the day.
    """
    if day is None:
        return None
    noon = _local(datetime.combine(day, _NOON), now)
    if noon < now and now.date() == day:
        return _local(datetime.combine(day, _MIDNIGHT), now)
    return noon


def _local(naive: datetime, now: datetime) -> datetime:
    """A time of the clocks there, with the offset that they will have: summer time may come."""
    is_here = now.astimezone().utcoffset() == now.utcoffset()
    return naive.astimezone() if is_here else naive.replace(tzinfo=now.tzinfo)


def assess(
    deck: Deck,
    reviews: Sequence[Review],
    now: datetime,
    meeting: datetime | None,
    minutes: float = SESSION_MINUTES,
) -> Readiness:
    """How ready one is for a meeting, in sessions of so many minutes until then.

    `now` and `meeting` with their offsets from UTC. Reviews count as `until` has them.
    """
    reviews = until(reviews, now)
    prompts = prompts_of(deck)
    memories = memories_of(reviews, now)
    is_ahead = meeting is not None and meeting >= now
    ahead = None
    if meeting is not None and is_ahead:
        pace = Pace(reviews)
        ahead = forecast(prompts, memories, meeting, now, pace.seconds_of, minutes * 60)
    lines = _lines(prompts, memories, reviews, now, meeting if is_ahead else None, ahead)
    issues, cards = _shares(deck, lines)
    return Readiness(
        now=now,
        meeting=meeting,
        lines=lines,
        whole=_share(deck.title, lines),
        issues=issues,
        cards=cards,
        forecast=ahead,
        seconds=sum(review.seconds or 0.0 for review in reviews),
        last=reviews[-1].at if reviews else None,
        left_out=without_id(deck),
    )


def _lines(
    prompts: Sequence[Prompt],
    memories: Mapping[str, Memory],
    reviews: Sequence[Review],
    now: datetime,
    meeting: datetime | None,
    ahead: Forecast | None,
) -> tuple[Line, ...]:
    counts: dict[str, int] = defaultdict(int)
    words: dict[str, str] = {}
    for review in reviews:
        counts[review.prompt] += 1
        if review.fingerprint:
            words[review.prompt] = review.fingerprint
    lines = []
    for prompt in prompts:
        memory = memories.get(prompt.id)
        lines.append(
            Line(
                prompt=prompt,
                reviews=counts[prompt.id],
                memory=memory,
                recall_now=memory.recall(now) if memory else None,
                recall_at_meeting=memory.recall(meeting) if memory and meeting else None,
                recall_with_plan=ahead.recalls.get(prompt.id, 0.0) if ahead else None,
                changed=words.get(prompt.id, prompt.fingerprint) != prompt.fingerprint,
            )
        )
    return tuple(lines)


def _shares(deck: Deck, lines: Sequence[Line]) -> tuple[tuple[Share, ...], dict[str, Share]]:
    """The recalls of issues, in the agenda's order, then of phrases to avoid; and of cards."""
    of_card: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        of_card[line.prompt.card].append(line)
    cards = {
        card.id: _share(card.title, of_card[card.id])
        for _, card in deck.cards()
        if card.id and card.id in of_card
    }
    issues = []
    for issue in deck.issues:
        found = [line for card in issue.cards if card.id for line in of_card.get(card.id, ())]
        if found:
            issues.append(_share(issue.title, found))
    if of_card.get(""):
        issues.append(_share("Words to avoid", of_card[""]))
    return tuple(issues), cards


def _share(name: str, lines: Sequence[Line]) -> Share:
    has_meeting = any(line.recall_with_plan is not None for line in lines)

    def mean_of(recall: Callable[[Line], float | None]) -> float | None:
        return mean(map(recall, lines)) if has_meeting else None

    return Share(
        name,
        len(lines),
        mean(line.recall_now for line in lines),
        mean_of(lambda line: line.recall_at_meeting),
        mean_of(lambda line: line.recall_with_plan),
    )


def _strength(line: Line) -> tuple[int, float, tuple[int, int, int]]:
    recall = line.recall_now if line.recall_at_meeting is None else line.recall_at_meeting
    if recall is None:
        return 1, 0.0, line.prompt.rank
    return (0 if recall < DESIRED else 2), recall, line.prompt.rank
