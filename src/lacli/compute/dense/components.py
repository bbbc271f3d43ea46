"""Principal components."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import EPS, ldexp, scaled
from lacli.compute.dense.singular import factors
from lacli.errors import MathError, ShapeError
from lacli.matrix import Array


class PCA(NamedTuple):
    explained: Array
    components: Array
    scores: Array
    mean: Array
    scale: Array


def pca(X: Array, standardize: bool = False) -> PCA:
    """All r = min(n − 1, p) principal components of X (n observations × p features).

    `explained` (r×3) has for each its variance, with n − 1 in the denominator, its share of the
    total and the cumulative share; `components` (r×p) are orthonormal rows, the largest entry of
    each positive; `scores` are n×r. `mean` (p) was subtracted from the features and `scale` (p)
    divides them: their standard deviations with `standardize`, which needs every column to vary,
    else ones. By the SVD of the centred data: Jolliffe, Principal Component Analysis, 2nd ed.,
    Springer 2002, §3.5.

    Raises ShapeError for a single observation, MathError where no feature varies.
    """
    n, p = X.shape
    if n < 2:
        raise ShapeError("a single row has no variance: principal components need two or more")
    if len(constant_columns(X)) == p:
        raise MathError("every column is constant: there is no variance to explain")
    Y, exponent = scaled(X)
    mean, centred = _centred(Y)
    unit = exponent  # of the components' lengths, as an exponent of 2
    scale = np.ones(p)
    if standardize:
        deviations = np.linalg.norm(centred, axis=0) / np.sqrt(n - 1)
        centred /= deviations
        scale, unit = ldexp(deviations, exponent), 0
    r = min(n - 1, p)
    U, S, Vh = factors(centred, full=False)
    components, phases = fix_phases(Vh[:r].T)
    variance = S[:r] ** 2 / (n - 1)
    cumulative = variance.cumsum()
    total = cumulative[-1]
    explained = [ldexp(variance, 2 * unit), variance / total, cumulative / total]
    scores = ldexp(U[:, :r] * (S[:r] * phases.conj()), unit)
    return PCA(np.column_stack(explained), components.T, scores, ldexp(mean, exponent), scale)


def constant_columns(X: Array) -> list[int]:
    """The indices of the columns of X whose entries are equal, to a few units in the last place."""
    spread = np.abs(X - X[0]).max(axis=0)
    return [int(j) for j in np.flatnonzero(spread <= 4 * EPS * np.abs(X).max(axis=0))]


def _centred(X: Array) -> tuple[Array, Array]:
    """The means of the columns, and the columns less those, both corrected once for rounding.

    The correction is that of the two-pass algorithm of Chan, Golub and LeVeque (1983).
    """
    mean = X.mean(axis=0)
    centred = X - mean
    correction = centred.mean(axis=0)
    centred -= correction
    return mean + correction, centred
