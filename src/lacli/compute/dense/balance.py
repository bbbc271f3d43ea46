"""Balancing: a similarity that makes the rows and columns of a matrix of one size."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.scaling import largest_parts, ldexp
from lacli.matrix import Array

EVEN = 4
"""By how many powers of 2 a row and its column may differ in size where nothing is gained."""
GRADED = 20
"""From so many powers of 2 between the largest and the smallest row on, their order matters."""
SWEEPS = 30


class Balanced(NamedTuple):
    """B with A D = D B, where D is 2^units on the diagonal, its rows then sorted by `order`."""

    B: Array
    units: Array
    order: Array

    def back(self, V: Array) -> Array:
        """The eigenvectors of A, of unit length, for those of B, the columns of V (n×k)."""
        found = np.empty_like(V)
        found[self.order] = V
        return _unit(found, self.units)

    def there(self, V: Array) -> Array:
        """The eigenvectors of B, of unit length, for those of A (n×k)."""
        return _unit(V, -self.units)[self.order]


def balanced(A: Array) -> Balanced:
    """A (n×n) balanced by powers of 2 (Parlett and Reinsch: GVL §7.5.7), in the largest norm.

    LAPACK's geev does so too, but not in the best order, and nobody sees its errors in the units of
    the balanced matrix: what it takes for 0 there may be large in those of A.
    """
    sizes = _sizes(A)
    units = _units(np.where(np.eye(len(A), dtype=bool), -np.inf, sizes))
    return _sorted(ldexp(A, units - units[:, None]) if units.any() else A, units)


def sorted_only(A: Array) -> Balanced:
    """A (n×n) as it is, but for the order of its rows: one that is Hermitian remains so."""
    return _sorted(A, np.zeros(len(A), dtype=int))


def _sorted(B: Array, units: Array) -> Balanced:
    """B, the rows of which differ much in size, with the large ones first.

    LAPACK then finds small eigenvalues well (Stewart, Matrix Algorithms II, SIAM 2001, §2.3.5).
    """
    entries = largest_parts(B)
    rows = _sizes(np.maximum(entries.max(axis=0), entries.max(axis=1)))
    finite = rows[np.isfinite(rows)]
    if not finite.size or np.ptp(finite) <= GRADED:
        return Balanced(B, units, np.arange(len(B)))
    order = np.argsort(-rows, kind="stable")
    return Balanced(B[np.ix_(order, order)], units, order)


def _sizes(A: Array) -> Array:
    """The exponents of 2 of the entries; −∞ for 0."""
    entries = largest_parts(A)
    return np.where(entries > 0, np.frexp(entries)[1].astype(float), -np.inf)


def _units(sizes: Array) -> Array:
    """Exponents u for which sizes[i, j] − u[i] + u[j] is as large in row i as in column i."""
    units = np.zeros(len(sizes), dtype=int)
    # a row or a column of zeros has no size, and stays as it is
    live = np.flatnonzero(np.isfinite(sizes.max(axis=1)) & np.isfinite(sizes.max(axis=0)))
    if (np.abs(sizes[live].max(axis=1) - sizes[:, live].max(axis=0)) <= EVEN).all():
        return units
    for _ in range(SWEEPS):
        before = units.copy()
        for k in live:
            row = (sizes[k] + units).max() - units[k]
            column = (sizes[:, k] - units).max() + units[k]
            units[k] += int(np.rint((row - column) / 2))
        if (units == before).all():
            break
    return units


def _unit(V: Array, units: Array) -> Array:
    """The columns of D V (n×k), where D is 2^units on the diagonal, of unit length."""
    if units.any():
        sizes = _sizes(V) + units[:, None]
        top = np.nan_to_num(sizes.max(axis=0), neginf=0.0)
        V = ldexp(V, np.maximum(units[:, None] - top, -9999).astype(int))
    return np.asarray(V / np.linalg.norm(V, axis=0))
