"""The determinant of few floating-point numbers, exactly."""

from __future__ import annotations

from typing import Any

import numpy as np

from lacli.compute.exact.elimination import determinant
from lacli.compute.exact.gaussian import Gaussian
from lacli.matrix import Array


def exact_det(A: Array) -> tuple[float | complex, int]:
    """The determinant of A (n×n), rounded once: a number of about 1, or 0, and an exponent of 2.

    Each row is integers, once multiplied by a power of 2.
    """
    rows, exponents = zip(*map(_integers, A.tolist()), strict=True)
    D = determinant(list(rows))
    size = max(D.real.bit_length(), D.imag.bit_length())
    real, imag = (part / (1 << size) for part in (D.real, D.imag))
    return complex(real, imag) if np.iscomplexobj(A) else real, size - sum(exponents)


def _integers(row: list[float] | list[complex]) -> tuple[list[Any], int]:
    """A row times a power of 2 that makes it integers, and its exponent."""
    unit = max(part.as_integer_ratio()[1] for x in row for part in (x.real, x.imag))
    numbers = [[_times(part, unit) for part in (x.real, x.imag)] for x in row]
    if isinstance(row[0], complex):
        return [Gaussian(*parts) for parts in numbers], unit.bit_length() - 1
    return [real for real, _ in numbers], unit.bit_length() - 1


def _times(x: float, unit: int) -> int:
    numerator, denominator = x.as_integer_ratio()
    return numerator * (unit // denominator)
