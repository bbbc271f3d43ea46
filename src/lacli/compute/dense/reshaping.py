"""The same entries in another shape, order or length."""

from __future__ import annotations

import numpy as np

from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.scaling import scaled
from lacli.matrix import Array


def hstack(*matrices: Array) -> Array:
    """Matrices of as many rows side by side."""
    return np.hstack(matrices)


def vstack(*matrices: Array) -> Array:
    """Matrices of as many columns one below the other."""
    return np.vstack(matrices)


def reshape(A: Array, M: int, N: int, by_columns: bool = False) -> Array:
    """The entries of A as an M×N array, taken and put row by row, or column by column."""
    return A.reshape((M, N), order="F" if by_columns else "C")


def diag(A: Array, offset: int = 0) -> Array:
    """The diagonal of A (m×n) that lies `offset` above the main one, as a column."""
    return A.diagonal(offset).reshape(-1, 1)


def diagonal(v: Array, offset: int = 0) -> Array:
    """The square matrix whose diagonal, `offset` above the main one, is v (n×1)."""
    return np.diag(v.ravel(), offset)


def normalize(A: Array, order: float = 2, axis: int | None = None) -> Array:
    """A (m×n) with the norm of each row (axis 1), column (axis 0) or of all made 1.

    None of them may be 0. Each is first scaled by its largest entry, so that no norm overflows.
    """
    if axis is None:
        B, _ = scaled(A)
        return B / vector_norm(B, order)
    lines = A if axis == 1 else A.T
    unit = np.vstack([normalize(line, order) for line in lines])
    return unit if axis == 1 else unit.T


def first_zero_vector(A: Array, axis: int | None = None) -> int | None:
    """The first column (axis 0) or row (1) of A that is 0, counted from 0; 0 where all of A is."""
    zeros = np.flatnonzero(~A.any(axis=axis))
    return int(zeros[0]) if len(zeros) else None


def conj(A: Array) -> Array:
    """A with its entries conjugated."""
    return A.conj()
