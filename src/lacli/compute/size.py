"""How large an answer becomes that may be far larger than what it is computed from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lacli import memory

Shape = tuple[int, int]


def check(operation: str, shapes: list[Shape], options: dict[str, Any]) -> None:
    """Raises InputError where the largest array that an operation makes does not fit into memory.

    `shapes` are those of its operands.
    """
    if operation in _LARGEST:
        memory.check_matrix(*_LARGEST[operation](*shapes, **options))


def _of_sizes(m: int, n: int, **_: object) -> Shape:
    return m, n


def _of_permutation(order: list[int]) -> Shape:
    return len(order), len(order)


def _of_shuffled(n: int, **_: object) -> Shape:
    """That of the permutation matrix made of them."""
    return n, n


def _of_vandermonde(x: Shape, n: int) -> Shape:
    return x[0], n


def _of_toeplitz(column: Shape, row: Shape) -> Shape:
    return column[0], row[0]


def _of_diagonal(v: Shape, offset: int = 0) -> Shape:
    n = v[0] + abs(offset)
    return n, n


def _of_kron(A: Shape, B: Shape) -> Shape:
    return A[0] * B[0], A[1] * B[1]


def _of_outer(u: Shape, v: Shape) -> Shape:
    return u[0], v[0]


def _of_matmul(*factors: Shape) -> Shape:
    return factors[0][0], factors[-1][1]


def _of_entries(A: Shape, B: Shape) -> Shape:
    return max(A[0], B[0]), max(A[1], B[1])


def _of_columns(X: Shape, **_: object) -> Shape:
    return X[1], X[1]


def _of_rows(A: Shape, **_: object) -> Shape:
    return A[0], A[0]


def _of_defect(A: Shape, kind: str) -> Shape:
    return (A[1], A[1]) if kind == "orthonormal_columns" else A


def _of_svd(A: Shape, full: bool = False, **_: object) -> Shape:
    return max(A), max(A) if full else min(A)


def _of_qr(A: Shape, full: bool = False, pivot: bool = False) -> Shape:
    """That of Q, or of P where it is larger."""
    m, n = A
    larger = max(m if full else min(m, n), n if pivot else 0)
    return max(m, larger), larger


def _of_polar(A: Shape, left: bool = False) -> Shape:
    return (A[0], A[0]) if left else (A[1], A[1])


_LARGEST: dict[str, Callable[..., Shape]] = {
    **dict.fromkeys(("eye", "full", "hilbert", "normal", "random"), _of_sizes),
    **dict.fromkeys(("add", "sub", "mul", "div"), _of_entries),
    **dict.fromkeys(("corr", "cov", "nullspace", "row_space"), _of_columns),
    "defect": _of_defect,
    "diagonal": _of_diagonal,
    "kron": _of_kron,
    "lu": _of_rows,
    "matmul": _of_matmul,
    "outer": _of_outer,
    "permutation": _of_permutation,
    "polar_decomposition": _of_polar,
    "qr": _of_qr,
    "shuffled": _of_shuffled,
    "svd": _of_svd,
    "toeplitz": _of_toeplitz,
    "vandermonde": _of_vandermonde,
}
"""By operation, the shape of the largest array it makes."""
