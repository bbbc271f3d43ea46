"""The determinant: known values and the laws that define it."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import permutations
from typing import Any

import mpmath
import numpy as np
import pytest
from conftest import Said
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.det import det
from lacli.errors import AccuracyWarning, MathError, ShapeError
from lacli.matrix import Matrix

SQUARE = st.integers(1, 6).flatmap(lambda n: arrays(int, (n, n), elements=st.integers(-9, 9)))


def leibniz(A: np.ndarray) -> int:
    """The determinant by its definition, in integers."""
    n = len(A)
    total = 0
    for p in permutations(range(n)):
        inversions = sum(p[i] > p[j] for i in range(n) for j in range(i + 1, n))
        total += (-1) ** inversions * math.prod(int(A[i, p[i]]) for i in range(n))
    return total


@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
@given(SQUARE)
def test_the_definition(A: np.ndarray) -> None:
    assert det(Matrix(A)) == pytest.approx(leibniz(A), rel=1e-9, abs=1e-6)


@given(SQUARE)
def test_exchanging_rows_changes_the_sign(A: np.ndarray) -> None:
    assume(len(A) > 1 and leibniz(A))
    assert det(Matrix(A[[1, 0, *range(2, len(A))]])) == pytest.approx(-det(Matrix(A)))


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ([[7]], 7),
        ([[1, 2], [3, 4]], -2),
        ([[-1, 2], [3, 4]], -10),
        ([[0, 1], [1, 0]], -1),
        ([[1, 2], [2, 4]], 0),
        ([[1j, 1], [2, 3j]], -5),
        ([[2, 0, 0], [5, 3, 0], [7, 8, 4]], 24),
    ],
)
def test_small_integers_come_out_whole(cells: list[list[complex]], value: complex) -> None:
    assert det(Matrix(cells)) == value


def test_a_large_matrix_against_fifty_digits() -> None:
    A = np.random.default_rng(3).normal(size=(60, 60))
    with mpmath.workdps(50):
        expected = mpmath.det(mpmath.matrix(A.tolist()))
    assert det(Matrix(A)) == pytest.approx(float(expected), rel=1e-11)


def test_hilberts_matrix_against_fractions() -> None:
    n = 6
    exact = Fraction(1)  # 1 / (product of the binomials that its closed form has)
    for i in range(1, n):
        exact *= Fraction(1, math.comb(2 * i, i) ** 2 * (2 * i + 1))
    A = Matrix([[1 / (i + j + 1) for j in range(n)] for i in range(n)])
    assert det(A) == pytest.approx(float(exact), rel=1e-9)


def test_out_of_range_is_refused_with_a_hint() -> None:
    for cells, exponent in (
        ([[1e200, 0], [0, 1e200]], "10^400"),
        ([[1e-200, 0], [0, 1e-200]], "10^-400"),
    ):
        with pytest.raises(MathError, match=r"too (large|small)") as raised:
            det(Matrix(cells))
        assert exponent in raised.value.message
        assert raised.value.hint.startswith("--log")


@pytest.mark.parametrize("scale", [1e300, 1e-300])
def test_intermediate_products_do_not_overflow(scale: float) -> None:
    assert det(Matrix([[scale, 0, 0], [0, 1 / scale, 0], [0, 0, 3]])) == pytest.approx(3)


@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
def test_log_gives_sign_and_logarithm() -> None:
    sign, log = det(Matrix([[1e200, 0], [0, -1e200]]), log=True)
    assert (sign, log) == (-1, pytest.approx(400 * math.log(10)))
    assert det(Matrix([[1, 2], [2, 4]]), log=True) == (0, -math.inf)
    sign, log = det(Matrix([[2j]]), log=True)
    assert (sign, log) == (1j, pytest.approx(math.log(2)))


def test_singular_to_working_precision_is_warned_of() -> None:
    A = Matrix([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]])
    with pytest.warns(AccuracyWarning, match="cannot be told from 0"):
        assert abs(det(A)) < 1e-15


def test_only_square_matrices_have_one() -> None:
    with pytest.raises(ShapeError, match="A is 1×2, not square"):
        det(Matrix([[1, 2]], name="A"))


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ([[10**15, 10**15 + 1], [10**15 - 1, 10**15]], 1),
        ([[10**15 - 1, 10**15], [10**15, 10**15 + 1]], -1),
        ([[0, 1, 0], [10**15, 0, 10**15 + 1], [10**15 - 1, 0, 10**15]], -1),
        ([[2**50 * 1j, 2**50 + 1], [2**50 - 1, -(2**50) * 1j]], 1),
        ([[2**50, 2**50 + 1, 0], [2**50 - 1, 2**50, 0], [0, 0, 1 + 1j]], 1 + 1j),
        ([[1, 2], [2, 4]], 0),
        ([[1j, 2j], [2j, 4j]], 0),
        ([[0]], 0),
        ([[0j]], 0),
        (np.ones((20, 20)), 0),
    ],
)
def test_where_elimination_ends_in_0_the_answer_is_exact(cells: Any, value: complex) -> None:
    assert det(Matrix(cells)) == value


def test_a_large_matrix_whose_elimination_ends_in_0() -> None:
    A = np.ones((21, 21))
    with pytest.warns(AccuracyWarning, match="cannot be told from 0"):
        assert det(Matrix(A)) == 0
    with pytest.warns(AccuracyWarning, match="cannot be told from 0"):
        assert det(Matrix(A), log=True) == (0, -math.inf)
    A[4] = 0
    assert det(Matrix(A)) == det(Matrix(A.T)) == 0


def test_of_several_it_is_told_which_is_meant(call: Callable[..., Said]) -> None:
    said = call("det", "1 0; 0 1", "1 1; 1 1.0000000001", "--float")
    assert said.out.splitlines()[0] == "A,1"
    assert said.err.startswith("warning: B: condition number 4.0e+10")
    said = call("det", "1 1; 1 1.0000000001", "--float")
    assert said.err.startswith("warning: condition number")
    said = call("det", "1 0; 0 1", "1e200 0; 0 1e200")
    assert (said.code, said.out) == (1, "")
    assert "B: the determinant, about 10^400, is too large" in said.err


@pytest.mark.parametrize(
    ("A", "expected"),
    [
        ("0.001 0.001 0; 3 1e15 1000; 1 0 0", "1"),
        ("-1e-9 -1e-9 0; 3 -1e18 1e9; 1 0 0", "-1"),
        ("1 2 3; 4 5 6; 7 8 9", "0"),
        ("100000001 100000000; 100000000 99999999", "-1"),
    ],
)
def test_elements_that_grow_and_terms_that_cancel(
    A: str, expected: str, call: Callable[..., Said]
) -> None:
    assert call("det", A) == (0, f"{expected}\n", "")
