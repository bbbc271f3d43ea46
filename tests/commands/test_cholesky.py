"""Cholesky: L·Lᴴ is A, and what is not positive definite is refused by name."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given
from zoo import SQUARE, SQUARE_INTEGERS, close, normal, over

from lacli.commands.cholesky import cholesky
from lacli.errors import AccuracyWarning, MathError, Note, ShapeError
from lacli.matrix import Matrix

REGULAR = {name: A for name, A in SQUARE.items() if not name.endswith(("zero", "dependent"))}


def definite(A: np.ndarray) -> np.ndarray:
    """A positive definite matrix of the size of A."""
    unit = np.abs(A).max()
    B = A / unit
    H = B @ B.conj().T + np.eye(len(B))
    return (np.tril(H) + np.tril(H, -1).conj().T) * unit


def exactly_hermitian(H: np.ndarray) -> np.ndarray:
    return np.tril(H, -1) + np.tril(H, -1).conj().T + np.diag(H.diagonal().real)


def check(A: np.ndarray) -> None:
    L = cholesky(Matrix(A)).values
    unit = np.sqrt(np.abs(A).max())
    close((L / unit) @ (L / unit).conj().T, A / np.abs(A).max())
    assert not np.triu(L, 1).any()
    assert (L.diagonal().imag == 0).all()
    assert (L.diagonal().real > 0).all()


@pytest.mark.parametrize("A", **over(REGULAR))
def test_the_factors_multiply_to_a(A: np.ndarray) -> None:
    H = exactly_hermitian(definite(A))
    check(H)
    expected = scipy.linalg.cholesky(H, lower=True)
    np.testing.assert_allclose(cholesky(Matrix(H)).values, expected, rtol=1e-11)


@given(SQUARE_INTEGERS)
def test_gram_matrices_with_a_shift(A: np.ndarray) -> None:
    check(A @ A.T + np.eye(len(A)))


def test_known_values() -> None:
    A = [[4, 12, -16], [12, 37, -43], [-16, -43, 98]]
    assert cholesky(Matrix(A)) == Matrix([[2, 0, 0], [6, 1, 0], [-8, 5, 3]])
    assert cholesky(Matrix([[2, 2j], [-2j, 3]])).values[1, 1] == pytest.approx(1)


def test_rows_of_different_size() -> None:
    A = np.array([[4e200, 2.0], [2.0, 5e-200]])
    np.testing.assert_allclose(cholesky(Matrix(A)).values, [[2e100, 0], [1e-100, 2e-100]])


@pytest.mark.parametrize(
    ("matrix", "k"),
    [
        ([[-1]], 1),
        ([[0, 0], [0, 0]], 1),
        ([[1, 2], [2, 1]], 2),
        ([[1, 1], [1, 1]], 2),
        ([[1, 0, 0], [0, -1, 0], [0, 0, 1]], 2),
        ([[2, 0, 0], [0, 2, 3], [0, 3, 2]], 3),
        ([[1, 1e300], [1e300, 1]], 2),
        ([[1e-300, 1e300, 0], [1e300, 1e-300, 0], [0, 0, 1]], 2),
        ([[1, 1j], [-1j, 1]], 2),
    ],
)
def test_what_is_not_positive_definite(matrix: list, k: int) -> None:
    with pytest.raises(MathError, match=f"the leading {k}×{k} block is not positive") as refused:
        cholesky(Matrix(matrix))
    assert "lacli ldl" in refused.value.hint
    assert "lacli eig" in refused.value.hint


@given(SQUARE_INTEGERS)
def test_the_minor_that_fails_is_the_first(M: np.ndarray) -> None:
    A = M + M.T
    signs = [round(np.linalg.det(A[:k, :k])) for k in range(1, len(A) + 1)]
    failing = next((k for k, minor in enumerate(signs, 1) if minor <= 0), None)
    if failing is None:
        check(A)
        return
    with pytest.raises(MathError, match=f"the leading {failing}×{failing} block is not"):
        cholesky(Matrix(A))


def test_a_lapack_that_lets_nan_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(np.linalg, "cholesky", lambda A: A * (np.nan if len(A) > 1 else 1))
    with pytest.raises(MathError, match=r"the leading 2×2 block is not positive definite$"):
        cholesky(Matrix([[1, 2], [2, 1]]))


def test_what_only_rounding_makes_definite() -> None:
    with pytest.raises(
        MathError, match="the leading 2×2 block is not positive definite to working"
    ):
        cholesky(Matrix(np.array([[1, 1], [1, 1 + 2.3e-16]])))
    hilbert = scipy.linalg.hilbert(9)
    with pytest.warns(AccuracyWarning, match="condition number"):
        cholesky(Matrix(hilbert))


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[2, 3], [4, 5]], r"not symmetric: entry \(1, 2\) is 3 and entry \(2, 1\) is 4"),
        ([[9, 1, 2], [1, 9, 3], [2, 3.5, 9]], r"entry \(2, 3\) is 3 and entry \(3, 2\) is 3.5"),
        ([[2, 1j], [1j, 5]], r"not Hermitian: entry \(1, 2\) is 1j and entry \(2, 1\) is 1j"),
        ([[2, 0], [0, 3 + 1j]], r"not Hermitian: entry \(2, 2\) is 3\+1j, not real"),
        ([[1, 1e-13], [0, 1]], r"entry \(1, 2\) is 1e-13 and entry \(2, 1\) is 0"),
        ([[0, 1], [1 + 1e-14, 0]], r"entry \(1, 2\) is 1 and entry \(2, 1\) is 1.00000000000001"),
    ],
)
def test_what_is_not_hermitian(matrix: list, message: str) -> None:
    with pytest.raises(MathError, match=message):
        cholesky(Matrix(matrix))


def test_rounding_parts_no_symmetric_matrix() -> None:
    for A in ([[1, 0.3 + 1e-15], [0.3, 1]], [[1, 1e-16], [0, 1]]):
        with pytest.warns(Note, match="taken as symmetric"):
            L = cholesky(Matrix(A)).values
        np.testing.assert_allclose(L @ L.T, A, atol=1e-15)
    B = normal((3, 3), 1)
    H = B @ B.conj().T
    H[0, 1] *= 1 + 2e-16
    H[2, 2] += 1e-17j
    with pytest.warns(Note, match="taken as Hermitian"):
        close(cholesky(Matrix(H)).values @ cholesky(Matrix(H)).values.conj().T, H)


def test_names() -> None:
    cells = [[4, 2], [2, 10]]
    assert cholesky(Matrix(cells, rows=("a", "b"))).rows == ("a", "b")
    assert cholesky(Matrix(cells, cols=("a", "b"))).rows == ("a", "b")
    assert cholesky(Matrix(cells, cols=("a", "b"))).cols is None
    with pytest.raises(ShapeError, match="row 1 is 'a' in A and column 1 is 'b' in A"):
        cholesky(Matrix(cells, rows=("a", "b"), cols=("b", "a"), name="A"))
    with pytest.raises(ShapeError, match="not square"):
        cholesky(Matrix([[1, 2]], name="A"))
