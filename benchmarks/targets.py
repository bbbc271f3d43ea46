"""What lacli promises: each command with its opponents and limits, and why one is missed.

A limit that is missed says `missed` and its reason, which is written here: `Limit(0.9, "why")`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from benchmarks.measure import (
    Bench,
    Target,
    copies,
    count,
    flat,
    on_terminal,
    own_modules,
    quick,
    slow,
)
from benchmarks.opponents import IMPORT, READER
from benchmarks.rows import Limit

OWN = "timing each import costs too, and they are fifty small files"
DET = "half of the time is starting: a matrix of 100×100 takes half as long"
JSON_IN = "about half of the time is starting; both ways, see below, the limit is met"


class Section(NamedTuple):
    """A part of the page: its name for `--only`, its title, what it says, and its targets.

    The text may tell of the {short} and {long} runs of a call.
    """

    name: str
    title: str
    text: str
    targets: Callable[[Bench], tuple[Target, ...]]


def start(_: Bench) -> tuple[Target, ...]:
    """Small calls, in which nearly all is starting."""
    return (
        Target("lacli det '1 2; 3 4'", quick, {IMPORT: Limit(0.9), "Octave": Limit(1.0)},
               "small det"),
        Target("lacli inv '1 2; 3 4'", quick, {IMPORT: Limit(0.9)}, "start"),
        Target("lacli solve '2 1; 1 3' '3 5'", quick, {IMPORT: Limit(0.9)}, "start"),
        Target("lacli rank '1 2; 2 4'", quick, {IMPORT: Limit(0.9)}, "start"),
        Target("lacli eig '2 1; 1 2'", quick, {IMPORT: Limit(1.45)}, "start"),
        Target("lacli eig '2 1; 1 2'", on_terminal, {"": Limit(0.4)}),
        Target("lacli --help", quick, {IMPORT: Limit(0.9)}, "start"),
        Target("lacli", quick, {IMPORT: Limit(0.9)}, "start",
               "_LACLI_COMPLETE=complete_bash COMP_WORDS='lacli de' COMP_CWORD=1"),
        Target("lacli det '1 2; 3 4'", own_modules, {"": Limit(10, OWN)}),
        Target("python -c 'from lacli import registry; print(len(registry.names()))'", count),
    )  # fmt: skip


def large(_: Bench) -> tuple[Target, ...]:
    """Files of a million numbers."""
    return (
        Target("lacli det 1000x1000.csv", slow, {"NumPy": Limit(0.9), "Octave": Limit(0.5, DET)},
               "det"),
        Target("lacli inv 1000x1000.csv > out.csv", slow,
               {"NumPy": Limit(0.6), "Octave": Limit(0.5)}, "inv"),
        Target("lacli det 1000x1000.json", slow, {"NumPy": Limit(0.5, JSON_IN)}, "JSON in"),
        Target("lacli transpose 1000x1000.npy -f json > out.json", slow, {"NumPy": Limit(0.5)},
               "JSON out"),
        Target("lacli inv 1000x1000.json -f json > out.json", slow, {"NumPy": Limit(0.5)},
               "JSON both ways"),
        Target("lacli pca -k 5 100000x20.csv -o out.csv", slow, {}, "pca"),
    )  # fmt: skip


def memory(_: Bench) -> tuple[Target, ...]:
    """Peak memory."""
    lines = (
        "lacli det 4000x4000.npy",
        "lacli det 4000x4000.csv",
        "lacli inv 4000x4000.npy -o out.npy",
        "lacli inv 4000x4000.csv -o out.csv",
        "lacli solve 4000x4000.npy 4000x1.npy",
        "lacli solve 4000x4000.csv 4000x1.csv",
    )
    return tuple(Target(line, copies, {"": Limit(2.5)}) for line in lines)


def beyond(bench: Bench) -> tuple[Target, ...]:
    """Data larger than the memory that may be taken."""
    columns = 50
    allowed = min(1024, max(100, bench.rows * columns * 8 // 4 // 10**6))
    setting = f"LACLI_MAX_MEMORY={allowed}M"
    line = f"lacli pca -k 5 {bench.rows}x{columns}.csv -o out.csv"
    return (
        Target(line, slow, {READER: Limit(1.5)}, "beyond", setting),
        Target(
            f"{line} --engine blocked", flat, {"peak": Limit(1024), "flat": Limit(1.5)}, "", setting
        ),
    )


SECTIONS = (
    Section(
        "start",
        "Starting",
        "Beside `python -c 'import numpy'`, the least that a NumPy one-liner takes; {short} pairs.",
        start,
    ),
    Section(
        "large",
        "Large files",
        "Normally distributed numbers in all digits, read, computed with and written. NumPy reads "
        "and writes by `loadtxt` and `savetxt`, `json.load` and `json.dump`; Octave by `dlmread` "
        "and `dlmwrite` with `%.17g`; R by `read.csv` and `write.table`; pandas and polars by "
        "their own readers and writers, with NumPy between. {long} pairs.",
        large,
    ),
    Section(
        "memory",
        "Peak memory",
        "The largest resident set of one run, less that of `python -c 'import numpy'`, over the "
        "size of the matrix.",
        memory,
    ),
    Section(
        "beyond",
        "Beyond memory",
        "A file whose numbers take more than lacli may, beside reading it in blocks and throwing "
        "them away, {long} pairs; and the peak memory of one run for more and more rows. The rows "
        "repeat after 100 000.",
        beyond,
    ),
)
