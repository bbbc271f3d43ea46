"""Grid: what a parser found, before columns are chosen and missing values are settled."""

from __future__ import annotations

import cmath
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from lacli.errors import InputError, Note, NotFinite, UsageError
from lacli.matrix import Array, Matrix, slices
from lacli.number import Number, in_full, is_missing, is_rational, nearest, ratio, shortest
from lacli.parse import columns
from lacli.parse.reading import Reading
from lacli.tall import StreamedNames, Tall

Rows = list[list[Number]]
Where = Callable[[int, int], str]
"""The address of the cell in row i, column j, for messages."""


class NotThisFormat(InputError):
    """A text that only looked like the format it was taken for."""


class Loaded(NamedTuple):
    """The numbers of the chosen columns, NaN where there is none, and the names of the rows."""

    cells: Rows | Array
    rows: Sequence[str] | None
    where: Where


class Grid(NamedTuple):
    """The columns of an input, and how to load some of them.

    `labels` is the column that names the rows, if the input has one; `load` takes the columns
    wanted and that column, and brings what memory does not hold block by block.
    """

    width: int
    names: Sequence[str] | None
    labels: int | None
    load: Callable[[list[int], int | None], Loaded | Tall]
    bar: int | None = None
    """How many columns stand left of a `|`, which parts off a right-hand side."""

    @classmethod
    def of_rows(
        cls,
        rows: Rows,
        name: str,
        index: Sequence[str] | None = None,
        names: Sequence[str] | None = None,
    ) -> Grid:
        """The grid of rows of numbers, with the names of rows and columns if they have any."""

        def load(keep: list[int], labels: int | None) -> Loaded:
            labelled = index if labels is None else [label(row[labels], name) for row in rows]
            cells = [[row[j] for j in keep] for row in rows]
            return Loaded(cells, labelled, plain_address(name, keep))

        return cls(len(rows[0]), names, None, load)

    def matrix(self, reading: Reading, name: str) -> Matrix:
        """The matrix called `name`: columns chosen, rows named, missing values settled.

        Raises InputError for missing and infinite entries, UsageError for columns not there.
        """
        try:
            keep, labels = self._chosen(reading)
        except UsageError as error:
            error.message = f"{name}: {error.message}"
            raise
        cols = None if self.names is None else [self.names[j] for j in keep]
        cols = cols if any(cols or ()) else None
        loaded, gaps = self.load(keep, labels), []
        if isinstance(loaded, Tall):  # which brings the names of its rows, and is settled as read
            return Matrix(loaded, StreamedNames.of(loaded), cols, name)
        if not _are_finite(loaded.cells):
            if reading.missing is not None or not reading.gaps:
                loaded = settled(loaded, reading, name)
            gaps = _gaps(loaded) if reading.gaps else []
            if not gaps:
                refuse_infinite(loaded)
        bar = self.bar if keep == list(range(self.width)) else None  # it is of all columns
        return Matrix(loaded.cells, loaded.rows, cols, name, gaps, bar)

    def _chosen(self, reading: Reading) -> tuple[list[int], int | None]:
        """The columns to take, and the one that names the rows."""
        labels = self.labels
        if reading.first and reading.labels is not None:
            labels = columns.find(reading.labels.strip(), self.names, self.width)
        keep = list(range(self.width))
        if reading.first and reading.columns is not None:
            keep = columns.choose(reading.columns, self.names, self.width)
        keep = [j for j in keep if j != labels]
        if not keep:
            others = [j for j in range(self.width) if j != labels]
            raise UsageError(
                "no column is left but the one that names the rows",
                hint=f"it counts as a column: the others are {columns.ranges(others)}"
                if others
                else "",
            )
        return keep, labels


