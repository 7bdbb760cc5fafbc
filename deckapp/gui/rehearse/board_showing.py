"""What is seen and heard of the question at hand on a murder board."""

from dataclasses import dataclass

from deckapp.deck import Deck
from deckapp.gui.widgets.blocks import Face
from deckapp.rehearsal.murder_board import MurderBoard, Question
from deckapp.rehearsal.stopwatch import Stopwatch

from .board_faces import ANSWER, ASKED, question_face, reminder_face
from .board_page import BoardPage
from .board_presenting import BoardPresenting
from .board_sound import BoardSound
from .board_texts import KEYS_OF_REMINDER, keys_of_question, round_text
from .drill_faces import languages_of_prompt


@dataclass(slots=True)
class Asking:
    """A question on its way: its clock, and what became of it so far.

    `reminds` is whether the words to avoid are shown before it.
    """

    question: Question
    watch: Stopwatch
    reminds: bool = False
    looked: bool = False
    interrupted: bool = False

    def find_again(self, board: MurderBoard) -> bool:
        """Take the question as it is in a deck that was edited; whether it is there."""
        asked = (q for q in board.questions if q.prompt.id == self.question.prompt.id)
        self.question = found = next(asked, self.question)
        return found in board.questions


class BoardShowing:
    """Shows an `Asking` on the page, to whoever presents, and aloud.

    `language` is the one that was chosen, None until then. While `hidden`, a colleague asks.
    """

    def __init__(self, page: BoardPage, presenting: BoardPresenting, sound: BoardSound) -> None:
        self.page = page
        self.sound = sound
        self._presenting = presenting
        self.language: str | None = None
        self.hidden = False

    def show(self, deck: Deck, board: MurderBoard, asking: Asking, about: str) -> None:
        """Show it as it is now."""
        page, done = self.page, sum(map(board.is_answered, board.questions))
        reminder = self.reminder(deck, board, asking.question) if asking.reminds else None
        page.show_ring(shown=reminder is None)
        if reminder is not None:
            page.ask(reminder, ASKED)
            page.tell(done, len(board.questions), about, KEYS_OF_REMINDER)
            self._presenting.wait()
            return
        question, thrown_in = asking.question, self.thrown_in(deck, asking)
        face = question_face(
            deck,
            question,
            round_text(question, board),
            page.theme,
            self._tag(deck, question),
            thrown_in,
            hidden=self.hidden,
        )
        page.ask(face, ANSWER if asking.looked else ASKED, at_end=bool(thrown_in))
        keys = keys_of_question(
            has_languages=bool(languages_of_prompt(deck, question.prompt)),
            looked=asking.looked,
            hidden=self.hidden,
            speaks=self.sound.can_speak,
            muted=self.sound.is_muted,
        )
        page.tell(done, len(board.questions), about, keys)
        self._presenting.show_question(deck, question, thrown_in, self._tag(deck, question))
        self.show_time(asking)

    def show_time(self, asking: Asking) -> None:
        """Show how much time is left for the answer."""
        self.page.show_time(asking.watch.seconds, asking.question.seconds)
        self._presenting.show_time(asking.watch.seconds, asking.question.seconds)

    def say(self, deck: Deck, asking: Asking) -> None:
        """Read the counter, or what was thrown in last."""
        tag = self._tag(deck, asking.question)
        face = question_face(deck, asking.question, "", self.page.theme, tag)
        text = self.thrown_in(deck, asking) or face.sides[0][0].text
        self.sound.say(text, tag or deck.language)

    def reminder(self, deck: Deck, board: MurderBoard, question: Question) -> Face | None:
        """What to avoid in the round that a question begins."""
        rounds = board.questions[-1].round
        return reminder_face(deck, question, question.round - 1, rounds, self.page.theme)

    def thrown_in(self, deck: Deck, asking: Asking) -> str:
        """How the answer was interrupted by now; empty if it was not."""
        interruption = asking.question.interruption
        if interruption is None or not asking.interrupted:
            return ""
        return interruption.text(self._tag(deck, asking.question) or deck.language)

    def change_language(self, deck: Deck, asking: Asking) -> None:
        """Take the next of the counter's languages."""
        languages = [*languages_of_prompt(deck, asking.question.prompt), ""]
        at = languages.index(self._tag(deck, asking.question))
        self.language = languages[(at + 1) % len(languages)]

    def _tag(self, deck: Deck, question: Question) -> str:
        """The language of a counter: its own, if it has one, unless another was chosen.

        Empty stands for the deck's.
        """
        languages = languages_of_prompt(deck, question.prompt)
        if self.language is None:
            return languages[0] if languages else ""
        return self.language if self.language in languages else ""
