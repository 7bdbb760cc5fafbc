"""Rearranging a deck: edits of whole cards and issues, several of them at once.

Ids may be given in any order; things go to their new place in agenda order. A card whose issue is
among the ids goes with that.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from deckapp.deck import (
    AddCard,
    AddIssue,
    Batch,
    Card,
    Deck,
    DeleteCard,
    DeleteIssue,
    DuplicateCard,
    Edit,
    Issue,
    MoveCard,
    MoveIssue,
)
from deckapp.deck.editing.ids import ids_of

from .targets import Target


def moving(deck: Deck, ids: Collection[str], issue: int | None, row: int) -> Edit | None:
    """The edit that moves things before a card of an issue, or before an issue, if that is None.

    A row of -1 is the end. Cards that are moved before an issue become the last of the one above;
    issues that are moved into another come after it.
    """
    issues, cards = _chosen(deck, ids)
    if issue is None:
        row = len(deck.issues) if row < 0 else row
        card_moves = _card_moves(deck, cards, max(0, row - 1), -1 if row else 0)
    else:
        card_moves = _card_moves(deck, cards, issue, row)
        row = issue + 1
    moves = [*card_moves, *_issue_moves(deck, issues, row)]
    return _batch(moves, f"move of {_counted(issues, cards)}")


def moving_cards(deck: Deck, ids: Collection[str], issue: int, row: int) -> Edit | None:
    """The edit that moves cards before the card at a row of an issue; a row of -1 is the end."""
    _, cards = _chosen(deck, ids)
    return _batch(_card_moves(deck, cards, issue, row), f"move of {_counted([], cards)}")


def moving_issues(deck: Deck, ids: Collection[str], row: int) -> Edit | None:
    """The edit that moves issues before the one at a row; a row of -1 is the end."""
    issues, _ = _chosen(deck, ids)
    return _batch(_issue_moves(deck, issues, row), f"move of {_counted(issues, [])}")


def moving_by(deck: Deck, ids: Collection[str], step: int) -> Edit | None:
    """The edit that moves what is selected up (-1) or down (1), cards over the ends of issues.

    Where issues are selected, only they move.
    """
    issues, cards = _chosen(deck, ids)
    if issues:
        at = [index for index, issue in enumerate(deck.issues) if issue.id in issues]
        row = at[0] - 1 if step < 0 else at[-1] + 2
        return moving_issues(deck, issues, row) if 0 <= row <= len(deck.issues) else None
    if not cards:
        return None
    edge = cards[0] if step < 0 else cards[-1]
    issue, index = next(
        (at, [card.id for card in each.cards].index(edge))
        for at, each in enumerate(deck.issues)
        if any(card.id == edge for card in each.cards)
    )
    row = index - 1 if step < 0 else index + 2
    if 0 <= row <= len(deck.issues[issue].cards):
        return moving_cards(deck, cards, issue, row)
    issue += step
    if not 0 <= issue < len(deck.issues):
        return None
    return moving_cards(deck, cards, issue, -1 if step < 0 else 0)


def deleting(deck: Deck, ids: Collection[str]) -> Edit | None:
    """The edit that deletes cards and issues."""
    issues, cards = _chosen(deck, ids)
    edits: list[Edit] = [DeleteIssue(id_) for id_ in issues]
    edits += [DeleteCard(id_) for id_ in cards]
    return _batch(edits, f"deletion of {_counted(issues, cards)}")


def duplicating(deck: Deck, ids: Collection[str]) -> Edit | None:
    """The edit that puts a copy of each card and issue after it, without its clearances."""
    issues, cards = _chosen(deck, ids)
    at = {issue.id: index for index, issue in enumerate(deck.issues)}
    edits: list[Edit] = [
        AddIssue(_issue_copied(deck.issues[at[id_]]), at[id_] + 1 + copies)
        for copies, id_ in enumerate(issues)
    ]
    edits += [DuplicateCard(id_) for id_ in cards]
    label = f"duplication of {_counted(issues, cards)}"
    return Batch(tuple(edits), label) if issues else _batch(edits, label)


def adding(deck: Deck, sections: Iterable[Issue | Card], after: Target) -> Edit | None:
    """The edit that adds issues and cards after something; cards without an issue get one.

    Those whose ids are taken are copies: they get ids of their own, and lose their clearances.
    """
    taken = ids_of(deck)
    added = [_copied(each) if each.id in taken else each for each in sections]
    cards = [each for each in added if isinstance(each, Card)]
    issues = [each for each in added if isinstance(each, Issue)]
    edits: list[Edit] = []
    issue_at = len(deck.issues) if after.issue is None else after.issue + 1
    if cards and not deck.issues:
        edits.append(AddIssue(Issue(title="New issue", cards=tuple(cards)), issue_at))
        issue_at += 1
    elif cards:
        issue = deck.issues[-1 if after.issue is None else max(0, after.issue)]
        at = len(issue.cards) if after.card is None else after.card + 1
        edits += [AddCard(issue.id, card, at + number) for number, card in enumerate(cards)]
    edits += [AddIssue(issue, issue_at + number) for number, issue in enumerate(issues)]
    return _batch(edits, f"addition of {_counted(issues, cards)}")


def dropped_at(deck: Deck, issue: int | None, row: int) -> Target:
    """What stands just before the card at a row of an issue, or the issue there, to add after it.

    At the very top it has the index -1.
    """
    if issue is not None:
        its = deck.issues[issue]
        return Target(its.id, issue, (len(its.cards) if row < 0 else row) - 1)
    at = (len(deck.issues) if row < 0 else row) - 1
    return Target(deck.issues[at].id, at) if at >= 0 else Target("", -1, -1)


def chosen(deck: Deck, ids: Collection[str]) -> list[Issue | Card]:
    """The cards and issues of these ids, in agenda order; of an issue not its cards again."""
    wanted = set(ids)
    found: list[Issue | Card] = []
    for issue in deck.issues:
        if issue.id in wanted:
            found.append(issue)
        else:
            found += [card for card in issue.cards if card.id in wanted]
    return found


def _chosen(deck: Deck, ids: Collection[str]) -> tuple[list[str], list[str]]:
    """The ids of issues, and of cards of other issues, each in agenda order."""
    found = chosen(deck, ids)
    issues = [each.id for each in found if isinstance(each, Issue)]
    return issues, [each.id for each in found if isinstance(each, Card)]


def _card_moves(deck: Deck, cards: Sequence[str], issue: int, row: int) -> list[Edit]:
    there = deck.issues[issue]
    moves = _places([card.id for card in there.cards], cards, row)
    return [MoveCard(id_, there.id, at) for id_, at in moves]


def _issue_moves(deck: Deck, issues: Sequence[str], row: int) -> list[Edit]:
    moves = _places([issue.id for issue in deck.issues], issues, row)
    return [MoveIssue(id_, at) for id_, at in moves]


def _places(there: list[str], ids: Sequence[str], row: int) -> list[tuple[str, int]]:
    """Which ids to put where, one after the other, for all to stand together before a row.

    Those that stand right already are left out.
    """
    moved = set(ids)
    above = [id_ for id_ in (there if row < 0 else there[:row]) if id_ not in moved]
    before = above[-1] if above else None
    moves = []
    for id_ in ids:
        left = [each for each in there if each != id_]
        at = left.index(before) + 1 if before is not None else 0
        now = [*left[:at], id_, *left[at:]]
        if now != there:
            moves.append((id_, at))
            there = now
        before = id_
    return moves


def _copied(section: Issue | Card) -> Issue | Card:
    """An issue or card without clearances, which were of another one."""
    if isinstance(section, Card):
        return _uncleared(section)
    return _issue_copied(section)


def _issue_copied(issue: Issue) -> Issue:
    return replace(issue, cards=tuple(map(_uncleared, issue.cards)))


def _uncleared(card: Card) -> Card:
    return replace(card, clearance=replace(card.clearance, cleared=()))


def _counted(issues: Sequence[object], cards: Sequence[object]) -> str:
    """How many there are, in words: "1 issue and 3 cards"."""
    counts = [
        f"{len(found)} {word}{'s' * (len(found) > 1)}"
        for found, word in ((issues, "issue"), (cards, "card"))
        if found
    ]
    return " and ".join(counts)


def _batch(edits: Sequence[Edit], label: str) -> Edit | None:
    """Several edits as one; a single one has a label of its own."""
    if not edits:
        return None
    return edits[0] if len(edits) == 1 else Batch(tuple(edits), label)
