"""Scaling by powers of 2, which is exact, so that size alone costs no digit and no answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lacli.matrix import Array

EPS = float(np.finfo(np.float64).eps)
UNBOUNDED = 2**16
"""More than any exponent."""
SAFE = (1e-100, 1e100)
"""Moduli whose squares, and sums of many, are neither 0 nor infinite."""
NORMAL = (-1022, 1023)
"""The exponents of powers of 2 that are numbers of full precision."""
MODERATE = 100
"""Exponents up to which two multiplications after each other are as good as one."""
LARGE = 400
"""From so many rows on, the inverse that tells all of a matrix costs more than an answer may."""
ENTRIES = 2**15
"""So many at a time stay in the processor's cache, and take no memory that counts."""


class Equilibrated(NamedTuple):
    """A = 2^rows · B · 2^cols, with the largest entry of each row and column of B about 1."""

    B: Array
    rows: Array
    cols: Array


def scaled(A: Array) -> tuple[Array, int]:
    """B and an exponent e with A = 2^e·B; e is 0, and A not copied, where A is of ordinary size."""
    largest = max(float(largest_parts(A[part]).max()) for part in row_blocks(A))
    if largest == 0 or SAFE[0] < largest < SAFE[1]:
        return A, 0
    exponent = int(np.frexp(largest)[1])
    return ldexp(A, -exponent), exponent


def equilibrated(A: Array) -> Equilibrated:
    """A with its rows and columns scaled (GVL §3.5.2); symmetrically where A may be definite.

    B is an array of its own, and the only one of its size.
    """
    diagonal = A.diagonal()
    if is_hermitian(A) and (diagonal.real > 0).all():
        half = np.frexp(diagonal.real)[1] // 2
        B = ldexp(A, -half[:, None])
        _scale_columns(B, -half)
        if largest_by_row(B).max() <= 2:  # |aᵢⱼ|² ≤ aᵢᵢaⱼⱼ, as of all that are definite
            return Equilibrated(B, half, half)
        del B
    rows = np.frexp(largest_by_row(A))[1]
    if np.abs(rows).max() <= MODERATE:
        B = ldexp(A, -rows[:, None])
        sizes = largest_by_column(B)
        cols = np.where(sizes > 0, np.frexp(sizes)[1], 0)
        if cols.min() >= -MODERATE:
            _scale_columns(B, -cols)
            return Equilibrated(B, rows, cols)
    parts = largest_parts(A)
    sizes = np.where(parts > 0, np.frexp(parts)[1] - rows[:, None], -UNBOUNDED).max(axis=0)
    cols = np.where(sizes > -UNBOUNDED, sizes, 0)
    return Equilibrated(ldexp(A, -rows[:, None] - cols), rows, cols)  # at once: none underflows


def _scale_columns(B: Array, exponents: Array) -> None:
    """Multiplies the columns of B by powers of 2, in place."""
    if exponents.any():
        for part in row_blocks(B):
            B[part] = ldexp(B[part], exponents)


def is_hermitian(A: Array) -> bool:
    """Whether A (n×n) is its own conjugate transpose, to the last bit."""
    return all(np.array_equal(A[part], A[:, part].conj().T) for part in row_blocks(A))


def row_blocks(A: Array) -> Iterator[slice]:
    """The rows of A (m×n, or m) in blocks that are quickly gone through one after the other."""
    height = max(ENTRIES * len(A) // A.size, 1)
    return (slice(start, start + height) for start in range(0, len(A), height))


def largest_by_row(A: Array) -> Array:
    """The largest of `largest_parts` in each row of A (m×n)."""
    return np.concatenate([largest_parts(A[part]).max(axis=1) for part in row_blocks(A)])


def largest_by_column(A: Array) -> Array:
    """The largest of `largest_parts` in each column of A (m×n)."""
    return np.max([largest_parts(A[part]).max(axis=0) for part in row_blocks(A)], axis=0)


def largest_parts(A: Array) -> Array:
    """The larger of |re| and |im| of each entry, which does not overflow as the modulus may."""
    return np.maximum(np.abs(A.real), np.abs(A.imag)) if np.iscomplexobj(A) else np.abs(A)


def moduli_times(A: Array, x: Array) -> Array:
    """|A| x for A (m×n) and x (n×k), without a copy of A."""
    return np.concatenate([np.abs(A[part]) @ x for part in row_blocks(A)])


def ldexp(A: Array, exponents: Array | int) -> Array:
    """A·2^exponents, entry by entry."""
    if not np.iscomplexobj(A):
        return _ldexp(A, exponents)
    result = np.empty(np.broadcast_shapes(A.shape, np.shape(exponents)), dtype=np.complex128)
    result.real, result.imag = _ldexp(A.real, exponents), _ldexp(A.imag, exponents)
    return result


def _ldexp(A: Array, exponents: Array | int) -> Array:
    """The same of a real A, by a product where that is rounded no more often: it is far quicker."""
    if (
        np.size(exponents) < np.size(A)
        and NORMAL[0] <= np.min(exponents) <= np.max(exponents) <= NORMAL[1]
    ):
        return np.asarray(A * np.ldexp(1.0, exponents))
    return np.asarray(np.ldexp(A, exponents))
