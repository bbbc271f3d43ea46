"""Arrays in a file that memory does not hold, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lacli.errors import InputError, reason
from lacli.matrix import Array
from lacli.parse.grid import Grid, label, plain_address
from lacli.parse.reading import Reading
from lacli.parse.settling import no_means, settled, some_left
from lacli.parse.source import Source
from lacli.progress import progress
from lacli.tall import ENTRIES, Block, Tall


def grid(source: Source, start: int, shape: tuple[int, int], dtype: Any, reading: Reading) -> Grid:
    """The grid of an m×n array of real numbers, row by row from that byte of a file on.

    It is read and not mapped: pages of a file that is mapped count as memory of the process.
    """
    m, n = shape

    def load(keep: list[int], labels: int | None) -> Tall:
        no_means(reading)

        def settling() -> Iterator[tuple[Block, int]]:
            first = 0
            for values in _rows(source, start, shape, dtype):
                names = None if labels is None else values[:, labels].tolist()
                block = Block(
                    values[:, keep].astype(float), names and [label(x, source.name) for x in names]
                )
                yield settled(block, plain_address(source.name, keep, first), reading)
                first += len(values)

        def read(_last: bool) -> Iterator[Block]:
            return some_left(settling(), source.name)

        height = None if reading.missing else m
        return Tall(read, len(keep), source.name, named=labels is not None, height=height)

    return Grid(n, None, None, load)


def _rows(source: Source, start: int, shape: tuple[int, int], dtype: Any) -> Iterator[Array]:
    """Some rows after the other; raises InputError where they cannot be read, or have become fewer.

    A file that is replaced while it is read stays what it was.
    """
    import numpy as np

    m, n = shape
    step = max(ENTRIES // n, 1)
    try:
        with source.open() as stream, progress(source.name, source.size) as tell:
            stream.seek(start)
            for first in range(0, m, step):
                rows = min(step, m - first)
                data = stream.read(rows * n * dtype.itemsize)
                if len(data) < rows * n * dtype.itemsize:
                    raise InputError(f"{source.name}: cut off while it was read")
                tell(rows, len(data))
                yield np.frombuffer(data, dtype).reshape(rows, n)
    except OSError as error:
        raise InputError(f"{source.name}: {reason(error)}") from None
