"""Large matrices: by the routine that suits them, and judged without an inverse."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from numpy.linalg import LinAlgError

from lacli.compute.dense import estimates, quick_det, quick_inverse, quick_solution, systems
from lacli.compute.dense.consistency import solutions
from lacli.compute.dense.determinant import det, det_certificate, det_in_doubt, logdet
from lacli.compute.dense.elimination import cholesky_in_place, eliminate, eliminate_in_place
from lacli.compute.dense.factors import factored, product
from lacli.compute.dense.scaling import LARGE
from lacli.compute.dense.structure import Structure, structure
from lacli.compute.dense.systems import inv, solve
from lacli.compute.dense.triangle import BLOCK, Triangle, invert_upper
from lacli.errors import AccuracyWarning, Singular
from lacli.matrix import Array

N = LARGE + 50


@pytest.fixture(autouse=True)
def in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the determinant made as for the largest matrices; LAPACK's has tests of its own."""
    monkeypatch.setattr(quick_det, "HUGE", 0)


SIZES = [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 5]


def normal(n: int, imaginary: int = 0) -> Array:
    random = np.random.default_rng(n)
    A: Array = random.normal(size=(n, n))
    return A + 1j * random.normal(size=(n, n)) if imaginary else A


def definite(n: int, imaginary: int = 0) -> Array:
    A = normal(n, imaginary)
    B = A @ A.conj().T / n + np.eye(n)
    return np.asarray(B / 2 + B.conj().T / 2)


def band(n: int, lower: int, upper: int) -> Array:
    return np.triu(np.tril(normal(n), upper), -lower)


def growth(n: int) -> Array:
    """Wilkinson's matrix, whose elements double in each step of an elimination (Higham §9.3)."""
    A = np.eye(n) - np.tril(np.ones((n, n)), -1)
    A[:, -1] = 1
    return A


def plus_outer(n: int) -> tuple[Array, Array, Array, Array]:
    """D + u vᵀ of integers, with D (a diagonal), u and v."""
    random = np.random.default_rng(n)
    d, u, v = (random.integers(1, 9, size=n).astype(float) for _ in range(3))
    return np.diag(d) + np.outer(u, v), d, u, v


@pytest.mark.parametrize(
    ("A", "expected"),
    [
        (np.eye(40), (0, 0, True)),
        (-np.eye(40), (0, 0, False)),
        (np.zeros((40, 40)), (0, 0, False)),
        (np.ones((40, 40)), (39, 39, True)),
        (np.triu(np.ones((40, 40))), (0, 39, False)),
        (np.tril(np.ones((40, 40))), (39, 0, False)),
        (band(40, 1, 1), (1, 1, False)),
        (band(40, 5, 2), (5, 2, False)),
        (band(40, 6, 0), (39, 0, False)),
        (np.eye(40) + np.eye(40, k=-39), (39, 0, False)),
        (np.eye(40)[::-1], (39, 39, False)),
        (definite(40), (39, 39, True)),
        (definite(40, 1), (39, 39, True)),
        (definite(40, 1) + 1j * np.eye(40), (39, 39, False)),
        (definite(40) - 9 * np.eye(40), (39, 39, False)),
    ],
)
def test_what_a_matrix_is(A: Array, expected: tuple[int, int, bool]) -> None:
    assert structure(A) == Structure(40, *expected)


def test_a_band_across_the_blocks_that_are_gone_through() -> None:
    A = band(900, 3, 7)
    A[450, 446] = 1
    found = structure(A)
    assert (found.lower, found.upper) == (4, 7)
    assert found.is_band
    assert not structure(normal(900)).is_band


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("imaginary", [0, 1])
@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize("unit", [False, True])
def test_triangles(n: int, imaginary: int, lower: bool, unit: bool) -> None:
    A = normal(n, imaginary) / n + np.eye(n)
    dense = np.tril(A) if lower else np.triu(A)
    if unit:
        np.fill_diagonal(dense, 1)
    T, b = Triangle(A, lower, unit), normal(n)[:, :2]
    for solver in (T, T.prepared()):
        np.testing.assert_allclose(dense @ solver.solve(b), b, atol=1e-12)
        np.testing.assert_allclose(dense.conj().T @ solver.adjoint.solve(b), b, atol=1e-12)
    np.testing.assert_allclose(T.times(b), dense @ b, atol=1e-12)
    np.testing.assert_allclose(T.adjoint.times(b), dense.conj().T @ b, atol=1e-12)


