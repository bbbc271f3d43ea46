"""Numbers as text that reads back to the same number."""

from __future__ import annotations

from collections.abc import Iterator

from lacli.matrix import Matrix, Number
from lacli.result import Part


def shortest(x: Number, precision: int | None = None) -> str:
    """The shortest text that reads back to x, after rounding to `precision` significant digits.

    `-2` for -2.0, `0` for -0.0, `1+2j` for a complex number; `inf` and `nan` as Python has them.
    """
    if isinstance(x, complex):
        imaginary = shortest(x.imag, precision)
        sign = "" if imaginary.startswith("-") else "+"
        return f"{shortest(x.real, precision)}{sign}{imaginary}j"
    x = float(x) + 0.0  # which makes -0.0 a plain 0
    if precision is not None:
        x = float(f"{x:.{precision - 1}e}")
    return repr(x).removesuffix(".0")


def texts(A: Matrix, precision: int | None) -> Iterator[list[str]]:
    """The texts of the entries of A, row by row."""
    for row in A.values:
        yield [shortest(x, precision) for x in row.tolist()]


def entries(part: Part, precision: int | None) -> Iterator[list[str]]:
    """The texts of the entries of a part, row by row; a number is one row with one entry."""
    if isinstance(part, Matrix):
        yield from texts(part, precision)
    else:
        yield [shortest(part, precision)]
