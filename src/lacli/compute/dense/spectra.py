"""How good eigenvalues, eigenvectors and singular values are."""

from __future__ import annotations

import math

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.answers import Certificate
from lacli.compute.dense.certificate import certified
from lacli.compute.dense.extended import residual
from lacli.compute.dense.scaling import EPS, is_hermitian, ldexp, scaled
from lacli.compute.remarks import UNIT, digits
from lacli.matrix import Array


def eig_certificate(A: Array, values: Array, vectors: Array) -> Certificate:
    """How good the eigenvalues (n) of A (n×n) are, and its eigenvectors, columns of an n×n array.

    The backward error is ‖A v − λv‖₂/(‖A‖F‖v‖₂). The condition number is |y|ᴴ|A||x|/(|yᴴx||λ₁|) for
    left and right eigenvectors y and x, by which relative errors in each entry may grow in an
    eigenvalue, relative to the largest modulus |λ₁|: unlike 1/|yᴴx| (GVL §7.2.2) it does not change
    where A is scaled (Higham and Higham, SIAM J. Matrix Anal. Appl. 20, 1998). Where A is Hermitian
    it is 1. The worst eigenvalue counts. The digits are those that |y|ᴴ(|A x − λx| + u|A||x|)/|yᴴx|
    leaves beside |λ₁|: an eigenvalue that is smaller has so many fewer. Of multiple eigenvalues
    that knows nothing, so that theorem 7.2.3 of GVL bounds it.
    """
    B, exponent = scaled(A)
    V = vectors / np.linalg.norm(vectors, axis=0)
    w = ldexp(values.ravel(), -exponent)
    size, radius = float(np.linalg.norm(B)), float(np.abs(w).max())
    R = np.abs(residual(B, V, V * w))
    errors = np.linalg.norm(R, axis=0)
    backward = float(errors.max()) / size / EPS if size else 0.0
    if is_hermitian(A):
        return certified(backward, 1.0)
    if radius == 0:
        return Certificate(backward, math.inf, 0)
    left = _left(V)
    grown = (left * (np.abs(B) @ np.abs(V)).T).sum(axis=1)
    condition = max(float(np.nan_to_num(grown, nan=np.inf).max()) / radius, 1.0)
    first_order = float(np.nan_to_num((left * R.T).sum(axis=1) + UNIT * grown, nan=np.inf).max())
    theta = len(w) * max(backward * EPS, UNIT)
    multiple = size * max(theta, theta ** (1 / len(w)))
    return Certificate(backward, condition, digits(min(first_order, multiple) / radius))


def _left(V: Array) -> Array:
    """The moduli of the rows of V⁻¹, the left eigenvectors y with yᴴx = 1 to the columns of V."""
    try:
        return np.abs(np.linalg.inv(V))
    except LinAlgError:
        return np.full(V.shape, np.inf)


def svd_certificate(A: Array, U: Array, S: Array, Vh: Array) -> Certificate:
    """How good U, S (r) and Vh are as the singular value decomposition of A (m×n), or part of it.

    The backward error is the largest of ‖A v − σu‖₂/σ₁, ‖Aᴴu − σv‖₂/σ₁ and of what the lengths and
    inner products of the columns of U, and of V, are off. Singular values change by no more than A
    does (GVL corollary 8.6.2), so that the largest is always good; the condition number and the
    digits are those of the smallest, σ₁/σᵣ.
    """
    B, exponent = scaled(A)
    s = ldexp(S.ravel(), -exponent)
    r = len(s)
    V = Vh.conj().T
    errors = [_off(U), _off(V)]
    if s[0] > 0:
        for left, right, M in ((U, V, B), (V, U, B.conj().T)):
            columns = np.linalg.norm(M @ right[:, :r] - left[:, :r] * s, axis=0)
            errors.append(float(columns.max() / s[0]))
    condition = 1.0 if s[0] == 0 else float(s[0] / s[-1]) if s[-1] > 0 else math.inf
    return certified(max(errors) / EPS, condition)


def _off(Q: Array) -> float:
    """How far the columns of Q are from orthonormal."""
    return float(np.linalg.norm(Q.conj().T @ Q - np.eye(Q.shape[1]), axis=0).max())
