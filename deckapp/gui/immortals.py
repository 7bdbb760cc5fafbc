"""Keeps Python 3.11 alive under PySide6 6.12.

PySide6 6.12 is built for Pythons (3.12 and later) whose constants are immortal and not counted. On
3.11 each of its methods that returns None, True or False gives away a reference that it never
took; after some minutes of turning cards none is left, and the interpreter aborts.
"""

import sys

CONSTANTS = (None, True, False, NotImplemented, Ellipsis)
_NEVER_USED_UP = 1 << 40


def keep_constants_alive() -> None:
    """Make the constants as good as immortal; does nothing where they are."""
    if sys.version_info < (3, 12):
        from ctypes import c_ssize_t

        # Every object of CPython 3.11 begins with its count of references.
        for constant in CONSTANTS:
            c_ssize_t.from_address(id(constant)).value += _NEVER_USED_UP
