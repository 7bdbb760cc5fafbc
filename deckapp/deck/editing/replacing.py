"""Replacing a text wherever it stands in the cards of a deck."""

from dataclasses import dataclass, replace

from deckapp.deck.characters import shortened
from deckapp.deck.fields import FieldSpec
from deckapp.deck.model import Card, Deck, Issue

from .edits import Edited
from .finding import Search, texts_of
from .paths import EditError, as_written, changed


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Replace a text wherever `hits` finds it in cards (see `Search`)."""

    find: str
    replacement: str
    fields: tuple[str, ...] = ()
    case: bool = False
    words: bool = False

    def apply(self, deck: Deck) -> Edited:
        """Make it; raises EditError."""
        if not self.find:
            raise EditError("There is nothing to find: give a text.")
        search = Search(self.find, self.fields, self.case, self.words)
        issues = tuple([_replaced_in(issue, search, self.replacement) for issue in deck.issues])
        same = all(new is old for new, old in zip(issues, deck.issues, strict=True))
        return Edited(
            deck if same else replace(deck, issues=issues),
            f"replacement of “{shortened(self.find)}”",
        )


def _replaced_in(issue: Issue, search: Search, replacement: str) -> Issue:
    cards = tuple([_replaced_on(card, search, replacement) for card in issue.cards])
    same = all(new is old for new, old in zip(cards, issue.cards, strict=True))
    return issue if same else replace(issue, cards=cards)


def _replaced_on(card: Card, search: Search, replacement: str) -> Card:
    """A card with a text replaced; itself if it stands nowhere in it."""
    pattern = search.pattern()
    # From the last to the first: an entry that is emptied goes, and those after it move up.
    for path, _label, text in reversed(list(texts_of(card, search.fields))):
        new = pattern.sub(lambda _match: replacement, text)
        if new != text:
            card = _with_text(card, path, new)
    return card


def _with_text(card: Card, path: str, text: str) -> Card:
    def written(spec: FieldSpec, _old: object) -> object:
        return as_written(spec, text)

    return changed(card, path, written)  # type: ignore[no-any-return]  # a card stays one
