"""Matrices as LaTeX, Wolfram, Julia, R, Octave and MATLAB write or print them, and the `|`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction

import pytest
from conftest import Said, read
from hypothesis import given
from hypothesis import strategies as st

from lacli import parse
from lacli.errors import InputError, LacliError
from lacli.matrix import Matrix
from lacli.number import nearest
from lacli.parse import inline
from lacli.parse.foreign import octave
from lacli.render import Style, render
from lacli.result import Result

SQUARE = [[1, 2], [3, 4]]


def argument(text: str, **options: object) -> Matrix:
    return parse.read(text, "A", parse.Reading(**options))


def both(text: str) -> Matrix:
    """The matrix of a text, which an argument and a pipe say alike."""
    given, piped = argument(text), read(text)
    assert given == piped
    assert given.bar == piped.bar
    return given


def refused(text: str) -> InputError:
    with pytest.raises(InputError) as raised:
        inline.parse(text)
    return raised.value


# LaTeX


@pytest.mark.parametrize(
    "text",
    [
        *(rf"\begin{{{kind}}} 1 & 2 \\ 3 & 4 \end{{{kind}}}"
          for kind in ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix",
                       "smallmatrix")),
        r"\begin{pmatrix*}[r] 1 & 2 \\ 3 & 4 \end{pmatrix*}",
        r"\begin{array}{cc} 1 & 2 \\ \hline 3 & 4 \\ \end{array}",
        r"\begin{array}[t]{|*{2}{r@{\quad}}|} 1 & 2 \\[2pt] 3 & 4 \end{array}",
        r"$A = \left[\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}\right]$",
        "\\[\n\\left(\n\\begin{matrix}\n1 & 2 \\\\\n3 & 4\n\\end{matrix}\n\\right).\n\\]",
        r"$$\bigl(\begin{smallmatrix}1&2\\3&4\end{smallmatrix}\bigr)$$",
        "\\begin{align}\n\\mathbf{A} &= \\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}.\n\\end{align}",
        "% from the paper\n\\begin{bmatrix} 1 & 2 \\\\ % the first\n 3 & 4 \\end{bmatrix}",
        r"\begin{bmatrix} \phantom{-}1 & \,2\; \\ ~3 & \quad 4 \end{bmatrix}",
    ],
)  # fmt: skip
def test_latex(text: str) -> None:
    assert both(text) == Matrix(SQUARE)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (r"\frac{1}{2}", 0.5),
        (r"-\dfrac{1}{2}", -0.5),
        (r"\tfrac12", 0.5),
        (r"\frac{\sqrt{3}}{2}", math.sqrt(3) / 2),
        (r"\frac{1}{\frac{1}{4}}", 4),
        (r"\sqrt{2}", math.sqrt(2)),
        (r"\sqrt2", math.sqrt(2)),
        (r"2\pi", 2 * math.pi),
        (r"2 \pi", 2 * math.pi),
        (r"\cos\left(\frac{\pi}{3}\right)", math.cos(math.pi / 3)),
        (r"3 \cdot 4", 12),
        (r"1.7 \times 10^{-5}", 1.7e-5),
        (r"-1.2345678901234567 \cdot 10^{−300}", -1.2345678901234567e-300),
        (r"2^{3} \times 10^2", 800),
        (r"2^3 \times 10^{2}", 800),
        (r"1/4 \times 10^{2}", 25),
        (r"0{,}125", 0.125),
        (r"1{,}5", 1.5),
        (r"1{.}5", 1.5),
        (r"1 + 2 i", 1 + 2j),
        (r"1 - \frac{1}{2} i", 1 - 0.5j),
        (r"\mathrm{i}", 1j),
        (r"e^{2}", math.e**2),
        (r"{-1}", -1),
        (r"(1 - 2)(3)", -3),
    ],
)
def test_cells_of_latex(cell: str, value: complex) -> None:
    written = inline.parse(rf"\begin{{bmatrix}} {cell} \\ 1 \end{{bmatrix}}")
    assert [[nearest(x) for x in row] for row in written.rows] == [[value], [1]]


@pytest.mark.parametrize(
    ("body", "message", "at"),
    [
        (r"1 & x \\", "not a number: 'x'", "x"),
        (r"1 & \alpha \\", r"not a number: '\alpha'", r"\alpha"),
        (r"1 & \ldots & 2", r"the matrix is abbreviated with '\ldots'", r"\ldots"),
        (r"2\frac{1}{2}", "a mixed number, or a product?", r"\frac"),
        (r"1{,}500", "a comma for thousands, or a decimal one?", "1{,}"),
        (r"2^10", "which digits are the exponent?", "^10"),
        (r"\frac{1}x", "expected '{' and the denominator", "x"),
        (r"1 & & 3", "expected a number before '&'", "& 3"),
        (r"1 & 2 & \\ 3 & 4 &", "expected a number after '&'", r"\\ 3"),
        (r"1 2", "expected '&' or the end of the row", "2"),
        (r"1\,000", "expected '&' or the end of the row", "000"),
        (r"|-1|", "not a number: '|'", "|-1|"),
        (r"\sqrt[3]{8}", r"expected '{' behind \sqrt", r"\sqrt"),
    ],
)
def test_a_mistake_in_latex_is_shown_with_a_caret(body: str, message: str, at: str) -> None:
    error = refused(rf"\begin{{bmatrix}} {body} \end{{bmatrix}}")
    assert error.message == message
    line, caret = error.excerpt.split("\n")
    assert line[caret.index("^") :].startswith(at)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"\begin{bmatrix} 1 & 2", r"expected \end{bmatrix}"),
        (r"\begin{bmatrix} \sqrt{2 \end{bmatrix}", "expected '}'"),
        (r"\begin{bmatrix} 1 \end{bmatrix}^{-1}", "expected the end: one matrix alone is read"),
        (r"\begin{array} 1 \end{array}", "expected the columns, such as {rr|r}"),
        (r"\begin{array}{r|r|r} 1 & 2 & 3 \end{array}", "several '|' between the columns"),
        (r"\begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix}", "ragged: row 2 has 1 cell"),
        (r"\begin{bmatrix} \end{bmatrix}", "empty: there is no number in it"),
        (r"\begin{array}{rr} \text{x} \\ 1 & 2 \end{array}", "1 names of columns for 2 columns"),
        (r"\begin{array}{lr} \text{x} & 1 \\ 1 & 2 \end{array}", "expected the name of the row"),
        (r"\begin{array}{lr} 1 & \text{x} \end{array}", "not a number: 'x'"),
    ],
)
def test_what_is_no_matrix_in_latex(text: str, message: str) -> None:
    assert refused(text).message.startswith(message)


def test_a_rule_between_the_columns_of_an_array_is_a_bar() -> None:
    augmented = both(r"\left[\begin{array}{cc|c} 2 & 1 & 3 \\ 1 & 3 & 5 \end{array}\right]")
    assert (augmented, augmented.bar) == (Matrix([[2, 1, 3], [1, 3, 5]]), 2)
    assert both(r"\begin{array}{|c|} 1 \\ 2 \end{array}").bar is None
    bordered = r"\begin{array}{l|rr|r} \text{a} & 1 & 2 & 3 \end{array}"
    assert (both(bordered).bar, both(bordered).rows) == (2, ("a",))


def test_decimal_commas_in_latex() -> None:
    A = argument(r"\begin{bmatrix} 1,5 & 1{,}500 \end{bmatrix}", decimal=",")
    assert A == Matrix([[1.5, 1.5]])


FINITE = st.floats(allow_nan=False, allow_infinity=False)
NUMBERS = FINITE | st.complex_numbers(allow_nan=False, allow_infinity=False)
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=6)


@st.composite
def named(draw: st.DrawFn) -> Matrix:
    m, n = draw(st.integers(1, 3)), draw(st.integers(1, 12))
    cells = draw(st.lists(st.lists(NUMBERS, min_size=n, max_size=n), min_size=m, max_size=m))
    rows = draw(st.none() | st.lists(NAMES, min_size=m, max_size=m))
    cols = draw(st.none() | st.lists(NAMES, min_size=n, max_size=n))
    return Matrix(cells, rows, cols)


def latex(A: Matrix) -> str:
    return b"".join(render(Result({"": A}), "latex", Style())).decode()


@given(named())
def test_our_latex_reads_back_with_its_names(A: Matrix) -> None:
    spaced = {
        "rows": A.rows and [" ".join(name.split()) for name in A.rows],
        "cols": A.cols and [" ".join(name.split()) for name in A.cols],
    }
    B = read(latex(A))
    assert (B.values == A.values).all()
    assert B.rows == (spaced["rows"] and tuple(spaced["rows"]))
    if spaced["cols"] and any(spaced["cols"]):
        assert B.cols == tuple(spaced["cols"])


def test_several_parts_of_latex(call: Callable[..., Said]) -> None:
    printed = call("svd", "3 0; 0 2", "-f", "latex").out
    assert call("norm", "-:S", "--ord", "1", stdin=printed).out == "5\n"


# Wolfram


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("{{1, 2}, {3, 4}}", SQUARE),
        ("{{1,2},\n {3,4}}\n", SQUARE),
        ("{1,2,3}", [[1, 2, 3]]),
        ("{{1.5*^-3, 1/2}}", [[1.5e-3, 0.5]]),
        ("{{-2.5*^10}, {3 - 1.*^2}}", [[-2.5e10], [-97]]),
        ("{0.1`, 1.5`20.3, 2.`*^-5}", [[0.1, 1.5, 2e-5]]),
        ("{Sqrt[2], Pi, E}", [[math.sqrt(2), math.pi, math.e]]),
        ("{Sqrt[2]/2, Cos[Pi/3], 2 Pi}", [[math.sqrt(2) / 2, math.cos(math.pi / 3), 2 * math.pi]]),
        ("{{1 + 2*I}, {3 - I}, {2 I}}", [[1 + 2j], [3 - 1j], [2j]]),
        ("{(1 + I*Sqrt[3])/2}", [[(1 + 1j * math.sqrt(3)) / 2]]),
        ("Out[12]= {{1, 2}, {3, 4}}", SQUARE),
        ("A = {{1, 2}, {3, 4}};", SQUARE),
    ],
)
def test_wolfram(text: str, rows: list[list[complex]]) -> None:
    assert both(text) == Matrix(rows)


@pytest.mark.parametrize(
    ("text", "message", "caret"),
    [
        ("{{1, 2}, {3, x}}", "not a number: 'x'", 13),
        ("{{1.5*^-3, Foo[2]}}", "not a number: 'Foo'", 11),
        ("{{{1}}}", "three brackets deep: a matrix has two dimensions", 2),
        ("{{1, 2}, {3, 4}", "expected '}' at the end", 15),
        ("{1, , 2}", "expected a number before ','", 4),
    ],
)
def test_a_mistake_in_wolfram(text: str, message: str, caret: int) -> None:
    error = refused(text)
    assert error.message == message
    assert error.excerpt.split("\n")[1] == " " * caret + "^"


# Julia


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("2×2 Matrix{Float64}:\n 1.0  2.0\n 3.0  4.0", SQUARE),
        ("2×2 Matrix{Int64}:\n 1  2\n 3  4\n", SQUARE),
        ("2×2 Array{Int64,2}:\n 1  2\n 3  4\n", SQUARE),
        ("3-element Vector{Float64}:\n 1.0\n 2.5\n 3.0\n", [[1], [2.5], [3]]),
        ("1×3 adjoint(::Vector{Int64}) with eltype Int64:\n 1  2  3", [[1, 2, 3]]),
        ("2×2 Matrix{Rational{Int64}}:\n 1//2  -1//3\n 3//1   4//1", [[0.5, -1 / 3], [3, 4]]),
        ("2×2 Matrix{ComplexF64}:\n 1.0+2.0im  3.0+0.0im\n 0.0-1.0im  2.0+0.0im",
         [[1 + 2j, 3], [-1j, 2]]),
        ("2×2 Matrix{Complex{Int64}}:\n 1+2im  3+0im\n 0-1im  2+0im", [[1 + 2j, 3], [-1j, 2]]),
        ("2×2 LinearAlgebra.Diagonal{Float64, Vector{Float64}}:\n 1.0   ⋅ \n  ⋅   2.0",
         [[1, 0], [0, 2]]),
        ("2×1 Matrix{Float64}:\n 1.0e-5\n 1.0e10", [[1e-5], [1e10]]),
    ],
)  # fmt: skip
def test_julia(text: str, rows: list[list[complex]]) -> None:
    assert both(text) == Matrix(rows)


def test_a_mistake_in_julia() -> None:
    error = refused("2×2 Matrix{Float64}:\n 1.0  2.0\n 3.0  x\n")
    assert error.message == "not a number: 'x'"
    assert error.excerpt == " 3.0  x\n      ^"
    assert refused("2×2 Matrix{Int64}:\n 1  2").message == (
        "1×2 entries below a heading that says 2×2"
    )
    error = refused("100×2 Matrix{Float64}:\n 1.0  2.0\n ⋮    \n 3.0  4.0")
    assert error.message == "the matrix is abbreviated with '⋮'"
    assert "Julia" in error.hint


def test_missing_values_in_julia() -> None:
    text = "2×1 Matrix{Union{Missing, Float64}}:\n 1.0\n  missing\n"
    with pytest.raises(InputError, match="missing value"):
        argument(text)
    with pytest.warns(match="1 row with missing values left out"):
        assert argument(text, missing="drop") == Matrix([[1]])


# R, as R 4.2.2 prints it


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("     [,1] [,2]\n[1,]    1    2\n[2,]    3    4", SQUARE),
        ("[,1] [,2]\n[1,]    1    2\n[2,]    3    4", SQUARE),
        ("     [,1]   [,2]\n[1,] 1+2i 0.0-1i\n[2,] 3+0i 0.5+0i\n", [[1 + 2j, -1j], [3, 0.5]]),
        ("     [,1]  [,2] [,3]\n[1,]  1.5 1e-05   -1\n[2,] -2.0 3e+00    7\n",
         [[1.5, 1e-5, -1], [-2, 3, 7]]),
        ("      [,1]\n" + "".join(f"{f'[{i},]':>5} {i:>4}\n" for i in range(1, 11)),
         [[i] for i in range(1, 11)]),
        (" [1]  1  2  3  4  5  6\n [7]  7  8  9 10 11 12\n[13] 13\n", [[*range(1, 14)]]),
        ("[1] 1.5 2.0\n", [[1.5, 2]]),
    ],
)  # fmt: skip
def test_r(text: str, rows: list[list[complex]]) -> None:
    assert both(text) == Matrix(rows)


BROKEN = """\
      [,1]   [,2]   [,3]  [,4]   [,5]   [,6]  [,7]   [,8]
