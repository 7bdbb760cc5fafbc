"""What stands on pages that are not cards: the agenda, what not to say, contingencies, covers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from deckapp.deck import AvoidPhrase, Card, Deck, Issue

from .cleaning import one_line, paragraphs
from .errors import EmptySelectionError
from .faces import Block, Mark, Style, card_faces
from .palette import INK, issue_ink
from .selection import ChosenCard
from .vocabulary import Content, Density

_TITLE = Style(scale=1.5, title=True)
SECTION = Style(scale=1.08, opens=True, bold=True)
PLAIN = Style()
_ASK = Style(mark=Mark.ARROW)
_RED_LINE = Style(mark=Mark.OCTAGON)
_NOT_THIS = Style(mark=Mark.OCTAGON, opens=True)
_BUT_THIS = Style(scale=1.08, bold=True)
_INTERPRETED = {
    "consecutive": "interpreted consecutively",
    "simultaneous": "interpreted simultaneously",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is called, and what stands on it."""

    title: str
    blocks: tuple[Block, ...]


def page(
    deck: Deck, content: Content, chosen: Sequence[ChosenCard], density: Density, *, whole: bool
) -> Page:
    """The page of some content; raises EmptySelectionError where it would be empty.

    `whole` says that nothing was left out of the deck: then issues without cards stand there too.
    """
    match content:
        case Content.AGENDA:
            title, blocks = "Agenda", tuple(_agenda(deck, chosen, whole=whole))
        case Content.AVOID:
            title, blocks = "What not to say", tuple(_avoid(deck, chosen))
            if not blocks:
                raise EmptySelectionError("The deck names no phrases to avoid: add some first.")
        case _:
            title, blocks = "If … then …", tuple(_contingencies(chosen, density))
            if not blocks:
                raise EmptySelectionError("No chosen card has a trigger (“when”): choose others.")
    return titled(title, blocks)


def titled(title: str, blocks: Iterable[Block]) -> Page:
    """A page with its title above its blocks."""
    return Page(title, (*block_of("title", "", [title], _TITLE), *blocks))


def cover_blocks(
    deck: Deck, chosen: Iterable[ChosenCard], *, caption: str = "", with_cards: bool
) -> tuple[Block, ...]:
    """A booklet's cover: the occasion and what is inside, by issue; `caption` says which it is."""
    return tuple(_cover(deck, chosen, caption, with_cards=with_cards))


def _cover(
    deck: Deck, chosen: Iterable[ChosenCard], caption: str, *, with_cards: bool
) -> Iterator[Block]:
    yield from block_of("title", "", [deck.title], _TITLE)
    yield from block_of("title", "", [caption], Style(bold=True))
    yield from block_of("meeting", "", occasion(deck), PLAIN)
    for issue_index, cards in groupby(chosen, lambda card: card.issue_index):
        inside = list(cards)
        issue, ink = inside[0].issue, issue_ink(issue_index)
        if with_cards:
            titles = [card.card.title for card in inside]
            yield from block_of("issues", one_line(issue.title), titles, PLAIN, colour=ink)
        else:
            numbers = [card.number for card in inside]
            where = (
                f"cards {numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else f"card {numbers[0]}"
            )
            yield from block_of("issues", where, [issue.title], SECTION, colour=ink)


def occasion(deck: Deck) -> list[str]:
    """Who meets whom, and where, when and how long: a line each."""
    meeting = deck.meeting
    people = " – ".join(filter(None, map(one_line, (meeting.principal, meeting.counterpart))))
    day = meeting.date.isoformat() if meeting.date else ""
    minutes = f"{meeting.minutes} minutes" if meeting.minutes else ""
    interpreted = _INTERPRETED.get(meeting.interpreted, "")
    where = ", ".join(filter(None, [one_line(meeting.place), day, minutes, interpreted]))
    return [people, where]


def _agenda(deck: Deck, chosen: Sequence[ChosenCard], *, whole: bool) -> Iterator[Block]:
    by_issue = {
        index: [card.card for card in cards]
        for index, cards in groupby(chosen, lambda card: card.issue_index)
    }
    issues = [
        (index, issue)
        for index, issue in enumerate(deck.issues)
        if index in by_issue or (whole and not issue.cards)
    ]
    yield from block_of("meeting", "Meeting", occasion(deck), PLAIN)
    yield from block_of("objectives", "We want", deck.meeting.objectives, PLAIN)
    yield from _when_time_is_cut([issue for _, issue in issues])
    for index, issue in issues:
        ink = issue_ink(index)
        minutes = f"{issue.minutes} min" if issue.minutes else ""
        heading = " · ".join(filter(None, [minutes, issue.priority])) or "Issue"
        title = f"{index + 1} · {one_line(issue.title)}"
        yield from block_of("issues", heading, [title], SECTION, colour=ink)
        cards = [card for card in by_issue.get(index, []) if not one_line(card.when)]
        yield from asks_of(cards, ink)
        yield from red_lines_of(cards, ink)


