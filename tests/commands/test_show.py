"""show: nothing is lost on the way from one format to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conftest import Said, read
from hypothesis import given
from hypothesis import strategies as st

from lacli.commands.show import show
from lacli.matrix import Contents, Matrix

Call = Callable[..., Said]


@given(st.lists(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=2),
                min_size=1, max_size=4))  # fmt: skip
def test_a_matrix_stays_what_it_is(cells: list[list[float]]) -> None:
    A = Matrix(cells, cols=("x", "y"), name="A")
    assert show(A) is A
    assert show(A, no_names=True) == Matrix(cells)


def test_names_of_text_go_from_format_to_format(call: Call, matrices: Any) -> None:
    (matrices / "A.csv").write_text(',"ä, b",2\n"line\nbreak",1,2\n"x ""y""",3,4.5\n')
    expected = read((matrices / "A.csv").read_text())
    assert expected.rows == ("line\nbreak", 'x "y"')
    for form, suffix in (("json", ".json"), ("tsv", ".tsv"), ("csv", ".csv")):
        said = call("show", "A.csv", "-f", form)
        assert read(said.out, suffix) == expected
    said = call("show", "A.csv", "--no-names")
    assert said.out == "1,2\n3,4.5\n"


def test_precision_and_title(call: Call) -> None:
    assert call("show", "1/3 2", "-p", "2").out == "0.33,2\n"
    assert call("show", "1 2", "-f", "table").out.startswith("A · 1×2\n")


def test_the_parts_of_a_file() -> None:
    listed = show(Contents("file", {"U": (2, 3), "v": (4,), "n": ()}))
    assert listed == Matrix(
        [[2, 3], [1, 4], [1, 1]], rows=("U", "v", "n"), cols=("rows", "columns")
    )
    listed = show(Contents("file", {"conv": (8, 3, 5, 5), "W": (2, 3)}))
    assert listed == Matrix(
        [[8, 3, 5, 5], [2, 3, 1, 1]],
        rows=("conv", "W"),
        cols=("rows", "columns", "size 3", "size 4"),
    )
