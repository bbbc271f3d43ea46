"""The determinant, and its logarithm where it is out of range."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import condition, warn
from lacli.compute.dense.lu import lu
from lacli.compute.dense.scaling import EPS, SAFE
from lacli.errors import MathError
from lacli.matrix import Array


def det(A: Array) -> float | complex:
    """The determinant of A (n×n): the product of the pivots of LU with partial pivoting.

    NumPy's own goes through the logarithm, and gives 6.999999999999999 for a 7. Raises MathError
    where it is too large or too small for floating point; warns where A is singular to working
    precision.
    """
    mantissa, exponent = _product(A)
    try:
        value = _times_power_of_2(mantissa, exponent)
    except OverflowError:
        value = 0.0
    if value == 0 and mantissa != 0:
        digits = (math.log2(abs(mantissa)) + exponent) * math.log10(2)
        raise MathError(
            f"the determinant, about 10^{digits:.0f}, is too "
            f"{'large' if exponent > 0 else 'small'} for floating point",
            hint="--log gives its sign and the logarithm of its modulus",
        )
    if mantissa != 0 and (cond := condition(_rows_scaled(A)[0])) > 1 / EPS:
        warn(f"the condition number is {cond:.1e}: the determinant cannot be told from 0")
    return value


class LogDet(NamedTuple):
    sign: float | complex
    logabsdet: float


def logdet(A: Array) -> LogDet:
    """The sign (or phase) of det A and the natural logarithm of |det A|, for A (n×n), by LU.

    A singular A has the sign 0 and the logarithm minus infinity. (LAPACK getrf.)
    """
    sign, log = np.linalg.slogdet(A)
    return LogDet(sign.item(), log.item())


def _product(A: Array) -> tuple[float | complex, int]:
    """The determinant of A as a number of ordinary size and an exponent of 2."""
    B, exponent = _rows_scaled(A)
    factors = lu(B)
    mantissa: float | complex = factors.sign
    for pivot in factors.packed.diagonal().tolist():
        mantissa *= pivot
        shift = math.frexp(abs(mantissa))[1]
        mantissa = _times_power_of_2(mantissa, -shift)
        exponent += shift
    return mantissa, exponent


def _rows_scaled(A: Array) -> tuple[Array, int]:
    """A with rows of extreme size scaled by powers of 2, and the sum of the exponents."""
    largest = np.abs(A).max(axis=1)
    ordinary = (SAFE[0] < largest) & (largest < SAFE[1])
    exponents = np.where(ordinary, 0, np.frexp(largest)[1])
    half = exponents // 2  # in two steps: the power for the least numbers would overflow
    B = A * np.ldexp(1.0, -half)[:, None] * np.ldexp(1.0, half - exponents)[:, None]
    return B, int(exponents.sum())


def _times_power_of_2(x: float | complex, exponent: int) -> float | complex:  # noqa: PYI041  # mypy 2 takes complex literally
    if isinstance(x, complex):
        return complex(math.ldexp(x.real, exponent), math.ldexp(x.imag, exponent))
    return math.ldexp(x, exponent)
