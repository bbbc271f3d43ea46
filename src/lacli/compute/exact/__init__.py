"""The exact engine: Python's integers, for small matrices of written numbers; NumPy is not loaded.

Every function takes rows of integers, fractions, and complex numbers with whole parts. It returns
rows and numbers of the same kind, but for complex ones, whose parts are rounded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from lacli.compute import listed
from lacli.compute.exact.cost import PATIENCE, is_cheap
from lacli.compute.exact.doubt import is_rounded, note_rank_as_written
from lacli.compute.exact.integers import Rows
from lacli.matrix import Matrix

OPERATIONS = {
    "certificate": (
        "det_certificate",
        "inverse_certificate",
        "least_squares_certificate",
        "regression_certificate",
        "solution_certificate",
    ),
    "determinant": ("det", "det_in_doubt", "det_in_fractions", "logdet"),
    "entrywise": ("add", "div", "first_zero", "mul", "sub"),
    "making": ("eye", "full", "hilbert", "permutation", "toeplitz", "vandermonde"),
    "nearest": ("lstsq", "pinv", "project", "regression"),
    "polynomial": ("charpoly",),
    "products": ("dot", "kron", "matmul", "outer", "power", "power_in_fractions", "trace"),
    "reshaping": ("conj", "diag", "diagonal", "hstack", "reshape", "vstack"),
    "spaces": ("nullspace", "nullspace_in_fractions", "rank", "rref"),
    "systems": ("inv", "inv_in_fractions", "solutions", "solutions_in_fractions"),
}
"""The operations in each module of this folder."""
REAL = {"lstsq", "nullspace", "pinv", "project", "regression"} | {
    f"{what}_certificate" for what in ("det", "inverse", "least_squares", "regression", "solution")
}
"""The operations with roots, or fractions on the way, which complex numbers here have not."""
DECIDING = {"det", "det_certificate", "det_in_doubt", "logdet", "charpoly", "rank", "rref"} | {
    *("nullspace", "solutions", "lstsq", "pinv", "project", "regression")
}
"""The operations whose answer hangs on whether something is exactly 0. `inv` judges for itself."""

__getattr__, has = listed(__name__, OPERATIONS)


def suits(operation: str, operands: Sequence[Matrix], options: dict[str, Any]) -> bool:
    """Whether an operation is best done here: operands are written, few, and taken at their word.

    Where entries may be rounded, what hangs on whether something is exactly 0 is not decided here.
    """
    if not _is_possible(operation, operands, options):
        return False
    rows = [A.tolist() for A in operands]
    return is_cheap(operation, rows, options) and _is_decided(operation, rows)


def may_settle(operation: str, operands: Sequence[Matrix], options: dict[str, Any]) -> bool:
    """Whether an operation can be done here though it takes its time: nothing may be rounded."""
    if not _is_possible(operation, operands, options):
        return False
    rows = [A.tolist() for A in operands]
    return is_cheap(operation, rows, options, PATIENCE) and not any(map(is_rounded, rows))


def is_by_size(options: dict[str, Any]) -> bool:
    """Whether numbers are judged, or changed, by their size: with a cut-off, or a penalty."""
    cut = any(options.get(name) is not None for name in ("tol", "rcond"))
    return cut or bool(options.get("ridge"))


def _is_possible(operation: str, operands: Sequence[Matrix], options: dict[str, Any]) -> bool:
    if not has(operation) or is_by_size(options) or not all(A.is_written for A in operands):
        return False
    inverts = operation in REAL or options.get("N", 0) < 0
    return not inverts or all(A.is_real for A in operands)


def _is_decided(operation: str, operands: Sequence[Rows]) -> bool:
    """Whether it is certain what is 0; remarks where rounding decides and fractions would not."""
    if operation not in DECIDING or not any(map(is_rounded, operands)):
        return True
    A = operands[0]
    if operation == "solutions" and len(A) == len(A[0]):
        from lacli.compute.exact.spaces import rank

        return rank(A) == len(A)
    note_rank_as_written(operation, A)
    return False


def operand(A: Matrix) -> Any:
    """What an operation takes for a matrix: its rows."""
    return A.tolist()


def quietly() -> AbstractContextManager[object]:
    """The context to run an operation in."""
    return nullcontext()
