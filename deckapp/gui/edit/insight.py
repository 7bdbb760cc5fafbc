"""What is known of a card at each key: what is wrong with it, how it prints, how long it takes."""

from typing import NamedTuple

from deckapp.deck import AvoidInForce, Deck, Finding, card_findings, speaking_seconds
from deckapp.printing import CardReport, Layout, PrintError, fit_card_of


class AgendaTime(NamedTuple):
    """The minutes of all issues, and those of the meeting, None where nobody said."""

    minutes: int
    most: int | None

    def __str__(self) -> str:
        """How long the issues take together, in words; nothing where nobody said."""
        if self.most is None:
            return f"Agenda: {_counted(self.minutes, 'minute')}" if self.minutes else ""
        return f"Agenda: {self.minutes} of {_counted(self.most, 'minute')}"

    @property
    def is_over(self) -> bool:
        """Whether the issues together take longer than the meeting."""
        return self.most is not None and self.minutes > self.most


class Insight(NamedTuple):
    """Of a card: findings, how it comes out on paper (None where it cannot) and how long it takes.

    Seconds are those needed and those there are, None where nobody said. What is said is
    `interpreted` if that doubles the seconds.
    """

    findings: tuple[Finding, ...]
    fit: CardReport | None
    seconds: int
    most_seconds: int | None
    interpreted: bool

    def on_paper(self) -> str:
        """How the card comes out, in words."""
        fit = self.fit
        if fit is None:
            return "This cannot be printed."
        sizes = f"{fit.front_size:g} pt"
        if fit.backs and fit.back_size != fit.front_size:
            sizes = f"front {fit.front_size:g} pt, back {fit.back_size:g} pt"
        return f"One card, {sizes}" if fit.parts == 1 else f"Goes on: {fit.parts} cards, {sizes}"

    def to_say(self) -> str:
        """How long the card takes to say, in words."""
        how = "to say, with the interpreter" if self.interpreted else "to say"
        if self.most_seconds is None:
            return f"{_counted(self.seconds, 'second')} {how}"
        return f"{self.seconds} of {_counted(self.most_seconds, 'second')} {how}"

    @property
    def is_too_long(self) -> bool:
        """Whether the card takes longer to say than it may."""
        return self.most_seconds is not None and self.seconds > self.most_seconds


def agenda_time(deck: Deck) -> AgendaTime:
    """How long the issues of a deck take together."""
    return AgendaTime(sum(each.minutes or 0 for each in deck.issues), deck.meeting.minutes)


def insight_of(
    deck: Deck, issue: int, card: int, layout: Layout | None, avoid: AvoidInForce
) -> Insight:
    """What is known of a card of an issue, both by index; `avoid` is kept from key to key."""
    its_issue = deck.issues[issue]
    its_card = its_issue.cards[card]
    phrases = avoid.at(deck, its_issue, its_card)
    return Insight(
        findings=tuple(card_findings(its_card, deck.meeting, phrases)),
        fit=_fit(deck, issue, card, layout),
        seconds=speaking_seconds(its_card, deck.meeting),
        most_seconds=its_card.seconds,
        interpreted=deck.meeting.interpreted == "consecutive",
    )


def _fit(deck: Deck, issue: int, card: int, layout: Layout | None) -> CardReport | None:
    try:
        return None if layout is None else fit_card_of(deck, issue, card, layout)
    except PrintError:
        return None


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
