"""The solution of large systems, from factors and an estimate of the error."""

from __future__ import annotations

import math

import numpy as np

from lacli.compute.dense.certificate import STABLE, relative, units_of
from lacli.compute.dense.estimates import largest_sum
from lacli.compute.dense.extended import STEPS, is_affordable, residual
from lacli.compute.dense.factors import Factors, factored
from lacli.compute.dense.scaling import EPS, ldexp, scaled
from lacli.compute.remarks import HALF, UNIT, digits
from lacli.errors import Singular
from lacli.matrix import Array


def quick_solution(A: Array, b: Array) -> Array | None:
    """The x (n×k) with A x = b, for A (n×n) and b (n×k), refined; None where it may not be good.

    Raises Singular where A is triangular, and so certainly singular.
    """
    found = factored(A)
    if found.is_singular:
        if found.is_triangular:
            raise Singular("singular")
        return None
    c, exponent = scaled(ldexp(b, -found.B.units[:, None]))
    y, r = _refined(found, c)
    if not digits(_error(found, y, r)) > HALF or not _is_stable(found, y, c, r):
        return None
    return ldexp(y, exponent - found.B.cols[:, None])


def _refined(found: Factors, c: Array) -> tuple[Array, Array]:
    """The y with B y = c, and its residual (Higham ASNA §12.1).

    Refined where residuals in twice the precision cost little, until a further step would change
    nothing: the first tells by how much one solution is off, and so by how much the steps shrink.
    """
    units, cols = found.B.units[:, None], found.B.cols[:, None]
    y = found.solve(c)
    if not is_affordable(found.B.A, y):
        return y, c - found.B.times(y)
    last = math.inf
    for _ in range(STEPS):
        r = ldexp(residual(found.B.A, ldexp(y, -cols), ldexp(c, units)), -units)
        step = found.solve(r)
        size = relative(np.abs(step), np.abs(y), -found.B.cols)
        if not size <= last / 2:
            break
        y, last = y + step, size
        if size * size <= EPS / 8:
            r -= found.B.times(step)
            break
    return y, r


def _error(found: Factors, y: Array, r: Array) -> float:
    """The bound |B⁻¹|(|r| + u|B||y|) of the error of y, beside its largest entry, about.

    Of the worst column, in the units of A x = b too (Higham ASNA §7.2).
    """
    size = np.abs(y)
    g = np.abs(r) + UNIT * found.B.moduli_times(size)
    found_units = units_of(-found.B.cols)[:, None]
    errors = []
    for weights in [np.ones_like(found_units), found_units][: 1 + bool(np.ptp(found.B.cols))]:
        largest = (weights * size).max(axis=0)
        worst = np.divide(g, largest, out=np.where(g > 0, np.inf, 0), where=largest > 0)
        errors.append(largest_sum(found, worst.max(axis=1, keepdims=True), weights))
    return max(errors)


def _is_stable(found: Factors, y: Array, c: Array, r: Array) -> bool:
    """Whether a B and c that differ by a few roundings have y as their solution."""
    norm = np.linalg.norm
    return bool(norm(r) <= STABLE * EPS * (found.B.size * norm(y) + norm(c)))
