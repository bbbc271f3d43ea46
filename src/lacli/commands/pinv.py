"""pinv: the Moore–Penrose pseudoinverse."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.errors import UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Solve and span", title="pseudoinverse of {A}")
def pinv(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    rcond: Annotated[
        float | None,
        Option(
            "--rcond",
            help="Singular values up to this times the largest count as 0. "
            "Unless given, max(m, n) times the precision of floating point.",
        ),
    ] = None,
) -> Matrix:
    """Compute the Moore–Penrose pseudoinverse of A, of any shape.

    It is the inverse where A has one. It takes b to the x of least norm among those that bring A x
    nearest to b.

        $ lacli pinv '2 0; 0 0'
        0.5,0
        0,0
    """
    if rcond is not None and not 0 <= rcond < 1:
        raise UsageError(f"--rcond is a share of the largest singular value, below 1, not {rcond}")
    return Matrix(compute.pinv(A, rcond=rcond), rows=A.cols, cols=A.rows)
