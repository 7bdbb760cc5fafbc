"""A deck of one card, and what edits make of a file."""

from deckapp.deck import Edit, read_deck
from deckapp.deck.editing.history import History
from deckapp.deck.editing.ids import with_ids
from deckapp.deck.writing.verified import edited_source

HEAD = "format: deckapp/1\ntitle: T\nissues:\n  - id: i\n    title: I\n    cards:\n"
CARD = "      - id: c\n        title: C\n        position: P\n"


def after(text: str, *edits: Edit) -> str:
    """The text of a deck after edits."""
    source = read_deck(text.encode())
    named = with_ids(source.deck)
    history = History(named)
    for edit in edits:
        history.apply(edit)
    present = history.present
    return edited_source(source, named, present.deck, present.renamed).text