def test_substitution_needs_no_pivots() -> None:
    """Solutions of graded triangles are right to the last digit, however small their diagonal."""
    n = 100
    sizes = np.ldexp(1.0, np.arange(n) * 10 % 900)
    L = np.tril(np.ones((n, n))) * sizes[:, None]
    b = (sizes * (np.arange(n) + 1))[:, None]
    assert Triangle(L, lower=True).solve(b).ravel().tolist() == [1.0] * n
    assert Triangle(L.T, lower=False).adjoint.solve(b).ravel().tolist() == [1.0] * n


@pytest.mark.parametrize("n", SIZES)
def test_an_upper_triangle_is_inverted_in_its_place(n: int) -> None:
    A = normal(n) / n + 2 * np.eye(n)
    U = A.copy()
    invert_upper(U)
    np.testing.assert_allclose(np.triu(U) @ np.triu(A), np.eye(n), atol=1e-13)
    assert (np.tril(U, -1) == np.tril(A, -1)).all()


@pytest.mark.parametrize("shape", [(7, 3), (3, 7), (200, 90), (90, 200), (1, 40), (40, 1)])
def test_factors_of_what_is_not_square(shape: tuple[int, int]) -> None:
    A = np.random.default_rng(1).normal(size=shape)
    packed, rows, sign = eliminate(A)
    r = min(shape)
    L, U = np.tril(packed[:, :r], -1) + np.eye(shape[0], r), np.triu(packed[:r])
    np.testing.assert_allclose(L @ U, A[rows], atol=1e-12)
    assert np.abs(L).max() <= 1
    assert sign == round(float(np.linalg.det(np.eye(shape[0])[rows])))


@pytest.mark.parametrize(("lower", "upper"), [(1, 1), (2, 5), (40, 3), (3, 40), (0, 4), (4, 0)])
def test_elimination_within_a_band_leaves_out_nothing(lower: int, upper: int) -> None:
    A = band(300, lower, upper)
    whole, part = eliminate(A), eliminate_in_place(A.copy(), lower, upper)
    np.testing.assert_array_equal(part.rows, whole.rows)
    np.testing.assert_allclose(part.packed, whole.packed, rtol=1e-9, atol=1e-12)
    assert part.sign == whole.sign


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("imaginary", [0, 1])
def test_cholesky_in_place(n: int, imaginary: int) -> None:
    A = definite(n, imaginary)
    F = A.copy()
    cholesky_in_place(F)
    L = np.tril(F)
    np.testing.assert_allclose(L @ L.conj().T, A, atol=1e-13)


@pytest.mark.parametrize("k", [0, 63, 64, 149])
def test_cholesky_finds_what_is_not_definite(k: int, monkeypatch: pytest.MonkeyPatch) -> None:
    A = definite(150)
    A[k, k] = -1
    with pytest.raises(LinAlgError):
        cholesky_in_place(A)
    monkeypatch.setattr(np.linalg, "cholesky", lambda A: A * np.nan)
    with pytest.raises(LinAlgError):
        cholesky_in_place(np.eye(3))


@pytest.mark.parametrize("imaginary", [0, 1])
@pytest.mark.parametrize(
    "kind", ["general", "definite", "indefinite", "band", "upper", "lower", "diagonal"]
)
def test_factors_of_every_kind(kind: str, imaginary: int) -> None:
    n = 150
    A, H = normal(n, imaginary), definite(n, imaginary)
    A = {
        "general": A,
        "definite": H,
        "indefinite": H - 2 * np.diag(np.arange(n) % 2) * H[0, 0] + 9 * np.eye(n) * (H == 0),
        "band": np.triu(np.tril(A, 2), -3) + 3 * np.eye(n),
        "upper": np.triu(A) + 9 * np.eye(n),
        "lower": np.tril(A) + 9 * np.eye(n),
        "diagonal": np.diag(A.diagonal()),
    }[kind]
    found, b = factored(A), normal(n)[:, :3]
    B = np.ldexp(1.0, -found.B.units)[:, None] * A * np.ldexp(1.0, -found.B.cols)
    np.testing.assert_allclose(B @ found.solve(b), b, atol=1e-9)
    np.testing.assert_allclose(B.conj().T @ found.adjoint_solve(b), b, atol=1e-9)
    np.testing.assert_allclose(found.B.times(b), B @ b, atol=1e-12)
    np.testing.assert_allclose(found.B.moduli_times(np.abs(b)), np.abs(B) @ np.abs(b), atol=1e-12)
    assert found.B.size == pytest.approx(np.linalg.norm(B))
    assert np.abs(found.error(b)).max() < 1e-11
    assert found.is_triangular == (kind in ("upper", "lower", "diagonal"))
    sign, size = np.linalg.slogdet(B)
    mantissa, exponent = product(np.concatenate(found.pivots), found.sign)
    assert mantissa / abs(mantissa) == pytest.approx(sign)
    assert math.log(abs(mantissa)) + exponent * math.log(2) == pytest.approx(size)


