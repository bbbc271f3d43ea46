"""corr: the correlation matrix."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._columns import varying
from lacli.matrix import Matrix
from lacli.registry import Argument, command


@command(panel="Data", title="correlation matrix of {X}")
def corr(
    X: Annotated[Matrix, Argument(help="The data: rows are observations, columns features.")],
) -> Matrix:
    """Compute the correlations between the columns of X.

    They are those of Pearson: the covariances of the columns, each divided by its standard
    deviation. Rows and columns bear the names of the columns of X. Of complex data the matrix is
    Hermitian, as that of `lacli cov`.

        $ lacli corr '1 1; 2 3; 3 2'
        1,0.5
        0.5,1
    """
    with varying(X):
        return Matrix(compute.corr(X), rows=X.cols, cols=X.cols)
