"""The choice of the engine, and what LAPACK's failures become."""

from __future__ import annotations

import numpy as np
import pytest

from lacli import compute
from lacli.compute import dense
from lacli.errors import AccuracyWarning, MathError
from lacli.matrix import Matrix

A = Matrix([[2.0, 1.0], [1.0, 3.0]])


def test_an_operation_runs_in_the_engine() -> None:
    assert compute.det(A) == dense.det(A.values) == 5
    with pytest.raises(AttributeError):
        compute._nothing  # noqa: B018
    with pytest.raises(AttributeError):
        compute.nothing(A)


@pytest.mark.parametrize(
    ("routine", "operation", "operands", "what"),
    [
        ("eigh", "eig", [A], "eigenvalues"),
        ("eig", "eig", [Matrix([[1, 2], [0, 1]])], "eigenvalues"),
        ("svd", "svd", [A], "singular values"),
        ("svd", "pinv", [A], "singular values"),
        ("svd", "lstsq", [A, A], "singular values"),
        ("lstsq", "lstsq", [Matrix([[1.0, 2], [2, 4]]), Matrix([[1], [2]])], "singular values"),
    ],
)
def test_lapack_that_does_not_converge_is_the_mathematics_saying_no(
    routine: str,
    operation: str,
    operands: list[Matrix],
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise np.linalg.LinAlgError("SVD did not converge")

    monkeypatch.setattr(np.linalg, routine, fail)
    with pytest.raises(MathError, match=f"the {what} did not converge"):
        getattr(compute, operation)(*operands)


def test_repeated_values_get_independent_vectors() -> None:
    defective_to_lapack = Matrix([[42, 21, -21], [-98, -49, 49], [0, 0, 0]])  # rank 1, trace -7
    values, vectors = compute.eig(defective_to_lapack)
    np.testing.assert_allclose(values, [0, 0, -7], atol=1e-12)
    assert np.linalg.cond(vectors) < 100
    np.testing.assert_allclose(defective_to_lapack.values @ vectors, vectors * values, atol=1e-10)


@pytest.mark.parametrize("wrong", [None, [[0.4, 0.1], [0, 0.5]]])
def test_what_lu_gets_wrong_is_left_to_qr(
    wrong: list[list[float]] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> object:
        if wrong is None:
            raise np.linalg.LinAlgError("Singular matrix")
        return np.array(wrong)

    monkeypatch.setattr(np.linalg, "inv", fail)
    A = Matrix([[2.5, 0], [0, 2]])
    assert compute.det(A) == 5
    np.testing.assert_allclose(compute.inv(A), [[0.4, 0], [0, 0.5]], rtol=1e-15)


def test_the_least_singular_value_may_be_noise() -> None:
    with pytest.warns(AccuracyWarning, match="cannot be told from 0"):
        compute.matrix_norm(Matrix([[0.1, 0.2], [0.3, 0.6]]), order=-2)


def test_the_square_of_a_norm_may_vanish() -> None:
    with pytest.raises(MathError, match="the square is too small"):
        compute.sum_of_squares(Matrix([[3e-170, 4e-170]]))
