"""LU factors, which NumPy computes inside its solvers but does not hand out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.matrix import Array

BLOCK = 64


class LU(NamedTuple):
    packed: Array
    """U on and above the diagonal, L below it; L's diagonal is ones."""
    rows: Array
    """The row of A that each row of L·U is."""
    sign: int
    """The sign of that permutation."""


def lu(A: Array) -> LU:
    """L and U with A[rows] = L·U for A (n×n), by partial pivoting, in blocks of columns.

    GVL algorithm 3.4.1 within a block and §3.2.11 across, as LAPACK getrf does. A column without
    a pivot leaves a 0 on the diagonal of U.
    """
    F = np.array(A)
    n = len(F)
    rows, sign = np.arange(n), 1
    for start in range(0, n, BLOCK):
        end = min(start + BLOCK, n)
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
    return LU(F, rows, sign)
