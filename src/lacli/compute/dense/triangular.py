"""LU factors, which NumPy computes inside its solvers but does not hand out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.scaling import largest_parts
from lacli.compute.remarks import magnitude, warn
from lacli.matrix import Array

BLOCK = 64
GROWTH = 1e8
"""The growth of elements that takes half of the sixteen digits (Higham ASNA §9.3)."""


class LU(NamedTuple):
    P: Array
    L: Array
    U: Array
    rows: list[int]
    """The row of A that each row of L·U is."""


class Eliminated(NamedTuple):
    packed: Array
    """U on and above the diagonal, L below it; L's diagonal is ones."""
    rows: Array
    """The row of A that each row of L·U is."""
    sign: int
    """The sign of that permutation."""


def lu(A: Array) -> LU:
    """P (m×m), L (m×r) and U (r×n) with A = P·L·U for A (m×n), r = min(m, n).

    P is a permutation, L has a unit diagonal and entries of modulus 1 at most. LAPACK getrf. Warns
    where elements grew so much that P·L·U is not A to half of the digits.
    """
    m, n = A.shape
    packed, rows, _ = eliminate(A)
    r = min(m, n)
    L, U = np.tril(packed[:, :r], -1) + np.eye(m, r), np.triu(packed[:r])
    largest = largest_parts(A).max()
    if largest > 0 and (growth := float(largest_parts(U).max() / largest)) > GROWTH:
        warn(f"elements grew {magnitude(growth)} times in the elimination: P·L·U is not quite A")
    return LU(np.eye(m)[:, rows], L, U, rows.tolist())


def eliminate(A: Array) -> Eliminated:
    """L and U with A[rows] = L·U for A (m×n), by partial pivoting, in blocks of columns.

    GVL algorithm 3.4.1 within a block and §3.2.11 across, as LAPACK getrf does. A column without
    a pivot leaves a 0 on the diagonal of U.
    """
    F = np.array(A)
    r = min(F.shape)
    rows, sign = np.arange(len(F)), 1
    for start in range(0, r, BLOCK):
        end = min(start + BLOCK, r)
        for k in range(start, end):
            pivot = k + int(np.abs(F[k:, k]).argmax())
            if pivot != k:
                F[[k, pivot]] = F[[pivot, k]]
                rows[[k, pivot]] = rows[[pivot, k]]
                sign = -sign
            if F[k, k] != 0:
                F[k + 1 :, k] /= F[k, k]
                F[k + 1 :, k + 1 : end] -= np.outer(F[k + 1 :, k], F[k, k + 1 : end])
        for k in range(start, end):
            F[k + 1 : end, end:] -= np.outer(F[k + 1 : end, k], F[k, end:])
        F[end:, end:] -= F[end:, start:end] @ F[start:end, end:]
    return Eliminated(F, rows, sign)
