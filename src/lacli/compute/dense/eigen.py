"""Eigenvalues and eigenvectors, in an order and with a phase that do not change from run to run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.certificate import warn_of
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import EPS, is_hermitian, ldexp, scaled
from lacli.compute.dense.spectra import eig_certificate
from lacli.compute.remarks import DIGITS, HALF, magnitude, warn
from lacli.errors import MathError
from lacli.matrix import Array

DEPENDENT = 1e6
"""The condition number from which eigenvectors count as dependent: a double eigenvalue that
rounding splits by a few ε has vectors about 1/√ε from dependent, some of them nearer 1e6."""
EVEN = 1e6
"""How much the largest entry may exceed the least for a matrix to be of even size."""


class Eig(NamedTuple):
    values: Array
    vectors: Array


def eig(A: Array) -> Eig:
    """The eigenvalues (n) of A (n×n) and its eigenvectors, the columns of an n×n array.

    Hermitian A by LAPACK heevd (real values, orthonormal vectors), any other by geev. Descending:
    by value where all are real, else by modulus, then real part, conjugate pairs together and the
    positive imaginary part first. Vectors have unit length, their largest entry real and positive.
    Raises MathError where LAPACK does not converge; warns where A is defective or nearly so, and
    where digits of the eigenvalues are lost.
    """
    values, vectors = _eig(A)
    if not is_hermitian(A):
        found = eig_certificate(A, values, vectors)
        if not _warn_defective(vectors, found.digits):
            warn_of(found)
    return Eig(values, vectors)


def left_eigenvectors(A: Array, values: Array) -> Array:
    """The left eigenvectors (n×n) of A (n×n): columns w with wᴴA = λwᴴ, λ as in `values` (n×1).

    They are the eigenvectors of Aᴴ, of unit length and with phases as in `eig`, in an order that
    brings their eigenvalues, one to one, nearest to the conjugates of those given (GVL §7.1.1).
    Raises MathError where LAPACK does not converge.
    """
    conjugates, vectors = _eig(A.conj().T)
    distances = np.abs(values.reshape(-1, 1) - conjugates.conj())
    order = []
    for row in distances:
        order.append(int(row.argmin()))
        distances[:, order[-1]] = np.inf
    return np.asarray(vectors[:, order])


def _eig(A: Array) -> Eig:
    """What `eig` promises, without its warning."""
    B, exponent = scaled(A)
    hermitian = is_hermitian(B)
    try:
        values, vectors = np.linalg.eigh(B) if hermitian else np.linalg.eig(B)
    except LinAlgError:
        raise MathError("the eigenvalues did not converge") from None
    if not hermitian:
        values, vectors = _repeated(B, values, vectors)
    if not np.iscomplex(values).any():
        values = values.real  # NumPy 2.5 and later always say complex
        vectors = vectors.real if np.isrealobj(A) else vectors
    order = _descending(values)
    values, vectors = values[order], vectors[:, order]
    vectors = vectors / np.linalg.norm(vectors, axis=0)
    return Eig(ldexp(values, exponent), fix_phases(vectors)[0])


def _repeated(A: Array, values: Array, vectors: Array) -> tuple[Array, Array]:
    """Eigenvalues that rounding parted made equal, with independent vectors where A has them.

    Where k of them agree to half of the digits and A − λI has a null space of that dimension to
    working precision, an orthonormal basis of it (GVL §2.4) takes the place of LAPACK's vectors,
    which may be k times the same. Nothing is done where entries differ so much in size that what is
    small beside ‖A‖ may be no rounding.
    """
    entries = np.abs(A[A != 0])
    if entries.size == 0 or entries.max() > EVEN * entries.min():
        return values, vectors
    values, vectors = values.astype(complex), vectors.astype(complex)
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
        _, S, Vh = np.linalg.svd(A - value * np.eye(len(A)))
        if S[-len(near)] <= len(A) * EPS * size:
            values[near] = value
            vectors[:, near] = Vh[-len(near) :].conj().T
    return values, vectors


def _descending(values: Array) -> list[int]:
    """The order of eigenvalues that `eig` promises.

    Moduli, and then real parts, that agree to ten digits count as equal, so that rounding does not
    part what belongs together.
    """
    if np.isrealobj(values):
        return list(np.argsort(-values, kind="stable"))
    order = []
    for group in _runs(range(len(values)), np.abs(values), np.abs(values)):
        for peers in _runs(group, values.real, np.abs(values)):
            upper = sorted((k for k in peers if values[k].imag > 0), key=lambda k: -values[k].imag)
            lower = sorted((k for k in peers if values[k].imag < 0), key=lambda k: values[k].imag)
            order += [k for k in peers if values[k].imag == 0]
            order += [k for pair in zip(upper, lower, strict=False) for k in pair]
            paired = min(len(upper), len(lower))
            order += upper[paired:] + lower[paired:]
    return order


def _runs(indices: Iterable[int], keys: Array, sizes: Array) -> list[list[int]]:
    """The indices by descending key, in runs whose neighbours agree to ten digits of their size."""
    runs: list[list[int]] = []
    for k in sorted(indices, key=lambda k: -keys[k]):
        if runs and keys[runs[-1][-1]] - keys[k] <= 1e-10 * sizes[k]:
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def _warn_defective(vectors: Array, right: int) -> bool:
    """Warns, and tells, where the eigenvectors are too nearly dependent to be a basis (GVL §7.1.4).

    `right` is how many digits of the eigenvalues are.
    """
    cond = float(np.linalg.cond(vectors))
    if cond < DEPENDENT:
        return False
    few = f"; about {right} of {DIGITS} digits of the eigenvalues can be trusted"
    warn(
        "defective, or nearly so: there is no basis of eigenvectors "
        f"(the condition number of these is {magnitude(cond)}){few if right <= HALF else ''}"
    )
    return True
