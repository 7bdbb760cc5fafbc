"""Garbage collection, put off while much is made that is no garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Let the collector rest: reading or printing a deck makes no garbage.

    A million objects would make it look a million times, and while it looks every thread waits.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
