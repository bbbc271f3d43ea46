"""pca: principal component analysis."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from lacli import compute
from lacli.errors import MathError, ShapeError, UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command

ROUNDING = 1e-12
"""By how much rounding may make a cumulative share fall short of one that it reaches."""


class PCA(NamedTuple):
    explained: Matrix
    components: Matrix
    scores: Matrix
    mean: Matrix
    scale: Matrix | None


@command(panel="Data", title="principal components of {X}", bars="explained.share")
def pca(
    X: Annotated[Matrix, Argument(help="The data: rows are observations, columns features.")],
    k: Annotated[
        int | None, Option("-k", min=1, metavar="N", help="Only the first N components.")
    ] = None,
    variance: Annotated[
        float | None,
        Option(
            "--variance",
            metavar="SHARE",
            help="As many components as explain this share of the variance, such as 0.95.",
        ),
    ] = None,
    standardize: Annotated[
        bool, Option("--standardize", help="Divide each column by its standard deviation first.")
    ] = False,
) -> PCA:
    """Find the principal components of the rows of X.

    The data are always centred. `explained` tells the variance of each component, with n − 1 in the
    denominator, and its share; `components` its direction, the largest entry positive; `scores`
    where each row of X lies along it; `mean` what was subtracted, and `scale`, with --standardize,
    the standard deviations that divided.

        $ lacli pca '2 0; 0 1; -2 0; 0 -1' --part explained --precision 6
        ,variance,share,cumulative
        PC1,2.66667,0.8,0.8
        PC2,0.666667,0.2,1
    """
    if k and variance is not None:
        raise UsageError("-k and --variance exclude each other")
    if variance is not None and not 0 <= variance <= 1:
        raise UsageError(f"--variance is a share from 0 to 1, not {variance}")
    constant = compute.constant_columns(X) if standardize else []
    if constant:
        raise MathError(
            f"{X.name}: {X.col(constant[0])} is constant: its standard deviation is 0",
            hint="leave it out with --columns",
        )
    explained, components, scores, mean, scale = compute.pca(X, standardize=standardize)
    k = _count(X, k, variance, explained)
    names = [f"PC{i + 1}" for i in range(k)]
    return PCA(
        Matrix(explained[:k], rows=names, cols=("variance", "share", "cumulative")),
        Matrix(components[:k], rows=names, cols=X.cols),
        Matrix(scores[:, :k], rows=X.rows, cols=names),
        Matrix(mean.reshape(1, -1), cols=X.cols),
        Matrix(scale.reshape(1, -1), cols=X.cols) if standardize else None,
    )


def _count(X: Matrix, k: int | None, variance: float | None, explained: Any) -> int:
    """How many components were asked for."""
    if k and k > len(explained):
        raise ShapeError(
            f"{X.name} is {X.dimensions}: it has {len(explained)} principal components, not {k}"
        )
    if variance is None:
        return k or len(explained)
    short = [row[2] < variance - ROUNDING for row in explained]
    return min(sum(short) + 1, len(explained))
