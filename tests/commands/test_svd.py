"""The singular value decomposition: it puts A together again, with fixed signs."""

from __future__ import annotations

import numpy as np
import pytest

from lacli.commands.svd import svd
from lacli.errors import ShapeError, UsageError
from lacli.matrix import Matrix

SHAPES = [(3, 3), (5, 2), (2, 5), (1, 4), (4, 1)]


def matrix(shape: tuple[int, int], imaginary: int = 0) -> np.ndarray:
    random = np.random.default_rng(11)
    return random.normal(size=shape) + imaginary * 1j * random.normal(size=shape)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("imaginary", [0, 1])
@pytest.mark.parametrize("full", [False, True])
def test_the_factors_multiply_to_a(shape: tuple[int, int], imaginary: int, full: bool) -> None:
    A = matrix(shape, imaginary)
    m, n = shape
    r = min(m, n)
    U, S, Vh = (part.values for part in svd(Matrix(A), full=full))
    assert (U.shape, S.shape, Vh.shape) == (
        ((m, m), (r, 1), (n, n)) if full else ((m, r), (r, 1), (r, n))
    )
    np.testing.assert_allclose((U[:, :r] * S[:, 0]) @ Vh[:r], A, atol=1e-12)
    np.testing.assert_allclose(U.conj().T @ U, np.eye(U.shape[1]), atol=1e-12)
    np.testing.assert_allclose(Vh @ Vh.conj().T, np.eye(len(Vh)), atol=1e-12)
    assert (np.diff(S[:, 0]) <= 0).all()
    largest = U[np.abs(U).argmax(axis=0), np.arange(U.shape[1])]
    assert (largest.real > 0).all()
    np.testing.assert_allclose(largest.imag, 0, atol=1e-14)


def test_known_values() -> None:
    U, S, Vh = svd(Matrix([[3, 0], [0, -2]]))
    assert S == Matrix([[3], [2]])
    np.testing.assert_allclose(U.values, np.eye(2))
    np.testing.assert_allclose(Vh.values, [[1, 0], [0, -1]])


def test_the_k_largest() -> None:
    A = matrix((5, 4))
    U, S, Vh = (part.values for part in svd(Matrix(A), rank=2))
    assert (U.shape, S.shape, Vh.shape) == ((5, 2), (2, 1), (2, 4))
    everything = svd(Matrix(A)).S.values[:, 0]
    error = np.linalg.norm(A - (U * S[:, 0]) @ Vh)  # Eckart and Young
    assert error == pytest.approx(np.sqrt((everything[2:] ** 2).sum()))


@pytest.mark.parametrize("full", [False, True])
def test_a_zero_matrix(full: bool) -> None:
    U, S, Vh = svd(Matrix(np.zeros((3, 2))), full=full)
    assert S == Matrix([[0], [0]])
    np.testing.assert_allclose(U.values.T @ U.values, np.eye(U.shape[1]))
    np.testing.assert_allclose(Vh.values @ Vh.values.T, np.eye(2))


def test_names() -> None:
    U, S, Vh = svd(Matrix([[1, 2], [3, 4], [5, 6]], rows=("a", "b", "c"), cols=("x", "y")))
    assert (U.rows, U.cols) == (("a", "b", "c"), None)
    assert (S.rows, S.cols) == (None, None)
    assert (Vh.rows, Vh.cols) == (None, ("x", "y"))


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(ShapeError, match="A is 2×3: it has 2 singular values, not 3"):
        svd(Matrix([[1, 2, 3], [4, 5, 6]], name="A"), rank=3)
    with pytest.raises(UsageError, match="exclude each other"):
        svd(Matrix([[1, 2], [3, 4]]), full=True, rank=1)
