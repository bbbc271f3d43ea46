"""QR: it puts A together again, by one sign, with pivots as Businger and Golub take them."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from zoo import INTEGERS, MATRICES, close, normal, over, permutation, positive, unitary

from lacli.commands.qr import QR, qr
from lacli.errors import Note
from lacli.matrix import Matrix

remarks = pytest.mark.filterwarnings("ignore::lacli.errors.Note")


def check(A: np.ndarray, *, full: bool, pivot: bool) -> QR:
    answer = qr(Matrix(A), full=full, pivot=pivot)
    Q, R = answer.Q.values, answer.R.values
    P = answer.P.values if pivot else np.eye(A.shape[1])
    m, n = A.shape
    r = m if full else min(m, n)
    assert (Q.shape, R.shape) == ((m, r), (r, n))
    permutation(P)
    unitary(Q)
    close(Q @ R, A @ P)
    assert not np.tril(R, -1).any()
    diagonal = R.diagonal()
    assert (diagonal.imag == 0).all()
    assert (diagonal.real >= 0).all()
    if pivot:
        assert (diagonal.real[1:] <= diagonal.real[:-1] * (1 + 1e-10)).all()
    return answer


@remarks
@pytest.mark.parametrize("pivot", [False, True])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("A", **over(MATRICES))
def test_the_factors_multiply_to_a(A: np.ndarray, full: bool, pivot: bool) -> None:
    check(A, full=full, pivot=pivot)


@remarks
@given(INTEGERS)
def test_the_factors_of_integers(A: np.ndarray) -> None:
    check(A, full=False, pivot=False)
    check(A, full=True, pivot=True)


@pytest.mark.parametrize("shape", [(5, 5), (8, 3), (3, 8)])
@pytest.mark.parametrize("imaginary", [0, 1])
def test_scipy_takes_the_same_pivots(shape: tuple[int, int], imaginary: int) -> None:
    A = normal(shape, imaginary)
    _, R, P = (part.values for part in qr(Matrix(A), pivot=True))
    R_scipy, order = scipy.linalg.qr(A, mode="r", pivoting=True)
    np.testing.assert_array_equal(P, np.eye(shape[1])[:, order])
    r = min(shape)
    np.testing.assert_allclose(np.abs(R), np.abs(R_scipy[:r]), atol=1e-12)


def test_known_values() -> None:
    Q, R, P = qr(Matrix([[0.0, 2.0], [3.0, 1.0]]))
    assert P is None
    assert Q == Matrix([[0, 1], [1, 0]])
    assert R == Matrix([[3, 1], [0, 2]])
    A = [[12, -51, 4], [6, 167, -68], [-4, 24, -41]]  # the example of Householder's method
    R = qr(Matrix(A)).R.values
    np.testing.assert_allclose(R, [[14, 21, -14], [0, 175, -70], [0, 0, 35]], atol=1e-12)


@pytest.mark.parametrize("pivot", [False, True])
def test_columns_of_different_size_keep_their_digits(pivot: bool) -> None:
    scales = np.array([1e-200, 1e200, 1])
    A = normal((4, 3))
    answer = check(A * scales, full=False, pivot=pivot)
    P = answer.P.values if pivot else np.eye(3)
    again = answer.Q.values @ (answer.R.values / (scales @ P))
    np.testing.assert_allclose(again, A @ P, atol=1e-14)


def test_columns_of_equal_length_stay_in_order() -> None:
    P = qr(Matrix([[1.0, 0.0], [0.0, 1 + 4e-16]]), pivot=True).P
    assert P == Matrix([[1, 0], [0, 1]])


def test_the_extra_columns_have_a_sign() -> None:
    positive(qr(Matrix(normal((5, 2), 1)), full=True).Q.values[:, 2:])


def test_dependent_columns_are_remarked_on() -> None:
    A = Matrix([[1, 2, 0], [1, 2, 1], [1, 2, 5]])
    with pytest.warns(Note, match=r"^A has dependent columns \(2\): it does not determine"):
        qr(A)
    with pytest.warns(Note, match=r"^A·P has dependent columns \(3\)"):
        qr(A, pivot=True)


def test_names() -> None:
    A = Matrix([[1, 9, 2], [3, 9, 4]], rows=("a", "b"), cols=("x", "y", "z"))
    Q, R, P = qr(A)
    assert (Q.rows, Q.cols, R.rows, R.cols, P) == (("a", "b"), None, None, ("x", "y", "z"), None)
    Q, R, P = qr(A, pivot=True)
    assert (Q.rows, Q.cols, R.rows) == (("a", "b"), None, None)
    assert R.cols == P.cols
    assert R.cols[0] == "y"
    assert P.rows == ("x", "y", "z")
    assert all(P.values[P.rows.index(name), j] == 1 for j, name in enumerate(P.cols))
