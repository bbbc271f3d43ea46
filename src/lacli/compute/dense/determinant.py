"""The determinant, and its logarithm where it is out of range."""

from __future__ import annotations

import cmath
import math
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import condition, warn, warn_digits
from lacli.compute.dense.bareiss import exact_det
from lacli.compute.dense.scaling import EPS, SAFE, largest_parts, ldexp
from lacli.compute.remarks import out_of_range
from lacli.matrix import Array

EXACT = 20
"""Up to so many rows the determinant is computed in integers."""
SPREAD = 200
"""Up to so many powers of 2 between the entries of a row, which make the integers long."""


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
    """The determinant of A (n×n): exact, then rounded, if A is small; else by LU (GVL §3.4.1).

    NumPy's own goes through the logarithm, and gives 6.999999999999999 for a 7. Raises MathError
    where it is too large or too small for floating point; warns where digits are lost, and where
    it cannot be told from 0.
    """
    mantissa, exponent = _checked(_product(A))
    value = _ldexp(mantissa, exponent)
    if not cmath.isfinite(value) or (value == 0 and mantissa != 0):
        raise out_of_range(math.log(abs(mantissa)) + exponent * math.log(2))
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
    """The determinant in integers if A is small, else the product of the pivots of LU.

    Pivots may cancel to 0 where the determinant is none, and lose digits where elements grow. A row
    or column of zeros leaves no doubt.
    """
    parts = largest_parts(A)
    if len(A) <= EXACT and _spread(parts) <= SPREAD:
        given = (np.rint(A) == A).all()  # what are no integers may have been rounded before
        return _Product(*exact_det(A), cond=1 if given else condition(A))
    from lacli.compute.dense.triangular import eliminate  # which few determinants need

    largest = parts.max(axis=1)
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
    zeros = not (largest.all() and parts.max(axis=0).all())
    return _Product(0.0, 0, cond=1 if zeros else math.inf)


def _spread(parts: Array) -> int:
    """The most powers of 2 between two entries of a row that are not 0."""
    exponents = np.where(parts > 0, np.frexp(parts)[1], 0)
    lowest = np.where(parts > 0, exponents, exponents.max(axis=1, keepdims=True))
    return int((exponents.max(axis=1) - lowest.min(axis=1)).max())


def _ldexp(x: float | complex, exponent: int) -> float | complex:  # noqa: PYI041  # mypy takes complex to exclude float
    return ldexp(np.asarray(x), exponent).item()
