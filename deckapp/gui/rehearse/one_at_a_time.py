"""Jobs of a desk, one at a time, whose results are dropped once nobody waits for them."""

from collections.abc import Callable
from typing import TypeVar

from deckapp.gui.jobs import JobRunner
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.rehearsal import LogError

Result = TypeVar("Result")


class OneAtATime:
    """Runs jobs for somebody. What is asked for while one `is_busy` is not done."""

    def __init__(self, runner: JobRunner, on_error: Callable[[Exception], object]) -> None:
        self._runner = runner
        self._on_error = on_error
        self._session = object()
        self.is_busy = False

    def run(
        self,
        work: Callable[[], Result],
        on_result: Callable[[Result], object],
        drop: Callable[[Result], object] = lambda _: None,
    ) -> None:
        """Run a job unless there is one; `drop` gets a result that comes after `forget`."""
        if self.is_busy:
            return
        self.is_busy = True
        session = self._session

        def deliver(result: Result) -> None:
            if session is self._session:
                self.is_busy = False
                on_result(result)
            else:
                drop(result)

        def say(error: Exception) -> None:
            if session is self._session:
                self.is_busy = False
                self._on_error(error)

        self._runner.run(lambda _job: work(), deliver, say)

    def forget(self) -> None:
        """Wait no longer for what is under way."""
        self._session = object()
        self.is_busy = False


def telling(messages: MessageBar) -> Callable[[Exception], None]:
    """What says in a message bar that the review log failed; any other error is raised."""

    def tell(error: Exception) -> None:
        if not isinstance(error, LogError):
            raise error
        messages.show_message(str(error))

    return tell
