"""An editor at work, whose jobs are done when the test says so."""

from pathlib import Path

from deckapp.deck import DeckDocument, SetField
from deckapp.gui.document import Document
from deckapp.gui.editor import Editor
from deckapp.gui.jobs import JobRunner

from .helpers import ManualExecutor, spin


class Work:
    """A document and its editor, whose jobs are done when the test says so."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.jobs = ManualExecutor()
        self.runner = JobRunner(self.jobs)
        self.document = Document(self.runner)
        self.editor = Editor(self.document, self.runner)
        self.heard: list[str] = []
        self.failures: list[Exception] = []
        for name in ("began", "saved", "touched", "untouched", "recoverable"):
            getattr(self.editor, name).connect(lambda *_carried, name=name: self.heard.append(name))
        self.editor.failed.connect(self.failures.append)
        self.document.opened.connect(lambda _opened: self.document.examine())
        self.document.open(path)
        self.do()

    def do(self, jobs: int = 99) -> None:
        """Do what waits, and what follows from it, up to so many jobs."""
        spin()
        while self.jobs.waiting and jobs:
            self.jobs.run_next()
            spin()
            jobs -= 1

    def begin(self) -> DeckDocument:
        """Begin to edit."""
        self.editor.begin()
        self.do()
        return self.session

    @property
    def session(self) -> DeckDocument:
        assert self.editor.session is not None
        return self.editor.session

    def type(self, text: str, card: str = "card-1") -> None:
        assert self.editor.apply(SetField(card, "rebuttal", text), merging=True) == ""

    def rebuttal(self, number: int = 0) -> str:
        return [card for _, card in self.document.deck.cards()][number].rebuttal
