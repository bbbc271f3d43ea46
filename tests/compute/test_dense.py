"""The dense engine where few calls come: limits that are turned down, failures of LAPACK, ties."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest

from lacli.compute import dense
from lacli.compute.dense import (
    accuracy,
    balance,
    eigen,
    extended,
    leastsquares,
    orthogonal,
    refinement,
    systems,
)
from lacli.errors import AccuracyWarning, MathError, Note, Singular

GENERATOR = np.random.default_rng(7)


def fails(*_: object, **__: object) -> None:
    raise np.linalg.LinAlgError("no convergence")


def test_a_singular_value_just_below_the_cut_off_is_told() -> None:
    with pytest.warns(
        AccuracyWarning, match="value 3, 8.0e-16, is near .*: the rank cannot be told from 3"
    ):
        assert accuracy.warn_of_rank(np.array([1.0, 1e-3, 8e-16]), 1e-15)
    assert not accuracy.warn_of_rank(np.array([1.0, 1e-3, 1e-17]), 1e-15)


def test_eigenvalues_that_do_not_converge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(np.linalg, "eigvalsh", fails)
    with pytest.raises(MathError, match="the eigenvalues did not converge"):
        dense.defect(np.eye(2), "possemidef")


@pytest.mark.parametrize("shape", [(40, 40), (60, 20)])
def test_without_twice_the_precision_a_solution_is_still_stable(
    shape: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extended, "AFFORDABLE", 0)
    A = GENERATOR.standard_normal(shape)
    x = np.arange(1.0, shape[1] + 1)[:, None]
    found = dense.solutions(A, A @ x)
    assert found.kernel is None
    np.testing.assert_allclose(found.x, x, rtol=1e-11)


def test_least_squares_of_deficient_rank_without_twice_the_precision(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leastsquares, "is_affordable", lambda *_: False)
    with pytest.warns(Note, match="at rank 1 of 2, of least norm"):
        x = dense.lstsq(np.ones((3, 2)), np.array([[2.0], [4.0], [6.0]]))
    np.testing.assert_allclose(x, [[2], [2]], rtol=1e-15)


def test_columns_that_count_as_0_beside_others_are_told() -> None:
    A = np.array([[1.0, 0, 0], [0, 1e-20, 1e-20], [0, 2e-20, 2e-20], [1, 0, 0]])
    with (
        pytest.warns(AccuracyWarning, match="the rank used is 1, with columns of one size it is 2"),
        pytest.warns(Note),
    ):
        dense.lstsq(A, np.ones((4, 1)))


@pytest.mark.parametrize("steps", [1, 20])
@pytest.mark.parametrize("rows", [8, 11])
@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
def test_refinement_ends_where_it_must(
    rows: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After one step an ill-conditioned system is not solved to the last digit, later it is."""
    monkeypatch.setattr(systems, "STEPS", steps)
    monkeypatch.setattr(orthogonal, "STEPS", steps)
    A = np.array([[1 / (i + j + 1) for j in range(8)] for i in range(rows)])
    x = np.ones((8, 1))
    b = (A.astype(np.longdouble) @ x).astype(float)
    found = dense.solve(A, b) if rows == 8 else leastsquares.least_squares(A, b)[0]
    exact = mpmath.matrix(A.tolist())
    with mpmath.workdps(60):
        expected = mpmath.lu_solve(exact.T * exact, exact.T * mpmath.matrix(b.tolist()))
        errors = [abs(y - z) for y, z in zip(found[:, 0].tolist(), expected, strict=True)]
    error = max(errors)
    assert error < (1e-4 if steps == 1 else 1e-14)


def test_a_step_that_does_not_shrink_is_not_taken() -> None:
    """With an inverse that is far off, refinement would go astray."""
    B = np.diag([1.0, 2.0, 3.0])
    found = systems.Inverse(B, np.zeros(3, int), np.zeros(3, int), -5 * np.eye(3), 9.0, True)
    c = np.ones((3, 1))
    x, _ = systems._refined(found, np.zeros((3, 1)), c)
    assert np.abs(x).max() < 1e3  # twenty steps would make it 1e23


def test_dot_of_long_vectors_is_summed_in_extended_precision() -> None:
    u = np.full((3001, 1), 0.1)
    assert dense.dot(u, np.ones((3001, 1))) == math.fsum([0.1] * 3001)
    assert dense.dot(1j * u, np.ones((3001, 1))) == -1j * math.fsum([0.1] * 3001)


@pytest.mark.parametrize(("sign", "infinity"), [(1, math.inf), (-1, -math.inf)])
def test_products_out_of_range(sign: int, infinity: float) -> None:
    assert dense.dot(np.array([[sign * 1e200]]), np.array([[1e200]])) == infinity
    with pytest.raises(MathError, match="the result is too small"):
        dense.dot(np.array([[sign * 1e-200]]), np.array([[1e-200]]))


def test_powers_of_2_are_taken_out_of_products() -> None:
    A = np.array([[1e200, 0.0], [0.0, 2e200]])
    with dense.quietly():
        np.testing.assert_allclose(dense.matmul(A, A, A / 1e300 / 1e200), np.diag([1e100, 8e100]))
        with pytest.raises(MathError, match="the result is too small"):
            dense.power(np.array([[1e-200]]), N=3)
        with pytest.raises(MathError, match="a product on the way, is too large"):
            dense.power(np.array([[1e200, 0.0], [0.0, 1e-200]]), N=2)
        assert np.isinf(dense.power(np.array([[1e200]]), N=2)).all()


