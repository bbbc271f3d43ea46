"""What kind of matrix a matrix is, in words."""

from __future__ import annotations

from collections.abc import Iterator

from lacli import compute
from lacli.commands._properties import has, word
from lacli.matrix import Matrix


def kinds(A: Matrix) -> Iterator[str]:
    """The words for what A is, but for those that another of them implies."""
    m, n = A.shape
    if compute.matrix_norm(A, order="fro") == 0:
        yield "zero"
        return
    if m == n:
        yield from _square_kinds(A)
    else:
        yield from ["row vector"] * (m == 1) + ["column vector"] * (n == 1)
        if n > 1 and has(A, "diagonal"):
            yield word(A, "diagonal")
        if has(A.T if m == 1 else A, "orthonormal_columns"):
            yield "of length 1" if A.is_vector else f"{word(A, 'orthonormal_columns')} columns"
    if m == n and has(A, "orthogonal") and has(A, "nonnegative"):
        return  # a permutation, which is doubly stochastic
    if has(A, "stochastic"):
        doubly = "doubly " if m == n and has(A.T, "stochastic") else ""
        yield doubly + word(A, "stochastic")
    elif has(A, "nonnegative"):
        yield word(A, "nonnegative")


def _square_kinds(A: Matrix) -> Iterator[str]:
    hermitian, diagonal = has(A, "hermitian"), has(A, "diagonal")
    orthogonal, nonnegative = has(A, "orthogonal"), has(A, "nonnegative")
    if diagonal and orthogonal and nonnegative:
        yield "identity"
        return
    shapes = ("diagonal", "upper", "lower")
    mirrors = () if diagonal else ("hermitian" if hermitian else "symmetric", "skew")
    yield from [word(A, name) for name in shapes if has(A, name)][:1]
    yield from [word(A, name) for name in mirrors if has(A, name)]
    if orthogonal:
        yield "permutation" if nonnegative else word(A, "orthogonal")
    if has(A, "projection"):
        yield "orthogonal projection" if hermitian else "oblique projection"


def definiteness(A: Matrix) -> str | None:
    """Whether the quadratic form of A is positive or negative; None where A is not Hermitian."""
    if not has(A, "hermitian"):
        return None
    negative = Matrix(compute.mul(A, Matrix([[-1]])))
    for name, degree in (("posdef", "definite"), ("possemidef", "semidefinite")):
        for form, sign in ((A, "positive"), (negative, "negative")):
            if has(form, name):
                return f"{sign} {degree}"
    return "indefinite"
