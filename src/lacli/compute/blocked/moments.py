"""Means, variances and covariances of the columns of a tall matrix."""

from __future__ import annotations

from lacli.compute.blocked.summary import Summary, summary
from lacli.compute.dense.moments import (
    SINGLE,
    columns_scaled,
    correlations,
    covariances,
    deviations,
)
from lacli.errors import Constant, ShapeError
from lacli.matrix import Array
from lacli.tall import Tall


def center(X: Tall, standardize: bool = False) -> Tall:
    """X (n×p) less the mean of each column, as `center` of the dense engine; in two passes.

    Raises Constant where a column that is to be standardized does not vary.
    """
    found = summary(X, last=False)
    if not standardize:
        return X.map(found.less_mean, X.width)
    scale = standard_deviations(found)
    return X.map(lambda values: found.less_mean(values) / scale, X.width)


def standard_deviations(found: Summary) -> Array:
    """Those of the columns, by n − 1; raises Constant where one of them does not vary."""
    if found.m < 2:
        raise ShapeError(SINGLE)
    if len(found.constant):
        raise Constant(int(found.constant[0]))
    return deviations(found.centred, found.m)


def cov(X: Tall, population: bool = False) -> Array:
    """The covariance matrix (p×p) of the columns of X (n×p), as `cov` of the dense engine.

    From the R of X less its means, RᵀR/(n − 1).
    """
    found = summary(X, last=True)
    R, exponents = columns_scaled(found.centred)
    return covariances(R, found.m, exponents, population)


def corr(X: Tall) -> Array:
    """The correlations (p×p) of the columns of X (n×p), as `corr` of the dense engine."""
    found = summary(X, last=True)
    standard_deviations(found)  # which there must be
    return correlations(columns_scaled(found.centred)[0])
