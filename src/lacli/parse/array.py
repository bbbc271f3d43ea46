"""Arrays as grids: what the formats that declare a shape have in common."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lacli.errors import InputError
from lacli.matrix import Array
from lacli.memory import check_matrix
from lacli.parse.grid import Grid, Loaded, label, plain_address


def grid(array: Array, name: str) -> Grid:
    """The grid of an array of numbers whose shape `as_matrix` let pass."""
    array = _in_double(array.reshape(as_matrix(array.shape, name)))

    def load(keep: list[int], labels: int | None) -> Loaded:
        column = [] if labels is None else array[:, labels].tolist()
        names = [label(x, name) for x in column] or None
        everything = keep == list(range(array.shape[1]))
        return Loaded(array if everything else array[:, keep], names, plain_address(name, keep))

    return Grid(array.shape[1], None, None, load)


def _in_double(array: Array) -> Array:
    """The array, where it is of longer numbers in double precision, whose range some may leave."""
    import numpy as np

    kind = {"f": np.float64, "c": np.complex128}.get(array.dtype.kind)
    if kind is None or array.dtype.itemsize <= np.dtype(kind).itemsize:
        return array
    with np.errstate(over="ignore"):
        return array.astype(kind)


def as_matrix(shape: Sequence[int], name: str, entry: int = 8) -> tuple[int, int]:
    """The rows and columns of a shape; one dimension is a row, and none a single number.

    Raises InputError for more dimensions, for no entries, and for more of so many bytes each than
    memory holds.
    """
    if 0 in shape:
        raise InputError(f"{name}: empty: there is no number in it")
    if len(shape) > 2:
        raise InputError(f"{name}: an array of {'×'.join(map(str, shape))}, not a matrix")
    m, n = shape if len(shape) == 2 else (1, math.prod(shape))
    check_matrix(m, n, name, entry)
    return m, n
