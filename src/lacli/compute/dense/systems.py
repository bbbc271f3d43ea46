"""The inverse, and the solution of linear systems, with their certificates."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.answers import Certificate
from lacli.compute.dense.accuracy import norm1
from lacli.compute.dense.certificate import (
    STABLE,
    backward_error,
    certified,
    relative,
    units_of,
    warn_of,
)
from lacli.compute.dense.estimates import probes
from lacli.compute.dense.extended import STEPS, is_affordable, residual
from lacli.compute.dense.scaling import EPS, LARGE, equilibrated, ldexp, scaled
from lacli.compute.remarks import magnitude
from lacli.errors import Singular
from lacli.matrix import Array

GOOD = 0.1
"""The defect of an inverse of which a digit is right: enough to refine with, and to measure by."""


class Inverse(NamedTuple):
    """A = 2^rows · B · 2^cols, n×n, as `equilibrated` has it, with the inverse of B."""

    B: Array
    rows: Array
    cols: Array
    inverse: Array
    defect: float
    """How far B times that is from I, about."""
    by_lu: bool


def inv(A: Array) -> Array:
    """The inverse of A (n×n), by LU with partial pivoting (LAPACK gesv), refined.

    A large one is refined only where an estimate of what it is off by leaves doubts. Raises
    Singular where A is singular or its condition number in the 1-norm is above 1/ε; warns where
    digits are lost.
    """
    if len(A) >= LARGE:
        from lacli.compute.dense.quick_inverse import quick_inverse

        if (quick := quick_inverse(A)) is not None:
            return quick
    found = inverted(A)
    X, R = _refined(found, found.inverse, np.eye(len(A)))
    warn_of(_inverse_certificate(found._replace(inverse=X), R))
    if not (cond := _unequilibrated(A, X, found.rows, found.cols)) <= 1 / EPS:
        raise _singular(cond)
    return ldexp(ldexp(X, -found.cols[:, None]), -found.rows)


def solve(A: Array, b: Array) -> Array:
    """The x (n×k) with A x = b, for A (n×n) and b (n×k), by LU with partial pivoting (LAPACK gesv).

    Refined; by QR where elements grew so much in LU that no digit of the inverse is right. Large A
    by what suits them: substitution, Cholesky's factors, or LU within a band. Raises Singular where
    A is singular, or its condition number, once equilibrated, or that of x, above 1/ε; warns where
    digits are lost.
    """
    if len(A) >= LARGE:
        from lacli.compute.dense.quick_solution import quick_solution

        if (quick := quick_solution(A, b)) is not None:
            return quick
    found = inverted(A)
    c, exponent = scaled(ldexp(b, -found.rows[:, None]))
    x = np.linalg.solve(found.B, c) if found.by_lu else found.inverse @ c
    if found.by_lu and not backward_error(found.B, x, c, residual(found.B, x, c)) <= STABLE:
        x = found.inverse @ c  # in which elements did not grow as they did here
    x, r = _refined(found, x, c)
    certificate = _solution_certificate(found, x, c, r)
    if not certificate.condition <= 1 / EPS:
        raise _singular(certificate.condition)
    warn_of(certificate)
    return ldexp(x, exponent - found.cols[:, None])


def solution_certificate(A: Array, x: Array, b: Array) -> Certificate:
    """How good x (n×k) is as the solution of A x = b, for A (n×n) and b (n×k).

    A taller A, of independent columns, has the certificate of least squares.

    The backward error is ‖b − A x‖₁/(‖A‖₁‖x‖₁ + ‖b‖₁), of A equilibrated; the condition number is
    Skeel's, ‖|A⁻¹||A||x|‖∞/‖x‖∞, by which relative errors in each entry may grow; the digits are
    those that the bound |A⁻¹|(|b − A x| + u|A||x|) of the error leaves to the largest entry of x,
    equilibrated or not (Higham ASNA §7.1, §7.2 and §7.4). The worst of k columns counts.
    """
    if len(A) > A.shape[1]:
        from lacli.compute.dense.leastsquares import least_squares_certificate

        return least_squares_certificate(A, x, b)
    B, rows, cols = equilibrated(A)
    c, exponent = scaled(ldexp(b, -rows[:, None]))
    y = ldexp(x, cols[:, None] - exponent)
    r = residual(B, y, c)
    try:
        found = inverted(A)
    except Singular:
        return Certificate(backward_error(B, y, c, r), math.inf, 0)
    return _solution_certificate(found, y, c, r)


def inverse_certificate(A: Array, X: Array) -> Certificate:
    """How good X (n×n) is as the inverse of A (n×n).

    The backward error is ‖I − A X‖₁/(‖A‖₁‖X‖₁), of A equilibrated; the condition number is
    ‖|A⁻¹||A||A⁻¹|‖∞/‖A⁻¹‖∞, by which relative errors in each entry may grow; the digits are those
    that the bound |A⁻¹|(|I − A X| + u|A||A⁻¹|) of the error leaves in the norm, equilibrated or not
    (Higham ASNA §14.1).
    """
    B, rows, cols = equilibrated(A)
    Y = ldexp(ldexp(X, cols[:, None]), rows)
    R = residual(B, Y, np.eye(len(B)))
    try:
        found = inverted(A)
    except Singular:
        return Certificate(backward_error(B, Y, np.eye(len(B)), R), math.inf, 0)
    return _inverse_certificate(found, R)


def inverted(A: Array) -> Inverse:
    """A once equilibrated, with its inverse, of which a digit or more is right.

    By LU, or where elements grew so much in that by QR, which has no growth to fear. Raises
    Singular where A (n×n) is singular or its condition number, in the 1-norm, is above 1/ε.
    """
    B, rows, cols = equilibrated(A)
    by_lu = _by_lu(B)
    good = by_lu is not None and _defect(B, by_lu) <= GOOD
    inverse = by_lu if good else _by_qr(B)
    cond = None if inverse is None else norm1(B) * norm1(inverse)
    if inverse is None or cond is None or not cond <= 1 / EPS:
        raise _singular(None if by_lu is None else cond)
    return Inverse(B, rows, cols, inverse, _defect(B, inverse), good)


def _by_qr(B: Array) -> Array | None:
    """The inverse of B (n×n) by Householder's QR (LAPACK geqrf); None where R has none."""
    Q, R = np.linalg.qr(B)
    try:
        return np.linalg.solve(R, Q.conj().T)
    except LinAlgError:
        return None


