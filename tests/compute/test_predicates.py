"""How far matrices are from having properties: by hand, by law, and by perturbation."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli import compute
from lacli.matrix import Matrix

SQUARE = st.integers(1, 5).flatmap(lambda n: arrays(int, (n, n), elements=st.integers(-9, 9)))
RELATIVE = ("symmetric", "skew", "hermitian", "diagonal", "upper", "lower", "nonnegative")
KINDS = [*RELATIVE, "orthogonal", "orthonormal_columns", "posdef", "possemidef", "invertible",
         "independent", "projection", "stochastic"]  # fmt: skip
NEED_SQUARE = ("symmetric", "skew", "hermitian", "orthogonal", "posdef", "possemidef",
               "invertible", "projection")  # fmt: skip


def size(A: object, kind: str) -> float:
    return float(compute.defect(Matrix(np.array(A)), kind=kind).size)


def random(n: int, imaginary: int = 0) -> np.ndarray:
    generator = np.random.default_rng(n)
    return generator.normal(size=(n, n)) + imaginary * 1j * generator.normal(size=(n, n))


@pytest.mark.parametrize(
    ("kind", "A", "expected"),
    [
        ("symmetric", [[1, 2], [3, 4]], 1 / 4),
        ("symmetric", [[1, 2j], [2j, 1]], 0),
        ("hermitian", [[1, 2j], [2j, 1]], 2),
        ("hermitian", [[1, 2j], [-2j, 1]], 0),
        ("skew", [[0, 2], [-2, 0]], 0),
        ("skew", [[1, 2], [-2, 0]], 1),
        ("diagonal", [[4, 0, 0], [0, 5, 1]], 1 / 5),
        ("upper", [[4, 1], [2, 5], [1, 0]], 2 / 5),
        ("lower", [[4, 1], [2, 5]], 1 / 5),
        ("nonnegative", [[-1, 4]], 1 / 4),
        ("nonnegative", [[1j, 4]], 1 / 4),
        ("orthogonal", [[0, 2], [1, 0]], 3),
        ("orthogonal", [[0, 1j], [1, 0]], 0),
        ("orthonormal_columns", [[0.6], [0.8j]], 0),
        ("projection", [[1, 7], [0, 0]], 0),
        ("projection", [[2, 0], [0, 1]], 2 / 4),
        ("projection", [[0.5, 0], [0, 0]], 1 / 2),
        ("stochastic", [[0.5, 0.5], [1, 0]], 0),
        ("stochastic", [[0.5, 0.25]], 0.25),
        ("stochastic", [[2, -1]], 1),
        ("posdef", [[2, 1], [1, 3]], 0),
        ("posdef", [[1, 2], [2, 1]], 1 / 3),
        ("possemidef", [[1, 1], [1, 1]], 0),
        ("possemidef", [[1, 2], [2, 1]], 1 / 3),
        ("invertible", [[1, 2], [3, 4]], 0),
        ("invertible", [[1, 2], [2, 4]], 1),
        ("independent", [[1, 2, 3], [4, 5, 6]], 1),
        ("independent", [[1], [0]], 0),
    ],
)
def test_known_values(kind: str, A: object, expected: float) -> None:
    assert size(A, kind) == pytest.approx(expected, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in NEED_SQUARE])
@pytest.mark.parametrize("shape", [(2, 3), (3, 2), (1, 1)])
def test_every_shape_has_an_answer(kind: str, shape: tuple[int, int]) -> None:
    assert math.isfinite(size(np.eye(*shape), kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scale", [1e-300, 1e-170, 1e170, 1e300])
def test_no_size_makes_nonsense(kind: str, scale: float) -> None:
    A = np.array([[2, 1], [-1, 3]])
    found = size(A * scale, kind)
    assert found >= 0
    if kind in (*RELATIVE, "posdef", "possemidef", "invertible", "independent"):
        assert found == pytest.approx(size(A, kind), rel=1e-14)
    else:
        assert found > 0.9


@pytest.mark.parametrize("kind", KINDS)
def test_the_zero_matrix(kind: str) -> None:
    has = {*RELATIVE, "projection", "possemidef"}
    assert (size(np.zeros((2, 2)), kind) == 0) == (kind in has)


@given(SQUARE)
def test_what_is_made_to_have_a_property_has_it(A: np.ndarray) -> None:
    assert size(A + A.T, "symmetric") == size(A - A.T, "skew") == 0
    assert size(A.T @ A, "possemidef") < 1e-14
    assert size(A.T @ A + np.eye(len(A)), "posdef") == 0
    assert size(-A.T @ A, "posdef") > 0
    assert size(np.abs(A), "nonnegative") == 0
    assert size(np.triu(A), "upper") == size(np.tril(A), "lower") == 0
    assert (size(np.triu(A), "lower") == 0) == (size(np.triu(A), "diagonal") == 0)


@pytest.mark.parametrize("imaginary", [0, 1])
@pytest.mark.parametrize("n", [1, 2, 5, 30])
def test_by_factors(n: int, imaginary: int) -> None:
    A = random(n, imaginary)
    Q = np.linalg.qr(A).Q
    k = max(n // 2, 1)
    assert size(Q, "orthogonal") < 1e-14
    assert size(Q[:, :k], "orthonormal_columns") < 1e-14
    assert size(Q[:, :k] @ Q[:, :k].conj().T, "projection") < 1e-14
    assert size((Q * np.linspace(1, 2, n)) @ Q.conj().T, "posdef") == 0
    assert size((Q * np.linspace(-1, 2, n)) @ Q.conj().T, "posdef") == pytest.approx(
        1 if n == 1 else 1 / 2
    )
    assert size(A, "invertible") == size(A, "independent") == 0
    assert size(A[:, :k] @ A[:k], "invertible") == n - k
    assert size(np.hstack([A, A[:, :1]]), "independent") == 1
    rows = np.abs(A) / np.abs(A).sum(axis=1, keepdims=True)
    assert size(rows, "stochastic") < 1e-15


@pytest.mark.parametrize("kind", ["symmetric", "orthogonal", "projection", "stochastic", "upper"])
def test_a_perturbation_is_measured(kind: str) -> None:
    for epsilon in (1e-3, 1e-6, 1e-9):
        assert epsilon / 2 < size([[1, 0], [epsilon, 1]], kind) < 3 * epsilon


@given(SQUARE)
def test_definite_is_what_has_positive_leading_minors(A: np.ndarray) -> None:
    H = A + A.T + 9 * np.eye(len(A), dtype=int)
    with mpmath.workdps(30):
        minors = [mpmath.det(mpmath.matrix(H[:k, :k].tolist())) for k in range(1, len(H) + 1)]
    assert (size(H, "posdef") == 0) == all(minor > 0.5 for minor in minors)  # they are integers


def test_rounding_makes_no_singular_matrix_definite() -> None:
    for seed in range(40):
        B = np.random.default_rng(seed).normal(size=(3, 6))
        assert size(B.T @ B, "posdef") > 0
        assert size(B.T @ B, "possemidef") < 1e-14


def test_a_badly_scaled_matrix_is_definite_all_the_same() -> None:
    d = np.array([1e-12, 1, 1e12])
    assert size([[2, 1, 0], [1, 2, 1], [0, 1, 2]] * np.outer(d, d), "posdef") == 0
    assert size([[1, 0], [0, 1e-30]], "independent") == 0
    assert size([[1e10, 0], [0, -1]], "posdef") > 0


def test_where_it_is_worst() -> None:
    assert sorted(compute.defect(Matrix([[1, 2], [3, 4]]), kind="symmetric").at) == [0, 1]
    assert compute.defect(Matrix([[0.5, 0.5], [0.5, 1]]), kind="stochastic")[1:] == ((1, -1), 1.5)
    assert compute.defect(Matrix([[1, 2], [2, 1]]), kind="posdef").value == pytest.approx(-1)
    assert compute.defect(Matrix([[1e200, 2], [2, -3e200]]), kind="possemidef").value == -3e200


def test_distance() -> None:
    size, at, _ = compute.distance(Matrix([[1, 2]]), Matrix([[1, 4]]))
    assert (size, at) == (0.5, (0, 1))
    assert compute.distance(Matrix([[1e300]]), Matrix([[-1e300]])).size == 2
    assert compute.distance(Matrix([[0]]), Matrix([[0]])).size == 0
