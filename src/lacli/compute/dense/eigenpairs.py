"""Eigenpairs as LAPACK finds them, those of repeated eigenvalues mended."""

from __future__ import annotations

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.scaling import EPS, largest_parts, ldexp
from lacli.errors import MathError
from lacli.matrix import Array


def eigenpairs(A: Array, hermitian: bool) -> tuple[Array, Array]:
    """The eigenvalues (n) of A (n×n), in any order, and as many eigenvectors, of unit length.

    By LAPACK heevd or geev. Real where they can be. Raises MathError where it does not converge.
    """
    try:
        values, V = np.linalg.eigh(A) if hermitian else np.linalg.eig(A)
    except LinAlgError:
        raise MathError("the eigenvalues did not converge") from None
    if not hermitian:
        values, V = _repeated(A, values, V)
    if not np.iscomplex(values).any():
        values = values.real  # NumPy 2.5 and later always say complex
        V = V.real if np.isrealobj(A) else V
    return values, V


def _repeated(A: Array, values: Array, V: Array) -> tuple[Array, Array]:
    """Eigenvalues that rounding parted made equal, with independent vectors where A has them.

    Where k of them agree to half of the digits and A − λI has a null space of that dimension to
    working precision, an orthonormal basis of it (GVL §2.4) takes the place of LAPACK's vectors,
    which may be k times the same. The rows of A − λI are first made of one size, which changes no
    null space, so that what is small beside ‖A‖ is not taken for rounding.
    """
    values, V = values.astype(complex), V.astype(complex)
    size = np.linalg.norm(A)
    left = np.arange(len(values))
    while left.size:
        near = left[np.abs(values[left] - values[left[0]]) <= np.sqrt(EPS) * size]
        left = np.setdiff1d(left, near)
        if len(near) < 2:
            continue
        value = values[near].mean()
        if np.isrealobj(A) and abs(value.imag) <= len(A) * EPS * size:
            value = value.real
        rest = A - value * np.eye(len(A))
        rows = largest_parts(rest).max(axis=1, keepdims=True)
        rounding = np.maximum(np.abs(A).max(axis=1, keepdims=True), abs(value))
        units = np.where(rows > len(A) * EPS * rounding, rows, rounding)
        _, S, Vh = np.linalg.svd(ldexp(rest, -np.frexp(units)[1]))
        if S[-len(near)] <= len(A) * EPS * S[0]:
            values[near] = value
            V[:, near] = Vh[-len(near) :].conj().T
    return values, V
