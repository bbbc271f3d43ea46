"""solve: systems of linear equations."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import right_hand_side


@command(panel="Solve and span", title="solution of {A} x = {b}")
def solve(
    A: Annotated[Matrix, Argument(help="The m×n matrix A: a row for each equation.")],
    b: Annotated[Matrix, Argument(help="The right-hand side, or several as columns.")],
) -> Matrix:
    """Solve A x = b.

    Square: the one solution. More equations than unknowns: the least-squares solution. Fewer: the
    solution of least norm. The rows of x are named by A's columns.

        $ lacli solve '2 1; 1 3' '3 5'
        0.8
        1.4

        $ lacli solve '1 0; 1 1; 1 2' '6; 0; 0' --precision 6
        5
        -3
    """
    b = right_hand_side(A, b)
    m, n = A.shape
    x = compute.solve(A, b) if m == n else compute.lstsq(A, b)
    return Matrix(x, rows=A.cols, cols=b.cols)
