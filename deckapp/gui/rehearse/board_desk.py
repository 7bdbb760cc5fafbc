"""What holds a murder board: asks, lets the clock tick, breaks in, hands over to be graded."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from deckapp.deck import Deck
from deckapp.gui.document import Opened
from deckapp.gui.theme import Themed
from deckapp.gui.voice.voice_desk import VoiceDesk
from deckapp.gui.widgets.message_bar import MessageBar
from deckapp.rehearsal import LogError, Prompt, prompts_of
from deckapp.rehearsal.history import Started
from deckapp.rehearsal.murder_board import MurderBoard
from deckapp.rehearsal.readiness import meeting_moment
from deckapp.rehearsal.stopwatch import Stopwatch
from deckapp.rehearsal.under_fire import BoardWish, start_board

from .board_page import BoardPage
from .board_presenting import BoardPresenting
from .board_showing import Asking, BoardShowing
from .board_sound import BoardSound
from .board_start import BoardChoice, BoardStart, board_choices
from .board_texts import (
    NO_COUNTERS,
    NOT_IN_DECK,
    about_text,
    resumed_text,
    slept_text,
)
from .drill_desk import DrillDesk
from .one_at_a_time import OneAtATime, telling

if TYPE_CHECKING:
    from deckapp.gui.main_window import MainWindow

_TICK = 200
"""Milliseconds."""
_REMINDER = 8.0
"""Seconds for which a reminder stands between two rounds, unless a key goes on."""


class BoardDesk(QObject):
    """Owns the pages of a murder board. `page_wanted` has the one to show, `left` leads to cards.

    Its clock ticks while its page is seen. When all is answered, the drill desk has it graded.
    """

    page_wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        window: "MainWindow",
        messages: MessageBar,
        folder: Path,
        voice: VoiceDesk,
        drill: DrillDesk,
    ) -> None:
        super().__init__(window)
        self._document = window.document
        self._messages = messages
        self._folder = folder
        self._clock = window.clock
        self._drill = drill
        self._jobs = OneAtATime(window.runner, telling(messages))
        self._started: Started | None = None
        self._board: MurderBoard | None = None
        self.path: Path | None = None
        self._deck = Deck()
        self._asking: Asking | None = None
        self._paused = False
        self._note = ""
        self.start_page = BoardStart(window.theme)
        self.start_page.begin_wanted.connect(self._begin)
        self.start_page.voice_wanted.connect(voice.show)
        self.start_page.closed.connect(self.left)
        self.page = BoardPage(window.theme, window.family)
        self.page.clicked.connect(self.reveal)
        self.page.recoloured.connect(self._show)
        self.page.appeared.connect(self._on_appeared)
        self.page.disappeared.connect(self._on_disappeared)
        self.presenting = BoardPresenting(window, self.page)
        self.presenting.advance_wanted.connect(self.reveal)
        self.presenting.language_wanted.connect(self.change_language)
        self.presenting.opened.connect(self._show)
        self.start_page.presenter_wanted.connect(self.presenting.toggle)
        self.sound = BoardSound(voice, window.theme)
        self.page.set_mark(self.sound.mark)
        self._showing = BoardShowing(self.page, self.presenting, self.sound)
        drill.keys_of = self._keys_of_answer
        drill.board_graded.connect(self.sound.forget)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.tick)
        self._document.opened.connect(self._on_opened)
        self._document.edited.connect(self._on_edited)

    @property
    def is_under_way(self) -> bool:
        """Whether there are questions to go on with."""
        return self._board is not None

    def themed_parts(self) -> list[Themed]:
        """The parts that have colours of their own and are no pages."""
        return [self.sound.mark, *self.presenting.parts()]

    # Starting

    def start(self) -> None:
        """Go on with the murder board that was left, or ask what it is to be."""
        source = self._document.source
        if source is None or source.path is None:
            self._messages.show_message("There is no deck to be attacked with. Open one first.")
        elif self._board is not None and source.path == self.path:
            self.show()
        else:
            self._start(None)

    def _begin(self, choice: BoardChoice) -> None:
        seed = int(self._clock().timestamp()) if choice.interruptions else 0
        self._start(BoardWish(choice.issue, choice.rounds, choice.practice, seed))

    def _start(self, wish: BoardWish | None) -> None:
        source = self._document.source
        if source is None or source.path is None:
            return
        folder, path, deck, now = self._folder, source.path, self._document.deck, self._clock()
        meeting = meeting_moment(deck.meeting.date, now)
        self._jobs.run(
            lambda: start_board(folder, path, deck, now, meeting, wish),
            lambda started: self._on_started(started, path, deck, is_wished=wish is not None),
            Started.close,
        )

    def _on_started(self, started: Started, path: Path, deck: Deck, *, is_wished: bool) -> None:
        self._leave()
        self._messages.hide()
        for notice in started.history.notices:
            self._messages.show_message(notice)
        board = started.board
        if board is None:
            started.close()
            if is_wished:
                self._messages.show_message(NO_COUNTERS)
            else:
                self._ask_what()
            return
        self._started, self._board, self.path = started, board, path
        self._deck, self._paused, self._note = deck, False, ""
        self._catch_up()
        if not started.resumed:
            self.sound.forget()
        else:
            begun = board.begun.astimezone(self._clock().tzinfo)
            self._messages.show_message(resumed_text(begun), [("Begin another", self._begin_anew)])
        if board.is_graded or board.present is None:
            self._grade()
        else:
            self.show()

    def _ask_what(self) -> None:
        choices = board_choices(self._document.deck)
        if not choices.issues:
            self._messages.show_message(NO_COUNTERS)
            return
        self.start_page.show_choices(choices)
        self.page_wanted.emit(self.start_page)

    def _begin_anew(self) -> None:
        """Ask what another is to be; the one that was left is given up when that begins."""
        self._messages.hide()
        self._leave()
        self._drill.close()
        self._ask_what()

    # Asking

    def show(self) -> None:
        """Show the question at hand."""
        self._catch_up()
        self.page_wanted.emit(self.page)
        if self._asking is None:
            self._ask()
        else:
            self._show()

    def _on_appeared(self) -> None:
        if self._board is not None:
            self._timer.start()
            if self._asking is not None:
                self._asking.watch.leave_out(self._clock())
                self._record(self._asking)

    def _on_disappeared(self) -> None:
        self._timer.stop()
        self.sound.stop()

    def _catch_up(self) -> None:
        """Go on with the deck as it is now; a question that is gone is not asked any more."""
        board, asking = self._board, self._asking
        if board is not None and self._deck is not self._document.deck:
            self._deck = self._document.deck
            board.set_prompts(prompts_of(self._deck))
            if asking is not None and not asking.find_again(board):
                self.sound.stop()
                self._asking = None

    def _ask(self) -> None:
        """Ask the next question, after a reminder where another round begins; else grade."""
        board, before = self._board, self._asking
        if board is None:
            return
        question = board.present
        if question is None:
            self._grade()
            return
        self._asking = asking = Asking(question, Stopwatch(self._clock()))
        if before is not None and question.round > before.question.round:
            asking.reminds = self._showing.reminder(self._deck, board, question) is not None
        self._show()
        if not asking.reminds:
            self._begin_answer(asking)

    def _begin_answer(self, asking: Asking) -> None:
        self._showing.say(self._deck, asking)
        self._record(asking)

    def _record(self, asking: Asking) -> None:
        if not (asking.reminds or self._paused):
            self.sound.record()

    def _show(self) -> None:
        """Show the question, or the reminder before it, as it is now."""
        if self._board is not None and self._asking is not None:
            about = about_text(self._board, self._note, paused=self._paused)
            self._showing.show(self._deck, self._board, self._asking, about)

    # The clock

    def tick(self) -> None:
        """Count the time that has passed; throw in what is due."""
        asking = self._asking
        if asking is None or self._paused or not self.page.isVisible():
            return
        gap = asking.watch.tick(self._clock())
        if gap:
            self._messages.show_message(slept_text(gap))
        if asking.reminds:
            if asking.watch.seconds >= _REMINDER:
                self._end_reminder(asking)
            return
        self._showing.show_time(asking)
        due = asking.question.interruption
        if due is not None and not asking.interrupted and asking.watch.seconds >= due.after:
            asking.interrupted = True
            self._show()
            self._showing.say(self._deck, asking)

    def toggle_pause(self) -> None:
        """Stop the clock, or let it go on; nothing is read or recorded meanwhile."""
        asking = self._asking
        if asking is not None:
            self._paused = not self._paused
            asking.watch.leave_out(self._clock())
            self.sound.stop()
            self._record(asking)
            self._show()

    # Answering

    def reveal(self) -> None:
        """The answer was given: ask the next. What is left of a long counter comes before that."""
        asking = self._asking
        if asking is None or not self.page.isVisible() or self.page.reveal_part():
            return
        if asking.reminds:
            self._end_reminder(asking)
            return
        if not self._paused:
            asking.watch.tick(self._clock())
        seconds, looked = asking.watch.seconds, asking.looked
        regret = "This answer is not kept yet: press Space again."
        if self._is_done(lambda board: board.answer(seconds, looked=looked), regret):
            self.sound.keep(asking.question.prompt.id)
            self._note, self._paused = "", False
            self._ask()

    def _end_reminder(self, asking: Asking) -> None:
        asking.reminds = False
        asking.watch = Stopwatch(self._clock())
        self._show()
        self._begin_answer(asking)

    def look(self) -> None:
        """Show the answer, which will be told when it is graded."""
        if self._asking is not None and not self._asking.reminds:
            self._asking.looked = True
            self._show()

    def toggle_hidden(self) -> None:
        """Hide the counter, because a colleague asks it, or show it."""
        self._showing.hidden = not self._showing.hidden
        self._show()

    def change_language(self) -> None:
        """Show and read the counter in the next of its languages."""
        if self._asking is not None and not self._asking.reminds:
            self._showing.change_language(self._deck, self._asking)
            self._show()
            self._showing.say(self._deck, self._asking)

    def toggle_mute(self) -> None:
        """Read aloud, or do not."""
        self.sound.toggle_mute()
        self._show()

    def step_back(self) -> None:
        """Take the last answer back, if there is one: it is asked again."""
        has_any = self._board is not None and bool(self._board.answered)
        if has_any and self._is_done(MurderBoard.step_back):
            self.sound.stop()
            self._note, self._paused, self._asking = "Taken back", False, None
            self._ask()

    def _is_done(self, deed: Callable[[MurderBoard], object], regret: str = "") -> bool:
        """Whether something could be done to the board; if not, why is said."""
        if self._board is None:
            return False
        try:
            deed(self._board)
        except LogError as error:
            self._messages.show_message(f"{error} {regret}".rstrip())
            return False
        return True

    # Ending

    def finish(self) -> None:
        """End it: what was answered is graded."""
        board = self._board
        if board is None:
            return
        if board.answered:
            self._grade()
        elif self._is_done(lambda board: board.end(self._clock())):
            self._leave()
            self.left.emit()

    def _grade(self) -> None:
        """Hand over to the drill desk, to which the log belongs from now on."""
        started, board, path = self._started, self._board, self.path
        if started is None or board is None or path is None:
            return
        if board.grading().present is None:
            self._messages.show_message(NOT_IN_DECK)
            self._leave()
            self.left.emit()
            return
        self._started = self._board = None
        self._leave()
        self._drill.grade_board(started, board, path)

    def _keys_of_answer(self, prompt: Prompt) -> list[str]:
        is_there = self._drill.is_grading_board and self.sound.has(prompt.id)
        return ["R plays your answer"] if is_there else []

    def play(self) -> None:
        """Play the recorded answer that is being graded, or stop playing it."""
        if self._drill.asked is not None and self._drill.is_grading_board:
            self.sound.toggle(self._drill.asked.id)

    def _on_opened(self, opened: Opened) -> None:
        """Go on with a deck that was read again; leave the murder board of another for later."""
        if not opened.again:
            self.close()
        elif self.page.isVisible():
            self.show()

    def _on_edited(self) -> None:
        if self.page.isVisible():
            self.show()

    def close(self) -> None:
        """Leave it as it is, to go on with it the next time; drop recordings and what jobs find."""
        self._jobs.forget()
        self._leave()
        self.sound.forget()
        self.presenting.close()

    def _leave(self) -> None:
        self._timer.stop()
        self.sound.stop()
        self.presenting.wait()
        self._board = self._asking = None
        if self._started is not None:
            self._started.close()
            self._started = None
