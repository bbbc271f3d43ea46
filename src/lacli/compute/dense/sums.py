"""Sums of products without rounding, in fractions, where they are few."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from lacli.errors import MathError

EXACT = 2000
"""The most products that are added so: some milliseconds."""


class Exact(NamedTuple):
    """A complex number whose parts are fractions; the imaginary one of a real number is None."""

    real: Fraction
    imag: Fraction | None


def exact_sum(products: Iterable[Sequence[complex]]) -> Exact:
    """The sum of products of any number of factors."""
    terms = list(products)
    if not any(isinstance(x, complex) for term in terms for x in term):
        products_of_reals = (_product(x.real for x in term) for term in terms)
        return Exact(sum(products_of_reals, Fraction(0)), None)
    real = imag = Fraction(0)
    for term in terms:
        a, b = Fraction(1), Fraction(0)
        for x in term:
            c, d = Fraction(x.real), Fraction(x.imag)
            a, b = a * c - b * d, a * d + b * c
        real, imag = real + a, imag + b
    return Exact(real, imag)


def _product(factors: Iterable[float]) -> Fraction:
    return math.prod((Fraction(x) for x in factors), start=Fraction(1))


def rounded(*sums: Exact) -> list[float | complex]:
    """The floating-point numbers nearest to sums, infinite where those are too large.

    Raises MathError where all are too small for floating point, though not all are 0.
    """
    numbers = [
        _nearest(s.real) if s.imag is None else complex(_nearest(s.real), _nearest(s.imag))
        for s in sums
    ]
    if not any(numbers) and any(s.real or s.imag for s in sums):
        raise MathError("the result is too small for floating point")
    return numbers


def _nearest(x: Fraction) -> float:
    try:
        return float(x)
    except OverflowError:
        return math.inf if x > 0 else -math.inf
