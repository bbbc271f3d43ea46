"""Where the time of a call goes: Python itself, what is loaded, reading, computing, writing."""

from __future__ import annotations

import json
import os
import shlex
import sys
from statistics import median

from benchmarks import inside, pairs
from benchmarks.data import NAME
from benchmarks.measure import Bench
from benchmarks.rows import seconds

CALLS = ("lacli det '1 2; 3 4'", "lacli inv '1 2; 3 4' --float", "lacli inv 1000x1000.csv")
PARTS = {
    "Python": "Python, started and ended",
    "Typer": "loading Typer",
    "lacli": "loading lacli",
    "NumPy": "loading NumPy",
    "command line": "the command line",
    "reading": "reading",
    "computing": "computing",
    "writing": "writing",
}
"""The labels of `inside`, and Python, and what the page calls them."""


def table(bench: Bench) -> list[tuple[str, ...]]:
    """A line of heads, and a line for each call."""
    shown = [("call", *PARTS.values(), "all together")]
    for line in CALLS:
        bench.data.provide(line)
        rounds = bench.long if NAME.search(line) else bench.short
        parts = measured(line, rounds, bench.data.folder)
        cells = [seconds(parts[label]) if label in parts else "" for label in PARTS]
        together = seconds(sum(parts.values())) if parts else "failed"
        shown.append((f"`{line}`", *cells, together))
    return shown


def measured(line: str, rounds: int, folder: str) -> dict[str, float]:
    """The median seconds of each part of a call; none where it fails."""
    summary = os.path.join(folder, "inside.json")
    program = shlex.quote(inside.__file__)
    call = f"{shlex.quote(sys.executable)} -P {program} inside.json {line.partition(' ')[2]}"
    commands = [pairs.Command.of(x) for x in ("python -c pass", f"{call} > out")]
    spent: dict[str, list[float]] = {}
    for i in range(rounds + 1):
        bare, done = (pairs.run(command, folder) for command in commands)
        if done.code:
            return {}
        if i:  # the first warms up
            with open(summary, encoding="ascii") as stream:
                parts = json.load(stream) | {"Python": bare.seconds}
            for label, taken in parts.items():
                spent.setdefault(label, []).append(taken)
    return {label: median(times) for label, times in spent.items()}
