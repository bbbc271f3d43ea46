"""The null space: its laws, known ones, what has none, and scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.linalg import hilbert

from lacli.commands.nullspace import nullspace
from lacli.commands.range import range_
from lacli.errors import AccuracyWarning, MathError, UsageError
from lacli.matrix import Matrix


@given(
    arrays(int, (5, 3), elements=st.integers(-9, 9)),
    arrays(int, (3, 6), elements=st.integers(-9, 9)),
)
def test_it_is_orthonormal_goes_to_0_and_has_the_dimension(B: np.ndarray, C: np.ndarray) -> None:
    B, C = B + 40 * np.eye(5, 3), C + 40 * np.eye(3, 6)  # of rank 3
    A = B @ C
    N = nullspace(Matrix(A)).values
    assert N.shape == (6, 3)
    np.testing.assert_allclose(A @ N, 0, atol=1e-11 * np.abs(A).max())
    np.testing.assert_allclose(N.T @ N, np.eye(3), atol=1e-14)
    largest = np.abs(N) >= (1 - 1e-7) * np.abs(N).max(axis=0)
    assert ((N > 0) & largest).any(axis=0).all()
    rows = range_(Matrix(A), rows=True).values
    np.testing.assert_allclose(N @ N.T + rows @ rows.T, np.eye(6), atol=1e-13)


@pytest.mark.parametrize(
    ("A", "x"),
    [
        ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [-1, 2, -1]),
        ([[3, 0, 4], [0, 1, 0]], [4, 0, -3]),
        ([[1, -1]], [1, 1]),
        ([[1, 1j]], [1j, -1]),
        ([[1e-200, 2e-200]], [2, -1]),
        ([[1e200, 2e200], [1e-200, 2e-200]], [2, -1]),
        ([[1, 0, 0], [0, 1e-20, 0]], [0, 0, 1]),
        ([[0]], [1]),
    ],
)
def test_lines(A: list, x: list) -> None:
    N = nullspace(Matrix(A)).values
    assert N.shape == (len(x), 1)
    unit = np.array(x) / np.linalg.norm(x)
    assert abs(np.vdot(unit, N[:, 0])) == pytest.approx(1, abs=1e-14)  # parallel
    np.testing.assert_allclose(np.array(A) @ N, 0, atol=1e-14 * np.abs(A).max())


def test_everything() -> None:
    assert nullspace(Matrix([[0, 0], [0, 0]])) == Matrix(np.eye(2))


@pytest.mark.parametrize(
    "A",
    [
        [[1, 2], [3, 4]],
        [[1], [0]],
        [[1, 0], [0, 1e-20]],
        [[1, 1e-20], [1, 2e-20]],  # units alone make nothing dependent
        [[1e200, 0], [0, 1e-200]],
    ],
)
def test_independent_columns_have_none(A: list) -> None:
    with pytest.raises(MathError, match="only 0 solves A x = 0: its columns are independent"):
        nullspace(Matrix(A, name="A"))


def test_a_tolerance() -> None:
    A = Matrix([[1, 0], [0, 1e-6]])
    assert nullspace(A, tol=1e-3) == Matrix([[0], [1]])
    with pytest.raises(MathError):
        nullspace(A, tol=1e-9)
    for wrong in (-1e-3, 1, float("nan")):
        with pytest.raises(UsageError, match="--tol is a share"):
            nullspace(A, tol=wrong)


def test_a_rank_by_a_hair_is_warned_of() -> None:
    A = np.hstack([hilbert(8), np.ones((8, 1))])
    with pytest.warns(AccuracyWarning, match="digits can be trusted"):
        nullspace(Matrix(A))


def test_names() -> None:
    A = Matrix([[1, 1]], rows=["e"], cols=("x", "y"))
    assert (nullspace(A).rows, nullspace(A).cols) == (("x", "y"), None)
