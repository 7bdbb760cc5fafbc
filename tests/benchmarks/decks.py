"""Large decks for benchmarks: the same text every time, as a desk officer would write it."""

from collections.abc import Iterator
from itertools import count

CARDS_PER_ISSUE = 25

_HEAD = """\
# A generated deck for benchmarks. Its cards read like real ones but say nothing.

format: deckapp/1
title: Large deck of {cards} cards
marking: UNCLASSIFIED
language: en

meeting:
  principal: The Secretary
  counterpart: The Foreign Minister
  place: Geneva
  date: 2017-04-12
  interpreted: consecutive

avoid:
  - phrase: mutual respect
    also: [mutually respectful]
    say: We came to speak plainly.

issues:
"""

_SUBJECTS = (
    "The channel between our militaries", "The agreement on the northern border",
    "The convoy that never arrived", "The second inspection of the depot",
    "The statement of last Tuesday", "The list of detained observers",
    "The ceasefire around the old town",
)  # fmt: skip
_CLAIMS = (
    "Your government signed this text and put its name to every page of it.",
    "Two of our observers were turned back at a checkpoint that your officers command.",
    "We counted forty-one violations in March, and each of them has a place and an hour.",
    "Nobody in this room believes that it happened by accident.",
    "We have kept our side of it, and we have waited long enough for yours.",
)
_DEMANDS = (
    "Tell us today who gave the order, and tell us what you will do about it.",
    "Open the road before the end of the week. We shall know whether it is open.",
    "Send your inspectors back. Ours have been at the gate since Monday.",
)
_COUNTERS = (
    "There is no proof of that. You repeat what the other side tells you.",
    "That is an internal matter, and you have no business in it.",
    "Your own allies did the same thing last year and nobody said a word.",
    "We have answered this question a hundred times.",
)
_COUNTERS_RU = (
    "Доказательств этому нет. Вы повторяете то, что вам говорит другая сторона.",
    "Это внутреннее дело, и вас оно не касается.",
    "Ваши же союзники в прошлом году делали то же самое, и все молчали.",
)
_ANSWERS = (
    "The proof was handed to your ambassador on Friday. He signed for it. Read it first.",
    "It stopped being internal when the first shell crossed the river. We are past that.",
    "Then let us look at both cases side by side, with dates. I brought the dates with me.",
    "I have heard a hundred replies. I am still waiting for one answer.",
    "We are speaking about what your people did. I have not heard you deny it.",
)
_PRESSES = (
    "And if we do nothing at all?",
    "You are in no position to lecture anybody about agreements.",
    "The militants did it. Everybody in the region knows that.",
)
_FACTS = (
    "Forty-one violations were recorded by the mission in the month of March.",
    "The agreement names both governments as its guarantors.",
    "The road has been closed to convoys of the mission since the first snow.",
)


def big_deck(cards: int) -> str:
    """YAML of a valid deck of so many cards, about 1,150 UTF-8 bytes each."""
    return _HEAD.format(cards=cards) + "".join(_issues(cards))


def _issues(cards: int) -> Iterator[str]:
    for issue in count(1):
        first = (issue - 1) * CARDS_PER_ISSUE
        if first >= cards:
            return
        yield f"  # {'-' * 70} issue {issue}\n"
        yield f"  - id: issue-{issue}\n    title: Item {issue} of the agenda\n"
        priority = ("must", "should", "could")[issue % 3]
        yield f"    priority: {priority}\n    minutes: 10\n    cards:\n"
        for number in range(first, min(first + CARDS_PER_ISSUE, cards)):
            yield _card(number)


def _card(n: int) -> str:
    def pick(texts: tuple[str, ...], turn: int) -> str:
        return texts[turn % len(texts)]

    lines = [
        f"id: card-{n}",
        f"title: {pick(_SUBJECTS, n)}, point {n}",
        f"position: >-\n  {pick(_CLAIMS, n)}\n  {pick(_DEMANDS, n)}",
        "# the nastiest wording so far",
        f"counter: {pick(_COUNTERS, n)}",
        f'counter_in:\n  ru: "{pick(_COUNTERS_RU, n)}"',
        f"rebuttal: >-\n  {pick(_ANSWERS, n)}",
        f"follow_ups:\n  - id: if-pressed\n    counter: {pick(_PRESSES, n)}",
        f"    rebuttal: {pick(_ANSWERS, n + 3)}",
        f"likelihood: {pick(('certain', 'likely', 'possible', 'unlikely'), n)}",
    ]
    if n % 3 == 0:
        lines.append(f"asks:\n  - {pick(_DEMANDS, n // 3)}")
    if n % 4 == 0:
        lines.append("red_lines:\n  - No talks about the prisoners without the observers.")
    if n % 5 == 0:
        lines.append(f"when: They raise item {n % 9 + 1} before we do.")
    lines.append(f"facts:\n  - text: {pick(_FACTS, n)}\n    source: Mission report {n}")
    lines.append(f"    date: 2017-03-{n % 28 + 1:02}\nseconds: 60\ntags: [t{n % 40}]  # by topic")
    body = "\n".join(lines).replace("\n", "\n        ")
    return f"      - {body}\n\n"
