"""Read and lint one deck in a process of its own; print what that took as JSON."""

import json
import sys
import time
from pathlib import Path

from deckapp.deck import lint, read_deck_file


def _peak_mebibytes() -> float:
    """Peak resident memory since this program was started; 0 where the system does not say.

    `ru_maxrss` would not do: it remembers the process that started this one.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def main() -> None:
    start = time.process_time()
    document = read_deck_file(sys.argv[1])
    lint(document)
    seconds = time.process_time() - start
    problems = [(p.line, p.column, p.code) for p in document.problems]
    result = {"seconds": seconds, "mebibytes": _peak_mebibytes(), "problems": problems}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
