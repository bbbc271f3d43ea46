"""nullspace: the solutions of A x = 0."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._tolerance import CUTOFF_SCALED, share
from lacli.errors import MathError
from lacli.matrix import Matrix
from lacli.registry import Argument, command


@command(panel="Solve and span", title="null space of {A}", exact=True)
def nullspace(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    tol: Annotated[float | None, CUTOFF_SCALED] = None,
) -> Matrix:
    """Find a basis of all x that A takes to 0.

    The columns of the answer are unit vectors, perpendicular to each other; every solution of
    A x = 0 is a combination of them. Each has its largest entry positive. With two or more, other
    bases would do as well. Where only x = 0 solves it, there is no basis, and the exit code is 1.
    With --exact they are no unit vectors, but solutions in fractions, one for each unknown that is
    free: that is 1, and the other free ones are 0.

        $ lacli nullspace '3 0 4; 0 1 0' --precision 6
        0.8
        0
        -0.6
    """
    basis = Matrix(compute.nullspace(A, tol=share(tol)), rows=A.cols)
    if basis.shape[1] == 0:
        raise MathError(
            f"only 0 solves {A.name} x = 0: its columns are independent",
            hint="--tol S counts singular values up to S times the largest as 0",
        )
    return basis
