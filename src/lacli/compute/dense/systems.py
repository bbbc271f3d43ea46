"""The inverse, and the solution of linear systems."""

from __future__ import annotations

import math

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import magnitude, norm1, warn, warn_digits
from lacli.compute.dense.scaling import EPS, equilibrated, is_hermitian, ldexp, scaled
from lacli.errors import Singular
from lacli.matrix import Array

AFFORDABLE = 10**7
NO_INVERSE = ("there is no inverse", "lacli pinv gives the pseudoinverse")
NO_SOLUTION = (
    "there is no solution, or more than one",
    "lacli pinv gives the pseudoinverse, and its product with b the nearest to a solution",
)


def inv(A: Array) -> Array:
    """The inverse of A (n×n), by LU with partial pivoting (LAPACK gesv), refined where A is small.

    Raises MathError where A is singular or its condition number in the 1-norm is above 1/ε; warns
    where digits are lost.
    """
    B, rows, cols = equilibrated(A)
    inverse = _inverse(B, NO_INVERSE)
    eye = np.eye(len(B))
    if is_affordable(B, eye):
        inverse = _refined(B, inverse, eye, inverse)
    inverse = _checked(B, inverse, eye)
    if not (cond := _unequilibrated(A, inverse, rows, cols)) <= 1 / EPS:
        raise _singular(cond, NO_INVERSE)
    return ldexp(ldexp(inverse, -cols[:, None]), -rows)


def solve(A: Array, b: Array) -> Array:
    """The x (n×k) with A x = b, for A (n×n) and b (n×k).

    By Cholesky's factors where A is Hermitian positive definite (LAPACK potrf), else LU (gesv),
    and a step of refinement; where elements grew too much for that, by QR (geqrf). Raises MathError
    where A is singular or its condition number, once equilibrated, is above 1/ε; warns where
    digits are lost.
    """
    B, rows, cols = equilibrated(A)
    c, exponent = scaled(ldexp(b, -rows[:, None]))
    inverse = _inverse(B, NO_SOLUTION)
    L = _cholesky(B)
    x = np.linalg.solve(B, c) if L is None else _substitute(L, c)
    x = _checked(B, _refined(B, x, c, inverse), c)
    return ldexp(x, exponent - cols[:, None])


def _inverse(B: Array, consequence: tuple[str, str]) -> Array:
    """The inverse of B (n×n, equilibrated), if its condition number is not above 1/ε."""
    try:
        inverse: Array = np.linalg.inv(B)
    except LinAlgError:
        what, hint = consequence
        raise Singular(f"singular: {what}", hint) from None
    cond = norm1(B) * norm1(inverse)
    if not cond <= 1 / EPS:
        raise _singular(cond, consequence)
    warn_digits(cond)
    return inverse


def _singular(cond: float, consequence: tuple[str, str]) -> Singular:
    what, hint = consequence
    return Singular(
        f"singular to working precision, condition number {magnitude(cond)}: {what}", hint
    )


def _unequilibrated(A: Array, inverse: Array, rows: Array, cols: Array) -> float:
    """The condition number of A in the 1-norm, from the inverse of A equilibrated."""
    B, exponent = scaled(A)
    shifts = int(cols.min()), int(rows.min())  # with which the inverse cannot overflow
    shifted = ldexp(ldexp(inverse, shifts[0] - cols[:, None]), shifts[1] - rows)
    try:
        return math.ldexp(norm1(B) * norm1(shifted), exponent - sum(shifts))
    except OverflowError:
        return math.inf


def is_affordable(A: Array, b: Array) -> bool:
    """Whether A x takes few hundredths of a second in extended precision, without BLAS."""
    return bool(A.size * b.shape[1] <= AFFORDABLE)


def _refined(A: Array, x: Array, b: Array, inverse: Array) -> Array:
    """The x of A x = b after a step of refinement, its residual in extended precision.

    That leaves an error of about a unit in the last place where A is well conditioned (Higham,
    Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, §12.1).
    """
    return np.asarray(x + inverse @ residual(A, x, b))


def residual(A: Array, x: Array, b: Array) -> Array:
    """b − A x, in extended precision where that is affordable."""
    kind = np.result_type(A, b)
    wide = np.result_type(kind, np.longdouble) if is_affordable(A, b) else kind
    left = b.astype(wide) - A.astype(wide, copy=False) @ x.astype(wide)
    return np.asarray(left.astype(kind))


def _checked(A: Array, x: Array, b: Array) -> Array:
    """The x of A x = b if its residual is small, else that of QR, which has no growth to fear.

    Partial pivoting may let elements grow by 2^(n-1) (Higham §9.3). Warns where QR fails too.
    """
    if _backward_error(A, x, b) <= 100 * len(A) * EPS:
        return x
    Q, R = np.linalg.qr(A)
    x = np.linalg.solve(R, Q.conj().T @ b)
    if (error := _backward_error(A, x, b)) > 100 * len(A) * EPS:
        warn(f"the residual is {error:.1e} of what it should be compared with: digits are lost")
    return x


def _backward_error(A: Array, x: Array, b: Array) -> float:
    """How far from A and b, relatively, x is exact (Rigal and Gaches: Higham §7.1)."""
    size = norm1(A) * norm1(x) + norm1(b)
    return norm1(A @ x - b) / size if size else 0.0


def _cholesky(A: Array) -> Array | None:
    """The lower triangular L with A = L Lᴴ, or None where A is not Hermitian positive definite."""
    if not is_hermitian(A):
        return None
    try:
        return np.linalg.cholesky(A)
    except LinAlgError:
        return None


def _substitute(L: Array, b: Array) -> Array:
    """The x with L Lᴴ x = b, by forward and back substitution."""
    y = _forward(L, b)
    return _forward(L.conj().T[::-1, ::-1], y[::-1])[::-1]


def _forward(L: Array, b: Array) -> Array:
    """The x with L x = b for a lower triangular L, row by row (GVL §3.1.1)."""
    x = np.zeros(b.shape, dtype=np.result_type(L, b))
    for i in range(len(L)):
        x[i] = (b[i] - L[i, :i] @ x[:i]) / L[i, i]
    return x
