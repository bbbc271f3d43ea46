"""Least squares of a tall matrix."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.blocked.summary import summary
from lacli.compute.blocked.triangle import triangle
from lacli.compute.dense.accuracy import count, singular_values
from lacli.compute.dense.extended import residual
from lacli.compute.dense.fitting import Regression, share_explained
from lacli.compute.dense.leastsquares import solution, without_noise
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.orthogonal import column_exponents
from lacli.compute.dense.scaling import EPS, ldexp
from lacli.compute.remarks import note_kind, warn_digits
from lacli.errors import InputError
from lacli.matrix import Array
from lacli.tall import Tall

STEPS = 3
"""Passes of refinement at most: each leaves cond²·ε of the error, and two nearly always do."""


def regression(
    X: Tall | Array, y: Tall | Array, intercept: bool = False, ridge: float = 0.0
) -> Regression:
    """The fit of y (m×k) by X x, for X (m×n), as `regression` of the dense engine.

    By the R of [1 X y], found in one pass, and refined by residuals in twice the precision, a pass
    for each step (the corrected seminormal equations: Björck, Linear Algebra Appl. 88/89, 1987, pp.
    31–48). What is as tall as X is made where it is written. Raises InputError where y is, and X
    is not, too large for memory.
    """
    if not isinstance(X, Tall):
        raise InputError("what to fit is too large for memory, though what it is fitted by is not")
    both = X.beside(y)
    found = summary(both, last=False)
    data = _Data(both, X.width, intercept)
    R = found.with_ones if intercept else found.plain
    n = X.width + int(intercept)
    A, b = R[:n, :n], R[:n, n:]
    if ridge:
        penalty = math.sqrt(ridge) * np.eye(n)[int(intercept) :]
        A = triangle(np.vstack([A, penalty]))
        b = np.linalg.solve(A.T, R[:n, :n].T @ b)
    S = singular_values(ldexp(A, -column_exponents(A)))
    rank = count(S, (found.m, n))
    x, norms = _deficient(data, A, b) if rank < n else _refined(data, A, b, ridge)
    size = float(vector_norm(norms, order=2))
    if rank == n:
        warn_digits(float(S[0] / S[-1]), size / (float(vector_norm(b, order=2)) or 1))
    elif not ridge:
        note_kind(found.m, n, rank, size)
    errors = None
    if rank == n < found.m and not ridge:
        lengths = vector_norm(np.linalg.inv(A), order=2, axis=1)[:, None]
        errors = lengths * (norms / math.sqrt(found.m - n))
    spread = vector_norm((found.centred if intercept else found.plain)[:, X.width :], 2, axis=0)
    r2 = share_explained(norms, spread, vector_norm(found.plain[:, X.width :], 2, axis=0), found.m)
    return Regression(x, data.fitted(x), data.residuals(x), rank, norms, r2, errors)  # type: ignore[arg-type]  # tall


class _Data(NamedTuple):
    """[X y], where X (m×n) is what to fit y (m×k) by."""

    both: Tall
    n: int
    intercept: bool

    def pass_over(self, x: Array) -> tuple[Array, Array]:
        """[1 X]ᵀr and the norms of the columns of r = y − [1 X] x."""

        def told(values: Array, _start: int, _first: object) -> tuple[Array, Array]:
            A, b = self._parted(values)
            r = residual(A, x, b)
            return A.T @ r, vector_norm(without_noise(A, x, r), 2, axis=0)

        return self.both.fold(told, lambda a, b: (a[0] + b[0], np.hypot(a[1], b[1])))

    def fitted(self, x: Array) -> Tall:
        """[1 X] x."""
        return self.both.map(lambda values: self._parted(values)[0] @ x, x.shape[1])

    def residuals(self, x: Array) -> Tall:
        """y − [1 X] x."""

        def left(values: Array) -> Array:
            A, b = self._parted(values)
            return without_noise(A, x, residual(A, x, b))

        return self.both.map(left, x.shape[1])

    def _parted(self, values: Array) -> tuple[Array, Array]:
        """[1 X] and y."""
        X, y = values[:, : self.n], values[:, self.n :]
        return np.hstack([np.ones((len(X), 1)), X]) if self.intercept else X, y


def _refined(data: _Data, A: Array, b: Array, ridge: float) -> tuple[Array, Array]:
    """The solution where the columns are independent, by their R, and the norms of what it leaves.

    The penalty does not count for the intercept.
    """
    penalty = np.full((len(A), 1), ridge)
    penalty[: int(data.intercept)] = 0
    x = np.linalg.solve(A, b)
    for _ in range(STEPS):
        gradient, norms = data.pass_over(x)
        step = np.linalg.solve(A, np.linalg.solve(A.T, gradient - penalty * x))
        x = x + step
        if (np.abs(step) <= EPS * np.abs(x)).all():
            break
    return x, norms


def _deficient(data: _Data, A: Array, b: Array) -> tuple[Array, Array]:
    """The solution of least norm where they are not."""
    x = solution(A, b).x
    return x, data.pass_over(x)[1]
