"""Covariances: against the definition in fractions, and the laws of second moments."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.cov import cov
from lacli.errors import MathError, ShapeError
from lacli.matrix import Matrix

DATA = st.tuples(st.integers(2, 6), st.integers(1, 4)).flatmap(
    lambda shape: arrays(int, shape, elements=st.integers(-99, 99))
)


def definition(X: np.ndarray, less: int) -> list[list[float]]:
    n, p = X.shape
    columns = [[Fraction(int(x)) for x in X[:, j]] for j in range(p)]
    means = [sum(column) / n for column in columns]
    return [
        [
            float(
                sum((columns[j][i] - means[j]) * (columns[k][i] - means[k]) for i in range(n))
                / (n - less)
            )
            for k in range(p)
        ]
        for j in range(p)
    ]


@given(DATA, st.booleans())
def test_the_definition(X: np.ndarray, population: bool) -> None:
    C = cov(Matrix(X), population=population).values
    np.testing.assert_allclose(C, definition(X, 0 if population else 1), rtol=1e-12, atol=1e-11)
    np.testing.assert_array_equal(C, C.T)
    assert (np.linalg.eigvalsh(C) > -1e-9).all()


def test_an_offset_changes_nothing_and_costs_no_digit() -> None:
    X = np.array([[1, 5], [2, 3], [4, 4]])
    np.testing.assert_array_equal(cov(Matrix(X + 2.0**40)).values, cov(Matrix(X)).values)


def test_the_covariance_of_linear_combinations() -> None:
    random = np.random.default_rng(1)
    X, A = random.normal(size=(9, 3)), random.normal(size=(3, 2))
    np.testing.assert_allclose(cov(Matrix(X @ A)).values, A.T @ cov(Matrix(X)).values @ A)


def test_complex_covariances_are_hermitian_by_the_stated_convention() -> None:
    C = cov(Matrix([[1, 1j], [-1, -1j]])).values
    np.testing.assert_array_equal(C, [[2, -2j], [2j, 2]])  # 1·conj(i) = −i


def test_names() -> None:
    X = Matrix([[1, 2], [3, 6]], rows=("a", "b"), cols=("x", "y"))
    assert cov(X) == Matrix([[2, 4], [4, 8]], rows=("x", "y"), cols=("x", "y"))
    assert cov(Matrix([[1, 2], [3, 6]])).rows is None


def test_a_constant_column_covaries_with_none() -> None:
    C = cov(Matrix([[0.1, 1], [0.1, 2], [0.1, 4]])).values
    np.testing.assert_array_equal(C[0], [0, 0])


def test_a_single_row() -> None:
    assert cov(Matrix([[1, 2]]), population=True) == Matrix([[0, 0], [0, 0]])
    with pytest.raises(ShapeError, match="a single row has no variance"):
        cov(Matrix([[1, 2]]))


def test_sizes_are_taken_column_by_column() -> None:
    C = cov(Matrix([[1e-150, 1e150], [3e-150, 2e150]])).values
    np.testing.assert_allclose(C, [[2e-300, 1], [1, 0.5e300]])


def test_a_variance_that_vanishes_is_refused() -> None:
    with pytest.raises(MathError, match="too small for floating point"):
        cov(Matrix([[1e-200], [2e-200]]))


def test_a_variance_that_overflows_is_refused(call) -> None:
    said = call("cov", "1e200; -1e200")
    assert (said.code, said.out) == (1, "")
    assert "too large for floating point" in said.err
