"""How good eigenvalues, eigenvectors and singular values are."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.answers import Certificate
from lacli.compute.dense.balance import balanced, sorted_only
from lacli.compute.dense.certificate import certified
from lacli.compute.dense.refinement import SMALL, defects, spectrum
from lacli.compute.dense.scaling import EPS, is_hermitian, largest_parts, ldexp, scaled
from lacli.compute.remarks import UNIT, digits
from lacli.matrix import WHOLE, Array


class Judged(NamedTuple):
    certificate: Certificate
    errors: Array
    """What each eigenvalue (n) may be off by."""
    dependence: Array
    """‖y‖‖x‖/|yᴴx| for each (n), once A is balanced: 1/0 where there is no basis."""


def eig_certificate(A: Array, values: Array, vectors: Array) -> Certificate:
    """How good the eigenvalues (n) of A (n×n) are, and its eigenvectors, columns of an n×n array.

    The backward error is ‖A v − λv‖₂/(‖A‖F‖v‖₂). The condition number is |y|ᴴ|A||x|/(|yᴴx||λ₁|) for
    left and right eigenvectors y and x, by which relative errors in each entry may grow in an
    eigenvalue, relative to the largest modulus |λ₁|: unlike 1/|yᴴx| (GVL §7.2.2) it does not change
    where A is scaled (Higham and Higham, SIAM J. Matrix Anal. Appl. 20, 1998). Where A is Hermitian
    it is 1. The worst eigenvalue counts. The digits are those of the largest modulus that the error
    of the worst leaves: an eigenvalue that is smaller has so many fewer.
    """
    return judged(A, values, vectors).certificate


def judged(A: Array, values: Array, vectors: Array) -> Judged:
    """The certificate of `eig`, and how good each eigenvalue is.

    With V⁻¹A V = Λ + E, measured in twice the precision, λᵢ is off by eᵢᵢ, by what the eᵢⱼeⱼᵢ do,
    and, unless the entries are integers, by what rounding those does, u|y|ᴴ|A||x|/|yᴴx|. Of
    defective eigenvalues that knows nothing, so that theorem 7.2.3 of GVL bounds it.
    """
    B, exponent = scaled(A)
    V = vectors / np.linalg.norm(vectors, axis=0)
    w = ldexp(values.ravel(), -exponent)
    size, radius = float(np.linalg.norm(B)), float(np.abs(w).max())
    backward = float(np.linalg.norm(defects(B, w, V), axis=0).max()) / size / EPS if size else 0.0
    if hermitian := is_hermitian(B):
        if len(w) > SMALL:
            return Judged(certified(backward, 1.0), normwise(values.ravel()), np.ones(len(w)))
    similar = sorted_only(A) if hermitian else balanced(A)
    C, other = scaled(similar.B)
    u = ldexp(values.ravel(), -other)
    errors, grown, dependence = _first_order(C, u, similar.there(V), is_integral(A))
    errors, grown = ldexp(errors, other - exponent), ldexp(grown, other - exponent)
    theta = len(w) * max(backward * EPS, UNIT)
    errors = np.minimum(errors, size * max(theta, theta ** (1 / len(w))))
    if hermitian:
        found = certified(backward, 1.0)
    elif radius == 0:
        found = Certificate(backward, math.inf, 0)
    else:
        condition = max(float(grown.max()) / radius, 1.0)
        found = Certificate(backward, condition, digits(float(errors.max()) / radius))
    return Judged(found, ldexp(errors, exponent), dependence)


def normwise(values: Array) -> Array:
    """What LAPACK's heevd leaves of error in each of the eigenvalues (n), about."""
    return np.full(len(values), math.sqrt(len(values)) * EPS * np.abs(values).max())


def is_integral(A: Array) -> bool:
    """Whether all entries are integers of no more than 53 bits, which are what they seem."""
    return bool(largest_parts(A).max() < WHOLE and np.array_equal(A, np.round(A)))


def _first_order(A: Array, w: Array, V: Array, exact: bool) -> tuple[Array, Array, Array]:
    """The errors of the eigenvalues w (n) of A, |y|ᴴ|A||x|/|yᴴx| and ‖y‖‖x‖/|yᴴx|, (n) each."""
    try:
        E, noise, grown, _, W = spectrum(A, w, V)
    except LinAlgError:
        nothing = np.full(len(w), np.inf)
        return nothing, nothing, nothing
    cross = np.abs(E * E.T)
    np.fill_diagonal(cross, 0)
    gaps = np.abs(w - w[:, None])
    few = np.divide(cross, gaps, out=np.full_like(cross, np.inf), where=gaps > 0)
    errors = np.abs(E.diagonal()) + noise.diagonal() + np.minimum(few, np.sqrt(cross)).sum(axis=1)
    if not exact:
        errors = errors + UNIT * grown.diagonal()
    dependence = np.linalg.norm(W, axis=1) * np.linalg.norm(V, axis=0)
    errors, growth, dependence = (
        np.nan_to_num(x, nan=np.inf) for x in (errors, grown.diagonal(), dependence)
    )
    return errors, growth, dependence


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