[1,] 0.841  0.141 -0.959 0.657  0.412 -1.000 0.420  0.650
[2,] 0.909 -0.757 -0.279 0.989 -0.544 -0.537 0.991 -0.288
       [,9] [,10]  [,11]  [,12]
[1,] -0.961 0.150  0.837 -0.846
[2,] -0.751 0.913 -0.009 -0.906
"""
BROKEN_WITH_NAMES = """\
          alpha one       beta      gamma     delta
Mazda RX4 0.8414710  0.1411200 -0.9589243 0.6569866
Fiat 128  0.9092974 -0.7568025 -0.2794155 0.9893582
                   e       zeta
Mazda RX4  0.4121185 -0.9999902
Fiat 128  -0.5440211 -0.5365729
"""


def test_blocks_of_columns_in_r() -> None:
    A = both(BROKEN)
    assert (A.shape, A.rows, A.cols) == ((2, 12), None, None)
    assert A.values[1].tolist() == [
        0.909, -0.757, -0.279, 0.989, -0.544, -0.537, 0.991, -0.288, -0.751, 0.913, -0.009, -0.906,
    ]  # fmt: skip
    B = both(BROKEN_WITH_NAMES)
    assert B.rows == ("Mazda RX4", "Fiat 128")
    assert B.cols == ("alpha one", "beta", "gamma", "delta", "e", "zeta")
    assert B.values[:, 4].tolist() == [0.4121185, -0.5440211]


@pytest.mark.parametrize(
    ("text", "matrix"),
    [
        ("  a b\nx 1 2\ny 3 4\n", Matrix(SQUARE, ("x", "y"), ("a", "b"))),
        ("     New York b\n[1,]        1 2\n[2,]        3 4\n",
         Matrix(SQUARE, None, ("New York", "b"))),
        ("         [,1] [,2]\nNew York    1    2\nRome        3    4\n",
         Matrix(SQUARE, ("New York", "Rome"))),
        ("           mpg cyl  hp\nMazda RX4 21.0   6 110\nFiat 128  32.4   4  66\n",
         Matrix([[21, 6, 110], [32.4, 4, 66]], ("Mazda RX4", "Fiat 128"), ("mpg", "cyl", "hp"))),
        ("  a... ⋮\nx    1 2\n", Matrix([[1, 2]], ("x",), ("a...", "⋮"))),
        ("   a   b\n0  1 0.5\n1  2 3.0\n", Matrix([[1, 0.5], [2, 3]], None, ("a", "b"))),  # pandas
    ],
)  # fmt: skip
def test_names_in_r(text: str, matrix: Matrix) -> None:
    assert both(text) == matrix


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("     [,1] [,2]\n[1,]    1    x\n", "not a number: 'x'"),
        ("     [,1] [,2]\n[1,]    1\n", "the cells do not stand below"),
        ("     [,1] [,2]\n", "no row below the names"),
        ("     [,1] [,3]\n[1,]    1    2\n", "rows or columns are missing near '[,1]'"),
        ("     [,1]\n[1,]    1\n     [,2]\n[2,]    1\n", "the blocks of columns have different"),
        ("  a b\nx 1 2\ny   3\n", "the cells do not stand below the names"),
        ("  a b\nx 1 2\ny 3\n", "ragged: as R prints it"),
        ("[1] 1 2\n[4] 5\n", "expected [3]"),
        ("     [,1]\n[1,] 1e999\n", "too large for floating point"),
        ('      [,1] [,2]\n [1,]    1   13\n [ reached getOption("max.print") -- omitted 9 rows ]',
         "the matrix is abbreviated with 'max.print'"),
    ],
)  # fmt: skip
def test_a_mistake_in_r(text: str, message: str) -> None:
    assert refused(text).message.startswith(message)


def test_a_missing_value_in_r() -> None:
    with pytest.raises(InputError, match="A: row 1, column 2: missing value"):
        argument("     a  b\n[1,] 1 NA\n[2,] 3  4\n")


# Octave 6 and MATLAB

OCTAVE = """\
A =

   16    2    3   13
    5   11   10    8

