"""Matrices as Octave and MATLAB print them: blocks of columns, and a scale factor above them."""

from __future__ import annotations

import math
import re

from lacli.number import Number, is_rational, ratio
from lacli.parse.expression import Cells
from lacli.parse.rows import matrix
from lacli.parse.tokens import NotAMatrix
from lacli.parse.written import Written
from lacli.pattern import pattern

_COLUMNS = pattern(
    r"^[ \t]*Columns? ([0-9]+)(?: (?:through|to|and) ([0-9]+))?:?[ \t\r]*$", re.MULTILINE
)
_SCALE = pattern(r"^[ \t]*([0-9.]+e([-+][0-9]{1,3}))[ \t]+\*[ \t\r]*$", re.MULTILINE)
_KIND = pattern(
    r"^[ \t]*(?:(?:Diagonal|Permutation) Matrix|[0-9]+[×x][0-9]+ \w+ matrix)[ \t\r]*$", re.MULTILINE
)


def parse(text: str) -> Written:
    """The blocks of columns side by side, multiplied by the scale factor; raises NotAMatrix."""
    text = _KIND.sub("", text)
    scale = _SCALE.search(text)
    shift = int(scale[2]) if scale else 0
    text = _SCALE.sub("", text)
    headings = [*_COLUMNS.finditer(text)]
    if not headings:
        return Written(_scaled(matrix(Cells(text)).rows, shift))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    rows: list[list[Number]] = []
    for heading, end in zip(headings, ends, strict=True):
        block = matrix(Cells(text[heading.end() : end])).rows
        rows = rows or [[] for _ in block]
        first, last = int(heading[1]), int(heading[2] or heading[1])
        if (first, last) != (len(rows[0]) + 1, len(rows[0]) + len(block[0])):
            raise NotAMatrix(f"columns are missing at '{heading[0].strip()}'")
        if len(block) != len(rows):
            raise NotAMatrix(f"'{heading[0].strip()}' has {len(block)} rows, not {len(rows)}")
        for row, more in zip(rows, block, strict=True):
            row.extend(more)
    return Written(_scaled(rows, shift))


def _scaled(rows: list[list[Number]], shift: int) -> list[list[Number]]:
    """The entries times 10^shift, each the number nearest to what the shifted digits say."""
    return [[_times(x, shift) for x in row] for row in rows] if shift else rows


def _times(x: Number, shift: int) -> Number:
    if is_rational(x):
        p, q = x.numerator, x.denominator
        return ratio(p * 10**shift, q) if shift > 0 else ratio(p, q * 10**-shift)
    if isinstance(x, complex):
        return complex(_shifted(x.real, shift), _shifted(x.imag, shift))
    return x


def _shifted(x: float, shift: int) -> float:
    if not math.isfinite(x):
        return x
    digits, _, exponent = repr(x).partition("e")
    return float(f"{digits}e{int(exponent or 0) + shift}")
