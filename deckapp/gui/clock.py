"""What time it is: the window's parts are given a clock, so that tests can have their own."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives the present moment, with its offset from UTC."""


def present() -> datetime:
    """What the clock of the computer says."""
    return datetime.now().astimezone()
