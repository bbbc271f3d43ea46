"""Text → number: what the cells of files say."""

from __future__ import annotations

import math
import re
from typing import Any

from lacli.number import LONGEST, NAN, Number, Rational, nearest, ratio
from lacli.pattern import pattern

_REAL = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?|inf(?:inity)?|nan"
_UNIT = r"\*?(?:im|[ij])"
_INTEGER = pattern(rf"[+-]?[0-9]{{1,{LONGEST}}}")
_DECIMAL = pattern(rf"[+-]?(?:{_REAL})", re.I)
_FRACTION = pattern(rf"([+-]?[0-9]{{1,{LONGEST}}})/([0-9]{{1,{LONGEST}}})")
_COMPLEX = pattern(rf"([+-]?(?:{_REAL}))\s*([+-])\s*({_REAL}){_UNIT}", re.I)
_IMAGINARY = pattern(rf"([+-]?(?:{_REAL})){_UNIT}", re.I)
_ALMOST = pattern(
    r"[-+(]*\s?[$€£¥]?\s?[-+]?[0-9][0-9.,'\s]*(?:d[+-]?[0-9]+)?\s?[%$€£¥]?\)?|[.-]", re.I
)
TOO_LARGE = "too large for floating point"
TOO_SMALL = "too small for floating point"
_MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none"})
_PLAIN = str.maketrans({"−": "-", "\N{NO-BREAK SPACE}": " "})


class OutOfRange(OverflowError):
    """Says why a number cannot be held."""


def number(text: str) -> Number | None:
    """The number that the text of a cell says, NaN where it says that there is none, or None.

    Numbers are integers, decimals, fractions such as 1/3, infinities, and complex numbers such as
    1+2i, 1+2j or (1+2j). What is real is kept as it is written. Raises OverflowError, which says
    so, for one that is too large or too small for floating point.
    """
    text = text.translate(_PLAIN).strip()
    if _INTEGER.fullmatch(text):
        return held(int(text))
    if says_missing(text):
        return NAN
    if _DECIMAL.fullmatch(text):
        return decimal(text)
    if match := _FRACTION.fullmatch(text):
        p, q = int(match[1]), int(match[2])
        if q == 0:
            return None
        return held(ratio(p, q))
    if match := _COMPLEX.fullmatch(text.removeprefix("(").removesuffix(")")):
        return complex(nearest(decimal(match[1])), nearest(decimal(match[2] + match[3])))
    if match := _IMAGINARY.fullmatch(text):
        return complex(0, nearest(decimal(match[1])))
    return None


def decimal(text: str) -> Rational | float:
    """The number that a decimal such as -2.5e-3 says, as it is written; infinities and NaN too.

    Raises OverflowError as `number` does.
    """
    value = float(text)
    if value != value or text.strip("+-")[:1] in "iI":
        return value
    if math.isinf(value):
        raise OutOfRange(TOO_LARGE)
    mantissa, _, exponent = text.lower().partition("e")
    if value == 0 and mantissa.strip("+-0."):
        raise OutOfRange(TOO_SMALL)
    whole, _, part = mantissa.partition(".")
    if len(whole) + len(part) > LONGEST:
        raise OutOfRange(f"more than {LONGEST} digits")
    shift = int(exponent or 0) - len(part) if value else 0
    digits = int(whole + part)
    return digits * 10**shift if shift >= 0 else ratio(digits, 10**-shift)


def held(value: Any) -> Any:
    """An exact number itself, if floating point can hold it; raises OverflowError otherwise."""
    rounded = nearest(value)
    if math.isinf(rounded):
        raise OutOfRange(TOO_LARGE)
    if rounded == 0 and value:
        raise OutOfRange(TOO_SMALL)
    return value


def is_number(text: str) -> bool:
    """Whether the text of a cell says a number, or that there is none."""
    if _DECIMAL.fullmatch(text):  # most do, and need not be made for that
        return True
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
