"""Norms of a tall matrix, and of its rows and columns."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from lacli.compute.blocked.invariants import scaled_values
from lacli.compute.blocked.summary import summary
from lacli.compute.dense import norms
from lacli.compute.dense.scaling import ldexp
from lacli.errors import ShapeError
from lacli.matrix import Array
from lacli.tall import Tall


def matrix_norm(X: Tall, order: str | float) -> float:
    """The norm of X (m×n) of that order, as the dense engine has it.

    Raises ShapeError where there turns out to be one row, whose norm is that of a vector.
    """
    found = summary(X, last=True)
    if found.m == 1:
        raise ShapeError(f"{X.name}: a single row is a vector", hint="--engine memory takes it so")
    if order == "fro":
        return found.norm
    if order in (1, -1):
        return float(found.sums.max() if order == 1 else found.sums.min())
    if order in (np.inf, -np.inf):
        return found.row_sums[order == np.inf]
    return norms.of_singular_values(ldexp(*scaled_values(X)), order, (found.m, X.width))


def vector_norm(X: Tall, order: float, axis: int | None = None) -> Array | Tall:
    """The norms of all entries of X (m×n), of its columns (axis 0) or, m×1, of its rows (1)."""
    measure = partial(norms.vector_norm, order=order, axis=axis)
    if axis == 1:
        return X.map(lambda values: measure(values)[:, None], 1)
    together = np.sum if order == 0 else partial(norms.vector_norm, order=order)
    return _folded(X, measure, together)


def sum_of_squares(X: Tall, axis: int | None = None) -> Array | Tall:
    """Σ|xᵢ|² of all entries of X (m×n), of its columns (axis 0) or, m×1, of its rows (1)."""
    if axis == 1:
        return X.map(lambda values: norms.sum_of_squares(values, axis)[:, None], 1)
    return _folded(X, partial(norms.sum_of_squares, axis=axis), np.sum)


def _folded(X: Tall, measure: Any, together: Any) -> Array:
    """What is measured of all rows, from what is measured of some."""

    def merged(a: Array, b: Array) -> Array:
        return np.asarray(together(np.stack([a, b]), axis=0))

    found = X.fold(lambda values, _start, _first: np.asarray(measure(values)), merged, last=True)
    return np.asarray(found)
