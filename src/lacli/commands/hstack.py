"""hstack: matrices side by side."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._stack import names_in_turn, same_size
from lacli.matrix import Matrix
from lacli.names import common
from lacli.registry import Argument, command


@command(panel="Combine", title="{A}, {B}{more} side by side", exact=True)
def hstack(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    B: Annotated[Matrix, Argument(help="The m×p matrix B.")],
    *more: Annotated[Matrix, Argument(help="Further matrices.")],
) -> Matrix:
    """Put matrices side by side: the columns of A, then those of B.

    All have the same rows. Names are kept, and where only some have names, the
    others get that of their file; two columns of the same name are refused.

        $ lacli hstack '1 2; 3 4' '5; 6'
        1,2,5
        3,4,6
    """
    matrices = same_size((A, B, *more), axis=0)
    rows = common(*((M, "row") for M in matrices))
    return Matrix(compute.hstack(*matrices), rows=rows, cols=names_in_turn(matrices, "column"))
