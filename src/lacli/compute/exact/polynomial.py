"""The characteristic polynomial."""

from __future__ import annotations

from typing import Any

from lacli.compute.exact.integers import Ints, Rows, over_one_denominator, quotient
from lacli.number import Number


def charpoly(A: Rows) -> list[list[Number]]:
    """The n + 1 coefficients of det(λI − A) for A (n×n) as a column, that of λⁿ, 1, first.

    By the division-free algorithm of Samuelson and Berkowitz (Inf. Process. Lett. 18, 1984).
    """
    rows, q = over_one_denominator(A)
    return [[quotient(c, q**k)] for k, c in enumerate(berkowitz(rows))]


def berkowitz(A: Ints) -> list[Any]:
    """The coefficients of the characteristic polynomial of integers, the highest power first."""
    p: list[Any] = [1]
    for k, row in enumerate(A):
        v = [other[k] for other in A[:k]]
        toeplitz = [1, -row[k]]  # its first column: 1, −a, −r·v, −r·M·v, −r·M²·v, …
        for i in range(k):
            if i:
                v = [_inner(other, v) for other in A[:k]]
            toeplitz.append(-_inner(row, v))
        p = [
            sum(toeplitz[i - j] * p[j] for j in range(max(i - k - 1, 0), min(i, k) + 1))
            for i in range(k + 2)
        ]
    return p


def _inner(u: Any, v: Any) -> Any:
    """The sum of products, as far as both go."""
    return sum(x * y for x, y in zip(u, v, strict=False))
