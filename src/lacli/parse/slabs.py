"""Arrays in a file that memory does not hold, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lacli.errors import InputError
from lacli.parse.grid import Grid, finite, label, plain_address
from lacli.parse.source import Source
from lacli.progress import progress
from lacli.tall import ENTRIES, Block, Tall


def grid(source: Source, start: int, shape: tuple[int, int], dtype: Any) -> Grid:
    """The grid of an m×n array of real numbers, row by row from that byte of a file on.

    It is read and not mapped: pages of a file that is mapped count as memory of the process.
    """
    m, n = shape

    def load(keep: list[int], labels: int | None) -> Tall:
        def read(_last: bool) -> Iterator[Block]:
            return _blocks(source, start, shape, dtype, keep, labels)

        return Tall(read, len(keep), source.name, named=labels is not None, height=m)

    return Grid(n, None, None, load)


def _blocks(
    source: Source,
    start: int,
    shape: tuple[int, int],
    dtype: Any,
    keep: list[int],
    labels: int | None,
) -> Iterator[Block]:
    """Some rows after the other; raises InputError for a number that is missing or infinite."""
    import numpy as np

    m, n = shape
    step = max(ENTRIES // n, 1)
    with source.open() as stream, progress(source.name, source.size) as tell:
        stream.seek(start)
        for first in range(0, m, step):
            data = stream.read(min(step, m - first) * n * dtype.itemsize)
            if len(data) % (n * dtype.itemsize) or not data:
                raise InputError(f"{source.name}: cut off while it was read")
            rows = np.frombuffer(data, dtype).reshape(-1, n)
            where = plain_address(source.name, keep, first)
            values = finite(rows[:, keep].astype(float), where)
            names = None if labels is None else rows[:, labels].tolist()
            tell(len(rows), len(data))
            yield Block(values, names and [label(x, source.name) for x in names])
