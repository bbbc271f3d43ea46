"""Certificates against fifty digits: none tells more than one digit too many."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from math import inf, log10
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from lacli.compute import dense
from lacli.compute.remarks import HALF, digits
from lacli.errors import AccuracyWarning, MathError
from lacli.matrix import Array

pytestmark = pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")


@pytest.fixture(autouse=True)
def fifty_digits() -> Iterator[None]:
    with mp.workdps(60), dense.quietly():
        yield


def growth(n: int, noise: float = 0.0) -> Array:
    """Elements of U double from column to column, though the condition number is about n/2."""
    A = np.eye(n) - np.tril(np.ones((n, n)), -1)
    A[:, -1] = 1
    return A * (1 + noise * np.random.default_rng(n).normal(size=(n, n)))


def hilbert(n: int) -> Array:
    return 1 / (1.0 + np.arange(n) + np.arange(n)[:, None])


def kahan(n: int) -> Array:
    s, c = np.sin(1.2), np.cos(1.2)
    return np.diag(s ** np.arange(n)) @ (np.eye(n) - c * np.triu(np.ones((n, n)), 1))


def random(n: int, cond: float, seed: int, rows: float = 0, cols: float = 0) -> Array:
    """A matrix with that condition number, before rows and columns are scaled by 10^±…."""
    source = np.random.default_rng(seed)
    U, V = (np.linalg.qr(source.normal(size=(n, n)))[0] for _ in range(2))
    A = U * np.geomspace(1, 1 / cond, n) @ V
    scales = (10.0 ** source.uniform(-size, size, n) for size in (rows, cols))
    return next(scales)[:, None] * A * next(scales)


SQUARE = {
    "one": np.array([[3.0]]),
    "identity": np.eye(4),
    "growth": growth(60),
    "growth, disturbed": growth(60, 1e-3),
    "hilbert 5": hilbert(5),
    "hilbert 10": hilbert(10),
    "kahan": kahan(25),
    "vandermonde": np.vander(np.linspace(0.1, 1, 10)),
    "triangle": np.triu(-np.ones((30, 30)), 1) + np.eye(30),
    "nearly dependent": np.array([[1, 1, 2], [1, 1 + 1e-11, 3], [0, 1, 1.0]]),
    "complex": random(8, 1e5, 1) + 1j * random(8, 1e3, 2),
    "tiny": hilbert(4) * 1e-200,
    "huge": hilbert(4) * 1e200,
    **{
        f"random {cond:.0e} {rows} {cols}": random(9, cond, seed, rows, cols)
        for seed, (cond, rows, cols) in enumerate(
            (cond, rows, cols)
            for cond in (1e1, 1e6, 1e11, 1e14)
            for rows in (0, 6)
            for cols in (0, 6)
        )
    },
}
square = pytest.mark.parametrize("A", SQUARE.values(), ids=SQUARE)


def wide(A: Array) -> Any:
    return mp.matrix(A.tolist())


def correct(found: Array, exact: Any) -> float:
    """How many digits of the largest entry of each column are right, at least."""
    error = found_digits = inf
    for j in range(exact.cols):
        column = [exact[i, j] for i in range(exact.rows)]
        error = max(abs(mp.mpmathify(found[i, j].item()) - x) for i, x in enumerate(column))
        size = max(map(abs, column))
        found_digits = min(found_digits, -float(mp.log10(error / size)) if error else inf)
    return found_digits


def rhs(m: int) -> Array:
    return np.random.default_rng(m).normal(size=(m, 2))


@square
def test_solutions(A: Array) -> None:
    b = rhs(len(A)) * np.abs(A).max(axis=1, keepdims=True)
    x = dense.solve(A, b)
    right = correct(x, _solved(A, b))
    found = dense.solution_certificate(A, x, b)
    assert found.residual <= 10
    assert found.digits <= right + 1
    assert found.digits >= min(right, -log10(found.condition * 1.2e-16)) - 2  # and not too few


def _solved(A: Array, b: Array) -> Any:
    return mp.inverse(wide(A)) * wide(b)


@square
def test_inverses(A: Array) -> None:
    if _refused(dense.inv, A):
        assert np.linalg.cond(A) > 1e14
        return
    X = dense.inv(A)
    exact = mp.inverse(wide(A))
    errors = wide(X) - exact
    right = -float(mp.log10(mp.mnorm(errors, mp.inf) / mp.mnorm(exact, mp.inf) + mp.mpf(10) ** -40))
    found = dense.inverse_certificate(A, X)
    assert found.digits <= right + 1
    assert found.residual <= 100
    assert right >= -log10(found.condition * 1.2e-16) - 1


def _refused(operation: Callable[..., Any], *operands: Array) -> bool:
    try:
        operation(*operands)
    except MathError:
        return True
    return False


@pytest.mark.parametrize(
    "A",
    [
        growth(60),
        growth(60, 1e-3),
        random(25, 1e3, 1),
        random(25, 1e9, 2, 5, 5),
        random(25, 1e3, 3) + 1j * random(25, 1e6, 4),
        kahan(30),
        random(6, 1e10, 5),
    ],
)
def test_determinants(A: Array) -> None:
    sign, size = dense.logdet(A)
    exact = mp.det(wide(A))
    relative = abs(mp.mpmathify(sign) * mp.exp(mp.mpf(size)) / exact - 1)
    right = -float(mp.log10(relative + mp.mpf(10) ** -17))
    found = dense.det_certificate(A)
    assert found.digits <= right + 1 + (abs(size) > 30)  # a logarithm of two figures costs one
    assert found.digits >= -log10(found.condition * 1.2e-16) - 2.5


@pytest.mark.parametrize("A", [growth(60), growth(40, 1e-2), growth(60, 1e-8)])
def test_growth_of_elements_costs_no_digit(A: Array) -> None:
    b = rhs(len(A))
    inverse = mp.inverse(wide(A))
    assert correct(dense.solve(A, b), inverse * wide(b)) >= 14
    assert correct(dense.inv(A), inverse) >= 13
    assert abs(dense.det(A) / mp.det(wide(A)) - 1) < 1e-12
    assert dense.solution_certificate(A, dense.solve(A, b), b).condition < 100


def test_a_wrong_answer_is_found_out() -> None:
    A, b = growth(60), rhs(60)
    plain = np.linalg.solve(A, b)  # wrong in the first digit, for all that the condition tells
    found = dense.solution_certificate(A, plain, b)
    assert found.digits <= correct(plain, _solved(A, b)) + 1 <= 3
    assert found.residual > 1e12
    assert found.condition < 100
    assert dense.inverse_certificate(np.eye(3), np.eye(3) * 1.001).digits == 3


def tall(m: int, n: int, cond: float, seed: int, cols: float = 0) -> Array:
    return random(m, 1.0, seed)[:, :n] @ random(n, cond, seed + 1, 0, cols)


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@pytest.mark.parametrize("noise", [0.0, 1e-6, 1.0, 1e6])
@pytest.mark.parametrize(
    "A",
    [
        tall(12, 4, 1e1, 1),
        tall(12, 4, 1e5, 2, 5),
        tall(12, 5, 1e10, 3),
        np.vander(np.linspace(1, 2, 12), 7),
        tall(9, 3, 1e3, 4) + 1j * tall(9, 3, 1e2, 6),
        tall(12, 4, 1e3, 5).T,
        tall(9, 3, 1e3, 4).T + 1j * tall(9, 3, 1e2, 6).T,
        np.ones((5, 1)),
        np.eye(4),
    ],
)
def test_least_squares(A: Array, noise: float) -> None:
    m, n = A.shape
    b = A @ rhs(n) + noise * rhs(m)
    x = dense.lstsq(A, b)
    M, B = wide(A), wide(b)
    if m >= n:
        exact = mp.inverse(M.H * M) * (M.H * B)
    else:
        exact = M.H * (mp.inverse(M * M.H) * B)
    right = correct(x, exact)
    found = dense.least_squares_certificate(A, x, b)
    assert found.digits <= right + 1
    assert found.residual <= 20
    assert right >= -log10(found.condition * 1.2e-16) - 1
    off = dense.least_squares_certificate(A, x * (1 + 1e-3), b)
    assert off.digits <= 4


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_least_squares_of_deficient_rank() -> None:
    A, b = np.array([[1.0, 2, 3], [2, 4, 6], [1, 0, 1], [0, 1, 1]]), rhs(4)
    found = dense.least_squares_certificate(A, dense.lstsq(A, b), b)
    assert found.digits >= 14
    assert found.residual < 10
    away = dense.lstsq(A, b) + np.array([[1.0], [1], [-1]])  # as good a fit, but not of least norm
    assert dense.least_squares_certificate(A, away, b).digits <= 1
    zero = np.zeros((2, 2))
    assert dense.least_squares_certificate(zero, zero, rhs(2)) == (0, 1, 16)


TURN = np.array([[1.0, 2, 1], [0, 1, 3], [1, 1, 1]])
SPECTRA = {
    "frank 12": np.array(
        [[12 - max(i, j) if j >= i - 1 else 0.0 for j in range(12)] for i in range(12)]
    ),
    "grcar 20": np.triu(np.tril(np.ones((20, 20)), 3)) - np.diag(np.ones(19), -1),
    "clement 20": np.diag(np.arange(1.0, 20), 1) + np.diag(np.arange(19.0, 0, -1), -1),
    "companion 10": np.diag(np.ones(9), -1) - np.outer(np.eye(10)[0], np.poly(range(1, 11))[1:]),
    "random": random(10, 1e2, 1),
    "scaled": random(8, 1e2, 2, 4, 4),
    "complex": random(8, 1e2, 3) + 1j * random(8, 1e2, 4),
    "symmetric": random(9, 1e8, 5) + random(9, 1e8, 5).T,
    "one jordan block, turned": TURN
    @ np.array([[3.0, 1, 0], [0, 3, 1], [0, 0, 3]])
    @ np.linalg.inv(TURN),
    "rotation": np.array([[0.0, -1], [1, 0]]),
}


@pytest.mark.parametrize("A", SPECTRA.values(), ids=SPECTRA)
def test_eigenvalues(A: Array) -> None:
    values, vectors = dense.eig(A)
    exact = [complex(w) for w in mp.eig(wide(A), left=False, right=False)]
    left, error = list(values), 0.0
    for w in exact:
        nearest = min(range(len(left)), key=lambda k, w=w: abs(left[k] - w))  # type: ignore[misc]
        error = max(error, abs(left.pop(nearest) - w))
    right = -log10(error / max(map(abs, exact)) + 1e-17)
    found = dense.eig_certificate(A, values, vectors)
    assert found.digits <= right + 1
    due = right if (np.round(A) == A).all() else min(right, -log10(found.condition * 1.2e-16))
    assert found.digits >= due - 3
    assert found.residual < 100
    off = dense.eig_certificate(A, values * (1 + 1e-5), vectors)
    assert off.digits <= 6
    assert off.residual > 100 * found.residual


def test_conditions_of_eigenvalues() -> None:
    hermitian = hilbert(6) + 1j * (np.triu(hilbert(6), 1) - np.tril(hilbert(6), -1))
    assert dense.eig_certificate(hermitian, *dense.eig(hermitian)).condition == 1
    assert dense.eig_certificate(np.zeros((2, 2)), np.zeros(2), np.eye(2)) == (0, 1, 16)
    nilpotent = np.array([[0.0, 1], [0, 0]])
    assert dense.eig_certificate(nilpotent, *dense.eig(nilpotent))[1:] == (inf, 0)


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@pytest.mark.parametrize("A", SQUARE.values(), ids=SQUARE)
def test_singular_values(A: Array) -> None:
    U, S, Vh = dense.svd(A)
    exact = mp.svd(wide(A), compute_uv=False)
    worst = max(abs(mp.mpf(s) / t - 1) for s, t in zip(S.tolist(), exact, strict=True))
    right = max(-float(mp.log10(worst + mp.mpf(10) ** -17)), 0)
    found = dense.svd_certificate(A, U, S, Vh)
    assert found.digits <= right + 1
    assert found.residual < 100
    if (condition := float(exact[0] / exact[len(S) - 1])) < 1e14:
        assert found.condition == pytest.approx(condition, rel=1e-1)
    skew = U.copy()
    skew[0, 0] += 1e-6
    assert dense.svd_certificate(A, skew, S, Vh).residual > 1e9


def test_singular_values_of_what_has_no_full_rank() -> None:
    for A in (np.array([[3.0, 0], [0, 0]]), np.zeros((2, 3))):
        found = dense.svd_certificate(A, *dense.svd(A))
        assert found.condition == (inf if A.any() else 1)
        assert found.residual == 0
    full = dense.svd(tall(5, 2, 10, 1), full=True)
    assert dense.svd_certificate(tall(5, 2, 10, 1), *full).residual < 20


def test_what_has_no_answer_has_no_digits() -> None:
    A, x = np.array([[1.0, 2], [2, 4]]), np.array([[1.0], [1]])
    assert dense.solution_certificate(A, x, A @ x) == (0, inf, 0)
    assert dense.inverse_certificate(A, np.eye(2))[1:] == (inf, 0)
    assert dense.det_certificate(A) == (0, inf, 16)  # in integers there is no error
    rank_one = np.outer(np.linspace(1, 2, 30), np.linspace(1, 3, 30))
    assert dense.det_certificate(rank_one)[1:] == (inf, 0)
    assert dense.det_certificate(np.diag([1.5, 0])).digits == 16


def test_zero_is_a_solution() -> None:
    assert dense.solution_certificate(np.eye(2), np.zeros((2, 1)), np.zeros((2, 1))) == (0, 1, 16)


def test_scaling_changes_no_certificate() -> None:
    A, b = random(6, 1e4, 7), rhs(6)
    rows, cols = np.ldexp(1.0, [[40], [-50], [3], [0], [-7], [20]]), 2.0**60
    x = dense.solve(A, b)
    there = dense.solution_certificate(A, x, b)
    scaled = dense.solution_certificate(rows * A * cols, x / cols, rows * b)
    assert scaled == pytest.approx(there, rel=1e-6)


@pytest.mark.parametrize(
    ("error", "right"), [(0, 16), (1e-17, 16), (1.9e-3, 3), (0.9, 0), (2, 0), (inf, 0)]
)
def test_digits(error: float, right: int) -> None:
    assert digits(error) == right
    assert digits(float("nan")) == 0


@square
def test_warnings_say_what_the_certificate_says(A: Array) -> None:
    b = rhs(len(A))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        x = dense.solve(A, b)
    found = dense.solution_certificate(A, x, b)
    assert bool(caught) == (found.digits <= HALF)
    for entry in caught:
        assert entry.category is AccuracyWarning
        assert f"about {found.digits} of 16 digits can be trusted" in str(entry.message)


@pytest.mark.filterwarnings("error::lacli.errors.AccuracyWarning")
def test_lost_digits_of_eigenvalues_are_warned_of() -> None:
    n = 20
    frank = np.array([[n - max(i, j) if j >= i - 1 else 0.0 for j in range(n)] for i in range(n)])
    with pytest.warns(AccuracyWarning, match=r"; about [0-3] of 16 digits of the eigenvalues can"):
        dense.eig(frank)
    dense.eig(SPECTRA["grcar 20"])  # far from normal, but not so that it costs half of the digits
    dense.eig(SPECTRA["clement 20"])