B =

   1.0000 + 2.0000i   3.5000 -      0i
   1.0000 +      0i   2.0000 +      0i

C =

 Columns 1 through 8:

   0.1250   0.3750   0.6250   0.8750   1.1250   1.3750   1.6250   1.8750
   0.2500   0.5000   0.7500   1.0000   1.2500   1.5000   1.7500   2.0000

 Columns 9 and 10:

   2.1250   2.3750
   2.2500   2.5000

D =

Diagonal Matrix

   1   0   0
   0   1   0
   0   0   1

E =

  1.0e+03 *

   1.0005   0.0020
   0.0030   0.0040

n = 5
x =

   1
   2

"""


@pytest.mark.parametrize(
    ("part", "rows"),
    [
        ("A", [[16, 2, 3, 13], [5, 11, 10, 8]]),
        ("B", [[1 + 2j, 3.5], [1, 2]]),
        ("C", [[(1 + 2 * j + i) / 8 for j in range(10)] for i in range(2)]),
        ("D", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        ("E", [[1000.5, 2], [3, 4]]),
        ("n", [[5]]),
        ("x", [[1], [2]]),
    ],
)
def test_octave(part: str, rows: list[list[complex]]) -> None:
    source = parse.Source("t", part, data=OCTAVE.encode())
    assert parse.read_source(source, parse.Reading()) == Matrix(rows)
    end = re.search(rf"^{part} =[^=]*\n(?=\w+ =|\Z)", OCTAVE, re.MULTILINE)
    assert end is not None
    assert both(end[0]) == Matrix(rows)


MATLAB = """\

