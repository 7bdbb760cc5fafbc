"""Quick fixes of what is wrong with what the form shows."""

from collections.abc import Iterable, Sequence

from deckapp.deck import Card, Deck, Finding, Fix, Issue, fixes

from .field_row import FieldRow


def findings_at(row: FieldRow | None, index: int = -1) -> Sequence[Finding]:
    """What is wrong at a character of a field, or, where nothing is, anywhere in the field."""
    if row is None:
        return ()
    found = row.finding_at(index)
    return row.findings if found is None else (found,)


def fixes_of(findings: Iterable[Finding], section: Deck | Issue | Card) -> list[Fix]:
    """What would mend findings about the deck, an issue or a card."""
    card = section if isinstance(section, Card) else None
    return [fix for finding in findings for fix in fixes(finding, card)]
