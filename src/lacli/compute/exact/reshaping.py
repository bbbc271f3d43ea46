"""The same entries in another shape or order."""

from __future__ import annotations

from lacli.compute.exact.integers import Result, Rows


def hstack(*matrices: Rows) -> Result:
    """Matrices of as many rows side by side."""
    return [[x for row in rows for x in row] for rows in zip(*matrices, strict=True)]


def vstack(*matrices: Rows) -> Result:
    """Matrices of as many columns one below the other."""
    return [list(row) for A in matrices for row in A]


def reshape(A: Rows, M: int, N: int, by_columns: bool = False) -> Result:
    """The entries of A as an M×N matrix, taken and put row by row, or column by column."""
    if by_columns:
        turned = reshape(list(zip(*A, strict=True)), N, M)
        return [list(row) for row in zip(*turned, strict=True)]
    entries = [x for row in A for x in row]
    return [entries[i * N : (i + 1) * N] for i in range(M)]


def diag(A: Rows, offset: int = 0) -> Result:
    """The diagonal of A (m×n) that lies `offset` above the main one, as a column."""
    return [[row[i + offset]] for i, row in enumerate(A) if 0 <= i + offset < len(row)]


def diagonal(v: Rows, offset: int = 0) -> Result:
    """The square matrix whose diagonal, `offset` above the main one, is v (n×1)."""
    n, down, right = len(v) + abs(offset), max(-offset, 0), max(offset, 0)
    result: Result = [[0] * n for _ in range(n)]
    for k, [x] in enumerate(v):
        result[k + down][k + right] = x
    return result


def conj(A: Rows) -> Result:
    """A with its entries conjugated."""
    return [[x.conjugate() for x in row] for row in A]
