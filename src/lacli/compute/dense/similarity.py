"""Forms that are unitarily similar to a matrix: Hessenberg's and Schur's, by SciPy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.extra import scipy_linalg
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import is_hermitian, ldexp, scaled
from lacli.errors import MathError
from lacli.matrix import Array


class Hessenberg(NamedTuple):
    H: Array
    Q: Array


class Schur(NamedTuple):
    T: Array
    Z: Array


def hessenberg(A: Array) -> Hessenberg:
    """H, zero below its first subdiagonal, and a unitary Q with A = Q·H·Qᴴ, all n×n.

    Tridiagonal where A is Hermitian. Q's first column is e₁ and H's subdiagonal real and not
    negative, which leaves no choice while none of that is 0 (GVL §7.4.5). LAPACK gehrd. Raises
    UsageError without SciPy.
    """
    linalg = scipy_linalg()
    B, exponent = scaled(A)
    H, Q = linalg.hessenberg(B, calc_q=True)
    phases = np.ones(len(H), dtype=H.dtype)
    for k, entry in enumerate(H.diagonal(-1)):
        phases[k + 1] = phases[k] * (entry / abs(entry) if entry != 0 else 1)
    H, Q = _turned(H, phases), Q * phases
    below = np.abs(H.diagonal(-1))
    H[range(1, len(H)), range(len(H) - 1)] = below
    if is_hermitian(A):
        H = np.diag(H.diagonal().real) + np.diag(below, 1) + np.diag(below, -1)
    return Hessenberg(ldexp(H, exponent), Q)


def schur(A: Array, output: str) -> Schur:
    """T and a unitary Z with A = Z·T·Zᴴ, all n×n (GVL §7.1.3 and §7.4.1).

    T is upper triangular where A or `output` is "complex"; for "real" it has a 2×2 block on its
    diagonal for each pair of complex eigenvalues. It is diagonal where A is Hermitian. The columns
    of Z have their largest entry real and positive. LAPACK gees. Raises MathError where it does not
    converge, UsageError without SciPy.
    """
    linalg = scipy_linalg()
    B, exponent = scaled(A)
    try:
        T, Z = linalg.schur(B, output=output)
    except LinAlgError:
        raise MathError("the eigenvalues did not converge") from None
    Z, phases = fix_phases(Z)
    T = np.triu(_turned(T, phases), 0 if np.iscomplexobj(T) else -1)
    if is_hermitian(A):
        T = np.diag(T.diagonal().real)
    return Schur(ldexp(T, exponent), Z)


def _turned(T: Array, phases: Array) -> Array:
    """What T becomes where the columns of the unitary factor are multiplied by phases."""
    return phases.conj()[:, None] * T * phases
