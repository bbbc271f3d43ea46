"""Cells as JSON has them, numbers and texts of numbers, as the numbers that they say."""

from __future__ import annotations

import json
import math
from itertools import chain
from typing import Any

from lacli.errors import InputError
from lacli.matrix import Array
from lacli.number import NAN, Number, is_rational
from lacli.numeral import held, number
from lacli.parse.grid import Rows, Where

MANY = 1 << 14
"""From so many cells on it pays to look at the kinds of all before each."""
FAR = 1 << 64
"""What floating point holds for certain, and integers of JSON seldom reach."""


def numbers(rows: list[list[Any]], where: Where) -> Rows | Array:
    """Rows of cells as numbers; raises InputError for the first that says none."""
    if len(rows) * len(rows[0]) >= MANY and (cells := _quickly(rows)) is not None:
        return cells
    return [
        [_number(cell, where, i, j) for j, cell in enumerate(row)] for i, row in enumerate(rows)
    ]


def _quickly(rows: list[list[Any]]) -> Rows | Array | None:
    """Numbers as they are, or as an array; None where a cell is none, or may be out of range.

    Integers alone stay what they are, for they are exact.
    """
    kinds = set(map(type, chain.from_iterable(rows)))
    if kinds == {int}:
        return rows if -FAR < min(map(min, rows)) and max(map(max, rows)) < FAR else None
    if not kinds <= {float, int}:
        return None
    import numpy as np

    shape = len(rows), len(rows[0])
    try:
        return np.fromiter(chain.from_iterable(rows), float, math.prod(shape)).reshape(shape)
    except OverflowError:
        return None


def _number(cell: Any, where: Where, i: int, j: int) -> Number:
    """The number that a cell says, NaN where it says that there is none."""
    if type(cell) is float:
        return cell
    try:
        if isinstance(cell, OverflowError):
            raise cell
        if is_rational(cell) and not isinstance(cell, bool):
            return held(cell)
        value = NAN if cell is None else number(cell) if isinstance(cell, str) else None
    except OverflowError as error:
        raise InputError(f"{where(i, j)}: {error}") from None
    if value is None:
        raise InputError(
            f"{where(i, j)}: not a number: {json.dumps(cell)[:40]}",
            hint="to leave a column out, use --columns",
        )
    return value
