"""Least squares: solutions, fits with their standard errors, and projections."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import note, warn, warn_digits
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.scaling import EPS, largest_parts, ldexp, scaled
from lacli.compute.dense.singular import factors
from lacli.compute.dense.spaces import rank_of
from lacli.compute.dense.systems import is_affordable, residual
from lacli.errors import MathError
from lacli.matrix import Array

NEAR = 2
"""How many times smaller than the cut-off a singular value is that counts as 0 for certain."""


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
    x, rank, cond = least_squares(A, b)
    residuals = _fit(A, x, b).residual
    _note_kind(A, rank, residuals)
    _warn_digits(A, x, residuals, cond)
    return x


def regression(X: Array, y: Array, intercept: bool = False, ridge: float = 0.0) -> Regression:
    """The fit of y (m×k) by X x, for X (m×n), which `intercept` gives a first column of ones.

    With `ridge` x minimises ‖X x − y‖² + ridge·‖x‖², the intercept left out of the penalty.
    R² = 1 − ‖residuals‖²/‖y‖², of y less its mean where there is an intercept; None where that norm
    is 0. The standard errors, for errors that are independent and of equal variance, are
    ‖residuals‖/√(m − n) times the lengths of the rows of X's pseudoinverse, where X has full rank
    and m > n; else, and with `ridge`, None (Seber and Lee, Linear Regression Analysis, 2nd ed.,
    Wiley 2003, §3.2–3.4). Remarks on a solution that is one of many; warns where digits are lost.
    """
    if intercept:
        X = np.hstack([np.ones((len(X), 1)), X])
    m, n = X.shape
    x, rank, cond = _ridge(X, y, ridge, intercept) if ridge else least_squares(X, y)
    fitted, residuals = _fit(X, x, y)
    norms = vector_norm(residuals, order=2, axis=0)
    if rank < n and not ridge:
        _note_kind(X, rank, residuals)
    _warn_digits(X, x, residuals, cond)
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
    if used != rank:
        raise MathError(
            f"the columns are so nearly dependent that their span cannot be told: "
            f"its dimension is {used} or {rank}"
        )
    warn_digits(cond)
    return _fit(B, x, b)


def least_squares(A: Array, b: Array) -> tuple[Array, int, float]:
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
    if rank == min(m, n):
        return x, rank, cond
    x, unscaled, cond = _gelsd(A, b)
    if unscaled < rank:
        warn(f"badly scaled: the rank used is {unscaled}, with columns of one size it is {rank}")
    return x, unscaled, cond


def _ridge(X: Array, y: Array, ridge: float, intercept: bool) -> tuple[Array, int, float]:
    """The x of ridge regression, the rank of X, and the condition number of the problem.

    x = V·diag(σ/(σ² + ridge))·Uᴴy, by the SVD of X, or where that is rank deficient the least
    squares of [X; √ridge·I] and [y; 0] (GVL §6.1.4). An intercept, for which X has a first column
    of ones, is found by centring the others and y.
    """
    ones = int(intercept)
    Z, means = X[:, ones:], X[:, ones:].mean(axis=0) * ones
    centre = y.mean(axis=0) * ones
    U, S, Vh = factors(Z - means, full=False)
    rank = int((max(X.shape) * EPS * S[0] < S).sum())
    root = math.sqrt(ridge)
    if rank < len(S):  # what counts as 0 beside the largest may be a column in other units
        b = np.vstack([y - centre, np.zeros((Z.shape[1], y.shape[1]))])
        x, _, cond = least_squares(np.vstack([Z - means, root * np.eye(Z.shape[1])]), b)
    else:
        x = Vh.conj().T @ (U.conj().T @ (y - centre) / (S + ridge / S)[:, None])
        cond = math.hypot(S[0], root) / math.hypot(S[-1], root)
    return np.vstack([centre - means @ x, x]) if ones else x, rank + ones, cond


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
    if rank < len(S) and S[rank] > cutoff * S[0] / NEAR:
        warn(f"singular value {rank + 1} is near the cut-off: the rank cannot be told from {rank}")
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
