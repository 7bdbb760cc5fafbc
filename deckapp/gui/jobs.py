"""The one way to work off the GUI thread: jobs on frozen snapshots, with progress and cancel."""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from deckapp.deck.garbage import no_garbage_collection

_SWITCH_SECONDS = 0.001

Result = TypeVar("Result")


def kept(work: Callable[[], Result]) -> Result:
    """The result of work that makes a million objects which stay, such as the nodes of a deck.

    The garbage collector need not visit them, now or ever: every thread would wait meanwhile.
    """
    with no_garbage_collection():
        result = work()
        gc.freeze()
    return result


class Executor(Protocol):
    """Runs a function some time, somewhere."""

    def submit(self, function: Callable[[], None]) -> None:
        """Run `function` once."""


class ThreadExecutor:
    """Runs each job in a daemon thread of its own: a window that closes does not wait.

    A job hands Python's lock to the window five times as soon as threads do by default: painting
    asks for it again and again, and would miss a frame.
    """

    def __init__(self) -> None:
        sys.setswitchinterval(_SWITCH_SECONDS)

    def submit(self, function: Callable[[], None]) -> None:
        """Start the thread."""
        Thread(target=function, daemon=True).start()


class Job(QObject):
    """One piece of work under way. Its signals arrive in the GUI thread.

    The work gets the job: it calls `report` as it goes on, and stops early once `is_cancelled`.
    """

    progressed = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = False

    def is_cancelled(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop; its result is dropped."""
        self._cancelled = True

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; may be called from any thread."""
        self.progressed.emit(done, total)


class _Outcome(NamedTuple):
    """How a piece of work ended, and who is to be told. One object: signals carry one best."""

    job: Job
    deliver: Callable[[Any], None]
    value: object


class JobRunner(QObject):
    """Starts jobs and delivers their results in the GUI thread."""

    _ended = Signal(object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._running: set[Job] = set()
        self._ended.connect(self._on_ended)

    def run(
        self,
        work: Callable[[Job], Result],
        on_result: Callable[[Result], None],
        on_error: Callable[[Exception], None],
    ) -> Job:
        """Run `work`; then call one of the two, unless the job was cancelled meanwhile."""
        job = Job(self)
        self._running.add(job)
        self._executor.submit(lambda: self._perform(job, work, on_result, on_error))
        return job

    def _perform(
        self,
        job: Job,
        work: Callable[[Job], Result],
        on_result: Callable[[Result], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Do the work, in the executor's thread, and hand the outcome over."""
        try:
            result = work(job)
        except Exception as error:  # noqa: BLE001  handed to the GUI thread, which says it
            outcome = _Outcome(job, on_error, error)
        else:
            outcome = _Outcome(job, on_result, result)
        with suppress(RuntimeError):  # the window is gone, and with it the runner
            self._ended.emit(outcome)

    def _on_ended(self, outcome: _Outcome) -> None:
        self._running.discard(outcome.job)
        outcome.job.deleteLater()
        if not outcome.job.is_cancelled():
            outcome.deliver(outcome.value)

    def cancel_all(self) -> None:
        """Cancel what is under way; for closing the window."""
        for job in self._running:
            job.cancel()
