"""pinv: the Moore–Penrose pseudoinverse."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._tolerance import cutoff, share
from lacli.matrix import Matrix
from lacli.registry import Argument, command


@command(panel="Solve and span", title="pseudoinverse of {A}", exact=True)
def pinv(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    rcond: Annotated[float | None, cutoff("--rcond")] = None,
) -> Matrix:
    """Compute the Moore–Penrose pseudoinverse of A, of any shape.

    It is the inverse where A has one. It takes b to the x of least norm among those that bring A x
    nearest to b.

        $ lacli pinv '2 0; 0 0'
        0.5,0
        0,0
    """
    return Matrix(compute.pinv(A, rcond=share(rcond, "--rcond")), rows=A.cols, cols=A.rows)
