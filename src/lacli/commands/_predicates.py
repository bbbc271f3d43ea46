"""Which of the properties that are asked for a matrix lacks, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lacli import compute
from lacli.errors import ShapeError
from lacli.matrix import Matrix
from lacli.shape import common

NAMES = {
    "skew": "skew-symmetric",
    "hermitian": "Hermitian",
    "upper": "upper triangular",
    "lower": "lower triangular",
    "posdef": "positive definite",
    "possemidef": "positive semidefinite",
    "projection": "a projection",
}
"""What a matrix of a kind is called where it is not by the kind itself."""
HERMITIAN = ("posdef", "possemidef")
OF_ANY_SHAPE = (
    "finite",
    "orthonormal columns",
    "diagonal",
    "upper",
    "lower",
    "independent",
    "stochastic",
    "nonnegative",
)
DUST = 1e-12
"""The size relative to the largest below which an eigenvalue may be rounding."""
EXACT = ("posdef", "invertible", "independent")
"""Kinds that hold to working precision, whatever the tolerance."""


def failures(
    A: Matrix, kinds: Sequence[str], cond_below: float | None, B: Matrix | None, tol: float
) -> list[str]:
    """What each property that A lacks is and how far it is from it; empty if it has all."""
    for M in (A, B):
        if M is not None and M.gaps:
            more = f", and {len(M.gaps) - 1} more" if len(M.gaps) > 1 else ""
            return [f"{M.name} is not finite: {M.gaps[0]}{more}"]
    found = [_of_kind(A, kind, tol) for kind in kinds]
    found.append(_conditioned(A, cond_below) if cond_below is not None else "")
    found.append(_close(A, B, tol) if B is not None else "")
    return list(dict.fromkeys(text for text in found if text))


def _of_kind(A: Matrix, kind: str, tol: float) -> str:
    """Why A is not of a kind; empty if it is."""
    if kind not in OF_ANY_SHAPE and A.shape[0] != A.shape[1]:
        return f"{A.name} is {A.dimensions}, not square"
    if kind in ("finite", "square"):
        return ""
    if kind in HERMITIAN and (why := _of_kind(A, "hermitian", tol)):
        return why
    defect = compute.defect(A, kind=kind)
    if defect.size <= (0 if kind in EXACT else tol):
        return ""
    return f"{_is_not(A, kind)}: {_WHY[kind](A, defect)}"


def _is_not(A: Matrix, kind: str) -> str:
    if kind == "orthonormal columns":
        return f"the columns of {A.name} are not orthonormal"
    if kind == "independent":
        return f"the columns of {A.name} are not independent"
    if kind == "orthogonal" and _is_complex(A):
        return f"{A.name} is not unitary"
    if kind == "hermitian" and not _is_complex(A):
        return f"{A.name} is not symmetric"
    return f"{A.name} is not {NAMES.get(kind, kind)}"


def _conditioned(A: Matrix, bound: float) -> str:
    """Why the condition number of A is not below a bound; empty if it is."""
    value = compute.condition_number(A).value
    if value < bound:
        return ""
    return f"the condition number of {A.name} is {value:.6g}, not below {bound:.6g}"


def _close(A: Matrix, B: Matrix, tol: float) -> str:
    """Why A and B are not the same up to a tolerance; empty if they are."""
    if A.shape != B.shape:
        return f"{A.name} is {A.dimensions} and {B.name} is {B.dimensions}"
    try:
        common((A, "row"), (B, "row"))
        common((A, "column"), (B, "column"))
    except ShapeError as error:
        return error.message
    size, (i, j), _ = compute.distance(A, B)
    if size <= tol:
        return ""
    entries = f"{_said(A.values[i, j])} and {_said(B.values[i, j])}"
    return f"{A.name} is not close to {B.name}: {_address(i, j)} is {entries}"


def _mirrored(A: Matrix, defect: Any) -> str:
    i, j = sorted(defect.at)
    if i == j:
        return f"{_address(i, j)} is {_said(A.values[i, i])}"
    return (
        f"{_address(i, j)} is {_said(A.values[i, j])} and "
        f"{_address(j, i)} is {_said(A.values[j, i])}"
    )


def _entry(A: Matrix, defect: Any) -> str:
    i, j = defect.at
    return f"{_address(i, j)} is {_said(A.values[i, j])}"


def _product(A: Matrix, defect: Any) -> str:  # noqa: ARG001  # as the others
    i, j = sorted(defect.at)
    columns = f"column {i + 1} with itself" if i == j else f"columns {i + 1} and {j + 1}"
    return f"the inner product of {columns} is {_said(defect.value)}, not {int(i == j)}"


def _eigenvalue(A: Matrix, defect: Any) -> str:  # noqa: ARG001  # as the others
    doubt = ", which cannot be told from 0" if 0 < abs(defect.value) and defect.size < DUST else ""
    return f"its least eigenvalue is {defect.value:.6g}{doubt}"


def _rank(A: Matrix, defect: Any) -> str:
    return f"the rank is {defect.value} of {A.shape[1]}"


def _square(A: Matrix, defect: Any) -> str:
    i, j = defect.at
    return f"{_address(i, j)} is {_said(A.values[i, j])}, and {_said(defect.value)} in its square"


def _probability(A: Matrix, defect: Any) -> str:
    i, j = defect.at
    return f"row {i + 1} adds to {_said(defect.value)}" if j < 0 else _entry(A, defect)


_WHY: dict[str, Callable[[Matrix, Any], str]] = {
    "symmetric": _mirrored,
    "skew": _mirrored,
    "hermitian": _mirrored,
    "orthogonal": _product,
    "orthonormal columns": _product,
    "diagonal": _entry,
    "upper": _entry,
    "lower": _entry,
    "posdef": _eigenvalue,
    "possemidef": _eigenvalue,
    "invertible": _rank,
    "independent": _rank,
    "projection": _square,
    "stochastic": _probability,
    "nonnegative": _entry,
}


def _is_complex(A: Matrix) -> bool:
    return bool(A.values.dtype.kind == "c")


def _address(i: int, j: int) -> str:
    return f"row {i + 1}, column {j + 1}"


def _said(x: Any) -> str:
    """A number in the shortest text that says all of it."""
    x = complex(x) + 0  # which has no negative zero
    return repr(x if x.imag else x.real).strip("()").removesuffix(".0")
