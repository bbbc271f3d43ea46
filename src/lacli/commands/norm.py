"""norm: the norm of a vector or a matrix."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from lacli import compute
from lacli.commands._orders import matrix_order, vector_order
from lacli.errors import UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Measure", title="norm of {A}")
def norm(
    A: Annotated[Matrix, Argument(help="The vector or matrix A.")],
    ord: Annotated[
        str | None,
        Option(
            "--ord",
            metavar="ORDER",
            autocompletion=lambda: ["fro", "nuc", "1", "2", "inf", "-1", "-2", "-inf", "0"],
            help="fro, nuc, 1, 2, inf, -1, -2 or -inf of a matrix; 0, any p > 0, inf or -inf of a "
            "vector. Unless given, 2 of a vector, fro of a matrix.",
        ),
    ] = None,
    entrywise: Annotated[
        bool, Option("--entrywise", help="Take the matrix as one long vector.")
    ] = False,
    squared: Annotated[
        bool, Option("--squared", help="The square of the norm, of order 2 or fro.")
    ] = False,
    axis: Annotated[
        Literal["rows", "columns"] | None, Option("--axis", help="A norm for each row or column.")
    ] = None,
) -> float | Matrix:
    """Measure how large a vector or a matrix is.

    One row or one column is a vector. Order 0 counts the entries that are not 0, 1 adds their
    moduli and inf takes the largest; of a matrix, 2 is the largest singular value.

        $ lacli norm '3 4'
        5

        $ lacli norm '1 2; 3 4' --ord 1
        6

        $ lacli norm '3 4; 6 8' --axis rows
        5
        10
    """
    vector = A.is_vector or entrywise or axis is not None
    order = vector_order(ord) if vector else matrix_order(ord)
    if squared and order not in (2, "fro"):
        raise UsageError("--squared goes with the orders 2 and fro only")
    if axis is not None:
        along = 1 if axis == "rows" else 0
        norms = _entrywise(A, order, squared, along)
        if axis == "rows":
            return Matrix(norms, rows=A.rows)
        return Matrix(norms.reshape(1, -1), cols=A.cols)
    if vector or order == "fro":
        return float(_entrywise(A, order, squared))
    value = compute.matrix_norm(A, order=order)
    return float(compute.sum_of_squares(Matrix([[value]]))) if squared else value


def _entrywise(A: Matrix, order: str | float, squared: bool, axis: int | None = None) -> Any:
    """The norm of all entries as one vector, or of each row or column."""
    if squared:
        return compute.sum_of_squares(A, axis=axis)
    return compute.vector_norm(A, order=2 if order == "fro" else order, axis=axis)
