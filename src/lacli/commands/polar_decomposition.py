"""polar-decomposition: a rotation times a stretching."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


class Polar(NamedTuple):
    U: Matrix
    P: Matrix


@command(panel="Factor", title="polar decomposition of {A}")
def polar_decomposition(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    left: Annotated[bool, Option("--left", help="A = P · U, not U · P.")] = False,
) -> Polar:
    """Factor A into U · P: a rotation or reflection, and a stretching.

    P is symmetric (Hermitian) and positive semidefinite, and is unique; the columns of U are
    orthonormal, or its rows where A has more columns than rows. U is nearest to A of all such.

        $ lacli polar-decomposition '0 -2; 3 0'
        # U
        0,-1
        1,0

        # P
        3,0
        0,2
    """
    U, P = compute.polar_decomposition(A, left=left)
    names = A.rows if left else A.cols
    return Polar(Matrix(U, rows=A.rows, cols=A.cols), Matrix(P, rows=names, cols=names))
