"""The echelon form, and the spaces it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lacli.compute.exact import elimination
from lacli.compute.exact.integers import Result, Rows, over_one_denominator, quotients, scaled
from lacli.compute.exact.roots import root
from lacli.number import Number


class RREF(NamedTuple):
    R: Result
    pivots: list[int]


def rank(A: Rows, tol: float | None = None) -> int:  # noqa: ARG001  # with one it is dense
    """The rank of A (m×n)."""
    return elimination.rank(scaled(A).rows)


def rref(A: Rows, b: Rows | None = None) -> RREF:
    """The reduced row echelon form R of A (m×n), or of [A b], and the indices of its pivot columns.

    No pivot is sought in b (m×k): where A x = b has no solution, a row of R is 0 … 0 | c.
    """
    M = A if b is None else [[*row, *right] for row, right in zip(A, b, strict=True)]
    rows, q = over_one_denominator(M)
    pivots, d = elimination.reduce(rows, len(A[0]))
    r = len(pivots)
    return RREF(quotients(rows[:r], d) + quotients(rows[r:], d * q), pivots)


def nullspace_in_fractions(A: Rows, tol: float | None = None) -> Result:  # noqa: ARG001
    """A basis of {x: A x = 0} as the columns of an n×(n − r) matrix, for A (m×n).

    In each one free unknown is 1 and the others are 0 (Strang, Introduction to Linear Algebra,
    5th ed., §3.2).
    """
    R, pivots = rref(A)
    return special_solutions(R, pivots, len(A[0]))


def nullspace(A: Rows, tol: float | None = None) -> Result:  # noqa: ARG001  # with one it is dense
    """An orthonormal basis of {x: A x = 0} as the columns of an n×(n − r) matrix, for A (m×n).

    By the Gram–Schmidt process (GVL §5.2.7) in fractions, each entry rounded once. The largest of
    each column is positive.
    """
    columns: list[list[Any]] = []
    for v in zip(*nullspace_in_fractions(A), strict=True):
        w = list(v)
        for u in columns:
            factor = _inner(u, v) / _inner(u, u)
            w = [x - factor * y for x, y in zip(w, u, strict=True)]
        columns.append(w)
    units = [_unit(v) for v in columns]
    return [[v[i] for v in units] for i in range(len(A[0]))]


def special_solutions(R: Sequence[Sequence[Any]], pivots: list[int], n: int) -> Result:
    """The basis of the null space that R, reduced to the pivots, shows in its other columns."""
    free = [j for j in range(n) if j not in pivots]
    x: Result = [[int(i == j) for j in free] for i in range(n)]
    for p, row in zip(pivots, R, strict=False):
        x[p] = [-row[j] for j in free]
    return x


def _inner(u: Sequence[Any], v: Sequence[Any]) -> Any:
    from fractions import Fraction  # which whole numbers do without elsewhere

    return Fraction(sum(x * y for x, y in zip(u, v, strict=True)))


def _unit(v: Sequence[Any]) -> list[Number]:
    """v divided by its length and its sign, which is that of its largest entry."""
    square = _inner(v, v)
    sign = 1 if max(v, key=abs) > 0 else -1
    return [sign * (1 if x > 0 else -1) * root(x * x / square) for x in v]
