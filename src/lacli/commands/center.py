"""center: the columns of a matrix less their means."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._columns import varying
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Data", title="centred {X}")
def center(
    X: Annotated[Matrix, Argument(help="The data: rows are observations, columns features.")],
    standardize: Annotated[
        bool, Option("--standardize", help="Divide each column by its standard deviation too.")
    ] = False,
) -> Matrix:
    """Subtract from each column of X its mean.

    With --standardize each column is divided by its standard deviation, with n − 1 in the
    denominator. Rows and columns keep their names.

        $ lacli center '1 2; 3 6'
        -1,-2
        1,2

        $ lacli center '1 2; 2 6; 3 4' --standardize
        -1,-1
        0,1
        1,0
    """
    with varying(X):
        return Matrix(compute.center(X, standardize=standardize), rows=X.rows, cols=X.cols)