def test_tall_systems_that_are_consistent_have_a_certificate() -> None:
    A = np.array([[1.0, 0], [1, 1], [1, 2]])
    found = dense.solution_certificate(A, np.array([[1.0], [1.0]]), np.array([[1.0], [2.0], [3.0]]))
    assert found.digits >= 15
    wrong = dense.solution_certificate(A, np.array([[1.0], [1.1]]), np.array([[1.0], [2.0], [3.0]]))
    assert wrong.digits <= 2


def test_systems_without_an_inverse() -> None:
    """Many solutions, and a contradiction, of which the noise of rounding is left out."""
    A = np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]]) / 3
    found = dense.solutions(A, A @ np.array([[1.0], [1.0], [1.0]]))
    assert found.rank == 2
    np.testing.assert_allclose(A @ found.x, A.sum(axis=1, keepdims=True), rtol=1e-14)
    np.testing.assert_allclose(A @ found.kernel, np.zeros((3, 1)), atol=1e-15)
    y, c, column = dense.solutions(A, np.array([[1.0, 1], [1, 2], [1, 4]])).contradiction
    np.testing.assert_allclose(y, [1, -2, 1], rtol=1e-13)
    assert (round(c, 12), column) == (1, 1)


def test_a_rank_that_hangs_on_rounding_decides_nothing() -> None:
    A = np.array([[1.0, 1.0], [1.0, 1 + 1e-14], [2.0, 2.0]])
    with pytest.warns(AccuracyWarning) as caught:
        dense.solutions(A, A @ np.ones((2, 1)))
    assert any("the rank cannot be told from 1" in str(entry.message) for entry in caught)


def test_large_hermitian_matrices_and_bad_digits_of_eigenvalues() -> None:
    A = GENERATOR.standard_normal((60, 60))
    H = A + A.T
    found = dense.eig_certificate(H, *dense.eig(H))
    assert (found.condition, found.digits) == (1, 16)
    J = np.diag(np.ones(59), 1) + np.diag(np.linspace(1, 2, 60))  # κ of its eigenvalues is vast
    with pytest.warns(AccuracyWarning):
        dense.eig(J)


def test_a_fit_of_dependent_columns_is_remarked_on() -> None:
    with pytest.warns(Note, match="least-squares solution at rank 1 of 2, of least norm"):
        found = dense.regression(np.ones((3, 2)), np.array([[1.0], [2.0], [3.0]]))
    np.testing.assert_allclose(found.x, [[1], [1]])
    assert found.errors is None


def test_balancing_ends_after_so_many_sweeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(balance, "SWEEPS", 1)
    A = np.array([[1.0, 1e12, 0], [1e-12, 2.0, 1e9], [1.0, 1e-9, 3.0]])
    B, units, order = balance.balanced(A)
    back = np.ldexp(1.0, units)
    np.testing.assert_allclose(B, (A * back / back[:, None])[np.ix_(order, order)])


def test_a_tall_system_without_a_digit_is_refused() -> None:
    A = np.array([[1, 1e16], [2, 1e16], [3.5, 1e16]])
    with pytest.raises(Singular, match="singular to working precision, condition number"):
        dense.solutions(A * [1, 1e4], A @ np.array([[1.0], [1.0]]))


def test_digits_that_eigenvalues_lose_are_told_where_there_is_a_basis(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(eigen, "_warn_defective", lambda *_: False)
    n = 20  # Frank's matrix, whose small eigenvalues are ill-conditioned
    A = np.array([[n - max(i, j) if j >= i - 1 else 0.0 for j in range(n)] for i in range(n)])
    with pytest.warns(AccuracyWarning, match="condition number .* digits can be trusted"):
        dense.eig(A)


def test_of_two_ways_to_eigenpairs_the_better_is_taken() -> None:
    """Graded from below, which sorting by size hides (the values are NumPy's and mpmath's)."""
    A = np.array([
        [-9e10, 5e10, 2e10, 2e10, 9e10, -5e10, -8e10],
        [-9e-13, -1e-13, 8e-13, 5e-13, -6e-13, 8e-13, -3e-13],
        [0, 4e6, 4e6, 9e6, 6e6, 3e6, 6e6],
        [0, 0, 0, 5e15, -7e15, 0, -9e15],
        [0, 0, 0, 6e-15, 0, -5e-15, -4e-15],
        [0, 0, 0, 0, 8e-5, -5e-5, 4e-5],
        [0, 0, 0, 0, 0, -1e8, -7e8],
    ])  # fmt: skip
    with pytest.warns(AccuracyWarning):
        values, V = dense.eig(A)
    assert np.abs(A @ V - V * values).max() < 1e-15 * np.abs(A).max()
    assert min(np.abs(values + 5.5714e-05)) < 1e-8
    found = np.array([1.0, 2.0]), np.eye(2)
    ours = eigen._better(np.diag([1.0, 2.0]), (np.array([1.5, 2.0]), np.eye(2)))
    np.testing.assert_array_equal(np.sort(ours[0]), found[0])


def test_eigenvalues_of_a_real_matrix_that_are_no_pairs_are_not_believed() -> None:
    assert refinement._paired(np.array([1 + 1j, 2.0]), np.eye(2)) is None
    turned = np.array([[1.0, 0], [0, 1j]]) @ np.array([[0.6, 0.8], [0.8, -0.6]])
    assert refinement._paired(np.array([1.0, 2.0 + 0j]), turned) is None


def test_a_vector_that_is_none_is_the_shortest_that_there_is() -> None:
    A = np.array([[2.0, 1.0], [1.0, 3.0]])
    values = np.linalg.eigvalsh(A)
    V = eigen._shortest(A, values, np.eye(2), np.array([True, False]))
    np.testing.assert_allclose(A @ V[:, 0], values[0] * V[:, 0], atol=1e-15)
    np.testing.assert_array_equal(V[:, 1], [0, 1])
