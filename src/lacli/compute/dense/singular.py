"""The singular value decomposition, and the pseudoinverse made from it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import count
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import ldexp, scaled
from lacli.compute.remarks import note, warn_digits
from lacli.errors import MathError
from lacli.matrix import Array


class SVD(NamedTuple):
    U: Array
    S: Array
    Vh: Array


def svd(A: Array, full: bool = False) -> SVD:
    """U (m×r), the singular values S (r), descending, and Vh (r×n) with A = U·diag(S)·Vh.

    r is min(m, n); with `full` U is m×m and Vh n×n. Each column of U has its largest entry real
    and positive. LAPACK gesdd. Raises MathError where it does not converge.
    """
    U, S, Vh = factors(A, full)
    r = len(S)
    U, phases = fix_phases(U)
    Vh[:r] *= phases[:r, None].conj()
    if len(Vh) > r:
        Vh[r:] = fix_phases(Vh[r:].T)[0].T
    return SVD(U, S, Vh)


def pinv(A: Array, rcond: float | None = None) -> Array:
    """The Moore–Penrose pseudoinverse of A (m×n), of shape n×m, by the SVD (GVL §5.5.2).

    Singular values up to `rcond` times the largest count as 0; it is max(m, n)·ε unless given.
    Remarks which rank that left, if it is not full; warns where digits are lost.
    """
    B, exponent = scaled(A)
    U, S, Vh = factors(B, full=False)
    rank = count(S, A.shape, rcond)
    if rank < len(S):
        note(f"the rank used is {rank} of {len(S)}")
    if rank:
        warn_digits(float(S[0] / S[rank - 1]))
    inverse = Vh[:rank].conj().T / S[:rank] @ U[:, :rank].conj().T
    return ldexp(inverse, -exponent)


def factors(A: Array, full: bool) -> SVD:
    """The SVD of A as LAPACK gives it, with whatever signs; raises MathError if it gives none."""
    B, exponent = scaled(A)
    try:
        U, S, Vh = np.linalg.svd(B, full_matrices=full)
    except LinAlgError:
        raise MathError("the singular values did not converge") from None
    return SVD(U, ldexp(S, exponent), Vh)
