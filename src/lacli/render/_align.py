"""Numbers for tables: six significant digits, under one another at the decimal point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lacli.number import Number, in_full, is_rational, nearest, shortest
from lacli.render import Style

DIGITS = 6
DUST = 1e-15
"""Entries below this share of the largest in their column are what rounding left of 0."""


def scalar(x: Number, style: Style) -> str:
    """A single number: whole ones in full, others to six, or `precision`, significant digits."""
    return aligned([x], largest([x]), style)[0]


def largest(column: Sequence[Number]) -> float:
    """The largest modulus in a column."""
    return max(abs(nearest(x)) for x in column)


def aligned(column: Sequence[Number], largest: float, style: Style) -> list[str]:
    """The texts of a column of numbers, of equal length, its decimal points under one another.

    `largest` is the largest modulus in the whole column, which decides what counts as 0: no exact
    number does.
    """
    if style.in_full and all(map(is_rational, column)):
        return _right([in_full(x) for x in column])
    swept: list[Any] = [nearest(x) if is_rational(x) else _swept(x, largest * DUST) for x in column]
    digits = _digits(swept, style.precision)
    texts = [_text(x, digits) for x in swept]
    if any(isinstance(x, complex) for x in column):
        return _right(texts)
    split = [_at_point(text) for text in texts]
    fraction = max(len(tail) for _, tail in split)
    return _right([head + tail.ljust(fraction) for head, tail in split])


def _digits(column: Sequence[Any], precision: int | None) -> int | None:
    """The significant digits to show: all of them in a column of whole numbers."""
    if precision is not None:
        return precision
    whole = all(not isinstance(x, complex) and abs(x) < 1e15 and x == round(x) for x in column)
    return None if whole else DIGITS


def _text(x: Any, digits: int | None) -> str:
    """The number to that many digits, no zeros put in place of others: 1.23457e+08."""
    if digits is None:
        return shortest(x)
    if isinstance(x, complex):
        return f"{_text(x.real, digits)}{x.imag + 0.0:+.{digits}g}j"
    return f"{x + 0.0:.{digits}g}"


def _swept(x: Any, dust: float) -> Any:
    if isinstance(x, complex):
        return complex(_swept(x.real, dust).real, _swept(x.imag, dust).real)
    return 0.0 if abs(x) < dust else x


def _at_point(text: str) -> tuple[str, str]:
    """The text of a number up to its decimal point, and the rest."""
    at = next((i for i, c in enumerate(text) if c in ".e"), len(text))
    return text[:at], text[at:]


def _right(texts: list[str]) -> list[str]:
    width = max(map(len, texts))
    return [text.rjust(width) for text in texts]