A =

   1.0e+03 *

  Columns 1 through 3

    1.0000    0.0020    0.0030

  Column 4

   -0.0040

"""


def test_matlab() -> None:
    assert both(MATLAB) == Matrix([[1000, 2, 3, -4]])
    assert both("\nans =\n\n  2×2 single matrix\n\n     1     2\n     3     4\n") == Matrix(SQUARE)
    assert both("   1.0e-05 *\n\n    0.1000    2.0000\n") == Matrix([[1e-6, 2e-5]])
    assert both("   1.0e+03 *\n\n   1.0000 + 2.0000i   3.0000 - 0.0500i\n") == Matrix(
        [[1000 + 2000j, 3000 - 50j]]
    )


def test_a_missing_value_under_a_scale_factor() -> None:
    with pytest.raises(InputError, match="A: row 1, column 2: missing value"):
        argument("A =\n\n   1.0e+03 *\n\n    1.0000       NaN\n")


def test_what_octave_has_not_printed() -> None:
    several = parse.Source("t", "", data=OCTAVE.encode())
    with pytest.raises(InputError, match="holds several matrices: A, B, C, D, E, n, x"):
        parse.read_source(several, parse.Reading())
    with pytest.raises(InputError, match="no part 'y': there is A"):
        parse.read_source(parse.Source("t", "y", data=OCTAVE.encode()), parse.Reading())
    assert refused(OCTAVE).message == "several matrices: A, B, C, D, E, n, x"
    assert refused("A = 1\nA = 2\n").message == "a second matrix is called 'A'"
    assert refused("{'A': [1]").message == "expected '}' at the end"
    with pytest.raises(InputError) as raised:
        parse.read_source(parse.Source("t", data=b"A = [1]\nA = [2]\n"), parse.Reading())
    assert raised.value.message == "t: a second matrix is called 'A'"
    gap = " Columns 1 through 2:\n\n 1 2\n\n Column 4:\n\n 3\n"
    assert refused(gap).message == "columns are missing at 'Column 4:'"
    short = " Columns 1 through 2:\n\n 1 2\n 3 4\n\n Column 3:\n\n 3\n"
    assert refused(short).message == "'Column 3:' has 1 rows, not 2"


# Right-hand sides


@pytest.mark.parametrize(
    "text",
    [
        "2 1 | 3; 1 3 | 5",
        "2 1|3;1 3|5",
        "2, 1 | 3; 1, 3 | 5",
        "[2 1 | 3; 1 3 | 5]",
        "[2, 1 | 3\n 1, 3 | 5]",
        "[[2, 1 | 3], [1, 3 | 5]]",
    ],
)
def test_a_bar_parts_off_a_right_hand_side(text: str) -> None:
    A = argument(text)
    assert (A, A.bar) == (Matrix([[2, 1, 3], [1, 3, 5]]), 2)


def test_bars_in_pipes_and_chosen_columns() -> None:
    assert read("2 1 | 3; 1 3 | 5\n").bar == 2
    assert read("[2 1 | 3; 1 3 | 5]\n").bar == 2
    assert read("2,1\n1,3\n").bar is None
    assert argument("2 1 | 3", columns="1-2").bar is None
    assert argument("2 1 | 3", columns="1-2", first=False).bar == 2
    assert argument("7 2 1 | 3", labels="1").bar is None
    assert argument("1 -2 | -3").bar == 2


def test_pipes_of_csv_stay_csv() -> None:
    assert read("2|1\n1|3\n") == Matrix([[2, 1], [1, 3]])
    assert read("x|y\n1|3\n") == Matrix([[1, 3]], cols=("x", "y"))


@pytest.mark.parametrize(
    ("text", "message", "caret"),
    [
        ("1 | 2; 3 4", "no '|' in this row, row 1 has one after 1 cell", 10),
        ("1 2; 3 | 4", "a '|' here, but none in row 1", 7),
        ("1 2 | 3; 4 | 5 6", "a '|' after 1 cell, in row 1 after 2 cells", 11),
        ("1 | 2 | 3", "a second '|': a row is parted once, before the right-hand side", 6),
        ("| 1", "not a number: '|'", 0),
        ("1 |", "expected a number after '|' at the end", 3),
        ("1 | ; 2 | 3", "expected a number after '|'", 4),
        ("1, | 2", "not a number: '|'", 3),
        ("[1 |]", "expected a number after '|'", 4),
    ],
)
def test_a_bar_out_of_place(text: str, message: str, caret: int) -> None:
    error = refused(text)
    assert error.message == message
    assert error.excerpt.split("\n")[1] == " " * caret + "^"


# What they must not do


@pytest.mark.parametrize(
    "text",
    [
        "{a},b\n1,2\n", "x = 1,y\n1,2\n", " a b\nx 1 2\ny 3 4\n", "# A\n1,2\n", "% x,y\n1,2\n",
        "Column 1,Column 2\n1,2\n", "\tNew York\tb\nx y\t1\t2\n", ' a b\n"New York" 1 2\n',
        "a\\b,c\n1,2\n", "{1}\t5\n{2}\t6\n", "{1},5\n{2},6\n", "{x}\n5\n", "x\n[1,]\t3\n",
        "A =\t1\n", "[,1],x\n1,2\n", "A=1,B=2\n1,2\n", " x y\n10 2\n3 4\n",
    ],
)  # fmt: skip
def test_csv_stays_csv(text: str) -> None:
    source = parse.Source("t", data=text.encode())
    assert parse._format(source) == "csv" or text.startswith("[")


def test_a_row_with_a_comma_at_its_end_is_no_heading_of_r() -> None:
    assert both("[1,]") == Matrix([[1]])


def test_a_long_dictionary_is_known_by_its_beginning() -> None:
    rows = ",\n".join(f"[{i}, {i}]" for i in range(9000))
    source = parse.Source("t", "A", data=f"{{'A': [{rows}],\n'n': 1}}".encode())
    assert parse.read_source(source, parse.Reading()).shape == (9000, 2)


def test_a_long_table_of_blanks_stays_csv() -> None:
    text = " a b\n" + "".join(f"r{i} {i} {i * i}\n" for i in range(9000))
    assert len(text) > 1 << 16
    A = read(text)
    assert (A.shape, A.cols) == ((9000, 2), ("a", "b"))


def test_an_inline_matrix_needs_none_of_it() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from lacli import parse\n"
        "for text in ('1 2; 3 4', '[1 2; 3 4]', '[[1, 2], [3, 4]]', '2 1 | 3'):\n"
        "    parse.read(text, 'A', parse.Reading())\n"
        "print(*(m for m in sys.modules if 'foreign' in m))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout == "\n"


@pytest.mark.parametrize("text", ["{{1, 2}, {3, x/y}}", r"\begin{pmatrix} a & b \end{pmatrix}"])
def test_what_was_meant_as_a_matrix_gets_a_caret(call: Callable[..., Said], text: str) -> None:
    said = call("det", text)
    assert (said.code, said.err.splitlines()[1]) == (3, f"  {text}")


def test_names_with_an_equals_sign_are_files(call: Callable[..., Said]) -> None:
    assert call("det", "x=1").err.startswith("lacli det: no such file: 'x=1'")


ALPHABETS = {
    "latex": ["\\begin{bmatrix}", "\\end{bmatrix}", "\\begin{array}{c|c}", "\\end{array}",
              "\\frac", "\\sqrt", "\\text{a}", "{", "}", "&", "\\\\", "\\times 10^", "\\pi", "^",
              "{,}", "\\hline", "$", "%", "\\left", "[", "]", "\\"],
    "wolfram": ["{", "}", "*^", "Sqrt[", "]", "Pi", "I", "`", "Out[1]="],
    "julia": ["2×2 Matrix{Int64}:\n", "1-element Vector{Int64}:\n", "//", "⋅", "im", "missing"],
    "r": ["     [,1] [,2]\n", "[1,]", "[1]", "[,1]", "  a b\n", "x", "NA"],
    "octave": ["A =\n\n", "B = ", " Columns 1 through 2:\n", " Column 3:\n", "1.0e+03 *\n",
               "Diagonal Matrix\n", "i"],
    "python": ["{'U': ", "'S': ", "}", "# x\n", "j", "[", "]"],
}  # fmt: skip


@pytest.mark.parametrize("dialect", sorted(ALPHABETS))
@given(data=st.data())
def test_any_text_is_a_matrix_or_an_input_error(dialect: str, data: st.DataObject) -> None:
    common = ["1", "2", "3.5", " ", "  ", "\n", ",", ";", "|", "-", "+", "(", ")", "e", "/"]
    pieces = st.lists(st.sampled_from([*ALPHABETS[dialect], *common]), max_size=30).map("".join)
    beginning = data.draw(st.sampled_from(ALPHABETS[dialect]))
    text = beginning + data.draw(pieces)
    try:
        written = inline.parse(text)
    except InputError:
        pass
    else:
        assert written.rows[0]
        assert {len(row) for row in written.rows} == {len(written.rows[0])}
        assert written.bar is None or 0 < written.bar < len(written.rows[0])
    source = parse.Source("t", data=text.encode())
    with suppress(LacliError):
        parse.read_source(source, parse.Reading())


@pytest.mark.parametrize(
    "text",
    [
        " " * 50_000 + "\\begin{x}", "\\begin{bmatrix}" + "{" * 50_000, " a" * 20_000 + "\nx 1",
        "\\begin{bmatrix}" + "1" * 50_000 + " \\end{bmatrix}", "{" * 50_000, " a" + "b" * 50_000,
        "$" + "\n" * 50_000 + "\\begin{bmatrix} 1 \\end{bmatrix}" + "\n" * 50_000 + "x",
        "{'U': [1]," + " " * 50_000 + "x", "2×2 " + "a" * 50_000, "A =" + " " * 50_000 + "x",
        "{1`" + "`" * 50_000, "[1] " + "1 " * 20_000 + "x", "     [,1]\n" + "[1,] 1\n" * 5_000,
        "\\begin{array}" + "{@" * 20_000, "\\begin{bmatrix}\\text{" + "\\" * 50_000, "%" * 50_000,
    ],
    ids=range(16),
)  # fmt: skip
def test_long_texts_end_quickly(text: str) -> None:
    import time

    began = time.process_time()
    with pytest.raises(InputError):
        read(text)
    with pytest.raises(InputError):
        argument(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{bmatrix}1%&2\\3&4\end{bmatrix}",
        r"\begin{bmatrix}1&2\\3&5% 4\end{bmatrix}",
    ],
)
def test_a_comment_in_latex_hides_the_end(text: str) -> None:
    with pytest.raises(InputError, match=r"expected \\end\{bmatrix\}"):
        inline.parse(text)


def test_a_minus_between_blanks_has_two_readings() -> None:
    for text in (r"\begin{bmatrix} 4 -3 \end{bmatrix}", "{4 -7.25; 8 -7.25}", "{4 -3, 2}"):
        with pytest.raises(InputError, match="can be one cell or two"):
            inline.parse(text)
    assert inline.parse(r"\begin{bmatrix} 4 - 3 & -2 \end{bmatrix}").rows == [[1, -2]]


def test_a_text_of_several_lines_is_what_a_file_would_be(call: Callable[..., Said]) -> None:
    assert call("show", "[\n  1,\n  2,\n  3\n]").out == "1,2,3\n"
    assert call("det", "1;2\n3;4", "--delimiter", ";").out == "-2\n"
    assert call("det", "5,6\n1,2\n3,4", "--header").out == "-2\n"
    assert call("det", "[1, 2\n3, 4]").out == "-2\n"


def test_a_factor_before_a_matrix_goes_to_every_kind_of_number() -> None:
    text = "A =\n\n   1.0e+03 *\n\n   0.0012       NaN   1.5000 + 2.0000i\n"
    [[one, nothing, z]] = inline.parse(text).rows
    assert (one, z) == (Fraction(6, 5), 1500 + 2000j)
    assert nothing != nothing
    small = inline.parse("A =\n\n   1.0e-03 *\n\n   1.2000   2.0000\n").rows
    assert small == [[Fraction(12, 10**4), Fraction(2, 1000)]]


def test_infinite_parts_stay_infinite_whatever_the_factor() -> None:
    assert octave._times(complex(math.inf, 2), 3) == complex(math.inf, 2000)
    assert octave._times(math.inf, 3) == math.inf
