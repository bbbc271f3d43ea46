"""Whether what was written can be taken at its word, or was rounded before."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from lacli.compute.exact.integers import Rows
from lacli.compute.remarks import magnitude, note, warn_digits
from lacli.errors import Singular
from lacli.number import is_rational, nearest

DIGITS = 15
"""Any decimal of so many digits survives floating point: what has more comes out of it."""
LONG = 100
"""The bits that no number of so few digits has."""
MOST = 17
"""No floating-point number needs more digits: what has them was meant."""


def is_rounded(A: Rows) -> bool:
    """Whether an entry has so many decimals that it may be a rounded floating-point number.

    Integers are not, and neither are fractions that are no decimals.
    """
    return any(
        is_rational(x)
        and x.denominator > 1
        and DIGITS < _digits(x.numerator, x.denominator) <= MOST
        for row in A
        for x in row
    )


def note_rank_as_written(operation: str, A: Rows) -> None:
    """Remarks where A, taken at its word, has another rank than it has in floating point."""
    from lacli.compute.dense.accuracy import rank_in_any_units
    from lacli.compute.exact.spaces import rank
    from lacli.matrix import Matrix

    exact, rounded = rank(A), rank_in_any_units(Matrix(A).values)
    if exact != rounded and operation != "charpoly":
        note(
            f"numbers of more than {DIGITS} digits count as rounded: the rank is taken to be "
            f"{rounded}; as they are written, which --exact takes them to be, it is {exact}"
        )


def judge(A: Sequence[Sequence[Any]], inverse: Sequence[Sequence[Any]]) -> None:
    """Raises Singular where the condition number of A (n×n) is above 1/ε, of entries in doubt.

    That is in the 1-norm, of A with its rows made of one size. Warns where digits are lost.
    """
    units = [max(map(abs, row)) for row in A]
    rows = [[x / unit for x in row] for row, unit in zip(A, units, strict=True)]
    columns = [[x * unit for x, unit in zip(row, units, strict=True)] for row in inverse]
    cond = nearest(_norm1(rows) * _norm1(columns))
    if cond * sys.float_info.epsilon > 1:
        raise Singular(f"singular to working precision, condition number {magnitude(cond)}")
    warn_digits(cond)


def _digits(p: int, q: int) -> int:
    """The significant digits of p/q, in lowest terms, or MOST + 1; 0 where it is no decimal."""
    twos = (q & -q).bit_length() - 1
    fives, rest = 0, q >> twos
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    if rest != 1:
        return 0
    if abs(p).bit_length() + abs(twos - fives) > LONG:
        return MOST + 1
    return len(str(abs(p) * 2 ** max(fives - twos, 0) * 5 ** max(twos - fives, 0)))


def _norm1(A: Sequence[Sequence[Any]]) -> Any:
    return max(sum(map(abs, column)) for column in zip(*A, strict=True))