def test_products_out_of_range() -> None:
    assert product(np.array([2.0**1000, 3 * 2.0**1000, 2.0**-1074]), -1) == (-0.75, 928)
    assert product(np.full(5000, 2.0**-1000), 1) == (0.5, 1 - 5_000_000)
    assert product(np.full(3000, 0.5j), 1) == (0.5, -2999)
    mantissa, exponent = product(np.full(3100, 0.9 + 0.9j), 1)
    expected = 3100 * math.log2(0.9 * math.sqrt(2))
    assert math.log2(abs(mantissa)) + exponent == pytest.approx(expected, rel=1e-14)
    assert product(np.array([3.0, 0.0]), 1)[0] == 0


def test_the_size_of_an_inverse_is_estimated() -> None:
    for A in (normal(150), definite(150), band(150, 2, 1), np.diag(10.0 ** -(np.arange(150) / 20))):
        found = factored(A)
        B = np.ldexp(1.0, -found.B.units)[:, None] * A * np.ldexp(1.0, -found.B.cols)
        X = np.linalg.inv(B)
        size = np.linalg.norm(X)
        assert size / 3 < estimates.size_of_inverse(found) < 3 * size
        g, weights = np.abs(normal(150)[:, :1]), np.ldexp(1.0, -np.arange(150) % 30)[:, None]
        largest = (weights * (np.abs(X) @ g)).max()
        assert largest / 3 < estimates.largest_sum(found, g, weights) < largest * (1 + 1e-9)


def test_the_size_of_what_overflows_is_infinite() -> None:
    with np.errstate(all="ignore"):
        assert estimates.size_of_inverse(factored(np.diag(np.full(5, 1e-320)))) == math.inf


