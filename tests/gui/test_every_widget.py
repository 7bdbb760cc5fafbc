"""Every widget of every stage: named, reached by Tab, with keys of its own, and gone once closed."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from .conftest import WindowMaker
from .helpers import spin, written
from .walking import (
    FULL_DECK,
    STAGES,
    interactive,
    name_of,
    role_of,
    tab_round,
    tab_stops,
    told,
)

EVERY_STAGE = pytest.mark.parametrize("stage", STAGES)


@EVERY_STAGE
def test_that_everything_that_can_be_used_has_a_name_and_a_role(
    stage: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    root = STAGES[stage](qtbot, make_window(written(tmp_path / "full.yaml", FULL_DECK)))
    spin()
    nameless = [told(each) for each in interactive(root) if not name_of(each).strip()]
    assert not nameless, "Give each setAccessibleName:\n" + "\n".join(nameless)
    strange = [
        told(each)
        for each in interactive(root)
        if role_of(each) in (QAccessible.Role.NoRole, QAccessible.Role.StaticText)
        and not isinstance(each, QLabel)
    ]
    assert not strange, "A screen reader does not know what this is:\n" + "\n".join(strange)
    root.close()


@EVERY_STAGE
def test_that_tab_reaches_everything_once_a_round(
    stage: str, make_window: WindowMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    root = STAGES[stage](qtbot, make_window(written(tmp_path / "full.yaml", FULL_DECK)))
    root.activateWindow()
    spin()
    wanted = tab_stops(root)
    met = tab_round(root, 3 * len(wanted) + 5)
    passed = [told(each) for each in wanted if each not in met]
    assert not passed, "Tab passes by:\n" + "\n".join(passed)
    twice = [told(each) for each in met if met.count(each) > 1]
    assert not twice, "Tab goes there twice a round, or not on:\n" + "\n".join(twice)
    more = [told(each) for each in met if each not in wanted]
    assert not more, "Tab goes where there is nothing to do:\n" + "\n".join(more)
    root.close()
