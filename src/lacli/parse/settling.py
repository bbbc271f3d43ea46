"""Missing values in what is read block by block: rows left out, or InputError raised."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from lacli.errors import InputError, Note, NotFinite, UsageError
from lacli.matrix import Array
from lacli.parse.grid import Where, counted
from lacli.parse.reading import Reading
from lacli.tall import Block

DROP = "--missing drop leaves such rows out"


def no_means(reading: Reading) -> None:
    """Raises UsageError where means are wanted, which only all rows tell."""
    if reading.missing == "mean":
        raise UsageError(
            "--missing mean needs all of a matrix in memory",
            hint=DROP,
        )


def not_in_blocks(name: str) -> InputError:
    """The error for complex numbers, which no engine that takes blocks computes with."""
    return InputError(
        f"{name}: complex numbers are not read block by block", hint="--engine memory reads them"
    )


def settled(block: Block, where: Where, reading: Reading) -> tuple[Block, int]:
    """A block without the rows in which a value is missing, if so wanted, and how many there were.

    Raises InputError for a value that is missing or infinite and not left out.
    """
    import numpy as np

    values, names = block
    if np.isfinite(values).all():
        return block, 0
    kept = np.arange(len(values))
    if reading.missing:
        kept = np.flatnonzero(~np.isnan(values).any(axis=1))
    _refuse(values[kept], lambda i, j: where(kept[i], j))
    return Block(values[kept], names and [names[i] for i in kept.tolist()]), len(values) - len(kept)


def some_left(blocks: Iterator[tuple[Block, int]], name: str) -> Iterator[Block]:
    """The blocks that have rows; with each comes how many were left out.

    Tells how many they were in all; raises InputError where no row is left.
    """
    left_out = kept = 0
    for block, dropped in blocks:
        left_out += dropped
        kept += len(block.values)
        if len(block.values):
            yield block
    if not kept:
        raise InputError(f"{name}: every row has a missing value")
    if left_out:
        rows = counted(left_out, "row")
        warnings.warn(f"{name}: {rows} with missing values left out", Note, stacklevel=2)


def _refuse(values: Array, where: Where) -> None:
    """Raises InputError for the first value that is missing or infinite."""
    import numpy as np

    for i, j in np.argwhere(~np.isfinite(values))[:1].tolist():
        if np.isnan(values[i, j]):
            raise NotFinite(f"{where(i, j)}: missing value", DROP)
        raise NotFinite(f"{where(i, j)}: infinite, or too large for floating point")
