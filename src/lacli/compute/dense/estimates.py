"""How large an inverse is, found by solving with it, and how wrong an answer can be by that.

What is estimated here costs next to nothing beside a factorization. It decides only that all is
well, by a margin; where it does not, all is measured, with the inverse.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from lacli.matrix import Array

if TYPE_CHECKING:
    from lacli.compute.dense.factors import Factors

STEPS = 5
"""Hager's method seldom takes more than two steps."""


def probes(n: int) -> Array:
    """Two vectors (n×2) with entries up to 1 that follow no simple rule, the mean square 1/2."""
    return np.cos(np.arange(1.0, n + 1)[:, None] ** 2 * [1, math.sqrt(2)])


def length(products: Array) -> float:
    """The Frobenius norm of a matrix, about, from its products with probes (Hutchinson)."""
    return float(np.linalg.norm(products))  # for two times 1/2 is 1


def size_of_inverse(found: Factors) -> float:
    """The Frobenius norm of B⁻¹, about: from products with probes, and one step of iteration."""
    y = found.solve(probes(len(found.order)))
    size = length(y)
    if not 0 < size < math.inf:
        return math.inf
    z = found.adjoint_solve(y / np.linalg.norm(y, axis=0))
    return max(size, float(np.linalg.norm(z, axis=0).max()))


def largest_sum(found: Factors, g: Array, weights: Array) -> float:
    """The norm ‖W|B⁻¹|g‖∞, about, for g ≥ 0 (n×1) and weights (n×1): the 1-norm of diag(g)B⁻ᴴW.

    By the method of Hager and Higham (Higham ASNA algorithm 15.1, LAPACK lacn2).
    """
    return _norm1(
        lambda v: g * found.adjoint_solve(weights * v),
        lambda w: weights * found.solve(g * w),
        len(g),
    )


def _norm1(
    times: Callable[[Array], Array], adjoint_times: Callable[[Array], Array], n: int
) -> float:
    """The 1-norm of a matrix (n×n), seldom less than a third of it, and never more."""
    v, best = np.full((n, 1), 1 / n), 0.0
    for _ in range(STEPS):
        y = times(v)
        size = float(np.abs(y).sum())
        if not size > best:
            break
        best = size
        moduli = np.abs(y)
        z = adjoint_times(np.divide(y, moduli, out=np.ones_like(y), where=moduli > 0))
        j = int(np.abs(z).argmax())
        if not abs(z[j, 0]) > abs((z.conj() * v).sum()):
            break
        v = np.zeros((n, 1))
        v[j] = 1
    alternating = (1 + np.arange(n) / max(n - 1, 1)) * (-1.0) ** np.arange(n)
    return max(best, 2 * float(np.abs(times(alternating[:, None])).sum()) / (3 * n))
