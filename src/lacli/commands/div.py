"""div: the quotient, entry by entry."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._entrywise import entrywise
from lacli.errors import MathError
from lacli.matrix import Matrix
from lacli.registry import Argument, command


@command(panel="Combine", title="entrywise quotient of {A}, {B}{more}", exact=True)
def div(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    B: Annotated[Matrix, Argument(help="The m×n matrix B, or a number, a row or a column.")],
    *more: Annotated[Matrix, Argument(help="Further divisors.")],
) -> Matrix:
    """Divide matrices entry by entry.

    A number divides every entry, a row every row and a column every column. Division by zero is
    refused. `lacli solve` is what divides by a matrix as a whole.

        $ lacli div '1 2; 3 4' '2 2; 3 8'
        0.5,1
        1,0.5

        $ lacli div '5 10' 5
        1,2
    """
    return entrywise(compute.div, A, *map(_without_zeros, (B, *more)))


def _without_zeros(B: Matrix) -> Matrix:
    """B itself if no entry is 0; raises MathError otherwise."""
    if place := compute.first_zero(B):
        raise MathError(f"division by zero: {B.cell(*place)} is 0")
    return B
