"""Elimination in place, by recursion on the columns: nearly all of it products of matrices.

LAPACK's getrf and potrf are not among what NumPy hands out. These are little slower on large
matrices, and take no more memory than the matrix and a strip of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.triangle import BLOCK, Triangle
from lacli.matrix import Array

LEAF = 16
"""So many columns are eliminated one by one."""
STRIP = 2**20
"""So many entries of a product are made at a time: 8 MB."""


class Eliminated(NamedTuple):
    packed: Array
    """U on and above the diagonal, L below it; L's diagonal is ones."""
    rows: Array
    """The row of A that each row of L·U is."""
    sign: int
    """The sign of that permutation."""


def eliminate(A: Array) -> Eliminated:
    """L and U with A[rows] = L·U for A (m×n), by partial pivoting (GVL algorithm 3.4.1).

    A column without a pivot leaves a 0 on the diagonal of U.
    """
    return eliminate_in_place(np.array(A, order="C"), len(A), A.shape[1])


def eliminate_in_place(F: Array, lower: int, upper: int) -> Eliminated:
    """`eliminate`, its factors in the place of F (m×n), where only so many diagonals are not 0.

    `lower` is how many below the main one, `upper` how many above it. By Toledo's recursion (SIAM
    J. Matrix Anal. Appl. 18, 1997), whose pivots are those of one column after the other.
    """
    m, n = F.shape
    r = min(m, n)
    rows = np.arange(m)
    order = _columns(F, 0, r, lower, lower + upper)
    rows[: len(order)] = order
    if r < n:
        F[:, r:] = F[rows, r:]
        F[:, r:] = Triangle(F[:r, :r], lower=True, unit=True).solve(F[:, r:])
    return Eliminated(F, rows, _sign(rows))


def _columns(F: Array, start: int, end: int, lower: int, upper: int) -> Array:
    """Eliminates columns of F; returns the order of the rows from `start` on that it touches.

    U has `upper` diagonals, for the interchanges may bring up rows that are `lower` below.
    """
    bottom = min(end + lower, len(F))
    if end - start <= LEAF:
        return _one_by_one(F[start:bottom, start:end])
    middle = start + (-(-(end - start) // (2 * LEAF))) * LEAF
    order = _columns(F, start, middle, lower, upper)
    k, below, right = middle - start, start + len(order), min(middle + upper, end)
    block = F[start:below, middle:right]
    L = Triangle(F[start:middle, start:middle], lower=True, unit=True)
    _permute(block, order)
    for part in strips(*block.shape):
        block[:k, part] = L.solve(block[:k, part])
        block[k:, part] -= F[middle:below, start:middle] @ block[:k, part]
    rest = _columns(F, middle, end, lower, upper)
    _permute(F[middle:bottom, start:middle], rest)
    order = np.append(order, np.arange(len(order), bottom - start))
    order[k:] = order[k:][rest]
    return order


def _one_by_one(F: Array) -> Array:
    """Eliminates all columns of F (m×k); returns the order of its rows."""
    W = F.T.copy()  # whose rows, the columns of F, lie in one piece
    order = np.arange(len(F))
    for k, column in enumerate(W):
        pivot = k + int(np.abs(column[k:]).argmax())
        if pivot != k:
            row = W[:, k].copy()
            W[:, k] = W[:, pivot]
            W[:, pivot] = row
            order[k], order[pivot] = order[pivot], order[k]
        if column[k] != 0:
            column[k + 1 :] /= column[k]
            W[k + 1 :, k + 1 :] -= W[k + 1 :, k, None] * column[k + 1 :]
    F[...] = W.T
    return order


def _permute(F: Array, order: Array) -> None:
    """Puts the rows of F into that order, in place."""
    moved = np.flatnonzero(order != np.arange(len(order)))
    for part in strips(*F.shape):
        F[moved, part] = F[order[moved], part]


def _sign(order: Array) -> int:
    """The sign of a permutation: one interchange for all but one member of each cycle."""
    following, seen, cycles = order.tolist(), set[int](), 0
    for first in following:
        cycles += first not in seen
        k = first
        while k not in seen:
            seen.add(k)
            k = following[k]
    return -1 if (len(following) - cycles) % 2 else 1


def cholesky_in_place(F: Array) -> None:
    """L with F = L·Lᴴ in the place of F's lower triangle (n×n), by halves (GVL §4.2.9).

    What is above is of no more use. Raises LinAlgError where F is not positive definite.
    """
    n = len(F)
    if n <= BLOCK:
        L = np.linalg.cholesky(F)
        if not np.isfinite(L).all():  # some LAPACKs let NaN pass
            raise LinAlgError
        F[...] = L
        return
    k = n // 2
    cholesky_in_place(F[:k, :k])
    below = F[k:, :k]
    below[...] = Triangle(F[:k, :k], lower=True).solve(below.conj().T).conj().T
    for part in strips(n - k, n - k):
        rest = F[k:, k:][part.start :, part]
        rest -= below[part.start :] @ below[part].conj().T
    cholesky_in_place(F[k:, k:])


def strips(m: int, n: int) -> Iterator[slice]:
    """The columns of an m×n matrix in strips of so few entries that they take little memory."""
    width = max(STRIP // max(m, 1), BLOCK)
    return (slice(start, min(start + width, n)) for start in range(0, n, width))
