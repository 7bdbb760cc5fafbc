"""What stands on pages that are not cards: the agenda, what not to say, contingencies, covers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from deckapp.deck import AvoidPhrase, Deck, Issue

from .cleaning import one_line, paragraphs
from .errors import EmptySelectionError
from .faces import Block, Mark, Style, card_faces
from .palette import INK, issue_colour
from .selection import ChosenCard
from .vocabulary import Content, Density

_SECTION = Style(scale=1.08, bold=True)
_PLAIN = Style()
_LOUD = Style(scale=1.0)
_ASK = Style(mark=Mark.ARROW)
_RED_LINE = Style(mark=Mark.OCTAGON)
_TITLE = Style(scale=1.5, title=True)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is called, at its head and in the outline, and what stands on it."""

    header: str
    blocks: tuple[Block, ...]


def page(deck: Deck, content: Content, chosen: Sequence[ChosenCard], density: Density) -> Page:
    """The page of some content; raises EmptySelectionError where it would be empty."""
    match content:
        case Content.AGENDA:
            return Page("Agenda", tuple(_agenda(deck, chosen)))
        case Content.AVOID:
            blocks = tuple(_avoid(deck, chosen))
            if not blocks:
                raise EmptySelectionError("The deck names no phrases to avoid: add some first.")
            return Page("What not to say", blocks)
        case _:
            blocks = tuple(_contingencies(chosen, density))
            if not blocks:
                raise EmptySelectionError("No chosen card has a trigger (“when”): choose others.")
            return Page("If … then …", blocks)


def cover_blocks(
    deck: Deck, chosen: Iterable[ChosenCard], *, with_cards: bool
) -> tuple[Block, ...]:
    """A booklet's cover: the occasion and what is inside, by issue."""
    return tuple(_cover(deck, chosen, with_cards=with_cards))


def _cover(deck: Deck, chosen: Iterable[ChosenCard], *, with_cards: bool) -> Iterator[Block]:
    yield from _block("title", "", [deck.title], _TITLE)
    yield from _block("meeting", "", _occasion(deck), _PLAIN)
    for issue_index, cards in groupby(chosen, lambda card: card.issue_index):
        inside = list(cards)
        issue = inside[0].issue
        colour = issue_colour(issue_index)
        if with_cards:
            titles = [card.card.title for card in inside]
            yield from _block("issues", issue.title, titles, _PLAIN, colour=colour)
        else:
            yield from _block("issues", "", [issue.title], _SECTION, colour=colour)


def _occasion(deck: Deck) -> list[str]:
    """Who meets whom, where and when, how long: a line for people and one for the rest."""
    meeting = deck.meeting
    people = " – ".join(filter(None, map(one_line, (meeting.principal, meeting.counterpart))))
    day = meeting.date.isoformat() if meeting.date else ""
    minutes = f"{meeting.minutes} minutes" if meeting.minutes else ""
    where = ", ".join(filter(None, [one_line(meeting.place), day, minutes]))
    return [people, where]


def _agenda(deck: Deck, chosen: Sequence[ChosenCard]) -> Iterator[Block]:
    yield from _block("title", "", [deck.title], _TITLE)
    yield from _block("meeting", "Meeting", _occasion(deck), _PLAIN)
    issues: list[tuple[int, Issue]] = []
    for index, cards in groupby(chosen, lambda card: card.issue_index):
        inside = list(cards)
        issue, colour = inside[0].issue, issue_colour(index)
        issues.append((index, issue))
        minutes = f"{issue.minutes} min" if issue.minutes else ""
        heading = " · ".join(filter(None, [minutes, issue.priority]))
        titled = [f"{len(issues)}. {one_line(issue.title)}"]
        yield from _block("issues", heading, titled, _SECTION, colour=colour)
        asks = _once(ask for card in inside for ask in card.card.asks)
        yield from _block("asks", "Ask" if len(asks) == 1 else "Asks", asks, _ASK, colour=colour)
        lines = _once(line for card in inside for line in card.card.red_lines)
        heading = "Red line" if len(lines) == 1 else "Red lines"
        yield from _block("red_lines", heading, lines, _RED_LINE, colour=colour)
    yield from _when_time_is_cut([issue for _, issue in issues])


def _when_time_is_cut(issues: Sequence[Issue]) -> Iterator[Block]:
    """What to drop, first to last, and what stays; nothing where no issue has a priority."""
    if not any(issue.priority for issue in issues):
        return
    yield from _block("priority", "", ["When time is cut"], _SECTION, colour=INK)
    heading = "Drop first"
    for priority in ("could", "should"):
        titles = [_with_minutes(issue) for issue in issues if issue.priority == priority]
        if titles:
            yield from _block("priority", heading, ["; ".join(titles)], _PLAIN)
            heading = "Then drop"
    titles = [_with_minutes(issue) for issue in issues if issue.priority == "must"]
    yield from _block("priority", "Keep, short", ["; ".join(titles)], _PLAIN)


def _once(texts: Iterable[str]) -> list[str]:
    """The texts without repetitions: a contingency card may repeat a red line."""
    return list({one_line(text): text for text in texts}.values())


def _with_minutes(issue: Issue) -> str:
    title = one_line(issue.title)
    return f"{title} ({issue.minutes} min)" if issue.minutes else title


def _avoid(deck: Deck, chosen: Sequence[ChosenCard]) -> Iterator[Block]:
    """The phrases of the whole deck, then those of issues and of cards, with where they hold."""
    yield from _phrases(deck.avoid, "", INK)
    for index, cards in groupby(chosen, lambda card: card.issue_index):
        colour = issue_colour(index)
        for number, card in enumerate(cards):
            if not number:
                yield from _phrases(card.issue.avoid, one_line(card.issue.title), colour)
            yield from _phrases(card.card.avoid, one_line(card.card.title), colour, _name(card))


def _phrases(
    phrases: Iterable[AvoidPhrase], where: str, colour: str, card: str = ""
) -> Iterator[Block]:
    for phrase in phrases:
        forms = ", ".join(f"“{one_line(form)}”" for form in (phrase.phrase, *phrase.also))
        yield from _block(
            "avoid", "Do not say", [forms], _SECTION, aside=where, colour=colour, card=card
        )
        yield from _block("avoid", "Why", [phrase.why], _PLAIN, card=card)
        yield from _block("avoid", "Say", [phrase.say], _LOUD, card=card)


def _contingencies(chosen: Sequence[ChosenCard], density: Density) -> Iterator[Block]:
    headings = {"when": "If", "position": "Then say", "short": "Then say"}
    for card in chosen:
        if not one_line(card.card.when):
            continue
        colour, name = issue_colour(card.issue_index), _name(card)
        for block in card_faces(card.card, density).blocks:
            if block.style.title:
                titles = f"{one_line(card.card.title)} · {one_line(card.issue.title)}"
                yield from _block("title", "", [titles], _SECTION, colour=colour, card=name)
                continue
            heading = headings.get(block.field, block.heading)
            yield replace(block, heading=heading, colour=colour, card=name)


def _name(card: ChosenCard) -> str:
    return card.card.id or card.card.title


def _block(
    field: str,
    heading: str,
    texts: Iterable[str],
    style: Style,
    *,
    aside: str = "",
    colour: str = "",
    card: str = "",
) -> Iterator[Block]:
    """A block of texts, if there is anything in them."""
    items = tuple(item for item in map(paragraphs, texts) if item)
    if items:
        yield Block(field, heading, items, style, one_line(aside), colour=colour, card=card)
