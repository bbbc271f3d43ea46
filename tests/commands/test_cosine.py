"""The angle between vectors, however small, against fifty digits."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import pytest
from conftest import Said
from hypothesis import assume, given
from hypothesis import strategies as st

from lacli.commands.cosine import cosine
from lacli.errors import MathError, ShapeError
from lacli.matrix import Matrix

ENTRIES = st.lists(st.integers(-99, 99), min_size=3, max_size=3)


@given(ENTRIES, ENTRIES)
def test_against_fifty_digits(u: list[int], v: list[int]) -> None:
    assume(any(u) and any(v))
    with mpmath.workdps(50):
        product = mpmath.fdot(u, v) / mpmath.sqrt(mpmath.fdot(u, u) * mpmath.fdot(v, v))
        angle = mpmath.acos(product)
    found = cosine(Matrix([u]), Matrix([[x] for x in v]))
    assert found.cosine == pytest.approx(float(product), rel=1e-14, abs=1e-300)
    assert found.angle == pytest.approx(float(angle), rel=1e-12, abs=1e-15)
    assert -1 <= found.cosine <= 1


@pytest.mark.parametrize("angle", [1e-3, 1e-8, 1e-12])
def test_small_angles_have_all_their_digits(angle: float) -> None:
    u, v = Matrix([[1, 0]]), Matrix([[math.cos(angle), math.sin(angle)]])
    assert cosine(u, v).angle == pytest.approx(angle, rel=1e-12 if angle > 1e-10 else 1e-3)
    assert cosine(u, Matrix([[1, angle]])).angle == pytest.approx(math.atan(angle), rel=1e-14)


@pytest.mark.parametrize(
    ("v", "product", "degrees"),
    [([1, 2], 1, 0), ([-1, -2], -1, 180), ([-2, 1], 0, 90), ([3, 6], 1, 0), ([-3, -6], -1, 180)],
)
def test_known_values(v: list[int], product: float, degrees: float) -> None:
    assert cosine(Matrix([[1, 2]]), Matrix([v]), degrees=True) == (product, degrees)


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_size_has_no_part_in_it(scale: float) -> None:
    found = cosine(Matrix([[3 * scale, 4 * scale]]), Matrix([[4, 3]]))
    assert found.cosine == pytest.approx(0.96, rel=1e-15)
    assert found.angle == pytest.approx(math.acos(0.96), rel=1e-14)


def test_complex_vectors_are_taken_as_real_ones_of_twice_the_length() -> None:
    u, v = Matrix([[1 + 2j, 3j]]), Matrix([[2 - 1j, 1 + 1j]])
    real = cosine(Matrix([[1, 2, 0, 3]]), Matrix([[2, -1, 1, 1]]))
    assert cosine(u, v) == pytest.approx(real, rel=1e-15)
    assert cosine(Matrix([[1j]]), Matrix([[1]])).cosine == 0


def test_what_has_no_angle(call: Callable[..., Said]) -> None:
    with pytest.raises(MathError, match="v is the zero vector"):
        cosine(Matrix([[1, 2]], name="u"), Matrix([[0, 0]], name="v"))
    with pytest.raises(ShapeError, match="u has 2 entries, v has 3"):
        cosine(Matrix([[1, 2]], name="u"), Matrix([[1], [2], [3]], name="v"))
    with pytest.raises(ShapeError, match="u is 2×2, not a vector"):
        cosine(Matrix([[1, 2], [3, 4]], name="u"), Matrix([[1, 2]], name="v"))
    with pytest.raises(ShapeError, match="row 2 is 'y' in u and 'z' in v"):
        cosine(
            Matrix([[1], [2]], rows=("x", "y"), name="u"),
            Matrix([[1, 2]], cols=("x", "z"), name="v"),
        )
    assert call("cosine", "1 0", "0 0").code == 1
