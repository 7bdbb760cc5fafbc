"""Work on the review log, one job at a time; its result is dropped if another deck is opened."""

from collections.abc import Callable
from typing import TypeVar

from deckapp.gui.jobs import JobRunner
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.rehearsal import LogError

Result = TypeVar("Result")


class SingleJob:
    """Runs jobs for one desk, and says in the message bar what went wrong with the log."""

    def __init__(self, runner: JobRunner, messages: MessageBar) -> None:
        self._runner = runner
        self._messages = messages
        self._session = object()
        self.is_busy = False

    def run(
        self,
        work: Callable[[], Result],
        on_result: Callable[[Result], object],
        drop: Callable[[Result], object] = lambda _: None,
    ) -> None:
        """Run a job; `drop` gets a result that came too late."""
        self.is_busy = True
        session = self._session

        def deliver(result: Result) -> None:
            if session is not self._session:
                drop(result)
                return
            self.is_busy = False
            on_result(result)

        def say(error: Exception) -> None:
            if session is self._session:
                self.is_busy = False
                if not isinstance(error, LogError):
                    raise error
                self._messages.show_message(str(error))

        self._runner.run(lambda _job: work(), deliver, say)

    def forget(self) -> None:
        """Drop what a job still finds."""
        self._session = object()
        self.is_busy = False
