"""What one pass over a tall matrix tells of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli import memory
from lacli.compute.blocked.triangle import joined, triangle
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.scaling import SAFE
from lacli.errors import MathError
from lacli.matrix import Array
from lacli.tall import Tall

KEY = "summary"


class Summary(NamedTuple):
    """Of X (m×n), whose columns are measured from a row s, so that large means cost no digits."""

    m: int
    s: Array
    """The mean of the first block."""
    factor: Array
    """R of [1 X−s] = QR, (n+1)×(n+1), with zeros below where m is less."""
    low: Array
    """The least entry of each column."""
    high: Array
    """The largest entry of each column."""
    norm: float
    """The Frobenius norm."""
    sums: Array
    """The sums of moduli of each column."""
    row_sums: tuple[float, float]
    """The least and the largest sum of moduli of a row."""
    off_one: float
    """By how much the sum of a row differs from 1 at most."""
    off_diagonal: float
    """The largest modulus off the diagonal."""

    @property
    def mean(self) -> Array:
        """The mean of each column."""
        return self.s + self._rest

    @property
    def _rest(self) -> Array:
        return np.asarray(self.factor[0, 1:] / self.factor[0, 0])

    def less_mean(self, values: Array) -> Array:
        """Rows of X less the mean of each column, of which no more digits are lost than need be."""
        return np.asarray((values - self.s) - self._rest)

    @property
    def centred(self) -> Array:
        """R of X less its means, n×n; of a constant column nothing is left, not even rounding."""
        R = self.factor[1:, 1:].copy()
        R[:, self.low == self.high] = 0
        return R

    @property
    def plain(self) -> Array:
        """R of X itself, n×n, as [1 X−s] = [1 X]·T for a triangular T."""
        return triangle(self.factor @ np.vstack([self.s, np.eye(len(self.s))]))

    @property
    def with_ones(self) -> Array:
        """R of [1 X], (n+1)×(n+1)."""
        n = len(self.s)
        return triangle(
            self.factor @ np.block([[np.ones((1, 1)), self.s], [np.zeros((n, 1)), np.eye(n)]])
        )

    @property
    def constant(self) -> Array:
        """The indices of the columns whose entries are equal, to a few units in the last place."""
        size = np.maximum(np.abs(self.low), np.abs(self.high))
        return np.flatnonzero(self.high - self.low <= 4 * np.finfo(float).eps * size)


def summary(X: Tall, *, last: bool) -> Summary:
    """What one pass over X tells, which is made once; `last` says that no other will follow.

    Raises InputError where memory does not hold the factor, which has as many rows as X columns;
    MathError where its entries are too large for floating point.
    """
    if KEY not in X.learned:
        memory.check_matrix(X.width + 1, X.width + 1, f"the factor of {X.name}")
        X.learned[KEY] = _squared(X.fold(of_block, merged, last=last))
    found: Summary = X.learned[KEY]
    if not np.isfinite(found.factor).all():
        raise MathError("the entries are too large for floating point", hint="scale the data first")
    return found


def of_block(values: Array, start: int, first: Summary | None) -> Summary:
    """That of some rows of X (k×n), from row `start` on, measured from where the first were."""
    k, n = values.shape
    s = values.mean(axis=0) if first is None else first.s
    sizes = np.abs(values)
    in_row = sizes.sum(axis=1)
    diagonal = np.arange(max(min(n - start, k), 0))
    off = sizes
    if len(diagonal):
        off = sizes.copy()
        off[diagonal, start + diagonal] = 0
    augmented = np.empty((k, n + 1))
    augmented[:, 0] = 1
    np.subtract(values, s, out=augmented[:, 1:])
    return Summary(
        k,
        s,
        triangle(augmented),
        values.min(axis=0),
        values.max(axis=0),
        _length(values),
        sizes.sum(axis=0),
        (float(in_row.min()), float(in_row.max())),
        float(np.abs(values.sum(axis=1) - 1).max()),
        float(off.max()),
    )


def _squared(found: Summary) -> Summary:
    """With zeros below a factor that has fewer rows than columns."""
    r, n = found.factor.shape
    return found._replace(factor=np.vstack([found.factor, np.zeros((n - r, n))]))


def _length(values: Array) -> float:
    """The Frobenius norm, without copies where it is of ordinary size."""
    length = float(np.sqrt(np.vdot(values, values)))
    return length if SAFE[0] < length < SAFE[1] else float(vector_norm(values, 2))


def merged(A: Summary, B: Summary) -> Summary:
    """That of the rows of both, which were measured from the same s."""
    return Summary(
        A.m + B.m,
        A.s,
        joined(A.factor, B.factor),
        np.minimum(A.low, B.low),
        np.maximum(A.high, B.high),
        float(np.hypot(A.norm, B.norm)),
        A.sums + B.sums,
        (min(A.row_sums[0], B.row_sums[0]), max(A.row_sums[1], B.row_sums[1])),
        max(A.off_one, B.off_one),
        max(A.off_diagonal, B.off_diagonal),
    )
