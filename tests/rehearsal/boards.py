"""Decks that attack: counters of every likelihood, follow-ups, contingencies."""

from deckapp.deck import Card, Deck, FollowUp, Issue
from deckapp.rehearsal import prompts_of


def card(id_: str, likelihood: str = "", follow_ups: int = 0, **fields: str) -> Card:
    """A card with a counter, and so many follow-ups."""
    return Card(
        id=id_,
        title=id_.title(),
        position="We say so.",
        counter=f"{id_}?",
        rebuttal=f"No, not {id_}.",
        likelihood=likelihood,
        follow_ups=tuple(
            FollowUp(id=f"f{number}", counter=f"{id_} {number}?", rebuttal=f"No {number}.")
            for number in range(follow_ups)
        ),
        **fields,  # type: ignore[arg-type]  # texts only
    )


DECK = Deck(
    title="Moscow",
    issues=(
        Issue(
            id="syria",
            title="Syria",
            cards=(card("maybe", "possible"), card("sure", "certain"), card("hardly", "unlikely")),
        ),
        Issue(
            id="ukraine",
            title="Ukraine",
            cards=(
                card("pressing", "certain", 2),
                card("unjudged", when="They leave."),
                card("expected", "likely", when="They propose a summit."),
                Card(id="mute", title="Mute", position="Said.", counter="And?"),
            ),
        ),
        Issue(id="none", title="Nothing yet"),
    ),
)
PROMPTS = prompts_of(DECK)
ROUNDS = [
    ["pressing/rebuttal", "pressing/f0", "pressing/f1"],
    ["sure/rebuttal"],
    ["expected/rebuttal"],
    ["unjudged/rebuttal"],
    ["maybe/rebuttal"],
    ["hardly/rebuttal"],
]
"""The nastiest first, as long as nothing was rehearsed."""
