"""Inline text: every way to write a matrix, and what is said of a text that is none."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from conftest import read
from hypothesis import given
from hypothesis import strategies as st

from lacli.errors import InputError
from lacli.matrix import Matrix
from lacli.number import nearest
from lacli.parse import inline

SQUARE = [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    "text",
    [
        "1 2; 3 4",
        "1,2;3,4",
        "1, 2; 3, 4;",
        "[1 2; 3 4]",
        "[1, 2; 3, 4]",
        "1 2\n3 4\n",
        "[1 2\n 3 4]",
        "[[1,2],[3,4]]",
        "[[1, 2],\n [3, 4]]",
        "[[1 2] [3 4]]",
        "[[1. 2.]\n [3. 4.]]",
        "[[1., 2.], [3., 4.],]",
        "array([[1, 2],\n       [3, 4]])",
        "np.array([[1, 2], [3, 4]], dtype=np.float32)",
        "numpy.array([[1., 2.], [3., 4.]])",
        "torch.tensor([[1., 2.], [3., 4.]], device='cuda:0', requires_grad=True)",
        "Matrix([[1, 2], [3, 4]])",
        "1\N{NO-BREAK SPACE}2; 3 4",
        "2/2 1+1; 9/3 2^2",
        "1 2 ; 3 4 ",
        "1 2,; 3 4,",
    ],
)
def test_ways_to_write_a_matrix(text: str) -> None:
    assert inline.parse(text).rows == SQUARE


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("1 -2", [1, -2]),
        ("-1 −2", [-1, -2]),
        ("1-2", [-1]),
        ("1 - 2, 3", [-1, 3]),
        (".5 -2.5e-3 1E3", [0.5, -0.0025, 1000.0]),
        ("1/3", [1 / 3]),
        ("sqrt(2)/2 √2", [math.sqrt(2) / 2, math.sqrt(2)]),
        ("cos(pi/6)", [math.cos(math.pi / 6)]),
        ("2pi 2π 2(3) 2sqrt(4)", [2 * math.pi, 2 * math.pi, 6, 4.0]),
        ("2pi^2", [2 * math.pi**2]),
        ("-2^2 2^-1 2**3 2^3^2", [-4, 0.5, 8, 512]),
        ("1+2i 1+2j 2im -j", [1 + 2j, 1 + 2j, 2j, -1j]),
        ("(1 + 2) (3 - 4)", [3, -1]),
        ("1 + 2i   3 - 1i", [1 + 2j, 3 - 1j]),
        ("2×3 6÷2 2·4", [6, 3, 8]),
        ("sqrt(-4)", [2j]),
        ("6/3 7/2", [2, 3.5]),
        ("array([1. , 2.5])", [1.0, 2.5]),
        ("array([1, 2,\n       3])", [1, 2, 3]),
        ("[[1. +2.j 3.5-1.j]]", [1 + 2j, 3.5 - 1j]),
        ("[1. +2.j 2.5-1.j -3. +0.j]", [1 + 2j, 2.5 - 1j, -3 + 0j]),
        ("[np.float64(1.0), np.complex128(2-1j)]", [1.0, 2 - 1j]),
        ("1J 2e1J", [1j, 20j]),
        ("array([[1. +2.j, 3.5-1.j]])", [1 + 2j, 3.5 - 1j]),
    ],
)
def test_cells(text: str, cells: list[complex]) -> None:
    assert [nearest(x) for x in inline.parse(text).rows[0]] == cells


def test_semicolons_and_new_lines_end_rows() -> None:
    assert inline.parse("1;2\n3;").rows == [[1], [2], [3]]


def test_decimal_commas() -> None:
    assert inline.parse("1,5 2; 3,25 4", decimal=",").rows == [[1.5, 2], [3.25, 4]]


@pytest.mark.parametrize(
    ("text", "message", "caret"),
    [
        ("1 - 2", "'1 - 2' can be one cell or two", 2),
        ("1 -2, 3", "'1 -2' can be one cell or two", 2),
        ("1 +2j", "'1 +2j' can be one cell or two", 2),
        ("1 2; 3 x", "not a number: 'x'", 7),
        ("1_000", "not a number: '1_000'", 0),
        ("1.2.3", "not a number: '1.2.3'", 0),
        ("0x10", "not a number: '0x10'", 0),
        ("٣ 4", "not a number: '٣'", 0),
        ("2e 3", "incomplete exponent, or ambiguous without '*'", 0),
        ("1/2pi", "ambiguous without '*'", 3),
        ("2^3pi", "ambiguous without '*'", 3),
        ("1e400", "too large for floating point", 0),
        ("9**9**9", "too large for floating point", 0),
        ("1 2^5000", "too large for floating point", 2),
        ("1 1e-400", "too small for floating point", 2),
        ("1 2^-5000", "too small for floating point", 2),
        ("1 0.5^2000", "too small for floating point", 2),
        ("1e-200*1e-200", "too small for floating point", 0),
        ("exp(-1000)", "too small for floating point", 0),
        (
            "9^300*9^300*9^300*9^300*9^300*9^300*9^300*9^300*9^300",
            "too large for floating point",
            0,
        ),
        ("1e300/1e-300", "too large for floating point", 0),
        ("[[1, 2], [; 3]]", "expected ']'", 10),
        ("1/0", "division by zero", 1),
        ("1 0*inf", "not defined", 2),
        ("1e308*10", "too large for floating point", 0),
        ("√" * 100 + "2", "nested too deeply", 40),
        ("0^-1", "division by zero", 1),
        ("log(0)", "log is not defined there", 0),
        ("sin 1", "expected '('", 4),
        ("(1 2)", "expected ')'", 3),
        ("[1 2; 3 4", "expected ']' at the end", 9),
        ("[1]2", "expected the end, not '2'", 3),
        ("(1)(2)", "expected a blank, a sign or the end of the row", 3),
        ("1,,2", "expected a number before ','", 2),
        ("1,5 2,5", "expected ',': this row parts its cells by commas", 4),
        ("[[[1]]]", "three brackets deep: a matrix has two dimensions", 2),
        ("array([1, 2]", "expected ')' at the end", 12),
        ("1\n2 ?", "not a number: '?'", 2),
        ("__import__('os')", "not a number: '__import__'", 0),
        ("1 +", "expected a number at the end", 3),
    ],
)
def test_a_mistake_is_shown_with_a_caret(text: str, message: str, caret: int) -> None:
    with pytest.raises(InputError) as raised:
        inline.parse(text)
    assert raised.value.message == message
    assert raised.value.excerpt.splitlines()[1] == " " * caret + "^"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 2; 3", "ragged: row 2 has 1 cell, row 1 has 2 cells"),
        ("1;;2", "ragged: row 2 has 0 cells, row 1 has 1 cell"),
        ("[[1,2],[3]]", "ragged: row 2 has 1 cell, row 1 has 2 cells"),
        ("[]", "empty: there is no number in it"),
        ("[[]]", "empty: there is no number in it"),
        ("[[1. 2. ... 3.]]", "the matrix is abbreviated with '...'"),
    ],
)
def test_what_is_wrong_with_the_whole(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        inline.parse(text)
    assert raised.value.message == message


def test_a_long_line_is_shown_only_near_the_mistake() -> None:
    with pytest.raises(InputError) as raised:
        inline.parse("1\t" * 500 + "x" + " 2" * 500)
    line, caret = raised.value.excerpt.split("\n")
    assert len(line) <= 80
    assert line[caret.index("^")] == "x"
    assert "\t" not in line


def test_both_readings_are_offered() -> None:
    with pytest.raises(InputError) as raised:
        inline.parse("1 - 2")
    assert raised.value.hint == "write 1-2 for one cell, 1, -2 for two"


@pytest.mark.parametrize("depth", [60, 10_000])
@pytest.mark.parametrize("opening", ["(", "-", "2^", "sqrt("])
def test_deep_nesting_ends_in_a_message(opening: str, depth: int) -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        inline.parse(opening * depth + "1")


@given(st.text(alphabet="0123456789.eij+-*/^()[],; \n²πsqrt", max_size=40))
def test_any_text_is_a_matrix_or_an_input_error(text: str) -> None:
    try:
        rows = inline.parse(text).rows
    except InputError:
        return
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[0]


FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(FINITE, FINITE), min_size=1))
def test_pythons_own_text_reads_back(pairs: list[tuple[float, float]]) -> None:
    rows = [list(pair) for pair in pairs]
    for text in (str(rows), "; ".join(f"{a!r} {b!r}" for a, b in rows)):
        assert [[nearest(x) for x in row] for row in inline.parse(text).rows] == rows


@pytest.mark.parametrize("text", ["[1 2; 3 4] * 2", "[1 2 3]'", "[1, 2]^T", "[[1, 2]] + 1"])
def test_what_is_computed_with_a_matrix_is_for_a_command(text: str) -> None:
    with pytest.raises(inline.NotAMatrix, match="expected the end, not") as raised:
        inline.parse(text)
    assert raised.value.hint == (
        "an argument is one matrix; lacli mul, lacli matmul and lacli transpose compute with it"
    )


@pytest.mark.parametrize("text", ["[1 2]]", "1 2)"])
def test_a_bracket_too_many_is_no_computation(text: str) -> None:
    with pytest.raises(inline.NotAMatrix) as raised:
        inline.parse(text)
    assert not raised.value.hint


@pytest.mark.parametrize(
    "text", ["2 1 | 3\n1 3 | 5\n", "2, 1 | 3\n1, 3 | 5\n", "2 1 | 3; 1 3 | 5\n"]
)
def test_an_augmented_matrix_in_a_pipe(text: str) -> None:
    A = read(text)
    assert A.bar == 2
    assert A == Matrix([[2, 1, 3], [1, 3, 5]])
    assert read("1|2\n3|4\n").bar is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.1", Fraction(1, 10)),
        ("-1/3", Fraction(-1, 3)),
        ("2/4", Fraction(1, 2)),
        ("6/3", 2),
        ("1e3", 1000),
        ("2.50", Fraction(5, 2)),
        ("-0.0", 0),
        ("2^-3", Fraction(1, 8)),
        ("(1/3)^2", Fraction(1, 9)),
        ("(2/3)^-2", Fraction(9, 4)),
        ("1/3 * 3", 1),
        ("(0.1 + 0.2)", Fraction(3, 10)),
        ("12345678901234567890", 12345678901234567890),
        ("1/1" + "0" * 300, Fraction(1, 10**300)),
    ],
)
def test_what_is_written_is_kept(text: str, number: object) -> None:
    [[found]] = inline.parse(text).rows
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize("text", ["pi", "sqrt(2)", "1.0000001^100000", "2^0.5", "1e0*e"])
def test_what_is_no_fraction_is_a_float(text: str) -> None:
    [[found]] = inline.parse(text).rows
    assert type(found) is float
