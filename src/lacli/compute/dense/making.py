"""Matrices made from sizes, vectors and angles."""

from __future__ import annotations

import numpy as np

from lacli.compute.dense.plane import cos_sin
from lacli.compute.dense.reshaping import normalize
from lacli.matrix import Array
from lacli.number import Number, nearest


def eye(m: int, n: int) -> Array:
    """The m×n matrix of ones on the diagonal and zeros elsewhere."""
    return np.eye(m, n)


def full(m: int, n: int, value: Number) -> Array:
    """The m×n matrix whose entries are all that value."""
    return np.full((m, n), nearest(value))


def random(m: int, n: int, seed: int | None) -> Array:
    """m×n numbers drawn evenly from 0 to 1, by the generator PCG64."""
    return np.random.default_rng(seed).random((m, n))


def normal(m: int, n: int, seed: int | None) -> Array:
    """m×n numbers drawn from the standard normal distribution, by PCG64."""
    return np.random.default_rng(seed).standard_normal((m, n))


def hilbert(m: int, n: int) -> Array:
    """The m×n matrix of 1/(i + j − 1) (Higham, Accuracy and Stability, §28.1)."""
    return 1 / (np.arange(m)[:, None] + np.arange(1, n + 1))


def vandermonde(x: Array, n: int) -> Array:
    """The powers 0 to n − 1 of the entries of x (m×1), as an m×n matrix (GVL §4.6)."""
    return np.vander(x.ravel(), n, increasing=True)


def toeplitz(column: Array, row: Array) -> Array:
    """The m×n matrix with that first column (m×1) and row (n×1), constant along diagonals.

    Their first entries are the same (GVL §4.7).
    """
    m, n = len(column), len(row)
    entries = np.concatenate([column.ravel()[::-1], row.ravel()[1:]])
    return entries[m - 1 - np.arange(m)[:, None] + np.arange(n)]


def rotation_of_plane(angle: float, degrees: bool = False) -> Array:
    """The 2×2 rotation by an angle, counter-clockwise."""
    c, s = cos_sin(np.asarray(angle), degrees)
    return np.array([[c, -s], [s, c]])


def rotation_about(axis: Array, angle: float, degrees: bool = False) -> Array:
    """The 3×3 rotation by an angle about an axis (3×1), by Rodrigues' formula.

    Counter-clockwise to whom the axis points at.
    """
    x, y, z = normalize(axis).ravel()
    c, s = cos_sin(np.asarray(angle), degrees)
    K = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + s * K + (1 - c) * K @ K


def permutation(order: list[int]) -> Array:
    """The n×n matrix P for which row i of P·A is row order[i], counted from 0, of A."""
    return np.eye(len(order))[order]


def shuffled(n: int, seed: int | None) -> list[int]:
    """The numbers 0 to n − 1 in random order, by PCG64."""
    order: list[int] = np.random.default_rng(seed).permutation(n).tolist()
    return order
