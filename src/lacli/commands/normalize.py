"""normalize: vectors of length 1."""

from __future__ import annotations

from typing import Annotated, Literal

from lacli import compute
from lacli.commands._orders import vector_order
from lacli.errors import MathError, UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Reshape and make", title="{A}, normalized")
def normalize(
    A: Annotated[Matrix, Argument(help="The vector, or matrix of vectors, A.")],
    ord: Annotated[
        str | None,
        Option(
            "--ord", metavar="ORDER", help="The norm to make 1: 2 unless given, any p > 0, inf."
        ),
    ] = None,
    axis: Annotated[
        Literal["rows", "columns"] | None,
        Option(
            "--axis",
            help="What the vectors are. Unless given, a vector is one, a matrix is columns.",
        ),
    ] = None,
) -> Matrix:
    """Scale vectors to length 1.

    One row or one column is a vector; of a matrix each column is one or, with --axis rows, each
    row. An axis that is given counts for a vector too. A zero vector has no direction, and is
    refused.

        $ lacli normalize '3 4'
        0.6,0.8

        $ lacli normalize '1 3; 1 1' --ord 1 --axis rows
        0.25,0.75
        0.5,0.5
    """
    order = vector_order(ord)
    if order <= 0:
        raise UsageError(f"nothing can be made 1 by the order '{ord}': any p > 0, inf")
    if axis is None:
        along = None if A.is_vector else 0
    else:
        along = 1 if axis == "rows" else 0
    if (j := compute.first_zero_vector(A, axis=along)) is not None:
        what = A.name if along is None else f"{A.name}: {A.row(j) if along else A.col(j)}"
        raise MathError(f"{what} is the zero vector, which has no direction")
    return Matrix(compute.normalize(A, order=order, axis=along), rows=A.rows, cols=A.cols)
