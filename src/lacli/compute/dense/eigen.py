"""Eigenvalues and eigenvectors, in an order and with a phase that do not change from run to run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.balance import balanced, sorted_only
from lacli.compute.dense.certificate import warn_of
from lacli.compute.dense.eigenpairs import eigenpairs
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.refinement import SMALL, refined
from lacli.compute.dense.scaling import EPS, is_hermitian, ldexp, scaled
from lacli.compute.dense.spectra import Judged, judged, normwise
from lacli.compute.remarks import DIGITS, HALF, LOST, digits, magnitude, note, warn
from lacli.matrix import Array

DEPENDENT = 1e6
"""The condition number from which eigenvectors count as dependent: a double eigenvalue that
rounding splits by a few ε has vectors about 1/√ε from dependent, some of them nearer 1e6."""
GOOD = 30
"""A residual of so many roundings for each row is one that a stable method leaves."""
MERGED = 10
"""How many times their errors eigenvalues may be apart that may be one: of the k which rounding
makes of a k-fold one, each is off by about 1/k of what is between them, to first order."""


class Eig(NamedTuple):
    values: Array
    vectors: Array


def eig(A: Array) -> Eig:
    """The eigenvalues (n) of A (n×n) and its eigenvectors, the columns of an n×n array.

    Hermitian A by LAPACK heevd (real values, orthonormal vectors), any other, balanced, by geev; up
    to 50 rows refined in twice the precision. Descending: by value where all are real, else by
    modulus, then real part, conjugate pairs together and the positive imaginary part first. Vectors
    have unit length, their largest entry real and positive. Raises MathError where LAPACK does not
    converge; warns where A is defective or nearly so, and where digits of the eigenvalues are lost.
    """
    values, vectors = _eig(A)
    if len(A) > SMALL and is_hermitian(A):
        _remark_small(values, normwise(values))
        return Eig(values, vectors)
    found = judged(A, values, vectors)
    if not _warn_defective(values, found):
        if found.certificate.digits <= HALF:
            warn_of(found.certificate)
        else:
            _remark_small(values, found.errors)
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
    """What `eig` promises, without its warnings."""
    hermitian = is_hermitian(A)
    similar = sorted_only(A) if hermitian else balanced(A)  # of which none may be scaled away
    B, exponent = scaled(similar.B)
    values, vectors = _pairs(B, hermitian)
    vectors = similar.back(vectors)
    if not hermitian:
        values, vectors = _better(A, (ldexp(values, exponent), vectors))
        exponent = 0
    if not np.iscomplex(values).any():
        values = values.real
        vectors = vectors.real if np.isrealobj(A) else vectors
    order = _descending(values)
    return Eig(ldexp(values[order], exponent), fix_phases(vectors[:, order])[0])


def _better(A: Array, found: tuple[Array, Array]) -> tuple[Array, Array]:
    """What was found or, if that is nearer to A V = V Λ, what LAPACK finds with no help of ours.

    To sort a matrix that is graded otherwise may hide what it was to show. A vector for which
    neither is near is that which A − λI makes shortest.
    """
    B, exponent = scaled(A)
    enough = GOOD * len(A) * EPS * float(np.linalg.norm(B))

    def left(pairs: tuple[Array, Array]) -> Array:
        """‖A v − λv‖ of each vector, of unit length; infinite where there is none."""
        values, V = ldexp(pairs[0], -exponent), pairs[1]
        return np.nan_to_num(np.linalg.norm(B @ V - V * values, axis=0), nan=np.inf)

    if (left(found) <= enough).all():
        return found
    values, V = eigenpairs(B, hermitian=False)
    plain = ldexp(values, exponent), V
    found = min(found, plain, key=lambda pairs: float(left(pairs).max()))
    return found[0], _shortest(B, ldexp(found[0], -exponent), found[1], left(found) > enough)


def _shortest(B: Array, values: Array, V: Array, which: Array) -> Array:
    """V with the vectors that B − λI makes shortest in the place of some (GVL §2.4)."""
    V = V.astype(np.result_type(V, values))
    for k in np.flatnonzero(which):
        V[:, k] = np.linalg.svd(B - values[k] * np.eye(len(B))).Vh[-1].conj()
    return V


def _pairs(A: Array, hermitian: bool) -> tuple[Array, Array]:
    """Eigenvalues and eigenvectors of A, refined where that is affordable and leads somewhere."""
    found = refined(A, hermitian) if len(A) <= SMALL else None
    return eigenpairs(A, hermitian) if found is None else found


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


def _warn_defective(values: Array, found: Judged) -> bool:
    """Warns, and tells, where eigenvectors are dependent for all that is known (GVL §7.1.4).

    That is so where their eigenvalues cannot be told apart either: a basis may be nearly dependent.
    """
    dependent = np.flatnonzero(found.dependence >= DEPENDENT)
    w, errors = values[dependent], found.errors[dependent]
    near = np.abs(w - w[:, None]) <= MERGED * (errors + errors[:, None])
    if near.sum() <= len(dependent):
        return False
    right = found.certificate.digits
    few = f"; about {right} of {DIGITS} digits of the eigenvalues can be trusted"
    warn(
        "defective, or nearly so: there is no basis of eigenvectors (the condition number of these "
        f"is {magnitude(float(found.dependence.max()))}){few if right <= HALF else ''}"
    )
    return True


def _remark_small(values: Array, errors: Array) -> None:
    """Warns of eigenvalues that have lost half of their digits beside larger ones, or all.

    What is 0 to working precision is only noted: it is all that a matrix of lower rank has.
    """
    sizes = np.abs(values)
    nothing = (values != 0) & (sizes <= errors)
    lost = np.flatnonzero((sizes > errors) & (errors > LOST * sizes))
    if lost.size:
        worst = lost[(errors[lost] / sizes[lost]).argmax()]
        right = digits(float(errors[worst] / sizes[worst]))
        warn(
            f"eigenvalue {worst + 1}, {values[worst]:.1e}, is small beside the largest: "
            f"about {right} of its {DIGITS} digits can be trusted"
        )
    if nothing.any():
        few = "one eigenvalue" if nothing.sum() == 1 else f"{nothing.sum()} eigenvalues"
        note(f"{few} of {len(values)} cannot be told from 0")
