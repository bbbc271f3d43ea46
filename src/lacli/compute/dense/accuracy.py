"""The one place that judges which singular values are 0: every rank is decided here."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.scaling import EPS, equilibrated, ldexp, row_blocks, scaled
from lacli.compute.remarks import warn
from lacli.errors import MathError
from lacli.matrix import Array

BELOW, ABOVE = 1 / 2, 1000
"""A singular value so many times the cut-off is near it: it may be rounding, or more than that."""


class Rank(NamedTuple):
    rank: int
    values: Array
    """The singular values, descending."""
    cutoff: float
    """Up to this they count as 0."""


def cutoff(shape: tuple[int, ...]) -> float:
    """The share of the largest singular value of an m×n matrix up to which others count as 0.

    It is max(m, n)·ε, about what rounding the entries may make of a 0, as in MATLAB and NumPy (GVL
    §5.4.1).
    """
    return max(shape) * EPS


def count(S: Array, shape: tuple[int, ...], tol: float | None = None) -> int:
    """How many of the singular values S, descending, of an m×n matrix do not count as 0.

    They are those above `tol`, or else `cutoff`, times the largest.
    """
    return int((S[0] * (cutoff(shape) if tol is None else tol) < S).sum())


def numerical_rank(A: Array, tol: float | None = None) -> Rank:
    """The rank of A (m×n) as it stands: where entries are measured, or in one unit."""
    B, exponent = scaled(A)
    return rank_of(singular_values(B), exponent, A.shape, tol)


def rank_of(S: Array, exponent: int, shape: tuple[int, ...], tol: float | None) -> Rank:
    """The rank of an m×n matrix that has the singular values S·2^exponent."""
    limit = S[0] * (cutoff(shape) if tol is None else tol)
    return Rank(count(S, shape, tol), ldexp(S, exponent), float(ldexp(limit, exponent)))


def rank_in_any_units(A: Array) -> int:
    """The rank of A (m×n) once equilibrated, so that units alone make nothing dependent."""
    return count(singular_values(equilibrated(A).B), A.shape)


def singular_values(A: Array) -> Array:
    """The singular values of A (m×n), descending; raises MathError where LAPACK finds none."""
    try:
        return np.linalg.svd(A, compute_uv=False)
    except LinAlgError:
        raise MathError("the singular values did not converge") from None


def is_near(S: Array, limit: float) -> tuple[int, int] | None:
    """The number of a singular value near the cut-off `limit`, and the other rank it allows."""
    r = int((limit < S).sum())
    if r and S[r - 1] <= ABOVE * limit:
        return r, r - 1
    if r < len(S) and BELOW * limit < S[r]:
        return r + 1, r + 1
    return None


def warn_of_rank(S: Array, limit: float) -> bool:
    """Warns, and tells, where the rank hangs on a singular value near the cut-off `limit`."""
    if not (near := is_near(S, limit)):
        return False
    k, other = near
    warn(
        f"singular value {k}, {S[k - 1]:.1e}, is near the cut-off {limit:.1e}: "
        f"the rank cannot be told from {other}"
    )
    return True


def condition(A: Array) -> float:
    """The condition number of A (n×n), once equilibrated, in the 1-norm; infinite if singular."""
    B = equilibrated(A).B
    try:
        return norm1(B) * norm1(np.linalg.inv(B))
    except LinAlgError:
        return math.inf


def norm1(A: Array) -> float:
    """The largest column sum of moduli."""
    return float(np.sum([np.abs(A[part]).sum(axis=0) for part in row_blocks(A)], axis=0).max())
