"""Systems with no solution, or many, in words."""

from __future__ import annotations

from typing import Any

from lacli.commands._words import combination, equals, told
from lacli.matrix import Matrix

MOST = 8
"""The equations that a contradiction names; with more it is easier told how many there are."""


def contradiction(A: Matrix, b: Matrix, found: Any) -> str:
    """Which combination of equations says 0 = c: "equation 2 − 2·equation 1 says 0 = 1"."""
    names = [f"equation {name}" for name in A.rows or range(1, A.shape[0] + 1)]
    terms = [(x, name) for x, name in zip(found.weights, names, strict=True) if x]
    which = f" (column {found.column + 1} of {b.name})" if b.shape[1] > 1 else ""
    if len(terms) > MOST:
        return f"{len(terms)} of {len(names)} equations contradict each other{which}"
    sign = equals([*found.weights, found.c])
    return f"{combination(terms)} says 0 {sign} {told(found.c)}{which}"


def general_solution(x: Matrix, kernel: Matrix) -> tuple[str, ...]:
    """Each unknown as a number plus multiples of what is free: "x1 = 2 + t"."""
    n, k = kernel.shape
    names = x.rows or tuple(f"x{j + 1}" for j in range(n))
    free = ["t"] if k == 1 else [f"t{i + 1}" for i in range(k)]
    lines = []
    for j in range(x.shape[1]):
        side = f"{x.cols[j]}: " if x.cols else f"{j + 1}: " if x.shape[1] > 1 else ""
        for name, row, multiples in zip(names, x, kernel, strict=True):
            numbers = [row[j], *multiples]
            text = combination(list(zip(numbers, ["", *free], strict=True)))
            lines.append(f"{side}{name} {equals(numbers)} {text}")
    return tuple(lines)
