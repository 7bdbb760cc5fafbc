"""Prompts, and what was answered to them: fixed ones and, for hypothesis, any."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from deckapp.deck import Card, Deck, FollowUp, Issue
from deckapp.rehearsal.memory import Grade, Memory, after
from deckapp.rehearsal.prompts import Prompt, PromptKind
from deckapp.rehearsal.reviews import Review

NOW = datetime(2017, 4, 5, 19, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)

AHEAD = {
    "in a month": 30 * DAY,
    "tomorrow": DAY,
    "in two hours": 2 * HOUR,
    "this minute": timedelta(),
}
"""Meetings to come, from now."""

CARD = Card(
    id="gas",
    title="Nerve agent",
    position="Civilians were gassed.",
    counter="No proof.",
    rebuttal="We know what was stored there.",
    follow_ups=(FollowUp(id="staged", counter="Staged.", rebuttal="Answer."),),
)
PLAIN = Card(id="minsk", title="Minsk", position="Leave.")
DECK = Deck(
    title="Moscow",
    issues=(
        Issue(id="syria", title="Syria", priority="must", cards=(CARD,)),
        Issue(id="ukraine", title="Ukraine", cards=(PLAIN,)),
        Issue(id="other", title="Other business"),
    ),
)


def prompt_of(name: str, rank: tuple[int, int, int] = (0, 0, 0), answer: str = "Yes.") -> Prompt:
    """A position; its id is the name."""
    return Prompt(name, PromptKind.POSITION, name, "Cue", answer, rank)


def memory_of(*reviews: tuple[Grade, timedelta]) -> Memory:
    """What is left of reviews, each so long before `NOW`."""
    memory = None
    for grade, ago in reviews:
        memory = after(memory, grade, NOW - ago)
    assert memory is not None
    return memory


def in_halves(_prompt: Prompt) -> float:
    """Half a minute for each prompt."""
    return 30.0


def spans(most: timedelta) -> st.SearchStrategy[timedelta]:
    """Times from nothing to the most, at times equal ones."""
    return st.sampled_from([timedelta(), min(HOUR, most), min(DAY, most), most]) | st.timedeltas(
        timedelta(), most
    )


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """What is left of up to six reviews in the weeks before `NOW`."""
    agos = draw(st.lists(spans(40 * DAY), min_size=1, max_size=6))
    return memory_of(*((draw(st.sampled_from(Grade)), ago) for ago in sorted(agos, reverse=True)))


@st.composite
def rehearsals(draw: st.DrawFn) -> tuple[list[Prompt], dict[str, Memory]]:
    """Up to eight prompts of different rank, and what is remembered of some of them."""
    ranks = draw(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=8))
    prompts = [prompt_of(f"p{number}", rank) for number, rank in enumerate(ranks)]
    return prompts, {each.id: draw(memories()) for each in prompts if draw(st.booleans())}


def reviews_of(prompts: Sequence[str], future: timedelta = DAY) -> st.SearchStrategy[list[Review]]:
    """Reviews of some prompts in the order of their times, some of them still to come."""
    moment: Callable[[timedelta], datetime] = (NOW + future).__sub__
    return st.lists(
        st.builds(
            Review,
            prompt=st.sampled_from(prompts),
            at=spans(40 * DAY).map(moment),
            grade=st.sampled_from(Grade),
            seconds=st.none() | st.floats(0, 1000),
            practice=st.booleans(),
            fingerprint=st.sampled_from(["", "0123456789ab"]),
        ),
        max_size=12,
    ).map(lambda reviews: sorted(reviews, key=lambda review: review.at))
