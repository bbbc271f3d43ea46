"""The Hessenberg form: similar to A, almost triangular, and the same every time."""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from zoo import HERMITIAN, SQUARE, SQUARE_INTEGERS, close, normal, over, unitary

from lacli.commands.hessenberg import hessenberg
from lacli.errors import ShapeError
from lacli.matrix import Matrix


def check(A: np.ndarray) -> np.ndarray:
    H, Q = (part.values for part in hessenberg(Matrix(A)))
    unitary(Q)
    np.testing.assert_array_equal(Q[:, 0], np.eye(len(A))[0])
    close(Q @ H @ Q.conj().T, A)
    assert not np.tril(H, -2).any()
    assert (np.diag(H, -1).imag == 0).all()
    assert (np.diag(H, -1).real >= 0).all()
    return H


@pytest.mark.parametrize("A", **over(SQUARE))
def test_the_factors_multiply_to_a(A: np.ndarray) -> None:
    check(A)


@given(SQUARE_INTEGERS)
def test_the_factors_of_integers(A: np.ndarray) -> None:
    check(A)
    check(A + 1j * A.T)


@pytest.mark.parametrize("A", **over(HERMITIAN))
def test_hermitian_matrices_become_tridiagonal(A: np.ndarray) -> None:
    H = check(A)
    assert np.isrealobj(H)
    np.testing.assert_array_equal(H, H.T)
    assert not np.triu(H, 2).any()


@pytest.mark.parametrize("imaginary", [0, 1])
def test_the_method_of_arnoldi_finds_the_same(imaginary: int) -> None:
    A = normal((6, 6), imaginary)
    Q = [np.eye(6)[0].astype(A.dtype)]
    H = np.zeros((6, 6), dtype=A.dtype)
    for k in range(6):
        v = A @ Q[k]
        for _ in range(2):  # again, for the rounding of the first time
            for i, q in enumerate(Q):
                part = q.conj() @ v
                H[i, k] += part
                v = v - part * q
        if k < 5:
            H[k + 1, k] = np.linalg.norm(v)
            Q.append(v / H[k + 1, k])
    ours = hessenberg(Matrix(A))
    np.testing.assert_allclose(ours.H.values, H, atol=1e-11)
    np.testing.assert_allclose(ours.Q.values, np.array(Q).T, atol=1e-11)


def test_known_values() -> None:
    H, Q = hessenberg(Matrix([[1, 2], [-3, 4]]))
    assert (H, Q) == (Matrix([[1, -2], [3, 4]]), Matrix([[1, 0], [0, -1]]))
    assert hessenberg(Matrix([[-5]])).H == Matrix([[-5]])


def test_names() -> None:
    cells = [[1, 2], [3, 4]]
    H, Q = hessenberg(Matrix(cells, rows=("a", "b"), cols=("a", "b")))
    assert (H.rows, H.cols, Q.rows, Q.cols) == (None, None, ("a", "b"), None)
    with pytest.raises(ShapeError, match="row 1 is 'a' in A and column 1 is 'b'"):
        hessenberg(Matrix(cells, rows=("a", "b"), cols=("b", "a"), name="A"))
    with pytest.raises(ShapeError, match="not square"):
        hessenberg(Matrix([[1, 2]], name="A"))


@pytest.mark.parametrize("command", ["hessenberg", "schur"])
def test_without_scipy(command: str, call: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.linalg", None)
    said = call(command, "1 2; 3 4")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"lacli {command}: this needs SciPy, which is not installed\n"
        "hint: pip install 'lacli[scipy]'\n"
    )
