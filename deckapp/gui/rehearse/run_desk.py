"""What runs through the agenda: starts it, has the clock tick, cuts it, tells how it went."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from deckapp.cutting_texts import headline
from deckapp.deck import Deck
from deckapp.gui.document import Opened
from deckapp.gui.jobs import Job
from deckapp.gui.widgets.message_bar import Choice, MessageBar
from deckapp.readiness_texts import duration
from deckapp.rehearsal import LogError
from deckapp.rehearsal.run_history import StartedRun, conclude_run, start_run
from deckapp.rehearsal.run_through import LEAST_SPOKEN, ONCE, TWICE, Run, RunThrough

from .one_at_a_time import OneAtATime
from .run_outcome import RunOutcome
from .run_page import RunPage
from .run_rows import cut_view
from .run_showing import show_run, show_times

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow

_TICK = 200
"""Milliseconds."""
_SUGGESTED = 0.5
"""Of the time that is left, so much is what a cut begins with."""
_NOTHING = (
    "There is nothing to run through yet: the deck has no point to make. Write a card on the Edit "
    "screen, or give an issue minutes."
)


class RunDesk(QObject):
    """Owns the pages of a run-through. `page_wanted` has the one to show, `left` leads to cards.

    Its clock ticks while its page is seen. Whoever comes back to it, from another screen or after
    a crash, finds it standing still where it was, and goes on with Space.
    """

    page_wanted = Signal(object)
    left = Signal()

    def __init__(self, window: "MainWindow", messages: MessageBar, folder: Path) -> None:
        super().__init__(window)
        self._document = window.document
        self._messages = messages
        self._folder = folder
        self._clock = window.clock
        self._runner = window.runner
        self._planning: Job | None = None
        self._jobs = OneAtATime(window.runner, self._on_error)
        self._started: StartedRun | None = None
        self._run: RunThrough | None = None
        self.path: Path | None = None
        self._deck = Deck()
        self._stands = False
        self._note = self._trouble = self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.tick)
        self.page = RunPage(window.theme, window.family)
        self.page.next_wanted.connect(self.next)
        self.page.appeared.connect(self._on_appeared)
        self.page.disappeared.connect(self._on_disappeared)
        self.page.recoloured.connect(self._show_all)
        self.page.cut.minutes_changed.connect(self._on_minutes_changed)
        self.page.cut.applied.connect(self.cut_to)
        self.page.cut.taken_back.connect(self.take_cut_back)
        self.page.cut.left.connect(self.cut)
        self.outcome = RunOutcome(window, messages)
        self.summary = self.outcome.summary
        self.summary.run_wanted.connect(self.start)
        self.summary.closed.connect(self.left)
        self._document.opened.connect(self._on_opened)
        self._document.edited.connect(self._on_edited)

    @property
    def is_under_way(self) -> bool:
        """Whether there is a run-through to go on with."""
        return self._run is not None

    # Starting

    def start(self) -> None:
        """Go on with the run-through, or begin one."""
        source = self._document.source
        if source is None or source.path is None:
            self._messages.show_message("There is no deck to run through. Open one first.")
            return
        if self._run is not None and source.path == self.path:
            self.page_wanted.emit(self.page)
            return
        folder, path, deck, now = self._folder, source.path, self._document.deck, self._clock()
        self._jobs.run(
            lambda: start_run(folder, path, deck, now),
            lambda started: self._on_started(started, path, deck),
            StartedRun.close,
        )

    def _on_started(self, started: StartedRun, path: Path, deck: Deck) -> None:
        self._leave()
        if started.run is None:
            started.close()
            self._messages.show_message(_NOTHING)
            return
        self._started, self._run, self.path, self._deck = started, started.run, path, deck
        self._stands, self._note, self._trouble = started.resumed, "", ""
        self._run.come_back(self._clock())
        self._messages.hide()
        told, choices = list(started.notices), []
        if started.resumed:
            begun = f"{started.run.begun.astimezone(self._clock().tzinfo):%H:%M}"
            told.append(
                f"This is the run-through that you began at {begun}. Space goes on with it."
            )
            choices = [("Begin anew", self._begin_anew)]
        if told:
            self._say(" ".join(told), choices)
        self.page_wanted.emit(self.page)
        self._set_timer()
        self._show_all()

    def _begin_anew(self) -> None:
        if self._do(lambda run, now: run.end(now)):
            self._leave()
            self.start()

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, LogError):
            raise error
        self._messages.show_message(str(error))
        self._set_timer()

    # The clock

    def tick(self) -> None:
        """Count the time that has passed, and show what is left."""
        run = self._run
        if run is None or self._stands or self._jobs.is_busy or not self.page.isVisible():
            return
        gap = 0.0
        try:
            gap = run.tick(self._clock())
        except LogError as error:
            if str(error) != self._trouble:  # it is tried again and again
                self._trouble = str(error)
                self._messages.show_message(f"{error} The time is counted nevertheless.")
        if gap > 0:
            self._say(f"The computer slept for {duration(gap)}; that does not count.")
        elif gap < 0:
            back = duration(-gap)
            self._say(f"The clock of this computer was set back by {back}; that does not count.")
        self._show_times()

    def _set_timer(self) -> None:
        if self._run is not None and not self._stands and self.page.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _go_on(self) -> bool:
        """Go on with what stands still, or after a question; whether there was need to."""
        run = self._run
        if run is None or not (self._stands or run.is_paused):
            return False
        if self._stands:
            self._stands = False
            run.come_back(self._clock())
            self._hush()
        if run.is_paused:
            self._do(lambda run, now: run.go_on(now))
        self._set_timer()
        self._show_all()
        return True

    def _on_appeared(self) -> None:
        """Go on with the deck as it is now; the clock waits for Space."""
        self._catch_up()
        if self._stands and not self._messages.text():
            self._say("The run-through stood still while you were away. Space goes on with it.")
        self._set_timer()
        self._show_all()

    def _on_disappeared(self) -> None:
        self._timer.stop()
        self._hush()
        self._close_cut()
        if self._run is not None and not self._jobs.is_busy:
            if not self._stands:
                self._do(lambda run, now: run.leave(now))
            self._stands = True

    # Going through it

    def next(self) -> None:
        """Show the rest of a long card, then the next point; or go on after a question."""
        run = self._run
        if run is None or self._go_on() or self.page.show_more():
            return
        if run.is_last:
            self._note = "This is the last point: Esc ends"
        else:
            self._do(lambda run, now: run.next(now))
        self._show_all()

    def back(self) -> None:
        """Go back to the part of the card before, or the point before."""
        if not self.page.show_less():
            self._do(lambda run, now: run.previous(now))
            self._show_all()

    def toggle_pause(self) -> None:
        """Take a question, or go on after it."""
        if not self._go_on():
            self._do(lambda run, now: run.pause(now))
            self._show_all()

    def toggle_interpreter(self) -> None:
        """Count each second twice from now on, for what will be interpreted, or once."""
        self._do(lambda run, now: run.set_pace(ONCE if run.pace > ONCE else TWICE, now))
        self._show_all()

    def _do(self, deed: Callable[[RunThrough, datetime], object]) -> bool:
        """Whether something could be done to the run; if it could not be kept, why is said."""
        run, now = self._run, self._clock()
        if run is None:
            return False
        if self._stands:
            run.come_back(now)
        self._note = ""
        try:
            deed(run, now)
        except LogError as error:
            self._messages.show_message(str(error))
            return False
        self._trouble = ""
        self._hush()
        if self.page.is_cutting:
            self._on_minutes_changed(self.page.cut.minutes.value())
        return True

    def _say(self, text: str, choices: Sequence[Choice] = ()) -> None:
        """Say something until the next thing is done."""
        self._said = text
        self._messages.show_message(text, choices)

    def _hush(self) -> None:
        """Take back what was said, unless something else is said by now."""
        if self._said and self._messages.text() == self._said:
            self._messages.hide()
        self._said = ""

    # The cut

    def cut(self) -> None:
        """Ask what to cut to, or leave it as it is."""
        run = self._run
        if run is None:
            return
        if self.page.is_cutting:
            self._close_cut()
        else:
            minutes = max(1, round(run.left / 60 * _SUGGESTED))
            self.page.open_cut(minutes, is_cut=run.minutes is not None)
            self._on_minutes_changed(minutes)
        self._show_all()

    def _on_minutes_changed(self, minutes: int) -> None:
        """Show what a cut would leave; only the latest wish counts."""
        self._forget_planning()
        if self._run is not None:
            rest = self._run.rest
            self._planning = self._runner.run(
                lambda _job: cut_view(rest.deck, rest.plan_for(minutes)),
                self.page.cut.show_cut,
                self._on_error,
            )

    def _forget_planning(self) -> None:
        if self._planning is not None:
            self._planning.cancel()

    def _close_cut(self) -> None:
        self._forget_planning()
        if self.page.is_cutting:
            self.page.close_cut()

    def cut_to(self, minutes: int) -> None:
        """From now on there are so many minutes for what was not said yet."""
        if self._do(lambda run, now: run.cut(minutes, now)):
            self._close_cut()
            assert self._run is not None
            plan, take_back = self._run.cut_plan, ("Take the cut back", self.take_cut_back)
            assert plan is not None
            self._say(headline(plan), [take_back])
        self._show_all()

    def take_cut_back(self) -> None:
        """Go on with the whole agenda."""
        if self._do(lambda run, now: run.cut(None, now)):
            self._close_cut()
            self._note = "The cut is taken back"
        self._show_all()

    # What is seen

    def _show_all(self) -> None:
        if self._run is not None:
            show_run(self.page, self._run, self._deck, stands=self._stands, note=self._note)

    def _show_times(self) -> None:
        if self._run is not None:
            show_times(self.page, self._run, stands=self._stands, note=self._note)

    def _catch_up(self) -> None:
        """Go on with the deck as it was edited."""
        deck = self._document.deck
        if self._deck is not deck and self._do(lambda run, now: run.set_deck(deck, now)):
            self._deck = deck

    # Ending

    def finish(self) -> None:
        """End the run-through, and tell what came of it; or leave the cut that is asked for."""
        run, started = self._run, self._started
        if self.page.is_cutting:
            self.cut()
            return
        if run is None or started is None or self._jobs.is_busy:
            return
        now = self._clock()
        if self._stands:
            run.come_back(now)
        # From now on the run belongs to the job.
        self._run = self._started = None
        self._timer.stop()
        self._jobs.run(
            lambda: _concluded(started, run, now),
            lambda ended: self._on_ended(started, run, *ended),
            lambda ended: started.close() if ended[0] is None else None,
        )

    def _on_ended(
        self, started: StartedRun, run: RunThrough, ended: Run | None, trouble: str
    ) -> None:
        if trouble:
            self._messages.show_message(trouble)
        if ended is None:
            self._started, self._run = started, run
            self._set_timer()
        elif ended.actual < LEAST_SPOKEN:
            self.left.emit()
        else:
            self.page_wanted.emit(self.summary)
            assert self.path is not None
            self.outcome.show(ended, started.earlier, self._deck, self.path)

    def _on_opened(self, opened: Opened) -> None:
        """Go on with a deck that was read again; leave the run-through of another for later."""
        if not opened.again:
            self.close()
        elif self.page.isVisible():
            self._catch_up()
            self._show_all()

    def _on_edited(self) -> None:
        """Go on with what was undone or merged meanwhile; on other screens that can wait."""
        if self.page.isVisible():
            self._catch_up()
            self._show_all()

    def close(self) -> None:
        """Leave the run-through as it is, to go on with it the next time."""
        self._jobs.forget()
        if self._run is not None and not self._stands:
            self._do(lambda run, now: run.leave(now))
        self._leave()

    def _leave(self) -> None:
        self._close_cut()
        self._run = None
        self._timer.stop()
        if self._started is not None:
            self._started.close()
            self._started = None


def _concluded(started: StartedRun, run: RunThrough, now: datetime) -> tuple[Run | None, str]:
    """The run that has ended, and what is to be told; None where it could not be kept."""
    try:
        return conclude_run(started, run, now)
    except LogError as error:
        return None, str(error)
