"""The determinant of large matrices, from factors that are seen to be good without an inverse."""

from __future__ import annotations

import math

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.answers import Certificate
from lacli.compute.dense.certificate import certified
from lacli.compute.dense.estimates import length, probes, size_of_inverse
from lacli.compute.dense.factors import Factors, factored, product
from lacli.compute.dense.quick_inverse import HUGE
from lacli.compute.dense.scaling import EPS, equilibrated
from lacli.compute.dense.structure import structure
from lacli.compute.remarks import HALF, UNIT
from lacli.matrix import Array

PROBES, SEED = 8, 20_261_126
"""Random vectors: that all of them hide nine tenths of the size of B⁻¹ has a chance of 1e-7."""
WORSE = 1000
"""The backward error, over ε, with which LU is worse than what QR, at twice the cost, leaves."""


def quick_det(A: Array) -> tuple[float | complex, int, Certificate | None] | None:
    """The determinant of A (n×n) as a number of about 1, or 0, and an exponent of 2.

    With its certificate; that is None where it is exactly 0. None where it may not be good.
    """
    if len(A) < HUGE and not structure(A).is_triangular:
        return _by_lapack(A)
    found = factored(A)
    triangular = found.is_triangular
    if found.is_singular:
        return (0.0, 0, None) if triangular else None
    certificate = certified(0.0, float(len(A))) if triangular else _certificate(found)
    if certificate is None:
        return None
    mantissa, exponent = product(np.concatenate(found.pivots), float(found.sign))
    return mantissa, exponent + int(found.B.units.sum() + found.B.cols.sum()), certificate


def _by_lapack(A: Array) -> tuple[float | complex, int, Certificate] | None:
    """The same by LAPACK's factors, made once for the determinant and once to judge it by.

    Solutions of B x = v for random v tell how large B⁻¹ is, and their residuals, which are E x, how
    far the factors are those of B + E: |tr(B⁻¹E)| is at most ‖B⁻¹‖‖E‖.
    """
    B, rows, cols = equilibrated(A)
    v = np.random.default_rng(SEED).standard_normal((len(B), PROBES))
    try:
        x = np.linalg.solve(B, v)
    except LinAlgError:
        return None
    size, lengths = float(np.linalg.norm(B)), np.linalg.norm(x, axis=0)
    E = float((np.linalg.norm(v - B @ x, axis=0) / lengths).max()) * math.sqrt(len(B))
    if not E <= WORSE * EPS * size:
        return None
    inverse = float(np.linalg.norm(lengths)) / math.sqrt(PROBES)
    B *= 2  # entries of a half become 1 again, whose logarithm is exact: so of a permutation
    sign, logarithm = np.linalg.slogdet(B)
    condition, off = size * inverse, inverse * E + abs(logarithm) * EPS
    certificate = certified(off / (condition * EPS), condition, off + condition * UNIT)
    if certificate.digits <= HALF:
        return None
    exponent = round(logarithm / math.log(2))
    mantissa = sign.item() * math.exp(logarithm - exponent * math.log(2))
    return mantissa, exponent + int((rows - 1).sum() + cols.sum()), certificate


def _certificate(found: Factors) -> Certificate | None:
    """What is known of the determinant of B with those factors, if it is good beyond doubt.

    The condition number Σ|bᵢⱼ||B⁻¹ⱼᵢ| is at most ‖B‖‖B⁻¹‖. Where the factors are those of B + E,
    the determinant is off by the trace of B⁻¹E, relatively: the mean of vᴴB⁻¹E v over random v,
    whose standard deviation is about ‖B⁻¹E‖.
    """
    v = probes(len(found.order))
    E = found.error(v)
    size = found.B.size
    if not length(E) <= WORSE * EPS * size:
        return None
    condition = size * size_of_inverse(found)
    moved = found.solve(E)
    off = float(np.abs((v * moved).sum(axis=0)).max()) + 2 * length(moved)
    certificate = certified(off / (condition * EPS), condition, off + condition * UNIT)
    return certificate if certificate.digits > HALF else None
