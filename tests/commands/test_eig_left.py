"""Left eigenvectors: the defining equation, in the order of the eigenvalues."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given
from zoo import HERMITIAN, SQUARE, SQUARE_INTEGERS, normal, over, positive

from lacli.commands.eig import Eig, eig
from lacli.errors import AccuracyWarning
from lacli.matrix import Matrix

warned = pytest.mark.filterwarnings(
    "ignore::lacli.errors.AccuracyWarning", "ignore::lacli.errors.Note"
)


def check(A: np.ndarray, slack: float = 1e-6) -> Eig:
    answer = eig(Matrix(A), left=True)
    assert answer.left is not None
    values, W = answer.values.values[:, 0], answer.left.values
    unit = max(np.abs(A).max(), 1e-300)
    apart = W.conj().T @ (A / unit) - (values / unit)[:, None] * W.conj().T
    np.testing.assert_allclose(apart, 0, atol=slack)
    np.testing.assert_allclose(np.linalg.norm(W, axis=0), 1)
    positive(W)
    return answer


@pytest.mark.parametrize("A", **over({k: A for k, A in SQUARE.items() if "8x8" not in k}))
@warned
def test_the_defining_equation(A: np.ndarray) -> None:
    check(A, 1e-6)


@warned
@given(SQUARE_INTEGERS)
def test_the_defining_equation_for_integers(A: np.ndarray) -> None:
    for M in (A, A + 1j * A.T):
        defective = np.linalg.cond(eig(Matrix(M)).vectors.values) > 1e5
        check(M, slack=0.1 if defective else 1e-7)


@pytest.mark.parametrize("imaginary", [0, 1])
def test_left_and_right_are_orthogonal_unless_they_belong_together(imaginary: int) -> None:
    answer = check(normal((8, 8), imaginary), 1e-12)
    products = answer.left.values.conj().T @ answer.vectors.values
    np.testing.assert_allclose(products - np.diag(products.diagonal()), 0, atol=1e-12)
    assert (np.abs(products.diagonal()) > 1e-3).all()


@pytest.mark.parametrize("imaginary", [0, 1])
def test_mpmath_finds_the_same(imaginary: int) -> None:
    A = normal((5, 5), imaginary)
    answer = check(A, 1e-12)
    E, rows, _ = mpmath.eig(mpmath.matrix(A.tolist()), left=True, right=True)
    for value, w in zip(answer.values.values[:, 0], answer.left.values.T, strict=True):
        k = min(range(5), key=lambda k, value=value: abs(complex(E[k]) - value))
        row = np.array([complex(x) for x in rows[k, :]])
        assert abs(row @ w) / np.linalg.norm(row) == pytest.approx(1)


@pytest.mark.parametrize("A", **over(HERMITIAN))
@warned
def test_those_of_hermitian_matrices_are_the_vectors(A: np.ndarray) -> None:
    answer = eig(Matrix(A), left=True)
    np.testing.assert_array_equal(answer.left.values, answer.vectors.values)


@pytest.mark.parametrize("A", [[[2, 16], [1e40, 9e40]], [[1, 1], [1e20, 2e20]]])
def test_badly_scaled_matrices(A: list) -> None:
    answer = eig(Matrix(A), left=True)
    values, W = answer.values.values[:, 0], answer.left.values
    products = np.array(A).T @ W
    off = np.abs(products - W * values)
    assert (off <= 1e-14 * (np.abs(np.array(A)).T @ np.abs(W))).all()


def test_those_of_real_values_are_real() -> None:
    answer = check(np.array([[1.0, 2.0], [3.0, 2.0]]))
    assert np.isrealobj(answer.left.values)
    np.testing.assert_allclose(answer.left.values.T, [[0.5**0.5] * 2, [3 / 13**0.5, -2 / 13**0.5]])


def test_a_defective_matrix_is_warned_of_once() -> None:
    with pytest.warns(AccuracyWarning, match="defective") as warnings:
        answer = eig(Matrix([[2, 1], [0, 2]]), left=True)
    assert len(warnings) == 1
    np.testing.assert_allclose(np.abs(answer.left.values), [[0, 0], [1, 1]], atol=1e-7)


def test_without_it_there_are_none_and_with_it_they_are_named_by_rows() -> None:
    A = Matrix([[2, 1], [0, 1]], rows=("a", "b"), cols=("x", "y"))
    assert eig(A).left is None
    answer = eig(A, left=True)
    assert (answer.left.rows, answer.left.cols, answer.vectors.rows) == (A.rows, None, A.cols)
