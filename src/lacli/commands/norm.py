"""norm: the norm of a vector or a matrix."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Literal

from lacli import compute
from lacli.commands._each import measured, of_each
from lacli.commands._orders import WRITTEN, matrix_order, vector_order
from lacli.errors import UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command

ENTRYWISE = "with --entrywise the matrix is one long vector: 0, any p > 0, inf, -inf"


@command(panel="Measure", title="norm of {A}{more}")
def norm(
    A: Annotated[Matrix, Argument(help="The vector or matrix A.")],
    *more: Annotated[Matrix, Argument(help="Further matrices, a line for each.")],
    ord: Annotated[
        str | None,
        Option(
            "--ord",
            metavar="ORDER",
            autocompletion=lambda: [*WRITTEN, "0"],
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
) -> float | complex | Matrix:
    """Measure how large a vector or a matrix is.

    One row or one column is a vector. Order 0 counts the entries that are not 0, 1 adds their
    moduli and inf takes the largest; of a matrix, 2 is the largest singular value. Of several there
    is a line for each.

        $ lacli norm '3 4'
        5

        $ lacli norm '1 2; 3 4' --ord 1
        6

        $ lacli norm '3 4; 6 8' --axis rows
        5
        10
    """
    if axis is None:
        matrices = (A, *more)
        measure = partial(_norm, ord=ord, squared=squared, entrywise=entrywise)
        return of_each(matrices, measured(matrices, measure))
    if more:
        raise UsageError("--axis goes with one matrix only")
    along = 1 if axis == "rows" else 0
    norms = _entrywise(A, _order(ord, squared, vector=True), squared, along)
    if axis == "rows":
        return Matrix(norms, rows=A.rows)
    return Matrix(norms.reshape(1, -1), cols=A.cols)


def _norm(A: Matrix, ord: str | None, squared: bool, *, entrywise: bool) -> float:
    vector = A.is_vector or entrywise
    order = _order(ord, squared, vector=vector)
    if vector or order == "fro":
        return float(_entrywise(A, order, squared))
    value = compute.matrix_norm(A, order=order)
    return float(compute.sum_of_squares(Matrix([[value]]))) if squared else value


def _order(text: str | None, squared: bool, *, vector: bool) -> str | float:
    """The order that a text says, of a vector or a matrix."""
    order = vector_order(text) if vector else matrix_order(text, ENTRYWISE)
    if squared and order not in (2, "fro"):
        raise UsageError("--squared goes with the orders 2 and fro only")
    return order


def _entrywise(A: Matrix, order: str | float, squared: bool, axis: int | None = None) -> Any:
    """The norm of all entries as one vector, or of each row or column."""
    if squared:
        return compute.sum_of_squares(A, axis=axis)
    return compute.vector_norm(A, order=2 if order == "fro" else order, axis=axis)
