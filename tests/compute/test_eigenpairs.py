"""Eigenpairs to the last digit, of graded, badly scaled and singular matrices, or a word of it."""

from __future__ import annotations

import warnings

import mpmath
import numpy as np
import pytest

from lacli.compute import dense
from lacli.compute.dense.spectra import judged
from lacli.errors import AccuracyWarning, Note

EPS = np.finfo(float).eps
mp = mpmath.mp.clone()
mp.dps = 60


def exact(A: np.ndarray) -> list:
    return list(mp.eig(mp.matrix(A.tolist()), left=False, right=False))


def errors(values: np.ndarray, known: list) -> list[tuple[float, float]]:
    """What each eigenvalue is off by, and its modulus: pairs, the nearest first."""
    left, found = list(enumerate(values.tolist())), {}
    for w in sorted(known, key=abs, reverse=True):
        k, value = min(left, key=lambda pair, w=w: abs(pair[1] - w))  # type: ignore[misc]
        left.remove((k, value))
        found[k] = float(abs(value - w)), float(abs(w))
    return [found[k] for k in range(len(values))]


def frank(n: int) -> np.ndarray:
    return np.array([[n - max(i, j) if j >= i - 1 else 0.0 for j in range(n)] for i in range(n)])


def companion(n: int) -> np.ndarray:
    return np.diag(np.ones(n - 1), -1) - np.outer(np.eye(n)[0], np.poly(range(1, n + 1))[1:])


def graded(n: int, digits: int, seed: int, unit: complex = 0) -> np.ndarray:
    random = np.random.default_rng(seed)
    A = random.normal(size=(n, n)) + unit * random.normal(size=(n, n))
    units = 10.0 ** np.linspace(-digits, digits, n)
    return {0: units[:, None] * A, 1: A * units, 2: units[:, None] * A / units}[seed % 3]


SMALL = 1.0 / np.add.outer(np.arange(1, 11), np.arange(10))
EXACT = {
    "frank 12": frank(12),
    "companion 10": companion(10),
    "grcar 12": np.triu(np.tril(np.ones((12, 12)), 3)) - np.diag(np.ones(11), -1),
    "clement 12": np.diag(np.arange(1.0, 12), 1) + np.diag(np.arange(11.0, 0, -1), -1),
    "wilkinson 11": np.diag(np.abs(np.arange(-5.0, 6)))
    + np.diag(np.ones(10), 1)
    + np.diag(np.ones(10), -1),
    "hilbert 10": SMALL,
    "2×2": np.array([[2, 16], [1e40, 9e40]]),
    "graded definite": (np.eye(6) + 0.1)
    * 10.0 ** np.add.outer(np.linspace(-9, 9, 6), np.linspace(-9, 9, 6)),
    **{f"graded {seed}": graded(5, 9, seed) for seed in range(6)},
    **{f"graded complex {seed}": graded(5, 9, seed, 1j) for seed in range(6)},
}


@pytest.mark.filterwarnings("ignore::lacli.errors.Note", "ignore::lacli.errors.AccuracyWarning")
@pytest.mark.parametrize("A", EXACT.values(), ids=EXACT)
def test_every_eigenvalue_is_right_to_the_last_digits(A: np.ndarray) -> None:
    with dense.quietly():
        values, V = dense.eig(A)
        claimed = judged(A, values, V).errors
    for (error, size), bound in zip(errors(values, exact(A)), claimed, strict=True):
        assert error <= 20 * EPS * size
        assert error <= 10 * bound + EPS * size
    size = np.linalg.norm(A)
    assert (np.linalg.norm(A @ V - V * values, axis=0) <= 30 * len(A) * EPS * size).all()


@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
@pytest.mark.parametrize("A", [frank(20), companion(20), np.triu(np.ones((4, 4)))])
def test_no_digit_is_claimed_that_is_not_right(A: np.ndarray) -> None:
    with dense.quietly():
        values, V = dense.eig(A)
        claimed = judged(A, values, V).errors
    for (error, size), bound in zip(errors(values, exact(A)), claimed, strict=True):
        assert error <= 10 * bound + EPS * size


@pytest.mark.parametrize("n", [3, 7, 12])
def test_what_is_singular_has_eigenvalues_0(n: int) -> None:
    A = np.arange(float(n * n)).reshape(n, n)  # of rank 2
    for M in (A, A + A.T, A[::-1]):
        values, V = dense.eig(M)
        assert (values == 0).sum() == n - 2
        np.testing.assert_allclose(M @ V, V * values, atol=1e-13 * np.linalg.norm(M))
        assert np.linalg.matrix_rank(V) == n


def told(A: np.ndarray) -> list[tuple[type, str]]:
    with warnings.catch_warnings(record=True) as caught, dense.quietly():
        warnings.simplefilter("always")
        dense.eig(A)
    return [(entry.category, str(entry.message)) for entry in caught]


def test_small_ones_of_rounded_entries_are_told_of() -> None:
    [(category, message)] = told(SMALL)
    assert category is AccuracyWarning
    assert message.startswith("eigenvalue 10, 1.1e-13, is small beside the largest: about 3 of its")
    rounded = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]])
    assert told(rounded) == [(Note, "one eigenvalue of 3 cannot be told from 0")]


def test_those_of_large_matrices_are_told_of() -> None:
    random = np.random.default_rng(1)
    B = random.normal(size=(80, 60))
    assert told(B @ B.T) == [(Note, "20 eigenvalues of 80 cannot be told from 0")]
    C = random.normal(size=(60, 80))
    assert told(B @ C) == [(Note, "20 eigenvalues of 80 cannot be told from 0")]
    assert told(random.normal(size=(80, 80))) == []


@pytest.mark.parametrize("A", [companion(10), frank(12), np.array([[1, 1e6], [0, 2]])])
def test_a_basis_that_is_nearly_dependent_is_one(A: np.ndarray) -> None:
    assert told(A) == []


@pytest.mark.parametrize("A", [np.diag(np.ones(4), 1), frank(20) / 3])
def test_what_is_defective_for_all_that_is_known(A: np.ndarray) -> None:
    [(category, message)] = told(A)
    assert category is AccuracyWarning
    assert message.startswith("defective, or nearly so")
