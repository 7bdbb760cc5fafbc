"""Two weeks of rehearsing the Moscow deck: drills, their log, and what `deckapp ready` says.

`python -m tests.benchmarks.two_weeks` prints each session and writes docs/images/two-weeks.svg.
"""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from deckapp.cli import run_command
from deckapp.deck import read_deck_file
from deckapp.paths import reference_deck, review_folder
from deckapp.rehearsal.history import start_drill
from deckapp.rehearsal.memory import Memory
from deckapp.rehearsal.pace import Pace
from deckapp.rehearsal.planning import sessions_until
from deckapp.rehearsal.readiness import SESSION_MINUTES, meeting_moment
from deckapp.rehearsal.reviews import memories_of
from tests.benchmarks.rehearsing import Luck

OUT = Path("docs", "images", "two-weeks.svg")
MOSCOW_TIME = timezone(timedelta(hours=3))
START = datetime(2017, 3, 29, 19, tzinfo=MOSCOW_TIME)
SEED = 1

_WIDTH, _HEIGHT = 760, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 728, 72, 336
_INK, _QUIET, _GRID = "#1b1f24", "#57606a", "#d8dee4"
_STOPPED, _PLAN = "#0b5cad", "#a3420a"

Place = Callable[[datetime, float], tuple[float, float]]
"""Where a moment and a recall lie on the drawing, in pixels."""


@dataclass(frozen=True, slots=True)
class Standing:
    """After a session: the recall to expect at the meeting if it was the last, and by the plan.

    `session` counts from 1, 0 before the first; `prompts` is how many were rehearsed in it.
    """

    session: int
    at: datetime
    prompts: int
    stopped: float
    with_plan: float


def main() -> None:
    """Play the two weeks, always with the same luck."""
    meeting = meeting_moment(read_deck_file(reference_deck()).deck.meeting.date, START)
    assert meeting is not None
    with TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        standings = rehearse(reference_deck(), meeting)
    print("session  day        prompts  if you stop  by the plan")
    for each in standings:
        recalls = f"{each.stopped:11.1%}  {each.with_plan:11.1%}"
        print(f"{each.session:7}  {each.at:%Y-%m-%d} {each.prompts:7}  {recalls}")
    OUT.write_text(drawing(standings, meeting), encoding="utf-8")
    print(f"Written to {OUT}")


def rehearse(path: Path, meeting: datetime) -> list[Standing]:
    """Drill from day to day what the plan chooses; answers take as long as they do to say."""
    deck = read_deck_file(path).deck
    luck, pace = Luck(SEED), Pace()
    standings = [_standing(path, 0, START, meeting, 0)]
    for number, at in enumerate(sessions_until(meeting, START), 1):
        now = at
        started = start_drill(review_folder(), path, deck, at, meeting, SESSION_MINUTES)
        with closing(started):
            drill, reviews = started.drill, started.history.reviews
            assert drill is not None
            memories: dict[str, Memory] = memories_of(reviews, at)
            while (prompt := drill.present) is not None:
                seconds = pace.seconds_of(prompt)
                now += timedelta(seconds=seconds)
                times = sum(review.prompt == prompt.id for review in reviews)
                grade = luck.grade(prompt.id, times, memories.get(prompt.id), now)
                drill.grade(grade, now, seconds)
            drill.end(now)
        standings.append(_standing(path, number, now, meeting, drill.done))
    return standings


def _standing(path: Path, session: int, at: datetime, meeting: datetime, prompts: int) -> Standing:
    said = TextIOWrapper(BytesIO(), "utf-8")
    with redirect_stdout(said):
        moments = ("--now", at.isoformat(), "--at", meeting.isoformat())
        run_command(["ready", str(path), "--json", *moments])
    said.seek(0)
    found = json.load(said)
    return Standing(session, at, prompts, found["recall_at_meeting"], found["recall_with_plan"])


def drawing(standings: Sequence[Standing], meeting: datetime) -> str:
    """The recall to expect at the meeting after each session, as SVG."""
    start = standings[0].at

    def place(at: datetime, recall: float) -> tuple[float, float]:
        across = (at - start) / (meeting - start)
        return _LEFT + across * (_RIGHT - _LEFT), _BOTTOM - recall * (_BOTTOM - _TOP)

    stopped = [place(each.at, each.stopped) for each in standings]
    planned = [place(each.at, each.with_plan) for each in standings]
    title = "Recall to expect at the meeting, after each session"
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in stopped)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img" aria-labelledby="title" '
        'font-family="Helvetica, Arial, sans-serif" font-size="14">'
    )
    return "\n".join(
        (
            head,
            f'<title id="title">{title}</title>',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="8" fill="#ffffff"/>',
            _text(24, 36, title, _INK, 'font-size="17" font-weight="bold"'),
            *_grid(place, start),
            *_days(place, standings, meeting),
            _curve(planned, _PLAN, 'stroke-dasharray="7 5"'),
            _curve(stopped, _STOPPED, 'stroke-linejoin="round"'),
            f'<g fill="{_STOPPED}">{dots}</g>',
            *_names(stopped, planned),
            "</svg>\n",
        )
    )


def _grid(place: Place, start: datetime) -> list[str]:
    lines = []
    for quarter in range(5):
        x, y = place(start, quarter / 4)
        lines.append(f'<path d="M{x:.1f} {y:.1f}H{_RIGHT}" stroke="{_GRID}"/>')
        lines.append(_text(x - 10, y + 5, f"{quarter * 25} %", _QUIET, 'text-anchor="end"'))
    return lines


def _days(place: Place, standings: Sequence[Standing], meeting: datetime) -> list[str]:
    """Every other day of a session, and the meeting."""
    lines = []
    for each in standings[1::2]:
        x, y = place(each.at, 0)
        lines.append(f'<path d="M{x:.1f} {y:.1f}v6" stroke="{_QUIET}"/>')
        lines.append(_text(x, y + 24, _day(each.at), _QUIET, 'text-anchor="middle"'))
    x, y = place(meeting, 0)
    lines.append(f'<path d="M{x:.1f} {_TOP - 8}V{y + 6:.1f}" stroke="{_INK}" stroke-width="1.5"/>')
    name = f"{_day(meeting)}, the meeting"
    lines.append(_text(x, y + 46, name, _INK, 'text-anchor="end" font-weight="bold"'))
    return lines


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b}"


def _names(
    stopped: Sequence[tuple[float, float]], planned: Sequence[tuple[float, float]]
) -> list[str]:
    """The curves' names, each beside its curve."""
    (below, under), (above, over) = stopped[3], planned[1]
    return [
        _text(below + 12, under + 26, "if you stop now", _STOPPED, 'font-weight="bold"'),
        _text(above, over - 14, "if you follow the plan", _PLAN, 'font-weight="bold"'),
    ]


def _curve(places: Sequence[tuple[float, float]], colour: str, more: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    line = f'stroke="{colour}" stroke-width="2.5" {more}'
    return f'<polyline points="{points}" fill="none" {line}/>'


def _text(x: float, y: float, words: str, colour: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" {more}>{words}</text>'


if __name__ == "__main__":
    main()
