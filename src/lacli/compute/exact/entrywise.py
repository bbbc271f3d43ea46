"""Arithmetic entry by entry, sizes of 1 repeated."""

from __future__ import annotations

from collections.abc import Callable
from operator import add as plus
from operator import mul as times
from operator import sub as minus

from lacli.compute.exact.integers import Rows
from lacli.number import Number, ratio

Result = list[list[Number]]


def add(A: Rows, B: Rows) -> Result:
    """A + B."""
    return _each(plus, A, B)


def sub(A: Rows, B: Rows) -> Result:
    """A − B."""
    return _each(minus, A, B)


def mul(A: Rows, B: Rows) -> Result:
    """The Hadamard product of A and B."""
    return _each(times, A, B)


def div(A: Rows, B: Rows) -> Result:
    """Each entry of A divided by that of B, none of which is 0."""
    return _each(_quotient, A, B)


def first_zero(A: Rows) -> tuple[int, int] | None:
    """The row and column, counted from 0, of the first entry that is 0; None where none is."""
    places = ((i, j) for i, row in enumerate(A) for j, x in enumerate(row) if not x)
    return next(places, None)


def _each(operation: Callable[[Number, Number], Number], A: Rows, B: Rows) -> Result:
    m, n = max(len(A), len(B)), max(len(A[0]), len(B[0]))
    return [[operation(_at(A, i, j), _at(B, i, j)) for j in range(n)] for i in range(m)]


def _at(A: Rows, i: int, j: int) -> Number:
    """The entry in row i, column j of A, the only row or column of which is repeated."""
    row = A[i if len(A) > 1 else 0]
    return row[j if len(row) > 1 else 0]


def _quotient(a: Number, b: Number) -> Number:
    if isinstance(a, int) and isinstance(b, int):
        return ratio(a, b)
    return a / b
