"""The determinant, and its logarithm where it is out of range."""

from __future__ import annotations

import cmath
import math
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import condition, warn, warn_digits
from lacli.compute.dense.scaling import EPS, SAFE, largest_parts, ldexp
from lacli.compute.dense.triangular import eliminate
from lacli.errors import MathError
from lacli.matrix import Array


class LogDet(NamedTuple):
    sign: float | complex
    logabsdet: float


def det(A: Array) -> float | complex:
    """The determinant of A (n×n): the product of the pivots of LU with partial pivoting.

    NumPy's own goes through the logarithm, and gives 6.999999999999999 for a 7. Raises MathError
    where it is too large or too small for floating point; warns where digits are lost, and where
    A is singular to working precision.
    """
    mantissa, exponent = _product(A)
    value = _ldexp(mantissa, exponent)
    if not cmath.isfinite(value) or (value == 0 and mantissa != 0):
        digits = (math.log2(abs(mantissa)) + exponent) * math.log10(2)
        raise MathError(
            f"the determinant, about 10^{digits:.0f}, is too "
            f"{'large' if exponent > 0 else 'small'} for floating point",
            hint="--log gives its sign and the logarithm of its modulus",
        )
    return value


def logdet(A: Array) -> LogDet:
    """The sign (or phase) of det A and the natural logarithm of |det A|, for A (n×n), as `det`.

    A singular A has the sign 0 and the logarithm minus infinity.
    """
    mantissa, exponent = _product(A)
    if mantissa == 0:
        return LogDet(0.0, -math.inf)
    return LogDet(mantissa / abs(mantissa), math.log(abs(mantissa)) + exponent * math.log(2))


def _product(A: Array) -> tuple[float | complex, int]:
    """The determinant as a number of ordinary size and an exponent of 2; warns of lost digits."""
    largest = largest_parts(A).max(axis=1)
    ordinary = (SAFE[0] < largest) & (largest < SAFE[1])
    rows = np.where(ordinary, 0, np.frexp(largest)[1])
    factors = eliminate(ldexp(A, -rows[:, None]))
    exponent = int(rows.sum())
    mantissa: float | complex = float(factors.sign)
    for pivot in factors.packed.diagonal().tolist():
        mantissa *= pivot
        shift = math.frexp(abs(mantissa))[1]
        mantissa = _ldexp(mantissa, -shift)
        exponent += shift
    if mantissa != 0:
        cond = condition(A)
        if cond > 1 / EPS:
            warn("singular to working precision: the determinant cannot be told from 0")
        else:
            warn_digits(cond)
    return mantissa, exponent


def _ldexp(x: float | complex, exponent: int) -> float | complex:  # noqa: PYI041  # mypy takes complex to exclude float
    return ldexp(np.asarray(x), exponent).item()
