"""Every stage of the window: what is shown at a time, how to get there, and what is on it."""

from .full_deck import FULL_DECK
from .keys import keys_of
from .parts import (
    delete_deferred,
    interactive,
    name_of,
    role_of,
    tab_round,
    tab_stops,
    told,
)
from .stages import BOXES, IN_WINDOW, STAGES, calendar, desk_of, edit_card

__all__ = [
    "BOXES",
    "FULL_DECK",
    "IN_WINDOW",
    "STAGES",
    "calendar",
    "delete_deferred",
    "desk_of",
    "edit_card",
    "interactive",
    "keys_of",
    "name_of",
    "role_of",
    "tab_round",
    "tab_stops",
    "told",
]
