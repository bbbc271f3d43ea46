"""The Schur form: similar to A, triangular, with the eigenvalues on its diagonal."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from zoo import HERMITIAN, SQUARE, SQUARE_INTEGERS, close, over, positive, unitary

from lacli.commands.schur import schur
from lacli.errors import MathError, ShapeError
from lacli.matrix import Matrix


def check(A: np.ndarray, *, triangular: bool = False) -> np.ndarray:
    T, Z = (part.values for part in schur(Matrix(A), complex=triangular))
    unitary(Z)
    close(Z @ T @ Z.conj().T, A, slack=60)
    positive(Z)
    if triangular or np.iscomplexobj(A):
        assert not np.tril(T, -1).any()
        return T.diagonal()
    assert np.isrealobj(T)
    assert np.isrealobj(Z)
    assert not np.tril(T, -2).any()
    below = np.flatnonzero(np.diag(T, -1))
    assert not (np.diff(below) == 1).any()
    for k in below:  # standardised: GVL §7.4.1, LAPACK lanv2
        a, b, c, d = T[k : k + 2, k : k + 2].ravel()
        assert a == pytest.approx(d)
        assert np.sign(b) * np.sign(c) < 0
    return np.concatenate([T.diagonal()[np.setdiff1d(range(len(T)), [*below, *(below + 1)])]])


@pytest.mark.parametrize("triangular", [False, True])
@pytest.mark.parametrize("A", **over(SQUARE))
def test_the_factors_multiply_to_a(A: np.ndarray, triangular: bool) -> None:
    check(A, triangular=triangular)


@given(SQUARE_INTEGERS)
def test_the_factors_of_integers(A: np.ndarray) -> None:
    check(A)
    check(A, triangular=True)


@pytest.mark.parametrize("A", **over(HERMITIAN))
def test_hermitian_matrices_become_diagonal(A: np.ndarray) -> None:
    check(A)
    T = schur(Matrix(A)).T.values
    assert np.isrealobj(T)
    np.testing.assert_array_equal(T, np.diag(T.diagonal()))


@pytest.mark.parametrize("name", ["8x8", "8x8i"])
def test_the_diagonal_is_that_of_the_eigenvalues(name: str) -> None:
    A = SQUARE[name]
    values = np.array([complex(x) for x in mpmath.eig(mpmath.matrix(A.tolist()))[0]])
    diagonal = check(A, triangular=True)
    apart = np.abs(diagonal[:, None] - values)
    assert sorted(apart.argmin(axis=1)) == list(range(8))
    assert apart.min(axis=1).max() < 1e-12


def test_known_values() -> None:
    T, Z = schur(Matrix([[0, -1], [1, 0]]))
    np.testing.assert_allclose(np.abs(T.values), [[0, 1], [1, 0]])
    T, Z = schur(Matrix([[0, -1], [1, 0]]), complex=True)
    np.testing.assert_allclose(sorted(T.values.diagonal(), key=lambda x: x.imag), [-1j, 1j])
    T, Z = schur(Matrix([[3, 1], [0, 3]]))  # defective, and no matter
    assert (T, Z) == (Matrix([[3, 1], [0, 3]]), Matrix([[1, 0], [0, 1]]))


def test_what_does_not_converge(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise np.linalg.LinAlgError("Schur form not found. Possibly ill-conditioned.")

    monkeypatch.setattr(scipy.linalg, "schur", fail)
    with pytest.raises(MathError, match="the eigenvalues did not converge"):
        schur(Matrix([[1, 2], [3, 4]]))


def test_names() -> None:
    cells = [[1, 2], [3, 4]]
    T, Z = schur(Matrix(cells, cols=("a", "b")))
    assert (T.rows, T.cols, Z.rows, Z.cols) == (None, None, ("a", "b"), None)
    with pytest.raises(ShapeError, match="row 1 is 'a' in A and column 1 is 'b'"):
        schur(Matrix(cells, rows=("a", "b"), cols=("b", "a"), name="A"))
    with pytest.raises(ShapeError, match="not square"):
        schur(Matrix([[1, 2]], name="A"))
