"""The reference deck on paper: every word is there, and its first cards look as they did."""

import difflib
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from deckapp.deck import Deck, read_deck_file

from .extraction import runs
from .making import export

REPOSITORY = Path(__file__).parents[2]
GOLDEN = REPOSITORY / "tests" / "reference" / "printing-moscow-2017.txt"
GOLDEN_CARDS = 3


@pytest.fixture(scope="module")
def moscow() -> Deck:
    return read_deck_file(REPOSITORY / "decks" / "moscow-2017.yaml").deck


def printed_fields(deck: Deck) -> list[str]:
    fields = [deck.title, deck.marking]
    for issue, card in deck.cards():
        fields += [issue.title, card.title, card.when, card.precondition, card.addressee]
        fields += [card.position, *card.asks, *card.red_lines]
        fields += [card.counter, card.likelihood, card.rebuttal]
        for step in card.follow_ups:
            fields += [step.counter, step.rebuttal]
    return fields


def test_that_pdftotext_finds_every_word_of_every_printed_field(
    moscow: Deck, tmp_path: Path
) -> None:
    export(moscow, tmp_path)
    done = subprocess.run(
        ["pdftotext", tmp_path / "cards.pdf", "-"], capture_output=True, text=True, check=True
    )
    found = set(done.stdout.split())
    wanted = {word for field in printed_fields(moscow) for word in field.split()}
    assert wanted <= found


def test_that_each_card_fits_on_one_card(moscow: Deck, tmp_path: Path) -> None:
    _, report = export(moscow, tmp_path)
    assert report.continued == ()
    assert min(card.front_size for card in report.cards) >= 9


def picture(deck: Deck) -> str:
    """Text and geometry of the first cards, rounded to half points."""
    with TemporaryDirectory() as folder:
        reader, _ = export(deck, Path(folder))
        lines = [
            f"The first {GOLDEN_CARDS} cards of decks/moscow-2017.yaml: x, y, size, font, text"
        ]
        for number, page in enumerate(reader.pages[: 2 * GOLDEN_CARDS]):
            lines.append(f"page {reader.page_labels[number]}")
            for run in runs(page):
                if not run.text.startswith("Card "):  # its revision changes with any card
                    place = " ".join(
                        f"{round(value * 2) / 2:5.1f}" for value in (run.x, run.y, run.size)
                    )
                    lines.append(f"  {place} {run.font.rpartition('-')[2]:8} {run.text}")
    return "\n".join(lines) + "\n"


def test_that_the_first_cards_look_as_they_did(moscow: Deck) -> None:
    before, now = GOLDEN.read_text(encoding="utf-8").splitlines(), picture(moscow).splitlines()
    changes = "\n".join(difflib.unified_diff(before, now, "golden", "now", lineterm="", n=1))
    mend = "Look at the pages; if they are right, run: python -m tests.printing.test_moscow"
    assert not changes, f"{mend}\n{changes}"


if __name__ == "__main__":
    deck = read_deck_file(REPOSITORY / "decks" / "moscow-2017.yaml").deck
    GOLDEN.write_text(picture(deck), encoding="utf-8")
