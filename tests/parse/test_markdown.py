"""Markdown: our own tables come back, and those of others are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Said, read
from hypothesis import given
from hypothesis import strategies as st

from lacli.errors import InputError
from lacli.matrix import Matrix
from lacli.parse import Reading, Source, contents, read_source
from lacli.render import Style, render
from lacli.result import Result

Call = Callable[..., Said]
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.complex_numbers(allow_nan=False, allow_infinity=False),
)
NAMES = st.one_of(
    st.sampled_from(["2019", "a|b", "a\\|b", "\\", "*x*", '"', "#c", "NA", "-", ":--", "**n**"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=6)
    .map(lambda name: " ".join(name.split()))  # as Markdown keeps it
    .filter(bool),
)


def markdown(**answers: object) -> str:
    return b"".join(render(Result(answers), "markdown", Style())).decode()


@st.composite
def labelled(draw: st.DrawFn) -> Matrix:
    m, n = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells = draw(st.lists(st.lists(NUMBERS, min_size=n, max_size=n), min_size=m, max_size=m))
    rows = draw(st.none() | st.lists(NAMES, min_size=m, max_size=m))
    cols = draw(st.none() | st.lists(NAMES, min_size=n, max_size=n))
    return Matrix(cells, rows, cols)


@given(labelled())
def test_what_it_prints_it_reads(A: Matrix) -> None:
    printed = b"".join(render(Result({"": A}), "markdown", Style())).decode()
    assert read(printed) == A
    assert read(printed, suffix=".md") == A


@given(labelled(), labelled(), NUMBERS)
def test_several_parts_read_back_by_name(A: Matrix, B: Matrix, x: complex) -> None:
    source = Source("t", data=markdown(Vh=A, singular_values=B, n=x, kind="square, x").encode())
    assert contents(source, Reading()) == {"Vh": A.shape, "singular_values": B.shape, "n": (1, 1)}
    for part, matrix in ("Vh", A), ("singular_values", B), ("n", Matrix([[x]])):
        assert read_source(source.at(part), Reading()) == matrix


def test_round_trips_in_a_pipe(call: Call, tmp_path: Path) -> None:
    inverse = call("inv", "1 2; 3 4", "-f", "markdown").out
    assert call("inv", "-", "-p", "6", stdin=inverse).out == "1,2\n3,4\n"
    path = tmp_path / "qr.md"
    assert call("qr", "3 1; 1 3; 0 2", "-o", str(path)).code == 0
    product = call("matmul", f"{path}:Q", f"{path}:R", "-p", "6")
    assert (product.code, product.out) == (0, "3,1\n1,3\n0,2\n")
    assert call("show", str(path)).out == ",rows,columns\nQ,3,2\nR,2,2\n"
    assert call("det", "-", stdin=call("det", "2", "-f", "markdown").out).out == "2\n"


@pytest.mark.parametrize(
    ("text", "rows", "cols"),
    [
        ("| x | y |\n|---|---|\n| 1 | 2 |\n", None, ("x", "y")),
        ("| name | x | y |\r\n|:-:|--:|--|\r\n| a | 1 | 2 |\r\n", ("a",), ("x", "y")),
        ("|    | x | y |\n|---:|--:|--:|\n|  0 | 1 | 2 |", None, ("x", "y")),  # pandas
        ("\n\n|||\n|-|-|\n|1|2|\n\n", None, None),
    ],
)
def test_tables_of_others(text: str, rows: object, cols: object) -> None:
    assert read(text) == Matrix([[1, 2]], rows, cols)


def test_the_options_for_csv_hold() -> None:
    text = "| x | kind | y |\n|---|---|---|\n| 1,5 | a | 2 |\n| 2 | b | |\n"
    A = read(text, decimal=",", columns="x")
    assert (A.values.tolist(), A.cols) == ([[1.5], [2]], ("x",))
    named = read(text.replace("| |", "| 3 |"), decimal=",", labels="kind")
    assert named == Matrix([[1.5, 2], [2, 3]], ("a", "b"), ("x", "y"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("| x | y |\n|---|---|\n| 1 | b |\n", "text:3:2: not a number: 'b' (column 'y')"),
        ("| x | y |\n|---|---|\n| 1 | |\n", "text:3:2: missing value"),
        ("| x | y |\n|---|---|\n| 1 | 2 |\n| 3 |\n", "text:4: ragged: 1 cell, not 2"),
        ("| x |\n|---|\n| 1 |\n\n| x |\n|---|\n| 2 |\n", "text:5: a second table"),
        ("**a**\n\n1\n\n**b**\n\n2\n", "text: holds several matrices: a, b"),
    ],
)
def test_mistakes_have_an_address(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read(text)
    assert raised.value.message == message


def test_a_csv_file_with_pipes_is_none() -> None:
    assert read("1|2\n3|4\n") == Matrix([[1, 2], [3, 4]])
    with pytest.raises(InputError, match="text:2:2: not a number: '-'"):
        read("|1|2|\n|-|3|\n|4|5|\n", header=False, columns="2-3")
