"""The mean squared error: the definition in fractions, and its least where least squares has it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.mse import mse
from lacli.errors import AccuracyWarning, ShapeError
from lacli.matrix import Matrix

CELLS = st.integers(-9, 9)
MODELS = st.tuples(st.integers(1, 5), st.integers(1, 4)).flatmap(
    lambda shape: st.tuples(
        arrays(int, shape, elements=CELLS),
        arrays(int, (1, shape[1]), elements=CELLS),
        arrays(int, (shape[0], 1), elements=CELLS),
    )
)


@given(MODELS)
def test_the_definition(model: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    X, w, y = model
    m, n = X.shape
    r = [sum(int(X[i, j] * w[0, j]) for j in range(n)) - int(y[i, 0]) for i in range(m)]
    value, gradient = mse(Matrix(X), Matrix(w), Matrix(y))
    assert value == float(Fraction(sum(x * x for x in r), m))
    expected = [
        float(Fraction(2 * sum(int(X[i, j]) * r[i] for i in range(m)), m)) for j in range(n)
    ]
    assert gradient.values.tolist() == [expected]


def test_steps_against_the_gradient_lead_to_least_squares() -> None:
    random = np.random.default_rng(2)
    X, y = random.normal(size=(20, 3)), random.normal(size=(20, 1))
    w = np.zeros((3, 1))
    for _ in range(400):
        w = w - 0.2 * mse(Matrix(X), Matrix(w), Matrix(y)).gradient.values
    np.testing.assert_allclose(w, np.linalg.lstsq(X, y, rcond=None)[0], rtol=1e-10)


def test_complex() -> None:
    value, gradient = mse(Matrix([[1j]]), Matrix([[1]]), Matrix([[1]]))
    assert value == pytest.approx(2)
    assert gradient == Matrix([[2 + 2j]])


def test_names_and_orientation(call: Callable[..., Said]) -> None:
    X = Matrix([[1, 2], [3, 4], [5, 6]], rows=("a", "b", "c"), cols=("x", "y"), name="X")
    w, y = Matrix([[1, 1]]), Matrix([[1, 2, 3]])
    value, gradient = mse(X, w, y)
    assert mse(X, w.T, y.T) == (value, gradient.T)
    assert gradient.cols == ("x", "y")
    unnamed = Matrix(X.values)
    assert mse(unnamed, Matrix([[1], [1]], rows=("u", "v")), y).gradient.rows == ("u", "v")
    with pytest.raises(ShapeError, match="row 3 is 'c' in X and 'd' in y"):
        mse(X, w, Matrix([[1], [2], [3]], rows=("a", "b", "d"), name="y"))
    with pytest.raises(ShapeError, match="column 2 is 'y' in X and row 2 is 'z' in w"):
        mse(X, Matrix([[1], [1]], rows=("x", "z"), name="w"), y)
    assert call("mse", "1 2; 3 4", "1 1", "1 2 3").code == 4
    assert call("mse", "1 2; 3 4", "1 1 1", "1 2").code == 4
    assert call("mse", "1 2; 3 4", "1 1", "1 2; 3 4").code == 4


def test_a_residual_of_rounding_is_warned_of() -> None:
    with pytest.warns(AccuracyWarning, match="X w and y hardly differ"):
        mse(Matrix([[0.1], [0.1]]), Matrix([[3]]), Matrix([[0.3], [0.3]]))
    assert mse(Matrix([[2]]), Matrix([[3]]), Matrix([[6]])) == (0, Matrix([[0]]))


def test_extremes(call: Callable[..., Said]) -> None:
    for size, what in (("1e200", "too large"), ("1e-200", "too small")):
        said = call("mse", "1", "0", size)
        assert (said.code, said.out) == (1, "")
        assert f"{what} for floating point" in said.err
