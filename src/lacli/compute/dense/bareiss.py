"""The determinant of few numbers, exactly: elimination in integers, without fractions."""

from __future__ import annotations

from typing import Any

import numpy as np

from lacli.matrix import Array


class Gaussian:
    """A complex number whose real and imaginary part are integers."""

    def __init__(self, real: int, imag: int) -> None:
        self.real, self.imag = real, imag

    def __bool__(self) -> bool:
        return bool(self.real or self.imag)

    def __sub__(self, z: Gaussian) -> Gaussian:
        return Gaussian(self.real - z.real, self.imag - z.imag)

    def __mul__(self, z: Gaussian) -> Gaussian:
        real = self.real * z.real - self.imag * z.imag
        return Gaussian(real, self.real * z.imag + self.imag * z.real)

    def __floordiv__(self, z: Gaussian) -> Gaussian:
        """The quotient, where it leaves no remainder."""
        norm = z.real * z.real + z.imag * z.imag
        product = self * Gaussian(z.real, -z.imag)
        return Gaussian(product.real // norm, product.imag // norm)


def exact_det(A: Array) -> tuple[float | complex, int]:
    """The determinant of A (n×n), rounded once: a number of about 1, or 0, and an exponent of 2.

    Each row is integers, once multiplied by a power of 2. A quotient in the elimination is a minor
    of A, and so leaves no remainder (Bareiss, Math. Comp. 22, 1968, pp. 565–578).
    """
    rows, exponents = zip(*map(_integers, A.tolist()), strict=True)
    sign, D = _eliminate(list(rows), Gaussian(1, 0) if np.iscomplexobj(A) else 1)
    size = max(D.real.bit_length(), D.imag.bit_length())
    real, imag = (sign * part / (1 << size) for part in (D.real, D.imag))
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


def _eliminate(rows: list[list[Any]], previous: Any) -> tuple[int, Any]:
    """A sign, and the determinant but for it, of rows of integers; `previous` is their 1."""
    sign = 1
    while True:
        i = next((i for i, row in enumerate(rows) if row[0]), 0)
        if i:
            rows[0], rows[i], sign = rows[i], rows[0], -sign
        pivot, *head = rows[0]
        if not pivot or not head:
            return sign, pivot
        rows = [
            [(x * pivot - row[0] * y) // previous for x, y in zip(row[1:], head, strict=True)]
            for row in rows[1:]
        ]
        previous = pivot
