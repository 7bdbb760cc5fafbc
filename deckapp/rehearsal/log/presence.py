"""Who has the review log open: repairing it, or erasing from it, is for one who is alone."""

import os
import platform
from pathlib import Path

from deckapp.deck.storage.processes import lock_file

_IS_SHARED = platform.system() != "Windows"
"""Windows has no shared locks, and needs none: it renames no file that anybody has open."""


class Presence:
    """A lock on a file that ends with the process. Raises OSError if the file cannot be made."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._is_alone = False

    def enter(self) -> bool:
        """Show that the log is in use; False while somebody else wants to be alone with it."""
        if not _IS_SHARED:
            return True
        self._is_alone = False
        return lock_file(self._descriptor, shared=True) is not False

    def be_alone(self) -> bool:
        """Whether nobody else is here; then nobody can enter until `enter` is called again."""
        self._is_alone = self._is_alone or lock_file(self._descriptor) is not False
        if not self._is_alone:
            self.enter()  # the system may have given up the lock that we had
        return self._is_alone

    def leave(self) -> None:
        """Show no longer that the log is in use."""
        os.close(self._descriptor)
