"""How a target is measured: each kind yields the rows of the page for it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from statistics import median
from typing import NamedTuple, TypeAlias

from benchmarks import opponents, pairs
from benchmarks.data import NAME, Data
from benchmarks.pairs import Command
from benchmarks.rows import Limit, Row, Spread, number, ratios, seconds

MB = 1 << 20


class Bench(NamedTuple):
    """The data, how many pairs there are of short and of long runs, and how many rows at most."""

    data: Data
    short: int
    long: int
    rows: int


class Target(NamedTuple):
    """What is measured, how, beside whom, and what each number may be at most."""

    line: str
    kind: Kind
    limits: Mapping[str, Limit] = {}
    task: str = ""
    setting: str = ""

    def limit(self, name: str = "") -> Limit:
        """The limit beside an opponent, if there is one."""
        return self.limits.get(name, Limit())

    @property
    def title(self) -> str:
        """What the page calls it."""
        return f"`{' '.join(filter(None, (self.setting, self.line)))}`"


Kind: TypeAlias = Callable[[Bench, Target], Iterator[Row]]


def rows(target: Target, bench: Bench) -> Iterator[Row]:
    """The rows of a target; one that tells so where its data cannot be made."""
    try:
        bench.data.provide(target.line)
        yield from target.kind(bench, target)
    except (subprocess.CalledProcessError, OSError) as error:
        told = f"failed: {type(error).__name__}"
        for name in target.limits or ("",):
            yield Row(target.title, name, target.limit(name), told)


def quick(bench: Bench, target: Target) -> Iterator[Row]:
    """A call that takes little: as many pairs as for starting."""
    return _beside(bench, target, bench.short)


def slow(bench: Bench, target: Target) -> Iterator[Row]:
    """A call on a large file."""
    return _beside(bench, target, bench.long)


def _beside(bench: Bench, target: Target, rounds: int) -> Iterator[Row]:
    """The ratios of a call to those who do the same."""
    file = NAME.search(target.line)
    theirs = opponents.lines(target.task, file[0] if file else "")
    lines = {"": f"{target.setting} {target.line}".strip()} | theirs
    commands = {name: Command.of(line) for name, line in lines.items()}
    runs = pairs.in_turn(commands, rounds, bench.data.folder)
    for name in theirs:
        yield beside(target, name, runs[""], runs[name])


def beside(target: Target, name: str, ours: list[pairs.Run], theirs: list[pairs.Run]) -> Row:
    """The row of the runs of a call and of an opponent."""
    row = Row(target.title, name, target.limit(name), "")
    if failed := pairs.failure(ours):
        return row._replace(found=failed)
    if failed := pairs.failure(theirs):
        return row._replace(found=f"{name} {failed}", limit=Limit())
    mine, others = ([run.seconds for run in runs] for runs in (ours, theirs))
    return row._replace(
        found=ratios(mine, others), ours=seconds(median(mine)), theirs=seconds(median(others))
    )


def on_terminal(bench: Bench, target: Target) -> Iterator[Row]:
    """What a table on a terminal takes more than a pipe, in units of importing NumPy."""
    commands = {
        "terminal": Command.of(target.line, terminal=True),
        "pipe": Command.of(target.line),
        opponents.IMPORT: Command.of(opponents.lines("start")[opponents.IMPORT]),
    }
    runs = pairs.in_turn(commands, bench.short, bench.data.folder)
    row = Row(f"{target.title} on a terminal, more than in a pipe", opponents.IMPORT,
              target.limit(), "")  # fmt: skip
    if failed := next(filter(None, map(pairs.failure, runs.values())), ""):
        yield row._replace(found=failed)
        return
    table, pipe, unit = ([run.seconds for run in runs[name]] for name in commands)
    more = [a - b for a, b in zip(table, pipe, strict=True)]
    yield row._replace(
        found=ratios(more, unit), ours=seconds(median(more)), theirs=seconds(median(unit))
    )


def own_modules(bench: Bench, target: Target) -> Iterator[Row]:
    """The milliseconds that loading lacli's own modules takes, what they load left out."""
    command = Command.of(target.line)
    words = (sys.executable, "-X", "importtime", *command.words)
    found = []
    for _ in range(bench.short + 1):
        done = subprocess.run(
            words, env=pairs.environment({}), capture_output=True, text=True, check=True
        )
        found.append(own_time(done.stderr) / 1000)
    what = f"lacli's own modules in {target.title}"
    yield Row(what, "", target.limit(), Spread.of(found[1:]), " ms")


def own_time(report: str) -> int:
    """The microseconds of the modules of lacli themselves in what `-X importtime` tells."""
    times = re.findall(r"^import time:\s+(\d+) \|\s+\d+ \|\s+lacli(?:\.\S+)?$", report, re.M)
    return sum(map(int, times))


def count(_: Bench, target: Target) -> Iterator[Row]:
    """The number that a command prints."""
    words = Command.of(target.line).words
    done = subprocess.run(
        words, env=pairs.environment({}), capture_output=True, text=True, check=True
    )
    yield Row("commands", "", target.limit(), Spread.of([float(done.stdout)]))


def copies(bench: Bench, target: Target) -> Iterator[Row]:
    """The peak memory above that of importing NumPy, in units of the matrix; one run."""
    base = pairs.run(Command.of(opponents.lines("start")[opponents.IMPORT]), bench.data.folder)
    done = pairs.run(Command.of(target.line), bench.data.folder)
    file = NAME.search(target.line)
    assert file is not None
    matrix = 8 * int(file[1]) * int(file[2])
    found = Spread.of([(done.peak - base.peak) / matrix])
    yield Row(target.title, f"{matrix // MB} MB", target.limit(), pairs.failure([done]) or found,
              " copies", f"{done.peak // MB} MB")  # fmt: skip


def flat(bench: Bench, target: Target) -> Iterator[Row]:
    """The peak memory for more and more rows: each, and the largest beside the smallest."""
    peaks: list[int] = []
    failed = ""
    file = NAME.search(target.line)
    assert file is not None
    for count in row_counts(bench.rows):
        line = target.line.replace(file[0], f"{count}x{file[2]}.{file[3]}")
        bench.data.provide(line)
        done = pairs.run(Command.of(f"{target.setting} {line}"), bench.data.folder)
        failed = pairs.failure([done])
        peaks.append(done.peak)
        row = Row(f"`{target.setting} {line}`", "", target.limit("peak"), "", " MB")
        yield row._replace(found=failed or Spread.of([done.peak / MB]))
        if failed:
            break
    if len(peaks) > 1 or failed:
        yield flatness(target, peaks, failed)


def flatness(target: Target, peaks: list[int], failed: str = "") -> Row:
    """The row that holds the largest of some peaks against the smallest."""
    row = Row("the largest of these peaks", "the smallest", target.limit("flat"), failed)
    if failed:
        return row
    ours, theirs = (f"{number(peak / MB)} MB" for peak in (max(peaks), min(peaks)))
    return row._replace(found=Spread.of([max(peaks) / min(peaks)]), ours=ours, theirs=theirs)


def row_counts(most: int) -> list[int]:
    """100 000 rows, 300 000, a million and so on, up to the most there may be."""
    steps = (a * 10**power for power in range(5, 12) for a in (1, 3))
    return [count for count in steps if count < most] + [most]
