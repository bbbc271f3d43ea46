"""Residuals in twice the precision, by products that have no rounding error.

A matrix is cut into slices of so few bits that BLAS multiplies and adds those of two matrices
without rounding (Ozaki, Ogita, Oishi and Rump, Numer. Algorithms 59, 2012, pp. 95–118). That is as
quick as BLAS, and the same on every machine, which `long double` is not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain

import numpy as np

from lacli.compute.dense.scaling import EPS, ldexp, scaled
from lacli.matrix import Array

Slice = tuple[Array, Array]
SLICES = 4
"""With about 20 bits in each, these hold the 53 of a number and as many again below."""
BLOCK = 2**16
"""So many entries at a time leave the slices in the processor's cache."""
STEPS = 20
"""More steps of refinement are of no use where each must at least halve the error."""
AFFORDABLE = 10**7
"""So many multiplications take a hundredth of a second."""


def precision(A: Array, x: Array) -> float:
    """The unit roundoff of `residual`, with some bits to spare."""
    return 2.0**-64 if is_affordable(A, x) else EPS


def is_affordable(A: Array, x: Array) -> bool:
    """Whether A x in twice the precision costs little, or little beside a factorization of A."""
    k = x.shape[1]
    return bool(A.size * k <= AFFORDABLE or 50 * k <= min(A.shape))


def residual(A: Array, x: Array, *terms: Array) -> Array:
    """The sum of the terms (m×k), less A x, for A (m×n) and x (n×k), rounded once.

    In twice the precision where that is affordable, relative to the largest |aᵢⱼxⱼ| of each row.
    """
    if not is_affordable(A, x):
        return np.asarray(sum(terms) - A @ x)
    if any(np.iscomplexobj(M) for M in (A, x, *terms)):
        stacked = (np.vstack([M.real, M.imag]) for M in (x, *terms))
        R = _real(np.block([[A.real, -A.imag], [A.imag, A.real]]), *stacked)
        return np.asarray(R[: len(A)] + 1j * R[len(A) :])
    return _real(A, x, *terms)


def _real(A: Array, x: Array, *terms: Array) -> Array:
    """The residual of real arrays: of A D and D⁻¹x, where D makes the rows of D⁻¹x of one size."""
    B, e = scaled(A)
    sizes = np.abs(x).max(axis=1)
    d = np.frexp(sizes)[1]
    low, high = (int(f(d[sizes > 0], initial=0)) for f in (np.min, np.max))
    d, f = np.where(sizes > 0, d, low), (low + high) // 2
    y, units = ldexp(x, -d[:, None]), np.ldexp(1.0, d - f)
    bits = (53 - math.ceil(math.log2(len(x)))) // 2
    columns = list(_slices(y, bits, axis=0))
    result = np.empty((len(A), x.shape[1]))
    height = max(BLOCK // len(x), 1)
    for start in range(0, len(A), height):
        block = slice(start, start + height)
        products = _products(B[block] * units, y, columns, bits)
        result[block] = _sum([ldexp(t[block], -e - f) for t in terms], products)
    return ldexp(result, e + f)


def _products(A: Array, x: Array, columns: list[Slice], bits: int) -> Iterator[Array]:
    """What −A x is the sum of, from the largest to what is below all slices, and is rounded."""
    k = x.shape[1]
    rest = A
    for i, (piece, rest) in enumerate(_slices(A, bits, axis=1)):  # noqa: B007
        last = SLICES - i
        product = piece @ np.hstack([*(c for c, _ in columns[:last]), columns[last - 1][1]])
        for j in range(last + 1):
            yield -product[:, j * k : (j + 1) * k]
    yield -(rest @ x)


def _slices(A: Array, bits: int, axis: int) -> Iterator[Slice]:
    """What A is the sum of: multiples, by so many bits, of one number in each row or column.

    With what is left of A below each of them.
    """
    top = np.frexp(np.abs(A).max(axis=axis, keepdims=True))[1]
    rest = A
    for i in range(1, SLICES + 1):
        rounder = np.ldexp(0.75, top - i * bits + 53)  # which leaves a sum no bits below the slice
        piece = rest + rounder
        piece -= rounder
        rest = rest - piece
        yield piece, rest


def _sum(terms: list[Array], products: Iterator[Array]) -> Array:
    """The sum of all, the rounding errors of which are added at its end (Knuth's TwoSum)."""
    total = np.zeros_like(terms[0])
    errors = np.zeros_like(total)
    for term in chain(terms, products):
        new = total + term
        part = new - total
        errors += (total - (new - part)) + (term - part)
        total = new
    return np.asarray(total + errors)
