"""What a matrix is, so that the routine that suits it can be taken."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.scaling import is_hermitian, row_blocks
from lacli.matrix import Array

NARROW = 8
"""A band counts as one if it takes no more than a part in so many of the matrix."""


class Structure(NamedTuple):
    n: int
    lower: int
    """Below the main diagonal, so many are not 0, of those that are worth knowing of."""
    upper: int
    """And above it."""
    may_be_definite: bool
    """Whether it is Hermitian with a positive diagonal: whether it is definite, Cholesky tells."""

    @property
    def is_triangular(self) -> bool:
        """Whether all on one side of the diagonal is 0."""
        return 0 in (self.lower, self.upper)

    @property
    def is_band(self) -> bool:
        """Whether all but a few diagonals are 0."""
        return max(self.lower, self.upper) <= self.n // NARROW


def structure(A: Array) -> Structure:
    """What A (n×n) is: it ends at the first entries that say it is nothing in particular."""
    lower, upper = _below(A), _below(A.T)
    definite = bool((A.diagonal().real > 0).all()) and is_hermitian(A)
    return Structure(len(A), lower, upper, definite)


def _below(A: Array) -> int:
    """How many diagonals of A (n×n) below the main one are not 0; n − 1 where it is no band."""
    n, found = len(A), 0
    for part in reversed(list(row_blocks(A))):
        used = np.flatnonzero(A[part].any(axis=0))
        rows = np.arange(n)[part]
        if used.size and used[0] < rows[-1]:
            left = (A[part] != 0).argmax(axis=1)  # which is 0 for a row of zeros too
            left = np.where(A[part].any(axis=1), left, rows)
            found = max(found, int((rows - left).max()))
            if found > n // NARROW:
                return n - 1
    return found
