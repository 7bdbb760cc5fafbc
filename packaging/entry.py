"""Where a bundle begins; a bundle needs a file for that, and a package's own is no such file."""

import os
import sys
from collections.abc import MutableMapping

from deckapp.__main__ import main


def give_back_libraries(environment: MutableMapping[str, str]) -> None:
    """Let programs that deckapp calls (git, lp, viewers) have the system's libraries.

    PyInstaller's starter put the bundle's before them; for deckapp itself that is done by now.
    """
    environment.pop("LD_LIBRARY_PATH", None)
    original = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is not None:
        environment["LD_LIBRARY_PATH"] = original


if __name__ == "__main__":
    if sys.platform == "linux":
        give_back_libraries(os.environ)
    sys.exit(main())
