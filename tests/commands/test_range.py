"""The column space and the row space: laws, known ones, scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.range import range_
from lacli.errors import MathError, UsageError
from lacli.matrix import Matrix


@given(
    arrays(int, (6, 2), elements=st.integers(-9, 9)),
    arrays(complex, (2, 4), elements=st.complex_numbers(max_magnitude=9)),
)
def test_it_is_orthonormal_and_has_the_columns_in_it(B: np.ndarray, C: np.ndarray) -> None:
    A = (B + 40 * np.eye(6, 2)) @ (C + 40 * np.eye(2, 4))  # of rank 2
    Q = range_(Matrix(A)).values
    assert Q.shape == (6, 2)
    np.testing.assert_allclose(Q.conj().T @ Q, np.eye(2), atol=1e-14)
    np.testing.assert_allclose(Q @ (Q.conj().T @ A), A, atol=1e-11)
    R = range_(Matrix(A), rows=True).values
    assert R.shape == (4, 2)
    np.testing.assert_allclose(R @ (R.conj().T @ A.T), A.T, atol=1e-11)


@pytest.mark.parametrize(
    ("A", "Q"),
    [
        ([[3, 6], [4, 8]], [[0.6], [0.8]]),
        ([[0, 0], [0, -7]], [[0], [1]]),
        ([[-3, 4]], [[1]]),
        ([[1e-200, 0], [2e-200, 0], [2e-200, 0]], [[1 / 3], [2 / 3], [2 / 3]]),
        ([[1j], [1j]], [[0.5**0.5], [0.5**0.5]]),
    ],
)
def test_known_spaces(A: list, Q: list) -> None:
    np.testing.assert_allclose(range_(Matrix(A)).values, Q, atol=1e-15)


def test_units_alone_make_nothing_dependent() -> None:
    for A in ([[1, 0], [0, 1e-20]], [[1, 1e-20], [1, 2e-20]], [[1, 1], [1e-20, 2e-20]]):
        assert range_(Matrix(A)).shape == (2, 2)
    assert range_(Matrix([[1, 0], [0, 1e-6]]), tol=1e-3) == Matrix([[1], [0]])


def test_entries_below_the_normal_range_add_no_dimension() -> None:
    A = (np.ones((6, 2)) + 40 * np.eye(6, 2)) @ (np.full((2, 4), 2.2e-309) + 40 * np.eye(2, 4))
    assert range_(Matrix(A)).shape == (6, 2)
    assert range_(Matrix(A), rows=True).shape == (4, 2)


def test_rounding_adds_no_dimension() -> None:
    a = np.array([[0.1], [0.7], [1.3]])
    assert range_(Matrix(np.hstack([a, 3 * a, 7 * a]))).shape == (3, 1)


def test_names() -> None:
    A = Matrix([[1, 2], [2, 4]], rows=("e", "f"), cols=("x", "y"))
    assert range_(A).rows == ("e", "f")
    assert range_(A, rows=True).rows == ("x", "y")


def test_zero_has_no_basis() -> None:
    with pytest.raises(MathError, match="A is zero"):
        range_(Matrix([[0, 0]], name="A"))
    with pytest.raises(UsageError, match="--tol is a share"):
        range_(Matrix([[1]]), tol=2)
