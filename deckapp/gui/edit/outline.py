"""Rearranging a deck: edits of whole cards and issues, several of them at once."""

from collections.abc import Iterable, Sequence

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

from .targets import Target, target_of


def moving_cards(deck: Deck, ids: Sequence[str], issue: int, row: int) -> Edit | None:
    """The edit that moves cards before the card at a row of an issue; a row of -1 is the end."""
    cards = [id_ for id_ in ids if _is_card(deck, id_)]
    there = deck.issues[issue]
    row = len(there.cards) if row < 0 else row
    anchors = [card.id for card in there.cards[:row] if card.id not in cards]
    before = anchors[-1] if anchors else None
    edits: list[Edit] = []
    for id_ in cards:
        left = [card.id for card in deck.issues[issue].cards if card.id != id_]
        edit = MoveCard(id_, there.id, left.index(before) + 1 if before is not None else 0)
        deck = edit.apply(deck).deck
        edits.append(edit)
        before = id_
    return _batch(edits, f"move of {len(cards)} cards")


def moving_issues(deck: Deck, ids: Sequence[str], row: int) -> Edit | None:
    """The edit that moves issues before the one at a row; a row of -1 is the end."""
    issues = [id_ for id_ in ids if not _is_card(deck, id_)]
    row = len(deck.issues) if row < 0 else row
    anchors = [issue.id for issue in deck.issues[:row] if issue.id not in issues]
    before = anchors[-1] if anchors else None
    edits: list[Edit] = []
    for id_ in issues:
        left = [issue.id for issue in deck.issues if issue.id != id_]
        edit = MoveIssue(id_, left.index(before) + 1 if before is not None else 0)
        deck = edit.apply(deck).deck
        edits.append(edit)
        before = id_
    return _batch(edits, f"move of {len(issues)} issues")


def moving_by(deck: Deck, ids: Sequence[str], step: int) -> Edit | None:
    """The edit that moves what is selected up (-1) or down (1), cards over the ends of issues."""
    targets = [target for id_ in ids if (target := target_of(deck, id_)) is not None]
    issues = [target for target in targets if target.card is None]
    if issues:
        at = [target.issue or 0 for target in issues]
        row = min(at) - 1 if step < 0 else max(at) + 2
        if not 0 <= row <= len(deck.issues):
            return None
        return moving_issues(deck, [target.id for target in issues], row)
    if not targets:
        return None
    edge = targets[0] if step < 0 else targets[-1]
    issue, card = edge.issue or 0, edge.card or 0
    row = card - 1 if step < 0 else card + 2
    if row < 0 or row > len(deck.issues[issue].cards):
        issue += step
        if not 0 <= issue < len(deck.issues):
            return None
        row = -1 if step < 0 else 0
    return moving_cards(deck, ids, issue, row)


def deleting(deck: Deck, ids: Sequence[str]) -> Edit | None:
    """The edit that deletes cards and issues."""
    edits: list[Edit] = []
    for issue in deck.issues:
        if issue.id in ids:
            edits.append(DeleteIssue(issue.id))
        else:
            edits += [DeleteCard(card.id) for card in issue.cards if card.id in ids]
    return _batch(edits, f"deletion of {len(edits)} things")


def duplicating(deck: Deck, ids: Sequence[str]) -> Edit | None:
    """The edit that puts a copy of each card after it."""
    edits: list[Edit] = [DuplicateCard(id_) for id_ in ids if _is_card(deck, id_)]
    return _batch(edits, f"duplication of {len(edits)} cards")


def adding(deck: Deck, sections: Iterable[Issue | Card], after: Target) -> Edit | None:
    """The edit that adds issues and cards after something; cards without an issue get one."""
    edits: list[Edit] = []
    issue_at = len(deck.issues) if after.issue is None else after.issue + 1
    cards = [section for section in sections if isinstance(section, Card)]
    if cards and not deck.issues:
        edits.append(AddIssue(Issue(title="New issue", cards=tuple(cards)), issue_at))
    elif cards:
        issue = deck.issues[len(deck.issues) - 1 if after.issue is None else after.issue]
        at = len(issue.cards) if after.card is None else after.card + 1
        edits += [AddCard(issue.id, card, at + number) for number, card in enumerate(cards)]
    issues = [section for section in sections if isinstance(section, Issue)]
    edits += [AddIssue(issue, issue_at + number) for number, issue in enumerate(issues)]
    return _batch(edits, f"addition of {len(edits)} things")


def _is_card(deck: Deck, id_: str) -> bool:
    target = target_of(deck, id_)
    return target is not None and target.card is not None


def _batch(edits: Sequence[Edit], label: str) -> Edit | None:
    """Several edits as one; a single one has a label of its own."""
    if not edits:
        return None
    return edits[0] if len(edits) == 1 else Batch(tuple(edits), label)
