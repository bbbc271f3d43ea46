"""transpose: rows become columns."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Reshape and make", title="transpose of {A}", exact=True)
def transpose(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    conjugate: Annotated[
        bool, Option("--conjugate", help="Conjugate the entries too, for Aᴴ.")
    ] = False,
) -> Matrix:
    """Make rows of the columns, and columns of the rows.

    Their names go along.

        $ lacli transpose '1 2 3; 4 5 6'
        1,4
        2,5
        3,6

        $ lacli transpose '1+2i 3' --conjugate
        1-2j
        3+0j
    """
    return Matrix(compute.conj(A), A.rows, A.cols).T if conjugate else A.T
