"""How long answers took that are to be graded afterwards."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .values import MOST_SECONDS, to_text

if TYPE_CHECKING:
    from .store import Store


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer: what was asked (an id), its seconds, and whether the words were looked at."""

    prompt: str
    seconds: float
    looked: bool = False


class Times:
    """The answers of one drill, by `DeckLog.times`; everything raises LogError."""

    def __init__(self, store: "Store", drill: int) -> None:
        self._store = store
        self._drill = drill

    def all(self) -> tuple[Timed, ...]:
        """The answers, as they were given."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT prompt, seconds, looked FROM times WHERE drill = ? ORDER BY number",
                (self._drill,),
            )
            return tuple(Timed(prompt, seconds, bool(looked)) for prompt, seconds, looked in rows)

    def add(self, timed: Timed) -> None:
        """Keep how long an answer took, from 0 to a day; of two to one prompt, the later."""
        seconds = min(max(0.0, timed.seconds), MOST_SECONDS)
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO times (drill, prompt, seconds, looked) "
                "SELECT number, ?, ?, ? FROM drills WHERE number = ?",
                (to_text(timed.prompt), float(seconds), timed.looked, self._drill),
            )

    def take_back(self, prompt: str) -> None:
        """Forget an answer."""
        with self._store.writing() as connection:
            connection.execute(
                "DELETE FROM times WHERE drill = ? AND prompt = ?", (self._drill, to_text(prompt))
            )
