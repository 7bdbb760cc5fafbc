"""Rehearsing: what each rule leaves forgotten on the day, and how long planning takes."""

import time
from collections.abc import Callable
from datetime import timedelta
from math import sqrt
from random import Random
from statistics import fmean, stdev

from deckapp.deck import read_deck
from deckapp.rehearsal.forecast import forecast
from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.pace import Pace
from deckapp.rehearsal.planning import plan_session, sessions_until
from deckapp.rehearsal.prompts import Prompt, prompts_of
from deckapp.rehearsal.reviews import Review, memories_of
from tests.benchmarks.decks import big_deck
from tests.benchmarks.rehearsing import DAY, PROMPTS, RULES, START, Outcome, Scenario, outcome
from tests.benchmarks.table import Row

SCENARIOS = [Scenario(days, size) for size in (10, 20, 30) for days in (4, 7, 14, 21)]
SEEDS = 40
ERRORS = 2.0
"""So many standard errors of the difference may a rule seem better than ours."""
MANY = 2000
PLAN_MILLISECONDS = 100.0
SECONDS = 1200.0
"""A session has 20 minutes."""


def run(*, quick: bool = False) -> list[Row]:
    """Percent forgotten on the day against the best other rule; milliseconds as promised."""
    rows = [_compared(scenario, 8 if quick else SEEDS) for scenario in SCENARIOS]
    return [*rows, _planning(3 if quick else 7)]


def _compared(scenario: Scenario, seeds: int) -> Row:
    """Play a scenario by each rule, with the same luck for all, and print what came of it."""
    played = {
        name: [outcome(rule, scenario, seed) for seed in range(seeds)]
        for name, rule in RULES.items()
    }
    ours = played.pop("ours")
    print(f"  {scenario.days} days, {scenario.size} of {PROMPTS} prompts a day: {_figures(ours)}")
    for name, others in played.items():
        print(f"    {name:14} {_figures(others)}  {_differences(ours, others)}")
    name, least = min(
        (
            (name, _forgotten(others) + ERRORS * _error(ours, others, _mean))
            for name, others in played.items()
        ),
        key=lambda each: each[1],
    )
    work = f"forgotten, {scenario.days} days, {scenario.size} a day ({name} + {ERRORS:.0f} s.e.)"
    return Row(work, _forgotten(ours), least, "%", 1.0)


def _mean(found: Outcome) -> float:
    return found.mean


def _weakest(found: Outcome) -> float:
    return found.weakest


def _forgotten(outcomes: list[Outcome]) -> float:
    return 100 * (1 - fmean(map(_mean, outcomes)))


def _error(ours: list[Outcome], others: list[Outcome], part: Callable[[Outcome], float]) -> float:
    """The paired standard error of a difference of recalls, in percentage points."""
    differences = [part(our) - part(other) for our, other in zip(ours, others, strict=True)]
    return 100 * stdev(differences) / sqrt(len(differences))


def _figures(outcomes: list[Outcome]) -> str:
    mean, weakest = (100 * fmean(map(part, outcomes)) for part in (_mean, _weakest))
    return f"recall {mean:.2f} %, ten weakest {weakest:.2f} %"


def _differences(ours: list[Outcome], others: list[Outcome]) -> str:
    """By how much ours are better, each with its standard error."""
    mean, weakest = (
        f"{100 * (fmean(map(part, ours)) - fmean(map(part, others))):+.2f} ± "
        f"{_error(ours, others, part):.2f}"
        for part in (_mean, _weakest)
    )
    return f"ours {mean}, {weakest}"


def _planning(times: int) -> Row:
    """The best of several plans for many prompts, all rehearsed before, with time for some."""
    prompts = prompts_of(read_deck(big_deck(MANY // 3 + 1).encode("utf-8")).deck)[:MANY]
    reviews = _varied(prompts)
    memories, seconds_of = memories_of(reviews, START), Pace(reviews).seconds_of
    meeting = START + 14 * DAY
    sessions = sessions_until(meeting, START)

    def plan() -> object:
        return plan_session(prompts, memories, meeting, sessions, seconds_of, SECONDS)

    def foresee() -> object:
        return forecast(prompts, memories, meeting, START, seconds_of, SECONDS)

    remembered = _best(1, lambda: memories_of(reviews, START))
    print(f"  what is left of {len(reviews):,} reviews: {remembered:.0f} ms")
    print(f"  the forecast of {MANY:,} prompts for 14 days: {_best(1, foresee):.0f} ms")
    work = f"plan a session of {MANY:,} prompts (promised)"
    return Row(work, _best(times, plan), PLAN_MILLISECONDS, "ms", 1.0)


def _varied(prompts: tuple[Prompt, ...]) -> list[Review]:
    """One to five reviews of each prompt in the month before."""
    random = Random(7)
    reviews = [
        Review(
            prompt.id,
            START - timedelta(days=random.uniform(0.2, 30)),
            random.choice([*Grade]),
            random.uniform(3, 40),
        )
        for prompt in prompts
        for _ in range(random.randint(1, 5))
    ]
    return sorted(reviews, key=lambda review: review.at)


def _best(times: int, work: Callable[[], object]) -> float:
    """Milliseconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - start))
    return min(found)
