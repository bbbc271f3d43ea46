"""Quadratic forms: against the definition in integers, and gradients against differences."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.quadratic import quadratic
from lacli.errors import AccuracyWarning, MathError, ShapeError
from lacli.matrix import Matrix

FORMS = st.integers(1, 5).flatmap(
    lambda n: st.tuples(
        arrays(int, (n, n), elements=st.integers(-9, 9)),
        arrays(int, (n, 1), elements=st.integers(-9, 9)),
    )
)


@given(FORMS)
def test_the_definition(form: tuple[np.ndarray, np.ndarray]) -> None:
    A, x = form
    n = range(len(A))
    value, gradient = quadratic(Matrix(A), Matrix(x.T))
    assert value == sum(int(x[i, 0] * A[i, j] * x[j, 0]) for i in n for j in n)
    expected = [sum(int((A[i, j] + A[j, i]) * x[j, 0]) for j in n) for i in n]
    assert gradient.values.tolist() == [expected]
    assert (gradient.values @ x).item() == 2 * value  # Euler, of degree 2


def test_the_gradient_is_that_of_the_real_part() -> None:
    random = np.random.default_rng(3)
    A, x, h = (
        random.normal(size=shape) + 1j * random.normal(size=shape)
        for shape in [(3, 3), (3, 1), (3, 1)]
    )
    t = 1e-6
    after, before = (quadratic(Matrix(A), Matrix(x + s * h)).value for s in (t, -t))
    slope = complex(after - before).real / (2 * t)
    gradient = quadratic(Matrix(A), Matrix(x)).gradient.values
    assert np.vdot(gradient, h).real == pytest.approx(slope, rel=1e-8)


def test_of_a_hermitian_matrix_it_is_real() -> None:
    value, gradient = quadratic(Matrix([[2, 1j], [-1j, 3]]), Matrix([[1, 1j]]))
    assert value == 3
    assert isinstance(value, float)
    np.testing.assert_array_equal(gradient.values, [[2, 4j]])


def test_names() -> None:
    A = Matrix([[2, 1], [1, 3]], rows=("x", "y"), cols=("x", "y"), name="A")
    assert quadratic(A, Matrix([[1, 2]])).gradient.cols == ("x", "y")
    assert quadratic(A, Matrix([[1], [2]])).gradient.rows == ("x", "y")
    x = Matrix([[1], [2]], rows=("u", "v"), name="x")
    assert quadratic(Matrix([[2, 1], [1, 3]]), x).gradient.rows == ("u", "v")
    with pytest.raises(ShapeError, match="'x' in A and row 1 is 'u' in x"):
        quadratic(A, x)
    with pytest.raises(ShapeError, match="column 1 is 'x' in A and row 1 is 'a' in A"):
        quadratic(Matrix([[1]], rows=("a",), cols=("x",), name="A"), Matrix([[1]]))


def test_sizes_between_do_not_overflow() -> None:
    value, gradient = quadratic(Matrix([[1e300]]), Matrix([[1e-200]]))
    assert value == pytest.approx(1e-100)
    assert gradient.values.item() == pytest.approx(2e100)
    with pytest.raises(MathError, match="too small for floating point"):
        quadratic(Matrix([[1]]), Matrix([[1e-200]]))
    A, x = Matrix([[1e200, 0], [0, 1e-200]]), Matrix([[1e-100, 1e100]])
    assert quadratic(A, x).value == pytest.approx(2)
    assert quadratic(A, x).gradient.values.tolist() == [[2e100, 2e-100]]


def test_terms_that_cancel_leave_the_digits_or_a_warning() -> None:
    x = 1 + 1e-12
    value = quadratic(Matrix([[1, 0], [0, -1]]), Matrix([[1, x]])).value
    assert value == float(1 - Fraction(x) ** 2)
    assert quadratic(Matrix(np.diag([1e16, 1, -1e16])), Matrix([[1, 1, 1]])).value == 1
    entries = np.ones((1, 60))
    entries[0, 30:] = x
    with pytest.warns(AccuracyWarning, match="the terms of the value cancel"):
        quadratic(Matrix(np.diag([1.0] * 30 + [-1.0] * 30)), Matrix(entries))
    assert quadratic(Matrix([[0, 1], [-1, 0]]), Matrix([[3, 7]])).value == 0


def test_shapes() -> None:
    with pytest.raises(ShapeError, match="A is 1×2, not square"):
        quadratic(Matrix([[1, 2]], name="A"), Matrix([[1, 2]]))
    with pytest.raises(ShapeError, match="x needs one for each of the 2 columns of A"):
        quadratic(Matrix([[1, 2], [3, 4]], name="A"), Matrix([[1, 2, 3]], name="x"))
