"""The one way to work off the GUI thread: jobs on frozen snapshots, with progress and cancel."""

from collections.abc import Callable
from threading import Thread
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")


class Executor(Protocol):
    """Runs a function some time, somewhere."""

    def submit(self, function: Callable[[], None]) -> None:
        """Run `function` once."""


class ThreadExecutor:
    """Runs each job in a daemon thread of its own: a window that closes does not wait."""

    def submit(self, function: Callable[[], None]) -> None:
        """Start the thread."""
        Thread(target=function, daemon=True).start()


class Job(QObject):
    """One piece of work under way. Its signals arrive in the GUI thread.

    The work gets the job: it calls `report` as it goes on, and stops early once `is_cancelled`.
    """

    progressed = Signal(int, int)
    _ended = Signal(object, object)

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


class JobRunner(QObject):
    """Starts jobs and delivers their results in the GUI thread."""

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._running: set[Job] = set()

    def run(
        self,
        work: Callable[[Job], Result],
        on_result: Callable[[Result], None],
        on_error: Callable[[Exception], None],
    ) -> Job:
        """Run `work`; then call one of the two, unless the job was cancelled meanwhile."""
        job = Job(self)
        self._running.add(job)

        def deliver(result: Any, error: Exception | None) -> None:
            self._running.discard(job)
            job.deleteLater()
            if job.is_cancelled():
                return
            if error is None:
                on_result(result)
            else:
                on_error(error)

        job._ended.connect(deliver, Qt.ConnectionType.QueuedConnection)  # noqa: SLF001  its own
        self._executor.submit(lambda: _perform(work, job))
        return job

    def cancel_all(self) -> None:
        """Cancel what is under way; for closing the window."""
        for job in self._running:
            job.cancel()


def _perform(work: Callable[[Job], object], job: Job) -> None:
    result: object = None
    failure: Exception | None = None
    try:
        result = work(job)
    except Exception as error:  # noqa: BLE001  handed to the GUI thread, which says it
        failure = error
    try:
        job._ended.emit(result, failure)  # noqa: SLF001  its own
    except RuntimeError:
        return  # the window is gone, and with it the job
