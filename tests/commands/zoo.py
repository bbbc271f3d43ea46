"""Matrices of every kind that a decomposition must take, and when one is A again."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

EPS = np.finfo(float).eps
SHAPES = [(1, 1), (1, 4), (4, 1), (3, 3), (6, 2), (2, 6), (9, 7), (7, 9)]


def normal(shape: tuple[int, int], imaginary: int = 0) -> np.ndarray:
    random = np.random.default_rng([*shape, imaginary])
    return random.normal(size=shape) + imaginary * 1j * random.normal(size=shape)


def _dependent(shape: tuple[int, int], imaginary: int) -> np.ndarray:
    m, n = shape
    return normal((m, 2), imaginary) @ normal((2, n), imaginary)


def _of(shapes: list[tuple[int, int]]) -> dict[str, np.ndarray]:
    found = {}
    for shape in shapes:
        for imaginary in (0, 1):
            name = f"{shape[0]}x{shape[1]}{'i' * imaginary}"
            A = normal(shape, imaginary)
            found |= {
                name: A,
                f"{name}-zero": 0 * A,
                f"{name}-huge": 1e200 * A,
                f"{name}-tiny": 1e-200 * A,
                f"{name}-dependent": _dependent(shape, imaginary),
            }
    return found


MATRICES = _of(SHAPES)
SQUARE = _of([(1, 1), (2, 2), (3, 3), (8, 8)])
HERMITIAN = {name: A / 2 + A.conj().T / 2 for name, A in SQUARE.items()}

SIDES = st.integers(1, 6)
INTEGERS = st.tuples(SIDES, SIDES).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(-5, 5))
)
SQUARE_INTEGERS = SIDES.flatmap(lambda n: arrays(float, (n, n), elements=st.integers(-5, 5)))


def close(product: np.ndarray, A: np.ndarray, slack: float = 20) -> None:
    """Asserts that a product is A to a few n·ε·‖A‖, and finite, at any scale."""
    unit = np.abs(A).max()
    assert product.shape == A.shape
    if unit == 0:
        assert not product.any()
        return
    error = np.linalg.norm(product / unit - A / unit)
    assert error <= slack * max(A.shape) * EPS * np.linalg.norm(A / unit)


def unitary(columns: np.ndarray) -> None:
    """Asserts that columns are orthonormal."""
    n = columns.shape[1]
    np.testing.assert_allclose(columns.conj().T @ columns, np.eye(n), atol=40 * len(columns) * EPS)


def positive(columns: np.ndarray) -> None:
    """Asserts that of each column the largest entry, or one as large, is real and positive."""
    for column in columns.T:
        largest = column[np.abs(column) >= np.abs(column).max() * (1 - 1e-7)]
        assert any(x.real > 0 and abs(x.imag) < 1e-7 for x in largest)


def permutation(P: np.ndarray) -> None:
    """Asserts that P is a permutation matrix."""
    assert set(P.ravel().tolist()) <= {0, 1}
    np.testing.assert_array_equal(P @ P.T, np.eye(len(P)))


def over(matrices: dict[str, np.ndarray]) -> dict:
    """What `parametrize` takes for matrices with their names."""
    return {"argvalues": list(matrices.values()), "ids": list(matrices)}
