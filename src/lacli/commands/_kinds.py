"""What kind of matrix a matrix is, in words."""

from __future__ import annotations

from collections.abc import Iterator

from lacli import compute
from lacli.matrix import Matrix

TOLERANCE = 1e-9
"""How far a matrix may be from having a property, as in `lacli check`."""


def kinds(A: Matrix) -> Iterator[str]:
    """The words for what A is, but for those that another of them implies."""
    m, n = A.shape
    if compute.is_zero(A):
        yield "zero"
    elif m == n:
        yield from _square_kinds(A)
    else:
        yield from ["row vector"] * (m == 1) + ["column vector"] * (n == 1)
        if n > 1 and _has(A, "diagonal"):
            yield "diagonal"
        if _has(A, "orthonormal-columns"):
            yield "orthonormal columns" if n > 1 else "of length 1"
    if not compute.is_zero(A) and _has(A, "nonnegative") and not _has(A, "stochastic"):
        yield "nonnegative"


def _square_kinds(A: Matrix) -> Iterator[str]:
    hermitian, diagonal = _has(A, "hermitian"), _has(A, "diagonal")
    orthogonal, nonnegative = _has(A, "orthogonal"), _has(A, "nonnegative")
    if diagonal and orthogonal and nonnegative:
        yield "identity"
        return
    for word in ("diagonal", "upper", "lower"):
        if _has(A, word):
            yield word if diagonal else f"{word} triangular"
            break
    complex_entries = compute.is_complex(A)
    if not diagonal:
        if hermitian:
            yield "Hermitian" if complex_entries else "symmetric"
        elif _has(A, "symmetric"):
            yield "symmetric"
        if _has(A, "skew"):
            yield "skew-symmetric"
    if orthogonal:
        yield "permutation" if nonnegative else "unitary" if complex_entries else "orthogonal"
    if _has(A, "projection"):
        yield "orthogonal projection" if hermitian else "oblique projection"
    if _has(A, "stochastic") and not (orthogonal and nonnegative):
        yield "doubly stochastic" if _has(A.T, "stochastic") else "stochastic"


def definiteness(A: Matrix) -> str | None:
    """Whether the quadratic form of A is positive or negative; None where A is not Hermitian."""
    if A.shape[0] != A.shape[1] or not _has(A, "hermitian"):
        return None
    negative = Matrix(compute.mul(A, Matrix([[-1]])))
    for form, word in ((A, "positive"), (negative, "negative")):
        if _has(form, "posdef"):
            return f"{word} definite"
    for form, word in ((A, "positive"), (negative, "negative")):
        if _has(form, "possemidef"):
            return f"{word} semidefinite"
    return "indefinite"


def _has(A: Matrix, property: str) -> bool:
    return bool(compute.defect(A, property=property).size <= TOLERANCE)
