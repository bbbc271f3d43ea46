"""LDL: it puts A together again, in blocks, and keeps the signs of the eigenvalues."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from zoo import HERMITIAN, SQUARE_INTEGERS, close, over, permutation

from lacli.commands.ldl import ldl
from lacli.errors import MathError, Note, ShapeError
from lacli.matrix import Matrix


def inertia(D: np.ndarray) -> tuple[int, int]:
    """The number of positive and of negative eigenvalues that are not rounding."""
    values = np.linalg.eigvalsh(D / max(np.abs(D).max(), 1e-300))
    return int((values > 1e-10).sum()), int((values < -1e-10).sum())


def check(A: np.ndarray) -> np.ndarray:
    L, D, P = (part.values for part in ldl(Matrix(A)))
    permutation(P)
    X = P @ L
    unit = max(np.abs(A).max(), 1e-300)
    close(X @ (D / unit) @ X.conj().T, A / unit, slack=60)
    assert not np.triu(L, 1).any()
    assert (L.diagonal() == 1).all()
    np.testing.assert_array_equal(D, D.conj().T)
    below = np.abs(D.diagonal(-1)) > 0
    assert not np.tril(D, -2).any()
    assert not (below[1:] & below[:-1]).any()  # blocks of 1×1 and 2×2
    for k in np.flatnonzero(below):
        assert not L[k + 1, k]
        assert np.linalg.det(D[k : k + 2, k : k + 2] / np.abs(D[k + 1, k])).real < 0
    return D


@pytest.mark.parametrize("A", **over(HERMITIAN))
def test_the_factors_multiply_to_a(A: np.ndarray) -> None:
    D = check(A)
    unit = max(np.abs(A).max(), 1e-300)
    _, other, _ = scipy.linalg.ldl(A / unit, hermitian=True)
    assert inertia(D) == inertia(other)


@given(SQUARE_INTEGERS)
def test_the_signs_are_those_of_the_eigenvalues(M: np.ndarray) -> None:
    for A in (M + M.T, M + M.T + 1j * (M - M.T)):
        D = check(A)
        values = np.linalg.eigvalsh(A)
        clear = np.abs(values) > 1e-9
        if clear.all():
            assert inertia(D) == ((values > 0).sum(), (values < 0).sum())


@pytest.mark.parametrize("n", [20, 60])
@pytest.mark.parametrize("imaginary", [0, 1])
def test_larger_ones(n: int, imaginary: int) -> None:
    random = np.random.default_rng(n)
    M = random.normal(size=(n, n)) + imaginary * 1j * random.normal(size=(n, n))
    A = M + M.conj().T
    np.fill_diagonal(A, 0)
    D = check(A)
    values = np.linalg.eigvalsh(A)
    assert inertia(D) == ((values > 0).sum(), (values < 0).sum())
    X, other, _ = scipy.linalg.ldl(A, hermitian=True)
    assert inertia(other) == inertia(D)
    close(X @ other @ X.conj().T, A, slack=60)
    assert (np.abs(np.diag(D, -1)) > 0).any()


def test_known_values() -> None:
    L, D, P = ldl(Matrix([[4, 2], [2, -1]]))
    assert L == Matrix([[1, 0], [0.5, 1]])
    assert D == Matrix([[4, 0], [0, -2]])
    assert P == Matrix([[1, 0], [0, 1]])
    L, D, P = ldl(Matrix([[1, 10], [10, 5000]]))  # the second is the larger pivot
    assert D.values[0, 0] in (1, 5000)
    L, D, P = ldl(Matrix([[0, 1j], [-1j, 0]]))
    assert D == Matrix([[0, 1j], [-1j, 0]])


def test_every_kind_of_pivot_is_taken() -> None:
    D = ldl(Matrix([[0.1, 1, 0], [1, 0.5, 100], [0, 100, 7]])).D.values
    assert D[:2, 0].tolist() == [0.1, 0]  # small in its column, which is small beside the other
    P = ldl(Matrix([[0.1, 1], [1, 5]])).P.values
    np.testing.assert_array_equal(P, [[0, 1], [1, 0]])


def test_blocks_of_different_size() -> None:
    small = np.array([[1, 2], [2, -1]]) * 1e-170
    A = np.zeros((3, 3))
    A[0, 0], A[1:, 1:] = 1e200, small
    D = ldl(Matrix(A)).D.values
    assert (np.linalg.det(D[1:, 1:] * 1e170)) == pytest.approx(-5)


def test_what_is_not_symmetric() -> None:
    with pytest.raises(MathError, match=r"not symmetric: entry \(1, 2\) is 3 and .* is 4"):
        ldl(Matrix([[2, 3], [4, 5]]))
    with pytest.warns(Note, match="taken as symmetric"):
        ldl(Matrix([[2, 0.1 + 0.2], [0.3, 2]]))


def test_names() -> None:
    L, D, P = ldl(Matrix([[0.1, 1], [1, 5]], cols=("x", "y")))
    assert (P.rows, P.cols, L.rows, L.cols) == (("x", "y"), ("y", "x"), ("y", "x"), None)
    assert (D.rows, D.cols) == (None, None)
    with pytest.raises(ShapeError, match="row 1 is 'a' in A and column 1 is 'b'"):
        ldl(Matrix([[1, 0], [0, 1]], rows=("a", "b"), cols=("b", "a"), name="A"))


def test_the_smallest_numbers() -> None:
    L, D, _ = ldl(Matrix([[5e-324, 5e-324], [5e-324, 5e-324]]))
    assert L.values.tolist() == [[1, 0], [1, 1]]
    assert D.values.tolist() == [[5e-324, 0], [0, 0]]
