"""Least squares and least norm by QR factors, refined through the augmented system."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.answers import Certificate
from lacli.compute.dense.accuracy import count, singular_values
from lacli.compute.dense.certificate import backward_error, certified, relative
from lacli.compute.dense.extended import STEPS, residual
from lacli.compute.dense.scaling import EPS, largest_by_column, ldexp
from lacli.matrix import Array


class Factors(NamedTuple):
    """A tall A = B · 2^cols, m×n, with the columns of B of one size, and B = Q·R."""

    B: Array
    cols: Array
    Q: Array
    inverse: Array
    """The inverse of R."""
    cond: float
    """The condition number of B in the 2-norm."""


def factored(A: Array) -> Factors | None:
    """The QR factors (LAPACK geqrf) of A (m×n, m ≥ n); None where its rank is not n.

    The rank is that of A with its columns scaled, which changes no solution of full rank.
    """
    cols = column_exponents(A)
    B = ldexp(A, -cols)
    Q, R = np.linalg.qr(B)
    S = singular_values(R)
    if count(S, A.shape) < A.shape[1]:
        return None
    return Factors(B, cols, Q, np.linalg.inv(R), float(S[0] / S[-1]))


def column_exponents(A: Array) -> Array:
    """The power of 2 that is about the largest entry of each column."""
    return np.frexp(largest_by_column(A))[1]


def augmented(found: Factors, f: Array, g: Array) -> tuple[Array, Array]:
    """The r (m×k) and x (n×k) with r + B x = f and Bᴴ r = g, for f (m×k) and g (n×k).

    With g = 0, x minimises ‖f − B x‖₂ and r is what that leaves; with f = 0, r is the solution of
    Bᴴ r = g of least norm. Refined, with residuals in twice the precision, until a further step,
    smaller by cond²·ε at least, would change nothing (Björck, BIT 7, 1967; Higham ASNA §20.5).
    """
    B, Bh = found.B, found.B.conj().T
    r, x = _solved(found, f, g)
    last = math.inf
    for _ in range(STEPS):
        dr, dx = _solved(found, residual(B, x, f, -r), residual(Bh, r, g))
        size = max(relative(np.abs(dx), np.abs(x)), _share(dr, r, f))
        if not size <= last / 2:
            break
        r, x, last = r + dr, x + dx, size
        if size * max(size, found.cond**2 * EPS) <= EPS / 8:
            break
    return r, x


def _share(dr: Array, r: Array, f: Array) -> float:
    """The size of dr beside r or f: where f is fitted, r may be no more than noise."""
    return relative(np.abs(dr), np.maximum(np.abs(r), np.abs(f)))


def _solved(found: Factors, f: Array, g: Array) -> tuple[Array, Array]:
    """The r and x of `augmented`, in double precision."""
    Q, inverse = found.Q, found.inverse
    h = inverse.conj().T @ g
    d = Q.conj().T @ f
    return f - Q @ (d - h), inverse @ (d - h)


def certificate_of_least_squares(found: Factors, x: Array, b: Array) -> tuple[Certificate, bool]:
    """How good x (n×k) is as the solution of B x ≈ b, for b (m×k); whether the residual is large.

    x would have to change by dx = (BᴴB)⁻¹Bᴴ(b − B x), which is 0 for a solution, and b by B dx. It
    is found by R alone: to b − B x, Q is orthogonal no better than B's condition allows. Where
    each entry of B and b changes by ε, relatively, x does so by |B⁺|(|B||x| + |b|) +
    |(BᴴB)⁻¹||Bᴴ||b − B x| times that (Higham ASNA §20.1); the residual is large where it is the
    second term that counts.
    """
    B, cols, Q, inverse, _ = found
    r = residual(B, x, b)
    dx = inverse @ (inverse.conj().T @ residual(B.conj().T, r, np.zeros_like(x)))
    size, y = np.abs(B), np.abs(x)
    direct = np.abs(inverse @ Q.conj().T) @ (size @ y + np.abs(b))
    through_r = np.abs(inverse @ inverse.conj().T) @ (size.T @ np.abs(r))
    condition = max(relative(direct + through_r, y, -cols), 1.0)
    error = relative(np.abs(dx), y, -cols)
    large = relative(through_r, y, -cols) > condition / 2
    return certified(backward_error(B, x, b, B @ dx), condition, error), large


def certificate_of_least_norm(found: Factors, x: Array, b: Array) -> Certificate:
    """How good x (m×k) is as the solution of least norm of Bᴴ x = b, for b (n×k).

    It must leave no residual and lie in the span of B. Where each entry of B and b changes by ε,
    relatively, x does so by |B⁺|ᴴ(|Bᴴ||x| + |b|) + |I − QQᴴ||B||B⁺x| times that (Higham ASNA
    §21.2).
    """
    B, _, Q, inverse, _ = found
    r = residual(B.conj().T, x, b)
    outside, _ = augmented(found, x, np.zeros((B.shape[1], x.shape[1])))
    size, y = np.abs(B), np.abs(x)
    pinv = np.abs(Q @ inverse.conj().T)
    turned = size @ np.abs(inverse @ (Q.conj().T @ x))
    across = turned + np.abs(Q) @ (np.abs(Q).T @ turned)
    condition = max(relative(pinv @ (size.T @ y + np.abs(b)) + across, y), 1.0)
    error = relative(pinv @ np.abs(r) + np.abs(outside), y)
    size_x = float(np.linalg.norm(x))
    away = float(np.linalg.norm(outside)) / size_x / EPS if size_x else 0.0
    return certified(max(backward_error(B.conj().T, x, b, r), away), condition, error)
