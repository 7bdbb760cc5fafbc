"""The typeface that screen and paper share."""

from deckapp.printing import FAMILY, Weight, font_file, font_files


def test_that_there_is_a_static_truetype_file_for_each_weight() -> None:
    assert FAMILY == "Fira Sans Condensed"
    assert len(font_files()) == len(Weight) == 3
    for file in font_files():
        assert file.read_bytes()[:4] == b"\0\1\0\0"
    assert font_file(Weight.BOLD).name == "FiraSansCondensed-Bold.ttf"
