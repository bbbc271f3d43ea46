"""Sums of multiples in words: "2·column 2 − column 1"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import floor, isfinite, log10

from lacli.matrix import Matrix
from lacli.number import Number, Rational, in_full, is_rational, nearest, ratio

LONGEST = 12
"""The characters of the longest number that is told to its last digit."""
Terms = Sequence[tuple[Number, str]]
"""Numbers, and what each is multiplied by; "" is by 1."""


def combination(terms: Terms) -> str:
    """The sum of the terms that are not 0, a positive one first: "2·a − b"."""
    pieces = [_piece(x, name) for x, name in terms if x]
    first = next((i for i, (sign, _) in enumerate(pieces) if sign == "+"), 0)
    if terms and not terms[0][1]:  # a number stays in front
        first = 0
    (sign, text), *rest = [*pieces[first:], *pieces[:first]] or [("+", "0")]
    return f"{'−' if sign == '−' else ''}{text}" + "".join(f" {s} {t}" for s, t in rest)


def equals(numbers: Iterable[Number]) -> str:
    """= where words tell numbers exactly, else ≈."""
    return "=" if all(map(_is_told, numbers)) else "≈"


def told(x: Number) -> str:
    """A number in words: exactly if that is short, else in six digits."""
    if is_rational(x):
        return _rational(x)
    text = f"{x:.6g}" if isinstance(x, complex) and x.imag else f"{x.real:.6g}"
    return re.sub("(?<!e)-", "−", text)


def _rational(x: Rational) -> str:
    if _is_short(x):
        return re.sub("^-", "−", in_full(x))
    rounded = nearest(x)
    if isfinite(rounded) and rounded:
        return re.sub("^-", "−", f"{rounded:.6g}")
    exponent = floor(log10(abs(x.numerator)) - log10(x.denominator))  # of what no float holds
    power = ratio(10 ** max(exponent, 0), 10 ** max(-exponent, 0))
    lead = f"{nearest(ratio(x.numerator * power.denominator, x.denominator * power.numerator)):.6g}"
    if lead.endswith("10"):
        lead, exponent = lead[:-1], exponent + 1
    return re.sub("^-", "−", f"{lead}e{exponent}")


def _is_short(x: Rational) -> bool:
    bits = max(x.numerator.bit_length(), x.denominator.bit_length())
    return bits < 4 * LONGEST and len(in_full(x)) <= LONGEST


def column_names(A: Matrix) -> tuple[str, ...]:
    """The names of A's columns; without names, their numbers."""
    return A.cols or tuple(f"column {j + 1}" for j in range(A.width))


def _piece(x: Number, name: str) -> tuple[str, str]:
    """The sign of a term, and the rest of it."""
    text = _factor(x)
    minus = text.startswith("−")
    size = text.removeprefix("−")
    if not name:
        return "−" if minus else "+", size
    return "−" if minus else "+", name if size == "1" else f"{size}·{name}"


def _factor(x: Number) -> str:
    """A coefficient; in parentheses if it has a real and an imaginary part."""
    if not isinstance(x, complex) or not x.imag:
        return told(x.real)
    return f"({told(x)})" if x.real else f"{told(x.imag)}j"


def _is_told(x: Number) -> bool:
    if is_rational(x):
        return _is_short(x)
    return complex(f"{complex(x):.6g}") == x
