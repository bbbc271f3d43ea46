"""The inverse: A·inv(A) = I, names, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from conftest import Said
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.inv import inv
from lacli.errors import AccuracyWarning, MathError, ShapeError, Singular
from lacli.matrix import Matrix
from lacli.number import ratio

HILBERT = [[1 / (i + j + 1) for j in range(8)] for i in range(8)]


@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
@given(st.integers(1, 6).flatmap(lambda n: arrays(int, (n, n), elements=st.integers(-9, 9))))
def test_times_the_matrix_it_is_the_identity(A: np.ndarray) -> None:
    try:
        inverse = inv(Matrix(A)).values
    except MathError:
        assume(False)
    np.testing.assert_allclose(A @ inverse, np.eye(len(A)), atol=1e-6)
    np.testing.assert_allclose(inverse @ A, np.eye(len(A)), atol=1e-6)


def test_known_inverses() -> None:
    assert inv(Matrix([[4, 0], [0, 0.5]])) == Matrix([[0.25, 0], [0, 2]])
    assert inv(Matrix([[2j]])) == Matrix([[-0.5j]])
    small = [row[:4] for row in HILBERT[:4]]
    known = [[16, -120, 240, -140], [-120, 1200, -2700, 1680], [240, -2700, 6480, -4200],
             [-140, 1680, -4200, 2800]]  # fmt: skip
    np.testing.assert_allclose(inv(Matrix(small)).values, known, rtol=1e-10)


def test_rows_are_named_by_columns_and_back() -> None:
    A = Matrix([[1, 2], [3, 5]], rows=("a", "b"), cols=("x", "y"))
    inverse = inv(A)
    assert (inverse.rows, inverse.cols) == (("x", "y"), ("a", "b"))
    assert (inv(inverse).rows, inv(inverse).cols) == (A.rows, A.cols)


@pytest.mark.parametrize(
    "cells",
    [
        [[0]],
        [[1, 2], [2, 4]],
        [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]],
        [[1, 1], [1, 1 + 2**-52]],
        [[1, 1], [1, ratio(10**16 + 1, 10**16)]],
        [[1e200, 0], [0, 1e-200]],
        [[1 / (i + j + 1) for j in range(14)] for i in range(14)],
    ],
)
def test_singular_exactly_or_to_working_precision(cells: list[list[float]]) -> None:
    with pytest.raises(Singular, match=r"^(exactly )?singular") as raised:
        inv(Matrix(cells))
    assert raised.value.hint.startswith("lacli pinv gives the pseudoinverse, lacli solve --nearest")


@pytest.mark.parametrize("scale", [1e-200, 1e200, 8e307])
def test_size_alone_makes_nothing_singular(scale: float) -> None:
    inverse = inv(Matrix([[2 * scale, 0], [0, scale]])).values
    np.testing.assert_allclose(inverse, [[0.5 / scale, 0], [0, 1 / scale]])


def test_an_inverse_that_overflows_is_not_called_singular(call: Callable[..., Said]) -> None:
    for matrix in "1e-320", "1e-308 0; 0 1e-310":
        said = call("inv", matrix)
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("lacli inv: the result is too large for floating point\n")


def test_lost_digits_are_warned_of() -> None:
    small = Matrix(HILBERT)
    with pytest.warns(AccuracyWarning, match=r"condition number 3\.5e\+09: about 6 of 16 digits"):
        inverse = inv(small).values
    assert inverse[0, 0] == pytest.approx(64, rel=1e-5)  # n² in Hilbert's inverse


def test_only_square_matrices_have_one() -> None:
    with pytest.raises(ShapeError, match=r"A\.csv is 2×1, not square"):
        inv(Matrix([[1], [2]], name="A.csv"))
