#!/bin/sh
# Opens a deck in the window; where there is no display, exports its pocket cards instead.
# Usage: packaging/run.sh DECK, called by `make run`.
set -eu
cd "$(dirname "$0")/.."
deck=$1

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python -m deckapp "$deck"
fi

pdf=$(basename "$deck")
pdf=${pdf%.*}.pdf
echo "There is no display here, so deckapp exports the pocket cards of $deck instead of opening its window."
.venv/bin/python -m deckapp export "$deck" "$pdf"
echo "The cards are in $PWD/$pdf"
