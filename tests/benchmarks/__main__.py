"""`make bench`: measures the numbers of the design, prints a table, writes build/bench.json."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks import (
    bench_bundle,
    bench_drill,
    bench_edit,
    bench_editor,
    bench_export,
    bench_layouts,
    bench_print,
    bench_rehearsal,
    bench_start,
    bench_window,
)
from tests.benchmarks.table import Row

_OUT = Path("build", "bench.json")


def main() -> int:
    """Measure everything; 1 if a bound is not held."""
    quick = "--quick" in sys.argv
    rows: list[Row] = []
    print(f"{'work (reference)':64} {'ours':>9} {'reference':>9}      ratio  bound")
    for bench in (
        bench_start.run,
        bench_bundle.run,
        bench_window.run,
        bench_edit.run,
        bench_editor.run,
        bench_export.run,
        bench_layouts.run,
        bench_print.run,
        bench_rehearsal.run,
        bench_drill.run,
    ):
        for row in bench(quick=quick):
            rows.append(row)
            verdict = "" if row.held else "  NOT HELD"
            figures = f"{row.ours:9.3f} {row.reference:9.3f} {row.unit:4}"
            print(
                f"{row.work:64} {figures} {row.ratio:5.2f}  {row.bound:5.2f}{verdict}", flush=True
            )
    _OUT.parent.mkdir(exist_ok=True)
    table = [asdict(row) | {"ratio": row.ratio, "held": row.held} for row in rows]
    _OUT.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    print(f"Written to {_OUT}")
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
