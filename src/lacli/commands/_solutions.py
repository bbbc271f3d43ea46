"""Systems with no solution, or many, in words."""

from __future__ import annotations

from collections.abc import Sequence

from lacli.commands._words import combination, equals, told
from lacli.compute.answers import Contradiction
from lacli.matrix import Matrix

MOST = 8
"""The equations that a contradiction names; with more it is easier told how many there are."""


def contradiction(A: Matrix, b: Matrix, found: Contradiction) -> str:
    """Which combination of equations says 0 = c: "equation 2 − 2·equation 1 says 0 = 1"."""
    names = [f"equation {name}" for name in A.rows or range(1, A.shape[0] + 1)]
    terms = [(x, name) for x, name in zip(found.weights, names, strict=True) if x]
    which = f" (column {found.column + 1} of {b.name})" if b.shape[1] > 1 else ""
    if len(terms) > MOST:
        return f"{len(terms)} of {len(names)} equations contradict each other{which}"
    sign = equals([*found.weights, found.c])
    return f"{combination(terms)} says 0 {sign} {told(found.c)}{which}"


def general_solution(x: Matrix, kernel: Matrix) -> tuple[str, ...] | None:
    """Each unknown as a number plus multiples of what is free: "x1 = 2 + t".

    None where so much is free that nobody would read it.
    """
    n, k = kernel.shape
    if k > MOST:
        return None
    names = x.rows or tuple(f"x{j + 1}" for j in range(n))
    free = _parameters(k, names)
    lines = []
    for j in range(x.shape[1]):
        side = f"{x.cols[j]}: " if x.cols else f"{j + 1}: " if x.shape[1] > 1 else ""
        for name, row, multiples in zip(names, x, kernel, strict=True):
            numbers = [row[j], *multiples]
            text = combination(list(zip(numbers, ["", *free], strict=True)))
            lines.append(f"{side}{name} {equals(numbers)} {text}")
    return tuple(lines)


def _parameters(k: int, names: Sequence[str]) -> list[str]:
    """Names for k parameters that are no unknown's."""
    for letter in "tsuvwpq":
        free = [letter] if k == 1 else [f"{letter}{i + 1}" for i in range(k)]
        if not {*free} & {*names}:
            return free
    return [f"t'{i + 1}" for i in range(k)]
