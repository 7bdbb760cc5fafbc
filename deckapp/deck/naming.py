"""The ids of cards and issues, where a deck and another that came from it differ in them.

Decks are merged by id. Without this, a card that got its id on one side only, or another one,
would be taken for two.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .comparing.pairing import paired_by_id
from .editing.history import Step, renamed_since
from .editing.ids import ids_of, with_ids
from .model import Deck

Ids = Mapping[str, str]


def named_like(deck: Deck, read: Deck, named: Deck) -> Deck:
    """The deck with an id for all that has none.

    What has none in `read` either, an earlier version, gets the id that it has in `named`, which
    is that version with ids.
    """
    if read == named:
        return with_ids(deck)
    taken = ids_of(deck)
    issues = _named(deck.issues, read.issues, named.issues, taken=taken)
    versions = ([card for _, card in version.cards()] for version in (deck, read, named))
    cards = iter(_named(*versions, taken=taken))
    issues = [
        replace(issue, cards=tuple([next(cards) for _ in issue.cards])) if issue.cards else issue
        for issue in issues
    ]
    return with_ids(replace(deck, issues=tuple(issues)))


def _named(
    sections: Sequence[Any], read: Sequence[Any], named: Sequence[Any], *, taken: set[str]
) -> list[Any]:
    """Issues, cards or follow-ups with the ids that they got before; others stay as they are."""
    found = list(sections)
    for index, before in paired_by_id(read, sections).items():
        section, id_ = found[index], named[before].id
        if hasattr(section, "follow_ups"):
            follow_ups = section.follow_ups
            were = read[before].follow_ups, named[before].follow_ups
            own = tuple(_named(follow_ups, *were, taken={each.id for each in follow_ups}))
            section = section if own == follow_ups else replace(section, follow_ups=own)
        if not section.id and not read[before].id and id_ not in taken:
            section = replace(section, id=id_)
            taken.add(id_)
        found[index] = section
    return found


def merged_by_first_ids(
    before: Step, step: Step, theirs: Deck, merge: Callable[[Deck, Ids], tuple[Deck, Any]]
) -> tuple[Step, Any]:
    """A step merged with another deck that came from `before`, too, by the ids of that.

    `merge` is given the deck of the step with those ids, and its own ids by them. It returns the
    merged deck, whose cards then have their own ids again, and anything else.
    """
    there = ids_of(theirs)
    ids = {
        id_: was
        for id_, was in renamed_since(before, step).items()
        if was in there or id_ not in there  # otherwise, both sides have the same new id
    }
    deck, was = _renamed(step.deck, ids)
    now = _turned(was)
    merged, more = merge(deck, now)
    deck, kept = _renamed(merged, now)
    return step._replace(deck=deck, renamed=_turned(kept)), more


def _turned(ids: Ids) -> dict[str, str]:
    return {value: key for key, value in ids.items()}


def _renamed(deck: Deck, ids: Ids) -> tuple[Deck, Ids]:
    """The deck with other ids, by those it has, and which are changed: not what would be double."""
    there = ids_of(deck)
    while double := [id_ for id_, new in ids.items() if new in there.difference(ids)]:
        ids = {id_: new for id_, new in ids.items() if id_ not in double}
    if not ids:
        return deck, {}

    def renamed(section: Any) -> Any:
        return replace(section, id=ids[section.id]) if section.id in ids else section

    issues = []
    for issue in deck.issues:
        cards = tuple(map(renamed, issue.cards))
        same = all(new is old for new, old in zip(cards, issue.cards, strict=True))
        issues.append(renamed(issue if same else replace(issue, cards=cards)))
    return replace(deck, issues=tuple(issues)), ids
