"""The icon of deckapp in the sizes and formats of the systems."""

import filecmp
from pathlib import Path

from PIL import Image

from .running import load

icons = load("icons.py")


def test_that_linux_gets_each_size_where_themes_have_it(tmp_path: Path) -> None:
    icons.write_linux(tmp_path)
    for edge in icons.LINUX:
        path = tmp_path / "hicolor" / f"{edge}x{edge}" / "apps" / "deckapp.png"
        with Image.open(path) as image:
            assert image.size == (edge, edge)
            opacity = image.getchannel("A").tobytes()
        assert opacity[0] < 255, "the corners are round"
        assert opacity[(edge + 1) * (edge // 2)] == 255
    assert (tmp_path / "hicolor" / "scalable" / "apps" / "deckapp.svg").is_file()


def test_that_windows_and_macos_get_one_file_with_their_sizes(tmp_path: Path) -> None:
    with Image.open(icons.write_windows(tmp_path)) as image:
        assert image.info["sizes"] == {(edge, edge) for edge in icons.WINDOWS}
    with Image.open(icons.write_macos(tmp_path)) as image:
        edges = {width * scale for width, _, scale in image.info["sizes"]}
        assert edges == set(icons.MACOS)


def test_that_the_same_drawing_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (icons.write_windows(tmp_path / name) for name in ("a", "b"))
    assert filecmp.cmp(first, second, shallow=False)
