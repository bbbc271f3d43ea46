"""mul: the Hadamard product."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._entrywise import entrywise
from lacli.matrix import Matrix
from lacli.registry import Argument, command


@command(panel="Combine", title="entrywise product of {A}, {B}{more}", exact=True)
def mul(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    B: Annotated[Matrix, Argument(help="The m×n matrix B, or a number, a row or a column.")],
    *more: Annotated[Matrix, Argument(help="Further factors.")],
) -> Matrix:
    """Multiply matrices entry by entry, the Hadamard product.

    A number multiplies every entry, a row every row and a column every column. `lacli matmul`
    multiplies rows by columns.

        $ lacli mul '1 2; 3 4' '5 6; 7 8'
        5,12
        21,32

        $ lacli mul '1 2; 3 4' 10
        10,20
        30,40
    """
    return entrywise(compute.mul, A, B, *more)
