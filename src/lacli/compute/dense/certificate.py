"""Certificates: how good an answer is, measured from the operands and the answer alone."""

from __future__ import annotations

import math

import numpy as np

from lacli.compute.answers import Certificate
from lacli.compute.dense.accuracy import norm1
from lacli.compute.dense.scaling import EPS
from lacli.compute.remarks import UNIT, digits, magnitude, warn_lost
from lacli.matrix import Array

STABLE = 100
"""The backward error, over ε, that is no more than rounding makes of a large matrix."""


def certified(residual: float, condition: float, error: float = 0.0) -> Certificate:
    """The certificate of an answer with that backward error, over ε, and condition number.

    Either of them alone is fooled, so the digits come from both: the error is about
    condition·u·max(1, residual), or `error` where that was measured and is more (Higham ASNA §1.6).
    """
    total = max(condition * UNIT * max(1.0, residual), error)
    return Certificate(residual, condition, digits(total))


def warn_of(found: Certificate, large_residual: bool = False) -> None:
    """Warns where half of the digits or more are lost, and says by what."""
    reasons = [f"condition number {magnitude(found.condition)}"]
    if large_residual:
        reasons.append("a large residual")
    if found.residual > 1 / math.sqrt(EPS):
        reasons.append(f"a backward error of {magnitude(found.residual)} roundings")
    warn_lost(found.digits, " and ".join(reasons))


def relative(error: Array, x: Array, units: Array | None = None) -> float:
    """The largest error (n×k) relative to the largest entry, over the columns of x (n×k).

    With `units` (n), exponents of 2, it is the larger of that and what it is once the rows of both
    are multiplied by 2^units, so that neither the scale which suits the computation nor that of the
    answer hides an error.
    """
    found = [_worst(error, np.abs(x))]
    if units is not None:
        weights = units_of(units)[:, None]
        found.append(_worst(weights * error, weights * np.abs(x)))
    return max(found)


def backward_error(B: Array, x: Array, c: Array, r: Array) -> float:
    """How far from B and c, relatively, x is exact, over ε (Rigal and Gaches: Higham §7.1)."""
    size = norm1(B) * norm1(x) + norm1(c)
    return norm1(r) / size / EPS if size else 0.0


def units_of(exponents: Array) -> Array:
    """The powers of 2, but for a common factor with which none is above 1, or vanishes."""
    return np.ldexp(1.0, np.maximum(exponents - exponents.max(), -1000))


def _worst(error: Array, size: Array) -> float:
    """The largest ratio of the largest error to the largest size in a column; 0/0 is 0."""
    top, bottom = error.max(axis=0), size.max(axis=0)
    ratios = np.divide(top, bottom, out=np.full(top.shape, np.inf), where=bottom > 0)
    worst = float(np.where(top == 0, 0, ratios).max())
    return math.inf if math.isnan(worst) else worst
