"""describe: all that can be said of a matrix, on one card."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from math import isfinite
from typing import Annotated, Any, NamedTuple

from lacli import compute
from lacli.commands._kinds import definiteness, kinds
from lacli.errors import MathError, Note
from lacli.matrix import Matrix
from lacli.registry import Argument, command


class Description(NamedTuple):
    rows: int
    columns: int
    kind: str | None = None
    rank: int | None = None
    det: float | complex | None = None
    trace: float | complex | None = None
    frobenius: float | None = None
    spectral: float | None = None
    condition: float | None = None
    definiteness: str | None = None
    eigenvalues: Matrix | None = None
    singular_values: Matrix | None = None
    gaps: tuple[str, ...] | None = None


@command(panel="Measure", title="{A}", infinite="condition", gaps=True)
def describe(A: Annotated[Matrix, Argument(help="The m×n matrix A.")]) -> Description:
    """Tell what kind of matrix A is, and what there is to know of it.

    Its `rows` and `columns`; its `kind`, such as symmetric, orthogonal or a projection, but for
    rounding; `rank`; `frobenius` and `spectral`, its norms; `condition`, the condition number of
    order 2; `singular_values` or, of a square one, `eigenvalues`, `det`, `trace` and, where it is
    symmetric, `definiteness`. Where cells have no number, `gaps` says which, and the rest is left
    out.

    `rank`, `condition` and `det` are what the commands rank, cond and det say, but `det` is exactly
    0 where it cannot be told from 0. Rank and condition count as 0 what rounding explains beside
    the largest; of `det` and `definiteness` rows and columns are judged by their own sizes. So
    '1 0; 0 1e-20' has rank 1, and yet is positive definite, with a `det` of 1e-20.

        $ lacli describe '2 1; 1 2' --part kind
        symmetric, nonnegative

        $ lacli describe '2 1; 1 2' --part definiteness
        positive definite

        $ lacli describe '3 0 0; 0 -4 0' -f json --precision 6
        {"rows": 2,
         "columns": 3,
         "kind": "diagonal",
         "rank": 2,
         "frobenius": 5,
         "spectral": 4,
         "condition": 1.33333,
         "singular_values": [[4],
                             [3]]}
    """
    if A.gaps:
        return Description(*A.shape, gaps=A.gaps)
    rank = compute.rank(A)  # first, as it may be what counts the rows
    m, n = A.shape
    description = Description(
        m,
        n,
        kind=", ".join(kinds(A)) or "general",
        rank=rank,
        frobenius=_finite(compute.matrix_norm(A, order="fro")),
        spectral=_finite(compute.matrix_norm(A, order=2)),
        condition=_if_any(partial(compute.cond, order=2), A),
    )
    if m != n:
        return description._replace(singular_values=Matrix(compute.singular_values(A)))
    return description._replace(
        det=0 if compute.det_in_doubt(A) else _if_any(compute.det, A),
        trace=compute.trace(A),
        definiteness=definiteness(A),
        eigenvalues=Matrix(compute.eig(A)[0]),
    )


def _finite(x: float) -> float | None:
    """The number, if it is not too large for floating point."""
    return x if isfinite(x) else None


def _if_any(operation: Callable[[Matrix], Any], A: Matrix) -> Any:
    """The answer of an operation; None, and a remark, where it has none."""
    try:
        return operation(A)
    except MathError as error:
        warnings.warn(error.message, Note, stacklevel=2)
        return None
