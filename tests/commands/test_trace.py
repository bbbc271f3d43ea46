"""The trace: sums of diagonals, to the last bit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.trace import trace
from lacli.errors import ShapeError
from lacli.matrix import Matrix

PAIRS = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.tuples(
        arrays(int, shape, elements=st.integers(-9, 9)),
        arrays(int, shape[::-1], elements=st.integers(-9, 9)),
    )
)


@given(PAIRS)
def test_the_order_of_two_factors_does_not_matter(pair) -> None:
    A, B = pair
    assert trace(Matrix(A @ B)) == trace(Matrix(B @ A)) == sum((A @ B)[i, i] for i in range(len(A)))


def test_known_values() -> None:
    assert trace(Matrix([[1, 2], [3, 4]])) == 5
    assert trace(Matrix([[1j, 2], [3, 1]])) == 1 + 1j
    assert trace(Matrix([[7]])) == 7


def test_sums_are_correctly_rounded() -> None:
    assert trace(Matrix([[1e16, 0, 0], [0, 1, 0], [0, 0, -1e16]])) == 1
    assert trace(Matrix([[1.5e308, 0, 0], [0, 1.5e308, 0], [0, 0, -1.5e308]])) == 1.5e308
    assert trace(Matrix([[3e-310, 0], [0, 3e-310]])) == 6e-310


def test_several_matrices_have_a_line_each(call: Callable[..., Said]) -> None:
    assert call("trace", "1 2; 3 4", "5").out == "A,5\nB,5\n"


def test_what_has_none(call: Callable[..., Said]) -> None:
    with pytest.raises(ShapeError, match="A is 1×2, not square"):
        trace(Matrix([[1, 2]], name="A"))
    said = call("trace", "1e308 0; 0 1e308")
    assert (said.code, said.out) == (1, "")
