"""The blocked engine: tall matrices that memory does not hold, some rows at a time.

Most of what is asked of a tall matrix X (m×n, m ≫ n) is answered by the triangular factor of [1 X],
which is found block by block (`summary`), and by the dense engine from that; what is as tall as X
is made block by block when it is written.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import numpy as np

from lacli.compute import listed
from lacli.matrix import Array, Matrix
from lacli.tall import Tall

OPERATIONS = {
    "components": ("pca", "pca_reconstruction", "pca_scores"),
    "fitting": ("regression",),
    "invariants": ("cond", "numerical_rank", "rank", "singular_values", "svd"),
    "moments": ("center", "corr", "cov"),
    "norms": ("matrix_norm", "sum_of_squares", "vector_norm"),
    "predicates": ("defect",),
    "products": ("matmul",),
}
"""The operations in each module of this folder."""

__getattr__, has = listed(__name__, OPERATIONS)


def operand(A: Matrix) -> Tall | Array:
    """What an operation takes for a matrix: what brings its rows or, if it is small, an array."""
    return A.tall or A.values


def quietly() -> AbstractContextManager[object]:
    """The context to run an operation in."""
    return np.errstate(all="ignore")
