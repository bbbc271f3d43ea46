"""Matrices made from sizes and vectors."""

from __future__ import annotations

from lacli.compute.exact.integers import Result, Rows
from lacli.number import Number, ratio


def eye(m: int, n: int) -> Result:
    """The m×n matrix of ones on the diagonal and zeros elsewhere."""
    return [[int(i == j) for j in range(n)] for i in range(m)]


def full(m: int, n: int, value: Number) -> Result:
    """The m×n matrix whose entries are all that value."""
    return [[value] * n for _ in range(m)]


def hilbert(m: int, n: int) -> Result:
    """The m×n matrix of 1/(i + j − 1) (Higham, Accuracy and Stability, §28.1)."""
    return [[ratio(1, i + j + 1) for j in range(n)] for i in range(m)]


def vandermonde(x: Rows, n: int) -> Result:
    """The powers 0 to n − 1 of the entries of x (m×1), as an m×n matrix (GVL §4.6)."""
    return [[t**k for k in range(n)] for [t] in x]


def toeplitz(column: Rows, row: Rows) -> Result:
    """The m×n matrix with that first column (m×1) and row (n×1), constant along diagonals.

    Their first entries are the same (GVL §4.7).
    """
    return [
        [row[j - i][0] if j > i else column[i - j][0] for j in range(len(row))]
        for i in range(len(column))
    ]


def permutation(order: list[int]) -> Result:
    """The n×n matrix P for which row i of P·A is row order[i], counted from 0, of A."""
    return [[int(j == k) for j in range(len(order))] for k in order]
