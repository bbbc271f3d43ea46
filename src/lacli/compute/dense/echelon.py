"""The reduced row echelon form: exactly where numbers are few and as people write them."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import cutoff, warn_digits
from lacli.compute.dense.leastsquares import least_squares
from lacli.compute.dense.scaling import equilibrated, ldexp
from lacli.compute.dense.singular import factors
from lacli.errors import MathError
from lacli.matrix import Array

EXACT = 20_000
"""How many multiplications are done in fractions: that is a tenth of a second or so."""
DIGITS = 12
"""Decimals of up to so many digits are taken as they are written; computed ones have more."""
DENOMINATOR, NUMERATOR = 1000, 10**6
"""Fractions up to these are recognised in the floating-point numbers nearest to them."""
INTEGER = 2**53
RANGE = 1e30
"""Larger numbers, and smaller ones than its reciprocal, are not taken as they are written."""

Rows = list[list[Fraction]]


class RREF(NamedTuple):
    R: Array
    pivots: list[int]


def rref(A: Array, b: Array | None = None) -> RREF:
    """The reduced row echelon form R of A (m×n), or of [A b], and the indices of its pivot columns.

    No pivot is sought in b (m×k): where A x = b has no solution, a row of R is 0 … 0 | c.
    Small matrices of integers, short decimals and simple fractions are reduced exactly. Others by
    Gauss–Jordan elimination with partial pivoting (GVL §3.4) of A equilibrated, in which pivots up
    to max(m, n)·ε·‖A‖∞ count as 0. Raises MathError where an entry would vanish by underflow; warns
    where digits are lost.
    """
    M, n = A if b is None else np.hstack([A, b]), A.shape[1]
    parts = 2 if np.iscomplexobj(M) else 1
    if M.size * min(A.shape) * parts**3 <= EXACT:
        rows = [_as_written(row) for row in (_real(M) if parts == 2 else M).tolist()]
        if None not in rows:
            pivots = _eliminate(rows, parts * n)  # type: ignore[arg-type]
            R = np.array([[_nearest(x) for x in row] for row in rows])  # type: ignore[union-attr]
            R = _checked(R, np.array(rows, dtype=bool), parts * n)
            if parts == 2:
                R, pivots = R[::2, ::2] + 1j * R[1::2, ::2], [p // 2 for p in pivots[::2]]
            return RREF(R, pivots)
    return _floating(M, n)


def _real(M: Array) -> Array:
    """M (m×n, complex) as a real 2m×2n matrix, which adds, multiplies and is reduced as M is."""
    R = np.empty((2 * M.shape[0], 2 * M.shape[1]))
    R[::2, ::2] = R[1::2, 1::2] = M.real
    R[1::2, ::2], R[::2, 1::2] = M.imag, -M.imag
    return R


def _as_written(row: list[float]) -> list[Fraction] | None:
    """The numbers that a person would write for those of a row; None if one would not."""
    found = [_written(x) for x in row]
    return None if None in found else found  # type: ignore[return-value]


def _written(x: float) -> Fraction | None:
    if x and not 1 / RANGE <= abs(x) <= RANGE:  # whose fractions would be long
        return None
    text = repr(x)
    digits = text.partition("e")[0].lstrip("-").replace(".", "").strip("0")
    if len(digits) <= DIGITS or (x.is_integer() and abs(x) <= INTEGER):
        return Fraction(text)
    simple = Fraction(x).limit_denominator(DENOMINATOR)
    if abs(simple.numerator) <= NUMERATOR and simple.numerator / simple.denominator == x:
        return simple
    return None


def _eliminate(rows: Rows, n: int) -> list[int]:
    """Reduces the first n columns of the rows in place; returns the pivot columns."""
    pivots: list[int] = []
    for j in range(n):
        k = len(pivots)
        i = next((i for i in range(k, len(rows)) if rows[i][j]), None)
        if i is None:
            continue
        rows[k], rows[i] = rows[i], rows[k]
        head = rows[k][j]
        pivot = rows[k] = [x / head for x in rows[k]]
        for i, row in enumerate(rows):
            if i != k and (factor := row[j]):
                rows[i] = [x - factor * y if y else x for x, y in zip(row, pivot, strict=True)]
        pivots.append(j)
    return pivots


def _nearest(x: Fraction) -> float:
    """The floating-point number nearest to x, infinite where none is."""
    try:
        return x.numerator / x.denominator
    except OverflowError:
        return float("inf")


def _checked(R: Array, nonzero: Array, n: int) -> Array:
    """R itself, if what should not be 0 in its first n columns is not; else raises MathError."""
    if (nonzero & (R == 0))[:, :n].any():
        raise MathError("an entry is too small, beside others, for floating point")
    return R


def _floating(M: Array, n: int) -> RREF:
    """The reduced form of M, whose first n columns are A, in floating point."""
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
