"""solve: systems of linear equations."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.system import system


@command(panel="Solve and span", title="solution of {A} x = {b}", augmented=True)
def solve(
    A: Annotated[Matrix, Argument(help="The m×n matrix A: a row for each equation.")],
    b: Annotated[
        Matrix | None,
        Argument(help="The right-hand side, or several as columns; left out where A has a '|'."),
    ] = None,
) -> Matrix:
    """Solve A x = b, a system of linear equations.

    Square: the one solution. More equations than unknowns: the least-squares solution. Fewer: the
    solution of least norm. The rows of x are named by A's columns.
    A matrix with a '|' brings b along.

        $ lacli solve '2 1; 1 3' '3 5'
        0.8
        1.4

        $ lacli solve '2 1 | 3; 1 3 | 5'
        0.8
        1.4

        $ lacli solve '1 0; 1 1; 1 2' '6; 0; 0' --precision 6
        5
        -3
    """
    A, b = system(A, b)
    m, n = A.shape
    x = compute.solve(A, b) if m == n else compute.lstsq(A, b)
    return Matrix(x, rows=A.cols, cols=b.cols)
