"""The determinant, and its logarithm."""

from __future__ import annotations

import cmath
import math
from typing import NamedTuple

from lacli.compute.exact import elimination
from lacli.compute.exact.integers import Rows, quotient, scaled
from lacli.compute.remarks import out_of_range
from lacli.number import Number, nearest


class LogDet(NamedTuple):
    sign: Number
    logabsdet: float


def det(A: Rows) -> Number:
    """The determinant of A (n×n); raises MathError where it is out of floating point's range."""
    value = det_in_fractions(A)
    rounded = nearest(value)
    if not cmath.isfinite(rounded) or (value and not rounded):
        raise out_of_range(logdet(A).logabsdet)
    return value


def det_in_fractions(A: Rows) -> Number:
    """The determinant of A (n×n), whatever its size."""
    rows, units = scaled(A)
    unit = math.prod(units)
    return quotient(elimination.determinant(rows) * unit.numerator, unit.denominator)


def logdet(A: Rows) -> LogDet:
    """The sign of det A, its phase if A is complex, and the logarithm of |det A|, for A (n×n).

    A singular A has the sign 0 and the logarithm minus infinity.
    """
    rows, units = scaled(A)
    D = elimination.determinant(rows)
    if not D:
        return LogDet(0, -math.inf)
    unit = math.prod(units)
    p, q = (D.real * D.real + D.imag * D.imag) * unit.numerator**2, unit.denominator**2
    near = q < 2 * p < 4 * q  # where a difference of logarithms would lose digits
    log = (math.log1p((p - q) / q) if near else math.log(p) - math.log(q)) / 2
    if isinstance(D, int):
        return LogDet(1 if D > 0 else -1, log)
    bits = max(D.real.bit_length(), D.imag.bit_length())
    phase = complex(D.real / (1 << bits), D.imag / (1 << bits))
    return LogDet(phase / abs(phase), log)


def det_in_doubt(A: Rows) -> bool:  # noqa: ARG001  # the dense engine must look at A
    """Whether det A cannot be told from 0: never."""
    return False
