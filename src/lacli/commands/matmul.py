"""matmul: the matrix product."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import factors


@command(panel="Combine", title="product of {A}, {B}{more}", exact=True)
def matmul(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    B: Annotated[Matrix, Argument(help="The n×p matrix B.")],
    *more: Annotated[Matrix, Argument(help="Further factors.")],
) -> Matrix:
    """Multiply matrices: A · B, or more of them.

    Each entry is the product of a row of the first and a column of the second. Several are
    multiplied in the order that takes the fewest operations, which changes no result but by
    rounding. `lacli mul` multiplies entry by entry.

        $ lacli matmul '1 2; 3 4' '0 1; 1 0'
        2,1
        4,3

        $ lacli matmul '1 2 3' '4; 5; 6'
        32
    """
    chain = factors(A, B, *more)
    return Matrix(compute.matmul(*chain), rows=A.rows, cols=chain[-1].cols)
