"""Matrix: shape, names, values made on first use."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from lacli.errors import MathError
from lacli.matrix import Matrix
from lacli.result import Result


def test_shape_and_kinds() -> None:
    assert Matrix([[1, 2, 3]]).shape == (1, 3)
    assert (Matrix([[1, 2, 3]]).bar, Matrix([[1, 2, 3]], bar=2).bar) == (None, 2)
    assert Matrix(np.array([1.0, 2])).shape == (2, 1)
    assert Matrix([[1, 2]]).values.dtype == np.float64
    assert Matrix([[10**24, 1j]]).values.tolist() == [[1e24, 1j]]
    assert Matrix(np.array([[1]], dtype=np.int8)).values.dtype == np.float64
    assert (Matrix([[1, 2]]).is_vector, Matrix([[1, 2], [3, 4]]).is_vector) == (True, False)


def test_it_is_read_only() -> None:
    array = np.zeros((2, 2))
    A = Matrix(array)
    with pytest.raises(ValueError, match="read-only"):
        A.values[0, 0] = 1
    array[0, 0] = 1  # whose array it was may still write


def test_names_must_fit() -> None:
    with pytest.raises(ValueError, match="1 names for 2"):
        Matrix([[1, 2]], cols=("x",))
    A = Matrix([[1, 2]], rows=("a",), cols=("x", "y"))
    assert (A.T.rows, A.T.cols) == (("x", "y"), ("a",))
    assert (A.col(1), Matrix([[1, 2]]).col(1)) == ("column 'y'", "column 2")


def test_equality_is_of_values_and_names() -> None:
    A = Matrix([[1, 2]], cols=("x", "y"))
    assert A == Matrix([[1.0, 2.0]], cols=["x", "y"], name="another")
    assert A != Matrix([[1, 2]])
    assert A != Matrix([[1, 3]], cols=("x", "y"))
    assert A != "A"
    assert repr(A) == "Matrix([[1.0, 2.0]], rows=None, cols=('x', 'y'))"


def test_parts_that_are_none_are_no_parts() -> None:
    assert list(Result.of(5.0).parts) == [""]
    with pytest.raises(Exception, match="no part 'x': there is one answer, without parts"):
        Result.of(5.0).only("x")


@pytest.mark.parametrize(
    "answer", [float("inf"), float("-inf"), float("nan"), Matrix([[1e308 * 10]])]
)
def test_what_is_not_finite_is_no_answer(answer: object) -> None:
    with pytest.raises(MathError, match="too large for floating point"):
        Result.of(answer)


def test_only_a_part_that_is_declared_may_be_infinite() -> None:
    class Log(NamedTuple):
        sign: float
        log: float

    assert Result.of(Log(0.0, float("-inf")), infinite="log").parts["log"] == float("-inf")
    with pytest.raises(MathError):
        Result.of(Log(float("inf"), 0.0), infinite="log")