def _by_lu(B: Array) -> Array | None:
    try:
        return np.linalg.inv(B)
    except LinAlgError:
        return None


def _defect(B: Array, X: Array) -> float:
    """How far B X v is from v, for vectors v that no structure of B is likely to suit."""
    v = probes(len(B))
    return float(np.abs(B @ (X @ v) - v).max())


def _refined(found: Inverse, x: Array, c: Array) -> tuple[Array, Array]:
    """The x of B x = c once refined, and its residual (Higham ASNA §12.1).

    Until a further step, that shrinks as the inverse has digits, would change nothing; where
    residuals in twice the precision would cost much, only until x is stable.
    """
    B, inverse = found.B, found.inverse
    precise = is_affordable(B, x)
    last = math.inf
    for _ in range(STEPS):
        r = residual(B, x, c)
        if not precise and backward_error(B, x, c, r) <= STABLE:
            break
        step = inverse @ r
        size = relative(np.abs(step), np.abs(x), -found.cols)
        if not size <= last / 2:
            break
        x, last = x + step, size
        if size * max(size, found.defect) <= EPS / 8:
            r -= B @ step
            break
    return x, r


def _solution_certificate(found: Inverse, x: Array, c: Array, r: Array) -> Certificate:
    """That of x as the solution of B x = c, with r = c − B x, in the units of A x = b too."""
    B, inverse = np.abs(found.B), np.abs(found.inverse)
    y = np.abs(x)
    condition = max(relative(inverse @ (B @ y), y, -found.cols), 1.0)
    error = relative(inverse @ np.abs(r), y, -found.cols)
    return certified(backward_error(found.B, x, c, r), condition, error)


def _inverse_certificate(found: Inverse, R: Array) -> Certificate:
    """That of the inverse of B, with R = I − B·inverse, in the units of A's too.

    The ∞-norm of a product of matrices ≥ 0 takes no more than their products with ones.
    """
    B, inverse = np.abs(found.B), np.abs(found.inverse)
    weights = np.column_stack([np.ones(len(B)), units_of(-found.rows)])
    sizes = inverse @ weights
    condition = max(relative(inverse @ (B @ sizes), sizes, -found.cols), 1.0)
    error = relative(inverse @ (np.abs(R) @ weights), sizes, -found.cols)
    return certified(backward_error(found.B, found.inverse, np.eye(len(B)), R), condition, error)


def _singular(cond: float | None) -> Singular:
    """What to say of a matrix with that condition number, or with no inverse at all."""
    if cond is None:
        return Singular("singular")
    return Singular(f"singular to working precision, condition number {magnitude(cond)}")


def _unequilibrated(A: Array, inverse: Array, rows: Array, cols: Array) -> float:
    """The condition number of A in the 1-norm, from the inverse of A equilibrated."""
    B, exponent = scaled(A)
    shifts = int(cols.min()), int(rows.min())  # with which the inverse cannot overflow
    shifted = ldexp(ldexp(inverse, shifts[0] - cols[:, None]), shifts[1] - rows)
    try:
        return math.ldexp(norm1(B) * norm1(shifted), exponent - sum(shifts))
    except OverflowError:
        return math.inf
