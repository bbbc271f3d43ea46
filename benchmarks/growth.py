"""How times grow with the size of the data: the curves of the plots."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import NamedTuple

from benchmarks import opponents, pairs
from benchmarks.measure import Bench
from benchmarks.pairs import Command
from benchmarks.plot import Curve

ORDERS = (100, 200, 500, 1000, 2000)
ROWS = (1000, 10_000, 100_000, 300_000)
COLUMNS = 20
ROUNDS = 3
"""As many as a curve needs to be smooth."""


class Growth(NamedTuple):
    """A plot: its name, title and axis, and the commands for one size."""

    name: str
    title: str
    axis: str
    task: str
    sizes: tuple[int, ...]
    file: str
    ours: Mapping[str, str]
    rivals: tuple[str, ...]


PLOTS = (
    Growth("det", "det of an n×n CSV file", "n", "det", ORDERS, "{n}x{n}.csv",
           {"lacli": "lacli det {file}"}, ("NumPy", "Octave")),
    Growth("inv", "inv of an n×n CSV file, to CSV", "n", "inv", ORDERS, "{n}x{n}.csv",
           {"lacli": "lacli inv {file} -o out.csv"}, ("NumPy", "Octave")),
    Growth("pca", f"pca -k 5 of a CSV file of {COLUMNS} columns", "rows", "pca", ROWS,
           f"{{n}}x{COLUMNS}.csv",
           {"lacli": "lacli pca -k 5 {file} -o out.csv",
            "lacli, in blocks": "LACLI_MAX_MEMORY={bytes} lacli pca -k 5 {file} -o out.csv"},
           ("NumPy", "scikit-learn")),
)  # fmt: skip


def curves(growth: Growth, bench: Bench) -> list[Curve]:
    """The median seconds of lacli and of those installed, by size; what fails has no point."""
    points: dict[str, list[tuple[float, float]]] = {}
    for n in growth.sizes:
        file = growth.file.format(n=n)
        bench.data.provide(file)
        theirs = opponents.lines(growth.task, file)
        lines = {
            # As many bytes as the numbers take: too few to compute with them in memory.
            name: line.format(file=file, bytes=8 * n * COLUMNS)
            for name, line in growth.ours.items()
        } | {name: theirs[name] for name in growth.rivals if name in theirs}
        commands = {name: Command.of(line) for name, line in lines.items()}
        warm = n != growth.sizes[0]
        measured = pairs.in_turn(commands, rounds(bench), bench.data.folder, warm=warm)
        for name, runs in measured.items():
            if not pairs.failure(runs):
                points.setdefault(name, []).append((n, median(run.seconds for run in runs)))
    order = dict.fromkeys(("lacli", *growth.rivals, *growth.ours))  # colours go by place
    return [Curve(name, tuple(points[name])) for name in order if name in points]


def rounds(bench: Bench) -> int:
    """How often each command is measured at each size."""
    return min(ROUNDS, bench.long)
