"""What stacking has in common: names that go on, and names that must not come twice."""

from __future__ import annotations

from collections.abc import Sequence

from lacli.errors import ShapeError
from lacli.matrix import Matrix, Names
from lacli.names import Side, names_of


def same_size(matrices: Sequence[Matrix], axis: int) -> Sequence[Matrix]:
    """The matrices if they have as many rows (axis 0) or columns (1); raises ShapeError."""
    A = matrices[0]
    for B in matrices[1:]:
        if B.shape[axis] != A.shape[axis]:
            what = ("rows", "columns")[axis]
            turned = (
                f"lacli transpose {B.name} turns it" if B.shape[1 - axis] == A.shape[axis] else ""
            )
            raise ShapeError(
                f"{A.name} is {A.dimensions} and {B.name} is {B.dimensions}: "
                f"they need as many {what}",
                hint=turned,
            )
    return matrices


def names_in_turn(matrices: Sequence[Matrix], side: Side) -> Names:
    """The names of the rows or columns of one matrix after those of another.

    Where only some have names, the others are named after their matrix. Raises ShapeError where a
    name comes twice.
    """
    given = [names_of(A, side) for A in matrices]
    if not any(given):
        return None
    found: dict[str, str] = {}
    for A, names in zip(matrices, given, strict=True):
        for name in names or _made(A, side):
            if name in found:
                raise ShapeError(
                    f"both {found[name]} and {A.name} have a {side} '{name}'"
                    if found[name] != A.name
                    else f"{A.name} has two {side}s '{name}'",
                    hint="lacli show --no-names drops names",
                )
            found[name] = A.name
    return tuple(found)


def _made(A: Matrix, side: Side) -> list[str]:
    """Names for the rows or columns of a matrix without: that of its file, with a number."""
    size, name = A.shape[0 if side == "row" else 1], A.name.rpartition("/")[2]
    return [name] if size == 1 else [f"{name}.{k}" for k in range(1, size + 1)]
