"""Whatever is done in a run in whatever order, through any crash: the sums are right."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.deck.cutting import Form
from deckapp.rehearsal import ReviewLog
from deckapp.rehearsal.run_through import KEEP, RunThrough, begin_run, unfinished_run
from deckapp.rehearsal.stopwatch import LONGEST_TICK

from .log.logs import of_deck, opened
from .running import DECK, EDITED, Speaker, spoken

QUESTION = "question"
DECKS = (DECK, EDITED)

spans = st.sampled_from([0.0, 0.2, 1.0, 1.0, 3.0, LONGEST_TICK, 10.5, 4000.0, -3.0])
deeds = st.one_of(
    st.tuples(st.sampled_from(["none", "next", "previous", "pause", "go on", "crash"]), st.just(0)),
    st.tuples(st.just("go to"), st.integers(0, 4)),
    st.tuples(st.just("cut"), st.integers(-1, 6)),
    st.tuples(st.just("pace"), st.integers(1, 2)),
    st.tuples(st.just("edit"), st.integers(0, 1)),
)


class Session:
    """A run in a log, and a list of what was spoken of; so many of its entries are `kept`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = opened(folder)
        self.speaker = Speaker()
        self.deck = DECK
        self.run = begin_run(of_deck(self.log), DECK, self.speaker.now)
        self.spans: list[tuple[str, float, float]] = []
        self.kept = 0

    @property
    def unkept(self) -> float:
        """Seconds that a crash would lose now."""
        return sum(span for _, span, _ in self.spans[self.kept :])

    def passes(self, span: float) -> None:
        """So much time passes with a tick."""
        run = self.run
        left_out = 0.0
        if 0 <= span <= LONGEST_TICK:
            assert run.lap is not None
            what = QUESTION if run.is_paused else _issue(run.lap.title)
            self.spans.append((what, span, 1.0 if run.is_paused else run.pace))
        else:
            left_out = span
        assert run.tick(self.speaker.passes(span)) == pytest.approx(left_out)
        if self.unkept >= KEEP:
            self.kept = len(self.spans)

    def does(self, deed: str, number: int) -> None:
        """Do something, and look where it leads."""
        run, now = self.run, self.speaker.now
        ways: Mapping[str, Callable[[], object]] = {
            "next": lambda: run.next(now),
            "previous": lambda: run.previous(now),
            "pause": lambda: run.pause(now),
            "go on": lambda: run.go_on(now),
            "go to": lambda: run.go_to(number, now),
            "cut": lambda: run.cut(None if number < 0 else number, now),
            "pace": lambda: run.set_pace(float(number), now),
            "edit": lambda: self.edits(number),
            "crash": self.crashes,
            "none": lambda: None,
        }
        expected = {
            "next": lambda: _beside(run, 1),
            "previous": lambda: _beside(run, -1),
            "go to": lambda: min(number, len(run.points) - 1),
        }.get(deed, lambda: None)()
        moved = expected is not None and expected != run.place
        was_paused = run.is_paused
        ways[deed]()
        assert expected is None or run.place == expected
        changed = was_paused != run.is_paused or moved
        if changed or deed in ("go to", "cut", "pace", "edit"):
            self.kept = len(self.spans)

    def edits(self, number: int) -> None:
        self.deck = DECKS[number]
        self.run.set_deck(self.deck, self.speaker.now)

    def crashes(self) -> None:
        """Lose what was not kept, and nothing else."""
        assert self.unkept < KEEP
        del self.spans[self.kept :]
        before, self.log = self.run, self._opened_again()
        again = unfinished_run(of_deck(self.log), self.deck, self.speaker.now)
        assert again is not None
        self.run = again
        for name in ("place", "points", "questions", "is_paused", "pace", "cut_plan", "minutes"):
            assert getattr(again, name) == getattr(before, name), name
        assert again.budget == pytest.approx(before.budget)

    def _opened_again(self) -> ReviewLog:
        self.log.close()
        return opened(self.folder)

    def sums(self) -> dict[str, float]:
        sums: dict[str, float] = defaultdict(float)
        for what, span, pace in self.spans:
            sums[what] += span * pace
        return {what: seconds for what, seconds in sums.items() if seconds}


def _issue(title: str) -> str:
    """An issue that is called otherwise after an edit is the same."""
    return title.partition(",")[0]


def _beside(run: RunThrough, step: int) -> int:
    """Where a step leads, found by trying each place."""
    place = run.place
    while 0 <= (place := place + step) < len(run.points):
        if run.form_of(run.points[place]) is not Form.DROPPED:
            return place
    return run.place


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(spans, deeds), max_size=25))
def test_that_a_run_agrees_with_a_list(steps: list[tuple[float, tuple[str, int]]]) -> None:
    with TemporaryDirectory() as folder:
        session = Session(Path(folder))
        for span, (deed, number) in steps:
            session.passes(span)
            session.does(deed, number)
            run = session.run
            found = {_issue(title): actual for title, actual in spoken(run).items()}
            if run.paused:
                found[QUESTION] = run.paused
            assert found == pytest.approx(session.sums())
            assert run.left == pytest.approx(run.budget - run.spoken)
            assert sum(lap.actual for lap in run.laps) == pytest.approx(run.spoken)
        ended = session.run.end(session.speaker.now)
        kept = of_deck(session.log).runs().ended()
        assert kept == ((ended,) if ended.actual >= KEEP else ())
        session.log.close()
