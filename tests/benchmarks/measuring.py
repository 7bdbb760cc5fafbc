"""Fresh processes, measured: seconds from start to exit, and the most memory held."""

import os
import subprocess
import sys
import time

REPORT_PEAK = """
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")), flush=True)
"""
"""Ends a measured program: what `os.wait4` says includes the memory of its parent."""


def measured(program: str, *arguments: object) -> tuple[float, float]:
    """Wall seconds of the program, and the MiB that it printed last."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    return time.perf_counter() - start, float(done.stdout.split()[-1]) / 1024


def environment() -> dict[str, str]:
    """Offscreen, and with bytecode kept, as it is for everybody who installed deckapp."""
    kept = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}
