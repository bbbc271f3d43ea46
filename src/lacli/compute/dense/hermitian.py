"""Factors of Hermitian matrices: Cholesky's, and those of Bunch and Kaufman."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import Any, NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import condition
from lacli.compute.dense.scaling import EPS, is_hermitian, ldexp, scaled
from lacli.compute.remarks import note, warn_digits
from lacli.errors import MathError
from lacli.matrix import Array

ALPHA = (1 + math.sqrt(17)) / 8
"""The share of its column that a pivot must have, for the least growth (GVL §4.4.4)."""


class LDL(NamedTuple):
    L: Array
    D: Array
    P: Array
    rows: list[int]
    """The row of A that each row of L·D·Lᴴ is."""


def cholesky(A: Array) -> Array:
    """The lower triangular L (n×n) with A = L·Lᴴ and a positive diagonal (LAPACK potrf).

    Rows and columns are scaled alike by powers of 2, with which nothing changes but the range.
    Raises MathError where A (n×n) is not Hermitian, naming two entries, or not positive definite,
    naming the leading minor; warns where digits are lost (Higham ASNA §10.1).
    """
    A = hermitian(A)
    diagonal = A.diagonal().real
    half = np.where(diagonal > 0, np.frexp(diagonal)[1] // 2, 0)
    B = ldexp(ldexp(A, -half[:, None]), -half)
    L, cond = _factor(B)
    if L is None or not cond <= 1 / EPS:
        raise _not_definite(B)
    warn_digits(cond)
    return ldexp(L, half[:, None])


def _factor(B: Array) -> tuple[Array | None, float]:
    """Cholesky's factor, None where B is not positive definite, and the condition number of B."""
    try:
        L = np.linalg.cholesky(B)
    except LinAlgError:
        return None, math.inf
    if not np.isfinite(L).all():  # some LAPACKs let NaN pass
        return None, math.inf
    return L, condition(B)


def _not_definite(B: Array) -> MathError:
    """What is to be said of a B that is not positive definite, be it but for rounding."""
    k = 1 + bisect_left(
        range(1, len(B)), x=True, key=lambda k: not _factor(B[:k, :k])[1] <= 1 / EPS
    )
    rounded = _factor(B[:k, :k])[0] is not None
    return MathError(
        f"the leading {k}×{k} block is not positive definite"
        + (" to working precision" if rounded else ""),
        hint="lacli ldl factors it all the same, and lacli eig shows its eigenvalues",
    )


def ldl(A: Array) -> LDL:
    """L, D and P with A = P·L·D·Lᴴ·Pᵀ for a Hermitian A, all n×n.

    L has a unit diagonal, P is a permutation, and D has Hermitian blocks of 1×1 and 2×2 on its
    diagonal, as many positive and negative eigenvalues as A. By the pivoting of Bunch and Kaufman
    (GVL §4.4.4, LAPACK sytrf and hetrf). Raises MathError where A is not Hermitian.
    """
    exponent = min(scaled(A)[1], 0)  # to larger numbers only, so that none is lost beside others
    F = np.array(ldexp(hermitian(A), -exponent))
    n = len(F)
    L, D, rows = np.eye(n, dtype=F.dtype), np.zeros_like(F), np.arange(n)
    k = 0
    while k < n:
        r, size = _pivot(F[k:, k:])
        end = k + size
        swap, swapped = [end - 1, k + r], [k + r, end - 1]
        F[swap] = F[swapped]
        F[:, swap] = F[:, swapped]
        L[swap, :k] = L[swapped, :k]
        rows[swap] = rows[swapped]
        E, C = _hermitian_part(F[k:end, k:end]), F[end:, k:end]
        D[k:end, k:end] = E
        L[end:, k:end] = _divided(C, E)
        F[end:, end:] -= L[end:, k:end] @ C.conj().T
        k = end
    return LDL(L, ldexp(D, exponent), np.eye(n)[:, rows], rows.tolist())


def _pivot(F: Array) -> tuple[int, int]:
    """Which row of F to bring to the end of the next pivot, and the size of that, 1 or 2."""
    first = np.abs(F[:, 0])
    rest = first[1:]
    r = 1 + int(rest.argmax()) if rest.size else 0
    largest = first[r]
    if r == 0 or first[0] >= ALPHA * largest:
        return 0, 1
    column = np.abs(F[:, r])
    diagonal = column[r]
    column[r] = 0
    if first[0] >= ALPHA * largest * (largest / column.max()):
        return 0, 1
    return (r, 1) if diagonal >= ALPHA * column.max() else (r, 2)


def _divided(C: Array, E: Array) -> Array:
    """C·E⁻¹ for C (k×s) and a pivot E (s×s); where E is 0, so is C, and that is the answer."""
    if len(E) == 1:
        return C / E[0, 0].real if E[0, 0] != 0 else C
    unit = abs(E[1, 0])  # beside the square of which, by `_pivot`, the determinant is not small
    (a, b), (c, d) = E / unit
    adjugate = np.array([[d, -b], [-c, a]])
    return np.asarray((C / unit) @ (adjugate / (a * d - b * c).real))


def hermitian(A: Array) -> Array:
    """A (n×n) if it is its own conjugate transpose; made so, with a remark, where but for rounding.

    Entries may differ by a few units in the last place of themselves or, as in products of a matrix
    and its transpose, of √(aᵢᵢaⱼⱼ). Raises MathError that names the first that differ by more.
    """
    if is_hermitian(A):
        return A
    kind = "Hermitian" if np.iscomplexobj(A) else "symmetric"
    root = np.sqrt(np.abs(A.diagonal()))
    size = np.maximum(np.maximum(np.abs(A), np.abs(A.T)), np.outer(root, root))
    apart = np.argwhere(~(np.abs(A - A.conj().T) <= 8 * EPS * size))
    if apart.size:
        i, j = apart[0].tolist()
        one, other = (f"entry ({a + 1}, {b + 1}) is {_said(A[a, b])}" for a, b in ((i, j), (j, i)))
        what = f"{one}, not real" if i == j else f"{one} and {other}"
        raise MathError(f"not {kind}: {what}", hint="lacli lu factors any matrix")
    note(f"taken as {kind}: entries that should be equal differ in their last digits")
    return _hermitian_part(A)


def _hermitian_part(A: Array) -> Array:
    return A / 2 + A.conj().T / 2


def _said(x: np.number[Any]) -> str:
    """A number as messages show it, to the last digit."""
    return str(x.item()).strip("()").removesuffix(".0")
