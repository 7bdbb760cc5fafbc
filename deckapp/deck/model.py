"""The deck: frozen dataclasses that are the only definition of the file format `deckapp/1`.

Everything else that knows the format (reader, JSON Schema, docs/deck-format.md, forms) is derived
from these classes and the field metadata in them. A new field is added here and nowhere else.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .fields import (
    Face,
    choice_field,
    choices_field,
    date_field,
    fingerprint_field,
    language_field,
    number_field,
    partial_date_field,
    record_field,
    records_field,
    slug_field,
    text_field,
    texts_field,
    translations_field,
)

FORMAT = "deckapp/1"

PRIORITIES = ("must", "should", "could")
LIKELIHOODS = ("certain", "likely", "possible", "unlikely")
AUDIENCES = ("private", "public", "press")
INTERPRETING = ("none", "consecutive", "simultaneous")


@dataclass(frozen=True, slots=True)
class AvoidPhrase:
    """Wording that our side must not use."""

    phrase: str = text_field(
        "Phrase", "The wording that our side must not use.", required=True, brief=True
    )
    also: tuple[str, ...] = texts_field("Also", "Other forms of the same wording.", brief=True)
    why: str = text_field("Why", "What the other side would read into it.")
    say: str = text_field("Say instead", "What to say instead.", brief=True)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The occasion: who meets whom, where, when, for how long."""

    principal: str = text_field("Principal", "Who speaks for our side.", brief=True)
    counterpart: str = text_field("Counterpart", "Whom the principal meets.", brief=True)
    others: tuple[str, ...] = texts_field(
        "Others", "Who else may appear on their side.", brief=True
    )
    place: str = text_field("Place", "Where the meeting is held.", brief=True)
    date: datetime.date | None = date_field("Date", "The day of the meeting; rehearsal aims at it.")
    minutes: int | None = number_field("Minutes", "How long the meeting lasts.", 1440)
    interpreted: str = choice_field(
        "Interpreted",
        "How the talk is interpreted; consecutive interpreting doubles speaking time.",
        INTERPRETING,
    )
    objectives: tuple[str, ...] = texts_field("Our objectives", "What we want from the meeting.")
    their_objectives: tuple[str, ...] = texts_field("Their objectives", "What they want from it.")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What they say next if they press on, and our next answer."""

    id: str = slug_field("Id", "Names the follow-up within its card; keeps rehearsal history.")
    counter: str = text_field("They press", "What they say next.", required=True, face=Face.BACK)
    counter_in: Mapping[str, str] = translations_field(
        "They press, in their words", "The same counter in other languages, by language tag."
    )
    rebuttal: str = text_field("We answer", "Our next answer.", face=Face.BACK, ours=True)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at hand, with where it comes from and when it was so."""

    text: str = text_field("Fact", "The fact in one sentence.", required=True)
    source: str = text_field("Source", "Where it comes from.", brief=True)
    date: str = partial_date_field("Date", "When it was so: a year, a month or a day.")


@dataclass(frozen=True, slots=True)
class Cleared:
    """One office's clearance of a card's spoken text."""

    by: str = text_field(
        "Cleared by", "The office or person who cleared.", required=True, brief=True
    )
    on: datetime.date | None = date_field("On", "The day of the clearance.")
    covers: str = fingerprint_field(
        "Covers", "The fingerprint of the text that was cleared; editing the text makes it stale."
    )


@dataclass(frozen=True, slots=True)
class Clearance:
    """Who wrote a card and who cleared it."""

    drafted_by: str = text_field(
        "Drafted by", "The office or person who wrote the card.", brief=True
    )
    cleared: tuple[Cleared, ...] = records_field("Cleared", "Who cleared the card.", Cleared)


