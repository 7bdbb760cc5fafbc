"""Two officers at one file, whatever they do: what one wrote, the other never wipes out unasked."""

import re
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deckapp.deck import (
    BrokenOnDiskError,
    ConflictsError,
    EditError,
    Saved,
    SetField,
    read_deck,
)
from deckapp.deck.saving import Settled
from tests.deck.desk import Desk, ids_in, recovered
from tests.deck.editing.at_random import edit_at_random
from tests.deck.writing.ragged import Ragged

SEEDS = st.integers(0, 2**32)
OURS = ["delivery", "origin"]
THEIRS = ["position", "notes", "title", "counter_in.ru", "rebuttal"]
MARK = re.compile(r"zz\d+zz")


class Officers:
    """One with the deck open, and one who comes by; what comes by is marked."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self._desk = desk
        self._random = random
        self._marks = 0
        self.is_calm = random.random() < 0.5
        self.conflicts = 0
        self.document = desk.open()

    def edit(self, most: int) -> None:
        """Ours: a calm officer never touches what the other does."""
        for _ in range(self._random.randint(0, most)):
            step = self._random.choice(["edit", "edit", "undo", "redo"])
            with suppress(EditError):
                if step == "edit":
                    self._edit()
                else:
                    getattr(self.document, step)()

    def _edit(self) -> None:
        document, cards = self.document, ids_in(self.document)
        if self.is_calm and cards:
            field = self._random.choice(OURS)
            text = f"ours {self._random.random()}"
            document.apply(SetField(self._random.choice(cards), field, text))
        else:
            document.apply(edit_at_random(self._random, document.deck))

    def come_by(self) -> None:
        """Theirs."""
        with self._desk.open(self._desk.data.with_name("data-of-others")) as other:
            for _ in range(self._random.randint(1, 3)):
                cards = ids_in(other)
                with suppress(EditError):
                    if self._random.random() < 0.4 or not cards:
                        other.apply(edit_at_random(self._random, other.deck))
                    else:
                        self._marks += 1
                        field = self._random.choice(THEIRS)
                        card = self._random.choice(cards)
                        other.apply(SetField(card, field, f"zz{self._marks}zz"))
            other.save()

    def save(self) -> None:
        """Ours, while more is edited; conflicts are settled by lot."""
        settled: Settled = ()
        while True:
            saving = self.document.begin(settled)
            try:
                self.edit(0 if settled else 2)
                saved = saving.run()
            except ConflictsError as error:
                self.conflicts += 1
                settled = [
                    (each, self._random.choice(["ours", "theirs"])) for each in error.conflicts
                ]
            else:
                break
        self.edit(2)
        self._finish(saved)

    def _finish(self, saved: Saved) -> None:
        self.document.finish(saved)
        assert self._desk.deck == saved.step.deck
        if self.document.is_clean:
            assert self.document.deck == saved.step.deck
        assert recovered(self._desk.open_after_crash()) == self.document.deck


@settings(max_examples=15)
@given(SEEDS)
def test_that_what_one_writes_the_other_never_wipes_out_unasked(seed: int) -> None:
    random = Random(seed)
    content = Ragged(random, anchors=0.0).deck().encode()
    assume(not read_deck(content).has_errors)
    with tempfile.TemporaryDirectory() as folder, suppress(BrokenOnDiskError):
        desk = Desk(Path(folder), content)
        officers = Officers(desk, random)
        for _ in range(2):
            officers.edit(4)
            known = set(MARK.findall(str(officers.document._on_disk.step.deck)))
            officers.come_by()
            theirs = set(MARK.findall(desk.text)) - known
            officers.conflicts = 0
            officers.save()
            officers.edit(3)
            officers.save()
            if officers.is_calm and not officers.conflicts:
                assert theirs <= set(MARK.findall(desk.text))
        officers.document.close()
        assert desk.names == ["deck.yaml"]
        assert desk.journals == []
