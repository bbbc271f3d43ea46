"""Written numbers as integers: what is computed with on the way, and how it is taken back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from lacli.number import Number, Rational, nearest, ratio

Rows: TypeAlias = Sequence[Sequence[Number]]
"""A matrix, row by row."""
Result: TypeAlias = "list[list[Number]]"
"""A matrix that was made."""
Ints: TypeAlias = list[list[Any]]
"""A matrix of integers, complex ones among them."""


class Scaled(NamedTuple):
    """A matrix whose row i is `units[i]` times the row i of integers."""

    rows: Ints
    units: list[Rational]


def scaled(A: Rows) -> Scaled:
    """A with each row made integers, those of real ones without a common factor."""
    pairs = [_integers(row) for row in A]
    return Scaled([row for row, _ in pairs], [unit for _, unit in pairs])


def over_one_denominator(A: Rows) -> tuple[Ints, int]:
    """A as integers over one denominator."""
    rows, units = scaled(A)
    q = math.lcm(*(unit.denominator for unit in units))
    factors = [unit.numerator * (q // unit.denominator) for unit in units]
    return [[x * f for x in row] for row, f in zip(rows, factors, strict=True)], q


def quotient(x: Any, d: Any) -> Number:
    """x/d for integers; the parts of what is complex are rounded to floating point."""
    if isinstance(d, int):
        if isinstance(x, int):
            return ratio(x, d)
        return complex(nearest(ratio(x.real, d)), nearest(ratio(x.imag, d)))
    return quotient(x * d.conjugate(), d.real * d.real + d.imag * d.imag)


def quotients(rows: Iterable[Sequence[Any]], d: Any) -> list[list[Number]]:
    """Each entry divided by d."""
    return [[quotient(x, d) for x in row] for row in rows]


def _integers(row: Sequence[Any]) -> tuple[list[Any], Rational]:
    """A row as integers, and what they are to be multiplied by."""
    if any(isinstance(x, complex) for x in row):
        return _complex_integers(row)
    q = math.lcm(*(x.denominator for x in row))
    numbers = [x.numerator * (q // x.denominator) for x in row]
    p = math.gcd(*numbers) or 1
    return [x // p for x in numbers], ratio(p, q)


def _complex_integers(row: Sequence[Any]) -> tuple[list[Any], Rational]:
    from lacli.compute.exact.gaussian import Gaussian

    pairs = [[part.as_integer_ratio() for part in (x.real, x.imag)] for x in row]
    q = math.lcm(*(denominator for pair in pairs for _, denominator in pair))
    parts = [[p * (q // denominator) for p, denominator in pair] for pair in pairs]
    return [Gaussian(*pair) if pair[1] else pair[0] for pair in parts], ratio(1, q)
