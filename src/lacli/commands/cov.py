"""cov: the covariance matrix."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Data", title="covariance matrix of {X}")
def cov(
    X: Annotated[Matrix, Argument(help="The data: rows are observations, columns features.")],
    population: Annotated[
        bool, Option("--population", help="Divide by the number of rows n, not by n − 1.")
    ] = False,
) -> Matrix:
    """Compute the covariance matrix of the columns of X.

    The variances of the columns are on its diagonal. Its rows and columns bear their names. Of
    complex data it is Hermitian: the entry in row j, column k is the mean product of the deviations
    of column j and the conjugates of those of column k.

        $ lacli cov '1 2; 3 6'
        2,4
        4,8

        $ lacli cov '1 2; 3 6' --population
        1,2
        2,4
    """
    return Matrix(compute.cov(X, population=population), rows=X.cols, cols=X.cols)
