"""matmul: against the definition, the laws of products, and the remarks it makes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st

from lacli.commands.matmul import matmul
from lacli.matrix import Matrix

Call = Callable[..., Said]


@st.composite
def chains(draw: st.DrawFn) -> list[np.ndarray]:
    sizes = draw(st.lists(st.integers(1, 4), min_size=3, max_size=6))
    pairs = pairwise(sizes)
    cells = st.integers(-9, 9)
    return [
        np.array(draw(st.lists(st.lists(cells, min_size=n, max_size=n), min_size=m, max_size=m)))
        for m, n in pairs
    ]


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@given(chains())
def test_each_entry_is_a_row_times_a_column_in_any_order(factors: list[np.ndarray]) -> None:
    expected = factors[0].tolist()
    for F in factors[1:]:
        expected = [
            [sum(a * b for a, b in zip(row, col, strict=True)) for col in F.T.tolist()]
            for row in expected
        ]
    assert matmul(*map(Matrix, factors)).values.tolist() == expected


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@given(chains())
def test_the_transpose_of_a_product_is_the_product_of_transposes(
    factors: list[np.ndarray],
) -> None:
    product = matmul(*map(Matrix, factors))
    transposed = matmul(*(Matrix(F.T) for F in reversed(factors)))
    assert product.T == transposed


def test_names_are_those_outside() -> None:
    A = Matrix([[1, 2]], rows=("r",), cols=("x", "y"))
    B = Matrix([[1], [2]], rows=("x", "y"), cols=("c",))
    assert matmul(A, B) == Matrix([[5]], rows=("r",), cols=("c",))
    assert matmul(A, Matrix([[1], [2]])) == Matrix([[5]], rows=("r",))


@pytest.mark.usefixtures("matrices")
def test_names_inside_must_agree(call: Call) -> None:
    said = call("matmul", "symmetric.csv", "-", stdin=",load\nm1,1\nm3,2\nm2,1\nm4,1\n")
    assert (said.code, said.out) == (4, "")
    assert "column 2 is 'm2' in symmetric.csv and row 2 is 'm3' in stdin" in said.err


@pytest.mark.parametrize(
    ("A", "B", "hint"),
    [
        ("1 2 3; 3 4 5", "1 2 3; 4 5 6", "`lacli matmul A -` after `lacli transpose B`"),
        ("1 2; 3 4; 5 6", "1; 2; 3", "`lacli matmul - B` after `lacli transpose A`"),
    ],
)
def test_shapes_that_do_not_fit(A: str, B: str, hint: str, call: Call) -> None:
    said = call("matmul", A, B)
    assert (said.code, said.out) == (4, "")
    assert "the inner dimensions" in said.err
    assert hint in said.err


def test_the_cheapest_order_is_taken_and_told(call: Call) -> None:
    row, column = "1 1 1 1 1 1 1 1", "1;1;1;1;1;1;1;1"
    said = call("matmul", column, row, column, "--float")
    assert said.out == "8\n" * 8
    assert "multiplied as A·(B·C): 8 times fewer operations" in said.err
    assert call("matmul", row, column, row, "--float").err == ""


def test_factors_of_any_size_neither_overflow_nor_vanish(call: Call) -> None:
    assert call("matmul", "1e200 1e200", "1e200; 1e200", "1e-300").out == "2e+100\n"
    assert call("matmul", "1e-200", "1e-200", "1e300").out == "1e-100\n"
    said = call("matmul", "1e200", "1e200")
    assert (said.code, said.out) == (1, "")
    assert "too large" in said.err


def test_a_factor_from_a_pipe(call: Call) -> None:
    assert call("matmul", "-", "2", stdin="1\n3\n").out == "2\n6\n"
    assert call("matmul", "1 2", stdin="3\n4\n").out == "11\n"
