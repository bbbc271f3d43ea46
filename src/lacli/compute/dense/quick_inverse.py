"""The inverse of large matrices, with no more memory than its own, and an estimate of its error."""

from __future__ import annotations

import math

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import norm1
from lacli.compute.dense.certificate import STABLE, certified, relative, units_of
from lacli.compute.dense.elimination import eliminate_in_place
from lacli.compute.dense.estimates import length, probes
from lacli.compute.dense.factors import Scaled
from lacli.compute.dense.scaling import EPS, equilibrated, ldexp, moduli_times, row_blocks
from lacli.compute.dense.structure import structure
from lacli.compute.dense.triangle import BLOCK, invert_upper
from lacli.compute.remarks import HALF
from lacli.errors import Singular
from lacli.matrix import Array

HUGE = 2000
"""Up to so many rows LAPACK, which holds three matrices more, is quicker."""


def quick_inverse(A: Array) -> Array | None:
    """The inverse of A (n×n); None where it may not be good.

    Raises Singular where A is triangular, and so certainly singular.
    """
    kind = structure(A)
    if kind.is_triangular:
        if not A.diagonal().all():
            raise Singular("singular")
        nothing = np.zeros(len(A), dtype=int)
        B, X = Scaled(A, nothing, nothing), np.array(A)
        invert_upper(X.T if kind.upper == 0 else X)
    else:
        X, units, cols = equilibrated(A)
        B = Scaled(A, units, cols)
        try:
            X = np.linalg.inv(X) if len(A) < HUGE else inverse_in_place(X)
        except LinAlgError:
            return None
    if not _is_good(B, X):
        return None
    for part in row_blocks(X):
        X[part] = ldexp(ldexp(X[part], -B.cols[part, None]), -B.units)
    return X if norm1(A) * norm1(X) <= 1 / EPS else None


def inverse_in_place(F: Array) -> Array:
    """The inverse of F (n×n) in its place, from its factors (LAPACK getri: Higham ASNA §14.3.3).

    Raises LinAlgError where it has none.
    """
    _, rows, _ = eliminate_in_place(F, len(F), len(F))
    if not F.diagonal().all():
        raise LinAlgError
    invert_upper(F)
    n = len(F)
    for start in reversed(range(0, n, BLOCK)):
        end = min(start + BLOCK, n)
        L = np.tril(F[start:, start:end], -1)
        F[start:, start:end] -= L
        F[:, start:end] -= F[:, end:] @ L[end - start :]
        F[:, start:end] = F[:, start:end] @ np.linalg.inv(L[: end - start] + np.eye(end - start))
    order = np.argsort(rows)
    for part in row_blocks(F):
        F[part] = F[part][:, order]
    return F


def _is_good(B: Scaled, X: Array) -> bool:
    """Whether X is the inverse of B to more than half of the digits, and as stable as LU can be.

    X (I − B X) is what it is off by; the lengths of the rows of that, and so their sums of moduli,
    are found from products with probes. The condition number is that of `inverse_certificate`.
    """
    n = len(X)
    weights = np.column_stack([np.ones(n), units_of(-B.units)])
    sizes = moduli_times(X, weights)
    condition = max(relative(moduli_times(X, B.moduli_times(sizes)), sizes, -B.cols), 1.0)
    v = probes(n)
    left = [w[:, None] * v - B.times(X @ (w[:, None] * v)) for w in weights.T]
    off = np.column_stack([np.linalg.norm(X @ r, axis=1) for r in left]) * math.sqrt(n)
    residual = length(left[0]) / (B.size * float(np.linalg.norm(X)) * EPS)
    found = certified(residual, condition, relative(off, sizes, -B.cols))
    return residual <= STABLE and found.digits > HALF
