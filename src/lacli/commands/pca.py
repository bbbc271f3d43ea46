"""pca: principal component analysis."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from lacli import compute
from lacli.commands._columns import varying
from lacli.commands._pca_model import Model, model_of
from lacli.errors import ShapeError, UsageError
from lacli.matrix import Matrix, Parts
from lacli.registry import Argument, Option, command

ROUNDING = 1e-12
"""By how much rounding may make a cumulative share fall short of one that it reaches."""


class PCA(NamedTuple):
    explained: Matrix
    components: Matrix
    scores: Matrix
    mean: Matrix
    scale: Matrix | None


class Scores(NamedTuple):
    scores: Matrix
    error: Matrix


class Reconstruction(NamedTuple):
    reconstruction: Matrix
    error: float | None


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
    model: Annotated[
        Parts | None,
        Option(
            "--model",
            metavar="FILE",
            help="Use the components that an earlier answer of pca in FILE holds.",
        ),
    ] = None,
    inverse: Annotated[
        bool,
        Option(
            "--inverse",
            help="With --model, X is scores, from which the data are reconstructed; else X itself "
            "is, from the components kept.",
        ),
    ] = False,
) -> PCA | Scores | Reconstruction:
    """Find the principal components of the rows of X.

    The data are always centred. `explained` tells the variance of each component, with n − 1 in the
    denominator, and its share; `components` its direction, the largest entry positive; `scores`
    where each row of X lies along it; `mean` what was subtracted, and `scale`, with --standardize,
    the standard deviations that divided.

        $ lacli pca '2 0; 0 1; -2 0; 0 -1' --part explained --precision 6
        ,variance,share,cumulative
        PC1,2.66667,0.8,0.8
        PC2,0.666667,0.2,1

    `lacli pca X -o model.json` keeps all of that. `lacli pca --model model.json Y` gives the
    `scores` of the rows of Y along the same components, and as `error` the distance of each row to
    what its scores tell of it. Columns are matched by name, so Y may have them in another order,
    and other columns of numbers beside them.

    `lacli pca --model model.json --inverse scores.csv` goes back: `reconstruction` is the data that
    have these scores, and `error` how far the data of the model are from theirs: the root of the
    variance not kept, the sum of squared distances over n − 1. Both errors are in standard
    deviations, if the model is standardized. Without a model X is reconstructed from the components
    that -k or --variance keep:

        $ lacli pca '3 1; 1 3; -1 -3; -3 -1' -k 1 --inverse --precision 6
        # reconstruction
        2,2
        2,2
        -2,-2
        -2,-2

        # error
        1.63299
    """
    if k and variance is not None:
        raise UsageError("-k and --variance exclude each other")
    if variance is not None and not 0 <= variance <= 1:
        raise UsageError(f"--variance is a share from 0 to 1, not {variance}")
    if model is not None:
        if variance is not None or standardize:
            chosen = "--standardize" if standardize else "--variance"
            raise UsageError(f"{chosen} is settled by the model: -k takes fewer components")
        known = model_of(model)
        return _reconstructed(X, known, k) if inverse else _scores(X, known.first(k))
    if not inverse:
        return _fitted(X, k, variance, standardize=standardize)
    if k is None and variance is None:
        raise UsageError(
            "--inverse needs the --model that the scores are of",
            hint="to reconstruct X itself, say with -k or --variance how much to keep",
        )
    everything = _fitted(X, None, None, standardize=standardize)
    kept = _count(X, k, variance, everything.explained.values)
    known = _model(everything, X.name)
    return _reconstructed(everything.scores, known, kept)


def _fitted(X: Matrix, k: int | None, variance: float | None, *, standardize: bool) -> PCA:
    """The principal components of X, as many as were asked for."""
    with varying(X):
        found = compute.pca(X, standardize=standardize, k=k)
    explained, components, scores, mean, scale = found
    k = _count(X, k, variance, explained)
    names = [f"PC{i + 1}" for i in range(k)]
    return PCA(
        Matrix(explained[:k], rows=names, cols=("variance", "share", "cumulative")),
        Matrix(components[:k], rows=names, cols=X.cols),
        Matrix(scores, rows=X.rows).columns(range(k)).with_names(X.rows, names),
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


def _model(found: PCA, name: str) -> Model:
    """The model that an answer is, without the way through a file."""
    scale = found.scale or Matrix([[1.0] * found.mean.shape[1]])
    return Model(name, found.components, found.mean, scale, found.explained)


def _scores(Y: Matrix, model: Model) -> Scores:
    """The scores of the rows of Y."""
    Y = model.observations(Y)
    scores, error = compute.pca_scores(Y, model.components, model.mean, model.scale)
    return Scores(
        Matrix(scores, rows=Y.rows, cols=model.components.rows), Matrix(error, rows=Y.rows)
    )


def _reconstructed(scores: Matrix, model: Model, k: int | None) -> Reconstruction:
    """The data that have these scores, of which those along the first k components count."""
    model.first(k)  # which refuses a k that it has not
    found = model.components_of(scores)
    use = [(j, i) for j, i in enumerate(found) if k is None or i < k]
    if not use:
        raise ShapeError(f"{scores.name} has no column for the first {k} of the components")
    columns, kept = (list(indices) for indices in zip(*use, strict=True))
    C = Matrix(model.components.values[kept])
    data = compute.pca_reconstruction(scores.columns(columns), C, model.mean, model.scale)
    return Reconstruction(Matrix(data, rows=scores.rows, cols=model.features), model.error(kept))
