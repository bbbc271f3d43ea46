"""All solutions of a linear system: one, many, or none."""

from __future__ import annotations

import numpy as np

from lacli.compute.answers import Contradiction, Solutions
from lacli.compute.dense.leastsquares import least_squares
from lacli.compute.dense.scaling import EPS, equilibrated, ldexp
from lacli.compute.dense.spaces import nullspace, rank_of
from lacli.compute.dense.systems import residual, solve
from lacli.errors import Singular
from lacli.matrix import Array

FEW = 1e-6
"""Weights below this share of the largest are left out of a contradiction: they tell nothing."""


def solutions(A: Array, b: Array) -> Solutions:
    """All x (n×k) with A x = b, for A (m×n) and b (m×k), as far as rounding lets one tell.

    Where A has an inverse, by `solve`; else by least squares, whose x solves the system if its
    residual is no more than rounding explains. The kernel is `nullspace`. Where there is no
    solution, the part of b that no A x reaches weighs the equations: Aᴴr = 0 and rᴴb = ‖r‖².
    """
    m, n = A.shape
    if m == n:
        try:
            return Solutions(solve(A, b), None, n)
        except Singular as error:
            cond = error
    B, rows, cols = equilibrated(A)
    c = ldexp(b, -rows[:, None])
    rank = rank_of(A)
    if rank == m == n:  # no rank is lost that could be shown: all that is known is that it is near
        raise cond
    x, _, _ = least_squares(B, c)
    left = residual(B, x, c)
    size = np.abs(B) @ np.abs(x) + np.abs(c)
    off = np.linalg.norm(left, axis=0) > 100 * max(m, n) * EPS * np.linalg.norm(size, axis=0)
    if off.any():
        return Solutions(None, None, rank, _contradiction(ldexp(left, -rows[:, None]), b, off))
    kernel = nullspace(A) if rank < n else None
    return Solutions(ldexp(x, -cols[:, None]), kernel, rank)


def _contradiction(left: Array, b: Array, off: Array) -> Contradiction:
    """The combination of equations, the last of them as it is, from what is left of each b."""
    column = int(off.argmax())
    r = left[:, column].conj()
    r = np.where(np.abs(r) < FEW * np.abs(r).max(), 0, r)
    r = r / r[np.flatnonzero(r)[-1]]
    return Contradiction(r.tolist(), (r @ b[:, column]).item(), column)
