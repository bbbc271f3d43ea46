"""The polar decomposition: U·P is A, P is positive semidefinite, and no unitary U is nearer."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from zoo import INTEGERS, MATRICES, close, normal, over, unitary

from lacli.commands.polar_decomposition import polar_decomposition
from lacli.errors import AccuracyWarning, Note
from lacli.matrix import Matrix

remarks = pytest.mark.filterwarnings(
    "ignore::lacli.errors.Note", "ignore::lacli.errors.AccuracyWarning"
)


def check(A: np.ndarray, *, left: bool) -> None:
    U, P = (part.values for part in polar_decomposition(Matrix(A), left=left))
    m, n = A.shape
    close(P @ U if left else U @ P, A)
    unitary(U if m >= n else U.conj().T)
    np.testing.assert_array_equal(P, P.conj().T)
    unit = np.abs(A).max()
    if unit:
        values = np.linalg.eigvalsh(P / unit)
        assert values[0] >= -1e-14 * max(m, n) * values[-1]
        B = A / unit  # P² is AᴴA: the definition
        close((P / unit) @ (P / unit), B @ B.conj().T if left else B.conj().T @ B, slack=60)


@remarks
@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("A", **over(MATRICES))
def test_the_factors_multiply_to_a(A: np.ndarray, left: bool) -> None:
    check(A, left=left)


@remarks
@given(INTEGERS)
def test_the_factors_of_integers(A: np.ndarray) -> None:
    check(A, left=False)
    check(A, left=True)


@pytest.mark.parametrize("imaginary", [0, 1])
def test_no_other_orthonormal_columns_are_nearer(imaginary: int) -> None:
    A = normal((5, 3), imaginary)
    U = polar_decomposition(Matrix(A)).U.values
    for seed in range(20):
        noise = np.random.default_rng(seed).normal(size=(5, 3))
        other = np.linalg.qr(U + 0.1 * noise)[0]
        assert np.linalg.norm(A - U) < np.linalg.norm(A - other)


@pytest.mark.parametrize("imaginary", [0, 1])
def test_newtons_iteration_finds_the_same(imaginary: int) -> None:
    A = normal((4, 4), imaginary)
    X = A
    for _ in range(60):  # Higham, Functions of Matrices §8.3
        X = (X + np.linalg.inv(X).conj().T) / 2
    np.testing.assert_allclose(polar_decomposition(Matrix(A)).U.values, X, atol=1e-12)
    root = scipy.linalg.sqrtm(A.conj().T @ A)
    np.testing.assert_allclose(polar_decomposition(Matrix(A)).P.values, root, atol=1e-12)


def test_known_values() -> None:
    U, P = polar_decomposition(Matrix([[-3]]))
    assert (U, P) == (Matrix([[-1]]), Matrix([[3]]))
    U, P = polar_decomposition(Matrix([[0, -2], [3, 0]]), left=True)
    np.testing.assert_allclose(U.values, [[0, -1], [1, 0]], atol=1e-15)
    np.testing.assert_allclose(P.values, [[2, 0], [0, 3]], atol=1e-15)


def test_the_largest_numbers() -> None:
    U, P = polar_decomposition(Matrix([[1e308, 1e308], [1e308, -1e308]]))
    np.testing.assert_allclose(U.values, np.array([[1, 1], [1, -1]]) / 2**0.5)
    np.testing.assert_allclose(P.values / 1e308, np.eye(2) * 2**0.5, atol=1e-15)


def test_what_is_not_unique_is_remarked_on() -> None:
    with pytest.warns(Note, match="A is rank deficient: P is unique, U is not"):
        polar_decomposition(Matrix([[1, 2], [2, 4]]))


def test_lost_digits_are_warned_of() -> None:
    with pytest.warns(AccuracyWarning, match="condition number"):
        polar_decomposition(Matrix(np.diag([1, 1e-10, 1e-10])))
    polar_decomposition(Matrix(np.diag([1, 1, 1e-10])))  # no rotation is near another


def test_names() -> None:
    A = Matrix([[1, 2], [3, 4], [5, 7]], rows=("a", "b", "c"), cols=("x", "y"))
    U, P = polar_decomposition(A)
    assert (U.rows, U.cols, P.rows, P.cols) == (A.rows, A.cols, A.cols, A.cols)
    U, P = polar_decomposition(A, left=True)
    assert (U.rows, U.cols, P.rows, P.cols) == (A.rows, A.cols, A.rows, A.rows)
