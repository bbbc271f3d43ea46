"""inv: the inverse."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import square


@command(panel="Solve and span", title="inverse of {A}")
def inv(A: Annotated[Matrix, Argument(help="The n×n matrix A.")]) -> Matrix:
    """Invert A.

    A singular matrix has no inverse, and one that is singular to working precision none that could
    be trusted: both are refused. The rows are named by A's columns and the columns by A's rows.

        $ lacli inv '4 0; 0 0.5'
        0.25,0
        0,2
    """
    return Matrix(compute.inv(square(A)), rows=A.cols, cols=A.rows)
