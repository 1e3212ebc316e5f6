"""Time and memory of the region enumerator, one thread, in the box ±10: ``python tests/benchmarks/bench_regions.py``.

Each network has torch's default initialisation with seed 0 and runs in a process of its own. Times are
medians of repeated enumerations with patterns, maps and linear regions: wall and CPU, which differ
where other programs use the machine. The cost of a region, and the number of passes over the result
(copies of all its arrays) that the enumeration takes as long as, are by CPU; the memory is the peak of
the process, torch's 0.2 GB included.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
CASES = {
    "2-20-1": ("3 ms", 51),
    "2-50-50-1": ("30 ms", 21),
    "2-256-1": ("0.25 s", 9),
    "2-100-100-100-1": ("0.45 s", 7),
    "2-1500-1": ("15 s", 1),
    "2-150-150-150-150-1": ("", 1),
}
"""Networks, with the time that each is to stay under on a machine at rest, and how often it is repeated."""
HEADER = (
    f"{'network':>20} {'regions':>10} {'median':>10} {'CPU':>10} {'goal':>7} {'a region':>9} {'peak':>8} {'passes':>7}"
)


def main() -> None:
    """Print the table, one row a network, and one for the same network in growing boxes."""
    print(HEADER)  # noqa: T201  a script's output
    for name in CASES:
        row = _in_own_process(name)
        print(_line(name, row, CASES[name][0]), flush=True)  # noqa: T201
    print("\n2-60-60-60-1 in boxes of growing size: the cost of a region does not grow with their number")  # noqa: T201
    for size in (1, 2, 5, 10, 50):
        row = _in_own_process("2-60-60-60-1", size)
        print(_line(f"±{size}", row, ""), flush=True)  # noqa: T201


def _line(name: str, row: dict[str, float], goal: str) -> str:
    each = row["cpu"] / row["regions"]
    return (
        f"{name:>20} {row['regions']:>10,} {_time(row['seconds']):>10} {_time(row['cpu']):>10} {goal:>7} "
        f"{each * 1e6:>6.1f} µs {row['peak'] / 1e9:>5.2f} GB {row['cpu'] / row['copy']:>7,.0f}"
    )


def _time(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _in_own_process(name: str, size: float = 10.0) -> dict[str, float]:
    environment = os.environ | dict.fromkeys(THREADS, "1") | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, __file__, name, str(size)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    row: dict[str, float] = json.loads(done.stdout)
    return row


def measure(name: str, size: float) -> dict[str, float]:
    """Return medians of wall and CPU seconds, regions, peak bytes, and the seconds of one copy of the result."""
    import numpy as np

    from analyses.relu.architectures import DeepNN, plain, seeded
    from analyses.relu.enumeration import enumerate_regions

    widths = [int(width) for width in name.split("-")]
    network = plain(seeded(lambda: DeepNN(tuple(widths[1:-1])), 0))
    wall, cpu = [], []
    for _ in range(CASES.get(name, ("", 5))[1]):
        began, busy = time.perf_counter(), time.process_time()
        regions = enumerate_regions(network, box=(-size, size, -size, size), limit=5_000_000)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - busy)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    arrays = [value for field in fields(regions) if isinstance(value := getattr(regions, field.name), np.ndarray)]
    copy = min(_seconds_of_copy(arrays) for _ in range(5))
    return {
        "regions": regions.activation_regions, "seconds": statistics.median(wall), "cpu": statistics.median(cpu),
        "peak": peak, "copy": copy,
    }  # fmt: skip


def _seconds_of_copy(arrays: list[Any]) -> float:
    began = time.process_time()
    for array in arrays:
        array.copy()
    return max(time.process_time() - began, 1e-9)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        print(json.dumps(measure(sys.argv[1], float(sys.argv[2]))))  # noqa: T201
