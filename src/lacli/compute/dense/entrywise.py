"""Arithmetic entry by entry, sizes of 1 repeated as NumPy broadcasts them."""

from __future__ import annotations

import numpy as np

from lacli.errors import MathError
from lacli.matrix import Array


def add(A: Array, B: Array) -> Array:
    """A + B."""
    return A + B


def sub(A: Array, B: Array) -> Array:
    """A − B."""
    return A - B


def mul(A: Array, B: Array) -> Array:
    """The Hadamard product of A and B; raises MathError where an entry is too small."""
    return _not_vanished(A * B, (A != 0) & (B != 0))


def div(A: Array, B: Array) -> Array:
    """Each entry of A divided by that of B, none of which is 0; raises MathError as `mul`."""
    return _not_vanished(A / B, A != 0)


def _not_vanished(R: Array, nonzero: Array) -> Array:
    """R itself, if nothing is 0 in it that should not be."""
    if (nonzero & (R == 0)).any():
        raise MathError("an entry of the result is too small for floating point")
    return R


def first_zero(A: Array) -> tuple[int, int] | None:
    """The row and column, counted from 0, of the first entry that is 0; None where none is."""
    zeros = np.argwhere(A == 0)
    return (int(zeros[0, 0]), int(zeros[0, 1])) if len(zeros) else None
