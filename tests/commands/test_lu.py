"""LU: it puts A together again, for every shape, with the pivots of SciPy."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from zoo import INTEGERS, MATRICES, close, normal, over, permutation

from lacli.commands.lu import lu
from lacli.errors import AccuracyWarning
from lacli.matrix import Matrix


def check(A: np.ndarray) -> None:
    P, L, U = (part.values for part in lu(Matrix(A)))
    m, n = A.shape
    r = min(m, n)
    assert (P.shape, L.shape, U.shape) == ((m, m), (m, r), (r, n))
    permutation(P)
    close(P @ (L @ U), A)
    assert not np.triu(L, 1).any()
    assert (L.diagonal() == 1).all()
    assert np.abs(L).max() <= 1 + 1e-15
    assert not np.tril(U, -1).any()


@pytest.mark.parametrize("A", **over(MATRICES))
def test_the_factors_multiply_to_a(A: np.ndarray) -> None:
    check(A)


@given(INTEGERS)
def test_the_factors_of_integers(A: np.ndarray) -> None:
    check(A)


@pytest.mark.parametrize("shape", [(1, 1), (5, 5), (130, 70), (70, 130), (129, 129)])
def test_scipy_finds_the_same(shape: tuple[int, int]) -> None:
    A = normal(shape)
    for part, other in zip(lu(Matrix(A)), scipy.linalg.lu(A), strict=True):
        np.testing.assert_allclose(part.values, other, atol=1e-9)


def test_known_values() -> None:
    P, L, U = lu(Matrix([[1, 2], [3, 4], [5, 6]]))
    assert P == Matrix([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    np.testing.assert_allclose(L.values, [[1, 0], [0.2, 1], [0.6, 0.5]])
    np.testing.assert_allclose(U.values, [[5, 6], [0, 0.8]])


def test_growth_is_warned_of() -> None:
    n = 60  # Wilkinson's example: the last column doubles in each step
    A = np.eye(n) - np.tril(np.ones((n, n)), -1)
    A[:, -1] = 1
    with pytest.warns(AccuracyWarning, match=r"elements grew 5\.8e\+17 times"):
        lu(Matrix(A))


def test_names() -> None:
    A = Matrix([[1, 2], [3, 4], [5, 7]], rows=("a", "b", "c"), cols=("x", "y"))
    P, L, U = lu(A)
    assert (P.rows, L.cols, U.rows, U.cols) == (("a", "b", "c"), None, None, ("x", "y"))
    assert P.cols == L.rows == ("c", "a", "b")
    np.testing.assert_allclose((L.values @ U.values)[0], A.values[2])
