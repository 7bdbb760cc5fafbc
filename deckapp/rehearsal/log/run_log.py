"""What the review log holds of the runs through one deck's agenda."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .known_deck import KnownDeck
from .run_record import Cut, Lap, Run, RunRecord, RunState
from .values import to_moment, to_text, to_ticks

if TYPE_CHECKING:
    import sqlite3

    from .store import Store


class Runs:
    """The runs of one deck, by `DeckLog.runs`; everything raises LogError.

    What changes them is on the disk when it returns, or did not happen. Where another process has
    ended a run or erased the deck in between, what names that run does nothing, and says so. Of two
    that keep one run, the later counts.
    """

    def __init__(self, store: "Store", deck: KnownDeck) -> None:
        self._store = store
        self._deck = deck

    def begin(self, at: datetime, state: RunState) -> int:
        """Begin a run; its number."""
        with self._deck.writing() as (connection, deck):
            added = connection.execute(
                "INSERT INTO runs (deck, begun, state) VALUES (?, ?, ?)",
                (deck, to_ticks(at), _to_json(state)),
            )
            assert added.lastrowid is not None
            return added.lastrowid

    def keep(self, run: int, state: RunState, laps: Iterable[Lap]) -> bool:
        """Keep where a run stands and what its issues took so far; False if it is not under way."""
        with self._store.writing() as connection:
            return _keep(connection, self._deck.number(connection), run, state, laps)

    def end(self, run: int, state: RunState, laps: Iterable[Lap], at: datetime) -> bool:
        """End a run as it stands; False if it is not under way."""
        with self._store.writing() as connection:
            is_under_way = _keep(connection, self._deck.number(connection), run, state, laps)
            if is_under_way:
                connection.execute(
                    "UPDATE runs SET ended = ? WHERE number = ?", (to_ticks(at), run)
                )
            return is_under_way

    def drop(self, run: int) -> None:
        """Forget a run that has not ended."""
        with self._store.writing() as connection:
            connection.execute(
                "DELETE FROM runs WHERE number = ? AND ended IS NULL AND deck = ?",
                (run, self._deck.number(connection)),
            )

    def unfinished(self) -> RunRecord | None:
        """The latest run without an end, such as one of a session that crashed."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT number, begun, state FROM runs WHERE deck = ? AND ended IS NULL "
                "ORDER BY number DESC LIMIT 1",
                (self._deck.number(connection),),
            ).fetchone()
            if row is None:
                return None
            number, begun, state = row
            return RunRecord(number, to_moment(begun), _state(state), _laps(connection, number))

    def ended(self) -> tuple[Run, ...]:
        """The runs that have ended, the newest first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT number, begun, ended, state FROM runs WHERE deck = ? "
                "AND ended IS NOT NULL ORDER BY begun DESC, number DESC",
                (self._deck.number(connection),),
            ).fetchall()
            return tuple(
                run_of(
                    RunRecord(number, to_moment(begun), _state(state), _laps(connection, number)),
                    to_moment(ended),
                )
                for number, begun, ended, state in rows
            )


def run_of(record: RunRecord, ended: datetime) -> Run:
    """A run as it stood when it ended."""
    state = record.state
    return Run(
        number=record.number,
        begun=record.begun,
        ended=ended,
        laps=record.laps,
        paused=state.paused,
        questions=state.questions,
        doubled=state.doubled,
        minutes=None if state.cut is None else state.cut.minutes,
        budget=state.budget,
        place=state.place,
        points=state.points,
        ahead=state.ahead,
    )


def _keep(
    connection: "sqlite3.Connection",
    deck: int | None,
    run: int,
    state: RunState,
    laps: Iterable[Lap],
) -> bool:
    """Keep a run as it stands; whether it is still there and under way."""
    updated = connection.execute(
        "UPDATE runs SET state = ? WHERE number = ? AND ended IS NULL AND deck = ?",
        (_to_json(state), run, deck),
    )
    if not updated.rowcount:
        return False
    connection.execute("DELETE FROM laps WHERE run = ?", (run,))
    connection.executemany(
        "INSERT INTO laps (run, number, issue, title, planned, actual, estimate, place) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(run, number, *_row(lap)) for number, lap in enumerate(laps)],
    )
    return True


def _row(lap: Lap) -> Sequence[object]:
    return (
        to_text(lap.issue),
        to_text(lap.title),
        float(lap.planned),
        float(lap.actual),
        lap.is_estimate,
        lap.place,
    )


def _laps(connection: "sqlite3.Connection", run: int) -> tuple[Lap, ...]:
    rows = connection.execute(
        "SELECT issue, title, planned, actual, estimate, place FROM laps WHERE run = ? "
        "ORDER BY number",
        (run,),
    )
    return tuple(
        Lap(issue, title, planned, actual, bool(estimate), place)
        for issue, title, planned, actual, estimate, place in rows
    )


def _to_json(state: RunState) -> str:
    cut = state.cut
    return json.dumps(
        {
            "at": to_ticks(state.at),
            "pace": state.pace,
            "budget": state.budget,
            "place": state.place,
            "point": state.point,
            "said": sorted(state.said),
            "points": state.points,
            "ahead": state.ahead,
            "is_paused": state.is_paused,
            "paused": state.paused,
            "doubled": state.doubled,
            "questions": state.questions,
            "cut": cut
            and {
                "minutes": cut.minutes,
                "said": sorted(cut.past),
                "spent": dict(cut.spent),
                "planned": dict(cut.planned),
            },
        }
    )


def _state(text: str) -> RunState:
    values: dict[str, Any] = json.loads(text)
    cut = values["cut"]
    return RunState(
        at=to_moment(values["at"]),
        pace=values["pace"],
        budget=values["budget"],
        place=values["place"],
        point=values["point"],
        said=frozenset(values["said"]),
        points=values.get("points", 0),
        ahead=values.get("ahead", 0),
        is_paused=values["is_paused"],
        paused=values["paused"],
        doubled=values.get("doubled", 0.0),
        questions=values["questions"],
        cut=cut and Cut(cut["minutes"], frozenset(cut["said"]), cut["spent"], cut["planned"]),
    )
