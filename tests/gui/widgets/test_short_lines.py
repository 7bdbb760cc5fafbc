"""The beginning of a text on a few lines: nothing is lost before the end of the last one."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from deckapp.gui.widgets.short_lines import short_lines

LONG = "Where is the evidence? This is your domestic squabble. " * 5


def test_that_a_short_text_is_one_line(qapp: QApplication) -> None:
    assert short_lines("Where is it?", QFont(), 1000, 3) == ("Where is it?",)
    assert short_lines("", QFont(), 1000, 3) == ("",)


def test_that_a_long_text_wraps_and_is_cut_short_at_the_end(qapp: QApplication) -> None:
    lines = short_lines(LONG, QFont(), 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert LONG.startswith(" ".join(lines[:-1]))


def test_that_a_word_wider_than_the_line_is_broken(qapp: QApplication) -> None:
    first, second = short_lines("W" * 300, QFont(), 120, 2)
    assert set(first) == {"W"}
    assert second.endswith("…")


@given(st.text(st.sampled_from("ab Шё\U0001f600\u0301中"), max_size=80), st.integers(60, 400))
@settings(max_examples=60, deadline=None)
def test_that_every_line_fits(qapp: QApplication, text: str, width: int) -> None:
    font = QFont()
    lines = short_lines(text, font, width, 3)
    assert 1 <= len(lines) <= 3
    widest = QFontMetrics(font).maxWidth()
    for line in lines:
        assert QFontMetrics(font).horizontalAdvance(line) <= max(width, widest) + 2
    whole = "".join(lines).replace(" ", "")
    if not whole.endswith("…"):
        assert whole == text.replace(" ", "")
