"""Least squares of a tall matrix."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.answers import Certificate
from lacli.compute.blocked.summary import summary
from lacli.compute.blocked.triangle import triangle
from lacli.compute.dense.accuracy import count, cutoff, is_near, singular_values
from lacli.compute.dense.certificate import certified, relative, warn_of
from lacli.compute.dense.extended import residual
from lacli.compute.dense.fitting import Regression, share_explained
from lacli.compute.dense.leastsquares import without_noise
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.orthogonal import column_exponents
from lacli.compute.dense.scaling import EPS, ldexp, scaled
from lacli.compute.dense.singular import factors
from lacli.compute.remarks import UNIT, note_kind, warn
from lacli.matrix import Array
from lacli.tall import Tall

STEPS = 3
"""Passes of refinement at most: each leaves cond²·ε of the error, and two nearly always do."""
SLOW = 2
"""By how much a step is smaller than the one before, at least, where they lead to the solution."""


def regression(
    X: Tall | Array, y: Tall | Array, intercept: bool = False, ridge: float = 0.0
) -> Regression:
    """The fit of y (m×k) by X x, for X (m×n), as `regression` of the dense engine.

    By the R of [1 X−s y−t], for a row s and t of about the means, found in one pass, and refined by
    residuals in twice the precision, a pass for each step (the corrected seminormal equations:
    Björck, Linear Algebra Appl. 88/89, 1987, pp. 31–48). What is as tall as X is made where it is
    written.
    """
    assert isinstance(X, Tall)
    assert isinstance(y, Tall)
    both, p = X.beside(y), X.width
    found = summary(both, last=False)
    n = p + int(intercept)
    R = found.with_ones if intercept else found.plain
    penalty = np.array([[0.0]] * intercept + [[ridge]] * p)
    data = _Data(both, p, intercept, found.s[:p], column_exponents(R[:, :n]))
    problem = _Triangle.of(R, n, data.cols, penalty)
    A = problem.as_it_stands
    rank = count(singular_values(ldexp(A, -column_exponents(A))), (found.m, n))
    if rank < n:
        x = problem.of_least_norm((found.m, n), rank)
        _, norms = data.pass_over(x)
        if not ridge:
            note_kind(found.m, n, rank, float(vector_norm(norms, order=2)))
    else:
        shifted = _Triangle.of(found.factor if intercept else R, n, data.cols, penalty)
        x = data.unshifted(shifted.solution(), found.s[p:])
        moved = math.inf
        for _ in range(STEPS):
            gradient, norms = data.pass_over(x)
            step = data.unshifted(shifted.step(gradient - ldexp(penalty * x, -data.cols[:, None])))
            before, moved = moved, problem.relative(step, x)
            if not moved * SLOW < before:
                break
            x = x + step
            if (np.abs(step) <= EPS * np.abs(x)).all():
                moved = 0.0
                break
        warn_of(*problem.certificate(x, norms, moved))
    errors = None
    if rank == n < found.m and not ridge:
        errors = problem.lengths() * (norms / math.sqrt(found.m - n))
    spread = vector_norm((found.centred if intercept else found.plain)[:, p:], order=2, axis=0)
    r2 = share_explained(norms, spread, vector_norm(found.plain[:, p:], order=2, axis=0), found.m)
    return Regression(x, data.fitted(x), data.residuals(x), rank, norms, r2, errors)  # type: ignore[arg-type]  # tall


class _Triangle(NamedTuple):
    """A x = b, the n triangular equations that are left of m, with A·2^−cols for A."""

    A: Array
    b: Array
    cols: Array

    @classmethod
    def of(cls, R: Array, n: int, cols: Array, penalty: Array) -> _Triangle:
        """Those of R = [A b], with the penalty that the squares of x are multiplied by below A."""
        if penalty.any():
            below = np.hstack([np.sqrt(penalty) * np.eye(n), np.zeros((n, R.shape[1] - n))])
            R = triangle(np.vstack([R, below]))
        return cls(ldexp(R[:n, :n], -cols), R[:n, n:], cols)

    @property
    def as_it_stands(self) -> Array:
        """A."""
        return ldexp(self.A, self.cols)

    def of_least_norm(self, shape: tuple[int, int], rank: int) -> Array:
        """The x of least norm, by the singular values of A, of which m×n are left.

        Warns, as `lstsq` does, where they decide for another rank, or nearly do.
        """
        A, exponent = scaled(self.as_it_stands)
        U, S, Vh = factors(A, full=False)
        r = count(S, shape)
        if r < rank:
            warn(f"badly scaled: the rank used is {r}, with columns of one size it is {rank}")
        if is_near(S, S[0] * cutoff(shape)):  # at another rank no digit need be the same
            warn_of(Certificate(0.0, math.inf, 0))
        return ldexp(Vh[:r].T @ ((U[:, :r].T @ self.b) / S[:r, None]), -exponent)

    def solution(self) -> Array:
        """The x where the columns are independent."""
        return ldexp(np.linalg.solve(self.A, self.b), -self.cols[:, None])

    def step(self, gradient: Array) -> Array:
        """(AᵀA)⁻¹ times a gradient, which is over 2^cols."""
        found = np.linalg.solve(self.A, np.linalg.solve(self.A.T, gradient))
        return ldexp(found, -self.cols[:, None])

    def lengths(self) -> Array:
        """Those of the rows of A⁻¹, and so of the pseudoinverse of what A is left of, n×1."""
        found = vector_norm(np.linalg.inv(self.A), order=2, axis=1)[:, None]
        return ldexp(found, -self.cols[:, None])

    def relative(self, error: Array, x: Array) -> float:
        """The largest error relative to the largest entry, in the units of x or of the columns."""
        shifts = self.cols[:, None]
        return relative(np.abs(ldexp(error, shifts)), np.abs(ldexp(x, shifts)), -self.cols)

    def certificate(self, x: Array, norms: Array, moved: float) -> tuple[Certificate, bool]:
        """How good x is that leaves residuals of these norms and moved so far in the last step.

        As for the dense engine, but for lengths of columns and of rows of the pseudoinverse in the
        place of moduli: a row of |A⁺| times |A||x| + |b| is at most the product of their lengths.
        """
        inverse, y = np.linalg.inv(self.A), np.abs(ldexp(x, self.cols[:, None]))
        sizes = vector_norm(self.A, order=2, axis=0)[:, None]
        right = np.hypot(vector_norm(self.b, order=2, axis=0), norms)
        direct = vector_norm(inverse, order=2, axis=1)[:, None] * (sizes.T @ y + right)
        through = np.abs(inverse @ inverse.T) @ (sizes * norms)
        condition = max(relative(direct + through, y, -self.cols), 1.0)
        error = moved + condition * UNIT
        found = certified(moved / (condition * EPS), condition, error)
        return found, relative(through, y, -self.cols) > condition / 2


class _Data(NamedTuple):
    """[X y], where X (m×p) is what to fit y (m×k) by, measured from s, and [1 X] over 2^cols."""

    both: Tall
    p: int
    intercept: bool
    s: Array
    cols: Array

    def pass_over(self, x: Array) -> tuple[Array, Array]:
        """[1 X−s]ᵀr over 2^cols, and the norms of the columns of r = y − [1 X] x."""

        def told(values: Array, _start: int, _first: object) -> tuple[Array, Array]:
            r, noise = self._left(values, x)
            V = values[:, : self.p]
            if self.intercept:
                V = np.hstack([np.ones((len(V), 1)), V - self.s])
            return ldexp(V, -self.cols).T @ r, vector_norm(np.where(noise, 0, r), 2, axis=0)

        return self.both.fold(told, lambda a, b: (a[0] + b[0], np.hypot(a[1], b[1])))

    def unshifted(self, z: Array, t: Array | float = 0.0) -> Array:
        """The coefficients of [1 X] that are those of [1 X−s], z, for y−t."""
        x = z.copy()
        if self.intercept:
            x[0] += t - self.s @ z[1:]
        return x

    def fitted(self, x: Array) -> Tall:
        """[1 X] x."""
        return self.both.map(
            lambda values: values[:, self.p :] - self._residuals(values, x), x.shape[1]
        )

    def residuals(self, x: Array) -> Tall:
        """y − [1 X] x."""
        return self.both.map(lambda values: self._residuals(values, x), x.shape[1])

    def _residuals(self, values: Array, x: Array) -> Array:
        r, noise = self._left(values, x)
        return np.where(noise, 0, r)

    def _left(self, values: Array, x: Array) -> tuple[Array, Array]:
        """What is left of y, in twice the precision, and where that may be rounding alone."""
        X, y = values[:, : self.p], values[:, self.p :]
        A = ldexp(np.hstack([np.ones((len(X), 1)), X]) if self.intercept else X, -self.cols)
        z = ldexp(x, self.cols[:, None])
        r = residual(A, z, y)
        return r, without_noise(A, z, r) == 0
