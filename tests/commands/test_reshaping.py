"""transpose, reshape, diag, normalize, hstack and vstack: entries, names and refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from conftest import Said
from hypothesis import assume, given
from hypothesis import strategies as st

from lacli import registry
from lacli.matrix import Matrix

Call = Callable[..., Said]


def run(name: str, *operands: Any, **options: Any) -> Any:
    return registry.find(name).function(*operands, **options)


@st.composite
def matrices_of(draw: st.DrawFn, cells: st.SearchStrategy[Any] = st.integers(-9, 9)) -> Matrix:  # noqa: B008
    m, n = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=n, max_size=n), min_size=m, max_size=m))
    return Matrix(rows, rows=[f"r{i}" for i in range(m)], cols=[f"c{j}" for j in range(n)])


@given(matrices_of())
def test_transposing_twice_changes_nothing(A: Matrix) -> None:
    T = run("transpose", A)
    assert run("transpose", T) == A
    assert (T.rows, T.cols) == (A.cols, A.rows)
    assert T.values.tolist() == [list(column) for column in zip(*A.values.tolist(), strict=True)]


def test_the_conjugate_transpose(call: Call) -> None:
    assert call("transpose", "1+2i 3; 4 5i", "--conjugate").out == "1-2j,4+0j\n3+0j,0-5j\n"
    assert call("transpose", "1 2", "--conjugate").out == "1\n2\n"
    assert call("transpose", "1+2i", "--conjugate").out == "1-2j\n"


@given(matrices_of(), st.booleans())
def test_reshaping_keeps_the_order_of_entries(A: Matrix, by_columns: bool) -> None:
    count = A.shape[0] * A.shape[1]
    row = run("reshape", A, 1, -1, by_columns=by_columns)
    order = A.T if by_columns else A
    assert row.values.ravel().tolist() == [x for line in order.values.tolist() for x in line]
    assert run("reshape", row, *A.shape, by_columns=by_columns) == Matrix(A.values)
    assert run("reshape", A, -1, 1).shape == (count, 1)


@pytest.mark.parametrize("sizes", [("2", "2"), ("-1", "-1"), ("0", "3"), ("-1", "4"), ("-2", "-3")])
def test_entries_must_fill_the_rows(sizes: tuple[str, str], call: Call) -> None:
    said = call("reshape", "1 2 3 4 5 6", *sizes)
    assert (said.code, said.out) == (4, "")
    assert f"its 6 entries do not fill {sizes[0]} rows of {sizes[1]}" in said.err


@given(matrices_of(), st.integers(-3, 3))
def test_the_diagonal_by_its_indices(A: Matrix, k: int) -> None:
    m, n = A.shape
    assume(not A.is_vector and -m < k < n)
    taken = run("diag", A, offset=k)
    assert taken.values.ravel().tolist() == [A.values[i, i + k] for i in range(m) if 0 <= i + k < n]


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=4), st.integers(-3, 3))
def test_a_vector_goes_to_a_diagonal_and_back(entries: list[int], k: int) -> None:
    D = run("diag", Matrix([entries], cols=[f"x{i}" for i in range(len(entries))]), offset=k)
    assert D.shape == (len(entries) + abs(k),) * 2
    assert run("diag", D, offset=k).values.ravel().tolist() == entries
    assert np.count_nonzero(D.values) == np.count_nonzero(entries)


def test_names_of_diagonals(call: Call) -> None:
    assert call("diag", "-", stdin="x,y\n1,2\n").out == ",x,y\nx,1,0\ny,0,2\n"
    assert call("diag", "-", stdin=",x,y\nx,1,2\ny,3,4\n").out == "x,1\ny,4\n"
    assert call("diag", "-", stdin=",x,y\na,1,2\nb,3,4\n").out == "1\n4\n"
    assert call("diag", "5").out == "5\n"
    said = call("diag", "1 2; 3 4", "--offset", "2")
    assert (said.code, said.out) == (4, "")
    assert "it has no diagonal 2" in said.err


@given(matrices_of(st.integers(1, 9)), st.sampled_from(["1", "2", "3.5", "inf"]))
def test_each_vector_gets_the_norm_1_and_keeps_its_direction(A: Matrix, order: str) -> None:
    p = float(order)
    for axis in ("rows", "columns", None):
        unit = run("normalize", A, ord=order, axis=axis)
        vectors, units = (M.values if axis == "rows" else M.values.T for M in (A, unit))
        if A.is_vector and axis is None:
            vectors, units = A.values.reshape(1, -1), unit.values.reshape(1, -1)
        for v, u in zip(vectors, units, strict=True):
            norm = max(abs(u)) if order == "inf" else (abs(u) ** p).sum() ** (1 / p)
            assert norm == pytest.approx(1, abs=1e-14)
            np.testing.assert_allclose(u * v[0], v * u[0], rtol=1e-13)
        assert (unit.rows, unit.cols) == (A.rows, A.cols)


def test_an_axis_that_is_given_counts_for_a_vector_too(call: Call) -> None:
    assert call("normalize", "3 4", "--axis", "columns").out == "1,1\n"
    assert call("normalize", "3; -4", "--axis", "rows").out == "1\n-1\n"
    assert call("normalize", "3 4", "--axis", "rows").out == "0.6,0.8\n"
    said = call("normalize", "3 0", "--axis", "columns")
    assert (said.code, said.out) == (1, "")
    assert "A: column 2 is the zero vector" in said.err


def test_normalizing_what_is_large_tiny_or_complex(call: Call) -> None:
    assert call("normalize", "3e200 4e200", "-p", "15").out == "0.6,0.8\n"
    assert call("normalize", "3e-300; 4e-300", "-p", "15").out == "0.6\n0.8\n"
    assert call("normalize", "3 3e200; 4 4e200", "-p", "15").out == "0.6,0.6\n0.8,0.8\n"
    assert call("normalize", "3i 4", "-p", "15").out == "0+0.6j,0.8+0j\n"


@pytest.mark.parametrize(
    ("A", "options", "who"),
    [
        ("0 0", [], "A is the zero vector"),
        ("1 0; 2 0", [], "A: column 2 is the zero vector"),
        ("1 2; 0 0", ["--axis", "rows"], "A: row 2 is the zero vector"),
    ],
)
def test_a_zero_vector_is_refused_by_name(A: str, options: list[str], who: str, call: Call) -> None:
    said = call("normalize", A, *options)
    assert (said.code, said.out) == (1, "")
    assert said.err == f"lacli normalize: {who}, which has no direction\n"
    said = call("normalize", "-", stdin="x,y\n1,0\n2,0\n")
    assert "stdin: column 'y' is the zero vector" in said.err


@pytest.mark.parametrize("order", ["0", "-1", "-inf", "fro2"])
def test_orders_that_no_vector_can_be_made_1_by(order: str, call: Call) -> None:
    assert call("normalize", "3 4", "--ord", order).code == 2


@given(matrices_of())
def test_stacking_puts_entries_and_names_in_turn(A: Matrix) -> None:
    m, n = A.shape
    B = Matrix(A.values, A.rows, [f"d{j}" for j in range(n)])
    beside = run("hstack", A, B)
    assert beside.values.tolist() == [[*row, *row] for row in A.values.tolist()]
    assert (beside.rows, beside.cols) == (A.rows, (*A.cols, *B.cols))
    below = run("vstack", A, Matrix(A.values, [f"s{i}" for i in range(m)], A.cols))
    assert below.values.tolist() == [*A.values.tolist(), *A.values.tolist()]
    assert below.rows == (*A.rows, *(f"s{i}" for i in range(m)))


def test_what_has_no_names_gets_those_of_its_matrix(call: Call) -> None:
    said = call("hstack", "-", "1 1; 1 1", "2; 2", stdin="x\n5\n6\n")
    assert said.out == "x,B.1,B.2,C\n5,1,1,2\n6,1,1,2\n"
    assert call("vstack", "-", "7 8", stdin=",x,y\na,1,2\nb,3,4\n").out.endswith("\nB,7,8\n")


@pytest.mark.parametrize(
    ("command", "A", "B", "message"),
    [
        ("hstack", "x,y\n1,2\n", "y,z\n1,2\n", "both A.csv and B.csv have a column 'y'"),
        ("hstack", "x,x\n1,2\n", "y,z\n1,2\n", "A.csv has two columns 'x'"),
        ("vstack", ",x\na,1\nb,2\n", ",x\nb,1\n", "both A.csv and B.csv have a row 'b'"),
        ("hstack", ",x\na,1\nb,2\n", ",y\na,1\nc,2\n", "row 2 is 'b' in A.csv and 'c' in B.csv"),
        ("vstack", "x,y\n1,2\n", "x,z\n1,2\n", "column 2 is 'y' in A.csv and 'z' in B.csv"),
        (
            "hstack",
            "x,y\n1,2\n",
            "x\n1\n2\n",
            "A.csv is 1×2 and B.csv is 2×1: they need as many rows",
        ),
    ],
)
def test_names_and_sizes_that_clash(
    command: str, A: str, B: str, message: str, matrices: Any, call: Call
) -> None:
    (matrices / "A.csv").write_text(A)
    (matrices / "B.csv").write_text(B)
    said = call(command, "A.csv", "B.csv")
    assert (said.code, said.out) == (4, "")
    assert message in said.err


def test_a_row_that_should_be_a_column_is_pointed_out(call: Call) -> None:
    assert "lacli transpose B turns it" in call("hstack", "1 2; 3 4", "5 6").err
