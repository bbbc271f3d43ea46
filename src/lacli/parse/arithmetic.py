"""The arithmetic of cells: constants, functions, and operations that keep integers exact."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable

from lacli.number import Number

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
"""The bits of the largest integers that floating point can hold."""
MAX_DIGITS = 309
"""The digits of the largest of those."""


def literal(text: str) -> Number:
    """The number of a token, imaginary if it ends in a unit; raises OverflowError."""
    digits = text.rstrip("ijIJm")
    if digits == text and digits.isdigit() and len(digits) <= MAX_DIGITS:
        return int(digits)
    value = float(digits)
    if math.isinf(value):
        raise OverflowError
    return value if digits == text else complex(0, value)


def function(name: str) -> Callable[[Number], Number] | None:
    """The function of that name, real where it can be; ValueError says where it is not defined."""
    name = _ALIASES.get(name, name)
    if name not in FUNCTIONS:
        return None
    real, general = getattr(math, name), getattr(cmath, name)

    def call(x: Number) -> Number:
        outside = isinstance(x, complex) or (name == "sqrt" and x < 0)
        value: Number = (general if outside else real)(x)
        return value

    return call


def divide(a: Number, b: Number) -> Number:
    """The quotient, an integer where it is one; raises ZeroDivisionError."""
    if isinstance(a, int) and isinstance(b, int) and b != 0 and a % b == 0:
        return a // b
    return a / b


def power(base: Number, exponent: Number) -> Number:
    """The power; raises OverflowError before it would grow large, and ZeroDivisionError."""
    if isinstance(base, int) and isinstance(exponent, int):
        if exponent * (base.bit_length() - 1) > MAX_BITS:
            raise OverflowError
    value: Number = base**exponent
    return value
