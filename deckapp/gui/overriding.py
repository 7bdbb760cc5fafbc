"""`@override`, which marks Qt's virtual methods, on Python 3.11, whose `typing` lacks it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Mark a method that Qt calls."""
        return method


__all__ = ["override"]
