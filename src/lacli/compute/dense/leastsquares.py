"""Least squares: solutions, with their certificates, and projections."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.answers import Certificate
from lacli.compute.dense.accuracy import count, cutoff, is_near, rank_in_any_units, warn_of_rank
from lacli.compute.dense.certificate import backward_error, certified, warn_of
from lacli.compute.dense.extended import is_affordable, residual
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.orthogonal import (
    Factors,
    augmented,
    certificate_of_least_norm,
    certificate_of_least_squares,
    column_exponents,
    factored,
)
from lacli.compute.dense.scaling import EPS, ldexp, scaled
from lacli.compute.dense.singular import factors
from lacli.compute.remarks import note_kind, warn, warn_digits
from lacli.errors import MathError
from lacli.matrix import Array


class Projection(NamedTuple):
    projection: Array
    residual: Array


class Solution(NamedTuple):
    x: Array
    residuals: Array
    rank: int
    certificate: Certificate
    large_residual: bool = False
    """Whether the residual costs more digits than the condition of A does."""
    lengths: Array | None = None
    """Those of the rows of A's pseudoinverse, as a column, where the columns are independent."""


def lstsq(A: Array, b: Array) -> Array:
    """The x (n×k) of least norm that minimises ‖A x − b‖₂, for A (m×n) and b (m×k).

    By QR, refined, where the rank is full, else by the SVD. Remarks which kind of solution x is and
    what the residual norm is; warns where digits are lost.
    """
    found = solution(A, b)
    left = without_noise(A, found.x, found.residuals)
    m, n = A.shape
    note_kind(m, n, found.rank, float(vector_norm(left, order=2)))
    warn_of(found.certificate, found.large_residual)
    return found.x


def least_squares_certificate(A: Array, x: Array, b: Array) -> Certificate:
    """How good x (n×k) is as the solution of least norm of A x ≈ b, for A (m×n) and b (m×k).

    The backward error is ‖P r‖₁/(‖A‖₁‖x‖₁ + ‖b‖₁), where P projects on the span of A's columns and
    r = b − A x; to r itself b would have to change, to P r it would suffice. The condition number
    says by how much x changes where each entry of A and b does, and counts how r turns (Higham ASNA
    §20.1 and §21.2); where the rank is not full, where the norms do, at that rank. The digits are
    those of the largest entry of x, or of A's columns times it; the worst of k counts.
    """
    m, n = A.shape
    found = factored(A if m >= n else A.conj().T)
    if found is None:
        return _deficient_certificate(A, x, b)
    return _certificate(found, A, x, b)[0]


def project(A: Array, b: Array) -> Projection:
    """The projection of b (m×k) onto the span of A's columns (m×n), and b less that (GVL §5.3.1).

    The columns may be dependent, and their lengths do not matter. Warns where digits are lost.
    """
    rank = rank_in_any_units(A)
    if rank == len(A):
        return Projection(b, np.zeros_like(b))
    B = ldexp(A, -column_exponents(A))
    x, used, cond = _gelsd(B, b)
    if used != rank:
        raise MathError(
            f"the columns are so nearly dependent that their span cannot be told: "
            f"its dimension is {used} or {rank}"
        )
    warn_digits(cond)
    residuals = without_noise(B, x, residual(B, x, b))
    return Projection(b - residuals, residuals)


def least_squares(A: Array, b: Array) -> tuple[Array, int, float]:
    """The least-squares solution of least norm, the rank used, and the condition number at that."""
    found = solution(A, b)
    return found.x, found.rank, found.certificate.condition


