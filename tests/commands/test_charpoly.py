"""The characteristic polynomial: exact for integers, with as many digits as it says for others."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from zoo import SQUARE, SQUARE_INTEGERS, normal, over

from lacli.commands.charpoly import charpoly
from lacli.errors import AccuracyWarning, MathError, ShapeError
from lacli.matrix import Matrix
from lacli.result import Result


def coefficients(A: object) -> np.ndarray:
    answer = charpoly(Matrix(np.asarray(A)))
    assert answer.shape == (1, len(np.asarray(A)) + 1)
    assert (answer.rows, answer.cols) == (None, None)
    return answer.values[0]


def exactly(A: np.ndarray) -> list[Fraction]:
    """By the method of Faddeev and Le Verrier, in fractions."""
    n = len(A)
    rows = [[Fraction(x) for x in row] for row in A.tolist()]
    M, p = [[Fraction(0)] * n for _ in range(n)], [Fraction(1)]
    for k in range(1, n + 1):
        for i in range(n):
            M[i][i] += p[-1]
        M = [[sum(rows[i][t] * M[t][j] for t in range(n)) for j in range(n)] for i in range(n)]
        p.append(-sum(M[i][i] for i in range(n)) / k)
    return p


@given(SQUARE_INTEGERS)
def test_integers_are_exact(A: np.ndarray) -> None:
    assert coefficients(A).tolist() == [float(x) for x in exactly(A)]


@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
@given(SQUARE_INTEGERS)
def test_fractions_are_rounded_once(M: np.ndarray) -> None:
    A = M / 7 + np.eye(len(M)) / 3
    assert coefficients(A).tolist() == [float(x) for x in exactly(A)]


def test_large_integers_are_exact() -> None:
    A = np.random.default_rng(1).integers(-(10**6), 10**6, size=(12, 12)).astype(float)
    assert coefficients(A).tolist() == [float(x) for x in exactly(A)]
    A[:, 3] = A[:, 5]  # the last coefficient is exactly 0
    assert coefficients(A)[-1] == 0


def test_known_values() -> None:
    assert coefficients([[2, 1], [1, 3]]).tolist() == [1, -5, 5]
    assert coefficients([[-7]]).tolist() == [1, 7]
    companion = [[6, -11, 6], [1, 0, 0], [0, 1, 0]]  # of (λ−1)(λ−2)(λ−3)
    assert coefficients(companion).tolist() == [1, -6, 11, -6]
    assert coefficients(np.zeros((3, 3))).tolist() == [1, 0, 0, 0]
    np.testing.assert_allclose(coefficients([[1j, 2], [3, -1j]]), [1, 0, -5])
    np.testing.assert_allclose(coefficients(np.diag(np.arange(0.5, 3))), [1, -4.5, 5.75, -1.875])


@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
@pytest.mark.parametrize(
    "A", **over({name: A for name, A in SQUARE.items() if not name.endswith(("huge", "tiny"))})
)
def test_it_is_the_product_over_the_eigenvalues(A: np.ndarray) -> None:
    with mpmath.workdps(50):
        E, _ = mpmath.mp.eig(mpmath.matrix(A.tolist()))
        expected = [mpmath.mpf(1)]
        for value in E:
            shifted = [*expected, mpmath.mpf(0)]
            expected = [x - value * y for x, y in zip(shifted, [0, *expected], strict=True)]
    size = 1 + np.linalg.norm(A)
    for k, x in enumerate(expected):
        assert abs(coefficients(A)[k] - complex(x)) <= 1e-14 * (abs(complex(x)) + size**k * 1e-2)


@pytest.mark.parametrize("imaginary", [0, 1])
def test_beyond_exact_arithmetic(imaginary: int) -> None:
    n = 45
    A = np.diag(np.ones(n - 1), -1).astype(complex if imaginary else float)
    A[0, -1] = 3 + 4j if imaginary else 3  # λⁿ − 3
    assert coefficients(A).tolist() == [1, *[0] * (n - 1), -A[0, -1]]
    rotation = np.linalg.qr(normal((n, n), imaginary))[0]
    np.testing.assert_allclose(abs(coefficients(rotation)[-1]), 1, rtol=1e-12)
    definite = rotation * np.linspace(1, 2, n) @ rotation.conj().T
    with pytest.warns(AccuracyWarning, match="of 16 digits of the coefficient of degree"):
        coefficients(definite)


def test_hermitian_matrices_have_real_ones() -> None:
    M = normal((6, 6), 1)
    p = coefficients(M + M.conj().T)
    assert np.isrealobj(p)
    np.testing.assert_allclose(p, np.poly(M + M.conj().T), rtol=1e-10)


def test_lost_digits_are_warned_of() -> None:
    hilbert = 1 / (np.arange(10) + np.arange(10)[:, None] + 1)
    with pytest.warns(AccuracyWarning, match="about 3 of 16 digits of the coefficient of degree 0"):
        coefficients(hilbert)
    for unit in (1, 1j):
        with pytest.warns(AccuracyWarning, match="about [0-3] of 16 digits of the coefficient of"):
            coefficients(unit * np.array([[0.1, 0.3], [0.7, 2.1]]))
    assert coefficients([[0.5, 1.25], [2, 5]]).tolist() == [1, -5.5, 0]


def test_scales() -> None:
    np.testing.assert_allclose(coefficients([[1e-140, 0], [0, 2e-140]]), [1, -3e-140, 2e-280])
    np.testing.assert_allclose(coefficients([[1e140, 0], [0, 2e140]]), [1, -3e140, 2e280])
    np.testing.assert_allclose(coefficients([[0, 1e200], [1e-200, 0]]), [1, 0, -1])
    np.testing.assert_allclose(coefficients([[1e200, 0], [0, 1e-200]]), [1, -1e200, 1])
    with pytest.raises(MathError, match="the coefficient of degree 0 is too small"):
        coefficients([[1e-200, 0], [0, 2e-200]])
    with pytest.raises(MathError, match="the coefficient of degree 28 is too small"):
        coefficients(np.eye(30) * 1e-200)
    for n in (30, 50):
        with pytest.raises(MathError, match="the coefficient of degree 0 is too small"):
            coefficients(np.roll(np.eye(n), 1, axis=0) * 1e-200)
    for n, size in ((20, 2.0**52), (20, -1e200), (50, 1e200)):
        with pytest.raises(MathError, match="too large for floating point"):
            Result.of(charpoly(Matrix(np.eye(n) * size)))
    np.testing.assert_allclose(coefficients([[1e140j, 0], [0, 2e140]])[2], 2e280j)


def test_only_square_matrices_have_one() -> None:
    with pytest.raises(ShapeError, match="not square"):
        charpoly(Matrix([[1, 2]], name="A"))


def test_one_of_a_large_matrix_is_left_to_eig() -> None:
    with pytest.raises(MathError, match="of more than 250 rows takes too long"):
        charpoly(Matrix(np.eye(251)))
