"""How far a matrix is from having a property."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import numerical_rank, rank_in_any_units
from lacli.compute.dense.invariants import condition_number
from lacli.compute.dense.scaling import EPS, largest_parts, ldexp, scaled
from lacli.errors import MathError
from lacli.matrix import Array


class Defect(NamedTuple):
    """How far a matrix is from having a property."""

    size: float
    """0 is exact. What it is relative to is told by the property."""
    at: tuple[int, int] = (0, 0)
    """The row and column, from 0, where it is worst; for inner products, the two columns."""
    value: complex = 0
    """What was measured there, for messages: an inner product, an eigenvalue, a rank, a sum."""


def defect(A: Array, kind: str) -> Defect:
    """How far A is from being of a kind, one of KINDS: m×n where that says so, else n×n."""
    return KINDS[kind](A)


def symmetric(A: Array) -> Defect:
    """Of A = Aᵀ, without conjugation: the largest |aᵢⱼ − aⱼᵢ|, relative to the largest |aᵢⱼ|."""
    return _relative(A, lambda B: B - B.T)


def skew(A: Array) -> Defect:
    """Of A = −Aᵀ, without conjugation, relative to the largest |aᵢⱼ|."""
    return _relative(A, lambda B: B + B.T)


def hermitian(A: Array) -> Defect:
    """Of A = Aᴴ, which is symmetric if A is real, relative to the largest |aᵢⱼ|."""
    return _relative(A, lambda B: B - B.conj().T)


def diagonal(A: Array) -> Defect:
    """The largest |aᵢⱼ| off the diagonal of A (m×n), relative to the largest."""
    return _relative(A, lambda B: B - np.triu(np.tril(B)))


def upper(A: Array) -> Defect:
    """The largest |aᵢⱼ| below the diagonal of A (m×n), relative to the largest."""
    return _relative(A, lambda B: np.tril(B, -1))


def lower(A: Array) -> Defect:
    """The largest |aᵢⱼ| above the diagonal of A (m×n), relative to the largest."""
    return _relative(A, lambda B: np.triu(B, 1))


def nonnegative(A: Array) -> Defect:
    """By how much an entry of A (m×n) is negative, or not real, relative to the largest modulus."""
    return _relative(A, _negative)


def orthonormal_columns(A: Array) -> Defect:
    """The largest modulus in AᴴA − I for A (m×n), of the order of 1 where columns have length 1."""
    G = A.conj().T @ A
    size, at = _largest(G - np.eye(len(G)))
    return Defect(size, at, complex(G[at]))


def orthogonal(A: Array) -> Defect:
    """Of AᴴA = I for a square A, which is called unitary if it is complex; absolute."""
    return orthonormal_columns(A)


def projection(A: Array) -> Defect:
    """Of A² = A, relative to the larger of the largest |aᵢⱼ| and its square.

    Orthogonal projections are Hermitian besides; others are oblique.
    """
    largest, _ = _largest(A)
    P = A @ A
    size, at = _largest(P - A)
    if not np.isfinite(size):
        return Defect(np.inf, at, np.inf)
    return Defect(size / max(largest, largest * largest) if size else 0, at, complex(P[at]))


def stochastic(A: Array) -> Defect:
    """By how much an entry of A (m×n) is negative, or the sum of a row is not 1; absolute.

    `value` is the entry, or the sum, which counts for column −1.
    """
    sums = A.sum(axis=1)
    size, at = _largest(_negative(A))
    off, (row, _) = _largest((sums - 1)[:, None])
    if off > size:
        return Defect(off, (row, -1), complex(sums[row]))
    return Defect(size, at, complex(A[at]))


def posdef(A: Array) -> Defect:
    """0 where the Hermitian part H of A is positive definite, else as `possemidef`, but above 0.

    LAPACK's potrf decides (GVL §4.2.7, Higham ASNA §10.1), of H scaled to a diagonal of ones, from
    which n·ε is taken so that rounding makes no singular matrix definite.
    """
    H = A / 2 + A.conj().T / 2
    d = H.diagonal().real
    if (d > 0).all():
        half = np.frexp(d)[1] // 2
        E = ldexp(ldexp(H, -half[:, None]), -half)
        sizes = np.sqrt(E.diagonal().real)
        unit = E / np.outer(sizes, sizes)
        try:
            np.linalg.cholesky(unit - len(H) * EPS * np.eye(len(H)))
        except LinAlgError:
            pass
        else:
            return Defect(0)
    semi = possemidef(A)
    return semi._replace(size=max(semi.size, EPS))


def possemidef(A: Array) -> Defect:
    """How far the least eigenvalue of the Hermitian part of A is below 0.

    That is relative to the largest in modulus, and `value` is the least eigenvalue itself.
    """
    H, exponent = _hermitian_part(A)
    try:
        values = np.linalg.eigvalsh(H)
    except LinAlgError:
        raise MathError("the eigenvalues did not converge") from None
    largest = float(np.abs(values).max())
    size = max(-float(values[0]), 0) / largest if largest else 0
    return Defect(size, value=float(ldexp(values[:1], exponent)[0]))


def invertible(A: Array) -> Defect:
    """0 where the condition number of A in the 1-norm is at most 1/ε, as `inv` wants it.

    Else how many dimensions its rank, `value`, lacks.
    """
    if np.isfinite(condition_number(A, order=1).value):
        return Defect(0, value=len(A))
    r = min(numerical_rank(A).rank, len(A) - 1)
    return Defect(len(A) - r, value=r)


def independent(A: Array) -> Defect:
    """How many of the columns of A (m×n) depend on others, to working precision.

    `value` is the rank: that of A with rows and columns of one size, so that a small one counts as
    much as a large one.
    """
    r = rank_in_any_units(A)
    return Defect(A.shape[1] - r, value=r)


KINDS: dict[str, Callable[[Array], Defect]] = {
    measure.__name__: measure
    for measure in (
        symmetric,
        skew,
        hermitian,
        orthogonal,
        orthonormal_columns,
        diagonal,
        upper,
        lower,
        posdef,
        possemidef,
        invertible,
        independent,
        projection,
        stochastic,
        nonnegative,
    )
}
"""The properties by name. The defect of posdef, invertible and independent is 0 or it is not: what
comes as near as one likes to a matrix without the property has it, so no tolerance applies."""


def distance(A: Array, B: Array) -> Defect:
    """The largest |aᵢⱼ − bᵢⱼ| of two matrices of one shape, relative to the largest modulus."""
    largest = max(float(largest_parts(A).max()), float(largest_parts(B).max()))
    exponent = int(np.frexp(largest)[1])
    C, D = ldexp(A, -exponent), ldexp(B, -exponent)
    size, at = _largest(C - D)
    return Defect(size / max(_largest(C)[0], _largest(D)[0]) if size else 0, at)


def _relative(A: Array, off: Callable[[Array], Array]) -> Defect:
    """The largest modulus in what is `off` in A, relative to the largest modulus in A."""
    B, _ = scaled(A)
    size, at = _largest(off(B))
    return Defect(size / _largest(B)[0] if size else 0, at)


def _largest(A: Array) -> tuple[float, tuple[int, int]]:
    """The largest modulus in A, infinite if there is one that overflowed, and where it is."""
    moduli = np.nan_to_num(np.abs(A), nan=np.inf, posinf=np.inf)
    i, j = np.unravel_index(moduli.argmax(), moduli.shape)
    return float(moduli[i, j]), (int(i), int(j))


def _negative(A: Array) -> Array:
    """By how much each entry is negative, or not real."""
    return np.maximum(np.maximum(-A.real, 0), np.abs(A.imag))


def _hermitian_part(A: Array) -> tuple[Array, int]:
    """(A + Aᴴ)/2 as an array of ordinary size and an exponent of 2."""
    B, exponent = scaled(A)
    return (B + B.conj().T) / 2, exponent
