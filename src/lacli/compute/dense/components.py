"""Principal components."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lacli.compute.dense.moments import (
    TINY,
    TOO_SMALL,
    centred,
    columns_scaled,
    constant_columns,
    deviations,
)
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.predicates import orthonormal_columns
from lacli.compute.dense.randomized import pays
from lacli.compute.dense.scaling import EPS, ldexp, scaled
from lacli.compute.dense.singular import factors, largest
from lacli.compute.remarks import warn
from lacli.errors import Constant, MathError, ShapeError
from lacli.matrix import Array

ROUNDED = 1e-8
"""How far from orthonormal components must be for a remark: half of the digits."""


class PCA(NamedTuple):
    explained: Array
    components: Array
    scores: Any
    """n×r; where memory does not hold them, what brings their rows."""
    mean: Array
    scale: Array


def pca(X: Array, standardize: bool = False, k: int | None = None) -> PCA:
    """All r = min(n − 1, p) principal components of X (n observations × p features).

    `explained` (r×3) has for each its variance, with n − 1 in the denominator, its share of the
    total and the cumulative share; `components` (r×p) are orthonormal rows, the largest entry of
    each positive; `scores` are n×r. Where `k` are wanted, and few, r is that, and random vectors
    find them, with a remark on their error (`singular.largest`). `mean` (p) was subtracted from the
    features and `scale` (p) divides them: their standard deviations with `standardize`, which needs
    every column to vary, else ones. By the SVD of the centred data: Jolliffe, Principal Component
    Analysis, 2nd ed., Springer 2002, §3.5.

    Raises ShapeError for a single observation, MathError where no feature varies, Constant where
    one that is to be standardized does not.
    """
    n, p = X.shape
    constant = constant_columns(X)
    check(n, p, constant, standardize)
    Y, exponents = columns_scaled(X) if standardize else scaled(X)
    mean, Z = centred(Y)
    unit: Any = exponents  # of the components' lengths, as an exponent of 2
    scale = np.ones(p)
    if standardize:
        sizes = deviations(Z, n)
        Z /= sizes
        scale, unit = ldexp(sizes, exponents), 0
    r = min(n - 1, p)
    if few := pays(Z.shape, k):
        r = k or r
    U, S, Vh = largest(Z, r) if few else factors(Z, full=False)
    components, phases = fix_phases(Vh[:r].T)
    scores = ldexp(U[:, :r] * (S[:r] * phases.conj()), unit)
    mean = ldexp(mean, exponents)
    explained = shares(S[:r], n, unit, float(vector_norm(Z, order=2)) if few else None)
    return PCA(explained, components.T, scores, mean, scale)


def check(n: int, p: int, constant: Sequence[int], standardize: bool) -> None:
    """Raises ShapeError for a single observation of p features, MathError where none varies.

    Constant where one is not to be divided by its standard deviation.
    """
    if n < 2:
        raise ShapeError("a single row has no variance: principal components need two or more")
    if len(constant) == p:
        raise MathError("every column is constant: there is no variance to explain")
    if standardize and len(constant):
        raise Constant(int(constant[0]))


def shares(S: Array, n: int, unit: int, norm: float | None = None) -> Array:
    """`explained`, as `pca` has it, by the singular values of the centred data over 2^unit.

    They are all there are unless the Frobenius norm of the data is given.
    """
    variance = S**2 / (n - 1)
    cumulative = variance.cumsum()
    total = cumulative[-1] if norm is None else norm**2 / (n - 1)
    explained = [ldexp(variance, 2 * unit), variance / total, cumulative / total]
    if explained[0][0] < TINY:
        raise MathError(f"the variances are {TOO_SMALL}", hint="scale the data, or --standardize")
    return np.column_stack(explained)


class Scores(NamedTuple):
    scores: Any
    error: Any
    """n×k and n×1; where memory does not hold them, what brings their rows."""


def pca_scores(Y: Array, components: Array, mean: Array, scale: Array) -> Scores:
    """Where each row of Y (n×p) lies along the components (k×p, orthonormal rows).

    `mean` (1×p) is subtracted and `scale` (1×p) divides first. Returns the scores (n×k) and the
    distance (n) of each row to what its scores tell of it, in the units that `scale` leaves;
    distances that rounding explains are 0. Warns where the components are not quite orthonormal.
    """
    warn_rounded(components)
    return scores_of(Y, components, mean, scale)


def scores_of(Y: Array, components: Array, mean: Array, scale: Array) -> Scores:
    """The same of some rows, without the warning."""
    Z = (Y - mean) / scale
    scores = Z @ components.conj().T
    error, size = vector_norm(Z - scores @ components, 2, axis=1), vector_norm(Z, 2, axis=1)
    noise = np.isfinite(size) & (error <= 4 * Y.shape[1] * EPS * size)
    return Scores(scores, np.where(noise, 0, error))


def pca_reconstruction(scores: Array, components: Array, mean: Array, scale: Array) -> Array:
    """The rows (n×p) that have these scores (n×k) along the components (k×p), as `pca_scores`."""
    warn_rounded(components)
    return np.asarray(scores @ components * scale + mean)


def warn_rounded(components: Array) -> None:
    """Warns where components (k×p) are not quite orthonormal."""
    if (error := orthonormal_columns(components.T).size) > ROUNDED:
        warn(
            f"the components are orthonormal to {error:.0e} only, as --precision leaves them: "
            "more digits cannot be trusted"
        )
