"""What clashes in a draft, as conflicts: with its values, and ids and titles to find it by."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from deckapp.deck.model import Card, Issue

from .agendas import Agenda, Spot
from .conflicts import Conflict
from .drafts import Draft
from .field_paths import label_at
from .sections import Clash, ClashKind


def conflicts_in(issue: int, draft: Draft) -> Iterator[Conflict]:
    """The conflicts in an issue, by key, and its cards; what would change an id is the last."""
    for key in (issue, *draft.listed.get(issue, ())):
        section = draft.sections[key]
        card = "" if key == issue else section.id
        clashes = draft.clashes.get(key, [])
        for clash in sorted(clashes, key=lambda clash: clash.path == "id"):
            kind, path, base, ours, theirs = clash if clash.path else _whole(clash.kind, key, draft)
            yield Conflict(
                kind,
                draft.sections[issue].id,
                card,
                path,
                base,
                ours,
                theirs,
                section.title,
                label_at(type(section), path) if path else "",
                _cards_in(issue, draft) if kind == "deleted" and key == issue else (),
            )


def _whole(kind: ClashKind, key: int, draft: Draft) -> Clash:
    """A clash about a whole issue or card, with what the sides have."""
    if kind == "moved":
        return Clash(kind, "", *[_spot(key, side, draft) for side in draft.sides])
    base, ours, theirs = (side.section(key) for side in draft.sides)
    if kind == "renamed":
        assert theirs
        _, side, _ = draft.sides
        sections = chain[Issue | Card](side.issues.values(), side.cards.values())
        ours = next(section for section in sections if section.id == theirs.id)
    return Clash(kind, "", base, ours, theirs)


def _cards_in(issue: int, draft: Draft) -> tuple[tuple[str, Spot | None], ...]:
    """The ids of the cards in an issue, and where the side that deleted it has them."""
    _, ours, theirs = draft.sides
    side = theirs if issue in ours.issues else ours
    cards = draft.listed[issue]
    return tuple([(draft.sections[card].id, _spot(card, side, draft)) for card in cards])


def _spot(card: int, side: Agenda, draft: Draft) -> Any:
    """Where a side has a card, with the id that its issue has in the draft."""
    if card not in side.home:
        return None
    spot, issue = side.spot(card), draft.sections.get(side.home[card])
    return spot._replace(issue=issue.id) if issue else spot
