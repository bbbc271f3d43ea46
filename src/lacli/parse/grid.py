"""Grid: what a parser found, before columns are chosen and missing values are settled."""

from __future__ import annotations

import cmath
import warnings
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lacli.errors import InputError, Remark, UsageError
from lacli.matrix import Array, Matrix, Number
from lacli.number import is_missing
from lacli.parse import columns
from lacli.parse.reading import Reading

Rows = list[list[Number]]


class Loaded(NamedTuple):
    """The numbers of the chosen columns, NaN where there is none, and the names of the rows."""

    cells: Rows | Array
    rows: Sequence[str] | None
    where: Callable[[int, int], str]
    """The address of the cell in row i, column j, for messages."""


class Grid(NamedTuple):
    """The columns of an input, and how to load some of them.

    `labels` is the column that names the rows, if the input has one; `load` takes the columns
    wanted and that column.
    """

    width: int
    names: Sequence[str] | None
    labels: int | None
    load: Callable[[list[int], int | None], Loaded]

    @classmethod
    def of_rows(cls, rows: Rows, name: str) -> Grid:
        """The grid of rows of numbers, without names."""

        def load(keep: list[int], labels: int | None) -> Loaded:
            names = None if labels is None else [str(row[labels]) for row in rows]
            cells = [[row[j] for j in keep] for row in rows]
            return Loaded(cells, names, plain_address(name, keep))

        return cls(len(rows[0]), None, None, load)

    def matrix(self, reading: Reading, name: str) -> Matrix:
        """The matrix called `name`: columns chosen, rows named, missing values settled.

        Raises InputError for missing and infinite entries, UsageError for columns not there.
        """
        try:
            keep, labels = self._chosen(reading)
        except UsageError as error:
            error.message = f"{name}: {error.message}"
            raise
        loaded = self.load(keep, labels)
        cells, rows, where = _settled(loaded, reading, name)
        cols = None if self.names is None else [self.names[j] for j in keep]
        return Matrix(_finite(cells, where), rows, cols if any(cols or ()) else None, name)

    def _chosen(self, reading: Reading) -> tuple[list[int], int | None]:
        """The columns to take, and the one that names the rows."""
        labels = self.labels
        if reading.labels is not None:
            labels = columns.find(reading.labels.strip(), self.names, self.width)
        keep = list(range(self.width))
        if reading.columns is not None:
            keep = columns.choose(reading.columns, self.names, self.width)
        keep = [j for j in keep if j != labels]
        if not keep:
            raise UsageError("no column is left but the one that names the rows")
        return keep, labels


def plain_address(name: str, keep: Sequence[int]) -> Callable[[int, int], str]:
    """Addresses by row and column, where there are no lines to count."""
    return lambda i, j: f"{name}: row {i + 1}, column {keep[j] + 1}"


def _settled(loaded: Loaded, reading: Reading, name: str) -> Loaded:
    """The cells without missing values: rows left out, means put in, or InputError raised."""
    cells = loaded.cells
    if not isinstance(cells, list):
        import numpy as np

        if not np.isnan(cells).any():
            return loaded
        cells = cells.tolist()
    gaps = [(i, j) for i, row in enumerate(cells) for j, x in enumerate(row) if is_missing(x)]
    if not gaps:
        return loaded
    if reading.missing is None:
        raise InputError(
            f"{loaded.where(*gaps[0])}: missing value",
            hint="--missing drop leaves such rows out, --missing mean puts in the column's mean",
        )
    if reading.missing == "mean":
        return loaded._replace(cells=_with_means(cells, gaps, name))
    left_out = {i for i, _ in gaps}
    keep = [i for i in range(len(cells)) if i not in left_out]
    if not keep:
        raise InputError(f"{name}: every row has a missing value")
    rows = f"{len(left_out)} row" + ("s" if len(left_out) > 1 else "")
    warnings.warn(f"{name}: {rows} with missing values left out", Remark, stacklevel=2)
    return Loaded(
        [cells[i] for i in keep],
        None if loaded.rows is None else [loaded.rows[i] for i in keep],
        lambda i, j: loaded.where(keep[i], j),
    )


def _with_means(cells: Rows, gaps: list[tuple[int, int]], name: str) -> Rows:
    means = {}
    for j in {j for _, j in gaps}:
        known = [row[j] for row in cells if not is_missing(row[j])]
        if not known:
            raise InputError(f"{name}: column {j + 1} has no value to take the mean of")
        means[j] = sum(known) / len(known)
    return [[means[j] if is_missing(x) else x for j, x in enumerate(row)] for row in cells]


def _finite(cells: Rows | Array, where: Callable[[int, int], str]) -> Rows | Array:
    """The cells, none of which is infinite; raises InputError otherwise."""
    if isinstance(cells, list):
        infinite = ((i, j) for i, row in enumerate(cells) for j, x in enumerate(row) if _isinf(x))
    else:
        import numpy as np

        infinite = ((int(i), int(j)) for i, j in np.argwhere(np.isinf(cells))[:1])
    for i, j in infinite:
        raise InputError(f"{where(i, j)}: infinite, or too large for floating point")
    return cells


def _isinf(x: Number) -> bool:
    return not isinstance(x, int) and cmath.isinf(x)
