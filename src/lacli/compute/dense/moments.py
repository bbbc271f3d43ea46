"""Means, variances and covariances of the columns of a matrix."""

from __future__ import annotations

import numpy as np

from lacli.compute.dense.scaling import EPS, SAFE, largest_by_column, ldexp, row_blocks
from lacli.errors import Constant, MathError, ShapeError
from lacli.matrix import Array

TINY = float(np.finfo(np.float64).tiny)
TOO_SMALL = "too small for floating point"
SINGLE = "a single row: standard deviations need two or more"


def center(X: Array, standardize: bool = False) -> Array:
    """X (n×p) less the mean of each column.

    With `standardize` each is divided by its standard deviation, with n − 1 in the denominator,
    which needs every column to vary: raises Constant otherwise, and ShapeError for a single row.
    """
    if standardize:
        check_varying(X)
    Y, exponents = columns_scaled(X)
    _, Z = centred(Y)
    return Z / deviations(Z, len(X)) if standardize else ldexp(Z, exponents)


def cov(X: Array, population: bool = False) -> Array:
    """The covariance matrix (p×p) of the columns of X (n×p), exactly Hermitian.

    Its entry j, k is the sum over the rows of (xⱼ − x̄ⱼ)·conj(xₖ − x̄ₖ), divided by n − 1, or by n
    with `population`. Raises ShapeError for a single row, unless `population`, and MathError where
    a variance is too small for floating point.
    """
    Y, exponents = columns_scaled(X)
    _, Z = centred(Y)
    return covariances(Z, len(X), exponents, population)


def covariances(Z: Array, n: int, exponents: Array, population: bool) -> Array:
    """ZᴴZ/(n − 1), or over n, for Z·diag(2^exponents): data (n×p) less their means, or their R."""
    if n < 2 and not population:
        raise ShapeError("a single row has no variance: a covariance needs two or more")
    C = _gram(Z) / (n if population else n - 1)
    result = ldexp(C, exponents[:, None] + exponents)
    if ((result.diagonal().real < TINY) & (C.diagonal().real > 0)).any():
        raise MathError(f"the variance of a column is {TOO_SMALL}", hint="scale the data first")
    return result


def corr(X: Array) -> Array:
    """The Pearson correlations (p×p) of the columns of X (n×p).

    Exactly Hermitian, with ones on the diagonal and moduli of at most 1. Raises Constant where a
    column does not vary, ShapeError for a single row.
    """
    check_varying(X)
    return correlations(centred(columns_scaled(X)[0])[1])


def correlations(Z: Array) -> Array:
    """The correlations (p×p) of data less their means, Z (n×p), or of their R, p×p."""
    G = _gram(ldexp(Z, -np.frexp(largest_by_column(Z))[1]))
    d = G.diagonal().real
    R = G / np.sqrt(np.outer(d, d))
    R /= np.maximum(np.abs(R), 1)
    np.fill_diagonal(R, 1)
    return R


def check_varying(X: Array) -> None:
    """Raises Constant where a column of X does not vary, ShapeError for a single row."""
    if len(X) < 2:
        raise ShapeError(SINGLE)
    if constant := constant_columns(X):
        raise Constant(constant[0])


def constant_columns(X: Array) -> list[int]:
    """The indices of the columns of X whose entries are equal, to a few units in the last place."""
    parts = list(row_blocks(X))
    spread = np.max([np.abs(X[part] - X[0]).max(axis=0) for part in parts], axis=0)
    largest = np.max([np.abs(X[part]).max(axis=0) for part in parts], axis=0)
    return [int(j) for j in np.flatnonzero(spread <= 4 * EPS * largest)]


def columns_scaled(X: Array) -> tuple[Array, Array]:
    """Y and exponents e (p) with X = Y·diag(2^e); 0, and no copy, where all are of ordinary size.

    Unlike `scaling.scaled` it keeps a column of tiny entries from vanishing beside a huge one.
    """
    largest = largest_by_column(X)
    ordinary = (largest == 0) | ((SAFE[0] < largest) & (largest < SAFE[1]))
    exponents = np.where(ordinary, 0, np.frexp(largest)[1])
    return (X if ordinary.all() else ldexp(X, -exponents)), exponents


def centred(X: Array) -> tuple[Array, Array]:
    """The means of the columns, and the columns less those, both corrected once for rounding.

    The correction is that of the two-pass algorithm of Chan, Golub and LeVeque (1983).
    """
    mean = X.mean(axis=0)
    Z = X - mean
    correction = Z.mean(axis=0)
    Z -= correction
    return mean + correction, Z


def deviations(Z: Array, n: int) -> Array:
    """The standard deviations of n rows from Z: the rows less their means, or the R of these."""
    Y, exponents = columns_scaled(Z)
    return ldexp(np.linalg.norm(Y, axis=0) / np.sqrt(n - 1), exponents)


def _gram(Z: Array) -> Array:
    """The sums over the rows of zⱼ·conj(zₖ), exactly Hermitian."""
    G = Z.T @ Z.conj()
    return np.asarray((G + G.conj().T) / 2)