def label(cell: object, address: str) -> str:
    """The name of a row that a cell says; raises InputError for one that says none."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float | complex) or (is_rational(cell) and not isinstance(cell, bool)):
        return in_full(cell) if isinstance(cell, int) else shortest(cell)
    raise InputError(f"{address}: not a name: {cell}")


def plain_address(name: str, keep: Sequence[int], first: int = 0) -> Where:
    """Addresses by row, counted on from the `first`, and column, where no lines are counted."""
    return lambda i, j: f"{name}: row {first + i + 1}, column {keep[j] + 1}"


def settled(loaded: Loaded, reading: Reading, name: str) -> Loaded:
    """The cells without missing values: rows left out, means put in, or InputError raised."""
    cells = loaded.cells
    gaps = missing(cells)
    if not gaps:
        return loaded
    if reading.missing is None:
        raise NotFinite(
            f"{loaded.where(*gaps[0])}: missing value",
            hint="--missing drop leaves such rows out, --missing mean puts in the column's mean",
        )
    if reading.missing == "mean":
        warnings.warn(
            f"{name}: {counted(len(gaps), 'value')} replaced by the mean of the column", Note, 2
        )
        return loaded._replace(cells=_with_means(cells, gaps, loaded.where))
    left_out = {i for i, _ in gaps}
    keep = [i for i in range(len(cells)) if i not in left_out]
    if not keep:
        raise InputError(f"{name}: every row has a missing value")
    rows = counted(len(left_out), "row")
    warnings.warn(f"{name}: {rows} with missing values left out", Note, stacklevel=2)
    return Loaded(
        [cells[i] for i in keep] if isinstance(cells, list) else cells[keep],
        None if loaded.rows is None else [loaded.rows[i] for i in keep],
        lambda i, j: loaded.where(keep[i], j),
    )


def counted(count: int, what: str = "cell") -> str:
    """So many of them: 1 cell, 2 cells."""
    return f"{count} {what}" + ("s" if count != 1 else "")


def _gaps(loaded: Loaded) -> list[str]:
    """Where each cell is that holds no number, or none that is finite, and which of the two."""
    cells = loaded.cells
    if isinstance(cells, list):
        entries = ((i, j, x) for i, row in enumerate(cells) for j, x in enumerate(row))
    else:
        import numpy as np

        entries = ((i, j, cells[i, j].item()) for i, j in np.argwhere(~np.isfinite(cells)).tolist())
    return [
        f"{loaded.where(i, j)}: {'no number' if is_missing(x) else 'infinite'}"
        for i, j, x in entries
        if is_missing(x) or _isinf(x)
    ]


def missing(cells: Rows | Array) -> list[tuple[int, int]]:
    """The row and the column of each cell without a number, row by row."""
    if isinstance(cells, list):
        return [(i, j) for i, row in enumerate(cells) for j, x in enumerate(row) if is_missing(x)]
    import numpy as np

    return [(i, j) for i, j in np.argwhere(np.isnan(cells)).tolist()]


def _with_means(
    cells: Rows | Array, gaps: list[tuple[int, int]], where: Where
) -> list[list[Any]] | Array:
    """The cells with the mean of its column, of the numbers that are there, in each gap."""
    filled: Any = [list(row) for row in cells] if isinstance(cells, list) else cells.copy()
    means: dict[int, Any] = {}
    for i, j in gaps:
        if j not in means:
            column = [row[j] for row in cells] if isinstance(cells, list) else cells[:, j].tolist()
            known = [x for x in column if not is_missing(x)]
            if not known:
                raise InputError(f"{where(i, j)}: missing, as are all values of its column")
            total = sum(known)
            means[j] = ratio(total, len(known)) if isinstance(total, int) else total / len(known)
        filled[i][j] = means[j]
    return filled


def _are_finite(cells: Rows | Array) -> bool:
    """Whether the cells are an array of finite numbers; of others it takes a closer look."""
    if isinstance(cells, list):
        return False
    import numpy as np

    return all(bool(np.isfinite(some).all()) for some in slices(cells))


def refuse_infinite(loaded: Loaded) -> None:
    """Raises InputError where a cell is infinite."""
    cells = loaded.cells
    if isinstance(cells, list):
        infinite = ((i, j) for i, row in enumerate(cells) for j, x in enumerate(row) if _isinf(x))
    else:
        import numpy as np

        infinite = ((int(i), int(j)) for i, j in np.argwhere(np.isinf(cells))[:1])
    for i, j in infinite:
        raise NotFinite(f"{loaded.where(i, j)}: infinite, or too large for floating point")


def _isinf(x: Number) -> bool:
    return cmath.isinf(nearest(x))
