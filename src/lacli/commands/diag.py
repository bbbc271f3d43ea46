"""diag: a diagonal from a matrix, or a matrix from its diagonal."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.errors import ShapeError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command
from lacli.shape import vector


@command(panel="Reshape and make", title="diagonal of {A}", exact=True)
def diag(
    A: Annotated[Matrix, Argument(help="A vector, or an m×n matrix.")],
    offset: Annotated[
        int, Option("--offset", metavar="K", help="K diagonals above the main one, or -K below.")
    ] = 0,
) -> Matrix:
    """Make a diagonal matrix of a vector, or take a matrix's diagonal.

    One row or one column is a vector; the diagonal of a matrix comes as a column.

        $ lacli diag '1 2 3'
        1,0,0
        0,2,0
        0,0,3

        $ lacli diag '1 2; 3 4'
        1
        4
    """
    if A.is_vector:
        v = vector(A)
        names = v.rows if offset == 0 else None
        return Matrix(compute.diagonal(v, offset=offset), rows=names, cols=names)
    m, n = A.shape
    if not -m < offset < n:
        raise ShapeError(f"{A.name} is {A.dimensions}: it has no diagonal {offset}")
    names = A.rows if offset == 0 and A.rows == A.cols else None
    return Matrix(compute.diag(A, offset=offset), rows=names)
