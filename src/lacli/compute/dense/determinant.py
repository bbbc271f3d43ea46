"""The determinant, and its logarithm where it is out of range."""

from __future__ import annotations

import cmath
import math
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import condition, warn, warn_digits
from lacli.compute.dense.bareiss import exact_det
from lacli.compute.dense.scaling import EPS, SAFE, largest_parts, ldexp
from lacli.compute.dense.triangular import eliminate
from lacli.errors import MathError
from lacli.matrix import Array

EXACT = 20
"""Up to so many rows the determinant is computed in integers where elimination ends in 0."""


class LogDet(NamedTuple):
    sign: float | complex
    logabsdet: float


class _Product(NamedTuple):
    """A determinant as a number of ordinary size and an exponent of 2."""

    mantissa: float | complex
    exponent: int
    cond: float
    """The condition number of A, equilibrated: 1 where the determinant is exact."""

    @property
    def in_doubt(self) -> bool:
        """Whether it cannot be told from 0."""
        return not self.cond <= 1 / EPS


def det(A: Array) -> float | complex:
    """The determinant of A (n×n): the product of the pivots of LU with partial pivoting.

    NumPy's own goes through the logarithm, and gives 6.999999999999999 for a 7. Raises MathError
    where it is too large or too small for floating point; warns where digits are lost, and where
    it cannot be told from 0.
    """
    mantissa, exponent = _checked(_product(A))
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
    mantissa, exponent = _checked(_product(A))
    if mantissa == 0:
        return LogDet(0.0, -math.inf)
    return LogDet(mantissa / abs(mantissa), math.log(abs(mantissa)) + exponent * math.log(2))


def det_in_doubt(A: Array) -> bool:
    """Whether det A (n×n) cannot be told from 0: where `det` warns so."""
    return _product(A).in_doubt


def _checked(found: _Product) -> tuple[float | complex, int]:
    """The determinant itself; warns of lost digits."""
    if found.in_doubt:
        warn("singular to working precision: the determinant cannot be told from 0")
    else:
        warn_digits(found.cond)
    return found.mantissa, found.exponent


def _product(A: Array) -> _Product:
    """The product of the pivots; where that is 0, the determinant in integers if A is small.

    Pivots may cancel to 0 where the determinant is none. A row or column of zeros leaves no doubt.
    """
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
        return _Product(mantissa, exponent, condition(A))
    if len(A) <= EXACT:
        return _Product(*exact_det(A), cond=1)
    zeros = not (largest.all() and largest_parts(A).max(axis=0).all())
    return _Product(0.0, 0, cond=1 if zeros else math.inf)


def _ldexp(x: float | complex, exponent: int) -> float | complex:  # noqa: PYI041  # mypy takes complex to exclude float
    return ldexp(np.asarray(x), exponent).item()
