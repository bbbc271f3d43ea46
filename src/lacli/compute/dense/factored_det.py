"""The determinant of many numbers, from triangular factors whose error is measured."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.answers import Certificate
from lacli.compute.dense.certificate import certified
from lacli.compute.dense.elimination import eliminate
from lacli.compute.dense.estimates import probes
from lacli.compute.dense.factors import product
from lacli.compute.dense.quick_det import WORSE
from lacli.compute.dense.scaling import EPS, equilibrated
from lacli.compute.dense.systems import Inverse, inverted
from lacli.compute.remarks import UNIT
from lacli.errors import MathError
from lacli.matrix import Array


class Factored(NamedTuple):
    """Numbers whose product is a determinant."""

    diagonal: Array
    phase: float | complex
    errors: Array
    """The length of each row of what the factors differ by from the matrix, about."""


def det_by_factors(A: Array) -> tuple[float | complex, int, Certificate]:
    """The determinant of A (n×n) as a number of about 1, or 0, and an exponent of 2.

    With its certificate. By LU with partial pivoting, or where elements grew so much in that by QR.
    """
    try:
        found = inverted(A)
    except MathError:
        B, rows, cols = equilibrated(A)
        factors, certificate = _by_lu(B), Certificate(0.0, math.inf, 0)
    else:
        B, rows, cols = found.B, found.rows, found.cols
        factors = _by_lu(B)
        certificate = _certificate(found, factors)
        if certificate.residual > WORSE:
            factors = _by_qr(B)
            certificate = _certificate(found, factors)
    mantissa, exponent = product(factors.diagonal, factors.phase)
    return mantissa, exponent + int(rows.sum() + cols.sum()), certificate


def sensitivity(A: Array) -> float:
    """By how much relative errors in the entries of A (n×n) may grow in det A.

    Infinite if that is 0, else Σ|aᵢⱼ||A⁻¹ⱼᵢ|, which no scaling of rows or columns changes.
    """
    try:
        return _sensitivity(inverted(A))
    except MathError:
        return math.inf


def _sensitivity(found: Inverse) -> float:
    return float((np.abs(found.B) * np.abs(found.inverse).T).sum())


def _certificate(found: Inverse, factors: Factored) -> Certificate:
    """That of the determinant of B, from the lengths of the rows of its factors' error E.

    Σ|eᵢⱼ||B⁻¹ⱼᵢ| is at most the sum over i of the lengths of E's rows times those of B⁻¹'s columns.
    """
    condition = _sensitivity(found)
    moved = float(factors.errors @ np.linalg.norm(found.inverse, axis=0))
    return certified(moved / (condition * EPS), condition, moved + condition * UNIT)


def _by_lu(B: Array) -> Factored:
    """The pivots of B, once its rows have been permuted."""
    packed, order, sign = eliminate(B)
    v = probes(len(B))
    errors = np.empty(len(B))
    Uv = np.triu(packed) @ v
    errors[order] = _lengths(B[order] @ v - Uv - np.tril(packed, -1) @ Uv)
    return Factored(packed.diagonal(), float(sign), errors)


def _by_qr(B: Array) -> Factored:
    """The diagonal of R, and the determinant of Q: that of its reflectors I − τvvᴴ (GVL §5.1.2).

    For τ is 0, or 2Re τ = |τ|²‖v‖², and so det(I − τvvᴴ) = 1 − τ‖v‖² = −τ/τ̄.
    """
    packed, taus = np.linalg.qr(B, mode="raw")
    Q, R = np.linalg.qr(B)
    v = probes(len(B))
    taus = taus[taus != 0]
    phase = np.prod(-taus / taus.conj()).item()
    return Factored(packed.diagonal(), phase, _lengths(B @ v - Q @ (R @ v)))


def _lengths(Ev: Array) -> Array:
    """The lengths of the rows of E, about, from its products with probes."""
    return np.asarray(np.linalg.norm(Ev, axis=1))
