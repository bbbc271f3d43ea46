"""LU factors, which NumPy computes inside its solvers but does not hand out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.elimination import eliminate
from lacli.compute.dense.scaling import largest_parts
from lacli.compute.remarks import magnitude, warn
from lacli.matrix import Array

GROWTH = 1e8
"""The growth of elements that takes half of the sixteen digits (Higham ASNA §9.3)."""


class LU(NamedTuple):
    P: Array
    L: Array
    U: Array
    rows: list[int]
    """The row of A that each row of L·U is."""


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
