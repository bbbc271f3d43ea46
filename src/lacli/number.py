"""Numbers, exact or in floating point, and the shortest text that says one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias, TypeGuard, overload

if TYPE_CHECKING:
    from fractions import Fraction

Rational: TypeAlias = "int | Fraction"
"""An exact number: an integer, or a fraction that is none."""
Number: TypeAlias = "int | float | complex | Fraction"

NAN = float("nan")
"""Stands for a number that is missing."""
LONGEST = 4300
"""The digits of the longest integer that Python, and so a prompt, reads and prints."""


def is_missing(value: Number) -> bool:
    """Whether a cell's number is NaN, which stands for none."""
    return value != value


def is_rational(value: object) -> TypeGuard[Rational]:
    """Whether a number is exact: an integer or a fraction, not floating point."""
    return hasattr(value, "denominator")


def ratio(p: int, q: int) -> Rational:
    """p/q, an integer where it is one."""
    if p % q == 0:
        return p // q
    from fractions import Fraction  # few matrices need them

    return Fraction(p, q)


@overload
def nearest(x: float | Fraction) -> float: ...
@overload
def nearest(x: Number) -> float | complex: ...
def nearest(x: Number) -> float | complex:
    """The floating-point number nearest to x, infinite where x is too large for any."""
    if not is_rational(x):
        return x  # type: ignore[return-value]  # no Fraction is left
    try:
        return x.numerator / x.denominator
    except OverflowError:
        return math.inf if x > 0 else -math.inf


def shortest(x: Number, precision: int | None = None) -> str:
    """The shortest text that reads back to x, after rounding to `precision` significant digits.

    `-2` for -2.0, `0` for -0.0; `inf` and `nan` as Python has them; `1+2j` for a complex number, of
    which the larger part has that many digits. A fraction is rounded to the nearest float.
    """
    if not isinstance(x, complex):
        x = nearest(x)
    last = None
    if precision is not None:
        last = _exponent(max(abs(x.real), abs(x.imag))) + 1 - precision
    real = _rounded(float(x.real), last)
    if not isinstance(x, complex):
        return real
    imaginary = _rounded(x.imag, last)
    return f"{real}{'' if imaginary.startswith('-') else '+'}{imaginary}j"


def in_full(x: Number) -> str:
    """The text of a number to its last digit, `1/3` for a fraction; else as `shortest`."""
    return str(x) if is_rational(x) and not isinstance(x, bool) else shortest(x)


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
