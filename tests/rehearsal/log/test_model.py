"""Whatever is done to a log in whatever order: it agrees with a list in memory."""

from dataclasses import replace
from datetime import UTC, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from deckapp.rehearsal.log.lines import line_of, read_lines
from deckapp.rehearsal.log.review_log import DeckLog
from deckapp.rehearsal.memory import Grade
from deckapp.rehearsal.reviews import Review
from tests.rehearsal.log.logs import START, of_deck, opened, recorded

moments = st.integers(0, 3).map(lambda ticks: START + timedelta(microseconds=ticks))
few = st.builds(
    Review, st.sampled_from(["a/position", "b/rebuttal"]), moments, st.sampled_from([Grade.GOOD])
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("record"), few),
        st.tuples(st.just("add"), st.lists(few, max_size=4)),
        st.tuples(st.just("undo"), st.integers(0, 12)),
        st.tuples(st.sampled_from(["erase", "open again", "snapshot"]), st.none()),
    ),
    max_size=12,
)


class Model:
    """What a log of one deck should hold: every review ever, and whether it was undone."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, Review]] = []
        self.undone: set[int] = set()

    def add(self, reviews: list[Review], deck: DeckLog) -> int:
        """Add those that are new, by the numbers that the log gave them."""
        known = [row for _, row in self.rows]
        new = [each for at, each in enumerate(reviews) if each not in [*known, *reviews[:at]]]
        given_numbers = sorted(
            number for number, _ in deck.reviews() if number not in dict(self.rows)
        )
        self.rows += zip(given_numbers, new, strict=True)
        return len(new)

    def reviews(self) -> list[tuple[int, Review]]:
        present = [row for row in self.rows if row[0] not in self.undone]
        return sorted(present, key=lambda row: (row[1].at, row[0]))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["one.yaml", "two.yaml"]), steps), max_size=4))
def test_that_a_log_agrees_with_a_list(turns: list[tuple[str, list[tuple[str, object]]]]) -> None:
    models = {"one.yaml": Model(), "two.yaml": Model()}
    with TemporaryDirectory() as folder:
        log = opened(Path(folder))
        for name, what in turns:
            for step, given_value in what:
                deck, model = of_deck(log, name), models[name]
                if isinstance(given_value, Review):
                    number = recorded(deck, given_value)
                    assert number > max([0, *dict(model.rows)])
                    model.rows.append((number, given_value))
                elif isinstance(given_value, list):
                    added = deck.add(given_value)
                    assert added == model.add(given_value, deck)
                elif isinstance(given_value, int):
                    deck.undo(given_value)
                    model.undone |= {given_value} & dict(model.rows).keys()
                elif step == "erase":
                    assert deck.erase() == len(model.reviews())
                    models[name] = Model()
                elif step == "snapshot":
                    log.keep_snapshot()
                else:
                    log.close()
                    log = opened(Path(folder))
                assert all(
                    of_deck(log, each).reviews() == model.reviews()
                    for each, model in models.items()
                )
        log.close()


letters = st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff")
texts = st.text(letters, max_size=20)
reviews_at_random = st.builds(
    Review,
    texts.filter(bool),
    st.datetimes(
        min_value=START.replace(year=1971, tzinfo=None),
        max_value=(START - timedelta(days=1)).replace(tzinfo=None),
        timezones=st.timezones(),
        allow_imaginary=False,
    ),
    st.sampled_from(Grade),
    st.none() | st.floats(0, 86_400),
    st.booleans(),
    texts,
)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        reviews_at_random,
        max_size=6,
        unique_by=lambda each: (each.prompt, each.at.timestamp(), each.grade, each.practice),
    )
)
def test_that_what_is_exported_comes_back_when_it_is_imported(reviews: list[Review]) -> None:
    with TemporaryDirectory() as folder:
        with opened(Path(folder, "a")) as log:
            of_deck(log).add(reviews)
            before = [each for _, each in of_deck(log).reviews()]
        lines = "".join(f"{line_of(each)}\n" for each in before)
        imported, bad = read_lines(BytesIO(lines.encode()), START)
        assert bad == []
        with opened(Path(folder, "b")) as log:
            assert of_deck(log).add(imported) == len(reviews)
            assert [each for _, each in of_deck(log).reviews()] == before
            assert of_deck(log).add(imported) == 0
    assert {line_of(replace(each, at=each.at.astimezone(UTC))) for each in reviews} == {
        line_of(each) for each in before
    }
