"""All solutions of a linear system: one, many, or none."""

from __future__ import annotations

import numpy as np

from lacli.compute.answers import Contradiction, Solutions
from lacli.compute.dense.accuracy import ABOVE, count, cutoff, singular_values, warn_of_rank
from lacli.compute.dense.certificate import warn_of
from lacli.compute.dense.leastsquares import least_squares_certificate, solution
from lacli.compute.dense.scaling import EPS, equilibrated, ldexp
from lacli.compute.dense.spaces import nullspace
from lacli.compute.dense.systems import solve
from lacli.compute.remarks import magnitude
from lacli.errors import Singular
from lacli.matrix import Array

FEW = 1e-6
"""Weights below this share of the largest are left out of a contradiction: they tell nothing."""
NOISE = 10
"""A residual of so many roundings for each row or column is none."""


def solutions(A: Array, b: Array) -> Solutions:
    """All x (n×k) with A x = b, for A (m×n) and b (m×k), as far as rounding lets one tell.

    Where A has an inverse, by `solve`; else by least squares, whose x solves the system if its
    residual is no more than rounding explains. The kernel is `nullspace`. Where there is no
    solution, the part of b that no A x reaches weighs the equations: Aᴴr = 0 and rᴴb = ‖r‖².
    Raises Singular where a square A is so near to singular that it cannot be told which it is.
    """
    m, n = A.shape
    refused: Singular | None = None
    if m == n:
        try:
            return Solutions(solve(A, b), None, n)
        except Singular as error:
            refused = error
    B, rows, cols = equilibrated(A)
    S = singular_values(B)
    limit = float(S[0] * cutoff(A.shape))
    rank = count(S, A.shape)
    if refused and (rank == n or (rank and S[rank - 1] <= ABOVE * limit)):
        raise refused
    if not refused:
        warn_of_rank(S, limit)
    c = ldexp(b, -rows[:, None])
    found = solution(B, c)
    size = np.abs(B) @ np.abs(found.x) + np.abs(c)
    noise = NOISE * max(m, n) * EPS * size.max(axis=0)
    off = np.abs(found.residuals).max(axis=0) > noise
    if off.any():
        weights = ldexp(found.residuals.conj(), -rows[:, None])
        return Solutions(None, None, rank, _contradiction(weights, b, off))
    x = ldexp(found.x, -cols[:, None])
    certificate = least_squares_certificate(A, x, b) if rank == n else found.certificate
    if not certificate.condition <= 1 / EPS:
        raise Singular(
            f"singular to working precision, condition number {magnitude(certificate.condition)}"
        )
    warn_of(certificate)
    return Solutions(x, nullspace(A) if rank < n else None, rank)


def _contradiction(weights: Array, b: Array, off: Array) -> Contradiction:
    """The combination of equations, the last of them as it is, that contradicts one b."""
    column = int(off.argmax())
    y = weights[:, column]
    y = np.where(np.abs(y) < FEW * np.abs(y).max(), 0, y)
    y = y / y[np.flatnonzero(y)[-1]]
    return Contradiction(y.tolist(), (y @ b[:, column]).item(), column)
