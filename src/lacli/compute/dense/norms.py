"""Norms of matrices and of vectors."""

from __future__ import annotations

import numpy as np

from lacli.compute.dense.accuracy import cutoff
from lacli.compute.dense.scaling import SAFE
from lacli.compute.dense.singular import factors
from lacli.compute.remarks import warn
from lacli.errors import MathError
from lacli.matrix import Array


def matrix_norm(A: Array, order: str | float) -> float:
    """The norm of A (m×n) of that order (GVL §2.3).

    "fro" (Frobenius), "nuc" (the sum of the singular values), 1 and inf (the largest column and row
    sum of moduli), 2 (the largest singular value) and the least of each: -1, -inf, -2.
    Raises MathError where the singular values do not converge.
    """
    if order == "fro":
        return float(vector_norm(A, order=2))
    if order in (1, -1, np.inf, -np.inf):
        sums = np.abs(A).sum(axis=0 if order in (1, -1) else 1)
        return float(sums.max() if order in (1, np.inf) else sums.min())
    return of_singular_values(factors(A, full=False).S, order, A.shape)


def of_singular_values(S: Array, order: str | float, shape: tuple[int, ...]) -> float:
    """The norm "nuc", 2 or −2 of an m×n matrix that has these singular values."""
    if order == -2 and 0 < S[-1] < cutoff(shape) * S[0]:
        warn(f"the least singular value, {S[-1]:.1e}, cannot be told from 0")
    return float({"nuc": S.sum(), 2: S[0], -2: S[-1]}[order])


def vector_norm(A: Array, order: float, axis: int | None = None) -> Array:
    """The norms of all entries of A (m×n), or along an axis of it (GVL §2.2).

    0 counts the entries that are not 0, a positive p gives (Σ|aᵢ|ᵖ)^(1/p), inf the largest modulus
    and -inf the least.
    """
    moduli = np.abs(A)
    if order == 0:
        return np.asarray(np.count_nonzero(moduli, axis=axis))
    if order == -np.inf:
        return np.asarray(moduli.min(axis=axis))
    largest = moduli.max(axis=axis, keepdims=True)
    if order == np.inf:
        return np.asarray(largest.squeeze(axis))
    ordinary = (largest == 0) | ((SAFE[0] < largest) & (largest < SAFE[1]) & (order in (1, 2)))
    unit = np.where(ordinary, 1, largest)
    if not ordinary.all():
        moduli /= unit
    if order != 1:
        moduli **= order
    powers = moduli.sum(axis=axis, keepdims=True)
    roots = np.sqrt(powers) if order == 2 else powers ** (1 / order)
    return np.asarray((roots * unit).squeeze(axis))


def sum_of_squares(A: Array, axis: int | None = None) -> Array:
    """Σ|aᵢ|² of all entries of A (m×n), or along an axis; MathError says where that vanishes."""
    moduli = np.abs(A)
    squares = np.asarray((moduli**2).sum(axis=axis))
    if ((squares == 0) & (moduli.max(axis=axis) > 0)).any():
        raise MathError("the square is too small for floating point")
    return squares
