"""The determinant, and its logarithm where it is out of range."""

from __future__ import annotations

import cmath
import math
from typing import NamedTuple

import numpy as np

from lacli.compute.answers import Certificate
from lacli.compute.dense.bareiss import exact_det
from lacli.compute.dense.certificate import certified, warn_of
from lacli.compute.dense.scaling import (
    EPS,
    LARGE,
    largest_by_column,
    largest_by_row,
    largest_parts,
    ldexp,
)
from lacli.compute.remarks import DIGITS, out_of_range, warn
from lacli.matrix import WHOLE, Array

EXACT = 20
"""Up to so many rows the determinant is computed in integers."""
SAFE_EXPONENT = 1000
"""Powers of 2 in whose range no number of ordinary size overflows."""
SPREAD = 200
"""Up to so many powers of 2 between the entries of a row, which make the integers long."""


class LogDet(NamedTuple):
    sign: float | complex
    logabsdet: float


class _Product(NamedTuple):
    """A determinant as a number of ordinary size and an exponent of 2."""

    mantissa: float | complex
    exponent: int
    certificate: Certificate | None
    """None where there is no error at all."""

    @property
    def in_doubt(self) -> bool:
        """Whether it cannot be told from 0."""
        return self.certificate is not None and not self.certificate.condition <= 1 / EPS


def det(A: Array) -> float | complex:
    """The determinant of A (n×n): exact, then rounded, if A is small; else by LU, or QR.

    LU (GVL §3.4.1) unless elements grew so much in it that QR does better. Large matrices by what
    suits them, a triangle as it is; their condition is estimated, and measured where that leaves
    doubts.

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
    size = abs(mantissa)
    if abs(exponent) < SAFE_EXPONENT:  # where a sum of logarithms would lose digits near 0
        return LogDet(mantissa / size, math.log(math.ldexp(size, exponent)))
    return LogDet(mantissa / size, math.log(size) + exponent * math.log(2))


def det_in_doubt(A: Array) -> bool:
    """Whether det A (n×n) cannot be told from 0: where `det` warns so."""
    return _product(A).in_doubt


def det_certificate(A: Array) -> Certificate:
    """How good `det` of A (n×n) is.

    The condition number is Σ|aᵢⱼ||A⁻¹ⱼᵢ|, by which relative errors in each entry may grow, for the
    derivative of det A is det A·A⁻ᵀ (GVL §2.1.4). The factors are those of some A + E exactly; the
    backward error is what E makes of the determinant, Σ|eᵢⱼ||A⁻¹ⱼᵢ|, over what relative errors of ε
    would. It is 0, and all digits are right, where A is small and of integers.
    """
    from lacli.compute.dense.factored_det import sensitivity

    return _product(A, thorough=True).certificate or Certificate(0.0, sensitivity(A), DIGITS)


def _checked(found: _Product) -> tuple[float | complex, int]:
    """The determinant itself; warns of lost digits."""
    if found.in_doubt:
        warn("singular to working precision: the determinant cannot be told from 0")
    elif found.certificate:
        warn_of(found.certificate)
    return found.mantissa, found.exponent


def _product(A: Array, thorough: bool = False) -> _Product:
    """The determinant in integers if A is small, else from factors.

    A row or column of zeros leaves no doubt, nor do integers, but others may have been rounded.
    What a large one may be off by is estimated first, unless it is to be `thorough`.
    """
    if not (largest_by_row(A).all() and largest_by_column(A).all()):
        return _Product(0.0, 0, None)
    exact = len(A) <= EXACT and _spread(largest_parts(A)) <= SPREAD
    if exact and (np.rint(A) == A).all() and largest_parts(A).max() < WHOLE:
        return _Product(*exact_det(A), None)
    from lacli.compute.dense import factored_det  # which few determinants need

    if exact:
        return _Product(*exact_det(A), certified(0.0, factored_det.sensitivity(A)))
    if not thorough and len(A) >= LARGE:
        from lacli.compute.dense.quick_det import quick_det

        if found := quick_det(A):
            return _Product(*found)
    return _Product(*factored_det.det_by_factors(A))


def _spread(parts: Array) -> int:
    """The most powers of 2 between two entries of a row that are not 0."""
    exponents = np.where(parts > 0, np.frexp(parts)[1], 0)
    lowest = np.where(parts > 0, exponents, exponents.max(axis=1, keepdims=True))
    return int((exponents.max(axis=1) - lowest.min(axis=1)).max())


def _ldexp(x: float | complex, exponent: int) -> float | complex:  # noqa: PYI041  # mypy takes complex to exclude float
    return ldexp(np.asarray(x), exponent).item()
