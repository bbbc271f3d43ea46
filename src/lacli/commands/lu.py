"""lu: LU decomposition."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import reordered
from lacli.registry import Argument, command


class LU(NamedTuple):
    P: Matrix
    L: Matrix
    U: Matrix


@command(panel="Factor", title="LU decomposition of {A}")
def lu(A: Annotated[Matrix, Argument(help="The m×n matrix A.")]) -> LU:
    """Factor A into P · L · U, as Gaussian elimination does.

    The permutation P says how rows were exchanged: each pivot is the largest entry left in its
    column. L is lower triangular, with ones on its diagonal and no entry larger; U is upper
    triangular.

        $ lacli lu '1 3; 2 4'
        # P
        0,1
        1,0

        # L
        1,0
        0.5,1

        # U
        2,4
        0,1
    """
    P, L, U, order = compute.lu(A)
    rows = reordered(A.rows, order)
    return LU(Matrix(P, rows=A.rows, cols=rows), Matrix(L, rows=rows), Matrix(U, cols=A.cols))
