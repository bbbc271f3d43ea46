"""inv: the inverse."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._relations import explained
from lacli.errors import Singular
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import square


@command(panel="Solve and span", title="inverse of {A}", exact=True)
def inv(A: Annotated[Matrix, Argument(help="The n×n matrix A.")]) -> Matrix:
    """Invert A.

    A small matrix is inverted exactly, and each entry rounded once. A singular matrix has no
    inverse, and one that is singular to working precision none that could be trusted: both are
    refused. The rows are named by A's columns and the columns by A's rows.

        $ lacli inv '1 2; 3 4'
        -2,1
        1.5,-0.5

        $ lacli inv '1 2; 3 7' --exact
        7,-2
        -3,1
    """
    try:
        return Matrix(compute.inv(square(A)), rows=A.cols, cols=A.rows)
    except Singular as error:
        raise explained(A, error) from None
