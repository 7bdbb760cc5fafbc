"""Interruptions: the same for one seed, never before an answer began or when it is nearly done."""

from hypothesis import given
from hypothesis import strategies as st

from deckapp.rehearsal.interrupting import PHRASES, Interruption, interruption


@given(st.integers(1), st.text(), st.floats(1, 600))
def test_that_an_interruption_comes_in_the_middle_and_again_with_the_same_seed(
    seed: int, prompt: str, seconds: float
) -> None:
    found = interruption(seed, prompt, seconds)
    assert found == interruption(seed, prompt, seconds)
    if found is not None:
        assert 0.2 * seconds <= found.after <= 0.7 * seconds
        assert found.text("en") in PHRASES["en"]


def test_that_other_seeds_interrupt_at_other_moments_and_not_every_answer() -> None:
    found = [interruption(seed, "gas/rebuttal", 60) for seed in range(1, 101)]
    interrupted = [each for each in found if each is not None]
    assert 25 <= len(interrupted) <= 55
    assert len({each.after for each in interrupted}) == len(interrupted)
    assert {each.phrase for each in interrupted} == set(range(8))


def test_that_seed_0_interrupts_nothing() -> None:
    assert not any(interruption(0, f"{number}", 60) for number in range(100))


def test_that_phrases_are_said_in_the_language_of_the_counter_or_in_english() -> None:
    each = Interruption(1.0, 6)
    assert [each.text(tag) for tag in ("en", "ru", "ru-RU", "RU", "uk", "")] == [
        "Yes or no?",
        "Да или нет?",
        "Да или нет?",
        "Да или нет?",
        "Yes or no?",
        "Yes or no?",
    ]


def test_that_every_language_has_every_phrase() -> None:
    assert {len(phrases) for phrases in PHRASES.values()} == {8}
