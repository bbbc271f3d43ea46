"""Eigenpairs refined, all at once, by residuals in twice the precision."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.eigenpairs import eigenpairs
from lacli.compute.dense.extended import residual
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import EPS
from lacli.compute.remarks import UNIT
from lacli.matrix import Array

SMALL = 50
"""Up to so many rows eigenpairs are refined, which takes some hundredths of a second."""
SWEEPS = 20
NOTHING = 2.0**-80
"""A share of what an eigenvalue is the sum of that twice the precision can just tell from 0."""
CERTAIN = 2.0**-64
"""The error, beside the largest eigenvalue, with which one that is 0 is known to be no rounding."""
TWICE = 2.0**-96
"""The precision of residuals of so few rows, relative to the sizes of what is summed."""
NAUGHT = 1e-100
"""What is so small beside the rest of an eigenvector may be 0, of which no digit can be right."""
DEPENDENT = 1e20
"""The size of V⁻¹ from which V, the eigenvectors of unit length, is no basis."""
APART = 1 / 8
"""By how much of their distance eigenvalues may be coupled to be refined one by one: both ways, on
the average; where it is by so many times their distance, one way."""


class Spectrum(NamedTuple):
    """Λ + E = V⁻¹A V for eigenvalues Λ and eigenvectors V of A, and what is known of E."""

    E: Array
    noise: Array
    """What E may be off by, n×n: the rounding of its computation."""
    grown: Array
    """|V⁻¹||A||V|, n×n: what rounding A may do to V⁻¹A V, in units of rounding."""
    lengths: Array
    """|V⁻¹||V|, n×n: what rounding V may do to V⁻¹V, in units of rounding."""
    W: Array
    """V⁻¹."""


def spectrum(A: Array, values: Array, V: Array) -> Spectrum:
    """How far V⁻¹A V is from diag(values), for A and V n×n.

    Raises LinAlgError where V is singular.
    """
    W = np.linalg.inv(V)
    if few := len(A) <= SMALL:
        W = W + W @ residual(V, W, np.eye(len(V)))
    R = defects(A, values, V)
    sizes = np.abs(W)
    unit = TWICE if few else EPS
    grown = sizes @ (np.abs(A) @ np.abs(V))
    noise = unit * grown + len(V) * UNIT * (sizes @ np.abs(R))
    return Spectrum(-W @ R, noise, grown, sizes @ np.abs(V), W)


def defects(A: Array, values: Array, V: Array) -> Array:
    """V·diag(values) − A V, in twice the precision where A (n×n) is small."""
    if len(A) > SMALL:
        return np.asarray(V * values - A @ V)
    factors = _halves(values.real)
    if np.iscomplexobj(values):
        factors += [1j * w for w in _halves(values.imag)]
    parts = _halves(V.real)
    if np.iscomplexobj(V):
        parts += [1j * part for part in _halves(V.imag)]
    return residual(A, V, *(part * w for part in parts for w in factors))


def refined(A: Array, hermitian: bool) -> tuple[Array, Array] | None:
    """The eigenvalues (n) and eigenvectors (n×n) of A (n×n), nearly to the last digit.

    Newton's method on all pairs: with V⁻¹A V = Λ + E the eigenvalues are, but for terms of second
    order, those of Λ + diag(E) and the vectors V (I + F), where fᵢⱼ = eᵢⱼ/(λⱼ − λᵢ) (Dongarra,
    Moler and Wilkinson, SIAM J. Numer. Anal. 20, 1983; Ogita and Aishima, Japan J. Indust. Appl.
    Math. 35, 2018). Those of one block, too near for that, LAPACK tells apart by their block of
    Λ + E, in which nothing larger hides them; in the beginning all are in one. An eigenvalue that
    twice the precision cannot tell from 0 is 0. None where that leads nowhere, as where A is
    defective.
    """
    values, V = np.zeros(len(A)), np.eye(len(A))
    blocks, E, best = np.zeros(len(A), dtype=int), A, None
    for _ in range(SWEEPS):
        try:
            values, V = _split(values, E, V, blocks, hermitian)
            E, noise, grown, lengths, W = spectrum(A, values, V)
        except LinAlgError:
            break
        if not np.linalg.norm(W, axis=1).max() < DEPENDENT:
            break
        if hermitian:  # which only rounding keeps E from being
            E, noise = E / 2 + E.conj().T / 2, np.maximum(noise, noise.T)
        gaps = values - values[:, None]
        E = np.where(np.abs(E) <= 4 * noise, 0, E)
        blocks = _blocks(E, gaps)
        steps = _steps(E, gaps, blocks)
        change = (E + E @ steps).diagonal()
        change = change.real if hermitian else change
        least = NOTHING * grown.diagonal()
        V = V + V @ steps
        if hermitian:  # the basis of a repeated eigenvalue too is to be orthonormal (GVL §9.4)
            V = V @ (1.5 * np.eye(len(V)) - 0.5 * (V.conj().T @ V))
        V = V / np.linalg.norm(V, axis=0)
        if (blocks == np.arange(len(V))).all() and (
            np.abs(steps) <= 8 * UNIT * lengths + NAUGHT
        ).all():
            error = 4 * noise.diagonal() + least
            zero = (np.abs(values + change) <= error) & (error <= CERTAIN * np.abs(values).max())
            best = np.where(zero, 0, values + change), V
            if (np.abs(change) <= 8 * UNIT * np.abs(values) + error).all():
                break
    if best and np.isrealobj(A):
        best = _paired(*best)
    return best if best and _are_all(A, *best) else None


def _are_all(A: Array, values: Array, V: Array) -> bool:
    """Whether these are eigenpairs of A, and, as their sum tells, each of them once."""
    rounding = len(A) * EPS * float(np.linalg.norm(A))
    left = np.linalg.norm(defects(A, values, V), axis=0)
    missing = abs(values.sum() - A.trace())
    return bool((left <= rounding).all() and missing <= len(A) * rounding)


def _halves(x: Array) -> list[Array]:
    """Two arrays of at most 26 bits in each entry whose sum is x (Veltkamp: Higham ASNA §4.3)."""
    rounder = x * (2.0**27 + 1)
    high = rounder - (rounder - x)
    return [high, x - high]


def _blocks(E: Array, gaps: Array) -> Array:
    """For each eigenvalue (n) the first of those that it is coupled to, directly or by others."""
    sizes, distances = np.abs(E), np.abs(gaps)
    coupled = np.sqrt(sizes) * np.sqrt(sizes.T) > APART * distances
    coupled |= sizes > distances / APART
    coupled |= coupled.T | np.eye(len(E), dtype=bool)
    while True:
        wider = coupled @ coupled
        if (wider == coupled).all():
            return np.asarray(coupled.argmax(axis=1))
        coupled = wider


def _steps(E: Array, gaps: Array, blocks: Array) -> Array:
    """F, n×n: eᵢⱼ/(λⱼ − λᵢ) between the blocks, 0 within."""
    apart = (blocks != blocks[:, None]) & (E != 0)
    return np.divide(E, gaps, out=np.zeros_like(gaps * E), where=apart)


def _split(
    values: Array, E: Array, V: Array, blocks: Array, hermitian: bool
) -> tuple[Array, Array]:
    """The eigenvalues of Λ + E, block by block, and V times its eigenvectors."""
    new = values + E.diagonal()
    for first in set(blocks.tolist()):
        block = np.flatnonzero(blocks == first)
        if len(block) > 1:
            mean = values[block].mean()
            S = np.diag(values[block] - mean) + E[np.ix_(block, block)]
            s, Q = _largest(S, mean, hermitian)
            kind = np.result_type(new, V, s, Q)
            new, V = new.astype(kind), V.astype(kind)
            new[block], V[:, block] = mean + s, V[:, block] @ Q
    return new.real if hermitian else new, V / np.linalg.norm(V, axis=0)


def _largest(S: Array, mean: complex, hermitian: bool) -> tuple[Array, Array]:
    """The eigenvalues of S (k×k) and its eigenvectors, but some complement for some of them.

    Those that, with the mean, are small beside the others: LAPACK may have no digit of them right.
    """
    s, Q = eigenpairs(S / 2 + S.conj().T / 2 if hermitian else S, hermitian)
    large = np.abs(mean + s) >= np.sqrt(EPS) * np.abs(s).max()
    if large.all():
        return s, Q
    span = Q[:, large]
    if np.isrealobj(S) and np.iscomplexobj(Q):  # a real basis, for the complement to be real
        span = np.hstack([span.real[:, s[large].imag >= 0], span.imag[:, s[large].imag > 0]])
    complement = np.linalg.qr(span, mode="complete").Q[:, large.sum() :]
    return np.append(s[large], np.full((~large).sum(), -mean)), np.hstack([Q[:, large], complement])


def _paired(values: Array, V: Array) -> tuple[Array, Array] | None:
    """Eigenpairs of a real matrix, real or in pairs of conjugates to the last bit, if they are."""
    if np.isrealobj(values) and np.isrealobj(V):
        return values, V
    values, V = values.astype(complex), V.astype(complex)
    real = np.abs(values.imag) <= 8 * UNIT * np.abs(values)
    turned = fix_phases(V[:, real])[0]
    upper = np.flatnonzero(~real & (values.imag > 0)).tolist()
    lower = np.flatnonzero(~real & (values.imag < 0)).tolist()
    if len(upper) != len(lower) or (np.abs(turned.imag) > np.sqrt(EPS)).any():
        return None
    values[real], V[:, real] = values[real].real, turned.real / np.linalg.norm(turned.real, axis=0)
    for k in upper:
        nearest = lower.pop(int(np.abs(values[lower] - values[k].conjugate()).argmin()))
        values[nearest], V[:, nearest] = values[k].conjugate(), V[:, k].conj()
    return values, V
