"""add, sub, mul, div: against Python's own arithmetic; broadcasting, names, zeros."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce

import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st

from lacli import registry
from lacli.matrix import Matrix

Call = Callable[..., Said]
OPERATIONS = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
}
CELLS = st.floats(0.001, 1000) | st.floats(-1000, -0.001)


@st.composite
def operands(draw: st.DrawFn) -> list[list[list[float]]]:
    """Some matrices of one shape, any of them reduced to a row, a column or a number."""
    m, n = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    shapes = st.sampled_from([(m, n), (1, n), (m, 1), (1, 1)])
    some = [draw(shapes) for _ in range(draw(st.integers(1, 3)))]
    return [
        [[draw(CELLS) for _ in range(cols)] for _ in range(rows)] for rows, cols in [(m, n), *some]
    ]


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@pytest.mark.parametrize("name", OPERATIONS)
@given(matrices=operands())
def test_each_entry_is_that_of_python(name: str, matrices: list[list[list[float]]]) -> None:
    m, n = len(matrices[0]), len(matrices[0][0])
    expected = [
        [
            reduce(
                OPERATIONS[name], (A[min(i, len(A) - 1)][min(j, len(A[0]) - 1)] for A in matrices)
            )
            for j in range(n)
        ]
        for i in range(m)
    ]
    assert registry.find(name).function(*map(Matrix, matrices)).values.tolist() == expected


def test_names_of_those_that_are_not_repeated(call: Call) -> None:
    A = Matrix([[1, 2], [3, 4]], rows=("a", "b"), cols=("x", "y"))
    row = Matrix([[10, 20]], rows=("mean",), cols=("x", "y"))
    total = registry.find("add").function(A, row, Matrix([[1], [2]], cols=("c",)))
    assert total == Matrix([[12, 23], [15, 26]], rows=("a", "b"), cols=("x", "y"))
    said = call("sub", "-", "1 2; 3 4", stdin=",x,y\na,1,2\nb,3,5\n")
    assert said.out == ",x,y\na,0,0\nb,0,1\n"


@pytest.mark.usefixtures("matrices")
def test_names_must_agree(call: Call) -> None:
    said = call("add", "forces.csv", "-", stdin=",load\nm1,0\nm2,1\nm4,0\nm3,0\n")
    assert (said.code, said.out) == (4, "")
    assert "row 3 is 'm3' in forces.csv and 'm4' in stdin" in said.err
    assert "lacli show --no-names" in said.err


def test_sizes_must_be_equal_or_one(call: Call) -> None:
    said = call("add", "1 2 3; 4 5 6", "1 2; 3 4; 5 6")
    assert (said.code, said.out) == (4, "")
    assert "A is 2×3 and B is 3×2" in said.err
    assert "lacli transpose B turns it" in said.err
    assert call("mul", "1 2 3; 4 5 6", "1 2").code == 4


def test_a_row_and_a_column_make_a_remark(call: Call) -> None:
    said = call("add", "1 2", "10; 20")
    assert said.out == "11,12\n21,22\n"
    assert "note: a row and a column" in said.err
    assert call("add", "1 2", "10 20").err == ""


@pytest.mark.parametrize(
    ("B", "stdin", "where"),
    [
        ("1 2; 3 0", "", "B: row 2, column 2 is 0"),
        ("-", ",x,y\na,1,0\nb,1,1\n", "stdin: row 'a', column 'y' is 0"),
        ("-0.0", "", "B: row 1, column 1 is 0"),
    ],
)
def test_division_by_zero_is_refused_with_its_address(
    B: str, stdin: str, where: str, call: Call
) -> None:
    said = call("div", "1 2; 3 4", B, stdin=stdin)
    assert (said.code, said.out) == (1, "")
    assert said.err == f"lacli div: division by zero: {where}\n"


def test_what_overflows_is_refused(call: Call) -> None:
    assert call("mul", "1e200", "1e200").code == 1
    assert call("div", "1", "1e-320").code == 1
    assert call("mul", "1+2i 3", "2i").out == "-4+2j,0+6j\n"


@pytest.mark.parametrize(
    ("command", "A", "B"),
    [("mul", "1e-200 1", "1e-200 1"), ("div", "1e-300", "1e300"), ("kron", "1 1e-200", "1e-200 1")],
)
def test_what_vanishes_is_refused(command: str, A: str, B: str, call: Call) -> None:
    said = call(command, A, B, "--float")
    assert (said.code, said.out) == (1, "")
    assert "an entry of the result is too small for floating point" in said.err
    said = call(command, A, B)
    assert (said.code, said.out) == (1, "")
    assert said.err.endswith(
        "the result is too small for floating point\nhint: --exact prints it as it is\n"
    )
    assert call(command, A, B, "--exact").out.count("/1000000000") > 0
    assert call(command, "0", B).code == 0


def test_two_are_needed_and_one_may_come_from_a_pipe(call: Call) -> None:
    assert call("add", "1 2", stdin="3 4\n").out == "4,6\n"
    assert call("add", "1 2", "3 4", "-", stdin="5 6\n").out == "9,12\n"
    said = call("add", "-", "-", stdin="1\n")
    assert (said.code, said.out) == (2, "")
    assert "standard input can be read only once" in said.err
