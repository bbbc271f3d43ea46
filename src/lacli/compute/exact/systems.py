"""The inverse, and the solutions of linear systems."""

from __future__ import annotations

import math

from lacli.compute.answers import Contradiction, Solutions
from lacli.compute.exact import elimination
from lacli.compute.exact.doubt import is_rounded, judge
from lacli.compute.exact.integers import Ints, Result, Rows, quotients, scaled
from lacli.compute.exact.spaces import special_solutions
from lacli.errors import Singular
from lacli.number import Number


def inv(A: Rows) -> Result:
    """`inv_in_fractions` of A (n×n), which is judged where its entries may be rounded.

    Raises Singular then if the condition number is above 1/ε, and warns if digits are lost.
    """
    inverse = inv_in_fractions(A)
    if is_rounded(A):
        judge(A, inverse)
    return inverse


def inv_in_fractions(A: Rows) -> Result:
    """The inverse of A (n×n), by Gauss–Jordan elimination of [A I] (GVL §3.4, Bareiss 1968).

    Raises Singular where there is none.
    """
    rows, units = scaled(A)
    n = len(A)
    q = math.lcm(*(unit.numerator for unit in units))
    for i, unit in enumerate(units):
        rows[i] += [q // unit.numerator * unit.denominator if k == i else 0 for k in range(n)]
    pivots, d = elimination.reduce(rows, n)
    if len(pivots) < n:
        raise Singular("exactly singular", exactly=True)
    return quotients((row[n:] for row in rows), d * q)


def solutions(A: Rows, b: Rows) -> Solutions:
    """`solutions_in_fractions`, where A is square as `inv` judges it."""
    if len(A) == len(A[0]) and is_rounded(A):
        judge(A, inv_in_fractions(A))
    return solutions_in_fractions(A, b)


def solutions_in_fractions(A: Rows, b: Rows) -> Solutions:
    """All x (n×k) with A x = b, for A (m×n) and b (m×k), by elimination of [A b] (GVL §3.4).

    A solution whose free unknowns are 0, and special solutions of A x = 0, one for each of those,
    in which it is 1 (Strang, Introduction to Linear Algebra, 5th ed., §3.2–3.3). Where there is
    none, the combination of equations that says so.
    """
    n = len(A[0])
    together = [[*row, *right] for row, right in zip(A, b, strict=True)]
    rows, _ = scaled(together)
    pivots, d = elimination.reduce(rows, n)
    if any(x for row in rows[len(pivots) :] for x in row[n:]):
        return Solutions(None, None, len(pivots), _contradiction(together, n), exactly=True)
    R = quotients(rows[: len(pivots)], d)
    x: list[list[Number]] = [[0] * len(b[0]) for _ in range(n)]
    for j, row in zip(pivots, R, strict=True):
        x[j] = row[n:]
    free = [j for j in range(n) if j not in pivots]
    kernel = special_solutions(R, pivots, n) if free else None
    return Solutions(x, kernel, len(pivots), exactly=True)


def _contradiction(together: Rows, n: int) -> Contradiction:
    """The first combination of rows of [A b], A of n columns, that is 0 in A and not in b."""
    k, m = len(together[0]) - n, len(together)
    rows: Ints = scaled(
        [[*row, *(int(i == j) for j in range(m))] for i, row in enumerate(together)]
    )[0]
    pivots, _ = elimination.reduce(rows, n)
    row = next(row for row in rows[len(pivots) :] if any(row[n : n + k]))
    column = next(j for j in range(k) if row[n + j])
    weights = row[n + k :]
    unit = next(w for w in reversed(weights) if w)  # so that the last equation counts once,
    if all(isinstance(w, int) for w in weights):  # or all as often as integers can say
        unit = math.gcd(*weights) * (1 if unit > 0 else -1)
    found = quotients([[w] for w in [*weights, row[n + column]]], unit)
    return Contradiction([x for [x] in found[:-1]], found[-1][0], column)
