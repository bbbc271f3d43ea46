"""Least squares: solutions, fits with their standard errors, and projections."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import note, warn_digits
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.scaling import EPS, largest_parts, ldexp, scaled
from lacli.compute.dense.singular import factors
from lacli.compute.dense.spaces import rank_of
from lacli.compute.dense.systems import is_affordable, residual
from lacli.errors import MathError
from lacli.matrix import Array


class Regression(NamedTuple):
    x: Array
    fitted: Array
    residuals: Array
    rank: int
    norms: Array
    """The residual norm of each column of y."""
    r2: Array | None
    errors: Array | None
    """The standard error of each coefficient, n×k."""


class Projection(NamedTuple):
    projection: Array
    residual: Array


def lstsq(A: Array, b: Array) -> Array:
    """The x (n×k) of least norm that minimises ‖A x − b‖₂, for A (m×n) and b (m×k), by the SVD.

    Remarks which kind of solution x is and what the residual norm is; warns where digits are lost.
    """
    x, rank, cond = _solution(A, b)
    residuals = _fit(A, x, b).residual
    _note_kind(A, rank, residuals)
    _warn_digits(A, x, residuals, cond)
    return x


def regression(X: Array, y: Array, intercept: bool = False, ridge: float = 0.0) -> Regression:
    """The fit of y (m×k) by X x, for X (m×n), which `intercept` gives a first column of ones.

    With `ridge` x minimises ‖X x − y‖² + ridge·‖x‖², the intercept left out of the penalty: least
    squares of [X; √ridge·I] and [y; 0] (GVL §6.1.4). R² = 1 − ‖residuals‖²/‖y‖², of y less its
    mean where there is an intercept; None where that norm is 0. The standard errors, for errors
    that are independent and of equal variance, are ‖residuals‖/√(m − n) times the lengths of the
    rows of X's pseudoinverse, where X has full rank and m > n; else, and with `ridge`, None
    (Seber and Lee, Linear Regression Analysis, 2nd ed., Wiley 2003, §3.2–3.4). Remarks
    on a solution that is one of many; warns where digits are lost.
    """
    if intercept:
        X = np.hstack([np.ones((len(X), 1)), X])
    m, n = X.shape
    penalty = math.sqrt(ridge) * np.eye(n)[int(intercept) : n if ridge else 0]
    A, b = np.vstack([X, penalty]), np.vstack([y, np.zeros((len(penalty), y.shape[1]))])
    x, rank, cond = _solution(A, b)
    fitted, residuals = _fit(X, x, y)
    norms = vector_norm(residuals, order=2, axis=0)
    if rank < n:
        _note_kind(A, rank, residuals)
    _warn_digits(A, x, _fit(A, x, b).residual, cond)
    errors = None
    if not ridge and rank == n < m:
        errors = _row_lengths_of_pinv(X) * (norms / math.sqrt(m - n))
    return Regression(x, fitted, residuals, rank, norms, _r2(y, norms, intercept), errors)


def project(A: Array, b: Array) -> Projection:
    """The projection of b (m×k) onto the span of A's columns (m×n), and b less that (GVL §5.3.1).

    The columns may be dependent, and their lengths do not matter. Warns where digits are lost.
    """
    rank = rank_of(A)
    if rank == len(A):
        return Projection(b, np.zeros_like(b))
    B = ldexp(A, -_exponents(A))
    x, used, cond = _gelsd(B, b)
    warn_digits(cond if used == rank else math.inf)
    return _fit(B, x, b)


def _solution(A: Array, b: Array) -> tuple[Array, int, float]:
    """The least-squares solution of least norm, the rank used, and the condition number at that.

    LAPACK gelsd; singular values up to max(m, n)·ε times the largest count as 0. Where the rank is
    full, scaling the columns (rows, if m < n) leaves x as it is, and is done.
    """
    m, n = A.shape
    if m >= n:
        exponents = _exponents(A)
        x, rank, cond = _gelsd(ldexp(A, -exponents), b)
        x = ldexp(x, -exponents[:, None])
    else:
        exponents = _exponents(A.T)[:, None]
        x, rank, cond = _gelsd(ldexp(A, -exponents), ldexp(b, -exponents))
    return (x, rank, cond) if rank == min(m, n) else _gelsd(A, b)


def _exponents(A: Array) -> Array:
    """The power of 2 that is about the largest entry of each column."""
    return np.frexp(largest_parts(A).max(axis=0))[1]


def _gelsd(A: Array, b: Array) -> tuple[Array, int, float]:
    """The least-squares solution, the rank used, and the condition number at that rank.

    Where A is small, after a step of refinement, which a small residual makes worth it (Golub and
    Wilkinson, Numer. Math. 9, 1966).
    """
    B, e = scaled(A)
    c, f = scaled(b)
    cutoff = max(A.shape) * EPS
    try:
        x, _, rank, S = np.linalg.lstsq(B, c, rcond=cutoff)
        if is_affordable(B, c):
            x += np.linalg.lstsq(B, residual(B, x, c), rcond=cutoff)[0]
    except LinAlgError:
        raise MathError("the singular values did not converge") from None
    return ldexp(x, f - e), int(rank), float(S[0] / S[rank - 1]) if rank else 1.0


def _fit(A: Array, x: Array, b: Array) -> Projection:
    """A x and b − A x, which is 0, and A x is b, where rounding x could account for it."""
    residuals = residual(A, x, b)
    noise = np.abs(residuals) <= 4 * A.shape[1] * EPS * (np.abs(A) @ np.abs(x))
    product = -residual(A, x, np.zeros_like(b))
    return Projection(np.where(noise, b, product), np.where(noise, 0, residuals))


def _note_kind(A: Array, rank: int, residuals: Array) -> None:
    m, n = A.shape
    full = min(m, n)
    kind = "minimum-norm solution" if m < n else "least-squares solution"
    if rank < full:
        kind += f" at rank {rank} of {full}" + (", of least norm" if m >= n else "")
    note(f"{kind}: residual norm {float(vector_norm(residuals, order=2)):.6g}")


def _warn_digits(A: Array, x: Array, residuals: Array, cond: float) -> None:
    size = float(vector_norm(A, order=2)) * float(vector_norm(x, order=2))
    warn_digits(cond, float(vector_norm(residuals, order=2)) / size if size else 0.0)


def _row_lengths_of_pinv(X: Array) -> Array:
    """The lengths of the rows of X's pseudoinverse, as a column, for X of full column rank."""
    exponents = _exponents(X)
    _, S, Vh = factors(ldexp(X, -exponents), full=False)
    lengths = vector_norm(Vh.conj().T / S, order=2, axis=1)
    return ldexp(lengths, -exponents)[:, None]


def _r2(y: Array, norms: Array, intercept: bool) -> Array | None:
    """1 − ‖residuals‖²/‖y‖², about the mean or about 0, of each column of y."""
    total = vector_norm(y - y.mean(axis=0) if intercept else y, order=2, axis=0)
    if not (total > len(y) * EPS * vector_norm(y, order=2, axis=0)).all():
        return None
    return np.asarray(1 - (norms / total) ** 2)
