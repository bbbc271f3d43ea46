"""The determinant in integers, against its definition in fractions."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import permutations

import mpmath
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.compute.dense.bareiss import exact_det

SIDES = st.integers(1, 4)
NUMBERS = st.one_of(st.integers(-3, 3).map(float), st.floats(-1e60, 1e60), st.just(0.0))


def leibniz(A: np.ndarray) -> tuple[Fraction, Fraction]:
    """The real and the imaginary part of the determinant, by its definition."""
    total = (Fraction(0), Fraction(0))
    for p in permutations(range(len(A))):
        inversions = sum(p[i] > p[j] for j in range(len(A)) for i in range(j))
        re, im = Fraction((-1) ** inversions), Fraction(0)
        for i, j in enumerate(p):
            x, y = Fraction(float(A[i, j].real)), Fraction(float(A[i, j].imag))
            re, im = re * x - im * y, re * y + im * x
        total = (total[0] + re, total[1] + im)
    return total


def part(x: float, exponent: int) -> Fraction:
    return Fraction(x) * Fraction(2) ** exponent


@given(SIDES.flatmap(lambda n: arrays(float, (n, n), elements=NUMBERS)))
def test_real_ones_are_rounded_once(A: np.ndarray) -> None:
    mantissa, exponent = exact_det(A)
    expected, _ = leibniz(A)
    assert 0.5 <= abs(mantissa) <= 1 or mantissa == expected == 0
    assert abs(part(mantissa, exponent) - expected) <= abs(expected) / 2**53


@given(
    SIDES.flatmap(lambda n: arrays(complex, (n, n), elements=st.builds(complex, NUMBERS, NUMBERS)))
)
def test_both_parts_of_complex_ones_are_rounded_once(A: np.ndarray) -> None:
    mantissa, exponent = exact_det(A)
    assert isinstance(mantissa, complex)
    for x, expected in zip((mantissa.real, mantissa.imag), leibniz(A), strict=True):
        least = Fraction(2) ** (exponent - 1074)  # of subnormal numbers the last digit is lost
        assert abs(part(x, exponent) - expected) <= max(abs(expected) / 2**53, least)


def test_entries_of_every_size() -> None:
    random = np.random.default_rng(1)
    A = random.normal(size=(10, 10)) * 10.0 ** random.integers(-150, 150, (10, 10))
    mantissa, exponent = exact_det(A)
    with mpmath.workdps(3200):
        expected = mpmath.det(mpmath.matrix(A.tolist()))
        assert abs(mpmath.mpf(mantissa) * mpmath.mpf(2) ** exponent / expected - 1) < 2**-53


def test_rows_without_a_pivot() -> None:
    assert exact_det(np.array([[0.0, 1], [1, 0]])) == (-0.5, 1)
    assert exact_det(np.zeros((3, 3)))[0] == 0
    assert exact_det(np.array([[0.0, 1], [0, 2]]))[0] == 0
    assert math.isclose(exact_det(np.array([[5e-324]]))[0], 0.5)
