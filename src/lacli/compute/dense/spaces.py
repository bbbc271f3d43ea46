"""Orthonormal bases of the spaces that belong to a matrix."""

from __future__ import annotations

from lacli.compute.dense.accuracy import count, rank_in_any_units
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import equilibrated, ldexp
from lacli.compute.dense.singular import factors
from lacli.compute.remarks import warn_digits
from lacli.matrix import Array


def nullspace(A: Array, tol: float | None = None) -> Array:
    """An orthonormal basis of {x: A x = 0} as the columns of an n×(n − r) array, for A (m×n).

    By the SVD (GVL §5.5.1); singular values up to `tol` times the largest count as 0. Unless it is
    given, r is the rank of A once equilibrated, so that units alone make no column dependent.
    The largest entry of each column is positive. Warns where digits are lost.
    """
    Vh, rank = _right(A, tol)
    return fix_phases(Vh[rank:].conj().T)[0]


def row_space(A: Array, tol: float | None = None) -> Array:
    """An orthonormal basis of the span of A's rows, as the columns of an n×r array, for A (m×n).

    `tol` and r are those of `nullspace`, to which the basis is orthogonal.
    """
    Vh, rank = _right(A, tol)
    return fix_phases(Vh[:rank].T)[0]


def _right(A: Array, tol: float | None) -> tuple[Array, int]:
    """The right singular vectors as rows, n×n where m < n, and the rank."""
    m, n = A.shape
    if tol is None:  # to scale rows changes neither space
        A, rank = ldexp(A, -equilibrated(A).rows[:, None]), rank_in_any_units(A)
    _, S, Vh = factors(A, full=m < n)
    if tol is not None:
        rank = count(S, A.shape, tol)
    if 0 < rank < n:
        warn_digits(float(S[0] / S[rank - 1]))
    return Vh, rank
