"""The rank: against elimination in fractions, and what it says where rounding decides."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.rank import rank
from lacli.errors import AccuracyWarning, Note, UsageError
from lacli.matrix import Matrix

Call = Callable[..., Said]
ANY = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(int, shape, elements=st.integers(-3, 3))
)


def eliminated(A: np.ndarray) -> int:
    """The number of pivots in exact arithmetic."""
    rows = [[Fraction(int(x)) for x in row] for row in A]
    pivots = 0
    for j in range(A.shape[1]):
        pivot = next((i for i in range(pivots, len(rows)) if rows[i][j]), None)
        if pivot is None:
            continue
        rows[pivots], rows[pivot] = rows[pivot], rows[pivots]
        for i in range(pivots + 1, len(rows)):
            factor = rows[i][j] / rows[pivots][j]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[pivots], strict=True)]
        pivots += 1
    return pivots


@given(ANY)
def test_against_elimination(A: np.ndarray) -> None:
    assert rank(Matrix(A)) == rank(Matrix(A.T)) == eliminated(A)


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_size_has_no_part_in_it(scale: float) -> None:
    assert rank(Matrix(np.array([[1, 2], [2, 4]]) * scale)) == 1
    assert rank(Matrix(np.array([[1, 2], [2, 5]]) * scale)) == 2


def test_known_values() -> None:
    assert rank(Matrix([[0, 0], [0, 0]])) == 0
    assert rank(Matrix([[1, 1j], [1j, -1]])) == 1
    assert rank(Matrix([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]])) == 2


def test_the_tolerance_is_relative_to_the_largest_singular_value() -> None:
    A = Matrix([[100, 0], [0, 1]])
    assert (rank(A, tol=0.009), rank(A, tol=0.011)) == (2, 1)
    assert rank(Matrix([[1, 0], [0, 1e-20]]), tol=0) == 2


@pytest.mark.parametrize("tol", [-0.1, 1, float("nan")])
def test_tolerances_that_make_no_sense(tol: float) -> None:
    with pytest.raises(UsageError, match="--tol is a share of the largest singular value"):
        rank(Matrix([[1]]), tol=tol)


def test_a_near_decision_is_warned_of() -> None:
    with pytest.warns(AccuracyWarning, match=r"singular value 2, 1\.0e-14, is near the cut-off"):
        assert rank(Matrix([[1, 0], [0, 1e-14]])) == 2
    assert rank(Matrix([[1, 0], [0, 1e-14]]), tol=1e-15) == 2
    with pytest.warns(AccuracyWarning, match="rows and columns of one size the rank is 2, not 1"):
        assert rank(Matrix([[1, 0], [0, 1e-20]])) == 1


def test_verbose_tells_the_singular_values() -> None:
    with pytest.warns(Note, match="^A has rank 1 of 2: singular values 5 above .*; .* count as 0$"):
        rank(Matrix([[1, 2], [2, 4]], name="A"), verbose=True)
    with pytest.warns(Note, match=r"^I has rank 30 of 30: singular values …(, 1){10} above the "):
        rank(Matrix(np.eye(30), name="I"), verbose=True)
    with pytest.warns(Note, match=r"values none above the cut-off 0; 0(, 0){9}, … count as 0$"):
        rank(Matrix(np.zeros((11, 11))), verbose=True)


def test_verbose_goes_to_stderr(call: Call) -> None:
    said = call("rank", "1 0; 0 2", "--verbose")
    assert said.out == "2\n"
    assert said.err == (
        "note: A has rank 2 of 2: singular values 2, 1 above the cut-off 8.88178e-16\n"
    )


def test_several_matrices_have_a_line_each(call: Call) -> None:
    assert call("rank", "1 2; 2 4", "1 2 3", "0").out == "A,1\nB,1\nC,0\n"
