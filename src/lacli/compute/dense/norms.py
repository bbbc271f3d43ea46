"""Norms of matrices and of vectors."""

from __future__ import annotations

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.scaling import SAFE, scaled
from lacli.errors import MathError
from lacli.matrix import Array


def matrix_norm(A: Array, order: str | float) -> float:
    """The norm of A (m×n) of that order (GVL §2.3).

    "fro" (Frobenius), "nuc" (the sum of the singular values), 1 and inf (the largest column and row
    sum of moduli), 2 (the largest singular value) and the least of each: -1, -inf, -2.
    Raises MathError where the singular values do not converge.
    """
    B, scale = scaled(A)
    try:
        return float(np.linalg.norm(B, order) * scale)  # type: ignore[arg-type]
    except LinAlgError:
        raise MathError("the singular values did not converge") from None


def vector_norm(A: Array, order: float, axis: int | None = None, squared: bool = False) -> Array:
    """The norms of all entries of A (m×n), or along an axis of it (GVL §2.2).

    0 counts the entries that are not 0, a positive p gives (Σ|aᵢ|ᵖ)^(1/p), inf the largest modulus
    and -inf the least. `squared` gives Σ|aᵢ|² for the order 2.
    """
    moduli = np.abs(A)
    if squared:
        return np.asarray((moduli**2).sum(axis=axis))
    if order == 0:
        return np.asarray(np.count_nonzero(moduli, axis=axis))
    if order == -np.inf:
        return np.asarray(moduli.min(axis=axis))
    largest = moduli.max(axis=axis, keepdims=True)
    if order == np.inf:
        return np.asarray(largest.squeeze(axis))
    ordinary = (largest == 0) | ((SAFE[0] < largest) & (largest < SAFE[1]) & (order in (1, 2)))
    unit = np.where(ordinary, 1, largest)
    powers = ((moduli / unit) ** order).sum(axis=axis, keepdims=True)
    roots = np.sqrt(powers) if order == 2 else powers ** (1 / order)
    return np.asarray((roots * unit).squeeze(axis))
