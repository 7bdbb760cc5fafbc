"""A small deck of two issues and three cards, and short ways to what is in it."""

from deckapp.deck import Card, Deck, FollowUp, Issue

GAS = Card(
    id="gas",
    title="Nerve agent",
    position="Civilians were gassed.",
    counter="No proof.",
    counter_in={"ru": "Нет доказательств."},
    rebuttal="We know what was stored there.",
    asks=("Tell us.", "Help."),
    follow_ups=(FollowUp(id="staged", counter="Staged.", rebuttal="Answer."),),
    seconds=40,
)
JETS = Card(id="jets", title="Jets", position="We fly on.", rebuttal="We know.")
MINSK = Card(id="minsk", title="Minsk", position="Leave.")
DECK = Deck(
    format="deckapp/1",
    title="Moscow",
    issues=(
        Issue(id="syria", title="Syria", minutes=15, cards=(GAS, JETS)),
        Issue(id="ukraine", title="Ukraine", cards=(MINSK,)),
    ),
)


def cards_of(deck: Deck) -> dict[str, list[str]]:
    return {issue.id: [card.id for card in issue.cards] for issue in deck.issues}


def card_in(deck: Deck, id_: str) -> Card:
    return next(card for _, card in deck.cards() if card.id == id_)
