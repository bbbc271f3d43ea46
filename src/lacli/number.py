"""Numbers as text: what the cells of files say, and the shortest text that says a number."""

from __future__ import annotations

import math
import re
from typing import TypeAlias

Number: TypeAlias = int | float | complex

_REAL = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|inf(?:inity)?|nan"
_UNIT = r"\*?(?:im|[ij])"
_INTEGER = re.compile(r"[+-]?[0-9]{1,309}")
_DECIMAL = re.compile(rf"[+-]?(?:{_REAL})", re.I)
_FRACTION = re.compile(r"([+-]?[0-9]{1,309})/([0-9]{1,309})")
_COMPLEX = re.compile(rf"([+-]?(?:{_REAL}))\s*([+-])\s*({_REAL}){_UNIT}", re.I)
_IMAGINARY = re.compile(rf"([+-]?(?:{_REAL})){_UNIT}", re.I)
_ALMOST = re.compile(
    r"[-+(]*\s?[$€£¥]?\s?[-+]?[0-9][0-9.,'\s]*(?:d[+-]?[0-9]+)?\s?[%$€£¥]?\)?|[.-]", re.I
)
_MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none"})
_PLAIN = str.maketrans({"−": "-", "\N{NO-BREAK SPACE}": " "})

NAN = float("nan")


def number(text: str) -> Number | None:
    """The number that the text of a cell says, NaN where it says that there is none, or None.

    Numbers are integers, decimals, fractions such as 1/3, infinities, and complex numbers such as
    1+2i, 1+2j or (1+2j). Raises OverflowError for one that is too large for floating point.
    """
    text = text.translate(_PLAIN).strip()
    if _INTEGER.fullmatch(text):
        return _held(int(text))
    if says_missing(text):
        return NAN
    if _DECIMAL.fullmatch(text):
        return _decimal(text)
    if match := _FRACTION.fullmatch(text):
        p, q = int(match[1]), int(match[2])
        return None if q == 0 else p // q if p % q == 0 else _held(p / q)
    if match := _COMPLEX.fullmatch(text.removeprefix("(").removesuffix(")")):
        return complex(_decimal(match[1]), _decimal(match[2] + match[3]))
    if match := _IMAGINARY.fullmatch(text):
        return complex(0, _decimal(match[1]))
    return None


def is_number(text: str) -> bool:
    """Whether the text of a cell says a number, or that there is none."""
    try:
        return number(text) is not None
    except OverflowError:
        return True


def is_almost_number(text: str) -> bool:
    """Whether a text is written as numbers are, like 1.234,5 or 10% or (5): it is no name."""
    return _ALMOST.fullmatch(text.strip()) is not None


def says_missing(text: str) -> bool:
    """Whether the text of a cell says that there is no number."""
    return text.strip().lower() in _MISSING


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


def _decimal(text: str) -> float:
    value = float(text)
    if math.isinf(value) and "n" not in text.lower():
        raise OverflowError
    return value


def _held(value: float) -> float:
    """The value, if floating point can hold it."""
    float(value)  # raises OverflowError
    return value
