"""Linear regression: a fit by least squares, with its standard errors."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.answers import Certificate
from lacli.compute.dense.certificate import warn_of
from lacli.compute.dense.leastsquares import (
    least_squares_certificate,
    solution,
    without_noise,
)
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.scaling import EPS
from lacli.compute.remarks import note_kind
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


def regression(X: Array, y: Array, intercept: bool = False, ridge: float = 0.0) -> Regression:
    """The fit of y (m×k) by X x, for X (m×n), which `intercept` gives a first column of ones.

    With `ridge` x minimises ‖X x − y‖² + ridge·‖x‖², the intercept left out of the penalty: least
    squares with the rows √ridge·I below X (GVL §6.1.4).
    R² = 1 − ‖residuals‖²/‖y‖², of y less its mean where there is an intercept; None where that norm
    is 0. The standard errors, for errors that are independent and of equal variance, are
    ‖residuals‖/√(m − n) times the lengths of the rows of X's pseudoinverse, where X has full rank
    and m > n; else, and with `ridge`, None (Seber and Lee, Linear Regression Analysis, 2nd ed.,
    Wiley 2003, §3.2–3.4). Remarks on a solution that is one of many; warns where digits are lost.
    """
    A, b = _problem(X, y, intercept, ridge)
    m, n = len(X), A.shape[1]
    found = solution(A, b)
    residuals = without_noise(A[:m], found.x, found.residuals[:m])
    norms = vector_norm(residuals, order=2, axis=0)
    if found.rank < n and not ridge:
        note_kind(len(A), n, found.rank, float(vector_norm(residuals, order=2)))
    warn_of(found.certificate, found.large_residual)
    errors = None
    if not ridge and found.lengths is not None and n < m:
        errors = found.lengths * (norms / math.sqrt(m - n))
    return Regression(
        found.x, y - residuals, residuals, found.rank, norms, _r2(y, norms, intercept), errors
    )


def regression_certificate(
    X: Array, x: Array, y: Array, intercept: bool = False, ridge: float = 0.0
) -> Certificate:
    """How good x is as the coefficients of `regression`."""
    A, b = _problem(X, y, intercept, ridge)
    return least_squares_certificate(A, x, b)


def _problem(X: Array, y: Array, intercept: bool, ridge: float) -> tuple[Array, Array]:
    """The A and b whose least squares are those of y by X, as `regression` promises."""
    if intercept:
        X = np.hstack([np.ones((len(X), 1)), X])
    if not ridge:
        return X, y
    penalty = math.sqrt(ridge) * np.eye(X.shape[1])[int(intercept) :]
    return np.vstack([X, penalty]), np.vstack([y, np.zeros((len(penalty), y.shape[1]))])


def _r2(y: Array, norms: Array, intercept: bool) -> Array | None:
    """1 − ‖residuals‖²/‖y‖², about the mean or about 0, of each column of y."""
    total = vector_norm(y - y.mean(axis=0) if intercept else y, order=2, axis=0)
    return share_explained(norms, total, vector_norm(y, order=2, axis=0), len(y))


def share_explained(norms: Array, total: Array, size: Array, m: int) -> Array | None:
    """1 − (norms/total)², where `total` is not just the rounding of m numbers of that `size`."""
    return np.asarray(1 - (norms / total) ** 2) if (total > m * EPS * size).all() else None
