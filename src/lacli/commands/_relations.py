"""How the columns of a matrix depend on each other, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lacli.matrix import Matrix


def relations(A: Matrix, R: Any, pivots: Sequence[int]) -> tuple[str, ...]:
    """Each column of A that depends on those at `pivots`, left of it: "c = 2·a − b".

    R is the reduced row echelon form of A. Coefficients are rounded to six digits, which ≈ tells.
    """
    names = column_names(A)
    return tuple(
        _relation(names[j], {names[p]: R[i, j].item() for i, p in enumerate(pivots) if R[i, j]})
        for j in range(A.shape[1])
        if j not in pivots
    )


def column_names(A: Matrix) -> tuple[str, ...]:
    """The names of A's columns; without names, their numbers."""
    return A.cols or tuple(f"column {j + 1}" for j in range(A.shape[1]))


def _relation(name: str, terms: dict[str, complex]) -> str:
    exact = all(complex(_number(x)) == x for x in terms.values())
    text = "".join(_term(name, x) for name, x in terms.items()) or " + 0"
    sign, text = text[1], text[3:]
    return f"{name} {'=' if exact else '≈'} {'−' if sign == '−' else ''}{text}"


def _term(name: str, x: complex) -> str:
    """A term of a sum with its sign: " − 2·a"."""
    text = _number(x)
    minus = text.startswith("-")
    size = text.removeprefix("-")
    return f" {'−' if minus else '+'} {'' if size == '1' else f'{size}·'}{name}"


def _number(x: complex) -> str:
    """A coefficient in six digits; in parentheses if it has a real and an imaginary part."""
    if not x.imag:
        return f"{x.real:.6g}"
    return f"({x:.6g})" if x.real else f"{x.imag:.6g}j"
