"""Names of rows and columns: which must be the same, and how they go along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from lacli.errors import ShapeError
from lacli.matrix import Matrix, Names

Side: TypeAlias = Literal["row", "column"]


def common(*sides: tuple[Matrix, Side]) -> Names:
    """The names of rows or columns that correspond, of those matrices that name them.

    Raises ShapeError where two name them otherwise.
    """
    named = [(A, side, names) for A, side in sides if (names := names_of(A, side))]
    for B, other, theirs in named[1:]:
        A, side, ours = named[0]
        for i, (a, b) in enumerate(zip(ours, theirs, strict=True), 1):
            if a != b:
                whose = f"{side} {i} is '{a}' in {A.name}"
                raise ShapeError(
                    f"{whose} and {'' if other == side else f'{other} {i} is '}'{b}' in {B.name}",
                    hint="bring both into the same order, under the same names; "
                    "lacli show --no-names drops names",
                )
    return named[0][2] if named else None


def self_named(A: Matrix) -> Names:
    """The names that the rows and the columns of a square A share, where it takes x to its like.

    Raises ShapeError where its columns are named otherwise than its rows.
    """
    return common((A, "row"), (A, "column"))


def names_of(A: Matrix, side: Side) -> Names:
    """The names of A's rows, or of its columns."""
    return A.rows if side == "row" else A.cols


def reordered(names: Names, order: Iterable[int]) -> Names:
    """Names in another order, the indices of which count from 0; none where there are none."""
    return tuple(names[i] for i in order) if names else None
