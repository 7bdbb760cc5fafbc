"""What stands above the form: where something is in the deck, and what it is called."""

from deckapp.deck import Deck

from .targets import Target, number_of


def headings_of(deck: Deck, target: Target) -> tuple[str, str]:
    """Its place and its title, each in words."""
    if target.issue is None:
        return "The deck and its meeting", deck.title or "Untitled deck"
    issue = deck.issues[target.issue]
    title = issue.title or "Untitled issue"
    if target.card is None:
        return f"Issue {target.issue + 1} of {len(deck.issues)}", title
    number = (number_of(deck, target) or 0) + 1
    place = f"{title} · card {number} of {sum(len(each.cards) for each in deck.issues)}"
    return place, issue.cards[target.card].title or "Untitled card"