@pytest.mark.parametrize("n", [N, N + 1])
def test_the_determinant_of_a_diagonal_plus_a_product(n: int) -> None:
    """By the matrix determinant lemma, in fractions."""
    A, d, u, v = plus_outer(n)
    share = 1 + sum(Fraction(int(x * y)) / int(z) for x, y, z in zip(u, v, d, strict=True))
    expected = math.log(share) + sum(map(math.log, d))
    found = logdet(A)
    assert found.sign == 1
    assert found.logabsdet == pytest.approx(expected, rel=1e-13)
    assert logdet(A[::-1]).sign == (-1) ** (n * (n - 1) // 2)
    assert logdet(A * 1j).sign == pytest.approx(1j**n)
    assert not det_in_doubt(A)


def test_the_inverse_and_solutions_of_a_diagonal_plus_a_product(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By Sherman and Morrison's formula, in fractions."""
    A, d, u, v = plus_outer(N)
    share = 1 + sum(Fraction(int(x * y)) / int(z) for x, y, z in zip(u, v, d, strict=True))
    rank1 = np.outer(u / d, v / d) / float(share)
    expected = np.diag(1 / d) - rank1
    np.testing.assert_allclose(inv(A), expected, atol=1e-13)
    np.testing.assert_allclose(inv(A * 2j), expected / 2j, atol=1e-13)
    monkeypatch.setattr(quick_inverse, "HUGE", 0)
    np.testing.assert_allclose(inv(A), expected, atol=1e-13)
    assert np.abs(quick_inverse.quick_inverse(A[::-1]) - expected[:, ::-1]).max() < 1e-13
    b = np.eye(N)[:, :3]
    np.testing.assert_allclose(solve(A, b), expected[:, :3], rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(solve(A, np.eye(N)), expected, atol=1e-13)
    np.testing.assert_allclose(solve(1j * A, b), expected[:, :3] / 1j, rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(solutions(A, b).x, expected[:, :3], rtol=1e-12, atol=1e-17)


def test_a_large_solution_is_right_to_the_last_digit() -> None:
    A = np.rint(normal(N) * 1000)
    x = np.rint(normal(N)[:, :2] * 1000)
    assert (solve(A, A @ x) == x).all()
    assert (quick_solution.quick_solution(A, A @ x) == x).all()


def test_units_change_no_large_solution() -> None:
    A, x = np.rint(normal(N) * 100), np.rint(normal(N)[:, :1] * 100)
    units, cols = np.arange(N) % 20, np.arange(N) % 41
    B = np.ldexp(np.ldexp(A, units[:, None]), cols)
    found = quick_solution.quick_solution(B, np.ldexp(A @ x, units[:, None]))
    np.testing.assert_allclose(np.ldexp(found, cols[:, None]), x, rtol=1e-14, atol=1e-20)
    X = quick_inverse.quick_inverse(np.ldexp(normal(N), units[:, None]))
    np.testing.assert_allclose(np.ldexp(X, units), inv(normal(N)), rtol=1e-6, atol=1e-12)


def test_zero_is_a_large_solution() -> None:
    assert (solve(normal(N), np.zeros((N, 2))) == 0).all()
    b = np.column_stack([np.zeros(N), normal(N) @ np.ones(N)])
    np.testing.assert_allclose(solve(normal(N), b), [[0, 1]] * N, atol=1e-9)


def test_triangular_matrices_are_not_eliminated() -> None:
    U = np.triu(np.rint(normal(N) * 3))
    np.fill_diagonal(U, 1 + np.arange(N) % 3)
    expected = math.fsum(map(math.log, 1 + np.arange(N) % 3))
    for A in (U, U.T):
        assert logdet(A).logabsdet == pytest.approx(expected, rel=1e-14)
    assert det(np.diag([2.0] * 500)) == 2.0**500
    L = np.tril(np.ones((N, N)))  # whose inverse takes differences
    expected = np.eye(N) - np.eye(N, k=-1)
    assert (inv(L) == expected).all()
    assert (inv(L.T) == expected.T).all()
    b = np.arange(1.0, N + 1)[:, None]
    assert (solve(L, b) == 1).all()
    assert (solve(L.T, b[::-1]) == 1).all()


@pytest.mark.parametrize("transposed", [False, True])
def test_a_zero_on_the_diagonal_of_a_triangle_is_singular_for_certain(transposed: bool) -> None:
    A = np.triu(np.ones((N, N)))
    A[7, 7] = 0
    A = A.T if transposed else A
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert det(A) == 0
    for operation in (inv, lambda A: solve(A, np.ones((N, 1)))):
        with pytest.raises(Singular, match=r"^singular$"):
            operation(A)


@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
def test_large_singular_matrices_are_refused() -> None:
    A = normal(N)
    A[3] = A[4] + A[5]
    H = definite(N)
    H[:, 0] = H[:, 1]
    H[0] = H[1]
    E = np.rint(A)
    E[:, 9] = E[:, 8]
    for B in (A, H, E, np.ones((N, N))):
        with pytest.raises(Singular):
            inv(B)
        with pytest.raises(Singular):
            solve(B, np.ones((N, 1)))
    with pytest.warns(AccuracyWarning, match="cannot be told from 0"):
        det(A / 30)
    assert det_in_doubt(A)


def test_digits_that_large_matrices_lose_are_warned_of() -> None:
    Q = np.linalg.qr(normal(N)).Q
    A = Q * np.logspace(0, -10, N) @ Q.T
    with pytest.warns(AccuracyWarning, match="can be trusted"):
        inv(A)
    with pytest.warns(AccuracyWarning, match="can be trusted"):
        solve(A, np.ones((N, 1)))
    with pytest.warns(AccuracyWarning, match="can be trusted"):
        logdet(A)


def test_growth_of_elements_costs_no_digit_of_large_matrices() -> None:
    A = growth(N)
    found = logdet(A)
    assert found.sign == 1
    assert found.logabsdet == pytest.approx((N - 1) * math.log(2), rel=1e-13)
    x = np.cos(np.arange(float(N)))[:, None]
    np.testing.assert_allclose(solve(A, A @ x), x, atol=1e-11)
    np.testing.assert_allclose(inv(A) @ A, np.eye(N), atol=1e-11)
    assert quick_det.quick_det(A) is None
    assert quick_solution.quick_solution(A, A @ x) is None


def test_growth_that_does_not_cancel_costs_no_digit_either() -> None:
    random = np.random.default_rng(0)
    A = growth(N) * random.uniform(0.9, 0.99, size=(N, N))
    np.fill_diagonal(A, 1)
    assert np.abs(np.triu(eliminate(A).packed)).max() > 1e20
    x = np.cos(np.arange(float(N)))[:, None]
    np.testing.assert_allclose(solve(A, A @ x), x, atol=1e-11)
    np.testing.assert_allclose(inv(A) @ A, np.eye(N), atol=1e-11)
    diagonal = np.linalg.qr(A).R.diagonal()
    assert logdet(A).logabsdet == pytest.approx(np.log(np.abs(diagonal)).sum(), rel=1e-13)


@pytest.mark.parametrize("A", [definite(N), -definite(N), band(N, 1, 2) + 4 * np.eye(N)])
def test_what_has_structure_has_the_same_answers(A: Array) -> None:
    """As the same matrix has whose rows are in another order, in which there is none to see."""
    order = np.random.default_rng(0).permutation(N)
    B = A[order]
    assert logdet(A).logabsdet == pytest.approx(logdet(B).logabsdet, rel=1e-12)
    np.testing.assert_allclose(inv(A)[:, order], inv(B), atol=1e-11)
    b = A @ np.ones((N, 1))
    np.testing.assert_allclose(solve(A, b), 1, rtol=1e-12)
    np.testing.assert_allclose(solve(B, b[order]), 1, rtol=1e-12)


def test_certificates_are_measured_and_not_estimated() -> None:
    A, d, u, v = plus_outer(N)
    found = det_certificate(A)
    X = np.diag(1 / d) - np.outer(u / d, v / d) / (1 + (u * v / d).sum())
    assert found.condition == pytest.approx((np.abs(A) * np.abs(X).T).sum(), rel=1e-9)


def test_no_answer_is_believed_that_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    A = normal(N)
    with monkeypatch.context() as patch:
        patch.setattr(np.linalg, "inv", lambda A: np.eye(len(A)))
        assert quick_inverse.quick_inverse(A) is None
    with monkeypatch.context() as patch:
        patch.setattr(quick_solution, "is_affordable", lambda *_: False)
        assert quick_solution.quick_solution(A, np.ones((N, 1))) is not None
        patch.setattr(quick_solution.Factors, "solve", lambda _, b: b)
        assert quick_solution.quick_solution(A, np.ones((N, 1))) is None
    assert systems.LARGE <= N
    A[:, 3] = 0
    monkeypatch.setattr(quick_inverse, "HUGE", 0)
    assert quick_inverse.quick_inverse(A) is None


def test_estimates_and_refinement_end_after_so_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    A = normal(N)
    found, g = factored(A), np.ones((N, 1))
    exact = estimates.largest_sum(found, g, g)
    monkeypatch.setattr(estimates, "STEPS", 1)
    assert 0 < estimates.largest_sum(found, g, g) <= exact
    monkeypatch.setattr(quick_solution, "STEPS", 1)
    monkeypatch.setattr(quick_solution, "EPS", 0.0)
    x = quick_solution._refined(found, g)[0]
    np.testing.assert_allclose(found.B.times(x), g, atol=1e-10)


@pytest.fixture
def by_lapack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_det, "HUGE", 10**6)


@pytest.mark.usefixtures("by_lapack")
@pytest.mark.parametrize("kind", [float, complex])
def test_the_determinant_by_lapack_is_that_in_place(
    kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(6)
    A = rng.normal(size=(N, N)) + (1j * rng.normal(size=(N, N)) if kind is complex else 0)
    A *= 10.0 ** rng.integers(-30, 30, N)
    found = logdet(A)
    monkeypatch.setattr(quick_det, "HUGE", 0)
    expected = logdet(A)
    assert found.sign == pytest.approx(expected.sign, abs=1e-10)
    assert found.logabsdet == pytest.approx(expected.logabsdet, rel=1e-13)


@pytest.mark.usefixtures("by_lapack")
def test_the_determinant_of_a_permutation_is_exact_by_lapack_too() -> None:
    rng = np.random.default_rng(6)
    order = rng.permutation(N)
    odd = (N - sum(1 for _ in cycles(order))) % 2
    for k in (0, 3):
        mantissa, exponent, _ = quick_det.quick_det(np.eye(N)[order] * 2.0**k)  # type: ignore[misc]
        assert (mantissa, exponent) == (-1 if odd else 1, k * N)


def cycles(order: Array) -> Iterator[int]:
    """An element of each cycle of a permutation."""
    left = set(range(len(order)))
    while left:
        first = here = left.pop()
        while (here := int(order[here])) != first:
            left.remove(here)
        yield first


@pytest.mark.usefixtures("by_lapack")
def test_what_lapack_leaves_in_doubt_is_left_to_others() -> None:
    A = np.random.default_rng(6).normal(size=(N, N))
    nearly = A.copy()
    nearly[:, 0] = nearly[:, 1] + 1e-11 * nearly[:, 0]
    assert quick_det.quick_det(nearly) is None  # half of the digits or fewer
    singular = A.copy()
    singular[:, 0] = 0
    assert quick_det.quick_det(singular) is None
    growing = np.tril(-np.ones((N, N)), -1) + np.eye(N)
    growing[:, -1] = 1
    assert quick_det.quick_det(growing) is None
    assert logdet(growing).logabsdet == pytest.approx((N - 1) * math.log(2), rel=1e-13)
