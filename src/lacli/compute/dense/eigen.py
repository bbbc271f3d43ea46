"""Eigenvalues and eigenvectors, in an order and with a phase that do not change from run to run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import warn
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import EPS, scaled
from lacli.errors import MathError
from lacli.matrix import Array


class Eig(NamedTuple):
    values: Array
    vectors: Array


def eig(A: Array) -> Eig:
    """The eigenvalues (n) of A (n×n) and its eigenvectors, the columns of an n×n array.

    Hermitian A by LAPACK heevd (real values, orthonormal vectors), any other by geev. Descending:
    by value where all are real, else by modulus, then real part, conjugate pairs together and the
    positive imaginary part first. Vectors have unit length, their largest entry real and positive.
    Raises MathError where LAPACK does not converge; warns where A is defective or nearly so.
    """
    B, scale = scaled(A)
    hermitian = np.array_equal(B, B.conj().T)
    try:
        values, vectors = np.linalg.eigh(B) if hermitian else np.linalg.eig(B)
    except LinAlgError:
        raise MathError("the eigenvalues did not converge") from None
    if np.isrealobj(A) and not np.iscomplex(values).any():
        values, vectors = values.real, vectors.real  # NumPy 2.5 and later always say complex
    order = _descending(values)
    values, vectors = values[order], vectors[:, order]
    if not hermitian:
        _warn_defective(vectors)
    vectors = vectors / np.linalg.norm(vectors, axis=0)
    return Eig(values * scale, fix_phases(vectors)[0])


def _descending(values: Array) -> Array:
    """The order of eigenvalues that `eig` promises.

    Moduli and real parts that agree to ten digits of the largest modulus count as equal, so that
    rounding does not part what belongs together.
    """
    if np.isrealobj(values):
        return np.argsort(-values, kind="stable")
    unit = np.abs(values).max() or 1.0
    modulus = np.round(np.abs(values) / unit, 10)
    real = np.round(values.real / unit, 10)
    imaginary = np.round(np.abs(values.imag) / unit, 10)
    return np.lexsort((-values.imag, -imaginary, -real, -modulus))


def _warn_defective(vectors: Array) -> None:
    """Warns where the eigenvectors are too nearly dependent to be a basis (GVL §7.1.4).

    A defective matrix perturbed by ε has vectors whose condition number is 1/√ε or more.
    """
    cond = float(np.linalg.cond(vectors))
    if not cond < EPS**-0.5:
        warn(
            "defective, or nearly so: there is no basis of eigenvectors "
            f"(the condition number of these is {cond:.1e})"
        )
