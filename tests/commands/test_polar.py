"""Polar coordinates: known points, quadrants, complex numbers, and the way back."""

from __future__ import annotations

import math
from cmath import phase

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacli.commands.polar import polar
from lacli.errors import MathError, ShapeError
from lacli.matrix import Matrix
from lacli.result import Result

NUMBERS = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("point", "radius", "degrees"),
    [
        ([3, 0], 3, 0),
        ([1, 1], math.sqrt(2), 45),
        ([0, 2], 2, 90),
        ([-5, 0], 5, 180),
        ([-5, -0.0], 5, 180),
        ([-1, -1], math.sqrt(2), -135),
        ([0, -2], 2, -90),
        ([0, 0], 0, 0),
        ([-0.0, -0.0], 0, 0),
        ([3e200, 4e200], 5e200, 53.13010235415598),
        ([3e-200, 4e-200], 5e-200, 53.13010235415598),
    ],
)
def test_known_points(point: list, radius: float, degrees: float) -> None:
    found = polar(Matrix([point]), degrees=True)
    np.testing.assert_allclose(found.values, [[radius, degrees]], rtol=1e-15)
    assert polar(Matrix([point]).T).values[0, 1] == pytest.approx(math.radians(degrees), rel=1e-15)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1))
@pytest.mark.parametrize("degrees", [False, True])
def test_there_and_back(degrees: bool, points: list) -> None:
    there = polar(Matrix(points), degrees=degrees)
    back = polar(there, degrees=degrees, cartesian=True).values
    size = np.hypot(*np.transpose(points))[:, None]
    assert (np.abs(back - points) <= 1e-15 * size + 1e-300).all()


@given(st.floats(-720, 720), st.floats(0.1, 10))
def test_the_way_back_is_by_cosine_and_sine(angle: float, radius: float) -> None:
    point = [radius * math.cos(math.radians(angle)), radius * math.sin(math.radians(angle))]
    found = polar(Matrix([[radius, angle]]), degrees=True, cartesian=True).values[0]
    np.testing.assert_allclose(found, point, atol=1e-13)
    found = polar(Matrix([[radius, angle]]), cartesian=True).values[0]
    expected = radius * np.exp(1j * angle)
    np.testing.assert_allclose(found, [expected.real, expected.imag], atol=1e-14)


def test_quarters_of_a_turn_are_exact() -> None:
    quarters = Matrix([[2, 90 * k] for k in range(-4, 6)])
    x, y = polar(quarters, degrees=True, cartesian=True).values.T.tolist()
    assert x == [2, 0, -2, 0] * 2 + [2, 0]
    assert y == [0, 2, 0, -2] * 2 + [0, 2]


@pytest.mark.parametrize("numbers", [[[1 + 1j, -2j, 0, -3]], [[1 + 1j], [-2j], [0], [-3]]])
def test_complex_numbers(numbers: list) -> None:
    found = polar(Matrix(numbers, name="z")).values
    expected = [[abs(z), phase(z)] for z in np.ravel(numbers).tolist()]
    np.testing.assert_allclose(found, expected, rtol=1e-15)


def test_names() -> None:
    found = polar(Matrix([[3, 4], [0, 0]], rows=("p", "q"), cols=("east", "north")))
    assert (found.rows, found.cols) == (("p", "q"), ("radius", "angle"))
    assert polar(found, cartesian=True).cols == ("x", "y")
    assert polar(Matrix([[3], [4]], rows=("x", "y"), cols=["p"])).rows == ("p",)
    assert polar(Matrix([[1j, 2]], cols=("z", "w"))).rows == ("z", "w")


@pytest.mark.parametrize(
    ("A", "message"),
    [
        ([[1, 2, 3]], "A is 1×3: points of the plane are rows of two numbers"),
        ([[1], [2], [3]], "A is 3×1: points"),
        ([[1, 2, 3], [4, 5, 6]], "A is 2×3: points"),
        ([[1, 1j], [2, 3]], "A is 2×2: complex numbers are in one row or one column"),
    ],
)
def test_what_is_no_point(A: list, message: str) -> None:
    with pytest.raises(ShapeError, match=message):
        polar(Matrix(A, name="A"))


def test_complex_numbers_have_no_way_back() -> None:
    with pytest.raises(ShapeError, match="complex numbers are no radius and no angle"):
        polar(Matrix([[1j, 2]], name="A"), cartesian=True)


def test_a_radius_that_is_too_large() -> None:
    with pytest.raises(MathError, match="too large for floating point"):
        Result.of(polar(Matrix([[1.7e308, 1.7e308]])))


def test_however_many_turns_an_angle_has_the_rest_is_exact() -> None:
    turned = polar(Matrix([[1, 1e20], [1, 3600000000090], [2, -270]]), degrees=True, cartesian=True)
    assert turned.values[1:].tolist() == [[0, 1], [0, 2]]
    assert turned.values[0, 0] == pytest.approx(math.cos(math.radians(10**20 % 360)), rel=1e-15)
    turned = polar(Matrix([[1, 1e20]]), cartesian=True)
    with mpmath.workdps(50):
        assert turned.values[0, 0] == float(mpmath.cos(10**20))