def solution(A: Array, b: Array) -> Solution:
    """The least-squares solution of least norm of A x ≈ b, for A (m×n) and b (m×k).

    Where the rank is full, scaling the columns (rows, if m < n) leaves x as it is, and is done.
    Else singular values up to max(m, n)·ε times the largest count as 0, of A as it stands.
    """
    m, n = A.shape
    found = factored(A if m >= n else A.conj().T)
    if found is None:
        return _deficient(A, b)
    if m >= n:
        c, e = scaled(b)
        r, y = augmented(found, c, np.zeros((n, b.shape[1])))
        x, residuals = ldexp(y, e - found.cols[:, None]), ldexp(r, e)
    else:
        c, e = scaled(ldexp(b, -found.cols[:, None]))
        r, _ = augmented(found, np.zeros((n, b.shape[1])), c)
        x = ldexp(r, e)
        residuals = residual(A, x, b)
    certificate, large = _certificate(found, A, x, b)
    lengths = ldexp(vector_norm(found.inverse, order=2, axis=1), -found.cols)[:, None]
    return Solution(x, residuals, min(m, n), certificate, large, lengths if m >= n else None)


def _certificate(found: Factors, A: Array, x: Array, b: Array) -> tuple[Certificate, bool]:
    """That of x, where A or its conjugate transpose has those factors, and whether r is large."""
    shifts = found.cols[:, None]
    if len(A) >= A.shape[1]:
        c, e = scaled(b)
        return certificate_of_least_squares(found, ldexp(x, shifts - e), c)
    c, e = scaled(ldexp(b, -shifts))
    return certificate_of_least_norm(found, ldexp(x, -e), c), False


def _deficient(A: Array, b: Array) -> Solution:
    """The solution where the rank is not full."""
    m, n = A.shape
    x, rank, _ = _gelsd(A, b)
    tall = A if m >= n else A.conj().T
    scaled_rank = count(factors(ldexp(tall, -column_exponents(tall)), full=False).S, A.shape)
    if rank < scaled_rank:
        warn(f"badly scaled: the rank used is {rank}, with columns of one size it is {scaled_rank}")
    return Solution(x, residual(A, x, b), rank, _deficient_certificate(A, x, b))


def _deficient_certificate(A: Array, x: Array, b: Array) -> Certificate:
    """That of x where the rank is not full, at the rank which that is (Higham ASNA §20.1)."""
    B, e = scaled(A)
    c, f = scaled(b)
    y = ldexp(x, e - f)
    U, S, Vh = factors(B, full=False)
    r = count(S, A.shape)
    left = residual(B, y, c)
    within = U[:, :r] @ (U[:, :r].conj().T @ left)
    outside = y - Vh[:r].conj().T @ (Vh[:r] @ y)
    size = float(S[0] * vector_norm(y, order=2))
    turn = float(vector_norm(left, order=2)) / size if size else 0.0
    cond = float(S[0] / S[r - 1]) if r else 1.0
    away = float(vector_norm(outside, order=2)) * float(S[0]) / size / EPS if size else 0.0
    residual_error = max(backward_error(B, y, c, within), away)
    if is_near(S, S[0] * cutoff(A.shape)):  # at another rank no digit need be the same
        return Certificate(residual_error, math.inf, 0)
    return certified(residual_error, cond * (1 + cond * turn))


def _gelsd(A: Array, b: Array) -> tuple[Array, int, float]:
    """The least-squares solution, the rank used, and the condition number at that rank.

    Where A is small, after a step of refinement, which a small residual makes worth it (Golub and
    Wilkinson, Numer. Math. 9, 1966).
    """
    B, e = scaled(A)
    c, f = scaled(b)
    limit = cutoff(A.shape)
    try:
        x, _, rank, S = np.linalg.lstsq(B, c, rcond=limit)
        if is_affordable(B, c):
            x += np.linalg.lstsq(B, residual(B, x, c), rcond=limit)[0]
    except LinAlgError:
        raise MathError("the singular values did not converge") from None
    if rank < len(S):
        warn_of_rank(S, limit * S[0])
    return ldexp(x, f - e), int(rank), float(S[0] / S[rank - 1]) if rank else 1.0


def without_noise(A: Array, x: Array, residuals: Array) -> Array:
    """The residuals of x, or 0 where rounding x could account for them."""
    noise = np.abs(residuals) <= 4 * A.shape[1] * EPS * (np.abs(A) @ np.abs(x))
    return np.where(noise, 0, residuals)
