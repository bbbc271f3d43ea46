"""Principal components of a tall matrix."""

from __future__ import annotations

import numpy as np

from lacli import compute
from lacli.compute.blocked.moments import standard_deviations
from lacli.compute.blocked.summary import summary
from lacli.compute.dense import components as dense
from lacli.compute.dense.components import PCA, Scores, check, shares, warn_rounded
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import scaled
from lacli.compute.dense.singular import factors
from lacli.matrix import Array
from lacli.tall import Tall


def pca(X: Tall, standardize: bool = False, k: int | None = None) -> PCA:
    """The principal components of X (n×p), as `pca` of the dense engine, by the R of X centred.

    The scores, of which the first `k` will do, are made in a second pass.
    """
    found = summary(X, last=not compute.is_wanted("scores"))
    n, p = found.m, X.width
    check(n, p, found.constant.tolist(), standardize)
    scale = standard_deviations(found) if standardize else np.ones(p)
    R, exponent = scaled(found.centred / scale)
    _, S, Vh = factors(R, full=False)
    r = min(n - 1, p)
    components, _ = fix_phases(Vh[:r].T)
    weights = (components / scale[:, None])[:, :k]
    scores = X.map(lambda values: found.less_mean(values) @ weights, weights.shape[1])
    return PCA(shares(S[:r], n, exponent), components.T, scores, found.mean, scale)


def pca_scores(Y: Tall, components: Array, mean: Array, scale: Array) -> Scores:
    """The scores of the rows of Y (n×p), and their distances, as `pca_scores` of the dense engine.

    Each is made in a pass of its own, where it is written.
    """
    warn_rounded(components)
    kept = components, mean, scale
    return Scores(
        Y.map(lambda values: dense.scores_of(values, *kept).scores, len(components)),
        Y.map(lambda values: dense.scores_of(values, *kept).error[:, None], 1),
    )


def pca_reconstruction(scores: Tall, components: Array, mean: Array, scale: Array) -> Tall:
    """The rows that have these scores (n×k), as `pca_reconstruction` of the dense engine."""
    warn_rounded(components)
    return scores.map(lambda values: values @ components * scale + mean, components.shape[1])
