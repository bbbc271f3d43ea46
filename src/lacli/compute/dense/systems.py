"""The inverse, and the solution of linear systems."""

from __future__ import annotations

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import tell, trusted_inverse, warn_digits
from lacli.compute.dense.scaling import EPS, scaled
from lacli.errors import MathError
from lacli.matrix import Array

AFFORDABLE = 10**7


def inv(A: Array) -> Array:
    """The inverse of A (n×n), by LU with partial pivoting (LAPACK gesv), refined where it is small.

    Raises MathError where A is singular or its condition number in the 1-norm is above 1/ε; warns
    where digits are lost.
    """
    B, scale = scaled(A)
    inverse = trusted_inverse(B)
    if _affordable(B, inverse):
        inverse = _refined(B, inverse, np.eye(len(B)), inverse)
    return inverse / scale


def solve(A: Array, b: Array) -> Array:
    """The x (n×k) with A x = b, for A (n×n) and b (n×k).

    By Cholesky's factors where A is Hermitian positive definite (LAPACK potrf), else LU (gesv),
    and a step of refinement. Raises MathError where A is singular or its condition number is above
    1/ε; warns where digits are lost.
    """
    B, scale = scaled(A)
    inverse = trusted_inverse(B)
    L = _cholesky(B)
    x = np.linalg.solve(B, b) if L is None else _substitute(L, b)
    return _refined(B, x, b, inverse) / scale


def lstsq(A: Array, b: Array) -> Array:
    """The x (n×k) of least norm that minimises ‖A x − b‖₂, for A (m×n) and b (m×k), by the SVD.

    LAPACK gelsd; singular values up to max(m, n)·ε times the largest count as 0. Remarks which
    kind of solution x is and what the residual norm is; warns where digits are lost.
    """
    m, n = A.shape
    B, scale = scaled(A)
    try:
        x, _, rank, S = np.linalg.lstsq(B, b, rcond=max(m, n) * EPS)
    except LinAlgError:
        raise MathError("the singular values did not converge") from None
    kind = "minimum-norm solution" if m < n else "least-squares solution"
    if rank < min(m, n):
        kind += f" at rank {rank} of {min(m, n)}" + (", of least norm" if m >= n else "")
    else:
        warn_digits(float(S[0] / S[-1]))
    tell(f"{kind}: residual norm {np.linalg.norm(B @ x - b):.6g}")
    return np.asarray(x / scale)


def _affordable(A: Array, x: Array) -> bool:
    """Whether A x takes few hundredths of a second in extended precision, without BLAS."""
    return bool(A.size * x.shape[1] <= AFFORDABLE)


def _refined(A: Array, x: Array, b: Array, inverse: Array) -> Array:
    """The x of A x = b after a step of refinement, its residual in extended precision.

    That leaves an error of about a unit in the last place where A is well conditioned (Higham,
    Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, §12.1).
    """
    kind = np.result_type(A, b)
    wide = np.result_type(kind, np.longdouble) if _affordable(A, x) else kind
    residual = b.astype(wide) - A.astype(wide, copy=False) @ x.astype(wide)
    return np.asarray(x + inverse @ residual.astype(kind))


def _cholesky(A: Array) -> Array | None:
    """The lower triangular L with A = L Lᴴ, or None where A is not Hermitian positive definite."""
    if not np.array_equal(A, A.conj().T):
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
