"""Arithmetic entry by entry, sizes of 1 repeated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lacli.compute.exact.integers import Result, Rows
from lacli.number import Number, nearest, ratio


def add(A: Rows, B: Rows) -> Result:
    """A + B."""
    return _each(_sum, A, B)


def sub(A: Rows, B: Rows) -> Result:
    """A − B."""
    return _each(lambda a, b: _sum(a, -b), A, B)


def mul(A: Rows, B: Rows) -> Result:
    """The Hadamard product of A and B."""
    return _each(product, A, B)


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


def product(a: Any, b: Any) -> Number:
    """The product of two numbers; of complex ones, each part is rounded once."""
    if not isinstance(a, complex) and not isinstance(b, complex):
        return a * b
    (p, q), (r, s) = _parts(a), _parts(b)
    return complex(nearest(p * r - q * s), nearest(p * s + q * r))


def _sum(a: Any, b: Any) -> Number:
    if not isinstance(a, complex) and not isinstance(b, complex):
        return a + b
    return complex(*(nearest(x + y) for x, y in zip(_parts(a), _parts(b), strict=True)))


def _quotient(a: Any, b: Any) -> Number:
    if isinstance(a, complex) or isinstance(b, complex):
        (p, q), (r, s) = _parts(a), _parts(b)
        square = r * r + s * s
        return complex(
            nearest(_quotient(p * r + q * s, square)), nearest(_quotient(q * r - p * s, square))
        )
    return ratio(a.numerator * b.denominator, a.denominator * b.numerator)


def _parts(x: Any) -> tuple[Any, Any]:
    """The real and the imaginary part as exact numbers."""
    return (int(x.real), int(x.imag)) if isinstance(x, complex) else (x, 0)
