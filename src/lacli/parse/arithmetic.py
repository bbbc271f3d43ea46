"""The arithmetic of cells: constants, functions, and operations that keep integers exact."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable

from lacli.number import LONGEST, Number, is_rational, nearest, ratio
from lacli.numeral import TOO_LARGE, TOO_SMALL, OutOfRange, decimal, held

CONSTANTS: dict[str, Number] = {
    "pi": math.pi, "π": math.pi, "tau": math.tau, "e": math.e, "i": 1j, "j": 1j,
    "inf": math.inf, "Inf": math.inf, "∞": math.inf,
    "nan": math.nan, "NaN": math.nan, "NA": math.nan,
}  # fmt: skip
FUNCTIONS = (
    "sqrt", "exp", "log", "log10",
    "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh",
)  # fmt: skip
_ALIASES = {"√": "sqrt", "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan"}
MAX_BITS = 1024
"""The bits of the largest integers that floating point can hold, and of the longest powers."""


def literal(text: str) -> Number:
    """The number of a token, imaginary if it ends in a unit; raises OverflowError."""
    digits = text.rstrip("ijIJm")
    if digits == text and digits.isdigit() and len(digits) <= LONGEST:
        return int(digits)
    value = decimal(digits)
    return value if digits == text else complex(0, nearest(value))


def function(name: str) -> Callable[[Number], Number] | None:
    """The function of that name, real where it can be; ValueError says where it is not defined."""
    name = _ALIASES.get(name, name)
    if name not in FUNCTIONS:
        return None
    real, general = getattr(math, name), getattr(cmath, name)

    def call(x: Number) -> Number:
        outside = isinstance(x, complex) or (name == "sqrt" and x < 0)
        value: Number = (general if outside else real)(x)
        if value == 0 and name == "exp":
            raise OutOfRange(TOO_SMALL)
        return value

    return call


def settled(value: Number) -> Number:
    """A value on the way, an integer where it is one; raises OverflowError before it grows long."""
    if not is_rational(value):
        return value
    p, q = value.numerator, value.denominator
    if max(abs(p), q).bit_length() > 8 * MAX_BITS:
        raise OutOfRange(TOO_LARGE)
    return p if q == 1 else value


def divide(a: Number, b: Number) -> Number:
    """The quotient, exact where both are; raises ZeroDivisionError."""
    if isinstance(a, int) and isinstance(b, int) and b:
        return ratio(a, b)
    return a / b


def power(base: Number, exponent: Number) -> Number:
    """The power, exact where it is rational and not long; raises ZeroDivisionError.

    Raises OverflowError where it is too large or too small for floating point.
    """
    if is_rational(base) and isinstance(exponent, int):
        p, q = base.numerator, base.denominator
        if abs(exponent) * (max(abs(p), q).bit_length() - 1) <= MAX_BITS and (p or exponent >= 0):
            n = abs(exponent)
            return held(ratio(p**n, q**n) if exponent >= 0 else ratio(q**n, p**n))
        base = base.numerator / base.denominator
    value: Number = base**exponent
    if value == 0 and base != 0:
        raise OutOfRange(TOO_SMALL)
    return value
