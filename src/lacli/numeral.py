"""Text → number: what the cells of files say."""

from __future__ import annotations

import math
import re

from lacli.number import NAN, Number

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


def _decimal(text: str) -> float:
    value = float(text)
    if math.isinf(value) and "n" not in text.lower():
        raise OverflowError
    return value


def _held(value: float) -> float:
    """The value, if floating point can hold it."""
    float(value)  # raises OverflowError
    return value
