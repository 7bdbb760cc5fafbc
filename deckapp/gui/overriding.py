"""`@override` on Python 3.11, where `typing` does not have it yet: it marks Qt's virtual methods."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Mark a method that Qt calls."""
        return method


__all__ = ["override"]