@dataclass(frozen=True, slots=True)
class Card:
    """One point to make."""

    id: str = slug_field("Id", "Names the card, unique in the deck; keeps rehearsal history.")
    title: str = text_field(
        "Title",
        "What the point is about, in a few words.",
        required=True,
        face=Face.FRONT,
        brief=True,
    )
    when: str = text_field(
        "When",
        "The trigger of a contingency card: it is played only when this happens.",
        face=Face.FRONT,
    )
    precondition: str = text_field("Only if", "Say this card only if this holds.", face=Face.FRONT)
    addressee: str = text_field(
        "To",
        "Who is addressed, if not the counterpart of the meeting.",
        face=Face.FRONT,
        brief=True,
    )
    position: str = text_field(
        "Position", "What we say.", required=True, face=Face.FRONT, ours=True
    )
    short: str = text_field(
        "Short form", "The one-breath form of the position, used when time is cut.", ours=True
    )
    asks: tuple[str, ...] = texts_field("Asks", "What we ask of them.", face=Face.FRONT, ours=True)
    red_lines: tuple[str, ...] = texts_field(
        "Red lines", "What we will not accept.", face=Face.FRONT, ours=True
    )
    withhold: tuple[str, ...] = texts_field(
        "Withhold", "What not to reveal; shown in rehearsal, kept off paper."
    )
    counter: str = text_field("Counter", "What they are expected to say.", face=Face.BACK)
    counter_in: Mapping[str, str] = translations_field(
        "Counter in their words", "The same counter in other languages, by language tag."
    )
    likelihood: str = choice_field(
        "Likelihood", "How likely the counter is.", LIKELIHOODS, face=Face.BACK
    )
    rebuttal: str = text_field("Rebuttal", "Our answer to the counter.", face=Face.BACK, ours=True)
    follow_ups: tuple[FollowUp, ...] = records_field(
        "Follow-ups", "What they say if they press on, and our answers.", FollowUp, face=Face.BACK
    )
    facts: tuple[Fact, ...] = records_field("Facts", "Facts at hand, with source and date.", Fact)
    delivery: str = text_field("Delivery", "Tone and manner.")
    audience: tuple[str, ...] = choices_field(
        "Audience", "Before whom the card may be used.", AUDIENCES
    )
    seconds: int | None = number_field("Seconds", "The speaking budget of the card.", 3600)
    avoid: tuple[AvoidPhrase, ...] = records_field(
        "Avoid", "Wording to avoid on this card.", AvoidPhrase
    )
    origin: str = text_field("Origin", "Where the card comes from.", brief=True)
    clearance: Clearance = record_field("Clearance", "Who drafted and cleared the card.", Clearance)
    tags: tuple[str, ...] = texts_field("Tags", "Labels to find the card by.", brief=True)
    notes: str = text_field("Notes", "For staff only: never printed, never shown in rehearsal.")


@dataclass(frozen=True, slots=True)
class Issue:
    """An agenda item with its cards."""

    id: str = slug_field("Id", "Names the issue, unique in the deck.")
    title: str = text_field("Title", "The agenda item.", required=True, face=Face.EVERY, brief=True)
    priority: str = choice_field("Priority", "What to keep when time is cut.", PRIORITIES)
    minutes: int | None = number_field("Minutes", "The issue's share of the meeting.", 1440)
    avoid: tuple[AvoidPhrase, ...] = records_field(
        "Avoid", "Wording to avoid on this issue.", AvoidPhrase
    )
    cards: tuple[Card, ...] = records_field("Cards", "The points to make, in order.", Card)


@dataclass(frozen=True, slots=True)
class Deck:
    """One meeting's cards: one file."""

    format: str = text_field("Format", f"Always `{FORMAT}`.", required=True)
    title: str = text_field(
        "Title", "The name of the deck.", required=True, face=Face.EVERY, brief=True
    )
    marking: str = text_field(
        "Marking",
        "The handling banner on every face, page and window.",
        face=Face.EVERY,
        brief=True,
    )
    language: str = language_field("Language", "The language of the deck.")
    meeting: Meeting = record_field("Meeting", "The occasion of the deck.", Meeting)
    avoid: tuple[AvoidPhrase, ...] = records_field(
        "Avoid", "Wording to avoid in the whole meeting.", AvoidPhrase
    )
    issues: tuple[Issue, ...] = records_field(
        "Issues", "The agenda, in order.", Issue, required=True
    )

    def cards(self) -> Iterator[tuple[Issue, Card]]:
        """Every card with its issue, in agenda order."""
        for issue in self.issues:
            for card in issue.cards:
                yield issue, card


def is_newer(format_: str) -> bool:
    """Whether a deck's format is a later version than ours, by its number."""
    name, _, ours = FORMAT.rpartition("/")
    written, _, number = format_.rpartition("/")
    is_number = number.isascii() and number.isdigit() and not number.startswith("0")
    return written == name and is_number and (len(number), number) > (len(ours), ours)
