"""sub: the difference."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._entrywise import entrywise
from lacli.matrix import Matrix
from lacli.registry import Argument, command


@command(panel="Combine", title="difference of {A}, {B}{more}", exact=True)
def sub(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    B: Annotated[Matrix, Argument(help="The m×n matrix B, or a number, a row or a column.")],
    *more: Annotated[Matrix, Argument(help="Further matrices to subtract.")],
) -> Matrix:
    """Subtract matrices entry by entry.

    A number is subtracted from every entry, a row from every row and a column from every column.

        $ lacli sub '1 2; 3 4' '1 1; 1 1'
        0,1
        2,3

        $ lacli sub '5 7' 2
        3,5
    """
    return entrywise(compute.sub, A, B, *more)
