"""The best approximation of low rank: no other is nearer, and its errors are what they say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from zoo import INTEGERS, MATRICES, close, normal, over

from lacli.commands.lowrank import lowrank
from lacli.errors import Note, ShapeError
from lacli.matrix import Matrix

remarks = pytest.mark.filterwarnings("ignore::lacli.errors.Note")


def check(A: np.ndarray, k: int) -> None:
    part, spectral, frobenius, energy = lowrank(Matrix(A), k=k)
    unit = max(np.abs(A).max(), 1e-300)
    B, C = A / unit, part.values / unit
    slack = 1e-14 * max(A.shape) * np.linalg.norm(B)
    assert np.linalg.matrix_rank(C, tol=slack) <= k
    assert spectral / unit == pytest.approx(np.linalg.norm(B - C, 2), abs=slack)
    assert frobenius / unit == pytest.approx(np.linalg.norm(B - C), abs=slack)
    values = np.sqrt(np.maximum(np.linalg.eigvalsh(B.conj().T @ B)[::-1], 0))  # not by an SVD
    if k < min(A.shape):
        assert spectral / unit == pytest.approx(values[k], abs=1e-7 * np.linalg.norm(B))
    total = np.linalg.norm(B) ** 2
    assert 0 <= energy <= 1
    assert energy == pytest.approx(np.linalg.norm(C) ** 2 / total if total else 1, abs=1e-13)


@remarks
@pytest.mark.parametrize("A", **over(MATRICES))
def test_the_errors_are_those_of_the_approximation(A: np.ndarray) -> None:
    for k in range(1, min(A.shape) + 1):
        check(A, k)


@remarks
@given(INTEGERS, st.data())
def test_no_other_is_nearer(A: np.ndarray, data: st.DataObject) -> None:
    k = data.draw(st.integers(1, min(A.shape)))
    check(A, k)
    random = np.random.default_rng(0)
    best = lowrank(Matrix(A), k=k)
    for _ in range(5):
        X = random.normal(size=(len(A), k))
        nearest = X @ np.linalg.lstsq(X, A, rcond=None)[0]
        assert np.linalg.norm(A - nearest) >= best.frobenius - 1e-10
        assert np.linalg.norm(A - nearest, 2) >= best.spectral - 1e-10


def test_known_values() -> None:
    part, spectral, frobenius, energy = lowrank(Matrix(np.diag([2.0, 4.0, 1.0])), k=1)
    assert part == Matrix([[0, 0, 0], [0, 4, 0], [0, 0, 0]])
    assert (spectral, frobenius) == (2, pytest.approx(5**0.5))
    assert energy == pytest.approx(16 / 21)
    part, spectral, frobenius, energy = lowrank(Matrix(np.zeros((2, 2))), k=1)
    assert (part, spectral, frobenius, energy) == (Matrix([[0, 0], [0, 0]]), 0, 0, 1)


@remarks
def test_the_largest_numbers() -> None:
    A = np.array([[1e308, 1e308], [1e308, 1e308]])
    answer = lowrank(Matrix(A * [1, 0.5]), k=1)
    np.testing.assert_allclose(answer.approximation.values, A * [1, 0.5])
    assert answer.energy == 1


def test_all_of_it_is_a() -> None:
    A = normal((4, 3))
    part, *measures = lowrank(Matrix(A), k=3)
    close(part.values, A)
    assert measures == [0, 0, 1]


def test_equal_singular_values_are_remarked_on() -> None:
    with pytest.warns(Note, match="singular values 1 and 2 coincide"):
        lowrank(Matrix([[0, 3], [-3, 0]]), k=1)
    with pytest.warns(Note, match="the rank of A is 1: the errors are rounding"):
        lowrank(Matrix([[0.1, 0.2], [0.3, 0.6]]), k=1)


def test_names_and_refusals(call: Callable) -> None:
    A = Matrix([[3, 0, 0], [0, 4, 1]], rows=("a", "b"), cols=("x", "y", "z"), name="A")
    part = lowrank(A, k=1).approximation
    assert (part.rows, part.cols) == (A.rows, A.cols)
    with pytest.raises(ShapeError, match="A is 2×3: its rank is at most 2, not 3"):
        lowrank(A, k=3)
    assert call("lowrank", "1 2; 3 4").code == 2
    assert call("lowrank", "1 2; 3 4", "-k", "0").code == 2
    assert call("lowrank", "1 2; 3 4", "-k", "3").code == 4
