"""Numbers, and the shortest text that says one."""

from __future__ import annotations

import math
from typing import TypeAlias

Number: TypeAlias = int | float | complex

NAN = float("nan")
"""Stands for a number that is missing."""


def is_missing(value: Number) -> bool:
    """Whether a cell's number is NaN, which stands for none."""
    return value != value


def shortest(x: Number, precision: int | None = None) -> str:
    """The shortest text that reads back to x, after rounding to `precision` significant digits.

    `-2` for -2.0, `0` for -0.0; `inf` and `nan` as Python has them; `1+2j` for a complex number, of
    which the larger part has that many digits.
    """
    last = None
    if precision is not None:
        last = _exponent(max(abs(x.real), abs(x.imag))) + 1 - precision
    real = _rounded(float(x.real), last)
    if not isinstance(x, complex):
        return real
    imaginary = _rounded(x.imag, last)
    return f"{real}{'' if imaginary.startswith('-') else '+'}{imaginary}j"


def _rounded(x: float, last: int | None) -> str:
    """The text of x, rounded to the digit of 10^last."""
    if last is not None and math.isfinite(x):
        digits = _exponent(x) - last
        unit = float(f"1e{last}")
        small = math.copysign(unit, x) if abs(x) > unit / 2 else 0.0
        rounded = float(f"{x:.{digits}e}") if digits >= 0 else small
        x = x if math.isinf(rounded) else rounded
    return repr(x + 0.0).removesuffix(".0")  # + 0.0 makes -0.0 a plain 0


def _exponent(x: float) -> int:
    """The exponent of 10 in x."""
    return int(f"{x:e}".partition("e")[2]) if math.isfinite(x) else 0
