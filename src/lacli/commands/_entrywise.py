"""Arithmetic entry by entry: which shapes go together, and what the names of the result are."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from lacli.errors import Note, ShapeError
from lacli.matrix import Matrix, Names
from lacli.names import Side, common


def entrywise(operation: Callable[[Matrix, Matrix], Any], *operands: Matrix) -> Matrix:
    """The result of an operation on entries, from left to right.

    A number goes with every entry, a row with every row and a column with every column. Raises
    ShapeError where sizes differ and neither is 1, or where names do.
    """
    result = operands[0]
    for B in operands[1:]:
        shape = _shape(result, B)
        rows = _names(result, B, "row", shape[0])
        cols = _names(result, B, "column", shape[1])
        result = Matrix(operation(result, B), rows, cols, name=result.name)
    return result


def _shape(A: Matrix, B: Matrix) -> tuple[int, int]:
    for m, n in zip(A.shape, B.shape, strict=True):
        if m != n and 1 not in (m, n):
            turned = f"lacli transpose {B.name} turns it" if A.shape == B.shape[::-1] else ""
            raise ShapeError(
                f"{A.name} is {A.dimensions} and {B.name} is {B.dimensions}: "
                "entry by entry, sizes must be equal or 1",
                hint=turned,
            )
    m, n = map(max, zip(A.shape, B.shape, strict=True))
    if A.shape == B.shape[::-1] and A.shape != B.shape:
        warnings.warn(
            f"a row and a column: each entry of one with each of the other, {m}×{n}", Note, 2
        )
    return m, n


def _names(A: Matrix, B: Matrix, side: Side, size: int) -> Names:
    """The names along one side, of those operands that are not repeated along it."""
    axis = 0 if side == "row" else 1
    return common(*((M, side) for M in (A, B) if M.shape[axis] == size))
