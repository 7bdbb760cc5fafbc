"""What drills: starts them, records each grade before the next prompt, tells how it went."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deckapp.deck import Deck
from deckapp.gui.document import Opened
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.rehearsal import Grade, LogError, Prompt, prompts_of
from deckapp.rehearsal.drill import Drill, Mode
from deckapp.rehearsal.history import Started, Wish, conclude, start_drill
from deckapp.rehearsal.log.times import Timed
from deckapp.rehearsal.murder_board import MurderBoard
from deckapp.rehearsal.outcome import Outcome
from deckapp.rehearsal.pace import Pace
from deckapp.rehearsal.readiness import meeting_moment
from deckapp.rehearsal.under_fire import start_shuffle

from .drill_faces import languages_of_prompt
from .drill_page import DrillPage
from .drill_showing import face_in_drill
from .drill_summary import DrillSummary
from .drill_texts import (
    NO_CONTINGENCIES,
    NOTHING_GAINS,
    UNGRADED,
    anew_text,
    done_text,
    nothing_text,
    progress_text,
    resumed_text,
)
from .one_at_a_time import OneAtATime, telling

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow

_SAMPLE = 200
"""How long a drill takes is reckoned from so many of its prompts."""


class DrillDesk(QObject):
    """Owns the pages of a drill. `page_wanted` has the one to show, `left` leads to the cards.

    `edit_wanted` has the id of a card, empty for the deck itself, and a field in it. A drill that
    is left for another screen goes on where it was; one that was not ended goes on the next time.
    `asked` is the prompt that is shown; `keys_of` tells what keys it has besides those of all.
    """

    page_wanted = Signal(object)
    left = Signal()
    edit_wanted = Signal(str, str)
    readiness_wanted = Signal()
    board_graded = Signal()

    def __init__(self, window: "MainWindow", messages: MessageBar, folder: Path) -> None:
        super().__init__(window)
        self._document = window.document
        self._settings = window.settings
        self._messages = messages
        self._folder = folder
        self._clock = window.clock
        self._started: Started | None = None
        self._times: dict[str, Timed] = {}
        self.keys_of: Callable[[Prompt], Sequence[str]] = lambda _prompt: ()
        self._drill: Drill | None = None
        self._pace = Pace()
        self._deck = Deck()
        self._language = ""
        self._asked_at = self._answered_at = self._clock()
        self._jobs = OneAtATime(window.runner, telling(messages))
        self.path: Path | None = None
        self.asked: Prompt | None = None
        self._tells_of_earlier = False
        self._weak: dict[str, Prompt] = {}
        self._note = ""
        self.page = DrillPage(window.theme, window.family)
        self.page.recoloured.connect(self.catch_up)
        self.page.revealed.connect(self._on_revealed)
        self.page.graded.connect(self.grade)
        self.page.grades.set_short(short=self._settings.short_grades)
        self.summary = DrillSummary(window.theme)
        self.summary.weak_wanted.connect(self._practise_weak)
        self.summary.drill_wanted.connect(self.start)
        self.summary.readiness_wanted.connect(self.readiness_wanted)
        self.summary.closed.connect(self.left)
        self.summary.prompt_chosen.connect(self._on_weak_chosen)
        self._document.opened.connect(self._on_opened)
        self._document.edited.connect(self._on_edited)

    @property
    def is_under_way(self) -> bool:
        """Whether there is a drill to go on with."""
        return self._drill is not None

    @property
    def is_grading_board(self) -> bool:
        """Whether what was answered on a murder board is graded now."""
        return self._drill is not None and self._drill.mode is Mode.BOARD

    # Starting

    def start(self) -> None:
        """Go on with the drill, or begin what the plan chooses."""
        if not self._goes_on(Mode.DRILL):
            self._start(None)

    def practise(self, wish: Wish) -> None:
        """Practise what is wished for, outside the plan."""
        self._start(wish)

    def practise_all(self) -> None:
        """Practise everything in the deck."""
        self._start(lambda _prompt: True)

    def shuffle(self) -> None:
        """Go on with contingencies in any order, or begin to ask them by their triggers."""
        if self._goes_on(Mode.SHUFFLE):
            return
        folder = self._folder
        self._begin(
            lambda path, deck, now: start_shuffle(folder, path, deck, now, int(now.timestamp())),
            lambda _started: self._messages.show_message(NO_CONTINGENCIES),
        )

    def _practise_weak(self) -> None:
        weak = self._weak
        self._start(lambda prompt: prompt.id in weak)

    def _start(self, practice: Wish | None) -> None:
        folder, minutes = self._folder, self._settings.drill_minutes

        def start(path: Path, deck: Deck, now: datetime) -> Started:
            meeting = meeting_moment(deck.meeting.date, now)
            return start_drill(folder, path, deck, now, meeting, minutes, practice)

        self._begin(start, lambda started: self._tell_nothing(started, is_plan=practice is None))

    def _goes_on(self, mode: Mode) -> bool:
        """Go on with what is under way if it is of that mode; whether it is."""
        drill, source = self._drill, self._document.source
        if drill is None or drill.mode is not mode or source is None or source.path != self.path:
            return False
        self.show()
        return True

    def _begin(
        self,
        start: Callable[[Path, Deck, datetime], Started],
        tell_nothing: Callable[[Started], object],
    ) -> None:
        """Start something in a job; where there is nothing to ask, that is told instead."""
        source = self._document.source
        if source is None or source.path is None:
            self._messages.show_message("There is no deck to rehearse. Open one first.")
            return
        path, deck, now = source.path, self._document.deck, self._clock()
        self._jobs.run(
            lambda: start(path, deck, now),
            lambda started: self._on_started(started, path, tell_nothing),
            Started.close,
        )

    def _on_started(
        self, started: Started, path: Path, tell_nothing: Callable[[Started], object]
    ) -> None:
        self._leave()
        for notice in started.history.notices:
            self._messages.show_message(notice)
        if started.drill is None:
            started.close()
            tell_nothing(started)
            return
        if not started.history.notices:
            self._messages.hide()
        if started.resumed:
            drill, zone = started.drill, self._clock().tzinfo
            anew = self.shuffle if drill.mode is Mode.SHUFFLE else lambda: self._start(None)
            self._messages.show_message(
                resumed_text(drill, drill.begun.astimezone(zone)),
                [(anew_text(drill), lambda: self._begin_anew(anew))],
            )
        self._go_on_with(started, started.drill, path)

    def grade_board(self, started: Started, board: MurderBoard, path: Path) -> None:
        """Grade what was answered on a murder board; `started` is closed at the end."""
        self._leave()
        self._times = {timed.prompt: timed for timed in board.answered}
        self._go_on_with(started, board.grading(), path)

    def _go_on_with(self, started: Started, drill: Drill, path: Path) -> None:
        self._started, self._drill, self.path = started, drill, path
        self._pace = Pace(started.history.reviews)
        self._tells_of_earlier, self._note = started.resumed, ""
        self._deck = self._document.deck
        drill.set_prompts(prompts_of(self._deck))
        self.show()

    def _tell_nothing(self, started: Started, *, is_plan: bool) -> None:
        """Say why there is nothing to drill."""
        if started.prompts and is_plan:
            offers = [("Practise everything", self.practise_all)]
            self._messages.show_message(NOTHING_GAINS, offers)
        else:
            self._messages.show_message(nothing_text(self._document.deck))

    def _begin_anew(self, start: Callable[[], object]) -> None:
        if self._is_done(lambda drill: drill.end(self._clock())):
            self._messages.hide()
            self._leave()
            start()

    # Going on

    def show(self) -> None:
        """Show the prompt at hand."""
        self._catch_up()
        self.page_wanted.emit(self.page)
        self._ask()

    def catch_up(self) -> None:
        """Go on with the deck as it is now."""
        if self._drill is not None:
            self._catch_up()
            self._ask()

    def _catch_up(self) -> None:
        if self._drill is not None and self._deck is not self._document.deck:
            self._deck = self._document.deck
            self._drill.set_prompts(prompts_of(self._deck))

    def _ask(self) -> None:
        """Show the present prompt, or what came of the drill."""
        drill = self._drill
        if drill is None:
            return
        left = drill.left
        if not left:
            self.finish()
            return
        prompt = left[0]
        if prompt != self.asked:
            self.asked = prompt
            self._asked_at = self._answered_at = self._clock()
            self.page.begin(shown=drill.mode is Mode.BOARD)
        total = drill.done + len(left)
        if self._started is not None:
            theme, language = self.page.theme, self._language
            face = face_in_drill(
                self._started, drill, self._deck, prompt, self._times, theme, language
            )
            self.page.ask(face)
        sample = left[:_SAMPLE]
        seconds = sum(map(self._pace.seconds_of, sample)) * len(left) / len(sample)
        about = progress_text(self._note, seconds, practice=drill.is_practice)
        languages = languages_of_prompt(self._deck, prompt)
        self.page.tell(drill.done, total, about, languages, self.keys_of(prompt))

    def reveal(self) -> None:
        """Show the answer, or the next part of it."""
        self.page.reveal()

    def _on_revealed(self) -> None:
        self._answered_at = self._clock()

    def change_language(self) -> None:
        """Show the counter in the next of its languages."""
        prompt = self._drill.present if self._drill is not None else None
        if prompt is None:
            return
        languages = ["", *languages_of_prompt(self._deck, prompt)]
        at = languages.index(self._language) if self._language in languages else 0
        self._language = languages[(at + 1) % len(languages)]
        self._ask()

    def grade(self, grade: int) -> None:
        """Record how the present prompt was answered, once its answer was seen."""
        if self.page.is_revealed:
            if self._settings.short_grades and grade > Grade.AGAIN:
                grade = Grade.GOOD
            timed = self._times.get(self.asked.id) if self.asked is not None else None
            thought = (self._answered_at - self._asked_at).total_seconds()
            seconds = timed.seconds if timed is not None else thought
            self._do(
                lambda drill: drill.grade(Grade(grade), self._clock(), seconds),
                "This answer is not kept yet: grade it again.",
            )

    def skip(self) -> None:
        """Leave the present prompt out of this drill."""
        self._do(lambda drill: drill.skip(), note="Skipped")

    def bury(self) -> None:
        """Do not ask the present prompt before tomorrow."""
        self._do(lambda drill: drill.bury(self._clock()), note="Put off until tomorrow")

    def step_back(self) -> None:
        """Take back the last grade, skip or delay, if there is one."""
        if self._drill is not None and self._drill.last is not None:
            self._do(lambda drill: drill.undo(), note="Taken back")

    def edit(self) -> None:
        """Edit the card of the present prompt."""
        prompt = self._drill.present if self._drill is not None else None
        if prompt is not None:
            self.edit_wanted.emit(prompt.card, prompt.field)

    def _do(self, deed: Callable[[Drill], object], regret: str = "", note: str = "") -> None:
        if self._is_done(deed, regret):
            self._note = note
            if self._tells_of_earlier:
                self._tells_of_earlier = False
                self._messages.hide()
            self.asked = None
            self._ask()

    def _is_done(self, deed: Callable[[Drill], object], regret: str = "") -> bool:
        """Whether something could be done to the drill; if not, why is said."""
        if self._drill is None:
            return False
        try:
            deed(self._drill)
        except LogError as error:
            self._messages.show_message(f"{error} {regret}".rstrip())
            return False
        return True

    # Ending

    def finish(self) -> None:
        """End the drill, and tell what came of it."""
        drill, started = self._drill, self._started
        if drill is None or started is None:
            return
        if drill.mode is Mode.BOARD and not drill.given and drill.left:
            self._messages.show_message(UNGRADED)
            self._leave()
            self.left.emit()
            return
        if not self._is_done(lambda drill: drill.end(self._clock())):
            return
        if drill.mode is Mode.BOARD:
            self.board_graded.emit()
        # From now on the log belongs to the job, which closes it.
        self._drill = self._started = self.asked = None
        deck, now = self._deck, self._clock()
        if not drill.given:
            started.close()
            self.left.emit()
            return
        self._jobs.run(
            lambda: conclude(started, drill, deck, now),
            lambda ended: self._show_outcome(*ended, drill),
        )

    def _show_outcome(self, outcome: Outcome, trouble: str, drill: Drill) -> None:
        if trouble:
            self._messages.show_message(trouble)
        self._weak = {prompt.id: prompt for prompt, _ in outcome.weak}
        self.page_wanted.emit(self.summary)
        self.summary.show_outcome(outcome, done_text(drill), practice=drill.is_practice)

    def _on_weak_chosen(self, id_: str) -> None:
        prompt = self._weak[id_]
        self.edit_wanted.emit(prompt.card, prompt.field)

    def _on_opened(self, opened: Opened) -> None:
        """Go on with a deck that was read again; leave the drill of another one for later."""
        if opened.again:
            self.catch_up()
        else:
            self.close()

    def _on_edited(self) -> None:
        """Go on with what was undone or merged meanwhile; on other screens that can wait."""
        if self.page.isVisible():
            self.catch_up()

    def set_short(self, *, short: bool) -> None:
        """Offer all grades, or only missed and got it."""
        self._settings.short_grades = short
        self.page.grades.set_short(short=short)

    def close(self) -> None:
        """Leave the drill as it is, to go on with it the next time; drop what jobs still find."""
        self._jobs.forget()
        self._leave()

    def _leave(self) -> None:
        self._drill = self.asked = None
        self._times = {}
        if self._started is not None:
            self._started.close()
            self._started = None
