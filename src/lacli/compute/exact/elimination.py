"""Elimination in integers, without fractions."""

from __future__ import annotations

from typing import Any

from lacli.compute.exact.integers import Ints


def determinant(rows: Ints) -> Any:
    """The determinant of n×n integers.

    A quotient on the way is a minor, and so leaves no remainder (Bareiss, Math. Comp. 22, 1968,
    pp. 565–578).
    """
    sign, previous = 1, 1
    while True:
        i = next((i for i, row in enumerate(rows) if row[0]), 0)
        if i:
            rows = [rows[i], *rows[1:i], rows[0], *rows[i + 1 :]]
            sign = -sign
        pivot, *head = rows[0]
        if not pivot or not head:
            return pivot * sign
        rows = [_less(row[1:], head, pivot, row[0], previous) for row in rows[1:]]
        previous = pivot


def rank(rows: Ints) -> int:
    """The rank of m×n integers."""
    found, previous = 0, 1
    while rows and rows[0]:
        i = next((i for i, row in enumerate(rows) if row[0]), None)
        if i is None:
            rows = [row[1:] for row in rows]
            continue
        pivot, *head = rows[i]
        rest = [*rows[:i], *rows[i + 1 :]]
        rows = [_less(row[1:], head, pivot, row[0], previous) for row in rest]
        found, previous = found + 1, pivot
    return found


def reduce(rows: Ints, n: int) -> tuple[list[int], Any]:
    """Reduces the first n columns of m×(n + k) integers, in place, by Gauss and Jordan.

    Returns the pivot columns, and the number that all pivots are: divided by it the rows are the
    reduced echelon form. Quotients on the way are minors here too (Bareiss, as above).
    """
    pivots: list[int] = []
    previous = 1
    for j in range(n):
        k = len(pivots)
        i = next((i for i in range(k, len(rows)) if rows[i][j]), None)
        if i is None:
            continue
        rows[k], rows[i] = rows[i], rows[k]
        head = rows[k]
        pivot = head[j]
        for i, row in enumerate(rows):
            if i != k:
                rows[i] = _less(row, head, pivot, row[j], previous)
        previous = pivot
        pivots.append(j)
    return pivots, previous


def _less(row: list[Any], head: list[Any], pivot: Any, factor: Any, previous: Any) -> list[Any]:
    """(pivot · row − factor · head) / previous."""
    if not factor:
        return [pivot * x // previous if x else x for x in row]
    return [(pivot * x - factor * y) // previous for x, y in zip(row, head, strict=True)]
