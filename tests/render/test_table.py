"""Tables: alignment, blocks of columns, cuts, and that no digit is ever lost."""

from __future__ import annotations

import re

import numpy as np
import pytest
from rich.cells import cell_len

from lacli.matrix import Matrix
from lacli.number import ratio
from lacli.render import Style, render
from lacli.render._align import aligned, scalar
from lacli.result import Result


def table(answer: object, bars: str = "", **style: object) -> str:
    result = answer if isinstance(answer, Result) else Result({"": answer}, "title", bars)
    options = Style(**style)
    return b"".join(render(result, "table", options)).decode(options.encoding)


def test_numbers_stand_under_one_another() -> None:
    assert aligned([1.5, -22.25, 3.0, 1 / 3], 22.25, Style()) == [
        "  1.5     ",
        "-22.25    ",
        "  3       ",
        "  0.333333",
    ]
    assert aligned([1, 234567890, -3], 234567890, Style()) == [
        "        1",
        "234567890",
        "       -3",
    ]
    assert aligned([1e-20, 1.0, 1e-14], 1.0, Style()) == ["0    ", "1    ", "1e-14"]
    assert aligned([1e-20, 2e-20], 2e-20, Style()) == ["1e-20", "2e-20"]
    assert aligned([1.23456789, 9.5], 9.5, Style(precision=3)) == ["1.23", "9.5 "]
    assert aligned([1 + 2j, 1e-17 + 1j], 2.2, Style()) == ["1+2j", "0+1j"]


def test_a_number_alone_stays_bare() -> None:
    assert table(2 / 3) == "0.666667\n"
    assert table(2.0) == "2\n"
    assert table(123456789.0) == "123456789\n"
    assert table(float("-inf")) == "-inf\n"
    assert table(2 / 3, precision=3) == "0.667\n"
    assert scalar(-2.0000000000000004, Style()) == "-2"


def test_a_table() -> None:
    A = Matrix([[1, -2.5], [10, 0.25]], rows=("a", "b"), cols=("x", "y"))
    assert table(A).splitlines() == [
        "title · 2×2",
        "╭────────────────╮",
        "│      x       y │",
        "├────────────────┤",
        "│ a    1   -2.5  │",
        "│ b   10    0.25 │",
        "╰────────────────╯",
    ]


def test_parts_stand_side_by_side_where_they_fit() -> None:
    parts = Result({"P": Matrix([[1]]), "Q": Matrix([[2]]), "n": 3.0}, "two parts")
    wide = table(parts, width=80)
    assert wide.splitlines()[0] == "two parts"
    assert re.search(r"P · 1×1 +Q · 1×1\n", wide)
    narrow = table(parts, width=12)
    assert not re.search(r"P.*Q", narrow)
    assert "P · 1×1" in narrow


def test_numbers_and_texts_stand_beside_their_names() -> None:
    parts = {
        "n": 3.0,
        "kind": "symmetric, positive definite",
        "why": ("one", "two"),
        "P": Matrix([[1]]),
    }
    wide = table(Result(parts, "a card"), width=80).splitlines()
    assert wide[0] == "a card"
    assert wide[2:6] == [
        "│ n      3                            │",
        "│ kind   symmetric, positive definite │",
        "│ why    one                          │",
        "│        two                          │",
    ]
    assert "P · 1×1" in wide
    narrow = table(Result(parts, "a card"), width=30).splitlines()
    assert "│ kind   symmetric, positive │" in narrow
    assert max(map(len, narrow)) <= 30
    assert table(Result({"": "a text"})) == "a text\n"


def test_bars() -> None:
    A = Matrix([[0.5, 1], [0.25, 1]], rows=("a", "b"), cols=("share", "z"))
    assert "████████ " in table(A, bars=".share")
    assert "####" in table(A, bars=".share", encoding="ascii")
    assert "█" not in table(A, bars=".share", width=20)
    assert "█" not in table(A)


def test_long_tables_are_cut_and_say_so() -> None:
    A = Matrix([[float(i)] for i in range(150)], rows=[f"r{i}" for i in range(150)])
    cut = table(A)
    assert "130 of 150 rows left out; --all shows them" in cut
    assert [r for r in range(150) if f" r{r} " in cut] == [*range(10), *range(140, 150)]
    assert cut.count("⋮") == 2
    everything = table(A, everything=True)
    assert "left out" not in everything
    assert all(f" r{r} " in everything for r in range(150))


def test_very_wide_tables_are_cut_too() -> None:
    A = Matrix([list(range(1000, 1100))])
    cut = table(A, width=80)
    assert "40 of 100 columns left out; --all shows them" in cut
    assert "1099" in cut
    assert "1050" not in cut
    assert "1050" in table(A, width=80, everything=True)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("columns", [3, 15, 60])
@pytest.mark.parametrize("named", [False, True])
def test_no_number_is_broken_at_any_width(width: int, columns: int, named: bool) -> None:
    numbers = np.random.default_rng(1).normal(size=(4, columns)) * 10.0 ** np.arange(-3, 1)[:, None]
    rows = [f"a rather long name {i}" for i in range(4)] if named else None
    cols = [f"feature number {j}" for j in range(columns)] if named else None
    printed = table(Matrix(numbers, rows, cols), width=width)
    expected = [f"{x:.6g}" for x in numbers.ravel()]
    found = [float(x) for x in re.findall(r"-?[0-9.]+(?:e-[0-9]+)?(?= )", printed) if "." in x]
    assert sorted(map(float, expected)) == sorted(found)
    if width > 20:
        assert max(map(cell_len, printed.splitlines())) <= width


def test_a_number_wider_than_the_terminal_stays_whole() -> None:
    x = complex(-1.23456e-100, -6.54321e-100)
    assert "-1.23456e-100-6.54321e-100j" in table(Matrix([[x]], cols=("name",)), width=15)


def test_labels_are_text() -> None:
    nasty = ("[red]x[/red]", "\x1b[31mred", "a\rb", "right\u202eleft", ":smile:", "日本語")
    printed = table(Matrix([[1] * 6], cols=nasty), width=200)
    assert "\x1b" not in printed
    for shown in ("[red]x[/red]", r"\x1b[31mred", r"a\rb", r"right\u202eleft", ":smile:", "日本語"):
        assert shown in printed


def test_colour_only_where_it_is_wanted() -> None:
    A = Matrix([[1, 2]], cols=("x", "y"))
    assert "\x1b[" not in table(A)
    assert "\x1b[" in table(A, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", table(A, colour=True)) == table(A)


def test_a_terminal_without_unicode() -> None:
    A = Matrix([[1.5] * 100] * 30, rows=["é"] * 30, cols=["日本" * 20] * 100)
    printed = table(A, encoding="ascii", width=60)
    assert "title - 30x100" in printed
    assert printed.isascii()


def test_bars_stand_in_the_block_of_their_column() -> None:
    A = Matrix([[1, 10**34, ratio(1, 2)]], cols=("x", "y", "share"))
    first, _, last = table(A, bars=".share", width=40, in_full=True).rpartition("column 3")
    assert "█" not in first
    assert "████████" in last


def test_exact_numbers() -> None:
    A = Matrix([[ratio(-1, 3), 10**20], [7, ratio(1, 10**20)]])
    assert table(A, in_full=True) == (
        "title · 2×2\n"
        "╭────────────────────────────────╮\n"
        "│ -1/3     100000000000000000000 │\n"
        "│    7   1/100000000000000000000 │\n"
        "╰────────────────────────────────╯\n"
    )