def asks_of(cards: Iterable[Card], ink: str) -> Iterator[Block]:
    """What cards ask of them, each once."""
    asks = _once(with_condition(card, ask) for card in cards for ask in card.asks)
    yield from block_of("asks", "Ask" if len(asks) == 1 else "Asks", asks, _ASK, colour=ink)


def red_lines_of(cards: Iterable[Card], ink: str) -> Iterator[Block]:
    """The red lines of cards, each once."""
    lines = _once(with_condition(card, line) for card in cards for line in card.red_lines)
    heading = "Red line" if len(lines) == 1 else "Red lines"
    yield from block_of("red_lines", heading, lines, _RED_LINE, colour=ink)


def with_condition(card: Card, text: str) -> str:
    """What a card says, with the condition under which it may be said."""
    condition = one_line(card.precondition)
    return f"{one_line(text)} Only if: {condition}" if condition else text


def _when_time_is_cut(issues: Sequence[Issue]) -> Iterator[Block]:
    """What to drop, first to last, and what stays; nothing where issues do not differ."""
    if len({issue.priority for issue in issues}) < len(("kept", "dropped")):
        return
    yield from block_of("priority", "", ["When time is cut"], SECTION, colour=INK)
    heading = "Drop first"
    for priority in ("could", "should"):
        titles = [_with_minutes(issue) for issue in issues if issue.priority == priority]
        if titles:
            yield from block_of("priority", heading, ["; ".join(titles)], PLAIN)
            heading = "Then drop"
    for priority, heading in (("must", "Keep, short"), ("", "Not ranked")):
        titles = [_with_minutes(issue) for issue in issues if issue.priority == priority]
        yield from block_of("priority", heading, ["; ".join(titles)], PLAIN)


def _once(texts: Iterable[str]) -> list[str]:
    """The texts without repetitions: two cards may draw the same line."""
    return list({one_line(text): text for text in texts}.values())


def _with_minutes(issue: Issue) -> str:
    title = one_line(issue.title)
    return f"{title} ({issue.minutes} min)" if issue.minutes else title


def _avoid(deck: Deck, chosen: Sequence[ChosenCard]) -> Iterator[Block]:
    """The phrases of the whole deck, then those of issues and of cards, with where they hold."""
    yield from _phrases(deck.avoid, "", INK)
    for index, cards in groupby(chosen, lambda card: card.issue_index):
        ink = issue_ink(index)
        for number, card in enumerate(cards):
            issue = one_line(card.issue.title)
            if not number:
                yield from _phrases(card.issue.avoid, issue, ink)
            where = f"{issue}: {one_line(card.card.title)}"
            yield from _phrases(card.card.avoid, where, ink, _name(card))


def _phrases(
    phrases: Iterable[AvoidPhrase], where: str, colour: str, card: str = ""
) -> Iterator[Block]:
    for phrase in phrases:
        forms = ", ".join(f"“{one_line(form)}”" for form in (phrase.phrase, *phrase.also))
        yield from block_of("avoid", "Do not say", [forms], _NOT_THIS, colour=colour, card=card)
        yield from block_of("avoid", "But", [phrase.say], _BUT_THIS, card=card)
        yield from block_of("avoid", "Why", [phrase.why], PLAIN, card=card)
        yield from block_of("avoid", "Where", [where], PLAIN, card=card)


def _contingencies(chosen: Sequence[ChosenCard], density: Density) -> Iterator[Block]:
    headings = {"when": "If", "position": "Then say", "short": "Then say"}
    for card in chosen:
        if not one_line(card.card.when):
            continue
        ink, name = issue_ink(card.issue_index), _name(card)
        for block in card_faces(card.card, density).blocks:
            if block.style.title:
                titles = f"{one_line(card.card.title)} · {one_line(card.issue.title)}"
                yield from block_of("title", "", [titles], SECTION, colour=ink, card=name)
                continue
            heading = headings.get(block.field, block.heading)
            yield replace(block, heading=heading, colour=ink, card=name)


def _name(card: ChosenCard) -> str:
    return card.card.id or card.card.title


def block_of(
    field: str,
    heading: str,
    texts: Iterable[str],
    style: Style,
    *,
    colour: str = "",
    card: str = "",
) -> Iterator[Block]:
    """A block of texts, if there is anything in them."""
    items = tuple(item for item in map(paragraphs, texts) if item)
    if items:
        yield Block(field, heading, items, style, colour=colour, card=card)
