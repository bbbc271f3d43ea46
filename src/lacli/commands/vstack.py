"""vstack: matrices one below the other."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._stack import names_in_turn, same_size
from lacli.matrix import Matrix
from lacli.names import common
from lacli.registry import Argument, command


@command(panel="Combine", title="{A}, {B}{more} one below the other", exact=True)
def vstack(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    B: Annotated[Matrix, Argument(help="The p×n matrix B.")],
    *more: Annotated[Matrix, Argument(help="Further matrices.")],
) -> Matrix:
    """Put matrices one below the other: the rows of A, then those of B.

    All have the same columns. Names are kept, and where only some have names, the
    others get that of their file; two rows of the same name are refused.

        $ lacli vstack '1 2; 3 4' '5 6'
        1,2
        3,4
        5,6
    """
    matrices = same_size((A, B, *more), axis=1)
    cols = common(*((M, "column") for M in matrices))
    return Matrix(compute.vstack(*matrices), rows=names_in_turn(matrices, "row"), cols=cols)
