"""The reduced row echelon form."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import cutoff
from lacli.compute.dense.leastsquares import least_squares
from lacli.compute.dense.scaling import equilibrated, ldexp
from lacli.compute.dense.singular import factors
from lacli.compute.remarks import warn_digits
from lacli.errors import MathError
from lacli.matrix import Array


class RREF(NamedTuple):
    R: Array
    pivots: list[int]


def rref(A: Array, b: Array | None = None) -> RREF:
    """The reduced row echelon form R of A (m×n), or of [A b], and the indices of its pivot columns.

    No pivot is sought in b (m×k): where A x = b has no solution, a row of R is 0 … 0 | c. By
    Gauss–Jordan elimination with partial pivoting (GVL §3.4) of A equilibrated, in which pivots up
    to max(m, n)·ε·‖A‖∞ count as 0. Raises MathError where an entry would vanish by underflow; warns
    where digits are lost.
    """
    M, n = A if b is None else np.hstack([A, b]), A.shape[1]
    A, shifts, cols = equilibrated(M[:, :n])
    _checked(A, M[:, :n] != 0, n)
    R, order = np.hstack([A, ldexp(M[:, n:], -shifts[:, None])]), np.arange(len(M))
    tol = cutoff(A.shape) * float(np.abs(A).sum(axis=1).max())
    pivots, sizes = _gauss_jordan(R, order, n, tol)
    if pivots:
        S = factors(A[:, pivots], full=False).S
        warn_digits(float(S[0] / S[-1]))
    R[:, :n][np.abs(R[:, :n]) <= tol] = 0
    R[:, n:][np.abs(R[:, n:]) <= 4 * cutoff(A.shape) * sizes] = 0
    r = len(pivots)
    if r and M.shape[1] > n and not R[r:, n:].any():  # b is in the span, and x has more digits so
        x, rank, _ = least_squares(A[:, pivots], ldexp(M[:, n:], -shifts[:, None]))
        R[:r, n:] = np.where(R[:r, n:] == 0, 0, x) if rank == r else R[:r, n:]
    down = np.concatenate([-cols[pivots], shifts[order[len(pivots) :]]])
    across = np.concatenate([cols, np.zeros(R.shape[1] - n, dtype=int)])
    return RREF(_checked(ldexp(R, down[:, None] + across), R != 0, n), pivots)


def _checked(R: Array, nonzero: Array, n: int) -> Array:
    """R itself, if what should not be 0 in its first n columns is not; else raises MathError."""
    if (nonzero & (R == 0))[:, :n].any():
        raise MathError("an entry is too small, beside others, for floating point")
    return R


def _gauss_jordan(R: Array, order: Array, n: int, tol: float) -> tuple[list[int], Array]:
    """Reduces the first n columns of R in place, and moves the entries of `order` with its rows.

    Returns the pivot columns, and of each entry behind the first n columns to what its rounding
    errors are in proportion: the largest number it was made from.
    """
    sizes = np.abs(R[:, n:])
    pivots: list[int] = []
    for j in range(n):
        k = len(pivots)
        if k == len(R):
            break
        i = k + int(np.abs(R[k:, j]).argmax())
        if abs(R[i, j]) <= tol:
            R[k:, j] = 0
            continue
        for rows in (R, sizes, order):
            rows[[k, i]] = rows[[i, k]]
        sizes[k] /= abs(R[k, j])
        R[k, j:] /= R[k, j]
        R[k, j] = 1  # a complex number divided by itself need not be
        others = np.arange(len(R)) != k
        multipliers = R[others, j]
        R[others, j:] -= np.outer(multipliers, R[k, j:])
        R[others, j] = 0
        inherited = np.outer(np.abs(multipliers), sizes[k])
        inexact = np.outer(multipliers != 0, np.abs(R[k, n:]))  # a multiplier is rounded itself
        sizes[others] = np.maximum(sizes[others], np.maximum(inherited, inexact))
        pivots.append(j)
    return pivots, sizes
