"""range: the column space, or the row space."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._tolerance import CUTOFF_SCALED, share
from lacli.errors import MathError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Solve and span", title="range of {A}")
def range_(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    rows: Annotated[
        bool, Option("--rows", help="The row space instead: the span of A's rows.")
    ] = False,
    tol: Annotated[float | None, CUTOFF_SCALED] = None,
) -> Matrix:
    """Find a basis of all vectors that A x can be: its column space.

    The columns of the answer are unit vectors, perpendicular to each other, and as many as the rank
    of A; they have the same span as the columns of A. Each has its largest entry positive.

        $ lacli range '3 6; 4 8' --precision 6
        0.6
        0.8
    """
    basis = compute.row_space(A if rows else A.T, tol=share(tol))
    if basis.shape[1] == 0:
        raise MathError(f"{A.name} is zero: A x is always 0, which has no basis")
    return Matrix(basis, rows=A.cols if rows else A.rows)
