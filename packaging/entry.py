"""Where a bundle begins; a bundle needs a file for that, and a package's own is no such file."""

import sys

from deckapp.__main__ import main

sys.exit(main())
